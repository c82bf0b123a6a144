"""A look at the ring from outside: counts and the numbers of slots, never a token.

The looker runs on the actors' own event loop, so nothing changes while it looks, and no actor is
asked for anything. What it costs grows with the blocks in use; whoever looks often has to mind it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from actors.chronicle import StepRecord

if TYPE_CHECKING:
    from actors.ring import Ring

FREE, CACHED = 0, 1
NUM_CELLS = 1024  # of a pool that has more blocks, evenly chosen ones are shown


@dataclass(frozen=True, slots=True)
class Mailbox:
    """An actor, as its neighbours see it."""

    name: str
    waiting: int  # messages in its inbox
    capacity: int
    handled: int  # since the ring began


@dataclass(frozen=True, slots=True)
class Owner:
    """A request that lives in a slot. The slot's number is all that is said of who it is."""

    slot: int
    num_blocks: int


@dataclass(frozen=True, slots=True)
class RingView:
    """All of it at one moment."""

    now: float
    actors: tuple[Mailbox, ...]
    num_in_flight: int  # steps
    num_running: int
    num_queued: int
    num_slots: int
    num_blocks: int
    block_size: int
    # Runs of equal cells, (code, length). 0: free; 1: cached, nobody's; else 4 (slot + 1), plus 1
    # if its content may be shared already, plus 2 if several share it (then the slot is one's).
    cells: tuple[tuple[int, int], ...]
    owners: tuple[Owner, ...]
    steps: tuple[StepRecord, ...]  # newest last


def view_of(ring: Ring, now: float) -> RingView:
    scheduler, runner = ring.scheduler, ring.runner
    pool, tenants = ring.kv_cache.pool, ring.kv_cache.tenants.values()
    tables = {tenant.residence.slot: tenant.table for tenant in tenants}
    records = () if runner.chronicle is None else tuple(runner.chronicle.records)
    stride = -(-pool.num_blocks // NUM_CELLS)
    owner_of: dict[int, int] = {}
    for slot, table in tables.items():
        owner_of |= dict.fromkeys(table, slot)
    return RingView(
        now=now,
        actors=tuple(mailbox(ring, name) for name in ring.actors),
        num_in_flight=len(runner.in_flight),
        num_running=len(scheduler.running),
        num_queued=len(scheduler.queue),
        num_slots=len(scheduler.free_slots) + len(scheduler.running),
        num_blocks=pool.num_blocks,
        block_size=pool.block_size,
        cells=runs(
            [
                code(owner_of.get(block), pool.references[block], is_known=pool.is_known(block))
                for block in range(0, pool.num_blocks, stride)
            ]
        ),
        owners=tuple(Owner(slot, len(table)) for slot, table in sorted(tables.items())),
        steps=records,
    )


def mailbox(ring: Ring, name: str) -> Mailbox:
    told = ring.inboxes[name].statistics()
    waiting, capacity = told.current_buffer_used, int(told.max_buffer_size)
    return Mailbox(name, waiting, capacity, ring.actors[name].num_handled)


def code(slot: int | None, num_references: int, *, is_known: bool) -> int:
    if slot is None:
        return CACHED if is_known else FREE
    return 4 * (slot + 1) + is_known + 2 * (num_references > 1)


def runs(codes: Sequence[int]) -> tuple[tuple[int, int], ...]:
    return tuple((each, len(list(group))) for each, group in groupby(codes))
