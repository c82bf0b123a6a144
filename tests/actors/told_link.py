"""A device link that answers each step with what a test wrote down for it."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable

from anyio import (
    Event,
    create_memory_object_stream,
    create_task_group,
    move_on_after,
    sleep_forever,
)

from actors.messages import Batch, StepDone
from actors.runner import Runner
from models.batch import Progress, Ready, Row, RowResult, Step, StepResult
from tests.actors.made import Ear

Word = Progress | Ready | StepResult | float  # a number is a pause in seconds


class ToldLink:
    """A `DeviceLink`. `answer` says what the device says once it has a step."""

    def __init__(self, answer: Callable[[Step], Iterable[Word]]) -> None:
        self.steps: list[Step] = []
        self._answer = answer
        self._words: deque[Word] = deque()
        self._news = Event()

    async def send(self, step: Step) -> None:
        self.steps.append(step)
        self.say(*self._answer(step))

    def say(self, *words: Word) -> None:
        self._words.extend(words)
        self._news.set()

    async def receive(self) -> Progress | Ready | StepResult:
        while True:
            while not self._words:
                self._news = Event()
                await self._news.wait()
            word = self._words.popleft()
            if not isinstance(word, float):
                return word
            await pass_time(word)

    async def aclose(self) -> None:
        pass


async def run_runner(
    link: ToldLink,
    *script: Batch | float,
    num_done: int,
    vocabulary_size: int = 100,
    step_deadline: float = 10.0,
) -> list[StepDone]:
    """Give a runner these batches, with pauses, and close its inbox after the last result."""
    done: list[StepDone] = []
    send, inbox = create_memory_object_stream[Batch](len(script))

    def hear(message: object) -> None:
        assert isinstance(message, StepDone)
        done.append(message)
        if len(done) == num_done:
            send.close()

    runner = Runner(
        inbox,
        scheduler=Ear(hear),
        link=link,
        vocabulary_size=vocabulary_size,
        step_deadline=step_deadline,
    )
    with send:
        async with create_task_group() as group:
            group.start_soon(runner.run)
            for item in script:
                if isinstance(item, float):
                    await pass_time(item)
                else:
                    send.send_nowait(item)
    return done


async def pass_time(seconds: float) -> None:
    """For virtual time only: a test that waits for a real clock is slow, and sometimes wrong."""
    with move_on_after(seconds):
        await sleep_forever()


def a_row(id: int = 1, *, draft: int = 0, samples: bool = True) -> Row:
    return Row(id, 0, None, None, 1, draft, samples, ())


def a_batch(
    step: int, *rows: Row, refused: tuple[int, ...] = (), held: tuple[int, ...] = ()
) -> Batch:
    return Batch(Step(step, rows), refused, held, ())


def right_answer(step: Step) -> list[Word]:
    """One token for each row that samples."""
    return [StepResult(step.step, tuple(right_result(row) for row in step.rows))]


def right_result(row: Row) -> RowResult:
    ids = (7,) if row.samples else ()
    return RowResult(row.id, 5, ids, 5)


def silence(step: Step) -> list[Word]:
    del step
    return []
