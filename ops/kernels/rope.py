"""`ops.rope` for GPUs: queries and keys of a token are turned in one launch."""

from __future__ import annotations

import torch
import triton
import triton.language as tl
from torch import Tensor

from ops.kernels.launch import has_dense_rows, power_of_2

MOST_PAIRS = 512  # of a program


@triton.jit
def rope_kernel(
    q: tl.tensor,
    k: tl.tensor,
    q_out: tl.tensor,
    k_out: tl.tensor,
    cos: tl.tensor,
    sin: tl.tensor,
    q_stride: tl.tensor,
    k_stride: tl.tensor,
    turn_stride: tl.tensor,
    num_q: tl.constexpr,
    num_k: tl.constexpr,
    size: tl.constexpr,
    half: tl.constexpr,
    heads: tl.constexpr,
    interleaved: tl.constexpr,
) -> None:
    """One program for each token and `heads` of its heads: first those of the queries."""
    token = tl.program_id(0).to(tl.int64)
    part = tl.program_id(1)
    q_parts: tl.constexpr = (num_q + heads - 1) // heads
    cos += token * turn_stride
    sin += token * turn_stride
    if part < q_parts:
        head = part * heads + tl.arange(0, heads)
        q += token * q_stride
        q_out += token * (num_q * size)
        _turn(q, q_out, cos, sin, head, num_q, size, half, interleaved)
    else:
        head = (part - q_parts) * heads + tl.arange(0, heads)
        k += token * k_stride
        k_out += token * (num_k * size)
        _turn(k, k_out, cos, sin, head, num_k, size, half, interleaved)


@triton.jit
def _turn(
    x: tl.tensor,
    out: tl.tensor,
    cos: tl.tensor,
    sin: tl.tensor,
    head: tl.tensor,
    count: tl.constexpr,
    size: tl.constexpr,
    half: tl.constexpr,
    interleaved: tl.constexpr,
) -> None:
    """The heads of one token; what is behind the pairs stays as it is."""
    width: tl.constexpr = triton.next_power_of_2(half)
    pair = tl.arange(0, width)
    cosine = tl.load(cos + pair, mask=pair < half, other=0.0).to(tl.float32)[None, :]
    sine = tl.load(sin + pair, mask=pair < half, other=0.0).to(tl.float32)[None, :]
    first = pair * 2 if interleaved else pair
    step: tl.constexpr = 1 if interleaved else half
    mask = (head < count)[:, None] & (pair < half)[None, :]
    places = head[:, None] * size + first[None, :]
    a = tl.load(x + places, mask=mask, other=0.0).to(tl.float32)
    b = tl.load(x + places + step, mask=mask, other=0.0).to(tl.float32)
    dtype: tl.constexpr = out.dtype.element_ty
    tl.store(out + places, (a * cosine - b * sine).to(dtype), mask=mask)
    tl.store(out + places + step, (b * cosine + a * sine).to(dtype), mask=mask)
    rest: tl.constexpr = size - 2 * half
    if rest > 0:
        column = tl.arange(0, triton.next_power_of_2(rest))
        mask = (head < count)[:, None] & (column < rest)[None, :]
        places = head[:, None] * size + 2 * half + column[None, :]
        same = tl.load(x + places, mask=mask, other=0.0).to(tl.float32)
        tl.store(out + places, same.to(dtype), mask=mask)


def rope(
    q: Tensor, k: Tensor, *, cos: Tensor, sin: Tensor, interleaved: bool = False
) -> tuple[Tensor, Tensor]:
    """As `ops.rope`, bit for bit: products and sums are rounded one by one."""
    q, k = (x if has_dense_rows(x) else x.contiguous() for x in (q, k))
    cos, sin = cos.contiguous(), sin.contiguous()
    q_out, k_out = (torch.empty_like(x, memory_format=torch.contiguous_format) for x in (q, k))
    num_tokens, num_q, size = q.shape
    num_k, half = k.shape[1], cos.shape[-1]
    heads = max(1, min(MOST_PAIRS // power_of_2(half), power_of_2(max(num_q, num_k))))
    if num_tokens > 0:
        grid = (num_tokens, triton.cdiv(num_q, heads) + triton.cdiv(num_k, heads))
        rope_kernel[grid](
            *(q, k, q_out, k_out, cos, sin, q.stride(0), k.stride(0), cos.stride(0)),
            *(num_q, num_k, size, half, heads, interleaved),
            enable_fp_fusion=False,
        )
    return q_out, k_out
