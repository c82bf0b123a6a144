"""The books of the block pool."""

from __future__ import annotations

import pytest

from actors.blocks import BlockPool, chain

ROOT = b"root"


def test_a_pool_grants_every_block_once() -> None:
    pool = BlockPool(4, 16)
    first, second = pool.take(3), pool.take(1)
    assert first is not None
    assert second is not None
    assert sorted(first + second) == [0, 1, 2, 3]
    pool.audit([first, second])


def test_a_grant_that_does_not_fit_takes_nothing() -> None:
    pool = BlockPool(4, 16)
    assert pool.take(5) is None
    assert pool.num_available == 4
    pool.audit([])


def test_a_grant_of_no_blocks_is_a_grant() -> None:
    pool = BlockPool(1, 16)
    assert pool.take(1) == (0,)
    assert pool.take(0) == ()


def test_published_content_is_shared_until_its_last_holder_has_gone() -> None:
    pool = BlockPool(2, 2)
    digest = chain(ROOT, (1, 2))
    table = take(pool, 1)
    pool.publish(table[0], digest, (1, 2))
    assert pool.find(digest, (1, 2)) == table[0]
    pool.audit([table, table])
    pool.release(table)
    pool.audit([table])
    assert pool.num_available == 1
    pool.release(table)
    pool.audit([])
    assert pool.num_available == 2


def test_content_outlives_its_holders() -> None:
    pool = BlockPool(2, 2)
    table = publish(pool, (1, 2))
    pool.release(table)
    assert pool.num_cached == 1
    assert pool.find(chain(ROOT, (1, 2)), (1, 2)) == table[0]
    assert pool.num_cached == 0
    pool.audit([table])


def test_content_that_was_never_published_is_forgotten() -> None:
    pool = BlockPool(2, 2)
    pool.release(take(pool, 2))
    assert pool.num_cached == 0
    assert pool.find(chain(ROOT, (1, 2)), (1, 2)) is None


def test_free_blocks_are_granted_before_known_ones() -> None:
    pool = BlockPool(3, 2)
    known = publish(pool, (1, 2))
    pool.release(known)
    assert known[0] not in take(pool, 2)
    assert pool.find(chain(ROOT, (1, 2)), (1, 2)) == known[0]


def test_the_block_that_was_unused_for_longest_is_evicted_first() -> None:
    pool = BlockPool(2, 2)
    older, newer = publish(pool, (1, 2)), publish(pool, (3, 4))
    pool.release(older)
    pool.release(newer)
    taken = take(pool, 1)
    assert taken == older
    assert pool.find(chain(ROOT, (1, 2)), (1, 2)) is None
    assert pool.find(chain(ROOT, (3, 4)), (3, 4)) == newer[0]
    pool.audit([taken, newer])


def test_a_hit_renews_a_block() -> None:
    pool = BlockPool(2, 2)
    first, second = publish(pool, (1, 2)), publish(pool, (3, 4))
    pool.release(first)
    pool.release(second)
    assert pool.find(chain(ROOT, (1, 2)), (1, 2)) == first[0]
    pool.release(first)
    assert take(pool, 1) == second


def test_the_tail_of_a_table_is_evicted_before_its_head() -> None:
    pool = BlockPool(3, 2)
    table = publish(pool, (1, 2, 3, 4, 5, 6))
    pool.release(table)
    evicted = [take(pool, 1)[0] for _ in range(3)]
    assert evicted == list(reversed(table))


def test_the_first_of_two_equal_blocks_is_kept() -> None:
    pool = BlockPool(2, 2)
    first, second = publish(pool, (1, 2)), publish(pool, (1, 2))
    assert pool.find(chain(ROOT, (1, 2)), (1, 2)) == first[0]
    pool.release(second)
    assert pool.num_cached == 0
    pool.audit([first, first])


def test_publishing_a_block_again_changes_nothing() -> None:
    pool = BlockPool(1, 2)
    table = publish(pool, (1, 2))
    pool.publish(table[0], chain(ROOT, (3, 4)), (3, 4))
    assert pool.find(chain(ROOT, (3, 4)), (3, 4)) is None
    assert pool.find(chain(ROOT, (1, 2)), (1, 2)) == table[0]
    pool.audit([table, table])


def test_two_texts_of_one_digest_never_share() -> None:
    pool = BlockPool(2, 2)
    first, second = take(pool, 1), take(pool, 1)
    pool.publish(first[0], b"same", (1, 2))
    pool.publish(second[0], b"same", (3, 4))
    assert pool.find(b"same", (3, 4)) is None
    assert pool.find(b"same", (1, 2)) == first[0]
    pool.audit([first, first, second])


def test_a_digest_depends_on_the_past_and_on_the_order() -> None:
    digests = {
        chain(ROOT, (1, 2)),
        chain(ROOT, (2, 1)),
        chain(ROOT, (1, 2, 0)),
        chain(chain(ROOT, (1,)), (2,)),
        chain(b"other", (1, 2)),
    }
    assert len(digests) == 5


def test_an_audit_finds_a_table_that_nobody_holds_any_more() -> None:
    pool = BlockPool(2, 2)
    take(pool, 1)
    with pytest.raises(RuntimeError, match="Reference counts"):
        pool.audit([])


def test_an_audit_finds_a_table_that_was_given_back_twice() -> None:
    pool = BlockPool(2, 2)
    table = take(pool, 1)
    pool.release(table)
    pool.release(table)
    with pytest.raises(RuntimeError, match="Reference counts"):
        pool.audit([])


def test_an_audit_finds_a_block_in_two_states() -> None:
    pool = BlockPool(2, 2)
    table = take(pool, 1)
    pool._free.append(table[0])
    with pytest.raises(RuntimeError, match="two states"):
        pool.audit([table])


def test_an_audit_finds_a_block_in_no_state() -> None:
    pool = BlockPool(2, 2)
    pool._free.pop()
    with pytest.raises(RuntimeError, match="two states or in none"):
        pool.audit([])


def test_an_audit_finds_an_index_that_points_elsewhere() -> None:
    pool = BlockPool(2, 2)
    table = publish(pool, (1, 2))
    pool._index[chain(ROOT, (1, 2))] = 1 - table[0]
    with pytest.raises(RuntimeError, match="index"):
        pool.audit([table])


def test_an_audit_finds_content_in_a_free_block() -> None:
    """A hit on it would hand out a block that the next grant hands out too."""
    pool = BlockPool(2, 2)
    table = take(pool, 1)
    pool.release(table)
    pool.publish(table[0], chain(ROOT, (1, 2)), (1, 2))
    with pytest.raises(RuntimeError, match="index"):
        pool.audit([])


def take(pool: BlockPool, num: int) -> tuple[int, ...]:
    blocks = pool.take(num)
    assert blocks is not None
    return blocks


def publish(pool: BlockPool, ids: tuple[int, ...]) -> tuple[int, ...]:
    """A table whose blocks hold these tokens."""
    size = pool.block_size
    table = take(pool, len(ids) // size)
    digest = ROOT
    for nth, block in enumerate(table):
        content = ids[nth * size : (nth + 1) * size]
        digest = chain(digest, content)
        pool.publish(block, digest, content)
    return table
