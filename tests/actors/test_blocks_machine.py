"""The block pool against a model of it: tables, texts and an order of eviction, in plain dicts."""

from __future__ import annotations

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    MultipleResults,
    RuleBasedStateMachine,
    consumes,
    initialize,
    invariant,
    multiple,
    rule,
)

from actors.blocks import BlockPool, chain

Text = tuple[tuple[int, ...], ...]  # block by block


class BlocksMachine(RuleBasedStateMachine):
    """Holders come with a text, share what is known of it, compute the rest, publish, and go."""

    holders: Bundle[int] = Bundle("holders")

    @initialize(num_blocks=st.integers(1, 8), block_size=st.integers(1, 4))
    def build(self, num_blocks: int, block_size: int) -> None:
        self.pool = BlockPool(num_blocks, block_size)
        self.tables: dict[int, tuple[int, ...]] = {}
        self.texts: dict[int, Text] = {}
        self.known: dict[Text, int] = {}  # a text up to the end of a block, and that block
        self.unused: list[Text] = []  # known, and nobody's; the next one to be evicted first
        self.num_holders = 0

    @rule(target=holders, data=st.data(), num=st.integers(0, 5))
    def arrive(self, data: st.DataObject, num: int) -> int | MultipleResults[int]:
        """Share what is known, take the rest; go again if that is not to be had."""
        block = st.tuples(*[st.integers(0, 1)] * self.pool.block_size)
        text: Text = tuple(data.draw(st.lists(block, min_size=num, max_size=num), label="text"))
        shared = self.share(text)
        num_missing = len(text) - len(shared)
        num_free = self.pool.num_available - len(self.unused)
        taken = self.pool.take(num_missing)
        if taken is None:
            assert num_missing > num_free + len(self.unused)
            self.give_back(shared, text)
            return multiple()
        assert not set(taken) & {block for table in self.tables.values() for block in table}
        assert not set(taken) & set(shared)
        num_evicted = max(num_missing - num_free, 0)
        for past in self.unused[:num_evicted]:
            assert self.known.pop(past) in taken
        del self.unused[:num_evicted]
        self.num_holders += 1
        self.tables[self.num_holders], self.texts[self.num_holders] = shared + taken, text
        return self.num_holders

    def share(self, text: Text) -> tuple[int, ...]:
        """The known blocks at the beginning of a text, and no others, are found."""
        shared: tuple[int, ...] = ()
        for nth in range(len(text)):
            past = text[: nth + 1]
            block = self.pool.find(digest_of(past), past[-1])
            assert block == self.known.get(past)
            if block is None:
                break
            shared += (block,)
            if past in self.unused:
                self.unused.remove(past)
        return shared

    @rule(holder=holders, upto=st.integers(1, 5))
    def publish(self, holder: int, upto: int) -> None:
        """The first blocks of a table are computed now."""
        for nth, block in enumerate(self.tables[holder][:upto]):
            past = self.texts[holder][: nth + 1]
            self.pool.publish(block, digest_of(past), past[-1])
            if past not in self.known:
                self.known[past] = block

    @rule(holder=consumes(holders))
    def leave(self, holder: int) -> None:
        self.give_back(self.tables.pop(holder), self.texts.pop(holder))

    def give_back(self, table: tuple[int, ...], text: Text) -> None:
        """What is known and now nobody's is evicted from the end of the text on."""
        self.pool.release(table)
        used = {block for other in self.tables.values() for block in other}
        for nth in reversed(range(len(table))):
            past = text[: nth + 1]
            if self.known.get(past) == table[nth] not in used:
                self.unused.append(past)

    @rule(num=st.integers(9, 12))
    def want_too_much(self, num: int) -> None:
        assert self.pool.take(num) is None

    @invariant()
    def books_match(self) -> None:
        if not hasattr(self, "pool"):
            return
        self.pool.audit(self.tables.values())
        used = {block for table in self.tables.values() for block in table}
        assert self.pool.num_available == self.pool.num_blocks - len(used)
        assert self.pool.num_cached == len(self.unused)

    def teardown(self) -> None:
        for holder in list(self.tables):
            self.leave(holder)
        self.books_match()


def digest_of(text: Text) -> bytes:
    digest = b"root"
    for block in text:
        digest = chain(digest, block)
    return digest


BlocksMachine.TestCase.settings = settings(max_examples=120, stateful_step_count=30, deadline=None)
TestBlocksMachine = BlocksMachine.TestCase
