"""The Llama architecture as it is trained here, with the names and figures of its checkpoints.

Weights are kept in float32. Where the processor multiplies bfloat16, products are computed in it:
in the same time the box's lead reads 1.7 times the text, with the same loss.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

NARROW = torch.cpu._is_avx512_bf16_supported()
BAND = 256  # queries whose scores are computed at once, none of what lies behind them all


@dataclass(frozen=True, slots=True)
class Shape:
    """The size of a model."""

    vocabulary: int
    width: int
    layers: int
    heads: int
    kv_heads: int
    inner: int
    context: int = 2048
    rope_base: float = 100_000.0
    epsilon: float = 1e-5

    @property
    def head(self) -> int:
        return self.width // self.heads

    @classmethod
    def read(cls, config: Mapping[str, Any]) -> Shape:
        """From a `config.json` that `config` made."""
        return cls(
            vocabulary=config["vocab_size"],
            width=config["hidden_size"],
            layers=config["num_hidden_layers"],
            heads=config["num_attention_heads"],
            kv_heads=config["num_key_value_heads"],
            inner=config["intermediate_size"],
            context=config["max_position_embeddings"],
            rope_base=config["rope_theta"],
            epsilon=config["rms_norm_eps"],
        )

    def config(self) -> dict[str, object]:
        """As `config.json` has it."""
        return {
            "architectures": ["LlamaForCausalLM"],
            "model_type": "llama",
            "vocab_size": self.vocabulary,
            "hidden_size": self.width,
            "num_hidden_layers": self.layers,
            "num_attention_heads": self.heads,
            "num_key_value_heads": self.kv_heads,
            "head_dim": self.head,
            "intermediate_size": self.inner,
            "max_position_embeddings": self.context,
            "rope_theta": self.rope_base,
            "rms_norm_eps": self.epsilon,
            "tie_word_embeddings": True,
            "attention_bias": False,
            "mlp_bias": False,
            "hidden_act": "silu",
            "initializer_range": 0.02,
            "bos_token_id": None,
            "eos_token_id": 0,
            "pad_token_id": None,
            "torch_dtype": "bfloat16",
        }


class Product(torch.autograd.Function):
    """`x @ weight.T` by oneDNN, which on some processors is much faster than torch's choice."""

    @staticmethod
    def forward(ctx: Any, x: Tensor, weight: Tensor) -> Tensor:
        ctx.save_for_backward(x, weight)
        return product(x, weight)

    @staticmethod
    def backward(ctx: Any, *grads: Tensor) -> tuple[Tensor, Tensor]:
        x, weight = ctx.saved_tensors
        (grad,) = grads
        return product(grad, weight.T), product(grad.T, x.T)


def product(x: Tensor, weight: Tensor) -> Tensor:
    if x.is_cuda or not torch.backends.mkldnn.is_available():
        return functional.linear(x, weight)
    return torch.ops.mkldnn._linear_pointwise(
        x.contiguous(), weight.contiguous(), None, "none", [], ""
    )


def applied(x: Tensor, weight: Tensor) -> Tensor:
    """x [..., in] times weight [out, in]: [..., out]."""
    if NARROW:
        return functional.linear(x.bfloat16(), weight.bfloat16())
    return Product.apply(x.reshape(-1, x.shape[-1]), weight).view(*x.shape[:-1], -1)


class Linear(nn.Linear):
    """Without a bias."""

    def __init__(self, wide: int, out: int) -> None:
        super().__init__(wide, out, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        return applied(x, self.weight)


class Attention(nn.Module):
    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        kv = shape.kv_heads * shape.head
        self.q_proj = Linear(shape.width, shape.width)
        self.k_proj = Linear(shape.width, kv)
        self.v_proj = Linear(shape.width, kv)
        self.o_proj = Linear(shape.width, shape.width)

    def forward(self, x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
        rows, length, width = x.shape
        head = self.shape.head
        q = self.q_proj(x).view(rows, length, -1, head).transpose(1, 2)
        k = self.k_proj(x).view(rows, length, -1, head).transpose(1, 2)
        v = self.v_proj(x).view(rows, length, -1, head).transpose(1, 2)
        cos, sin = cos.to(q.dtype), sin.to(q.dtype)
        mixed = attended(turned(q, cos, sin), turned(k, cos, sin), v)
        return self.o_proj(mixed.transpose(1, 2).reshape(rows, length, width))


def attended(q: Tensor, k: Tensor, v: Tensor) -> Tensor:
    """q [rows, heads, length, head] on k and v, which several heads may share: as q."""
    rows, heads, length, head = q.shape
    group = heads // k.shape[1]
    k, v = (each.repeat_interleave(group, 1) for each in (k, v)) if group > 1 else (k, v)
    if not NARROW:
        return functional.scaled_dot_product_attention(q, k, v, is_causal=True)
    q = q * head**-0.5
    mixed = []
    for first in range(0, length, BAND):
        end = min(first + BAND, length)
        ahead = torch.full((end - first, end), -1e4, dtype=q.dtype).triu(1 + first)
        scores = q[:, :, first:end] @ k[:, :, :end].mT + ahead
        mixed.append(scores.softmax(-1) @ v[:, :, :end])
    return torch.cat(mixed, 2)


def turned(x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
    one, two = x.chunk(2, -1)
    return x * cos + torch.cat((-two, one), -1) * sin


class Gated(nn.Module):
    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.gate_proj = Linear(shape.width, shape.inner)
        self.up_proj = Linear(shape.width, shape.inner)
        self.down_proj = Linear(shape.inner, shape.width)

    def forward(self, x: Tensor) -> Tensor:
        return self.down_proj(functional.silu(self.gate_proj(x)) * self.up_proj(x))


class Layer(nn.Module):
    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.input_layernorm = nn.RMSNorm(shape.width, shape.epsilon)
        self.self_attn = Attention(shape)
        self.post_attention_layernorm = nn.RMSNorm(shape.width, shape.epsilon)
        self.mlp = Gated(shape)

    def forward(self, x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
        x = x + self.self_attn(self.input_layernorm(x), cos, sin)
        return x + self.mlp(self.post_attention_layernorm(x))


class Body(nn.Module):
    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.embed_tokens = nn.Embedding(shape.vocabulary, shape.width)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))
        self.norm = nn.RMSNorm(shape.width, shape.epsilon)


class Llama(nn.Module):
    """From token ids to hidden states, and from those to logits."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.model = Body(shape)
        for parameter in self.parameters():
            if parameter.ndim == 2:
                nn.init.normal_(parameter, std=0.02)
        half = shape.head // 2
        speeds = shape.rope_base ** (-torch.arange(half) / half)
        angles = torch.outer(torch.arange(shape.context), speeds).repeat(1, 2)
        self.register_buffer("cos", angles.cos(), persistent=False)
        self.register_buffer("sin", angles.sin(), persistent=False)

    def hidden(self, ids: Tensor) -> Tensor:
        """The last layer's output for rows of ids."""
        length = ids.shape[1]
        x = self.model.embed_tokens(ids)
        cos, sin = self.get_buffer("cos")[:length], self.get_buffer("sin")[:length]
        for layer in self.model.layers:
            x = layer(x, cos, sin)
        return self.model.norm(x)

    def logits(self, hidden: Tensor) -> Tensor:
        return applied(hidden, self.model.embed_tokens.weight).float()
