"""Put what was trained into the box: `python -m models.demo DIRECTORY`.

Of the lead it is the mean of its copies. One that has gone on from the lead in the box may be put
there `--halfway`: the mean of both errs less again.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch
from safetensors.torch import load_model
from tokenizers import Tokenizer

from models import demo
from models.demo.checkpoint import read_model, write_embedder, write_model
from models.demo.embedder import EMBEDDER
from models.demo.network import Llama, Shape
from models.demo.train import LEAD
from models.demo.understudy import UNDERSTUDY

PARTS = (  # the names in the box and in the training
    ("lead", "mean", LEAD),
    ("understudy", "understudy", UNDERSTUDY),
    ("embedder", "embedder", EMBEDDER),
)


def trained(shape: Shape, path: Path) -> Llama:
    network = Llama(shape)
    load_model(network, path)
    return network


def meet(network: Llama, other: Llama) -> None:
    """Its weights become the mean of both."""
    theirs = other.state_dict()
    with torch.no_grad():
        for name, weight in network.named_parameters():
            weight.lerp_(theirs[name], 0.5)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("directory", type=Path, help="of the training")
    parser.add_argument("--box", type=Path, default=demo.HERE, help="where to put it")
    parser.add_argument(
        "--halfway", action="store_true", help="the mean with the lead that is there"
    )
    given = parser.parse_args()
    tokenizer = Tokenizer.from_file(str(given.directory / "tokenizer.json"))
    for name, file, shape in PARTS:
        path = given.directory / f"{file}.safetensors"
        if not path.exists():
            continue
        network = trained(shape, path)
        if name == "lead" and given.halfway:
            meet(network, read_model(given.box / name))
        write = write_embedder if name == "embedder" else write_model
        write(network, tokenizer, given.box / name)


if __name__ == "__main__":
    main()
