"""What the engine asks of a tokenizer, whoever made it.

    CheckpointVocabulary   the files of a model directory   models/checkpoint_vocabulary.py
    FakeVocabulary         bytes, for tests                 models/fake_vocabulary.py

Text becomes tokens in one go, on a worker thread. Tokens become text one at a time, for ever, so a
`TextStream` does constant work for each and gives out only what no later token can change.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Protocol

from models.errors import ModelError

NO_ARGUMENTS: Mapping[str, object] = MappingProxyType({})


class VocabularyError(ModelError):
    """The tokenizer's files are missing, broken, or of a kind that is not read here."""


class PromptError(Exception):
    """This prompt cannot be made into tokens. Its message is one sentence for the client."""


class ArgumentError(PromptError):
    """An argument of the chat template's that is not for clients to set."""


class TemplateError(PromptError):
    """The chat template refused the messages, failed, or produced too much."""


class TextStream(Protocol):
    """The text of one sequence of tokens, piece by piece.

    All pieces put together, and the tail, are what `decode` gives for all tokens at once.
    """

    def push(self, id: int, /) -> str:
        """The text that this token makes final: often a word, sometimes nothing yet."""
        ...

    def flush(self) -> str:
        """What was held back, now that no token follows: unfinished bytes become U+FFFD."""
        ...

    def prime(self, ids: Iterable[int], /) -> None:
        """Take tokens whose text was given out before, by another stream."""
        ...


class Vocabulary(Protocol):
    """Text to tokens and back. Methods may be called from several threads at once."""

    @property
    def size(self) -> int:
        """Ids lie below it."""
        ...

    @property
    def eos_ids(self) -> frozenset[int]:
        """Each of these ends a text."""
        ...

    @property
    def named_tokens(self) -> Mapping[str, str]:
        """The texts of its special tokens by their names, such as `eos_token`."""
        ...

    def encode(
        self, text: str, *, add_special_tokens: bool = True, parse_special: bool = True
    ) -> tuple[int, ...]:
        """The tokens of a text.

        `add_special_tokens` puts the marks around it that the model was trained with.
        `parse_special` reads the text of a control token as that token; without it, as plain text.
        """
        ...

    def encode_chat(
        self,
        messages: Sequence[Mapping[str, object]],
        *,
        tools: Sequence[Mapping[str, object]] | None = None,
        template_arguments: Mapping[str, object] = NO_ARGUMENTS,
        add_generation_prompt: bool = True,
        continue_final_message: bool = False,
        template: str | None = None,
    ) -> tuple[int, ...]:
        """The tokens of a conversation. What people wrote in it never becomes a control token.

        :raises PromptError: with a sentence that may be shown to the client.
        """
        ...

    def chat_template(self, *, has_tools: bool) -> str:
        """The template that conversations are written with, with or without tools.

        Empty if there is none. It shows how the model marks its thoughts and calls.
        """
        ...

    def decode(self, ids: Iterable[int], *, skip_special_tokens: bool = True) -> str:
        """The text of all these tokens together."""
        ...

    def stream(self, *, skip_special_tokens: bool = True, continues: bool = False) -> TextStream:
        """Begin a text that arrives token by token.

        `continues`: it goes on from a prompt, so a space in front of its first word stays.
        """
        ...

    def token_bytes(self, id: int, /) -> bytes:
        """One token's share of the text: in a row they are its bytes. A control token has its name.

        Only what a decoder does to the text as a whole is missing from it, such as dropping the
        space in front of the first word.
        """
        ...
