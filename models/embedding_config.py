"""How a checkpoint turns texts into vectors, in the words of the sentence-transformers library.

`modules.json` lists the steps: a transformer, a pooling, perhaps linear layers and a normalisation.
A checkpoint without it is pooled by the mean (a decoder by its last token) and normalised. Nothing
here imports torch: the front process reads lengths and prompts.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from models.errors import CheckpointError, UnsupportedArchitecture
from models.foreign_config import LENGTHS
from models.settings import Settings, read_json

Pooling = Literal["cls", "max", "mean", "mean_sqrt_len_tokens", "weightedmean", "lasttoken"]

# Older files say the same by flags. Several poolings are put behind one another in this order.
POOLING_FLAGS: Mapping[str, Pooling] = {
    "pooling_mode_cls_token": "cls",
    "pooling_mode_max_tokens": "max",
    "pooling_mode_mean_tokens": "mean",
    "pooling_mode_mean_sqrt_len_tokens": "mean_sqrt_len_tokens",
    "pooling_mode_weightedmean_tokens": "weightedmean",
    "pooling_mode_lasttoken": "lasttoken",
}

# Activations of linear layers by the last part of torch's name, in the words of `ops.KINDS`.
DENSE_ACTIVATIONS = {
    "Identity": None,
    "Tanh": "tanh",
    "GELU": "gelu",
    "ReLU": "relu",
    "SiLU": "silu",
    "Sigmoid": "sigmoid",
}

TRANSFORMER_FILES = tuple(
    f"sentence_{name}_config.json"
    for name in ("bert", "roberta", "distilbert", "camembert", "albert", "xlm-roberta", "xlnet")
)
ENDLESS = 10**9  # tokenizers that know no limit claim 1e30


@dataclass(frozen=True, slots=True)
class DenseConfig:
    """A linear layer on the pooled vector, in a folder of its own."""

    directory: Path
    in_size: int
    out_size: int
    bias: bool
    activation: str | None


@dataclass(frozen=True, slots=True)
class EmbeddingConfig:
    """All that is not in the transformer's own `config.json`."""

    directory: Path  # of the transformer
    pooling: tuple[Pooling, ...]
    after: tuple[DenseConfig | Literal["normalise"], ...]  # what happens to the pooled vector
    max_length: int  # tokens, special ones included
    lower_case: bool  # texts, before the tokenizer sees them
    prompts: Mapping[str, str]  # what is put before a text, by purpose
    default_prompt: str | None  # its purpose


def read_embedding_config(directory: Path) -> EmbeddingConfig:
    """Raises a `ModelError` with one sentence."""
    steps = read_steps(directory)
    transformer = directory
    pooling = () if steps else default_pooling(directory)
    after: list[DenseConfig | Literal["normalise"]] = [] if steps else ["normalise"]
    for number, (kind, folder) in enumerate(steps):
        match kind:
            case "Transformer" if number == 0:
                transformer = folder
            case "Pooling" if number == 1:
                pooling = read_pooling(folder)
            case "Dense" if number > 1:
                after.append(read_dense(folder))
            case "Normalize" if number > 1:
                after.append("normalise")
            case "Dropout":
                pass
            case _:
                raise UnsupportedArchitecture(
                    f"{directory / 'modules.json'} has the step {kind!r} at place {number}, which "
                    "is not supported."
                )
    if not pooling:
        raise UnsupportedArchitecture(f"{directory / 'modules.json'} has no pooling.")
    bounds = read_bounds(transformer)
    general = read_settings(directory / "config_sentence_transformers.json")
    return EmbeddingConfig(
        directory=transformer,
        pooling=pooling,
        after=tuple(after),
        max_length=read_max_length(transformer, bounds),
        lower_case=bounds.flag("do_lower_case"),
        prompts=read_prompts(general),
        default_prompt=general.values.get("default_prompt_name"),
    )


def read_steps(directory: Path) -> list[tuple[str, Path]]:
    """The class of each step, without its module, and the folder of its files."""
    path = directory / "modules.json"
    if not path.exists():
        return []
    steps = []
    for step in read_json_list(path):
        settings = Settings(step, str(path))
        module, _, kind = settings.text("type").rpartition(".")
        if not module.startswith("sentence_transformers"):
            raise UnsupportedArchitecture(
                f"{path} asks for {module}.{kind}, which is code of the checkpoint's own."
            )
        folder = directory / str(step.get("path") or "")
        if not folder.resolve().is_relative_to(directory.resolve()):
            raise CheckpointError(f"{path} names {step['path']!r}, which is outside.")
        steps.append((kind, folder))
    return steps


