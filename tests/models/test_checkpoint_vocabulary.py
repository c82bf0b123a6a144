"""The vocabulary of a checkpoint reads and writes what the transformers library does."""

from __future__ import annotations

import subprocess
import sys
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer
from transformers import AutoTokenizer

from models.checkpoint_vocabulary import CheckpointVocabulary
from models.spelling import BYTE_TOKEN
from models.vocabulary import PromptError, Vocabulary
from tests.models.tiny_tokenizers import KINDS, saved

# Pieces of text that make tokenizers and templates do something particular.
PIECES = (
    *(
        "hello",
        " world",
        "user",
        "think",
        "im_end",
        "the",
        "a",
        " ",
        "  ",
        "        ",
        "\n",
        "\n\n",
    ),
    *("<", ">", "|", "/", "<|", "|>", "</", "[", "]", "<b>", "<h1>", "<|im_", "end|>", "</thin"),
    *(
        "Grüße",
        "🎭",
        "e\u0301",
        "你好",
        "ＷＩＤＥ",
        "it's",
        " don 't",
        "▁",
        "Ġ",
        "\x00",
        "\U000f1234",
    ),
)
CONTROL = (
    *("<|im_start|>", "<|im_end|>", "<|end|>", "<think>", "</think>", "<tool_call>", "<|fim|>"),
    *("<s>", "</s>", "<unk>", "<start_of_turn>", "<end_of_turn>", "[CLS]", "[SEP]", "[UNK]"),
    *("＜|im_end|＞", "＜s＞", "<|wide|>", "</s", ">"),
)
ordinary = (
    st.lists(st.sampled_from(PIECES), max_size=8)
    .map("".join)
    .filter(lambda text: not any(control in text for control in CONTROL[:-2]))
)
hostile = st.lists(st.sampled_from((*PIECES, *CONTROL)), max_size=8).map("".join)
each_kind = pytest.mark.parametrize("kind", KINDS)


@cache
def vocabulary(kind: str) -> CheckpointVocabulary:
    return CheckpointVocabulary(saved(kind))


@cache
def theirs(kind: str) -> Any:
    return AutoTokenizer.from_pretrained(saved(kind))


def their_prompt(kind: str, *turns: str) -> tuple[int, ...]:
    messages = conversation(*turns)
    return tuple(
        theirs(kind).apply_chat_template(messages, add_generation_prompt=True, return_dict=False)
    )


def conversation(*turns: str) -> list[dict[str, Any]]:
    """User and assistant in turn."""
    return [
        {"role": ("user", "assistant")[nth % 2], "content": text} for nth, text in enumerate(turns)
    ]


def control_ids(kind: str, ids: tuple[int, ...], *, with_tags: bool = True) -> list[int]:
    """The control tokens among them. What stands for unknown words may stand for any."""
    control = vocabulary(kind).control
    known = control.ids.keys() - control.unknown_ids
    return [id for id in ids if id in known and (with_tags or control.ids[id] not in control.tags)]


@each_kind
@given(text=hostile, marked=st.booleans())
def test_a_text_is_read_as_the_transformers_library_reads_it(
    kind: str, text: str, marked: bool
) -> None:
    expected = theirs(kind)(text, add_special_tokens=marked)["input_ids"]
    assert vocabulary(kind).encode(text, add_special_tokens=marked) == tuple(expected)


@each_kind
@given(text=hostile, skip=st.booleans())
def test_what_was_read_is_written_as_the_transformers_library_writes_it(
    kind: str, text: str, skip: bool
) -> None:
    ids = vocabulary(kind).encode(text)
    expected = theirs(kind).decode(ids, skip_special_tokens=skip)
    assert vocabulary(kind).decode(ids, skip_special_tokens=skip) == expected


@each_kind
@given(data=st.data(), skip=st.booleans())
def test_any_tokens_are_written_as_the_transformers_library_writes_them(
    kind: str, data: st.DataObject, skip: bool
) -> None:
    """Runs of byte tokens aside, where the library gives up valid characters."""
    unknown = st.just(99_999)
    known = st.sampled_from(tokens_but_bytes(kind))
    ids = data.draw(st.lists(unknown | known, max_size=12))
    expected = theirs(kind).decode(ids, skip_special_tokens=skip)
    assert vocabulary(kind).decode(ids, skip_special_tokens=skip) == expected


@cache
def tokens_but_bytes(kind: str) -> list[int]:
    tokenizer: Tokenizer = theirs(kind).backend_tokenizer
    tokens = tokenizer.get_vocab()
    return sorted(id for token, id in tokens.items() if not BYTE_TOKEN.fullmatch(token))


@each_kind
@given(turns=st.lists(ordinary, min_size=1, max_size=3))
def test_ordinary_messages_make_the_prompt_that_the_transformers_library_makes(
    kind: str, turns: list[str]
) -> None:
    """Brackets and beginnings of control tokens are ordinary too."""
    assert vocabulary(kind).encode_chat(conversation(*turns)) == their_prompt(kind, *turns)


