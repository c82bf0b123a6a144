"""`ops.mix_experts` for GPUs: every expert's matrices meet the tokens that chose it, in tiles.

An item is one choice of one token. Items are sorted by expert and cut into tiles of `TILE` lines,
of which the last of an expert may be partly empty:

    sort_kernel     which items each tile holds, and whose they are
    inner_kernel    items times gate_up, and the activation:     [items, I]
    outer_kernel    that times down:                             [items, N]
    sum_kernel      of each token, the weighted sum:             [T, N]

Nothing waits for the GPU: there are programs for as many tiles as could be, and most do nothing.
The tile has one size, whatever the step looks like, so that a token's sums do not depend on who
else chose its experts.
"""

from __future__ import annotations

import torch
import triton
import triton.language as tl
from torch import Tensor

from ops.kernels.activation import curve
from ops.kernels.launch import is_aligned, power_of_2
from ops.moe import ExpertStack, PackedExperts
from ops.moe import mix_experts as truth

TILE = 64  # items and columns of a product
ITEMS = 1024  # sorted at a time
MOST_NUMBERS = 1024  # of a program that sums


@triton.jit(do_not_specialize=["num_items", "most_tiles"])
def sort_kernel(
    ids: tl.tensor,
    items: tl.tensor,
    owners: tl.tensor,
    num_items: tl.tensor,
    most_tiles: tl.tensor,
    num_experts: tl.constexpr,
    tile: tl.constexpr,
    bins: tl.constexpr,
    width: tl.constexpr,
) -> None:
    """One program for each expert. items [tiles, tile]: `num_items` where there is none."""
    expert = tl.program_id(0)
    counts = tl.zeros((bins,), tl.int32)
    for first in range(0, num_items, width):
        counts += tl.histogram(_chosen(ids, first, num_items, num_experts, width), bins)
    bin = tl.arange(0, bins)
    tiles = (counts + tile - 1) // tile
    start = tl.sum(tl.where(bin < expert, tiles, 0), 0)
    count = tl.sum(tl.where(bin == expert, counts, 0), 0)
    end = start + (count + tile - 1) // tile
    place = start * tile
    for first in range(0, num_items, width):
        is_mine = _chosen(ids, first, num_items, num_experts, width) == expert
        rank = tl.cumsum(is_mine.to(tl.int32), 0) - 1
        tl.store(items + place + rank, first + tl.arange(0, width), mask=is_mine)
        place += tl.sum(is_mine.to(tl.int32), 0)
    rest = place + tl.arange(0, tile)
    tl.store(items + rest, num_items + tl.zeros((tile,), tl.int32), mask=rest < end * tile)
    _own(owners, start, end, expert, width)
    if expert == num_experts - 1:
        _own(owners, end, most_tiles, -1, width)


@triton.jit
def _chosen(
    ids: tl.tensor,
    first: tl.tensor,
    num_items: tl.tensor,
    num_experts: tl.constexpr,
    width: tl.constexpr,
) -> tl.tensor:
    """Experts of some items; of those that do not exist, one more than there are."""
    item = first + tl.arange(0, width)
    return tl.load(ids + item, mask=item < num_items, other=num_experts).to(tl.int32)


@triton.jit
def _own(
    owners: tl.tensor, start: tl.tensor, end: tl.tensor, owner: tl.tensor, width: tl.constexpr
) -> None:
    for first in range(start, end, width):
        tile = first + tl.arange(0, width)
        tl.store(owners + tile, tl.zeros((width,), tl.int32) + owner, mask=tile < end)


@triton.jit(do_not_specialize=["num_items"])
def inner_kernel(
    x: tl.tensor,
    weight: tl.tensor,
    bias: tl.tensor,
    inner: tl.tensor,
    items: tl.tensor,
    owners: tl.tensor,
    num_items: tl.tensor,
    num_chosen: tl.constexpr,
    size: tl.constexpr,
    num_columns: tl.constexpr,
    kind: tl.constexpr,
    is_gated: tl.constexpr,
    tile: tl.constexpr,
    depth: tl.constexpr,
) -> None:
    """x [T, size] to inner [items, num_columns]."""
    owner = tl.load(owners + tl.program_id(1)).to(tl.int64)
    if owner >= 0:
        item = tl.load(items + tl.program_id(1) * tile + tl.arange(0, tile)).to(tl.int64)
        is_real = item < num_items
        column = tl.program_id(0) * tile + tl.arange(0, tile)
        is_column = column < num_columns
        lines = x + item[:, None] // num_chosen * size
        height: tl.constexpr = 2 * num_columns if is_gated else num_columns
        row = owner * height + column
        gate = _product(lines, is_real, weight, row, is_column, size, tile, depth)
        gate = _rounded(gate, bias, row, is_column, inner)
        y = curve(gate, kind)
        if is_gated:
            row += num_columns
            up = _product(lines, is_real, weight, row, is_column, size, tile, depth)
            y *= _rounded(up, bias, row, is_column, inner)
        places = inner + item[:, None] * num_columns + column[None, :]
        y = y.to(inner.dtype.element_ty)
        tl.store(places, y, mask=is_real[:, None] & is_column[None, :])


