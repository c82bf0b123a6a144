"""A prediction is read along with the text, over whatever was changed in it."""

from __future__ import annotations

import pytest

from models.batch import Speculation
from models.understudies import Ask
from models.understudies.prediction import Follower, Prediction


def follower_of(prediction: str, text: str) -> Follower:
    """Letters are tokens."""
    follower = Follower(tuple(prediction.encode()))
    follower.read(tuple(text.encode()))
    return follower


def ahead_of(prediction: str, text: str, most: int = 4) -> str:
    return bytes(follower_of(prediction, text).ahead((), most)).decode()


@pytest.mark.parametrize(
    ("prediction", "text", "ahead"),
    [
        ("the old cat sat", "", "the "),
        ("the old cat sat", "the ", "old "),
        ("the old cat sat", "the new ", ""),  # one token is too little to know the place
        ("the old cat sat", "the new ca", "t sa"),  # changed
        ("the old cat sat", "the ca", "t sa"),  # left out
        ("the cat sat", "the old cat", " sat"),  # put in
        ("ab1 ab2 ab3", "ab1 ab2 xab", "3"),  # the next place counts, not the first
        ("ab1 cd2", "ab1 cd2 ab", "1 cd"),  # an earlier one, where none is left
        ("abc", "abcd", ""),
        ("", "abc", ""),
    ],
)
def test_it_goes_on_where_the_text_stands(prediction: str, text: str, ahead: str) -> None:
    assert ahead_of(prediction, text) == ahead


def test_it_counts_what_was_foreseen() -> None:
    assert follower_of("hello world", "hello world").num_right == len("hello world")
    assert follower_of("hello world", "jumble").num_right == 0
    assert follower_of("one two three", "one xyz three").num_right == len("one ") + len("hree") - 1


def test_reading_in_parts_is_reading() -> None:
    whole = follower_of("the old cat sat", "the new cat")
    parts = Follower(tuple(b"the old cat sat"))
    for letter in b"the new cat":
        parts.read((letter,))
    assert (parts.place, parts.num_right) == (whole.place, whole.num_right)


def test_drafts_of_others_are_gone_on_from_if_they_agree() -> None:
    follower = follower_of("abcdef", "ab")
    assert bytes(follower.ahead(b"cd", 2)) == b"ef"
    assert not follower.ahead(b"cx", 2)


def test_each_request_reads_from_its_own() -> None:
    understudy = Prediction()
    text = [*b"PROMPTab"]
    first = Ask(0, text, 2, num_prompt=6, speculation=Speculation(prediction=tuple(b"abcd")))
    stranger = Ask(1, [*b"PROMPTab"], 2, num_prompt=6)
    assert [bytes(draft.ids) for draft in understudy.propose([first, stranger])] == [b"cd", b""]
    text += b"c"
    assert [bytes(draft.ids) for draft in understudy.propose([first])] == [b"d"]
    next_one = Ask(0, [*b"Q"], 2, num_prompt=1, speculation=Speculation(prediction=tuple(b"xy")))
    assert [bytes(draft.ids) for draft in understudy.propose([next_one])] == [b"xy"]
