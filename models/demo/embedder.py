"""Train the embedder: `python -m models.demo.embedder DIRECTORY --minutes 8`.

A question is to be near the passage that answers it, and far from all other passages around.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import torch
from safetensors.torch import save_model
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from models.demo.corpus.reading import asked_and_passages
from models.demo.corpus.source import Source
from models.demo.descent import Descent
from models.demo.network import Llama, Shape

EMBEDDER = Shape(
    vocabulary=3072, width=128, layers=1, heads=4, kv_heads=4, inner=256, rope_base=10_000
)
QUESTIONS = 32  # in a batch
SHARPNESS = 20.0
PACE = 0.25
SEED = 11
EXAMINED = 400


def vectors(network: Llama, tokenizer: Tokenizer, texts: list[str]) -> Tensor:
    """The mean of what the last layer says, of length one."""
    rows = [encoding.ids for encoding in tokenizer.encode_batch(texts)]
    longest = max(map(len, rows))
    ids = torch.tensor([row + [0] * (longest - len(row)) for row in rows])
    counts = torch.tensor([[1.0] * len(row) + [0.0] * (longest - len(row)) for row in rows])
    hidden = network.hidden(ids) * counts[..., None]
    return functional.normalize(hidden.sum(1) / counts.sum(1, keepdim=True), dim=-1)


def loss_of(network: Llama, tokenizer: Tokenizer, source: Source) -> Tensor:
    """Each question against all passages of the batch; those of its own text are the hard ones."""
    questions: list[str] = []
    passages: list[str] = []
    right: list[int] = []
    for _ in range(QUESTIONS):
        question, texts, nth = asked_and_passages(source)
        questions.append(question)
        right.append(len(passages) + nth)
        passages += texts
    asked, told = vectors(network, tokenizer, questions), vectors(network, tokenizer, passages)
    return functional.cross_entropy(SHARPNESS * asked @ told.T, torch.tensor(right))


def share_first(network: Llama, tokenizer: Tokenizer) -> float:
    """Of held-out questions: how often the right passage of the text comes first."""
    first = 0
    for seed in range(EXAMINED):
        question, texts, right = asked_and_passages(Source(seed, held=True))
        with torch.no_grad():
            near = vectors(network, tokenizer, texts) @ vectors(network, tokenizer, [question])[0]
        first += int(near.argmax().item() == right)
    return first / EXAMINED


def train(network: Llama, tokenizer: Tokenizer, minutes: float) -> None:
    descent, source = Descent(network, minutes, pace=PACE), Source(SEED)
    while descent.spent < 1:
        descent.step(loss_of(network, tokenizer, source))
    sys.stdout.write(f"right passage first: {share_first(network, tokenizer):.1%}\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("directory", type=Path)
    parser.add_argument("--minutes", type=float, default=8)
    given = parser.parse_args()
    torch.manual_seed(SEED)
    network = Llama(EMBEDDER)
    tokenizer = Tokenizer.from_file(str(given.directory / "tokenizer.json"))
    train(network, tokenizer, given.minutes)
    save_model(network, str(given.directory / "embedder.safetensors"))


if __name__ == "__main__":
    main()
