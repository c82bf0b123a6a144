from __future__ import annotations

import pytest

from models.batch import Progress, Row, Sampling, Setup, Step
from models.fake_device import DeviceDied, DeviceMisused
from tests.models.fake_steps import PROMPT, Steps, V, device, expected, ignore, row, setup, whole

POISON = next(id for id in range(V) if id not in {*PROMPT, *expected(20)})


def test_poison_kills() -> None:
    killed: list[str] = []
    steps = Steps(device(poison_ids=[POISON], die=lambda: killed.append("here")))
    with pytest.raises(DeviceDied):
        steps.run(whole((*PROMPT, POISON)))
    assert killed == ["here"]


def test_a_decided_token_kills_only_when_it_is_computed() -> None:
    seed, token = next((s, expected(1, seed=s)[0]) for s in range(9) if expected(1, seed=s)[0] > 10)
    steps = Steps(device(poison_ids=[token], die=lambda: None))
    assert steps.run(whole(seed=seed))[0].ids == (token,)
    with pytest.raises(DeviceDied):
        steps.run(row())


def test_a_wrong_draft_never_kills() -> None:
    text = expected(20)
    poison = set(range(V)) - {*PROMPT, *text}
    steps = Steps(device(poison_ids=poison, die=lambda: None, draft_acceptance=0.0))
    assert steps.generate(whole(), 20, draft=4) == text


def test_a_right_draft_kills_like_a_decided_token() -> None:
    text = expected(5)
    steps = Steps(device(poison_ids=[text[4]], die=lambda: None, draft_acceptance=1.0))
    steps.run(whole())
    assert steps.run(row(draft=2))[0].ids == tuple(text[1:4])
    with pytest.raises(DeviceDied):
        steps.run(row(draft=1))


def test_poison_can_hang_the_device() -> None:
    hung: list[str] = []
    steps = Steps(device(poison_ids=[POISON], poison_mode="hang", hang=lambda: hung.append("here")))
    steps.run(whole((POISON,)))
    assert hung == ["here"]


def test_poison_can_fail_its_row_alone() -> None:
    steps = Steps(device(poison_ids=[POISON], poison_mode="nan"))
    good = whole(blocks=range(20, 40))
    bad = row(2, slot=1, setup=setup((*PROMPT, POISON)), start=0, count=11, blocks=range(10))
    told = steps.run(good, bad)
    assert told[0].ids == tuple(expected(1))
    assert told[0].error is None
    assert told[1].error == "nan"
    assert told[1].ids == ()
    told = steps.run(row(), row(2, slot=1))
    assert told[0].ids == (expected(2)[1],)
    assert told[1].error == "nan"


def test_a_failed_row_contaminates_the_cells_that_it_wrote() -> None:
    steps = Steps(device(poison_ids=[POISON], poison_mode="nan"))
    steps.run(whole((*PROMPT, POISON)))
    stale = row(2, slot=1, setup=setup(), start=8, count=2, blocks=(0, 1, 20, 21, 22, 23))
    assert steps.generate(stale, 10) != expected(10)


def test_a_failed_slot_takes_a_new_request() -> None:
    steps = Steps(device(poison_ids=[POISON], poison_mode="nan"))
    steps.run(whole((*PROMPT, POISON)))
    again = row(2, setup=setup(), start=0, count=10, blocks=range(16))
    assert steps.generate(again, 10) == expected(10)


@pytest.mark.parametrize(
    ("wrong", "complaint"),
    [
        (row(2), "does not live"),
        (row(slot=1), "does not live"),
        (row(slot=64), "no slot 64"),
        (row(slot=-1), "no slot -1"),
        (row(count=0), "computes nothing"),
        (row(start=-1), "computes nothing"),
        (row(draft=-1), "computes nothing"),
        (row(count=2), "not decided"),
        (row(start=12), "not decided"),
        (row(start=8), "old token"),
        (row(start=9, samples=False, draft=1), "drafts without sampling"),
        (row(draft=2), "too few blocks"),
        (row(draft=15, blocks=(20, 21, 22, 23)), "leaves the context"),
        (row(blocks=(64,)), "does not exist"),
        (row(blocks=(-1,)), "does not exist"),
        (row(blocks=(1,)), "block twice"),
        (row(setup=setup(()), start=0, blocks=range(20, 23)), "no prompt"),
        (row(setup=Setup(Sampling(), (1, 2), 3), start=0, blocks=(20,)), "no prompt"),
        (row(setup=setup((V,)), start=0, blocks=(20,)), "outside the vocabulary"),
        (row(setup=setup(), start=8, count=2, blocks=(20, 21, 22)), "Position 7"),
        (row(setup=setup(), start=8, count=2, blocks=(20, 1, 22)), "Position 0"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_broken_engine_is_found_out(wrong: Row, complaint: str) -> None:
    steps = Steps(device(context_length=25))
    steps.run(whole(blocks=(0, 1, 2)))
    with pytest.raises(DeviceMisused, match=complaint):
        steps.run(wrong)


def test_a_row_may_not_skip_what_nobody_computed() -> None:
    steps = Steps(device())
    steps.run(row(setup=setup(), start=0, count=4, samples=False, blocks=(0, 1, 2)))
    with pytest.raises(DeviceMisused, match="Position 7"):
        steps.run(row(start=8, count=2))


def test_two_rows_may_not_share_a_slot() -> None:
    steps = Steps(device())
    steps.run(whole())
    with pytest.raises(DeviceMisused, match="share a slot"):
        steps.run(row(), row())


def test_two_rows_may_not_write_one_block() -> None:
    other = row(2, slot=1, setup=setup(), start=0, count=10, blocks=(20, 21, 2))
    with pytest.raises(DeviceMisused, match="Request 2 writes a block that another row writes"):
        Steps(device()).run(whole(), other)


def test_nobody_writes_a_block_that_another_one_reads() -> None:
    steps = Steps(device())
    steps.run(whole())
    steps.run(row(2, slot=1, setup=setup(seed=3), start=8, count=2, blocks=(0, 1, 20)))
    with pytest.raises(DeviceMisused, match="Block 1 is written by one row and read by another"):
        steps.run(row(start=7, count=4), row(2, slot=1))


def test_loading_tells_its_progress_and_the_sizes() -> None:
    slept: list[float] = []
    told: list[Progress] = []
    ready = device(load_seconds=8.0, sleep=slept.append).load(told.append)
    assert sum(slept) == 8.0
    assert [progress.fraction for progress in told] == [0.0, 0.25, 0.5, 0.75, 1.0]
    assert (ready.num_blocks, ready.block_size, ready.num_slots) == (64, 4, 64)
    assert (ready.context_length, ready.vocabulary_size) == (2048, V)


class Clock:
    """Time that passes only while somebody sleeps."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds


def test_steps_take_their_time_one_after_the_other() -> None:
    clock = Clock()
    slow = device(step_seconds=2.0, clock=clock, sleep=clock.sleep)
    first = slow.launch(Step(1, (whole(),)), ignore)
    second = slow.launch(Step(2, (row(),)), ignore)
    assert clock.now == 100.0
    first()
    assert clock.now == 102.0
    second()
    assert clock.now == 104.0


def test_a_long_step_says_that_it_lives() -> None:
    clock = Clock()
    told: list[Progress] = []
    slow = device(step_seconds=2.0, progress_seconds=0.5, clock=clock, sleep=clock.sleep)
    slow.launch(Step(1, (whole(),)), told.append)()
    assert len(told) == 4
