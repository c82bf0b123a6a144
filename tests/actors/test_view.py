"""What may be seen of a ring at work, and that it tells nobody's text."""

from __future__ import annotations

from dataclasses import astuple

import anyio.lowlevel
from anyio import create_task_group

from actors.chronicle import Chronicle, StepRecord
from actors.config import EngineConfig
from actors.engine import Engine
from actors.link import open_inline_link
from actors.messages import Ids, Request
from actors.view import CACHED, FREE, RingView, code, runs
from models.batch import RowResult
from models.fake_device import FakeDevice
from models.fake_vocabulary import FakeVocabulary
from tests.actors.told_link import a_batch, a_row

VOCABULARY = FakeVocabulary()
PROMPT = Ids(tuple(range(20, 45)))


async def views(config: EngineConfig, *, num_blocks: int = 40, until: int = 12) -> list[RingView]:
    """One look at each piece of one text, and a last one when nobody is left."""
    device = FakeDevice(num_blocks=num_blocks, block_size=4, vocabulary_size=VOCABULARY.size)
    engine = Engine(lambda: open_inline_link(device), VOCABULARY, config=config)
    assert engine.view is None
    seen: list[RingView | None] = []
    async with create_task_group() as group:
        await group.start(engine.run)
        with engine.generate(Request(PROMPT, max_tokens=until, ignore_eos=True)) as generation:
            seen.extend([engine.view async for _ in generation])
        while engine.num_permits < config.max_requests:
            await anyio.lowlevel.checkpoint()
        seen.append(engine.view)
        await engine.stop(grace=0)
        group.cancel_scope.cancel()
    return [view for view in seen if view is not None]


def count(view: RingView) -> dict[int, int]:
    told: dict[int, int] = {}
    for each, length in view.cells:
        told[each] = told.get(each, 0) + length
    return told


async def test_each_block_is_shown_with_its_owner_or_as_free_or_cached() -> None:
    first, *_, last = await views(EngineConfig())
    (owner,) = first.owners
    assert owner.slot == 0 and first.num_running == 1
    told = count(first)
    assert sum(told.values()) == first.num_blocks == 40
    assert told[4] + told[5] == owner.num_blocks  # slot 0: not yet shared, and shareable
    assert told[5] >= 6  # the prompt's full blocks are settled
    assert set(count(last)) == {FREE, CACHED} and not last.owners


async def test_a_large_pool_is_shown_in_part() -> None:
    first, *_ = await views(EngineConfig(), num_blocks=5000)
    assert first.num_blocks == 5000
    assert sum(length for _, length in first.cells) == 1000  # every fifth


async def test_steps_are_kept_only_if_somebody_may_watch() -> None:
    *_, silent = await views(EngineConfig(draft=3))
    *_, told = await views(EngineConfig(draft=3, history=240))
    assert silent.steps == ()
    assert sum(record.num_decided for record in told.steps) == 12
    assert 0 < sum(record.num_accepted for record in told.steps) < 12
    assert [record.step for record in told.steps] == list(range(1, len(told.steps) + 1))


async def test_inboxes_are_shown_with_what_has_passed_through_them() -> None:
    *_, last = await views(EngineConfig())
    boxes = {box.name: box for box in last.actors}
    assert list(boxes) == ["tokenizer", "scheduler", "kv_cache", "runner", "detokenizer"]
    assert boxes["tokenizer"].handled == 1
    assert boxes["runner"].handled >= 12
    assert all(box.waiting <= box.capacity for box in boxes.values())


async def test_a_view_holds_numbers_and_names_of_actors_only() -> None:
    def leaves(told: object) -> list[object]:
        return [x for each in told for x in leaves(each)] if isinstance(told, tuple) else [told]

    for view in await views(EngineConfig(history=240)):
        words = {leaf for leaf in leaves(astuple(view)) if not isinstance(leaf, int | float)}
        assert words == {"tokenizer", "scheduler", "kv_cache", "runner", "detokenizer"}


async def test_a_step_record_says_how_many_drafts_held() -> None:
    chronicle = Chronicle(1)
    for step in (1, 2):
        chronicle.begin()
        batch = a_batch(step, a_row(1, draft=3), a_row(2, samples=False), held=(4,))
        results = (RowResult(1, 5, (7, 8, 9), 7, drafted=(("ngram", 3),)), RowResult(2, 5, (), 5))
        chronicle.end(batch, results)
    (record,) = chronicle.records
    assert record == StepRecord(2, record.began, record.ended, 2, 5, 3, 2, 3, 1)
    assert record.began <= record.ended


def test_a_cell_is_free_cached_or_somebodys() -> None:
    assert code(None, 0, is_known=False) == FREE
    assert code(None, 0, is_known=True) == CACHED
    assert code(0, 1, is_known=False) == 4
    assert code(2, 3, is_known=True) == 15


def test_equal_cells_are_told_as_a_run() -> None:
    assert runs([0, 0, 1, 0]) == ((0, 2), (1, 1), (0, 1))
