"""Put what was trained into the box: `python -m models.demo DIRECTORY`."""

from __future__ import annotations

import argparse
from pathlib import Path

from safetensors.torch import load_model
from tokenizers import Tokenizer

from models import demo
from models.demo.checkpoint import write_embedder, write_model
from models.demo.embedder import EMBEDDER
from models.demo.network import Llama, Shape
from models.demo.train import LEAD
from models.demo.understudy import UNDERSTUDY


def trained(shape: Shape, path: Path) -> Llama:
    network = Llama(shape)
    load_model(network, path)
    return network


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("directory", type=Path, help="of the training")
    parser.add_argument("--box", type=Path, default=demo.HERE, help="where to put it")
    given = parser.parse_args()
    tokenizer = Tokenizer.from_file(str(given.directory / "tokenizer.json"))
    for name, shape in (("lead", LEAD), ("understudy", UNDERSTUDY), ("embedder", EMBEDDER)):
        path = given.directory / f"{name}.safetensors"
        if not path.exists():
            continue
        write = write_embedder if name == "embedder" else write_model
        write(trained(shape, path), tokenizer, given.box / name)


if __name__ == "__main__":
    main()
