"""A larger network that says what a smaller one says, so that training goes on from there.

A new layer adds nothing at first: what it would add to the stream is multiplied by zeros. Heads
that shared their keys and values get a copy each.
"""

from __future__ import annotations

import torch
from torch import Tensor

from models.demo.network import Llama

STD = 0.02  # of new weights
SILENT = ("o_proj.weight", "down_proj.weight")  # of a new layer: what goes to the stream


def grow(small: Llama, large: Llama) -> None:
    """Overwrites the large one, which has as many layers and heads of keys at least."""
    known = small.state_dict()
    places = spread(small.shape.layers, large.shape.layers)
    with torch.no_grad():
        for name, weight in large.named_parameters():
            layer = layer_of(name)
            if layer is None:
                weight.copy_(known[name])
            elif layer in places:
                own = name.replace(f".{layer}.", f".{places.index(layer)}.")
                weight.copy_(shared_out(known[own], weight, small.shape.head))
            elif weight.ndim == 2:
                weight.normal_(std=0.0 if name.endswith(SILENT) else STD)


def spread(few: int, many: int) -> list[int]:
    """Where the few stand among the many: the first two together, as `head_start` wants them."""
    if few < 3 or many == few:
        return [*range(few)]
    step = (many - 2) / (few - 2)
    return [0, 1, *(many - 1 - int(step * (few - 1 - nth)) for nth in range(2, few))]


def layer_of(name: str) -> int | None:
    parts = name.split(".")
    return int(parts[2]) if parts[1] == "layers" else None


def shared_out(weight: Tensor, into: Tensor, head: int) -> Tensor:
    """Heads of keys or values, one after the other as often as there is room."""
    times = len(into) // len(weight)
    if times == 1:
        return weight
    return weight.unflatten(0, (-1, head)).repeat_interleave(times, 0).flatten(0, 1)