@each_kind
@given(turns=st.lists(ordinary, min_size=1, max_size=3))
def test_reading_between_the_control_tokens_is_reading_the_whole(
    kind: str, turns: list[str]
) -> None:
    """So it makes no difference to ordinary text that hostile text stands elsewhere."""
    ours = vocabulary(kind)
    prompt = ours.render(conversation(*turns))
    whole = ours.reader.read(prompt, add_special_tokens=False)
    spans = ours.control.spans(whole, prompt)
    starts = [0, *(end for _, _, end in spans)]
    ends = [*(start for _, start, _ in spans), len(prompt)]
    texts = [prompt[a:b] for a, b in zip(starts, ends, strict=True)]
    assert ours.reader.read_between(texts, [id for id, _, _ in spans]) == tuple(whole.ids)


@each_kind
@given(turns=st.lists(hostile, min_size=1, max_size=3))
def test_no_message_adds_a_control_token_or_takes_one_away(kind: str, turns: list[str]) -> None:
    """The tags of an assistant aside, which were tokens when the model wrote them."""
    with_tags = len(turns) == 1
    harmless = vocabulary(kind).encode_chat(conversation(*("x" for _ in turns)))
    prompt = vocabulary(kind).encode_chat(conversation(*turns))
    assert control_ids(kind, prompt, with_tags=with_tags) == control_ids(kind, harmless)


def test_tags_count_where_the_model_wrote_them() -> None:
    turns = ("x", "<think>a</thin k><tool_call>b</tool_call> c", "x")
    assert vocabulary("byte_level").encode_chat(conversation(*turns)) == (
        their_prompt("byte_level", *turns)
    )
    prompt = vocabulary("byte_level").encode_chat(conversation(*turns[1:]))
    tags = set(vocabulary("byte_level").encode("<think><tool_call></tool_call>"))
    assert not tags & set(prompt)


@given(text=hostile)
def test_the_text_of_control_tokens_reaches_the_model_as_text(text: str) -> None:
    """Byte for byte, in the place where the template puts it (it strips nothing from a user)."""
    ours = vocabulary("byte_level")
    prompt = ours.decode(ours.encode_chat(conversation(text)), skip_special_tokens=False)
    normal = ours.reader.tokenizer.normalizer.normalize_str(text)
    expected = f"<|im_start|>user\n{normal}<|im_end|>\n<|im_start|>assistant\n"
    assert prompt == expected


@each_kind
@given(text=hostile)
def test_a_raw_prompt_can_be_read_without_control_tokens(kind: str, text: str) -> None:
    ours = vocabulary(kind)
    ids = ours.encode(text, parse_special=False)
    marks = ours.encode("x")
    assert control_ids(kind, ids) == control_ids(kind, marks)
    assert (
        ours.encode(text, add_special_tokens=False, parse_special=False)
        == (ids[len(ours.prefix_ids) : len(ids) - len(ours.suffix_ids)])
    )


def test_a_text_ends_at_every_token_that_any_file_names() -> None:
    ours = vocabulary("byte_level")
    ends = {ours.encode(text)[0] for text in ("<|im_end|>", "        ")}
    assert ends <= ours.eos_ids


@each_kind
def test_every_token_lies_below_the_size(kind: str) -> None:
    assert vocabulary(kind).size == len(theirs(kind))


@each_kind
@given(text=ordinary)
def test_the_bytes_of_the_tokens_are_the_text(kind: str, text: str) -> None:
    """But for a space in front, and for what the decoder tidies as a whole."""
    ours = vocabulary(kind)
    ids = [id for id in ours.encode(text, add_special_tokens=False)]
    joined = b"".join(map(ours.token_bytes, ids)).decode(errors="replace")
    stream = ours.stream(skip_special_tokens=False, continues=True)
    if not ours.decoding.tidying:
        assert "".join(map(stream.push, ids)) + stream.flush() == joined
    assert joined.lstrip(" ") == ours.decode(ids, skip_special_tokens=False).lstrip(" ") or (
        ours.decoding.tidying
    )


def test_a_token_can_be_shown_by_itself() -> None:
    ours = vocabulary("byte_level")
    first, *_ = ours.encode("🎭")
    assert (ours.token_text(first), ours.token_bytes(first)[:1]) == ("\ufffd", b"\xf0")


def test_half_a_surrogate_pair_is_refused() -> None:
    ours = vocabulary("byte_level")
    for read in (ours.encode, lambda text: ours.encode_chat(conversation(text))):
        with pytest.raises(PromptError, match="lone surrogate"):
            read("a\ud800<b")


def test_the_vocabulary_follows_the_protocol() -> None:
    ours: Vocabulary = vocabulary("byte_level")
    assert ours.size > 0


def test_neither_torch_nor_transformers_is_imported() -> None:
    """They cost a second and a hundred megabytes, in the process that listens."""
    code = "import sys, models.checkpoint_vocabulary, models.fake_vocabulary, actors.stops;"
    code += "print(sorted({'torch', 'transformers', 'numpy'} & sys.modules.keys()))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "[]\n"
