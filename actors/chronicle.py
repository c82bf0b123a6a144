"""The last steps in numbers, for those who like to watch. It says nothing of what was computed."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from typing import NamedTuple

from anyio import current_time

from actors.messages import Batch
from models.batch import RowResult


class StepRecord(NamedTuple):
    """One step. Times are the event loop's."""

    step: int
    began: float
    ended: float
    num_rows: int
    num_tokens: int  # computed, drafted ones included
    num_drafted: int
    num_accepted: int  # of the drafted ones
    num_decided: int
    num_waiting: int  # rows that found no blocks, or waited for another row's


class Chronicle:
    """Kept by the runner, which sees each step come and go."""

    def __init__(self, num_steps: int) -> None:
        self.records: deque[StepRecord] = deque(maxlen=num_steps)
        self._began: deque[float] = deque()

    def begin(self) -> None:
        """A step is launched."""
        self._began.append(current_time())

    def end(self, batch: Batch, results: Sequence[RowResult]) -> None:
        """The oldest step in flight has its results."""
        began, now = self._began.popleft(), current_time()
        if self.records:
            began = max(began, self.records[-1].ended)  # until then the device had another one
        rows = batch.work.rows
        num_drafted = sum([told.num_drafted for told in results])
        num_decided = sum([len(told.ids) for told in results])
        num_deciding = len([told for told in results if told.ids])
        self.records.append(
            StepRecord(
                batch.work.step,
                began,
                now,
                len(rows),
                sum([row.count for row in rows]) + num_drafted,
                num_drafted,
                num_decided - num_deciding,  # the last token of a row is the lead's own
                num_decided,
                len(batch.refused) + len(batch.held),
            )
        )
