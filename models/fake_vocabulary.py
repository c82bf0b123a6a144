"""A vocabulary that needs no files: its first 256 tokens are the bytes.

Characters outside ASCII are split over tokens, so whoever streams text has to hold parts of them
back. Tokens behind the bytes are control tokens and numbered words, which keeps the texts of random
tokens apart.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence

from models.text import ByteStream
from models.vocabulary import NO_ARGUMENTS, TextStream

NUM_BYTES = 256
CONTROL = ("<|end|>", "<|system|>", "<|user|>", "<|assistant|>", "<|tool|>")
CONTROL_IDS = {text: NUM_BYTES + nth for nth, text in enumerate(CONTROL)}
END, SYSTEM, USER, ASSISTANT, TOOL = CONTROL_IDS.values()
ROLES = {"system": SYSTEM, "developer": SYSTEM, "user": USER, "assistant": ASSISTANT, "tool": TOOL}


class FakeVocabulary:
    """Follows the `Vocabulary` protocol; `decode(encode(text))` is the text."""

    def __init__(self, size: int = 512) -> None:
        if size < NUM_BYTES + len(CONTROL):
            raise ValueError(f"a fake vocabulary has at least {NUM_BYTES + len(CONTROL)} tokens")
        self.size = size
        self.eos_ids = frozenset({END})

    def encode(
        self, text: str, *, add_special_tokens: bool = True, parse_special: bool = True
    ) -> tuple[int, ...]:
        """One token for each byte. There are no marks to add around a text."""
        if not parse_special:
            return tuple(text.encode(errors="replace"))
        ids: list[int] = []
        for part in re.split("(" + "|".join(map(re.escape, CONTROL)) + ")", text):
            ids += [CONTROL_IDS[part]] if part in CONTROL_IDS else part.encode(errors="replace")
        return tuple(ids)

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
        """Each turn is its role, its text and an end; tools are a turn in front."""
        ids: list[int] = []
        if tools:
            ids += [SYSTEM, *json.dumps(tools).encode(), END]
        for message in messages:
            ids += [ROLES.get(str(message["role"]), USER), *said(message).encode(), END]
        if continue_final_message:
            return tuple(ids[:-1])
        return (*ids, ASSISTANT) if add_generation_prompt else tuple(ids)

    @property
    def named_tokens(self) -> Mapping[str, str]:
        """One ends a text."""
        return {"eos_token": CONTROL[END - NUM_BYTES]}

    def chat_template(self, *, has_tools: bool) -> str:
        """There is none."""
        return ""

    def decode(self, ids: Iterable[int], *, skip_special_tokens: bool = True) -> str:
        """The bytes of all tokens as text; what is no UTF-8 becomes U+FFFD."""
        stream = self.stream(skip_special_tokens=skip_special_tokens)
        return "".join(stream.push(id) for id in ids) + stream.flush()

    def stream(self, *, skip_special_tokens: bool = True, continues: bool = False) -> TextStream:
        """Holds back the bytes of an unfinished character."""

        def visible(id: int) -> bytes:
            return (
                b"" if skip_special_tokens and id in CONTROL_IDS.values() else self.token_bytes(id)
            )

        return ByteStream(visible)

    def token_bytes(self, id: int, /) -> bytes:
        """A byte, the name of a control token, or a word that says its number."""
        if id < NUM_BYTES:
            return bytes([id])
        if id < NUM_BYTES + len(CONTROL):
            return CONTROL[id - NUM_BYTES].encode()
        return f" {id}".encode()


def said(message: Mapping[str, object]) -> str:
    """The content of a turn, and its tool calls as JSON."""
    content = message.get("content") or ""
    if isinstance(content, Sequence) and not isinstance(content, str):
        content = "".join(part["text"] for part in content)
    calls = message.get("tool_calls")
    return f"{content}{json.dumps(calls) if calls else ''}"
