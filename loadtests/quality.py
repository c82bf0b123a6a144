"""What rounding the weights costs: `python -m loadtests.quality --model DIRECTORY --text FILE`.

The same text is read with the weights as published and rounded, in pieces of `--context` tokens.

    perplexity   e^loss of the text
    error        of the logits, each position's mean taken off: root mean square, relative
    KL           from the unrounded model's distributions, in nats for each token
    same         share of the positions with the same best token
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from models import demo
from models.decoder import Decoder
from models.decoder_reader import DecoderReader
from models.loading import BITS
from models.open_model import open_decoder

KINDS = (None, *BITS)


@dataclass(slots=True)
class Sums:
    """Over all positions so far."""

    count: int = 0
    loss: float = 0.0
    error: float = 0.0
    size: float = 0.0
    divergence: float = 0.0
    same: int = 0

    def add(self, logits: Tensor, plain: Tensor, next_ids: Tensor) -> None:
        """logits, plain [T, V], next_ids [T]."""
        self.count += len(next_ids)
        self.loss += float(functional.cross_entropy(logits, next_ids, reduction="sum"))
        centred = plain - plain.mean(-1, keepdim=True)
        self.error += float((logits - logits.mean(-1, keepdim=True) - centred).square().sum())
        self.size += float(centred.square().sum())
        self.divergence += float(
            functional.kl_div(
                logits.log_softmax(-1), plain.log_softmax(-1), log_target=True, reduction="sum"
            )
        )
        self.same += int((logits.argmax(-1) == plain.argmax(-1)).sum())

    def row(self, kind: str) -> str:
        perplexity = float(torch.tensor(self.loss / self.count).exp())
        error = (self.error / self.size) ** 0.5
        divergence, same = self.divergence / self.count, self.same / self.count
        return f"{kind:5} {perplexity:11.3f} {error:8.2%} {divergence:8.5f} {same:7.2%}\n"


def pieces(ids: list[int], context: int) -> Iterator[list[int]]:
    """The last token of a piece is the first of the next."""
    for start in range(0, len(ids) - 1, context):
        yield ids[start : start + context + 1]


def opened(directory: Path, kind: str | None) -> tuple[Decoder, DecoderReader]:
    decoder = open_decoder(
        directory, dtype=torch.float32, bits=None if kind is None else BITS[kind]
    )
    if not isinstance(decoder, Decoder):
        sys.exit("This model runs through transformers' code, which is not rounded.")
    return decoder, DecoderReader(decoder)


@torch.inference_mode()
def measure(directory: Path, text: str, *, context: int, most: int) -> dict[str, Sums]:
    """For each kind of rounding; the first is none."""
    tokenizer = Tokenizer.from_file(str(directory / "tokenizer.json"))
    ids = tokenizer.encode(text, add_special_tokens=False).ids
    models = {kind or "none": opened(directory, kind) for kind in KINDS}
    sums = {kind: Sums() for kind in models}
    for piece in pieces(ids[:most], context):
        next_ids = torch.tensor(piece[1:])
        plain: Tensor | None = None
        for kind, (decoder, reader) in models.items():
            (hidden,) = reader.read([piece[:-1]])
            logits = decoder.logits(hidden)
            plain = logits if plain is None else plain
            sums[kind].add(logits, plain, next_ids)
    return sums


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--model", type=Path, default=demo.LEAD)
    parser.add_argument("--text", type=Path, required=True)
    parser.add_argument("--context", type=int, default=512)
    parser.add_argument("--tokens", type=int, default=20_000, help="most tokens that are read")
    given = parser.parse_args()
    text = given.text.read_text()
    sums = measure(given.model, text, context=given.context, most=given.tokens)
    sys.stdout.write("       perplexity    error       KL    same\n")
    for kind, found in sums.items():
        sys.stdout.write(found.row(kind))


if __name__ == "__main__":
    main()
