"""Norms and rotary positions: the small operations round the linear layers."""

from __future__ import annotations

import torch
from torch import Tensor


def rms_norm(
    x: Tensor,
    weight: Tensor | None,
    *,
    eps: float,
    offset: float = 0.0,
    residual: Tensor | None = None,
) -> tuple[Tensor, Tensor]:
    """Root-mean-square norm of the last axis; gives (normed, the residual stream that was normed).

    x, residual [..., N]; weight [N], or None for a norm without one. `offset` is added to the
    weight (Gemma stores weights around zero and means 1 + weight). All is computed in float32 and
    rounded once, to x's type.
    """
    stream = x if residual is None else x + residual
    wide = stream.float()
    normed = wide * torch.rsqrt(wide.square().mean(-1, keepdim=True) + eps)
    if weight is not None:
        normed = normed * (weight.float() + offset)
    return normed.to(x.dtype), stream


def layer_norm(
    x: Tensor,
    weight: Tensor | None,
    *,
    bias: Tensor | None = None,
    eps: float,
    residual: Tensor | None = None,
) -> tuple[Tensor, Tensor]:
    """Mean-and-variance norm of the last axis; gives (normed, the residual stream that was normed).

    x, residual [..., N]; weight, bias [N].
    """
    stream = x if residual is None else x + residual
    wide = stream.float()
    centred = wide - wide.mean(-1, keepdim=True)
    normed = centred * torch.rsqrt(centred.square().mean(-1, keepdim=True) + eps)
    if weight is not None:
        normed = normed * weight.float()
    if bias is not None:
        normed = normed + bias.float()
    return normed.to(x.dtype), stream


def rope_tables(
    positions: Tensor, inv_freq: Tensor, *, attention_scaling: float = 1.0
) -> tuple[Tensor, Tensor]:
    """Cosines and sines [T, rotary_dim / 2], float32, of the tokens' absolute positions [T].

    inv_freq [rotary_dim / 2], whatever scaling rule it came from. A model calls it once, for every
    position it can reach, and takes the rows of a step out of the result.
    """
    angles = positions.double()[:, None] * inv_freq.float().double()[None, :]
    return (
        (angles.cos() * attention_scaling).float(),
        (angles.sin() * attention_scaling).float(),
    )


def rope(
    q: Tensor, k: Tensor, *, cos: Tensor, sin: Tensor, interleaved: bool = False
) -> tuple[Tensor, Tensor]:
    """Turn the first rotary_dim numbers of every head by the token's angles.

    q [T, H, D], k [T, K, D], cos and sin [T, rotary_dim / 2] from `rope_tables`. Half style (Llama)
    pairs number i with i + rotary_dim / 2; interleaved (GPT-J, Cohere) pairs 2i with 2i + 1.
    """
    return (
        _turn(q, cos, sin, interleaved=interleaved),
        _turn(k, cos, sin, interleaved=interleaved),
    )


def _turn(x: Tensor, cos: Tensor, sin: Tensor, *, interleaved: bool) -> Tensor:
    """x [T, heads, D]."""
    half = cos.shape[-1]
    turned = x[..., : 2 * half].float()
    cos, sin = cos[:, None, :], sin[:, None, :]
    if interleaved:
        even, odd = turned[..., 0::2], turned[..., 1::2]
        pairs = torch.stack((even * cos - odd * sin, odd * cos + even * sin), dim=-1)
        turned = pairs.flatten(-2)
    else:
        low, high = turned[..., :half], turned[..., half:]
        turned = torch.cat((low * cos - high * sin, high * cos + low * sin), dim=-1)
    return torch.cat((turned.to(x.dtype), x[..., 2 * half :]), dim=-1)
