"""Attention: decode, verification and prompts, ours and that of libraries that do the same."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional

import ops
from loadtests.gpu.figures import Figure
from loadtests.gpu.inputs import Heads, Texts, binary_tree, paged_call
from loadtests.gpu.rig import Call, Clock, Rig

BATCHES = (1, 2, 4, 8, 16, 24, 32, 48, 64)
DTYPE = torch.bfloat16
Maker = Callable[[Tensor, dict[str, Any]], Call]  # of a peer, from what our own operation takes


@dataclass(frozen=True, slots=True)
class Scene:
    """What is measured under a name."""

    name: str
    texts: Texts
    with_peers: bool = False


def scenes(*, is_small: bool) -> list[Scene]:
    """Those of the goals; all texts of a scene are equally long."""
    k = 32 if is_small else 1024
    found = [
        Scene("decode B=32 4k", plain(32, 4 * k), with_peers=True),
        Scene("decode B=1 32k", plain(1, 32 * k), with_peers=True),
        Scene("decode B=1 4k", plain(1, 4 * k), with_peers=True),
    ]
    for rows, length, name in (
        (8, 4 * k, "B=8 4k"),
        (1, 32 * k, "B=1 32k"),
        (32, 4 * k, "B=32 4k"),
    ):
        found += [
            Scene(f"verify q=1 {name}", plain(rows, length)),
            Scene(f"verify q=8 {name}", Texts([length] * rows, [8] * rows)),
            Scene(f"verify tree of 16 {name}", tree(rows, length, 16)),
        ]
    found += [Scene(f"decode 4k rows={rows}", plain(rows, 4 * k)) for rows in BATCHES]
    found += [
        Scene("prompt 8k", Texts([8 * k], [8 * k]), with_peers=True),
        Scene("prompt 4 x 2k", Texts([2 * k] * 4, [2 * k] * 4)),
        Scene("chunk 512 behind 8k", Texts([8 * k + k // 2], [k // 2])),
        Scene("prefix 8k for each of 32", plain(32, 8 * k + 16)),
        Scene("prefix 8k shared by 32", Texts([8 * k + 16] * 32, [1] * 32, shared=8 * k)),
    ]
    return found


def plain(rows: int, length: int) -> Texts:
    """Decode rows."""
    return Texts([length] * rows, [1] * rows)


def tree(rows: int, length: int, size: int) -> Texts:
    """Rows that end in a draft tree."""
    return Texts([length] * rows, [size] * rows, binary_tree(size))


def measure(rig: Rig, clock: Clock) -> Iterator[Figure]:
    """One figure for each scene and whoever can play it."""
    heads = Heads(4, 2, 16, 16) if rig.is_small else Heads()
    for scene in scenes(is_small=rig.is_small):
        texts = scene.texts
        num_tokens = sum(texts.lengths) - texts.shared * (len(texts.lengths) - 1)
        num_bytes = heads.cache_bytes(num_tokens, DTYPE)
        count = rig.copies(num_bytes)
        inputs = [paged_call(rig, texts, heads, DTYPE) for _ in range(count)]
        makers: dict[str, Maker] = {"ours": play_ours}
        if scene.with_peers:
            makers |= peers(is_small=rig.is_small)
        for who, make in makers.items():
            try:
                timing = clock([make(q, dict(more)) for q, more in inputs])
            except Exception as error:
                yield Figure(scene.name, who, note=f"{type(error).__name__}: {error}"[:200])
                continue
            yield Figure(
                scene.name,
                who,
                timing,
                num_bytes=num_bytes,
                num_flops=count_flops(texts, heads),
            )


def count_flops(texts: Texts, heads: Heads) -> int:
    """Of the two products, where a query sees what stands before it."""
    seen = 0
    for length, count in zip(texts.lengths, texts.counts, strict=True):
        seen += count * length - count * (count - 1) // 2
    return 2 * heads.queries * (heads.size + heads.value_size) * seen


def play_ours(q: Tensor, more: dict[str, Any]) -> Call:
    return lambda: ops.paged_attention(q, **more)


def peers(*, is_small: bool) -> dict[str, Maker]:
    """Those that can be imported. They read keys without pages, which is easier."""
    found: dict[str, Maker] = {"torch SDPA": play_sdpa}
    if not is_small:
        found["FlexAttention"] = play_flex
    if not is_small and find_spec("flashinfer") is not None:
        found["FlashInfer"] = play_flashinfer
    return found


def unpaged(q: Tensor, more: dict[str, Any]) -> tuple[Tensor, Tensor, Tensor]:
    """[rows, heads, tokens, size] of queries, keys and values, for rows of equal lengths."""
    rows, length = len(more["context_lens"]), int(more["context_lens"][0])
    tables = more["block_tables"].long()
    keys, values = (
        more[name][tables].flatten(1, 2)[:, :length].transpose(1, 2).contiguous()
        for name in ("k_cache", "v_cache")
    )
    return q.unflatten(0, (rows, -1)).transpose(1, 2).contiguous(), keys, values


def play_sdpa(q: Tensor, more: dict[str, Any]) -> Call:
    queries, keys, values = unpaged(q, more)
    scale, is_prompt = more["scale"], queries.shape[2] > 1
    return lambda: functional.scaled_dot_product_attention(
        queries, keys, values, is_causal=is_prompt, scale=scale, enable_gqa=True
    )


@functools.cache
def compiled_flex() -> Any:
    """Compiled for every shape that comes along."""
    torch._dynamo.config.cache_size_limit = 64
    return torch.compile(import_module("torch.nn.attention.flex_attention").flex_attention)


def play_flex(q: Tensor, more: dict[str, Any]) -> Call:
    flex = import_module("torch.nn.attention.flex_attention")
    queries, keys, values = unpaged(q, more)
    num_queries, num_keys, mask = queries.shape[2], keys.shape[2], None
    if num_queries > 1:
        mask = flex.create_block_mask(see_before, None, None, num_queries, num_keys, q.device)
    attend, scale = compiled_flex(), more["scale"]
    return lambda: attend(queries, keys, values, block_mask=mask, scale=scale, enable_gqa=True)


def see_before(batch: Tensor, head: Tensor, query: Tensor, key: Tensor) -> Tensor:
    return query >= key


def play_flashinfer(q: Tensor, more: dict[str, Any]) -> Call:
    """Paged as ours; decode rows by its wrapper for these, prompts by the other."""
    flashinfer = import_module("flashinfer")
    lengths, size = more["context_lens"].int(), more["k_cache"].shape[1]
    counts = (lengths + size - 1) // size
    starts = functional.pad(counts.cumsum(0), (1, 0)).int()
    pages = torch.cat([t[:n] for t, n in zip(more["block_tables"], counts.tolist(), strict=True)])
    last = (lengths - 1) % size + 1
    caches = (more["k_cache"], more["v_cache"])
    shape = (q.shape[1], caches[0].shape[2])
    room = torch.empty(2**28, dtype=torch.uint8, device=q.device)
    if len(q) == len(lengths):
        wrapper = flashinfer.BatchDecodeWithPagedKVCacheWrapper(room, use_tensor_cores=True)
        wrapper.plan(starts, pages, last, *shape, q.shape[2], size, q_data_type=q.dtype)
    else:
        wrapper = flashinfer.BatchPrefillWithPagedKVCacheWrapper(room)
        begins = more["query_start"].int()
        wrapper.plan(
            begins, starts, pages, last, *shape, q.shape[2], size, causal=True, q_data_type=q.dtype
        )
    return lambda: wrapper.run(q, caches)


def has_no_cliff(figures: Sequence[Figure], *, slack: float = 0.05) -> bool:
    """Whether more rows never take less time, and never more of it for each row, up to noise."""
    seconds = [figure.seconds for figure in figures]
    rows = [int(figure.name.rpartition("=")[2]) for figure in figures]
    each = [time / count for time, count in zip(seconds, rows, strict=True)]
    return all(
        seconds[n] <= seconds[n + 1] * (1 + slack) and each[n + 1] <= each[n] * (1 + 2 * slack)
        for n in range(len(rows) - 1)
    )
