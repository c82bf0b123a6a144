"""Which family a `config.json` belongs to, and what it says in the words of all families."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from models.errors import UnsupportedArchitecture
from models.families import FAMILIES, WRAPPERS
from models.family import COMMON, Family
from models.settings import Settings

# What the outer part of a file that wraps a language model may say for the inner part.
WRAPPER_KEYS = (
    "tie_word_embeddings",
    "quantization_config",
    "dtype",
    "torch_dtype",
    "bos_token_id",
    "eos_token_id",
)


def find_family(raw: dict[str, Any], directory: Path) -> tuple[Family, Settings]:
    """The entry that describes this checkpoint, and the keys that mean something to it."""
    where = str(directory / "config.json")
    name = Settings(raw, where).text("model_type")
    if name in WRAPPERS:
        inner = Settings(raw, where).optional_object("text_config") or {}
        outer = {key: raw[key] for key in WRAPPER_KEYS if key in raw}
        name, where, raw = WRAPPERS[name], f"{where} (text_config)", {**outer, **inner}
    family = FAMILIES.get(name)
    if family is None:
        raise UnsupportedArchitecture(
            f"{where} says model_type {name!r}, which the native decoder does not compute."
        )
    values: dict[str, Any] = {}
    for key, default in {**COMMON, **family.defaults}.items():
        given = [raw[word] for word in (*family.aliases.get(key, ()), key) if word in raw]
        said = [value for value in given if value is not None]
        values[key] = said[0] if said else None if given else default
    settings = Settings({**values, "model_type": name}, where)
    refuse_what_is_unknown(raw, settings)
    return family, settings


def refuse_what_is_unknown(raw: dict[str, Any], settings: Settings) -> None:
    """Say no to a checkpoint that would load and then compute something else."""
    quantisation = Settings(raw, settings.where).optional_object("quantization_config")
    if quantisation:
        method = quantisation.get("quant_method", "an unnamed method")
        raise UnsupportedArchitecture(
            f"{settings.where} says that the weights are quantised with {method}, which is not "
            "supported."
        )
    for key in ("use_bidirectional_attention", "add_cross_attention", "clip_qkv"):
        if settings.values.get(key):
            raise UnsupportedArchitecture(
                f"{settings.where} sets {key!r}, which the native decoder does not compute."
            )
