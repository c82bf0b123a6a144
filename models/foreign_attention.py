"""The paged cache behind the attention of a foreign model. Letters: see `ops`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

import ops
from models.attention_plug import Call, Reach, known_reach
from models.decoder import Cache
from models.errors import UnsupportedArchitecture
from models.layers import RaggedBatch


@dataclass(frozen=True, slots=True)
class ForeignLayer:
    """What one attention of the model keeps and sees, as it showed in the survey."""

    num_kv_heads: int
    key_size: int
    value_size: int
    key_dtype: torch.dtype
    value_dtype: torch.dtype
    window: int | None

    def allocate(self, num_blocks: int, block_size: int, device: torch.device) -> Cache:
        """Its cache. On a CPU memory that nobody writes to is then never taken."""
        if self.key_dtype is self.value_dtype:
            like = torch.empty(0, dtype=self.key_dtype, device=device)
            sizes = block_size, self.num_kv_heads, self.key_size, self.value_size
            return ops.empty_cache(like, num_blocks, *sizes)
        new: Callable[..., Tensor] = torch.empty if device.type == "cpu" else torch.zeros
        shape = (num_blocks, block_size, self.num_kv_heads)
        return (
            new((*shape, self.key_size), dtype=self.key_dtype, device=device),
            new((*shape, self.value_size), dtype=self.value_dtype, device=device),
        )

    def num_bytes(self) -> int:
        """Keys and values of one token."""
        keys = self.key_size * self.key_dtype.itemsize
        return self.num_kv_heads * (keys + self.value_size * self.value_dtype.itemsize)


class PagedPlug:
    """Writes and attends for whichever layer's turn it is: modelling code calls them in order.

    By order and not by module, since some models run through the same module more than once.
    """

    def __init__(self) -> None:
        self.layers: list[ForeignLayer] = []
        self._turn = 0
        self._batch: RaggedBatch | None = None
        self._caches: Sequence[Cache] = ()
        self._progress: Callable[[float], None] | None = None

    def begin(
        self,
        batch: RaggedBatch,
        caches: Sequence[Cache],
        progress: Callable[[float], None] | None = None,
    ) -> None:
        """The next calls belong to this step."""
        self._turn, self._batch, self._caches, self._progress = 0, batch, caches, progress

    def end(self) -> None:
        """All layers have had their turn, otherwise the next step would meet wrong caches."""
        self._batch, self._caches = None, ()
        if self._turn != len(self.layers):
            raise UnsupportedArchitecture(
                "The model does not call its attention equally often in every step, and a cache "
                "cannot follow that."
            )

    def __call__(self, call: Call) -> Tensor:
        """The results [T, H, E]."""
        batch = self._batch
        if batch is None or self._turn >= len(self.layers):
            raise UnsupportedArchitecture("The model calls its attention when it is not expected.")
        layer, (k_cache, v_cache) = self.layers[self._turn], self._caches[self._turn]
        self._turn += 1
        ops.kv_write(
            call.k, call.v, k_cache=k_cache, v_cache=v_cache, slot_mapping=batch.slot_mapping
        )
        heads = ops.paged_attention(
            call.q,
            k_cache=k_cache,
            v_cache=v_cache,
            block_tables=batch.block_tables,
            query_start=batch.query_start,
            context_lens=batch.context_lens,
            scale=call.scale,
            window=layer.window,
            soft_cap=call.softcap,
            sinks=call.sinks,
            tree_mask=batch.tree_mask,
            tree_sizes=batch.tree_sizes,
        )
        if self._progress is not None:
            self._progress(self._turn / len(self.layers))
        return heads


class SurveyPlug:
    """Describes each layer at its first call, allocates a cache for it and hands the call on."""

    def __init__(
        self, plug: PagedPlug, caches: list[Cache], *, num_blocks: int, block_size: int
    ) -> None:
        """`caches` are those of the step, to be filled."""
        self._plug = plug
        self._caches = caches
        self._num_blocks = num_blocks
        self._block_size = block_size

    def __call__(self, call: Call) -> Tensor:
        """The results [T, H, E]."""
        _, num_kv_heads, key_size = call.k.shape
        layer = ForeignLayer(
            num_kv_heads=num_kv_heads,
            key_size=key_size,
            value_size=call.v.shape[-1],
            key_dtype=call.k.dtype,
            value_dtype=call.v.dtype,
            window=window_of(known_reach(call.mask)),
        )
        self._plug.layers.append(layer)
        self._caches.append(layer.allocate(self._num_blocks, self._block_size, call.k.device))
        return self._plug(call)


def window_of(reach: Reach | None) -> int | None:
    """The window that ends at the query; a model that builds no mask leaves causality to us."""
    if reach is None:
        return None
    if reach.ahead != 0:
        raise UnsupportedArchitecture(
            "The model's attention reads ahead, so it cannot write a text token by token."
        )
    return None if reach.back is None else reach.back + 1
