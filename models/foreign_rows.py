"""Making the rows of a foreign model independent of each other, as far as its code allows.

transformers' modelling code calls torch's own functions, some of which give a row other bits when
there are more rows, see `ops.linear` and `ops.activation`. On a CPU

    pack_linears      puts our linear layers and experts in the place of theirs, for the speed of
                      packed weights too
    RowFunctions      leads the remaining calls of such functions to ours, in float32 only: there
                      it matters, and it costs a microsecond for every torch function that is called

What else a model computes is its own, so `ops`' promise is tested for some models and given for
none.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional
from torch.overrides import TorchFunctionMode
from transformers.integrations.moe import ExpertsInterface
from transformers.pytorch_utils import Conv1D

import ops

EXPERTS = "understudy"  # our name in transformers' table of ways to compute experts
PACKED = "understudy_packed"


class RowFunctions(TorchFunctionMode):
    """Within this, torch's functions are ours where theirs let a row know of its neighbours."""

    def __torch_function__(
        self, func: Any, types: Any, args: tuple[Any, ...] = (), kwargs: Any = None
    ) -> Any:
        """Called by torch in the place of every function."""
        return OURS.get(func, func)(*args, **(kwargs or {}))


def silu(x: Tensor, inplace: bool = False) -> Tensor:
    """As torch's."""
    return ops.activation(x, "silu")


def gelu(x: Tensor, approximate: str = "none") -> Tensor:
    """As torch's."""
    return ops.activation(x, "gelu_tanh" if approximate == "tanh" else "gelu")


def sigmoid(x: Tensor) -> Tensor:
    """As torch's."""
    return ops.activation(x, "sigmoid")


OURS: Mapping[Any, Callable[..., Any]] = {
    functional.linear: ops.linear,
    functional.silu: silu,
    functional.gelu: gelu,
    functional.sigmoid: sigmoid,
    torch.sigmoid: sigmoid,
    Tensor.sigmoid: sigmoid,
}


def pack_linears(model: Any) -> None:
    """Replace what is known, in place; plain weights are dropped one by one as they are packed.

    Subclasses may do anything with their weights, and routers do: they stay, as copies, so that
    nothing is left that holds on to the files.
    """
    for parent in [module for module in model.modules() if module._modules]:
        if "Router" in type(parent).__name__:
            continue
        for name, child in list(parent.named_children()):
            if type(child) is nn.Linear:
                setattr(parent, name, RowLinear(child.weight, child.bias))
            elif type(child) is Conv1D:
                setattr(parent, name, RowLinear(child.weight.T, child.bias))
    experts = [module for module in model.modules() if hasattr(module, "is_transposed")]
    for module in experts:
        setattr(module, PACKED, (pack_experts(module, "up"), pack_experts(module, "down")))
    if experts:
        model.set_experts_implementation(EXPERTS)
    for tensor in model.parameters():
        tensor.data = tensor.data.clone()


class RowLinear(nn.Module):
    """A linear layer whose weight is packed."""

    def __init__(self, weight: Tensor, bias: Tensor | None) -> None:
        super().__init__()
        self.out_features, self.in_features = weight.shape
        # Some code asks for the type or the place of the weight. Whoever reads numbers gets NaN.
        self.weight = hollow(weight)
        self.bias = None if bias is None else bias.detach()
        self._packed = ops.PackedLinear(weight.detach(), self.bias)

    def forward(self, x: Tensor) -> Tensor:
        """x [..., in] to [..., out]."""
        return self._packed(x)


def pack_experts(module: Any, step: str) -> list[ops.PackedLinear]:
    """One linear layer for each expert, out of a weight [X, out, in] or [X, in, out]."""
    name = f"gate_{step}_proj" if step == "up" and module.has_gate else f"{step}_proj"
    weights: Tensor = getattr(module, name).detach()
    biases = getattr(module, f"{name}_bias").detach() if module.has_bias else None
    delattr(module, name)
    setattr(module, name, hollow(weights))
    return [
        ops.PackedLinear(
            weight.T.contiguous() if module.is_transposed else weight,
            None if biases is None else biases[expert],
        )
        for expert, weight in enumerate(weights)
    ]


def compute_experts(
    module: Any, hidden_states: Tensor, top_k_index: Tensor, top_k_weights: Tensor
) -> Tensor:
    """Expert by expert. hidden_states [T, N], top_k_index and top_k_weights [T, chosen]."""
    ups, downs = getattr(module, PACKED)
    gate = module._apply_gate if module.has_gate else module.act_fn
    results = hidden_states.new_zeros(*top_k_index.shape, hidden_states.shape[-1])
    for expert in top_k_index.unique().tolist():
        token, rank = torch.where(top_k_index == expert)
        outer = downs[expert](gate(ups[expert](hidden_states[token])))
        if getattr(module, "has_post_expert_norm", False):
            outer = module.post_expert_norm(outer)
        results[token, rank] = outer
    return (results * top_k_weights[..., None]).sum(1).to(hidden_states.dtype)


def hollow(weight: Tensor) -> Tensor:
    """Type, place and shape of a weight, without its memory."""
    return weight.detach().new_full((), float("nan")).expand(weight.shape)


ExpertsInterface.register(EXPERTS, compute_experts)
