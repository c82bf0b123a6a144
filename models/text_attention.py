"""Attention within each of several texts, without a cache. Letters: see `ops`."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor
from torch.nn import functional

from models.attention_plug import Call, Reach, known_reach
from models.errors import UnsupportedArchitecture


class TextPlug:
    """Knows how far each layer sees, and where the texts of this forward end."""

    def __init__(self) -> None:
        self.reaches: list[Reach] = []
        self._turn = 0
        self._lengths: Sequence[int] = ()

    def begin(self, lengths: Sequence[int]) -> None:
        """The next calls belong to texts of these lengths."""
        self._turn, self._lengths = 0, lengths

    def end(self) -> None:
        """All layers have had their turn."""
        if self._turn != len(self.reaches):
            raise UnsupportedArchitecture("The model does not call its attention equally often.")

    def __call__(self, call: Call) -> Tensor:
        """The results [T, H, E]."""
        if self._turn >= len(self.reaches):
            raise UnsupportedArchitecture("The model calls its attention when it is not expected.")
        reach = self.reaches[self._turn]
        self._turn += 1
        attend = attend_one_by_one if call.q.device.type == "cpu" else attend_padded
        return attend(call, self._lengths, reach)


class SurveyTexts:
    """Finds out how far a layer sees at its first call, and hands the call on."""

    def __init__(self, plug: TextPlug) -> None:
        self._plug = plug

    def __call__(self, call: Call) -> Tensor:
        """The results [T, H, E]."""
        reach = known_reach(call.mask)
        if reach is None or call.softcap is not None or call.sinks is not None:
            raise UnsupportedArchitecture("The model's attention is not one of whole texts.")
        self._plug.reaches.append(reach)
        return self._plug(call)


def attend_one_by_one(call: Call, lengths: Sequence[int], reach: Reach) -> Tensor:
    """Each text by itself: it is computed the same, bit for bit, whatever else is there."""
    parts = []
    for q, k, v in zip(
        call.q.split(list(lengths)),
        call.k.split(list(lengths)),
        call.v.split(list(lengths)),
        strict=True,
    ):
        seen = draw_seen(reach, len(q), q.device)
        heads = functional.scaled_dot_product_attention(
            *share_out(q[None], k[None], v[None]), attn_mask=seen, scale=call.scale
        )
        parts.append(heads[0].transpose(0, 1))
    return torch.cat(parts)


def attend_padded(call: Call, lengths: Sequence[int], reach: Reach) -> Tensor:
    """All texts at once, filled up to the longest: few calls, which is what a GPU wants."""
    device, longest = call.q.device, max(lengths)
    ends = torch.tensor(lengths, device=device)
    places = (torch.arange(longest, device=device) < ends[:, None]).nonzero(as_tuple=True)

    def fill_up(heads: Tensor) -> Tensor:
        padded = heads.new_zeros(len(lengths), longest, *heads.shape[1:])
        padded[places] = heads
        return padded

    key = torch.arange(longest, device=device)
    seen = (key < ends[:, None])[:, None, None, :]
    within = draw_seen(reach, longest, device)
    seen = seen if within is None else seen & within
    heads = functional.scaled_dot_product_attention(
        *share_out(fill_up(call.q), fill_up(call.k), fill_up(call.v)),
        attn_mask=seen,
        scale=call.scale,
    )
    return heads.transpose(1, 2)[places]


def share_out(q: Tensor, k: Tensor, v: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """[texts, tokens, heads, size] to [texts, H, tokens, size]: a key for every query's head."""
    group = q.shape[2] // k.shape[2]
    if group > 1:
        k, v = k.repeat_interleave(group, 2), v.repeat_interleave(group, 2)
    return (
        q.transpose(1, 2).contiguous(),
        k.transpose(1, 2).contiguous(),
        v.transpose(1, 2).contiguous(),
    )


def draw_seen(reach: Reach, length: int, device: torch.device) -> Tensor | None:
    """[length, length]: whether a query sees a key of its text. None: everything."""
    back = length if reach.back is None else reach.back
    ahead = length if reach.ahead is None else reach.ahead
    if min(back, ahead) >= length - 1:
        return None
    place = torch.arange(length, device=device)
    distance = place[None, :] - place[:, None]
    return (distance >= -back) & (distance <= ahead)