def read_json_list(path: Path) -> list[dict[str, Any]]:
    """The file holds a list where all others hold an object."""
    try:
        items = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise CheckpointError(f"{path} is not valid JSON: {error}.") from None
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise CheckpointError(f"{path} must hold a list of objects.")
    return items


def read_settings(path: Path) -> Settings:
    """A file that may be absent."""
    return Settings(read_json(path, optional=True), str(path))


def default_pooling(directory: Path) -> tuple[Pooling, ...]:
    """By what the checkpoint was trained as: a decoder's last token has seen all others."""
    architectures = read_json(directory / "config.json").get("architectures") or [""]
    return ("lasttoken",) if "CausalLM" in str(architectures[0]) else ("mean",)


def read_pooling(folder: Path) -> tuple[Pooling, ...]:
    """One or more ways, as new and old files say it."""
    settings = read_settings(folder / "config.json")
    if settings.values.get("include_prompt") is False:
        raise UnsupportedArchitecture(
            f"{settings.where} leaves prompts out of the pooling, which is not supported."
        )
    said = settings.values.get("pooling_mode")
    if said is None:
        said = [mode for flag, mode in POOLING_FLAGS.items() if settings.flag(flag)] or ["mean"]
    modes = tuple(said) if isinstance(said, list) else (said,)
    if not modes or not set(modes) <= set(get_args(Pooling)):
        raise settings.refusal("pooling_mode", f"one or more of {', '.join(get_args(Pooling))}")
    return modes


def read_dense(folder: Path) -> DenseConfig:
    """A linear layer from vectors to vectors."""
    settings = read_settings(folder / "config.json")
    name = settings.text("activation_function").rpartition(".")[2]
    if name not in DENSE_ACTIVATIONS or settings.flag("use_residual"):
        raise UnsupportedArchitecture(
            f"{settings.where} asks for a layer with {name}, which is not supported."
        )
    return DenseConfig(
        directory=folder,
        in_size=settings.integer("in_features"),
        out_size=settings.integer("out_features"),
        bias=settings.values.get("bias", True) is True,
        activation=DENSE_ACTIVATIONS[name],
    )


def read_bounds(directory: Path) -> Settings:
    """The transformer's own part of the library's settings; its file has had many names."""
    for name in TRANSFORMER_FILES:
        if (directory / name).exists():
            return read_settings(directory / name)
    return Settings({}, str(directory / TRANSFORMER_FILES[0]))


def read_max_length(directory: Path, bounds: Settings) -> int:
    """What the authors embed at most, never more than there are positions for."""
    config = read_settings(directory / "config.json")
    lengths = [
        bounds.optional_integer("max_seq_length", least=1),
        None if bounds.values.get("max_seq_length") else read_tokenizer_length(directory),
        count_positions(config),
    ]
    known = [length for length in lengths if length is not None]
    if not known:
        raise CheckpointError(f"{config.where} does not say 'max_position_embeddings'.")
    return min(known)


def read_tokenizer_length(directory: Path) -> int | None:
    """The tokenizer's limit, if it has one."""
    length = read_settings(directory / "tokenizer_config.json").optional_number("model_max_length")
    return int(length) if length is not None and 1 <= length < ENDLESS else None


def count_positions(config: Settings) -> int | None:
    """Rows of the table of positions that a text can use: RoBERTa's begins behind its padding."""
    said = [config.optional_integer(key, least=1) for key in LENGTHS]
    positions = next((length for length in said if length is not None), None)
    if positions is None:
        return None
    if any(name in config.text("model_type") for name in ("roberta", "camembert", "mpnet")):
        return positions - 1 - (config.optional_integer("pad_token_id") or 0)
    return positions


def read_prompts(general: Settings) -> Mapping[str, str]:
    """Only those that say something."""
    prompts = general.optional_object("prompts") or {}
    return {str(name): text for name, text in prompts.items() if isinstance(text, str) and text}
