"""The vocabulary of a checkpoint: the tokenizers library, the model's templates, and a guard.

For ordinary messages the prompt is, token for token, what the transformers library makes of them.
Where people write the text of a control token, the prompt has the same control tokens as if they
had not, and what they wrote is read as text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from tokenizers import Tokenizer

from models.chat_prompt import Chat
from models.chat_shapes import plain_json, read_messages
from models.chat_template import Rendered, Template, compile_template
from models.control_tokens import ControlTokens, Reader
from models.decoding import Decoding
from models.vocabulary import (
    NO_ARGUMENTS,
    ArgumentError,
    PromptError,
    TemplateError,
    TextStream,
    VocabularyError,
)
from models.vocabulary_files import read_vocabulary

# For models that were never trained on conversations: a form that they have seen in their texts.
PLAIN_TEMPLATE = (
    "{% if tools %}tools: {{ tools | tojson }}{{ '\\n' }}{% endif %}"
    "{% for message in messages %}"
    "{{ message.role }}: {{ message.content }}"
    "{% if message.tool_calls %} {{ message.tool_calls | tojson }}{% endif %}{{ '\\n' }}"
    "{% endfor %}"
    "{% if add_generation_prompt %}assistant:{% endif %}"
)
RESERVED = frozenset(
    ("messages", "tools", "add_generation_prompt", "continue_final_message", "conversation")
    + ("chat_template", "tokenize", "return_dict", "return_tensors", "padding", "truncation")
)


class CheckpointVocabulary:
    """Follows the `Vocabulary` protocol. Once it is made, nothing in it changes but caches."""

    def __init__(self, directory: Path, *, chat_template: str | None = None) -> None:
        """:raises VocabularyError: with one sentence on which file is missing or wrong."""
        files = read_vocabulary(directory)
        if chat_template is not None:
            check_template(chat_template)
            files = replace(files, templates={"default": chat_template})
        tokenizer = files.tokenizer
        self.named_tokens = files.named
        self.templates = files.templates
        literals = "\0".join(read_literals(files.templates, directory))
        self.control = ControlTokens(
            tokenizer, literals=literals, unknown=files.named.get("unk_token")
        )
        self.reader = Reader(tokenizer, self.control)
        self.decoding = Decoding(tokenizer, is_tidied=files.is_tidied)
        self.special_ids = self.decoding.special_ids
        added = tokenizer.get_added_tokens_decoder()
        self.size = max([tokenizer.get_vocab_size(), *(id + 1 for id in added)])
        self.eos_ids = frozenset(id for id in files.eos_ids if id < self.size)
        self.prefix_ids, self.suffix_ids = read_marks(tokenizer)
        bos = tokenizer.token_to_id(self.named_tokens.get("bos_token", ""))
        self.adds_bos = bos is not None and bos in self.prefix_ids

    def encode(
        self, text: str, *, add_special_tokens: bool = True, parse_special: bool = True
    ) -> tuple[int, ...]:
        """The tokens of a text; see `Vocabulary`."""
        if parse_special:
            return tuple(self.reader.read(text, add_special_tokens=add_special_tokens).ids)
        ids = self.reader.read_plain(text)
        return (*self.prefix_ids, *ids, *self.suffix_ids) if add_special_tokens else ids

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
        """The tokens of a conversation; see `Vocabulary`.

        `template` is the name of one of the model's templates, or a template itself.
        """
        program, shape, prompt = self.write(
            messages,
            tools=tools,
            template_arguments=template_arguments,
            add_generation_prompt=add_generation_prompt,
            continue_final_message=continue_final_message,
            template=template,
        )
        guard = shape.guard(self.control, prompt.plain, program.source)
        if guard is None:
            return tuple(self.reader.read(prompt.plain, add_special_tokens=False).ids)
        guarded, masks = guard
        return self.reader.read_rendered(guarded.render(program), prompt.plain, masks.unmask)

    def render(self, messages: Sequence[Mapping[str, object]], **options: Any) -> str:
        """The prompt of a conversation as text, for people: its control tokens prove nothing."""
        return self.write(messages, **options)[2].plain

    def write(
        self,
        messages: Sequence[Mapping[str, object]],
        *,
        tools: Sequence[Mapping[str, object]] | None = None,
        template_arguments: Mapping[str, object] = NO_ARGUMENTS,
        add_generation_prompt: bool = True,
        continue_final_message: bool = False,
        template: str | None = None,
    ) -> tuple[Template, Chat, Rendered]:
        """A prompt, the template that wrote it, and the shape of conversation that suited it."""
        reserved = RESERVED & template_arguments.keys()
        if reserved:
            raise ArgumentError(f"A chat template argument cannot be called {min(reserved)}.")
        program = self.pick_template(template, has_tools=bool(tools))
        chat = Chat(
            messages=read_messages(messages),
            tools=plain_json(tools) if tools else None,
            arguments=plain_json(template_arguments),
            given=self.named_tokens,
            add_generation_prompt=add_generation_prompt and not continue_final_message,
            continue_final_message=continue_final_message,
        )
        return program, *chat.written_with(program)

    def pick_template(self, template: str | None, *, has_tools: bool) -> Template:
        """The template with this name or source; by default the one that suits the request."""
        if template is not None:
            return compile_template(self.templates.get(template, template))
        for name in ("tool_use", "default") if has_tools else ("default",):
            if name in self.templates:
                return compile_template(self.templates[name])
        if self.templates:
            known = ", ".join(sorted(self.templates))
            raise PromptError(f"This model has several chat templates; name one of {known}.")
        beginning = "{{ bos_token }}" if self.adds_bos else ""
        return compile_template(beginning + PLAIN_TEMPLATE)

    def chat_template(self, *, has_tools: bool) -> str:
        """The template's source; see `Vocabulary`."""
        try:
            return self.pick_template(None, has_tools=has_tools).source
        except PromptError:
            return ""

    def decode(self, ids: Iterable[int], *, skip_special_tokens: bool = True) -> str:
        """The text of all these tokens together."""
        return self.decoding.decode(ids, skip_special_tokens=skip_special_tokens)

    def stream(self, *, skip_special_tokens: bool = True, continues: bool = False) -> TextStream:
        """Begin a text that arrives token by token; see `Vocabulary`."""
        return self.decoding.stream(skip_special_tokens=skip_special_tokens, continues=continues)

    def token_bytes(self, id: int, /) -> bytes:
        """A token's share of the text; see `Vocabulary`."""
        return self.decoding.token_bytes(id)

    def token_text(self, id: int, /) -> str:
        """A token as it may be shown; parts of a character become U+FFFD."""
        return self.token_bytes(id).decode(errors="replace")


def read_literals(templates: Mapping[str, str], directory: Path) -> Iterator[str]:
    """All the text in the model's templates.

    :raises VocabularyError: if one is no template, before the first client finds out.
    """
    for name, source in templates.items():
        try:
            yield compile_template(source).literals
        except TemplateError as error:
            raise VocabularyError(f"In {directory}, chat template {name!r}: {error}") from None


def read_marks(tokenizer: Tokenizer) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The tokens that the tokenizer puts around every text."""
    marked = tokenizer.encode("a", add_special_tokens=True).ids
    bare = tokenizer.encode("a", add_special_tokens=False).ids
    for start in range(len(marked) - len(bare) + 1):
        if marked[start : start + len(bare)] == bare:
            return tuple(marked[:start]), tuple(marked[start + len(bare) :])
    return (), ()


def check_template(source: str) -> None:
    try:
        compile_template(source)
    except TemplateError as error:
        raise VocabularyError(f"The chat template cannot be used: {error}") from None
