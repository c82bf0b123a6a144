"""Run under Triton's interpreter: the kernels of rows against the plain-torch truths, by cases."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
import torch
import triton.language as tl
from torch import Tensor
from triton.runtime.interpreter import InterpreterBuilder

from ops import reference
from ops.kernels import activation as activation_kernels
from ops.kernels import kv_write as kv_kernels
from ops.kernels import norms as norm_kernels
from ops.kernels import rope as rope_kernels
from tests.ops.interpreted import report

DTYPES = (torch.float32, torch.bfloat16, torch.float16)
NO_NUMBERS = (float("nan"), float("inf"), -float("inf"))
plain_cast = InterpreterBuilder.cast_impl


def rounding_cast(self: Any, source: Any, dtype: Any) -> Any:
    """`cast_impl` of the interpreter, which cuts bfloat16 off: here it rounds, as a GPU does."""
    if source.dtype.scalar != tl.float32 or dtype.scalar != tl.bfloat16:
        return plain_cast(self, source, dtype)
    wide = torch.from_numpy(np.array(source.data, dtype=np.float32))
    bits = wide.bfloat16().view(torch.int16).numpy().view(np.uint16)
    return type(source)(bits, dtype.scalar)


def random(*shape: int, dtype: torch.dtype) -> Tensor:
    return (torch.randn(*shape) * 3).to(dtype)


def agree(found: Any, truth: Any, *, exactly: bool = False) -> None:
    """Of bits that are rounded away, a few may be others: then the next number is right too."""
    bound = 0.0 if exactly else None
    torch.testing.assert_close(found, truth, equal_nan=True, atol=bound, rtol=bound)


def norms(dtype: torch.dtype) -> None:
    """Sizes for several rows of a program and for one, with a rest and without."""
    for size in (1, 7, 64, 896, 1500):
        x, residual = random(5, size, dtype=dtype), random(5, size, dtype=dtype)
        weight, bias = random(size, dtype=dtype), random(size, dtype=dtype)
        for more in ({}, {"residual": residual}):
            check_rms_norm(x, None, eps=1e-5, **more)
            check_rms_norm(x, weight, eps=1e-6, offset=1.0, **more)
            check_layer_norm(x + 5, None, eps=1e-5, **more)
            check_layer_norm(x, weight, eps=1e-5, **more)
            check_layer_norm(x, weight, bias=bias, eps=1e-5, **more)


def check_rms_norm(x: Tensor, weight: Tensor | None, **more: Any) -> None:
    found = norm_kernels.rms_norm(x, weight, **more)
    agree(found, reference.rms_norm(x, weight, **more))
    agree(found[1], reference.rms_norm(x, weight, **more)[1], exactly=True)


def check_layer_norm(x: Tensor, weight: Tensor | None, **more: Any) -> None:
    agree(norm_kernels.layer_norm(x, weight, **more), reference.layer_norm(x, weight, **more))


def norms_in_place() -> None:
    """Heads between others, whole projections, rows with gaps, a row alone, none at all."""
    q, k, _ = heads_of_projection(torch.bfloat16)
    for x in (q, k, q.flatten(1), q[:1], q[1:], q[:0], q[0], q[0, 0], q.transpose(0, 1)):
        check_rms_norm(x, torch.ones(x.shape[-1]), eps=1e-6)
        assert norm_kernels.rms_norm(x, None, eps=1e-6)[1] is x
    check_rms_norm(torch.randn(3, 50)[:, 9:], None, eps=1e-6)
    check_rms_norm(torch.randn(3, 48), None, eps=1e-6, residual=torch.randn(3, 96)[:, 1::2])
    check_rms_norm(torch.randn(2, 8).bfloat16(), None, eps=1e-6, residual=torch.randn(2, 8))


def norms_of_very_long_rows() -> None:
    x = torch.randn(2, norm_kernels.MOST_NUMBERS + 1)
    check_rms_norm(x, None, eps=1e-6)
    check_layer_norm(x, None, eps=1e-6)


def norms_alone_and_in_company() -> None:
    for size in (7, 128, 1500):
        wide, weight = torch.randn(40, size + 9), torch.randn(size)
        for x in (wide[:, :size], wide[:, 9:], wide[:, 9:].contiguous()):
            for norm in (norm_kernels.rms_norm, norm_kernels.layer_norm):
                whole = norm(x, weight, eps=1e-6)[0]
                for rows in (slice(0, 1), slice(1, 2), slice(3, 20), slice(39, 40)):
                    assert torch.equal(norm(x[rows], weight, eps=1e-6)[0], whole[rows])


def heads_of_projection(
    dtype: torch.dtype, num_tokens: int = 6, size: int = 24
) -> tuple[Tensor, ...]:
    """Queries of 5 heads, keys of 2 and values of 2 as a layer has them: parts of one tensor."""
    parts = random(num_tokens, 9 * size, dtype=dtype).split([5 * size, 2 * size, 2 * size], -1)
    return tuple(x.view(num_tokens, -1, size) for x in parts)


def rope(dtype: torch.dtype) -> None:
    for half, interleaved in ((12, False), (12, True), (3, False), (3, True), (8, False)):
        q, k, _ = heads_of_projection(dtype)
        cos, sin = reference.rope_tables(torch.arange(6) * 7, torch.rand(half))
        more: dict[str, Any] = {"cos": cos, "sin": sin, "interleaved": interleaved}
        agree(rope_kernels.rope(q, k, **more), reference.rope(q, k, **more), exactly=True)
        many = random(6, 70, 24, dtype=dtype)
        agree(rope_kernels.rope(many, k, **more), reference.rope(many, k, **more), exactly=True)


def activations(dtype: torch.dtype) -> None:
    for kind in reference.KINDS:
        x = torch.cat([torch.randn(1500) * 6, torch.tensor([1e4, -1e4, *NO_NUMBERS])]).to(dtype)
        agree(activation_kernels.activation(x, kind), reference.activation(x, kind))
        for gate_up in (random(3, 5, 14, dtype=dtype), random(2, 2400, dtype=dtype)):
            truth = reference.gated_activation(gate_up, kind)
            agree(activation_kernels.gated_activation(gate_up, kind), truth)


def activations_in_place() -> None:
    x = torch.randn(12, 60)
    for part in (x[:, 20:], x.T, x[:0], x[3], x.view(3, 4, 60)[:, 1:]):
        truth = reference.activation(part, "silu")
        agree(activation_kernels.activation(part, "silu"), truth)
        truth = reference.gated_activation(part, "silu")
        agree(activation_kernels.gated_activation(part, "silu"), truth)


def writes(dtype: torch.dtype) -> None:
    """Into caches of the same type and of others, with some tokens left out."""
    _, k, v = heads_of_projection(dtype)
    slots = torch.tensor([7, -1, 0, 19, -1, 4])
    for cache_dtype in DTYPES:
        for values in (v, v[..., :5]):
            check_writes(k, values, slots, cache_dtype)
    check_writes(k, v, torch.full((6,), -1), dtype)
    check_writes(k[:0], v[:0], slots[:0], dtype)
    check_writes(k.transpose(0, 1).contiguous().transpose(0, 1), v, slots.int(), dtype)


def check_writes(k: Tensor, v: Tensor, slots: Tensor, dtype: torch.dtype) -> None:
    found, truth = ([torch.zeros(5, 4, *x.shape[1:], dtype=dtype) for x in (k, v)] for _ in "12")
    kv_kernels.kv_write(k, v, k_cache=found[0], v_cache=found[1], slot_mapping=slots)
    reference.kv_write(k, v, k_cache=truth[0], v_cache=truth[1], slot_mapping=slots.long())
    agree(found, truth, exactly=True)


def writes_of_many_heads() -> None:
    """A token has more numbers than a program copies."""
    k = torch.randn(3, 9, 128)
    check_writes(k, k[..., :3], torch.tensor([5, -1, 2]), torch.bfloat16)


def moves(dtype: torch.dtype) -> None:
    """Places that are read and written, and one that stays."""
    found = [random(5, 4, 2, size, dtype=dtype) for size in (24, 6)]
    truth = [cache.clone() for cache in found]
    more = {"source": torch.tensor([7, 0, 19, 3, 8]), "target": torch.tensor([0, 19, 2, 3, 7])}
    kv_kernels.kv_move(*found, **more)
    reference.kv_move(*truth, **more)
    agree(found, truth, exactly=True)
    kv_kernels.kv_move(*found, source=torch.tensor([]).long(), target=torch.tensor([]).long())
    agree(found, truth, exactly=True)


def in_each_dtype(case: Callable[[torch.dtype], None]) -> dict[str, Callable[[], None]]:
    names = ((str(dtype).removeprefix("torch."), dtype) for dtype in DTYPES)
    return {f"{case.__name__}_{name}": partial(case, dtype) for name, dtype in names}


CASES = {
    **in_each_dtype(norms),
    "norms_in_place": norms_in_place,
    "norms_of_very_long_rows": norms_of_very_long_rows,
    "norms_alone_and_in_company": norms_alone_and_in_company,
    **in_each_dtype(rope),
    **in_each_dtype(activations),
    "activations_in_place": activations_in_place,
    **in_each_dtype(writes),
    "writes_of_many_heads": writes_of_many_heads,
    **in_each_dtype(moves),
}


if __name__ == "__main__":
    InterpreterBuilder.cast_impl = rounding_cast
    report(CASES)
