"""Stop tokens and stop strings end a text. The first 256 tokens are the bytes."""

from __future__ import annotations

import pytest

from actors.messages import Cancel, Finish, Ids, Request
from models.fake_vocabulary import END
from tests.actors.made import a_log
from tests.actors.reader import LENGTH, Reader, delta, ids_of, stopping_at, text_of

# Stop tokens.


def test_a_stop_token_is_told_without_text() -> None:
    reader, log = Reader(), a_log()
    reader.take(delta(log, 0, (*b"ab", 33), Finish("stop", 33)))
    assert text_of(log) == "ab"
    assert ids_of(log) == (*b"ab", 33)
    assert log.finish == Finish("stop", 33)


def test_a_stop_token_has_its_text_if_the_client_wants_it() -> None:
    reader, log = Reader(), stopping_at(include=True)
    reader.take(delta(log, 0, (*b"ab", 33), Finish("stop", 33)))
    assert text_of(log) == "ab!"


@pytest.mark.parametrize(("skip", "text"), [(True, "ab"), (False, "a<|end|>b")])
def test_control_tokens_are_text_only_on_request(skip: bool, text: str) -> None:
    reader = Reader()
    log = a_log(request=Request(Ids((1,)), skip_special_tokens=skip))
    reader.take(delta(log, 0, (97, END, 98), LENGTH))
    assert text_of(log) == text


# Stop strings.


@pytest.mark.parametrize("cuts", [(), (2,), (3,), (1, 2, 3, 4, 5), (4,)])
def test_a_stop_string_is_found_across_tokens_and_steps(cuts: tuple[int, ...]) -> None:
    reader, log = Reader(), stopping_at("STOP")
    text = "abSTOPcd"
    for begin, end in zip((0, *cuts), (*cuts, len(text)), strict=True):
        reader.take(delta(log, begin, text[begin:end]))
    assert text_of(log) == "ab"
    assert ids_of(log) == tuple(b"abSTOP")
    assert log.finish == Finish("stop", "STOP")


def test_nothing_follows_a_stop_string() -> None:
    reader, log = Reader(), stopping_at("b")
    reader.take(delta(log, 0, "ab"))
    pieces = list(log.pieces)
    reader.take(delta(log, 2, "cd"))
    reader.take(delta(log, 4, "", Finish("cancelled")))
    assert log.pieces == pieces
    assert log.ids == list(b"ab")
    assert log.finish == Finish("stop", "b")


def test_a_stop_string_cancels_once() -> None:
    reader, log = Reader(), stopping_at("b")
    reader.take(delta(log, 0, "ab"))
    reader.take(delta(log, 2, "cb"))
    reader.take(delta(log, 4, "", Finish("cancelled")))
    assert reader.cancels == [Cancel(1)]


def test_a_stop_string_in_the_last_step_cancels_nobody() -> None:
    reader, log = Reader(), stopping_at("b")
    reader.take(delta(log, 0, "abc", LENGTH))
    assert reader.cancels == []
    assert log.finish == Finish("stop", "b")
    assert text_of(log) == "a"


def test_a_log_stays_in_the_ring_until_its_last_delta() -> None:
    reader, log = Reader(), stopping_at("b")
    reader.take(delta(log, 0, "ab"))
    assert log.in_ring
    reader.take(delta(log, 2, "", Finish("cancelled")))
    assert not log.in_ring


def test_a_stop_string_is_shown_if_the_client_wants_it() -> None:
    reader, log = Reader(), stopping_at("STOP", include=True)
    reader.take(delta(log, 0, "abST"), delta(log, 4, "OPcd"))
    assert text_of(log) == "abSTOP"


def test_a_stop_string_that_never_gets_complete_is_text() -> None:
    reader, log = Reader(), stopping_at("STOP")
    reader.take(delta(log, 0, "abST"))
    assert text_of(log) == "ab"
    reader.take(delta(log, 4, "O", LENGTH))
    assert text_of(log) == "abSTO"
    assert log.finish == LENGTH


def test_a_stop_string_may_end_with_an_unfinished_character() -> None:
    reader, log = Reader(), stopping_at("a\ufffd")
    reader.take(delta(log, 0, b"xa\xe2", LENGTH))
    assert text_of(log) == "x"
    assert log.finish == Finish("stop", "a\ufffd")


def test_a_stop_string_within_the_least_tokens_is_text() -> None:
    reader, log = Reader(), stopping_at("b", min_tokens=4)
    reader.take(delta(log, 0, "abab"))
    assert text_of(log) == "aba"
    assert log.finish == Finish("stop", "b")
    assert ids_of(log) == tuple(b"abab")


def test_text_before_the_least_tokens_is_no_part_of_a_stop_string() -> None:
    reader, log = Reader(), stopping_at("ab", min_tokens=3)
    reader.take(delta(log, 0, "aabab", LENGTH))
    assert text_of(log) == "aab"
