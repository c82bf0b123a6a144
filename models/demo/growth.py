"""A larger network that says what a smaller one says, so that training goes on from there.

What is new adds nothing at first. A new layer, head or gate reads what it likes, but what it would
write to the stream is multiplied by zeros; and nobody writes to a new entry of the stream. Heads
that shared their keys and values get a copy each.
"""

from __future__ import annotations

import torch
from torch import Tensor

from models.demo.network import Llama

STD = 0.02  # of new weights
SILENT = ("embed_tokens.weight", "o_proj.weight", "down_proj.weight")  # they write to the stream


def grow(small: Llama, large: Llama) -> None:
    """Overwrites the large one, which has as many layers, heads, gates and entries at least."""
    known = small.state_dict()
    places = spread(small.shape.layers, large.shape.layers)
    with torch.no_grad():
        for name, weight in large.named_parameters():
            layer = layer_of(name)
            if weight.ndim == 2:
                weight.normal_(std=0.0 if name.endswith(SILENT) else STD)
            if layer is None:
                put(known[name], weight)
            elif layer in places:
                own = known[name.replace(f".{layer}.", f".{places.index(layer)}.")]
                is_shared = name.endswith(("k_proj.weight", "v_proj.weight"))
                put(heads_apart(own, small, large) if is_shared else own, weight)


def spread(few: int, many: int) -> list[int]:
    """Where the few stand among the many: the first two together, as `head_start` wants them."""
    if few < 3 or many == few:
        return [*range(few)]
    step = (many - 2) / (few - 2)
    return [0, 1, *(many - 1 - int(step * (few - 1 - nth)) for nth in range(2, few))]


def layer_of(name: str) -> int | None:
    parts = name.split(".")
    return int(parts[2]) if parts[1] == "layers" else None


def put(known: Tensor, weight: Tensor) -> None:
    """In the first rows and columns. A norm divides by the mean of all entries, silent ones too."""
    if weight.ndim == 2:
        weight[: known.shape[0], : known.shape[1]] = known
        return
    weight.fill_(known.mean())
    weight[: len(known)] = known * (len(known) / len(weight)) ** 0.5


def heads_apart(known: Tensor, small: Llama, large: Llama) -> Tensor:
    """Heads of keys or values, one after the other as often as the large one wants of them."""
    if large.shape.kv_heads < large.shape.heads:
        return known
    times = small.shape.heads // small.shape.kv_heads
    return known.unflatten(0, (-1, small.shape.head)).repeat_interleave(times, 0).flatten(0, 1)
