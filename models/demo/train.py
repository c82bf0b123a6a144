"""Train the lead: `python -m models.demo.train DIRECTORY --minutes 90 --verse shakespeare.txt`.

Everything it reads is made up by `models/demo/corpus`, but for the verse. It may be stopped and
started again: the state of the training is kept in the directory. So is the mean of the copies
that a run made on its way, which errs less than any of them: what a step does to all weights by
chance is less in it, what the lessons have in common is not.
"""

from __future__ import annotations

import argparse
import sys
import time
from itertools import islice
from pathlib import Path
from shutil import copyfile

import torch
from safetensors.torch import load_model, save_model
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional
from torch.optim.swa_utils import AveragedModel

from models import demo
from models.demo.checkpoint import read_model
from models.demo.corpus.mix import SHARES, examples
from models.demo.corpus.source import Source, kept_back
from models.demo.corpus.stories import Verse
from models.demo.descent import Descent
from models.demo.drills import ONLY
from models.demo.feed import Batch, batches, counted, padded
from models.demo.fused import Fused, fits
from models.demo.growth import grow
from models.demo.head_start import head_start
from models.demo.network import Llama, Shape
from models.demo.text import marks, pieces, rendered, train_tokenizer

LEAD = Shape(vocabulary=3072, width=256, layers=12, heads=8, kv_heads=8, inner=704)
TOKENS = 8192  # in a batch
LONGEST = 1024
SEED = 20_261_125
KEPT = 300  # steps between two times when the state is written
COPIED = 75  # steps between two copies for the mean
EXAMINED = 24  # of each skill
MOST_COMPILED = 64  # shapes of a batch that are code of their own


def tokenizer_in(directory: Path, verse: Verse | None) -> Tokenizer:
    path = directory / "tokenizer.json"
    if not path.exists():
        texts = (rendered(each) for each in islice(examples(Source(SEED), verse), 30_000))
        train_tokenizer(texts).save(str(path))
    return Tokenizer.from_file(str(path))


class Loss:
    """How far the lead is from what the batch says; leaves gradients, now or when it is asked."""

    def __init__(self, lead: Llama) -> None:
        self.lead = lead
        self.fused = Fused(lead) if fits(lead.shape) else None

    def __call__(self, batch: Batch) -> Tensor:
        if self.fused is None:
            return loss_of(self.lead, batch)
        logits = self.fused.logits(batch.ids[:, :-1], batch.counts)
        return self.fused.learn("loss", logits, batch.ids[:, 1:][batch.counts])


def loss_of(lead: Llama, batch: Batch) -> Tensor:
    hidden = lead.hidden(batch.ids[:, :-1])
    logits = lead.logits(hidden[batch.counts])
    return functional.cross_entropy(logits, batch.ids[:, 1:][batch.counts])


def later_more(mean: Tensor, copy: Tensor, num_before: Tensor | int) -> Tensor:
    """The mean with one copy more, in which the n-th counts n times."""
    return mean.lerp(copy, 2 / (int(num_before) + 2))


def share_right(lead: Llama, tokenizer: Tokenizer) -> dict[str, float]:
    """Of held-out examples of each skill: how often the whole last answer would be said."""
    said, end = marks(tokenizer)
    found: dict[str, list[bool]] = {}
    for skill, _ in SHARES:
        asked = [skill(Source(seed, held=True)) for seed in range(EXAMINED)]
        rows = [tokenizer.encode(rendered(each)).ids for each in asked]
        batch = padded([counted(row, said, end, read_share=0) for row in rows])
        with torch.no_grad(), torch.compiler.set_stance("force_eager"):
            guesses = lead.logits(lead.hidden(batch.ids[:, :-1])).argmax(-1)
        for nth, (example, row) in enumerate(zip(asked, rows, strict=True)):
            first = len(row) - row[::-1].index(said) - 1
            right = torch.equal(
                guesses[nth, first : len(row) - 1], batch.ids[nth, first + 1 : len(row)]
            )
            found.setdefault(example.skill, []).append(right)
    return {name: sum(marks) / len(marks) for name, marks in found.items()}


def train(
    lead: Llama,
    tokenizer: Tokenizer,
    verse: Verse | None,
    directory: Path,
    minutes: float,
    *,
    pace: float,
    knows_text: bool,
) -> None:
    seed = SEED + int(time.time())  # one that goes on reads something new
    kept = kept_back()
    source = Source(
        seed,
        lexicon=verse.words if verse else (),
        pieces=[piece for piece in pieces(tokenizer) if piece.lower() not in kept],
    )
    descent, loss = Descent(lead, minutes, pace=pace), Loss(lead)
    mean = AveragedModel(lead, avg_fn=later_more)
    first = ONLY if knows_text else 0
    for batch in batches(source, tokenizer, verse, tokens=TOKENS, longest=LONGEST, first=first):
        descent.step(loss(batch))
        is_over = descent.spent >= 1
        if is_over or descent.num_steps % COPIED == 0:
            mean.update_parameters(lead)
        if is_over or descent.num_steps % KEPT == 0:
            report(lead, tokenizer)
            save_model(lead, str(directory / "lead.safetensors"))
            save_model(mean.module, str(directory / "mean.safetensors"))
        if is_over:
            return


def report(lead: Llama, tokenizer: Tokenizer) -> None:
    marks = share_right(lead, tokenizer)
    sys.stdout.write("  " + ", ".join(f"{name} {mark:.0%}" for name, mark in marks.items()) + "\n")
    sys.stdout.flush()


def compiled(lead: Llama) -> None:
    """Each layer as few passes over its memory: 1.35 times as fast after some minutes."""
    torch._dynamo.config.cache_size_limit = MOST_COMPILED
    for layer in lead.model.layers:
        layer.compile(dynamic=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("directory", type=Path)
    parser.add_argument("--minutes", type=float, default=90)
    parser.add_argument("--pace", type=float, default=1.0, help="less to go on gently")
    parser.add_argument("--verse", type=Path)
    parser.add_argument("--go-on", action="store_true", help="begin with the lead in the box")
    parser.add_argument("--compile", action="store_true", help="the layers, with a compiler")
    given = parser.parse_args()
    given.directory.mkdir(parents=True, exist_ok=True)
    state = given.directory / "lead.safetensors"
    knows_text = given.go_on or state.exists()
    if given.go_on and not state.exists():
        copyfile(demo.LEAD / "tokenizer.json", given.directory / "tokenizer.json")
    verse = Verse(given.verse.read_text()) if given.verse else None
    torch.manual_seed(SEED)
    tokenizer = tokenizer_in(given.directory, verse)
    lead = Llama(LEAD)
    if state.exists():
        load_model(lead, state)
    elif given.go_on:
        grow(read_model(demo.LEAD), lead)
    else:
        head_start(lead)
    if given.compile:
        compiled(lead)
    train(
        lead,
        tokenizer,
        verse,
        given.directory,
        given.minutes,
        pace=given.pace,
        knows_text=knows_text,
    )


if __name__ == "__main__":
    main()
