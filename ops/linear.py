"""Linear layers whose rows do not know of each other.

On a CPU, torch's own linear sums in an order that depends on how many rows there are: in float32
a row gets other bits alone than in a batch (MKL: one order for 1 row, one for 2 and 3, one from 4
on). oneDNN has two orders only, one for a single row and one for all other counts, whatever the
number of threads and the instruction set. So a single row is never computed alone. In bfloat16 that
holds with AVX512-BF16; with plain AVX512 long sums still differ. With a packed weight it is faster
than torch's own; the native library, which takes most weights, is faster still (`ops.cpu.linear`).
Microseconds with AVX512-BF16, one thread, weights out of cache:

                          float32                       bfloat16
    in x out      rows    torch  packed, padded         torch  packed, padded
    896 x 4864    1         951     412     441           473     216     233
                  8        1527     619     634           546     309     317
                  32       3483    1460    1441           955     720     703
                  256     20621    8842    8975          4427    4210    4210
    896 x 32768   1        6455    2772    3058          3142    1308    1519
                  8       14637    4765    4589          4288    2219    2237
                  32      29355    9987   10058          6714    5119    5050
                  256    148018   60022   60094         31271   29743   29779
"""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from ops.cpu import levels
from ops.cpu import linear as halves
from ops.quantise import GROUP, Bits, quantise, restored

# oneDNN's other order of sums begins at two rows, and with AVX512 it reads the weights for five in
# 0.55 to 0.95 of the time that it takes for two. The table above is of two.
FEWEST_ROWS = 5 if torch.backends.cpu.get_cpu_capability() == "AVX512" else 2
TILE_ROWS = 16  # without oneDNN: so many rows at a time, always
PACKED_FOR = 32  # rows that the layout is chosen for; it serves any count equally well


def linear(x: Tensor, weight: Tensor, bias: Tensor | None = None) -> Tensor:
    """x [..., in] times weight [out, in] plus bias [out]: [..., out], in x's type."""
    if x.device.type != "cpu":
        return functional.linear(x, weight, bias)
    if _onednn_takes(weight):
        return _in_onednn(x, weight, bias, weight.shape[0])
    return _in_tiles(x, weight, bias)


class PackedLinear:
    """A linear layer that owns its weight in the layout which this machine reads fastest.

    weight [out, in], bias [out]. On a CPU it holds a copy: drop the plain weight after packing.
    With `bits` the weight is rounded to so many, for a CPU only: see `ops.quantise`.
    """

    def __init__(
        self, weight: Tensor, bias: Tensor | None = None, *, bits: Bits | None = None
    ) -> None:
        self.out_features, self.in_features = weight.shape
        self._bias = bias
        self._bits: Bits | None = None
        self.held_as = name_of(weight.dtype)
        if bits is not None and levels.is_built():
            self.is_native, self.is_packed = True, True
            self._bits, self._weight = bits, levels.pack(weight, bits)
            self.held_as = f"int{bits}"
            self._bias = None if bias is None else bias.float().contiguous()
            return
        if bits is not None:
            weight = restored(*quantise(weight, bits), weight.shape[1]).to(weight.dtype)
        self.is_native = halves.takes(weight)
        if self.is_native:
            self.is_packed, self._weight = True, halves.pack(weight)
            self.held_as = name_of(self._weight.dtype)
            self._bias = None if bias is None else bias.float().contiguous()
            return
        self.is_packed = weight.device.type == "cpu" and _onednn_takes(weight)
        self._weight = weight
        if self.is_packed:
            self._weight = torch.ops.mkldnn._reorder_linear_weight(weight.contiguous(), PACKED_FOR)

    @property
    def bytes_each(self) -> float:
        """Of memory for one entry, its share of the scales included."""
        if self._bits is not None:
            return (self._bits + 16 / GROUP) / 8
        return self._weight.itemsize

    @property
    def native(self) -> tuple[int, Tensor, Tensor | None] | None:
        """Bits of an entry, weight and bias as the native library takes them, if it does."""
        return (self._bits or 16, self._weight, self._bias) if self.is_native else None

    def __call__(self, x: Tensor) -> Tensor:
        """x [..., in] to [..., out], in x's type."""
        if self._bits is not None:
            y = levels.multiply(x.float(), self._weight, self._bias, self.out_features, self._bits)
            return y.to(x.dtype)
        if self.is_native:
            return halves.multiply(x, self._weight, self._bias, self.out_features)
        if self.is_packed:
            return _in_onednn(x, self._weight, self._bias, self.out_features)
        return linear(x, self._weight, self._bias)


def rows_are_apart(dtype: torch.dtype) -> bool:
    """Whether on a CPU a packed layer gives a row the same bits in any company."""
    return dtype == torch.float32 or halves.takes(torch.ones(1, 2, dtype=dtype))


def name_of(dtype: torch.dtype) -> str:
    """As people call it."""
    return str(dtype).removeprefix("torch.")


def _in_onednn(x: Tensor, weight: Tensor, bias: Tensor | None, out_features: int) -> Tensor:
    """weight packed or plain. No rows at all are fine too."""
    rows = x.reshape(-1, x.shape[-1]).contiguous()
    num_rows = len(rows)
    if num_rows == 0:
        return x.new_empty(*x.shape[:-1], out_features)
    if num_rows < FEWEST_ROWS:
        rows = torch.cat((rows, rows[:1].expand(FEWEST_ROWS - num_rows, -1)))
    y: Tensor = torch.ops.mkldnn._linear_pointwise(rows, weight, bias, "none", [], "")
    return y[:num_rows].view(*x.shape[:-1], out_features)


def _in_tiles(x: Tensor, weight: Tensor, bias: Tensor | None) -> Tensor:
    """The same shapes for every call of the library, so that it has no reason to differ."""
    rows = x.reshape(-1, x.shape[-1])
    padding = -len(rows) % TILE_ROWS
    tiles = functional.pad(rows, (0, 0, 0, padding)).split(TILE_ROWS)
    if len(rows) == 0:
        return x.new_empty(*x.shape[:-1], weight.shape[0])
    y = torch.cat([functional.linear(tile, weight, bias) for tile in tiles])
    return y[: len(rows)].view(*x.shape[:-1], weight.shape[0])


def _onednn_takes(weight: Tensor) -> bool:
    """Whether this build and this processor have the kernels (bfloat16 wants AVX512 at least)."""
    if not torch.backends.mkldnn.is_available() or not hasattr(
        torch.ops.mkldnn, "_linear_pointwise"
    ):
        return False
    if weight.dtype == torch.bfloat16:
        return bool(torch.ops.mkldnn._is_mkldnn_bf16_supported())
    return weight.dtype == torch.float32
