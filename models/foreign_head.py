"""Taking a model of transformers apart: what computes hidden states, and what is made of them.

Families differ in what they do behind the last layer (scaling, soft-caps, poolings), and that is
written into the forward function of the whole. So the head is the whole, in a copy that shares all
weights and has, in the place of the inner model, a module that gives the hidden states it was told.
"""

from __future__ import annotations

import copy
from typing import Any

import torch
from torch import Tensor, nn
from transformers import PreTrainedModel

from models.errors import UnsupportedArchitecture


class Head:
    """From hidden states to logits, or to whatever else the whole model gives."""

    def __init__(self, model: PreTrainedModel, inner: nn.Module) -> None:
        path = next(name for name, module in model.named_modules() if module is inner)
        self._given = _Given(inner)
        self._model: Any = replace_at(model, path, self._given)
        self._pooler: Any = getattr(inner, "pooler", None)
        self._any_ids = torch.zeros(1, 1, dtype=torch.int64, device=model.device)

    def __call__(self, hidden: Tensor, *, ids: Tensor | None = None) -> Tensor:
        """hidden [M, N] of one text to logits [M, V], or to [labels] if that is what they are.

        `ids` [M] are for heads that look for the last token of the text.
        """
        pooled = None if self._pooler is None else self._pooler(hidden[None])
        self._given.output = _Output(hidden[None], pooled)
        inputs = self._any_ids if ids is None else ids[None]
        logits: Tensor = self._model(input_ids=inputs).logits[0]
        self._given.output = None
        return logits


class _Output(tuple[Tensor | None, ...]):
    """What inner models return, by place and by name. What nobody has computed is None."""

    def __new__(cls, hidden: Tensor, pooled: Tensor | None) -> _Output:
        return super().__new__(cls, (hidden, pooled))

    def __getattr__(self, name: str) -> Tensor | None:
        names = ("last_hidden_state", "pooler_output")
        return self[names.index(name)] if name in names else None


class _Given(nn.Module):
    """Stands for the inner model: gives what it was told, and has the other's attributes."""

    def __init__(self, inner: nn.Module) -> None:
        super().__init__()
        self._stands_for = (inner,)  # in a tuple, which torch does not take for a part of this one
        self.output: Any = None

    def forward(self, *_: Any, **__: Any) -> Any:
        """Whatever it is asked."""
        return self.output

    def __getattr__(self, name: str) -> Any:
        return getattr(self.__dict__["_stands_for"][0], name)


def find_inner(model: PreTrainedModel) -> nn.Module:
    """The part that turns token ids into the normed hidden states of the last layer."""
    for inner in (model.get_decoder(), model.base_model):
        if inner is not model and isinstance(inner, PreTrainedModel):
            return inner
    parts = [part for part in model.children() if isinstance(part, PreTrainedModel)]
    if len(parts) != 1:
        raise UnsupportedArchitecture(
            f"{type(model).__name__} does not show which part of it computes hidden states."
        )
    return parts[0]


def replace_at(root: nn.Module, path: str, leaf: nn.Module) -> nn.Module:
    """A copy of the modules on the path, and `leaf` at its end. All else is shared."""
    name, _, rest = path.partition(".")
    twin = copy.copy(root)
    below = root._modules[name]
    twin._modules = dict(root._modules)
    twin._modules[name] = replace_at(below, rest, leaf) if below is not None and rest else leaf
    return twin
