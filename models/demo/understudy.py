"""Train the understudy: `python -m models.demo.understudy DIRECTORY --minutes 50`.

It learns what the lead in the box would say next, on the corpus, and has a tenth of its weights.
Where the two agree, drafts hold.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

import torch
from safetensors.torch import save_model
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from models import demo
from models.demo.checkpoint import read_model
from models.demo.corpus.source import Source
from models.demo.descent import Descent
from models.demo.feed import Batch, batches
from models.demo.fused import Fused, fits
from models.demo.growth import grow
from models.demo.head_start import head_start
from models.demo.network import Llama, Shape
from models.demo.train import LONGEST

UNDERSTUDY = Shape(vocabulary=3072, width=128, layers=3, heads=4, kv_heads=4, inner=352)
TOKENS = 4096
SEED = 7
RECENT = 50  # steps whose agreement is told


class Agreement:
    """How far the two are from each other, and how often their first choices are the same."""

    def __init__(self, lead: Llama, understudy: Llama) -> None:
        self.lead, self.understudy = lead, understudy
        both = (lead, understudy)
        self.fused = [Fused(each) for each in both] if all(fits(one.shape) for one in both) else []

    def __call__(self, batch: Batch) -> tuple[Tensor, float]:
        ids = batch.ids[:, :-1]
        if not self.fused:
            return agreement(self.lead, self.understudy, batch)
        wanted, said = (each.logits(ids, batch.counts) for each in self.fused)
        same = alike(wanted, said)  # before what is said becomes its slopes
        return self.fused[1].learn("distance", said, wanted), same


def agreement(lead: Llama, understudy: Llama, batch: Batch) -> tuple[Tensor, float]:
    ids = batch.ids[:, :-1]
    with torch.no_grad():
        wanted = lead.logits(lead.hidden(ids)[batch.counts])
    said = understudy.logits(understudy.hidden(ids)[batch.counts])
    loss = functional.kl_div(
        said.log_softmax(-1), wanted.log_softmax(-1), log_target=True, reduction="batchmean"
    )
    return loss, alike(wanted, said)


def alike(wanted: Tensor, said: Tensor) -> float:
    return (wanted.argmax(-1) == said.argmax(-1)).float().mean().item()


def train(
    lead: Llama, understudy: Llama, tokenizer: Tokenizer, minutes: float, *, seed: int
) -> None:
    descent, agree = Descent(understudy, minutes), Agreement(lead, understudy)
    recent: list[float] = []
    for batch in batches(Source(seed), tokenizer, None, tokens=TOKENS, longest=LONGEST):
        loss, same = agree(batch)
        descent.step(loss)
        recent = [*recent[-RECENT:], same]
        if descent.spent >= 1:
            break
    sys.stdout.write(f"the same first choice: {sum(recent) / len(recent):.1%}\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("directory", type=Path)
    parser.add_argument("--minutes", type=float, default=15)
    parser.add_argument("--go-on", action="store_true", help="begin with the one in the box")
    given = parser.parse_args()
    torch.manual_seed(SEED)
    lead, understudy = read_model(demo.LEAD), Llama(UNDERSTUDY)
    if given.go_on:
        grow(read_model(demo.UNDERSTUDY), understudy)
    else:
        head_start(understudy)
    tokenizer = Tokenizer.from_file(str(given.directory / "tokenizer.json"))
    seed = SEED + int(time.time()) * given.go_on  # one that goes on reads something new
    train(lead, understudy, tokenizer, given.minutes, seed=seed)
    save_model(understudy, str(given.directory / "understudy.safetensors"))


if __name__ == "__main__":
    main()
