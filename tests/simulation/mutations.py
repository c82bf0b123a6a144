"""The rig is proven by removing one safeguard at a time: each absence must be noticed.

A mutation replaces one method of the engine by itself without the safeguard. Where two safeguards
cover for each other, both are removed: the name says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from typing import Any
from unittest.mock import patch

from actors.blocks import BlockPool
from actors.detokenizer import Detokenizer
from actors.engine import Engine
from actors.kv_cache import KVCache, Tenant
from actors.live import Live
from actors.log import Log
from actors.messages import Cancel, CaughtUp, Delta, Plan, Release, StepDone, Submit
from actors.ring import Ring
from actors.runner import Runner
from actors.scheduler import Scheduler
from actors.supervisor import Supervisor
from tests.simulation.play import play_seed

Mutation = Callable[[], AbstractContextManager[Any]]


def find(name: str, most: int) -> int | None:
    """The first seed that notices."""
    with MUTATIONS[name]():
        return next((seed for seed in range(most) if play_seed(seed)), None)


def swap(owner: Any, **replaced: Any) -> Mutation:
    """Methods of one class, replaced."""
    return lambda: patch.multiple(owner, **replaced)


def both(*mutations: Mutation) -> Mutation:
    @contextmanager
    def all_of_them() -> Iterator[None]:
        with ExitStack() as stack:
            for mutation in mutations:
                stack.enter_context(mutation())
            yield

    return all_of_them


# The log.


def commit_without_cursor(log: Log, start: int, ids: tuple[int, ...], logprobs: Any = ()) -> None:
    log.ids.extend(ids)
    log.logprobs.extend(logprobs)


def tell_although_over(log: Log, text: str, num_ids: int, finish: Any = None) -> None:
    was, log.finish = log.finish, None
    true_tell(log, text, num_ids, finish or was)


def take_although_over(detokenizer: Detokenizer, delta: Delta) -> None:
    was, delta.log.finish = delta.log.finish, None
    true_take(detokenizer, delta)
    delta.log.finish = delta.log.finish or was


def take_without_containment(detokenizer: Detokenizer, delta: Delta) -> None:
    log = delta.log
    if not log.over:
        log.commit(delta.start, delta.ids, delta.logprobs)
        detokenizer.tell(log, delta.finish)
    true_take(detokenizer, delta)


def let_nobody_go(supervisor: Supervisor) -> None:
    """A ring that dies keeps the permits of its requests."""


def on_left_twice(engine: Engine, log: Log) -> None:
    engine.num_permits += 1
    engine.logs.pop(log.id, None)


true_tell, true_take = Log.tell, Detokenizer.take


# The KV cache.


def digest_without_salt(cache: KVCache, row: Any) -> Tenant:
    tenant = true_welcome(cache, row)
    tenant.digests[0] = b"everybody's"
    return tenant


def wants_even_the_last_block(cache: KVCache, tenant: Tenant, position: int) -> bool:
    size = cache.pool.block_size
    rest = len(tenant.tokens) - position
    return rest >= size and position % size == 0 and cache.prefix_cache


def publish_unsettled(cache: KVCache, step: int, row: Any, tenant: Tenant) -> Any:
    placed = true_place(cache, step, row, tenant)
    if placed is not None and placed.start is not None:
        was, tenant.computed = tenant.computed, placed.start + placed.count
        cache.publish(tenant)
        tenant.computed = was
    return placed


def release_as_if_sound(cache: KVCache, message: Release) -> None:
    after = cache.step if message.failed else message.after
    true_release(cache, Release(message.id, message.news, after))


def release_shared_blocks(pool: BlockPool, blocks: Any) -> None:
    for block in blocks:
        pool.references[block] = 0
        pool._free.append(block)


def forget_nothing(pool: BlockPool, block: int) -> None:
    pool._known[block] = None


def find_without_proof(pool: BlockPool, digest: bytes, ids: tuple[int, ...]) -> int | None:
    block = pool._index.get(digest)
    if block is None:
        return None
    pool._cached.pop(block, None)
    pool.references[block] += 1
    return block


def weak_chain(parent: bytes, ids: tuple[int, ...]) -> bytes:
    return bytes([(sum(parent) + len(ids)) % 251, *parent[1:]])


def plan_twice(cache: KVCache, message: Any) -> None:
    if isinstance(message, Plan):
        cache.place_all(message)
    else:
        cache.release(message)


def upper_is_computed(tenant: Tenant) -> int:
    return tenant.computed


true_welcome, true_place, true_release = KVCache.welcome, KVCache.place, KVCache.release


# The scheduler.


def learn_twice(scheduler: Scheduler, message: Any) -> None:
    if isinstance(message, StepDone):
        scheduler.learn(message)
    else:
        true_handle(scheduler, message)


def welcome_twice(scheduler: Scheduler, submit: Submit) -> None:
    scheduler.live.pop(submit.id, None)
    true_scheduler_welcome(scheduler, submit)


def planned_at_any_time(live: Live, step: int) -> bool:
    if live.planned:
        live.planned.popleft()
    return True


def preempt_the_first(scheduler: Scheduler, live: Live) -> None:
    true_preempt(scheduler, scheduler.running[0])


def cancel_is_lost(scheduler: Scheduler, message: Any) -> None:
    if not isinstance(message, Cancel):
        true_handle(scheduler, message)


def reading_is_not_heard(scheduler: Scheduler, message: Any) -> None:
    if not isinstance(message, CaughtUp):
        true_handle(scheduler, message)


def room_without_end(live: Live) -> int:
    return 10_000


true_handle, true_preempt = Scheduler.handle, Scheduler.preempt
true_scheduler_welcome = Scheduler.welcome


# The runner, the ring and the supervisor.


def finish_twice(runner: Runner, result: Any) -> None:
    if runner.in_flight:
        batch = runner.in_flight.popleft()
        runner.tell(batch, result.rows)
        runner.pass_empty_ones()


async def guard_exceptions_only(ring: Ring, name: str, actor: Any) -> None:
    try:
        await actor.run()
    except Exception as error:
        raise RuntimeError(f"The {name} died.") from error


def check_nothing(*arguments: object) -> None:
    """Whatever the device says is taken."""


def suspect_nobody(supervisor: Supervisor, ring: Ring) -> None:
    """Poison kills one ring after the other."""


async def watch_nothing(supervisor: Supervisor, ring: Ring) -> None:
    """An actor that hangs is never noticed."""


def restart_for_ever(supervisor: Supervisor, failure: Any) -> float:
    return 0.1


def same_ring_memory(ring: Ring, *arguments: Any, **named: Any) -> None:
    """The cache of a dead device is believed."""
    true_ring(ring, *arguments, **named)
    kept = getattr(Ring, "kept", None)
    if kept is not None and kept[0] is named["vocabulary"]:
        pool = kept[1]
        for block, number in enumerate(pool.references):
            if number:
                pool.release([block] * number)
        ring.kv_cache.pool, ring.kv_cache.secret = pool, kept[2]
    Ring.kept = (named["vocabulary"], ring.kv_cache.pool, ring.kv_cache.secret)  # type: ignore[attr-defined]


true_ring = Ring.__init__


MUTATIONS: dict[str, Mutation] = {
    "the log's cursor": swap(Log, commit=commit_without_cursor),
    "the tombstone after a stop string (detokenizer and log)": both(
        swap(Log, tell=tell_although_over), swap(Detokenizer, take=take_although_over)
    ),
    "containment of one request's panic": swap(Detokenizer, take=take_without_containment),
    "leaving a dead ring": swap(Supervisor, _let_go=let_nobody_go),
    "counting a permit once": swap(Engine, _on_left=on_left_twice),
    "the salt in the hash": swap(KVCache, welcome=digest_without_salt),
    "computing the last token": swap(KVCache, wants_block=wants_even_the_last_block),
    "sharing settled blocks only": swap(KVCache, place=publish_unsettled),
    "dropping the blocks of a failed row": swap(KVCache, release=release_as_if_sound),
    "dropping all blocks after a crash": swap(Ring, __init__=same_ring_memory),
    "counting a block's holders": swap(BlockPool, release=release_shared_blocks),
    "forgetting evicted content": swap(BlockPool, _forget=forget_nothing),
    "comparing ids on a hit (with a weak hash)": both(
        swap(BlockPool, find=find_without_proof), lambda: patch("actors.kv_cache.chain", weak_chain)
    ),
    "one batch for a plan": swap(KVCache, handle=plan_twice),
    "upper bounds of steps in flight": swap(Tenant, upper=property(upper_is_computed)),
    "one result for a step (scheduler, guarded twice)": both(
        swap(Scheduler, handle=learn_twice), swap(Live, planned_for=planned_at_any_time)
    ),
    "one submission for a request": swap(Scheduler, welcome=welcome_twice),
    "preempting the last, not the first": swap(Scheduler, preempt=preempt_the_first),
    "hearing cancels": swap(Scheduler, handle=cancel_is_lost),
    "hearing who has read": swap(Scheduler, handle=reading_is_not_heard),
    "the limit of a text": swap(Live, num_open=property(room_without_end)),
    "one result for a step (runner)": swap(Runner, finish=finish_twice),
    "checking the device's answers": lambda: patch("actors.runner.check", check_nothing),
    "guarding against BaseException": swap(Ring, _guard=guard_exceptions_only),
    "quarantine": swap(Supervisor, _suspect=suspect_nobody),
    "watching for actors that hang": swap(Supervisor, _watch=watch_nothing),
    "giving up": swap(Supervisor, _delay=restart_for_ever),
}
