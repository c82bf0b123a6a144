"""Weights to begin with: a network that can already continue what it has read before.

Training finds by itself how to look back for the token at hand and to say what followed it there,
but only after many millions of tokens, and until then it learns names by heart. So the two heads
that this takes are put in by hand, in the first two layers:

    layer 0   looks one place back, and notes what stood there
    layer 1   looks for the place whose note is the token at hand, and says its token

Everything else begins small and at random, and all of it is trained.
"""

from __future__ import annotations

import torch
from torch import Tensor

from models.demo.network import Attention, Llama

STRENGTH = 0.06  # of an embedding's entries
NOTE = 16  # entries of the residual that tell which token stood before
CONSTANT_STRENGTH = 4 * STRENGTH
QUICK = 5  # pairs of a head that turn quickest: they tell places apart
SLOW = 8  # from this pair on they turn so slowly that only what they hold matters
SHARP_PLACE, SHARP_MATCH = 2.0, 3.0
COPIED = 4.0  # how much louder what is said is than what is there


def head_start(network: Llama) -> None:
    """Overwrites all weights."""
    shape = network.shape
    content = 2 * shape.width // 3  # entries of the residual that tell which token it is
    constant = 5 * shape.width // 6  # that is the same everywhere
    with torch.no_grad():
        for name, weight in network.named_parameters():
            if weight.ndim == 2:
                quiet = name.endswith(("o_proj.weight", "down_proj.weight"))
                weight.normal_(std=0.004 if quiet else 0.02)
        embedding = network.model.embed_tokens.weight
        embedding.normal_(std=0.004)
        embedding[:, :content].normal_(std=STRENGTH)
        embedding[:, constant] = CONSTANT_STRENGTH
        note = torch.nn.init.orthogonal_(torch.empty(NOTE, content))
        first, second, *_ = (layer.get_submodule("self_attn") for layer in network.model.layers)
        assert isinstance(first, Attention) and isinstance(second, Attention)
        look_back(first, shape.head, shape.rope_base, note, constant)
        look_up(second, shape.head, shape.heads // shape.kv_heads, note)


def look_back(
    attention: Attention, head: int, rope_base: float, note: Tensor, constant: int
) -> None:
    """The first head sees the place before, and writes down which token it is."""
    half = head // 2
    angles = rope_base ** (-torch.arange(QUICK) / half)
    q, k, v, o = (each.weight for each in parts(attention))
    q[:head] = 0
    k[:head] = 0
    v[:head] = 0
    o[:, :head] = 0
    q[:QUICK, constant] = SHARP_PLACE
    k[:QUICK, constant] = SHARP_PLACE * angles.cos()
    k[half : half + QUICK, constant] = SHARP_PLACE * angles.sin()
    content = note.shape[1]
    v[:NOTE, :content] = note
    o[content : content + NOTE, :NOTE] = STRENGTH * torch.eye(NOTE)


def look_up(attention: Attention, head: int, group: int, note: Tensor) -> None:
    """One head of each group finds the note; together they say the token that stands there."""
    half = head // 2
    slow = [*range(SLOW, half), *range(half + SLOW, head)]
    q, k, v, o = (each.weight for each in parts(attention))
    for nth in range(len(k) // head):
        asks = [nth * group * head + place for place in slow]
        holds = [nth * head + place for place in slow]
        asking = slice(nth * group * head, (nth * group + 1) * head)
        holding = slice(nth * head, (nth + 1) * head)
        told = slice(nth * head, (nth + 1) * head)
        q[asking] = 0
        k[holding] = 0
        v[holding] = 0
        o[:, asking] = 0
        content = note.shape[1]
        q[asks, :content] = SHARP_MATCH * note
        k[holds, content : content + NOTE] = SHARP_MATCH * torch.eye(NOTE)
        v[holding, told] = torch.eye(head)
        o[told, asking] = COPIED * STRENGTH * torch.eye(head)


def parts(attention: Attention) -> tuple[torch.nn.Linear, ...]:
    return attention.q_proj, attention.k_proj, attention.v_proj, attention.o_proj