@triton.jit(do_not_specialize=["num_items"])
def outer_kernel(
    inner: tl.tensor,
    weight: tl.tensor,
    bias: tl.tensor,
    outer: tl.tensor,
    items: tl.tensor,
    owners: tl.tensor,
    num_items: tl.tensor,
    size: tl.constexpr,
    num_columns: tl.constexpr,
    tile: tl.constexpr,
    depth: tl.constexpr,
) -> None:
    """inner [items, size] to outer [items, num_columns]."""
    owner = tl.load(owners + tl.program_id(1)).to(tl.int64)
    if owner >= 0:
        item = tl.load(items + tl.program_id(1) * tile + tl.arange(0, tile)).to(tl.int64)
        is_real = item < num_items
        column = tl.program_id(0) * tile + tl.arange(0, tile)
        is_column = column < num_columns
        row = owner * num_columns + column
        lines = inner + item[:, None] * size
        y = _product(lines, is_real, weight, row, is_column, size, tile, depth)
        y = _rounded(y, bias, row, is_column, outer).to(outer.dtype.element_ty)
        places = outer + item[:, None] * num_columns + column[None, :]
        tl.store(places, y, mask=is_real[:, None] & is_column[None, :])


@triton.jit
def _product(
    lines: tl.tensor,
    is_line: tl.tensor,
    weight: tl.tensor,
    row: tl.tensor,
    is_row: tl.tensor,
    size: tl.constexpr,
    tile: tl.constexpr,
    depth: tl.constexpr,
) -> tl.tensor:
    """Lines [tile, size] times rows of a weight [..., size]: [tile, tile] in float32."""
    total = tl.zeros((tile, tile), tl.float32)
    rows = weight + row[:, None] * size
    for first in range(0, size, depth):
        at = first + tl.arange(0, depth)
        a_mask, b_mask = is_line[:, None], is_row[:, None]
        if size % depth != 0:
            a_mask, b_mask = a_mask & (at < size)[None, :], b_mask & (at < size)[None, :]
        a = tl.load(lines + at[None, :], mask=a_mask, other=0.0)
        b = tl.load(rows + at[None, :], mask=b_mask, other=0.0)
        total = tl.dot(a, tl.trans(b), total, input_precision="ieee")
    return total


@triton.jit
def _rounded(
    y: tl.tensor, bias: tl.tensor, row: tl.tensor, is_row: tl.tensor, like: tl.tensor
) -> tl.tensor:
    """With its bias, as a layer gives it: in the type of the tensors, then wide again."""
    if bias is not None:
        y += tl.load(bias + row, mask=is_row, other=0.0).to(tl.float32)[None, :]
    return y.to(like.dtype.element_ty).to(tl.float32)


@triton.jit
def sum_kernel(
    outer: tl.tensor,
    weights: tl.tensor,
    out: tl.tensor,
    num_chosen: tl.constexpr,
    size: tl.constexpr,
    width: tl.constexpr,
) -> None:
    """In the order of the choice, so the rounding is fixed."""
    token = tl.program_id(0).to(tl.int64)
    column = tl.program_id(1) * width + tl.arange(0, width)
    mask = column < size
    total = tl.zeros((width,), tl.float32)
    for number in range(num_chosen):
        item = token * num_chosen + number
        weight = tl.load(weights + item).to(tl.float32)
        total += tl.load(outer + item * size + column, mask=mask, other=0.0).to(tl.float32) * weight
    tl.store(out + token * size + column, total.to(out.dtype.element_ty), mask=mask)


def mix_experts(x: Tensor, weights: Tensor, ids: Tensor, *, experts: PackedExperts) -> Tensor:
    """As `ops.mix_experts`."""
    if experts.stack is None:
        return truth(x, weights, ids, experts=experts)
    # Other code might sum in another order, and the compiler knows what is aligned.
    x = x.contiguous() if is_aligned(x) else x.clone(memory_format=torch.contiguous_format)
    num_items, size = ids.numel(), x.shape[1]
    out = torch.empty_like(x)
    if num_items == 0:
        return out.zero_()
    outer = _products(x, ids.contiguous(), experts.stack, experts.kind, experts.gated)
    width = min(MOST_NUMBERS, power_of_2(size))
    sum_kernel[(len(x), triton.cdiv(size, width))](
        *(outer, weights.contiguous(), out, ids.shape[1], size, width), enable_fp_fusion=False
    )
    return out


def _products(x: Tensor, ids: Tensor, stack: ExpertStack, kind: str, is_gated: bool) -> Tensor:
    """What its expert makes of every item: [items, N]."""
    num_items, num_chosen = ids.numel(), ids.shape[1]
    num_experts, size, inner_size = stack.down.shape
    most_tiles = min(num_items, num_experts) + num_items // TILE
    items = ids.new_empty(most_tiles * TILE, dtype=torch.int32)
    owners = ids.new_empty(most_tiles, dtype=torch.int32)
    bins = power_of_2(num_experts + 1, least=32)
    sort_kernel[(num_experts,)](
        *(ids, items, owners, num_items, most_tiles, num_experts, TILE, bins, ITEMS),
        enable_fp_fusion=False,
    )
    inner = x.new_empty(num_items, inner_size)
    outer = x.new_empty(num_items, size)
    depth = TILE if x.element_size() == 2 else TILE // 2
    options = {"num_warps": 4, "num_stages": 4, "enable_fp_fusion": False}
    inner_kernel[(triton.cdiv(inner_size, TILE), most_tiles)](
        *(x, stack.gate_up, stack.gate_up_bias, inner, items, owners, num_items),
        *(num_chosen, size, inner_size, kind, is_gated, TILE, depth),
        **options,
    )
    outer_kernel[(triton.cdiv(size, TILE), most_tiles)](
        *(inner, stack.down, stack.down_bias, outer, items, owners, num_items),
        *(inner_size, size, TILE, depth),
        **options,
    )
    return outer
