"""Whether a foreign model computes over the paged cache what it computes by itself.

A text of a few tokens goes through transformers alone, and then twice through our cache: in chunks,
in two rows that share steps. Whatever looks at neighbours other than through attention differs by
about as much as the logits themselves; rounding differs by thousands of times less.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor

from models.decoder import Cache
from models.errors import UnsupportedArchitecture
from models.layers import RaggedBatch

LENGTH = 8
NUM_BLOCKS = 2
BLOCK_SIZE = 16
# Tokens of the two rows in each step. The first step is the survey, for which one row is enough.
STEPS = (((0, 4), (0, 0)), ((4, 5), (0, 3)), ((5, 8), (3, 8)))
BLOCKS = (1, 0)

# The error of a token's logits, relative to their size, that is taken for rounding. Seen: 1e-6
# where all is right (1e-2 in bfloat16), 0.13 to 0.9 where it is not. The median of the tokens
# counts: in half precision rounding can send a token to another expert.
MOST_WRONG = {torch.float32: 1e-3, torch.float64: 1e-3}
MOST_WRONG_ROUNDED = 0.1


class Trial:
    """A text, and what transformers makes of it."""

    def __init__(self, model: Any, vocabulary_size: int) -> None:
        step = max(1, vocabulary_size // LENGTH)
        self.ids = torch.arange(1, LENGTH * step, step, device=model.device)[:LENGTH]
        self.ids = self.ids % vocabulary_size
        self.expected: Tensor = model(input_ids=self.ids[None]).logits[0].float()
        if not self.expected.isfinite().all():
            raise UnsupportedArchitecture(f"{type(model).__name__} gives no finite logits.")

    def check(self, decoder: Any, dtype: torch.dtype) -> None:
        """Run the text through a `ForeignDecoder`. Raises an `UnsupportedArchitecture`."""
        caches: list[Cache] = []
        rows: tuple[list[Tensor], list[Tensor]] = ([], [])
        for number, parts in enumerate(STEPS):
            places = [range(*part) for part in parts]
            token_ids = torch.cat([self.ids[place.start : place.stop] for place in places])
            positions = torch.tensor([at for place in places for at in place])
            step = (token_ids, positions.to(token_ids.device))
            batch = lay_out(places, token_ids.device)
            if number == 0:
                hidden = decoder.survey(
                    *step, batch=batch, caches=caches, num_blocks=NUM_BLOCKS, block_size=BLOCK_SIZE
                )
            else:
                hidden = decoder.forward(*step, batch=batch, caches=caches)
            for row, part in zip(
                rows, decoder.logits(hidden).split([len(p) for p in places]), strict=True
            ):
                row.append(part)
        error = max(self.distance(torch.cat(row)) for row in rows)
        if not error <= MOST_WRONG.get(dtype, MOST_WRONG_ROUNDED):
            raise UnsupportedArchitecture(
                "The model does not compute the same over a paged cache as by itself: something "
                "beside its attention must look at other tokens."
            )

    def distance(self, logits: Tensor) -> float:
        """The relative error of most tokens; NaN for logits that are not finite."""
        errors = (logits - self.expected).norm(dim=-1) / self.expected.norm(dim=-1)
        return float(errors.median()) if errors.isfinite().all() else float("nan")


def lay_out(places: list[range], device: torch.device) -> RaggedBatch:
    """Rows of one block each; those without tokens stay out."""
    used = [(place, block) for place, block in zip(places, BLOCKS, strict=True) if place]
    starts = torch.tensor([0, *(len(place) for place, _ in used)]).cumsum(0)
    return RaggedBatch(
        query_start=starts.to(device),
        block_tables=torch.tensor([[block] for _, block in used], device=device),
        context_lens=torch.tensor([place.stop for place, _ in used], device=device),
        slot_mapping=torch.tensor(
            [block * BLOCK_SIZE + at for place, block in used for at in place], device=device
        ),
    )
