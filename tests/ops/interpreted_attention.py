"""Run under Triton's interpreter: the attention kernel against the plain-torch truth, by cases."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from typing import Any
from unittest import mock

import numpy as np
import torch
from torch import Tensor
from triton.runtime.interpreter import InterpreterBuilder

import ops
from ops import reference
from ops.kernels import paged_attention as kernel
from tests.ops import paged_texts, test_tree_attention
from tests.ops.interpreted import report
from tests.ops.paged_texts import PagedTexts, Rules, Sizes

LENGTHS = [1, 17, 255, 65, 530]
SINKS = torch.linspace(-3, 5, 8)
STEPS = {  # queries of each row
    "decode": [1, 1, 1, 1, 1],
    "drafts": [1, 4, 5, 2, 6],
    "prompts": [1, 17, 5, 36, 5],
    "mixed": [1, 1, 40, 3, 1],
}


@dataclass
class Checked:
    """In the place of `ops.paged_attention`: both compute, and must agree."""

    tolerance: float = 1e-5
    calls: int = 0

    def __call__(self, q: Tensor, **arguments: Any) -> Tensor:
        truth = reference.paged_attention(q, **arguments)
        found = kernel.paged_attention(q, **arguments)
        torch.testing.assert_close(found, truth, atol=self.tolerance, rtol=self.tolerance)
        self.calls += 1
        return found


@contextmanager
def checked(tolerance: float = 1e-5) -> Iterator[None]:
    both = Checked(tolerance)
    with mock.patch.object(ops, "paged_attention", both):
        yield
    assert both.calls > 0


def product(self: Any, a: Any, b: Any, d: Any, *_: object) -> Any:
    """`create_dot` of the interpreter, for which bfloat16 is an integer: here it is a number.

    In float64, as BLAS sums a row of float32 otherwise depending on where in the matrix it is.
    """
    wide = [widened(x).astype(np.float64) for x in (a, b)]
    return type(d)((np.matmul(*wide) + d.data).astype(np.float32), d.dtype.scalar)


def widened(x: Any) -> Any:
    if x.dtype.scalar.is_bf16():
        return (x.data.astype(np.uint32) << 16).view(np.float32)
    return x.data


def step(
    name: str,
    sizes: Sizes,
    rules: Rules,
    *,
    dtype: torch.dtype = torch.float32,
    block_size: int = 16,
    tolerance: float = 1e-5,
) -> None:
    with mock.patch.object(paged_texts, "BLOCK_SIZE", block_size):
        texts = PagedTexts.of(LENGTHS, sizes, dtype=dtype, in_order=True)
        with checked(tolerance):
            texts.attend(range(len(LENGTHS)), LENGTHS, STEPS[name], rules)


def tree(start: int, window: int | None, size: int) -> None:
    """A text with a tree of `size` nodes behind it, beside a short one and one without."""
    chance = random.Random(start)
    trees = [test_tree_attention.random_parents(n, chance) for n in (size, 3)]
    lengths = [start + size, 20, 30]
    texts = PagedTexts.of(lengths, test_tree_attention.SIZES)
    with checked():
        test_tree_attention.attend_trees(texts, lengths, [0, 2, 1], [*trees, []], window)


def chain(start: int, size: int) -> None:
    """A tree without branches is the text itself."""
    texts = PagedTexts.of([start + size], test_tree_attention.SIZES)
    parents = list(range(-1, size - 1))
    with checked():
        (nodes,) = test_tree_attention.attend_trees(texts, [start + size], [0], [parents], None)
        (plain,) = texts.attend([0], [start + size], [size])
    torch.testing.assert_close(nodes, plain, atol=1e-5, rtol=1e-5)


def same_bits() -> None:
    """Where algorithms are deterministic, a query gets the same bits in every step."""
    texts = PagedTexts.of(LENGTHS, Sizes())
    with mock.patch("torch.are_deterministic_algorithms_enabled", lambda: True), checked():
        whole = texts.attend([4, 2], [530, 255], [25, 10])
        (single,) = texts.attend([4], [530], [1])
        parts = texts.attend([2, 4, 1], [250, 515, 17], [2, 6, 17])
    assert torch.equal(single[0], whole[0][-1])
    assert torch.equal(parts[0], whole[1][3:5])
    assert torch.equal(parts[1], whole[0][4:10])


GROUP_OF_3 = Sizes(heads=6, kv_heads=2, key=24, value=24)
GROUP_OF_8 = Sizes(heads=8, kv_heads=1, key=80, value=32)
NO_GROUPS = Sizes(heads=2, kv_heads=2, key=6, value=3)
EVERYTHING = Rules(window=100, soft_cap=20.0, sinks=SINKS)
EXACT_SINKS = Rules(sinks=SINKS)
in_bf16 = partial(step, dtype=torch.bfloat16, tolerance=1e-2)
CASES: dict[str, Callable[[], None]] = {
    "decode_in_groups_of_3": partial(step, "decode", GROUP_OF_3, Rules()),
    "decode_in_groups_of_8": partial(step, "decode", GROUP_OF_8, EXACT_SINKS),
    "decode_without_groups": partial(step, "decode", NO_GROUPS, Rules(soft_cap=3.0)),
    "drafts": partial(step, "drafts", GROUP_OF_3, Rules(), block_size=5),
    "drafts_in_a_window": partial(step, "drafts", Sizes(), Rules(window=3)),
    "window_of_1": partial(step, "mixed", Sizes(), Rules(window=1)),
    "prompts": partial(step, "prompts", Sizes(), Rules(), block_size=64),
    "prompts_with_everything": partial(
        step, "prompts", GROUP_OF_3, replace(EVERYTHING, sinks=SINKS[:6])
    ),
    "mixed": partial(step, "mixed", GROUP_OF_3, Rules(), block_size=24),
    "mixed_with_everything": partial(step, "mixed", Sizes(), replace(EVERYTHING, sinks=SINKS[:4])),
    "window_across_chunks": partial(step, "mixed", Sizes(), Rules(window=525)),
    "mixed_bf16": partial(in_bf16, "mixed", GROUP_OF_3, Rules()),
    "decode_bf16": partial(in_bf16, "decode", GROUP_OF_8, EVERYTHING),
    "tree": partial(tree, 100, None, 12),
    "tree_across_chunks": partial(tree, 505, None, 10),
    "tree_in_a_window": partial(tree, 100, 3, 12),
    "tree_of_more_than_64_in_a_window": partial(tree, 30, 20, 90),
    "chain": partial(chain, 509, 5),
    "same_bits": same_bits,
}


if __name__ == "__main__":
    InterpreterBuilder.create_dot = product
    report(CASES)
