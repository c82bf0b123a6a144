"""Rotary positions of a foreign model that do not change with the longest text of a step.

transformers recomputes the frequencies of two kinds of scaling for every call, from the largest
position in it: a row's result would depend on its neighbours and on how far its text has got. Here
they are computed once, for the context length that the server offers; `models.rope` says why.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import nn

FROZEN = "default"  # the kind whose frequencies transformers leaves alone


def freeze_ropes(model: nn.Module, context_length: int) -> None:
    """Give each rotary embedding the frequencies of a text of this length, for good."""
    module: Any
    for module in model.modules():
        kinds = getattr(module, "rope_type", None)
        if isinstance(kinds, str):
            if changes(kinds):
                turn_to(module, context_length)
                module.rope_type = FROZEN
        elif isinstance(kinds, dict):
            for layer_type, kind in kinds.items():
                if changes(kind):
                    turn_to(module, context_length, layer_type=layer_type)
            module.rope_type = {
                layer_type: FROZEN if changes(kind) else kind for layer_type, kind in kinds.items()
            }


def changes(kind: str) -> bool:
    """Whether the frequencies of this kind of scaling depend on the length."""
    return "dynamic" in kind or kind == "longrope"


def turn_to(module: nn.Module, context_length: int, **options: Any) -> None:
    """Call it with the last position that will ever occur."""
    like = next(module.buffers())
    module(like.new_zeros(1), torch.tensor([[context_length - 1]], device=like.device), **options)
