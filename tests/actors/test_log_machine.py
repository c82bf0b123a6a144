"""A log under commits, tellings, closings and leavings in any order."""

from __future__ import annotations

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from actors.errors import InternalFailure, LogConflict
from actors.log import Log
from actors.messages import Finish, Piece
from tests.actors.made import a_log

RIGHT = tuple(range(100, 140))  # what the device decides, whoever asks and however often
FINISHES = (Finish("length"), Finish("stop", "x"), Finish("error", error=InternalFailure()))


class LogMachine(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.wakes = 0
        self.departures = 0  # times that both the client and the ring were said to be gone
        self.taken: list[Piece] = []
        self.num_told = 0  # pieces
        self.log = a_log(wake=self.wake, left=self.left)

    def wake(self) -> None:
        self.wakes += 1

    def left(self, log: Log) -> None:
        self.departures += log.closed and not log.in_ring

    @precondition(lambda self: not self.log.over)
    @rule(back=st.integers(0, 5), num=st.integers(0, 6))
    def commit(self, back: int, num: int) -> None:
        """A step comes home, perhaps once more, perhaps with some of what came before."""
        before = len(self.log.ids)
        start = max(before - back, 0)
        self.log.commit(start, RIGHT[start : start + num])
        assert len(self.log.ids) == max(before, min(start + num, len(RIGHT)))

    @precondition(lambda self: not self.log.over)
    @rule(gap=st.integers(1, 3), num=st.integers(0, 3))
    def commit_behind_a_gap(self, gap: int, num: int) -> None:
        start = len(self.log.ids) + gap
        with pytest.raises(LogConflict):
            self.log.commit(start, RIGHT[start : start + num])

    @precondition(lambda self: not self.log.over and self.log.ids)
    @rule(nth=st.integers(0, 100), more=st.integers(0, 3))
    def commit_something_else(self, nth: int, more: int) -> None:
        wrong = nth % len(self.log.ids)
        ids = list(RIGHT[: len(self.log.ids) + more])
        ids[wrong] = -1
        with pytest.raises(LogConflict):
            self.log.commit(0, tuple(ids))

    @rule(num=st.integers(0, 6), finish=st.none() | st.sampled_from(FINISHES))
    def tell(self, num: int, finish: Finish | None) -> None:
        num = min(num, len(self.log.ids) - self.log.num_told)
        self.num_told += not self.log.over
        self.log.tell("x" * num, num, finish)

    @rule()
    def fail(self) -> None:
        self.num_told += not self.log.over
        self.log.fail(FINISHES[2])

    @precondition(lambda self: not self.log.closed)
    @rule()
    def take(self) -> None:
        self.taken += self.log.take()

    @rule()
    def close(self) -> None:
        self.log.close()

    @rule()
    def leave(self) -> None:
        self.log.leave()

    @invariant()
    def tokens_are_right(self) -> None:
        log = self.log
        assert tuple(log.ids) == RIGHT[: len(log.ids)]
        assert log.num_told <= len(log.ids)
        if log.finish is not None:
            assert log.num_told == len(log.ids)

    @invariant()
    def pieces_are_right(self) -> None:
        log = self.log
        assert self.wakes == self.num_told
        if log.closed:
            assert log.pieces == []
            return
        pieces = [*self.taken, *log.pieces]
        assert len(pieces) == self.num_told
        assert tuple(id for piece in pieces for id in piece.ids) == RIGHT[: log.num_told]
        finishes = [piece.finish for piece in pieces if piece.finish is not None]
        assert finishes == ([] if log.finish is None else [log.finish])
        assert not finishes or pieces[-1].finish is not None

    @invariant()
    def departure_is_told_once(self) -> None:
        assert self.departures == (self.log.closed and not self.log.in_ring)


LogMachine.TestCase.settings = settings(max_examples=100, stateful_step_count=25, deadline=None)
TestLogMachine = LogMachine.TestCase
