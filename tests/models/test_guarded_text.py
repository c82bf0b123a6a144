"""A guarded string answers a template as the plain text would, and shows its shadow to the rest."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.guarded_text import Guarded, Masks, join, plain_of
from models.vocabulary import PromptError

ALPHABET = "<|>ab \n'\"é"
texts = st.text(ALPHABET, max_size=12)
masks = Masks(frozenset("<>|"), frozenset({"think"}), [ALPHABET])

# What templates do with strings: each of these sees no difference between a text and its guard.
QUESTIONS: list[Callable[[str, str], object]] = [
    lambda text, other: other in text,
    lambda text, other: text == other,
    lambda text, other: text != other,
    lambda text, other: other < text,
    lambda text, other: hash(text),
    lambda text, other: len(text),
    lambda text, other: text.startswith(other),
    lambda text, other: text.endswith((other, "<")),
    lambda text, other: text.find(other),
    lambda text, other: text.count(other),
    lambda text, other: {text: 1}.get(other),
    lambda text, other: {other: 1}.get(text),
    lambda text, other: text.isspace(),
]
CHANGES: list[Callable[[str, str], object]] = [
    lambda text, other: text,
    lambda text, other: text + other,
    lambda text, other: other + text,
    lambda text, other: text[1:-1],
    lambda text, other: text[-1:],
    lambda text, other: list(text),
    lambda text, other: text.split(),
    lambda text, other: text.rsplit(None, 1),
    lambda text, other: text.split(other or "<"),
    lambda text, other: text.split(sep=other or "|", maxsplit=1),
    lambda text, other: text.rsplit(other or "<", 1),
    lambda text, other: text.splitlines(),
    lambda text, other: text.splitlines(True),
    lambda text, other: text.partition(other or "a"),
    lambda text, other: text.rpartition(other or "a"),
    lambda text, other: text.strip(),
    lambda text, other: text.strip(other),
    lambda text, other: text.lstrip(" <"),
    lambda text, other: text.rstrip("\n>"),
    lambda text, other: text.removeprefix(other),
    lambda text, other: text.removesuffix(other),
    lambda text, other: text.replace(other or "a", "<|"),
    lambda text, other: text.replace("<", other, 1),
    lambda text, other: text.upper(),
    lambda text, other: text.title(),
    lambda text, other: masks.mask("<").join([other, "<", text]),
    lambda text, other: repr(text),
    lambda text, other: str(text),
]


@pytest.mark.parametrize("ask", QUESTIONS)
@given(text=texts, other=texts)
def test_a_question_is_answered_by_the_plain_text(
    ask: Callable[[str, str], object], text: str, other: str
) -> None:
    assert ask(masks.mask(text), other) == ask(text, other)
    assert ask(masks.mask(text), masks.mask(other)) == ask(text, other)


@pytest.mark.parametrize("change", CHANGES)
@given(text=texts, other=texts)
def test_a_change_happens_to_both_texts(
    change: Callable[[str, str], object], text: str, other: str
) -> None:
    for second in (other, masks.mask(other)):
        changed = change(masks.mask(text), second)
        assert plain_of(changed) == change(text, other)
        assert all(masks.unmask(shadow) == plain_of(shadow) for shadow in strings_in(changed))


@given(text=texts)
def test_what_people_wrote_shows_none_of_the_hazards(text: str) -> None:
    mixed = "<|user|>" + masks.mask(text) + "<|end|>"
    shadow = str.__str__(mixed)
    assert not set("<|>") & set(shadow.removeprefix("<|user|>").removesuffix("<|end|>"))


@given(text=texts)
def test_an_operation_that_is_not_known_sees_the_shadow(text: str) -> None:
    masked = masks.mask(text)
    for leaked in ("".join([masked]), f"{masked}", masked.center(40), json.dumps(masked)):
        assert not set("<|>") & set(str.__str__(leaked))


def test_the_inside_of_a_control_token_is_guarded_where_it_stands_alone() -> None:
    assert type(masks.mask("think")) is Guarded
    assert "<" + str.__str__(masks.mask("think")) + ">" != "<think>"
    assert type(masks.mask("think twice")) is str
    assert type(masks.mask("think", is_role=True)) is str


def test_text_without_hazards_is_left_alone() -> None:
    assert masks.mask_all({"a": ["b", 1, None, True]}) == {"a": ["b", 1, None, True]}
    assert type(join(["a", "b"])) is str


def test_stand_ins_are_characters_that_the_request_does_not_have(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("models.guarded_text.STAND_INS", range(0x100000, 0x100002))
    used = Masks(frozenset("<"), frozenset(), ["a\U00100000"])
    assert str.__str__(used.mask("<\U00100000")) == "\U00100001\U00100000"
    assert used.unmask("\U00100001\U00100000") == "<\U00100000"
    with pytest.raises(PromptError, match="private-use"):
        Masks(frozenset("<>"), frozenset(), ["a\U00100000"])


def strings_in(value: object) -> list[str]:
    return [*value] if isinstance(value, list | tuple) else [str(value)]
