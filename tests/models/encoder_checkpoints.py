"""Tiny checkpoints of encoders, and the files that sentence-transformers puts beside them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from tests.models.tiny_checkpoints import Recipe, Tiny, write

Step = tuple[str, dict[str, Any]]  # a class of sentence-transformers, and its settings

VOCABULARY = 61
LENGTHS = (1, 20, 7, 33)

SIZES = {
    "vocab_size": VOCABULARY,
    "hidden_size": 32,
    "intermediate_size": 40,
    "num_hidden_layers": 2,
    "num_attention_heads": 4,
    "max_position_embeddings": 50,
    "pad_token_id": 1,
    "num_labels": 1,
}
DISTILBERT = {"dim": 32, "n_heads": 4, "hidden_dim": 40, "n_layers": 2}
MODERNBERT = {
    "local_attention": 6,
    "global_attn_every_n_layers": 2,
    "num_hidden_layers": 3,
    "cls_token_id": 2,
    "sep_token_id": 3,
    "bos_token_id": 2,
    "eos_token_id": 3,
}
GEMMA = {
    "head_dim": 8,
    "num_key_value_heads": 2,
    "use_bidirectional_attention": True,
    "sliding_window": 6,
    "num_hidden_layers": 6,
}


def encoder(name: str, **changes: Any) -> Recipe:
    """The bare model: what turns tokens into hidden states."""
    return Recipe(f"{name}Config", f"{name}Model", {**SIZES, **changes})


PACKED = {
    "bert": encoder("Bert"),
    "roberta": encoder("Roberta"),
    "xlm-roberta": encoder("XLMRoberta"),
    "distilbert": encoder("DistilBert", **DISTILBERT),
    "modernbert, with windows": encoder("ModernBert", **MODERNBERT),
    "gemma3 that reads both ways": Recipe("Gemma3TextConfig", "Gemma3TextModel", SIZES | GEMMA),
    "starcoder2, a decoder": encoder("Starcoder2", num_key_value_heads=2, sliding_window=5),
}
ALONE = {
    "mpnet, with biases by distance": encoder("MPNet"),
    "deberta, with its own attention": encoder(
        "DebertaV2", relative_attention=True, pos_att_type=["p2c", "c2p"]
    ),
}


def write_steps(directory: Path, *steps: Step) -> None:
    """`modules.json` and the folders of the steps behind the transformer."""
    listed = [("Transformer", ""), *((kind, f"{n}_{kind}") for n, (kind, _) in enumerate(steps, 1))]
    (directory / "modules.json").write_text(
        json.dumps(
            [
                {
                    "idx": n,
                    "name": str(n),
                    "path": path,
                    "type": f"sentence_transformers.models.{kind}",
                }
                for n, (kind, path) in enumerate(listed)
            ]
        )
    )
    for (_, path), (_, settings) in zip(listed[1:], steps, strict=True):
        (directory / path).mkdir(exist_ok=True)
        (directory / path / "config.json").write_text(json.dumps(settings))


def write_bert(directory: Path, *steps: Step) -> Tiny:
    """A BERT with these steps behind it."""
    tiny = write(PACKED["bert"], directory)
    write_steps(directory, *steps)
    return tiny


def hidden_of(tiny: Tiny, text: Sequence[int]) -> Tensor:
    """What transformers computes for a text by itself [tokens, N]."""
    with torch.inference_mode():
        hidden: Tensor = tiny.reference(input_ids=torch.tensor([list(text)]))[0][0]
    return hidden


def write_scorer(name: str, directory: Path, **changes: Any) -> Tiny:
    """A model with a head for pairs."""
    sizes = {**PACKED.get(name, encoder("Bert")).sizes, **changes}
    config = PACKED[name].config
    return write(
        Recipe(config, config.replace("Config", "ForSequenceClassification"), sizes), directory
    )
