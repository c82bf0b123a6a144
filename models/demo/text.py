"""From examples to token ids: the tokenizer in the box, and the chat template."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import jinja2
from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, pre_tokenizers, trainers

from models.demo.corpus.example import Example, Message

HERE = Path(__file__).parent
TEMPLATE = HERE / "chat_template.jinja"
VOCABULARY = 3072
END, USER, ASSISTANT = "<|end|>", "<|user|>", "<|assistant|>"
CONTROL = (END, "<|system|>", USER, ASSISTANT, "<|tool|>")
MARKS = ("<tool_call>", "</tool_call>")
# A word is the same pieces wherever it stands, behind a space, a quote or an underscore: so it can
# be copied. Digits stand alone, and signs that follow each other stay together.
SPLIT = (
    r"\p{Lu}?\p{Ll}+|\p{Lu}+|\p{L}+|\p{N}"
    r"| ?[^\s\p{L}\p{N}_]+(?: [^\s\p{L}\p{N}_]+)*[\r\n]*|_|\s*[\r\n]+|\s+"
)


@cache
def template() -> jinja2.Template:
    environment = jinja2.Environment(trim_blocks=True, lstrip_blocks=True)
    environment.filters["tojson"] = lambda value: json.dumps(value, ensure_ascii=False)
    return environment.from_string(TEMPLATE.read_text())


def rendered(example: Example, *, is_prompt: bool = False) -> str:
    """The text that the model reads; of a prompt all but the last answer."""
    messages = example.messages[:-1] if is_prompt else example.messages
    return template().render(
        messages=[with_objects(message) for message in messages],
        tools=example.tools,
        add_generation_prompt=is_prompt,
    )


def with_objects(message: Message) -> Message:
    """Arguments as the server hands them to templates."""
    calls = message.get("tool_calls")
    if not calls:
        return message
    return {**message, "tool_calls": [{"function": read(call["function"])} for call in calls]}


def read(function: Message) -> Message:
    return {**function, "arguments": json.loads(function["arguments"])}


def marks(tokenizer: Tokenizer) -> tuple[int, int]:
    """The ids of the tokens around what the assistant says."""
    encoded: list[int] = tokenizer.encode(ASSISTANT + END, add_special_tokens=False).ids
    said, end = encoded
    return said, end


def pieces(tokenizer: Tokenizer) -> list[str]:
    """What words are made of: all entries of the vocabulary that are letters only."""
    return sorted(
        word
        for word in tokenizer.get_vocab()
        if len(word) > 1 and word.isascii() and word.isalpha()
    )


def train_tokenizer(texts: Iterable[str]) -> Tokenizer:
    """Bytes, and the pairs that are most frequent."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(SPLIT), "isolated"),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
        ]
    )
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=VOCABULARY - len(MARKS),
        special_tokens=[*CONTROL],
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator(texts, trainer)
    tokenizer.add_tokens([AddedToken(mark, normalized=False) for mark in MARKS])
    return tokenizer
