"""Where a model's layers differ from each other: windows, positions, experts, scale."""

from __future__ import annotations

from dataclasses import dataclass

from models.errors import CheckpointError
from models.family import Family
from models.settings import Settings

FULL = "full_attention"
SLIDING = "sliding_attention"


@dataclass(frozen=True, slots=True)
class LayerConfig:
    """What one layer does in its own way."""

    window: int | None  # tokens that a query sees, itself included; None: all
    rope: int | None  # index into `ModelConfig.ropes`; None: this layer knows no positions
    has_experts: bool
    attention_scale: float  # on the scores, before the soft-cap


def read_layers(
    family: Family, settings: Settings, head_size: int, *, num_ropes: int
) -> tuple[LayerConfig, ...]:
    """One entry for each layer. With two ropes the second is that of the sliding layers."""
    num_layers = settings.integer("num_hidden_layers")
    rotates = read_rotating_layers(family, settings, num_layers)
    types = read_layer_types(family, settings, rotates)
    window = read_window(settings)
    scale = read_attention_scale(settings, head_size)
    by_depth = settings.flag("scale_attn_by_inverse_layer_idx")
    experts = read_expert_layers(settings, num_layers)
    return tuple(
        LayerConfig(
            window=window if types[layer] == SLIDING else None,
            rope=(num_ropes - 1 if types[layer] == SLIDING else 0) if rotates[layer] else None,
            has_experts=experts[layer],
            attention_scale=scale / (layer + 1) if by_depth else scale,
        )
        for layer in range(num_layers)
    )


def read_rotating_layers(family: Family, settings: Settings, num_layers: int) -> list[bool]:
    """Which layers know positions at all. SmolLM3 leaves them out of every fourth."""
    if family.learned_positions:
        return [False] * num_layers
    given = settings.optional_list("no_rope_layers", num_layers)
    if given is not None:
        return [bool(rotates) for rotates in given]  # a one, in spite of the key, means it rotates
    interval = settings.optional_integer("no_rope_layer_interval", least=1)
    return [interval is None or (layer + 1) % interval != 0 for layer in range(num_layers)]


def read_layer_types(family: Family, settings: Settings, rotates: list[bool]) -> list[str]:
    """Full or sliding attention, as the file says it or as the family's rule has it."""
    given = settings.optional_list("layer_types", len(rotates))
    if given is not None:
        for name in given:
            if name not in (FULL, SLIDING):
                raise CheckpointError(f"{settings.where} has a layer of the unknown type {name!r}.")
        return given
    layers = range(len(rotates))
    match family.window_rule:
        case "never":
            slides = [False for _ in layers]
        case "every":
            slides = [True for _ in layers]
        case "pattern":  # one full layer after so many sliding ones
            pattern = settings.integer("sliding_window_pattern")
            slides = [(layer + 1) % pattern != 0 for layer in layers]
        case "upper":
            first = settings.optional_integer("max_window_layers") or 0
            slides = [layer >= first for layer in layers]
        case "even_lower":
            first = settings.optional_integer("max_window_layers") or 0
            slides = [layer % 2 == 0 and layer < first for layer in layers]
        case "without_rope":
            slides = [not rotates[layer] for layer in layers]
    return [SLIDING if slide else FULL for slide in slides]


def read_window(settings: Settings) -> int | None:
    """The width of the sliding layers, or None where it is switched off."""
    if "use_sliding_window" in settings.values and not settings.flag("use_sliding_window"):
        return None
    return settings.optional_integer("sliding_window", least=1)


def read_attention_scale(settings: Settings, head_size: int) -> float:
    """One over the root of the head size, unless the family has found something better."""
    multiplier = settings.optional_number("attention_multiplier")
    if multiplier is not None:
        return multiplier
    if "scale_attn_weights" in settings.values and not settings.flag("scale_attn_weights"):
        return 1.0
    scalar = settings.optional_number("query_pre_attn_scalar")
    return float((head_size if scalar is None else scalar) ** -0.5)


def read_expert_layers(settings: Settings, num_layers: int) -> list[bool]:
    """Which layers have experts in the place of a feed-forward block."""
    if settings.optional_integer("num_experts", least=0) in (None, 0):
        return [False] * num_layers
    step = settings.optional_integer("decoder_sparse_step", least=1) or 1
    plain = settings.values.get("mlp_only_layers") or ()
    return [layer not in plain and (layer + 1) % step == 0 for layer in range(num_layers)]
