"""What the tests of the actors are made of: messages with defaults, and outlets that keep them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Generic, TypeVar

from anyio import create_memory_object_stream
from anyio.streams.memory import MemoryObjectReceiveStream

from actors.blocks import BlockPool
from actors.kv_cache import KVCache
from actors.log import Log
from actors.messages import (
    Batch,
    Ids,
    KVCacheMessage,
    Plan,
    PlanRow,
    Release,
    Request,
    Residence,
    StepDone,
    Submit,
)
from models.batch import Row, RowResult, Sampling

M = TypeVar("M")

PROMPT = (1, 2, 3)


class Outlet(list[M]):
    """A sink that keeps what it is told."""

    def send_nowait(self, item: M, /) -> None:
        self.append(item)


class Ear(Generic[M]):
    """A sink that calls a function with what it is told."""

    def __init__(self, hear: Callable[[M], None]) -> None:
        self._hear = hear

    def send_nowait(self, item: M, /) -> None:
        self._hear(item)


def inbox_of(*messages: M) -> MemoryObjectReceiveStream[M]:
    """An inbox that ends behind these messages, and so does the actor's `run`."""
    send, inbox = create_memory_object_stream[M](len(messages))
    for message in messages:
        send.send_nowait(message)
    send.close()
    return inbox


def no_inbox() -> MemoryObjectReceiveStream[Any]:
    """For an actor whose `handle` is called directly."""
    inbox: MemoryObjectReceiveStream[Any] = inbox_of()
    inbox.close()
    return inbox


def a_log(
    id: int = 1,
    *,
    index: int = 0,
    request: Request | None = None,
    sampling: Sampling | None = None,
    committed: Iterable[int] = (),
    wake: Callable[[], None] = lambda: None,
    left: Callable[[Log], None] = lambda log: None,
    caught_up: Callable[[Log], None] = lambda log: None,
    most_unread: int = 1000,
) -> Log:
    """A log that is in a ring."""
    if request is None:
        request = Request(Ids(PROMPT))
    log = Log(
        id,
        index,
        request=request,
        sampling=sampling or request.sampling,
        wake=wake,
        left=left,
        caught_up=caught_up,
        most_unread=most_unread,
    )
    log.in_ring = True
    log.commit(0, tuple(committed))
    return log


def a_submit(
    id: int = 1,
    prompt_ids: Iterable[int] = PROMPT,
    *,
    log: Log | None = None,
    committed: Iterable[int] = (),
    max_tokens: int | None = None,
    stop_ids: Iterable[int] = (),
    min_tokens: int = 0,
    seed: int = 0,
    salt: str = "",
    priority: int = 0,
    client: str = "",
    alone_until: int = 0,
) -> Submit:
    """One sample, ready to run."""
    return Submit(
        id=id,
        log=log or a_log(id),
        prompt_ids=tuple(prompt_ids),
        committed=tuple(committed),
        sampling=Sampling(seed=seed, stop_ids=tuple(stop_ids), min_tokens=min_tokens),
        max_tokens=max_tokens,
        salt=salt,
        priority=priority,
        client=client,
        alone_until=alone_until,
    )


def moving_in(
    id: int,
    tokens: Iterable[int],
    *,
    slot: int | None = None,
    budget: int | None = None,
    draft: int = 0,
    salt: str = "",
) -> PlanRow:
    """The first row of a request. It may compute all of its tokens unless `budget` says less."""
    tokens = tuple(tokens)
    slot = id if slot is None else slot
    residence = Residence(slot, tokens, len(tokens), Sampling(), salt)
    return PlanRow(id, (), len(tokens) + draft if budget is None else budget, draft, residence)


def going_on(id: int, *news: int, budget: int | None = None, draft: int = 0) -> PlanRow:
    """A later row of a request, by default one token and its drafts."""
    return PlanRow(id, news, 1 + draft if budget is None else budget, draft)


def a_plan(step: int, *rows: PlanRow, after: int | None = None) -> Plan:
    """A step that knows of all steps before it, unless `after` says fewer."""
    return Plan(step, step - 1 if after is None else after, rows)


def step_done(
    step: int,
    *results: RowResult,
    refused: tuple[int, ...] = (),
    held: tuple[int, ...] = (),
    cached: tuple[tuple[int, int], ...] = (),
) -> StepDone:
    return StepDone(step, results, refused, held, cached)


class Books:
    """A KV cache whose books are audited after every message."""

    def __init__(
        self, num_blocks: int = 8, block_size: int = 4, *, prefix_cache: bool = True
    ) -> None:
        self.batches: Outlet[Batch] = Outlet()
        self.pool = BlockPool(num_blocks, block_size)
        self.cache = KVCache(
            no_inbox(),
            runner=self.batches,
            pool=self.pool,
            secret=b"secret",
            prefix_cache=prefix_cache,
        )

    def tell(self, *messages: KVCacheMessage) -> None:
        for message in messages:
            self.cache.handle(message)
            self.pool.audit(tenant.table for tenant in self.cache.tenants.values())

    def answer(self, plan: Plan) -> Batch:
        self.tell(plan)
        assert self.batches[-1].work.step == plan.step
        return self.batches[-1]

    def place(self, plan: Plan) -> Row:
        """The one row of a plan that has one."""
        batch = self.answer(plan)
        assert batch.refused == batch.held == ()
        (row,) = batch.work.rows
        return row

    def leave(self, id: int, *news: int, after: int, failed: bool = False) -> None:
        self.tell(Release(id, news, after, failed))

    def nothing_is_held(self) -> bool:
        """After the last release."""
        no_tenants = not self.cache.tenants and not self.cache.computing
        return no_tenants and self.pool.num_available == self.pool.num_blocks
