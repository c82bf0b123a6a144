"""Putting keys and values where the block tables say."""

from __future__ import annotations

from torch import Tensor


def kv_write(
    k: Tensor, v: Tensor, *, k_cache: Tensor, v_cache: Tensor, slot_mapping: Tensor
) -> None:
    """Write each token's key and value into its place of the cache, in place.

    k [T, K, D], v [T, K, E]; k_cache [B, P, K, D], v_cache [B, P, K, E]; slot_mapping [T] int64 is
    block * P + offset, or -1 for a token that is not kept.
    """
    kept = slot_mapping >= 0
    if not bool(kept.all()):
        k, v, slot_mapping = k[kept], v[kept], slot_mapping[kept]
    k_cache.flatten(0, 1)[slot_mapping] = k.to(k_cache.dtype)
    v_cache.flatten(0, 1)[slot_mapping] = v.to(v_cache.dtype)


def kv_move(k_cache: Tensor, v_cache: Tensor, *, source: Tensor, target: Tensor) -> None:
    """Copy positions to others, all read before any is written: for the accepted nodes of a tree.

    Caches as in `kv_write`; source and target [any] int64, block * P + offset, targets distinct.
    """
    for cache in (k_cache, v_cache):
        flat = cache.flatten(0, 1)
        flat[target] = flat[source]
