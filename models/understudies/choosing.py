"""What the lead would choose if it thought as somebody else does: with its noise and its rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import torch
from torch import Tensor
from torch.nn import functional

import ops
from models.grammars import stack_ends
from models.slots import Slots
from models.understudies import Ask


class Choice:
    """Made for the token behind each of some texts and of what was drafted behind it."""

    def __init__(self, slots: Slots, num_logits: int, device: torch.device) -> None:
        self._slots = slots
        self._num_logits = num_logits
        self._device = device

    def of(
        self, logits: Tensor, asks: Sequence[Ask], drafted: Sequence[Sequence[int]]
    ) -> list[list[int]]:
        """logits [R, V] over the lead's tokens, or the first of them: one for each text.

        And what it would be instead, as often as the ask wants to know: the first of what is left,
        and then again. Nothing where nothing may follow.
        """
        missing = self._num_logits - logits.shape[1]  # two models may pad one vocabulary otherwise
        logits = functional.pad(logits, (0, missing), value=-torch.inf)
        batch = self._slots.sampling.batch([ask.slot for ask in asks])
        untold = replace(batch, logprob_rows=(), logprob_index=None, num_top=0)
        masks = stack_ends([ask.matcher for ask in asks], drafted, self._num_logits)
        mask = None if masks is None else ops.to_device(masks, self._device)
        trees = ops.Trees.of(
            [[[*ask.tokens[-1:], *ids][-1]] for ask, ids in zip(asks, drafted, strict=True)],
            positions=[
                len(ask.tokens) + len(ids) - 1 for ask, ids in zip(asks, drafted, strict=True)
            ],
            device=self._device,
        )
        chosen: list[Tensor] = []
        for _ in range(1 + max([ask.num_beside for ask in asks])):
            verdict = ops.verify(logits, trees, untold, grammar_mask=mask)
            chosen.append(verdict.ids[:, :1])
            logits = logits.scatter(1, chosen[-1].clamp(min=0), -torch.inf)
        return [
            [id for id in ids[: 1 + ask.num_beside] if id >= 0]
            for ask, ids in zip(asks, torch.cat(chosen, 1).tolist(), strict=True)
        ]


def may_go_on(ask: Ask, drafts: Sequence[int]) -> bool:
    """Whether anything may be drafted behind these, of which there are some."""
    return len(drafts) < ask.most and drafts[-1] not in ask.stop_ids
