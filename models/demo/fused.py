"""A step of training with its gradients written by hand: the network of `network.py`, faster.

Products are torch's; what stands between them goes over memory once (`passes`), and everything
that a step fills is kept for the next one. With a matrix unit nearly twice as fast.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from models.demo.network import NARROW, Layer, Linear, Llama, Shape
from models.demo.passes import HEAD, call, library

BLOCK = 32  # tokens: rows of attention are filled up to a multiple of it
SPARE = 1.25  # so much more room than is asked for, as batches differ

Norm = tuple[Tensor, Tensor, Tensor]  # what goes in, what comes out, and each row's scale


def fits(shape: Shape) -> bool:
    return NARROW and shape.head == HEAD and shape.kv_heads == shape.heads and library() is not None


class Room:
    """Memory by name, kept from step to step: fresh pages take as long as what is put on them."""

    def __init__(self) -> None:
        self.kept: dict[str, Tensor] = {}

    def __call__(self, name: str, *shape: int, dtype: torch.dtype = torch.bfloat16) -> Tensor:
        size = torch.Size(shape).numel()
        if name not in self.kept or self.kept[name].numel() < size:
            self.kept[name] = torch.empty(int(size * SPARE), dtype=dtype)
        return self.kept[name][:size].view(shape)

    def floats(self, name: str, *shape: int) -> Tensor:
        return self(name, *shape, dtype=torch.float32)

    def halves(self, name: str, *linears: Linear) -> Tensor:
        """The weights of some linears, one below the other."""
        rows = [len(each.weight) for each in linears]
        kept = self(name, sum(rows), linears[0].weight.shape[1])
        for part, linear in zip(kept.split(rows), linears, strict=True):
            part.copy_(linear.weight)
        return kept

    def product(self, name: str, one: Tensor, other: Tensor) -> Tensor:
        return torch.mm(one, other, out=self(name, one.shape[0], other.shape[1]))


@dataclass(frozen=True, slots=True)
class Passed:
    """A layer, its weights in halves, and what its gradients need."""

    layer: Layer
    to_heads: Tensor  # queries, keys and values
    from_heads: Tensor
    to_gates: Tensor  # both
    from_gates: Tensor
    first: Norm
    heads: Tensor
    seen: Tensor
    sizes: Tensor
    second: Norm
    gates: Tensor


class Fused:
    """Logits of the tokens that count, and all gradients for theirs."""

    def __init__(self, network: Llama) -> None:
        self.network, self.shape = network, network.shape
        half = network.shape.head // 2
        self.cos, self.sin = (
            network.get_buffer(name)[:, :half].contiguous() for name in ("cos", "sin")
        )
        self.room = Room()

    @torch.no_grad()
    def logits(self, ids: Tensor, counts: Tensor) -> Tensor:
        """ids and counts [rows, length]: [tokens that count, vocabulary]."""
        self.rows, self.length = ids.shape
        self.ids, self.places = ids.reshape(-1), counts.reshape(-1).nonzero()[:, 0]
        body = self.network.model
        x = body.embed_tokens.weight[self.ids]
        added: Tensor | None = None
        self.passed = []
        for nth, layer in enumerate(body.layers):
            assert isinstance(layer, Layer)
            passed, added = self.forward(f"{nth} ", layer, x, added)
            self.passed.append(passed)
            x = passed.second[0]
        assert added is not None
        self.last = self.norm("last ", body.norm, x[self.places], added[self.places])
        self.embedding = body.embed_tokens.weight.bfloat16()
        return self.room.product("logits", self.last[1], self.embedding.T)

    def forward(
        self, name: str, layer: Layer, x: Tensor, added: Tensor | None
    ) -> tuple[Passed, Tensor]:
        """The layer on x and on what the one before adds to it; and what this one adds."""
        mixer, gated, room = layer.self_attn, layer.mlp, self.room
        first = self.norm(name + "first", layer.input_layernorm, x, added)
        to_heads = room.halves(name + "to heads", mixer.q_proj, mixer.k_proj, mixer.v_proj)
        heads = room.product(name + "heads", first[1], to_heads.T)
        padded = -(-self.length // BLOCK) * BLOCK
        seen = room(name + "seen", len(x), self.shape.width)
        sizes = room.floats(name + "sizes", self.rows * self.shape.heads * padded)
        call("attention_forward", heads, self.cos, self.sin, seen, sizes, *self.sizes)
        from_heads = room.halves(name + "from heads", mixer.o_proj)
        to_gates = room.halves(name + "to gates", gated.gate_proj, gated.up_proj)
        mixed = room.product("mixed", seen, from_heads.T)
        second = self.norm(name + "second", layer.post_attention_layernorm, first[0], mixed)
        gates = room.product(name + "gates", second[1], to_gates.T)
        inner = room("inner", len(x), self.shape.inner)
        call("gate_forward", gates, inner, *inner.shape)
        from_gates = room.halves(name + "from gates", gated.down_proj)
        passed = Passed(
            layer,
            to_heads,
            from_heads,
            to_gates,
            from_gates,
            first,
            heads,
            seen,
            sizes,
            second,
            gates,
        )
        return passed, room.product("added", inner, from_gates.T)

    @property
    def sizes(self) -> tuple[int, int, int]:
        return self.rows, self.length, self.shape.heads

    def norm(self, name: str, norm: nn.RMSNorm, x: Tensor, added: Tensor | None) -> Norm:
        total, out = self.room.floats(name + "in", *x.shape), self.room(name + "out", *x.shape)
        scales = self.room.floats(name + "scales", len(x))
        epsilon = self.shape.epsilon
        call("norm_forward", x, added, total, norm.weight, out, scales, *x.shape, epsilon)
        return total, out, scales

    def learn(self, loss: str, logits: Tensor, wanted: Tensor) -> Tensor:
        """The mean loss; leaves all gradients, and the logits as their slopes."""
        losses = torch.empty(len(logits))
        call(loss, logits, wanted, losses, *logits.shape)
        self.backward(logits)
        return losses.mean()

    @torch.no_grad()
    def backward(self, slopes: Tensor) -> None:
        """From the slopes of the logits, bfloat16, to the gradients of all parameters."""
        body, room = self.network.model, self.room
        width = self.shape.width
        whole = room.floats("slope", len(self.ids), width).zero_()
        told = room("slope in halves", len(self.ids), width).zero_()
        ours, ours_told = torch.zeros_like(self.last[0]), torch.empty_like(self.last[1])
        self.norm_back(body.norm, slopes @ self.embedding, self.last, ours, ours_told)
        whole[self.places], told[self.places] = ours, ours_told
        for passed in reversed(self.passed):
            self.gates_back(passed, whole, told)
            self.heads_back(passed, whole, told)
        gradient = (slopes.T @ self.last[1]).float()
        body.embed_tokens.weight.grad = gradient.index_add_(0, self.ids, whole)

    def gates_back(self, passed: Passed, whole: Tensor, told: Tensor) -> None:
        gated, room = passed.layer.mlp, self.room
        slope = room.product("inner slope", told, passed.from_gates)
        gates, inner = room("gates slope", *passed.gates.shape), room("inner", *slope.shape)
        call("gate_backward", slope, passed.gates, gates, inner, *inner.shape)
        learned(told.T @ inner, gated.down_proj)
        learned(gates.T @ passed.second[1], gated.gate_proj, gated.up_proj)
        slope = room.product("norm slope", gates, passed.to_gates)
        self.norm_back(passed.layer.post_attention_layernorm, slope, passed.second, whole, told)

    def heads_back(self, passed: Passed, whole: Tensor, told: Tensor) -> None:
        mixer, room = passed.layer.self_attn, self.room
        learned(told.T @ passed.seen, mixer.o_proj)
        slope = room.product("seen slope", told, passed.from_heads)
        heads = room("heads slope", *passed.heads.shape)
        call(
            "attention_backward",
            passed.heads,
            self.cos,
            self.sin,
            passed.seen,
            passed.sizes,
            slope,
            heads,
            *self.sizes,
        )
        learned(heads.T @ passed.first[1], mixer.q_proj, mixer.k_proj, mixer.v_proj)
        slope = room.product("norm slope", heads, passed.to_heads)
        self.norm_back(passed.layer.input_layernorm, slope, passed.first, whole, told)

    def norm_back(
        self, norm: nn.RMSNorm, slope: Tensor, passed: Norm, whole: Tensor, told: Tensor
    ) -> None:
        x, _, scales = passed
        norm.weight.grad = torch.zeros_like(norm.weight)
        call(
            "norm_backward", slope, x, scales, norm.weight, whole, told, norm.weight.grad, *x.shape
        )


def learned(gradient: Tensor, *linears: Linear) -> None:
    for linear, part in zip(linears, gradient.float().chunk(len(linears)), strict=True):
        linear.weight.grad = part
