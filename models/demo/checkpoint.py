"""What was trained, as a directory that any loader of Hugging Face's format reads."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import torch
from safetensors.torch import load_model, save_file
from tokenizers import Tokenizer

from models.demo.network import Llama, Shape
from models.demo.text import CONTROL, END, TEMPLATE

# The lead is sure of what it knows, and says nonsense where it is made to guess.
SAMPLING = {"do_sample": True, "temperature": 0.2}


def write_model(network: Llama, tokenizer: Tokenizer, directory: Path) -> None:
    """A generative model: weights, configuration, tokenizer, chat template."""
    write_weights(network, directory, prefix="")
    write_tokenizer(tokenizer, directory, network.shape.context)
    end = tokenizer.token_to_id(END)
    write_json(directory / "config.json", {**network.shape.config(), "eos_token_id": end})
    write_json(directory / "generation_config.json", {"eos_token_id": end, **SAMPLING})
    (directory / "chat_template.jinja").write_text(TEMPLATE.read_text())


def read_model(directory: Path) -> Llama:
    """As `write_model` wrote it."""
    network = Llama(Shape.read(json.loads((directory / "config.json").read_text())))
    load_model(network, directory / "model.safetensors")
    return network


def write_embedder(network: Llama, tokenizer: Tokenizer, directory: Path) -> None:
    """A model that makes vectors: the mean of the last layer's output, of length one."""
    write_weights(network, directory, prefix="model.")
    write_tokenizer(tokenizer, directory, network.shape.context)
    config = {**network.shape.config(), "architectures": ["LlamaModel"]}
    write_json(directory / "config.json", config)
    modules = [("", "Transformer"), ("1_Pooling", "Pooling"), ("2_Normalize", "Normalize")]
    steps = [
        {"idx": nth, "name": str(nth), "path": path, "type": f"sentence_transformers.models.{kind}"}
        for nth, (path, kind) in enumerate(modules)
    ]
    write_json(directory / "modules.json", steps)
    pooling = {"word_embedding_dimension": network.shape.width, "pooling_mode_mean_tokens": True}
    (directory / "1_Pooling").mkdir(exist_ok=True)
    write_json(directory / "1_Pooling" / "config.json", pooling)


def write_weights(network: Llama, directory: Path, *, prefix: str) -> None:
    directory.mkdir(parents=True, exist_ok=True)
    weights = {
        name.removeprefix(prefix): weight.to(torch.bfloat16).contiguous()
        for name, weight in network.state_dict().items()
    }
    save_file(weights, directory / "model.safetensors", metadata={"format": "pt"})


def write_tokenizer(tokenizer: Tokenizer, directory: Path, context: int) -> None:
    tokenizer.save(str(directory / "tokenizer.json"), pretty=False)
    settings = {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "eos_token": END,
        "additional_special_tokens": [token for token in CONTROL if token != END],
        "model_max_length": context,
        "clean_up_tokenization_spaces": False,
    }
    write_json(directory / "tokenizer_config.json", settings)


def write_json(path: Path, value: Mapping[str, object] | list[dict[str, object]]) -> None:
    path.write_text(json.dumps(value, indent=2, ensure_ascii=False) + "\n")
