"""What is refused before the weights are read: they may be large, and the answer is known."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from transformers import MODEL_FOR_CAUSAL_LM_MAPPING

from models.errors import ModelError, UnsupportedArchitecture

# Layers that keep keys and values of single tokens. All others keep something that every token of
# a text has changed, which cannot be cut into blocks.
ATTENTION_LAYERS = {"full_attention", "sliding_attention", "chunked_attention"}


def refuse_unservable(config: Any, directory: Path) -> None:
    """Raises an `UnsupportedArchitecture`. `config` is transformers'."""
    kind = config.model_type
    text = config.get_text_config()
    family = MODEL_FOR_CAUSAL_LM_MAPPING.get(type(config), None)
    if family is None and not hasattr(config, "auto_map"):
        raise UnsupportedArchitecture(
            f"{directory} is a {kind!r}, which transformers does not run as a language model."
        )
    others = set(getattr(text, "layer_types", None) or ()) - ATTENTION_LAYERS
    if getattr(family, "_is_stateful", False) or others:
        what = f"layers of {', '.join(sorted(others))}" if others else "a recurrent state"
        raise UnsupportedArchitecture(
            f"{directory} is a {kind!r} with {what}, which a paged cache cannot hold."
        )
    if getattr(text, "alibi", False):
        raise UnsupportedArchitecture(
            f"{directory} is a {kind!r} that knows positions by biases of its attention (ALiBi), "
            "which the paged attention does not compute."
        )
    if family is not None and not can_be_plugged(family):
        raise UnsupportedArchitecture(
            f"{directory} is a {kind!r}, whose attention transformers does not let others compute."
        )


def can_be_plugged(family: Any) -> bool:
    """Whether modelling code asks transformers' table for its attention, as far as is known."""
    ask = getattr(family, "_can_set_attn_implementation", None)
    return ask is None or bool(ask())


def refuse_reach(config: Any, directory: Path, *, context_length: int, known: int) -> None:
    """Rotary positions go on for ever; a table of learned ones ends. `known` is its length."""
    if context_length > known and not getattr(config.get_text_config(), "rope_parameters", None):
        raise ModelError(
            f"{directory} has learned {known} positions; a context length of {context_length} "
            "needs more."
        )
