"""The committed truth about one sample."""

from __future__ import annotations

import pytest

from actors.errors import LogConflict
from actors.log import Log
from actors.messages import Finish, Piece
from models.batch import TokenLogprobs
from tests.actors.made import a_log


def logprob(value: float) -> TokenLogprobs:
    return TokenLogprobs(value, 1, ())


def test_a_commit_appends() -> None:
    log = a_log()
    log.commit(0, (5, 6))
    log.commit(2, (7,))
    assert log.ids == [5, 6, 7]


def test_a_commit_told_twice_is_told_once() -> None:
    log = a_log()
    log.commit(0, (5, 6), (logprob(-1), logprob(-2)))
    log.commit(0, (5, 6), (logprob(-1), logprob(-2)))
    assert log.ids == [5, 6]
    assert log.logprobs == [logprob(-1), logprob(-2)]


def test_a_commit_that_overlaps_adds_what_is_new() -> None:
    log = a_log(committed=(5, 6))
    log.commit(1, (6, 7))
    assert log.ids == [5, 6, 7]


def test_a_commit_within_the_log_adds_nothing() -> None:
    log = a_log(committed=(5, 6, 7))
    log.commit(1, (6,))
    assert log.ids == [5, 6, 7]


def test_a_gap_is_a_conflict() -> None:
    log = a_log(committed=(5,))
    with pytest.raises(LogConflict, match="tokens 1 to 2 are missing"):
        log.commit(2, (7,))
    assert log.ids == [5]


@pytest.mark.parametrize("ids", [(8, 6), (5, 8), (5, 8, 7), (5, 6, 8, 9)])
def test_a_token_that_changes_is_a_conflict(ids: tuple[int, ...]) -> None:
    log = a_log(committed=(5, 6, 7))
    with pytest.raises(LogConflict, match="changed its value"):
        log.commit(0, ids)
    assert log.ids == [5, 6, 7]


def test_telling_moves_tokens_into_a_piece() -> None:
    log = a_log(index=3)
    log.commit(0, (5, 6), (logprob(-1), logprob(-2)))
    log.tell("a", 1)
    log.tell("b", 1)
    assert log.pieces == [Piece(3, "a", (5,), (logprob(-1),)), Piece(3, "b", (6,), (logprob(-2),))]
    assert log.num_told == 2


def test_each_piece_wakes_the_client() -> None:
    wakes: list[None] = []
    log = a_log(committed=(5, 6), wake=lambda: wakes.append(None))
    log.tell("a", 1)
    log.tell("b", 1, Finish("length"))
    assert len(wakes) == 2


def test_nothing_follows_a_finish() -> None:
    log = a_log(committed=(5, 6))
    log.tell("a", 2, Finish("stop", 6))
    log.tell("b", 0)
    log.fail(Finish("error"))
    assert log.over
    assert [piece.text for piece in log.pieces] == ["a"]
    assert log.finish == Finish("stop", 6)


def test_tokens_behind_a_finish_never_were() -> None:
    log = a_log()
    log.commit(0, (5, 6, 7), (logprob(-1), logprob(-2), logprob(-3)))
    log.tell("a", 1, Finish("stop", "a"))
    assert log.ids == [5]
    assert log.logprobs == [logprob(-1)]


def test_failing_tells_no_token_that_was_only_committed() -> None:
    log = a_log(committed=(5, 6))
    log.tell("a", 1)
    log.fail(Finish("error"))
    assert log.pieces[-1] == Piece(0, "", (), finish=Finish("error"))
    assert log.ids == [5]


def test_a_closed_log_is_told_nothing() -> None:
    wakes: list[None] = []
    log = a_log(committed=(5, 6), wake=lambda: wakes.append(None))
    log.tell("a", 1)
    log.close()
    log.tell("b", 1)
    assert log.over
    assert log.pieces == []
    assert log.finish is None
    assert len(wakes) == 1


@pytest.mark.parametrize("close_first", [True, False])
def test_a_log_says_once_that_client_and_ring_have_left(close_first: bool) -> None:
    gone: list[Log] = []

    def left(log: Log) -> None:
        if log.closed and not log.in_ring:
            gone.append(log)

    log = a_log(left=left)
    for leave in (log.close, log.leave) if close_first else (log.leave, log.close):
        assert gone == []
        leave()
    log.close()
    log.leave()
    assert gone == [log]


def test_a_log_outside_the_ring_cannot_leave_it() -> None:
    calls: list[Log] = []
    log = a_log(left=calls.append)
    log.leave()
    log.leave()
    assert calls == [log]


def test_a_log_remembers_which_tokens_had_been_drafted() -> None:
    log = a_log(committed=(4,))
    log.commit(1, (5, 6, 7), (), 2)
    log.commit(1, (5, 6, 7, 8), (), 3)  # what is known already stays as it was first told
    assert log.accepted == {1, 2}


def test_taking_empties_a_log() -> None:
    log = a_log(committed=(5, 6, 7), most_unread=2)
    log.tell("a", 1)
    assert not log.is_unread
    log.tell("b", 1)
    assert log.is_unread
    assert [piece.text for piece in log.take()] == ["a", "b"]
    assert not log.is_unread
    assert log.take() == []


def test_only_whoever_waits_for_the_client_hears_that_it_has_read() -> None:
    heard: list[Log] = []
    log = a_log(committed=(5,), caught_up=heard.append)
    log.tell("a", 1)
    log.take()
    assert heard == []
    log.parked = True
    log.take()
    log.take()
    assert heard == [log]
