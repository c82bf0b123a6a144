"""The KV cache decides where: which blocks a row gets, and from which position it computes.

Positions of one tenant (a request that lives in a slot):

    0 ........ computed ........ upper ...... end of its table
    | settled  | steps in flight | free room |
    |          | may get here    |           |
    full blocks here are published: anybody with the same past may share them

A step is *settled* when the scheduler has heard of its success (`Plan.after`). Only settled blocks
are shared, so a failed step can contaminate nobody. Whoever needs a block that a step in flight is
computing is held until that step is settled: everything is computed once, even for requests that
arrive together.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from hashlib import sha256
from typing import assert_never

from anyio.streams.memory import MemoryObjectReceiveStream

from actors.actor import Actor, Sink
from actors.blocks import BlockPool, chain
from actors.messages import Batch, KVCacheMessage, Plan, PlanRow, Release, Residence, RunnerMessage
from models.batch import Line, Row, Setup, Step


class Grant(Line, frozen=True, gc=False):
    """What a step in flight may do to a tenant."""

    step: int
    count: int  # known positions that it computes
    span: int  # most positions that it computes, drafts included
    samples: bool
    digests: tuple[bytes, ...]  # of the blocks that it completes


@dataclass(slots=True)
class Tenant:
    """A request that lives in a slot."""

    residence: Residence
    tokens: list[int]
    digests: list[bytes]  # digests[i]: of the text before block i
    table: list[int] = field(default_factory=list)
    computed: int = 0
    num_published: int = 0  # blocks
    num_sent: int = 0  # blocks of the table that the device knows
    moved_in: bool = False  # the device has its setup
    grants: deque[Grant] = field(default_factory=deque)
    has_sampled: bool = False  # settled, but the news are not here yet

    @property
    def upper(self) -> int:
        """Where the steps in flight get at most."""
        upper = self.computed
        for grant in self.grants:
            upper += grant.span
        return upper

    def unsent(self) -> tuple[int, ...]:
        """Blocks of the table that the device does not know yet; from now on it does."""
        if self.num_sent == len(self.table):
            return ()
        num_sent, self.num_sent = self.num_sent, len(self.table)
        return tuple(self.table[num_sent:])

    def learn(self, news: tuple[int, ...]) -> None:
        """Take in decided tokens. The newest one is never computed yet."""
        self.tokens += news
        if self.has_sampled:
            self.computed = len(self.tokens) - 1
            self.has_sampled = False


class KVCache(Actor[KVCacheMessage]):
    """Owns the block pool."""

    def __init__(
        self,
        inbox: MemoryObjectReceiveStream[KVCacheMessage],
        *,
        runner: Sink[RunnerMessage],
        pool: BlockPool,
        secret: bytes,
        prefix_cache: bool = True,
        paranoid: bool = False,
    ) -> None:
        super().__init__(inbox)
        self.runner = runner
        self.pool = pool
        self.secret = secret
        self.prefix_cache = prefix_cache
        self.paranoid = paranoid
        self.tenants: dict[int, Tenant] = {}
        self.computing: dict[bytes, int] = {}  # digest of a block in flight -> its tenant
        self.step = 0

    def handle(self, message: KVCacheMessage) -> None:
        match message:
            case Plan():
                if message.step > self.step:
                    self.step = message.step
                    self.place_all(message)
            case Release():
                self.release(message)
            case _:
                assert_never(message)
        if self.paranoid:
            self.pool.audit(tenant.table for tenant in self.tenants.values())

    def place_all(self, plan: Plan) -> None:
        """Answer a plan with a batch, even if nobody can run."""
        for id, tenant in self.tenants.items():
            self.settle(id, tenant, plan.after)
        rows: list[Row] = []
        refused: list[int] = []
        held: list[int] = []
        cached: list[tuple[int, int]] = []
        for row in plan.rows:
            tenant = self.welcome(row)
            if not tenant.grants and not self.reuse(row.id, tenant):
                held.append(row.id)
                continue
            placed = self.place(plan.step, row, tenant)
            if placed is None:
                refused.append(row.id)
                continue
            rows.append(placed)
            if placed.setup is not None:
                cached.append((row.id, placed.start or 0))
        work = Step(plan.step, tuple(rows))
        self.runner.send_nowait(Batch(work, tuple(refused), tuple(held), tuple(cached)))

    def welcome(self, row: PlanRow) -> Tenant:
        """The row's tenant, with all that is new about it."""
        if row.residence is not None:
            if row.id in self.tenants:
                raise RuntimeError(f"Request {row.id} moves in twice.")
            root = sha256(self.secret + row.residence.salt.encode()).digest()
            self.tenants[row.id] = Tenant(row.residence, list(row.residence.tokens), [root])
        tenant = self.tenants[row.id]
        tenant.learn(row.news)
        self.publish(tenant)
        return tenant

    def settle(self, id: int, tenant: Tenant, after: int) -> None:
        """Steps up to `after` succeeded: what they computed is known."""
        grants = tenant.grants
        if not grants or grants[0].step > after:
            return
        while grants and grants[0].step <= after:
            grant = grants.popleft()
            self.forget_computing(id, grant)
            tenant.has_sampled = grant.samples
            tenant.computed = min(tenant.computed + grant.count, len(tenant.tokens))
        self.publish(tenant)

    def publish(self, tenant: Tenant) -> None:
        """Let others find the full blocks that are settled."""
        size = self.pool.block_size
        if not self.prefix_cache:
            return
        while (tenant.num_published + 1) * size <= tenant.computed:
            nth = tenant.num_published
            ids = tuple(tenant.tokens[nth * size : (nth + 1) * size])
            self.pool.publish(tenant.table[nth], self.digest(tenant, nth), ids)
            tenant.num_published += 1

    def reuse(self, id: int, tenant: Tenant) -> bool:
        """Jump over known blocks. The last token is always computed: something must be sampled.

        False: a step in flight is computing the very block that comes next.
        """
        size = self.pool.block_size
        while self.wants_block(tenant, tenant.computed):
            nth = tenant.computed // size
            digest = self.digest(tenant, nth)
            ids = tuple(tenant.tokens[nth * size : (nth + 1) * size])
            block = self.pool.find(digest, ids)
            if block is None:
                return self.computing.get(digest, id) == id
            tenant.table.append(block)
            tenant.computed += size
            tenant.num_published += 1
        return True

    def place(self, step: int, row: PlanRow, tenant: Tenant) -> Row | None:
        """Grant what the row may compute now, or nothing if blocks are short."""
        known = tenant.upper
        start: int | None = known
        count, samples = 1, True
        digests: tuple[bytes, ...] = ()
        if tenant.grants and tenant.grants[-1].samples:
            start = None  # only the device knows where it stands
        else:
            count = min(row.budget, len(tenant.tokens) - known)
            samples = known + count == len(tenant.tokens)
        draft = min(row.draft, row.budget - count) if samples else 0
        if not self.extend(tenant, known + count + draft):
            draft = 0
            if not self.extend(tenant, known + count):
                return None
        if start is not None:
            digests = self.claim(row.id, tenant, start, start + count)
        tenant.grants.append(Grant(step, count, count + draft, samples, digests))
        setup = None if tenant.moved_in else setup_of(tenant)
        tenant.moved_in = True
        slot, blocks = tenant.residence.slot, tenant.unsent()
        return Row(row.id, slot, setup, start, count, draft, samples, blocks)

    def extend(self, tenant: Tenant, length: int) -> bool:
        """Make the table long enough for `length` tokens, or leave it as it is."""
        missing = -(-length // self.pool.block_size) - len(tenant.table)
        if missing <= 0:
            return True
        blocks = self.pool.take(missing)
        if blocks is None:
            return False
        tenant.table.extend(blocks)
        return True

    def claim(self, id: int, tenant: Tenant, start: int, end: int) -> tuple[bytes, ...]:
        """Announce the full blocks that a grant from `start` to `end` will complete."""
        first, last = start // self.pool.block_size, end // self.pool.block_size
        if first == last or not self.prefix_cache:
            return ()
        claimed = tuple(self.digest(tenant, nth) for nth in range(first, last))
        for digest in claimed:
            self.computing.setdefault(digest, id)
        return claimed

    def release(self, message: Release) -> None:
        """Take a tenant's blocks back; what is settled in them may be found again."""
        tenant = self.tenants.pop(message.id, None)
        if tenant is None:
            return
        if not message.failed:
            self.settle(message.id, tenant, message.after)
            tenant.learn(message.news)
            self.publish(tenant)
        for grant in tenant.grants:
            self.forget_computing(message.id, grant)
        self.pool.release(tenant.table)

    def forget_computing(self, id: int, grant: Grant) -> None:
        for digest in grant.digests:
            if self.computing.get(digest) == id:
                del self.computing[digest]

    def wants_block(self, tenant: Tenant, position: int) -> bool:
        """A whole block of known tokens begins here, and more than it is left to compute.

        Logprobs of a prompt are known of what is computed only.
        """
        if tenant.residence.sampling.prompt_logprobs is not None:
            return False
        size = self.pool.block_size
        rest = len(tenant.tokens) - position
        return rest > size and position % size == 0 and self.prefix_cache

    def digest(self, tenant: Tenant, nth: int) -> bytes:
        """Of the text up to the end of block `nth`, whose tokens are all known."""
        size = self.pool.block_size
        while len(tenant.digests) <= nth + 1:
            begin = (len(tenant.digests) - 1) * size
            ids = tuple(tenant.tokens[begin : begin + size])
            tenant.digests.append(chain(tenant.digests[-1], ids))
        return tenant.digests[nth + 1]


def setup_of(tenant: Tenant) -> Setup:
    """What the device needs when a tenant moves in."""
    residence = tenant.residence
    return Setup(
        residence.sampling,
        tuple(tenant.tokens),
        residence.num_prompt,
        residence.speculation,
        residence.salt,
    )
