"""How a checkpoint says what its rotary positions look like, in the old words and in the new.

Old: `rope_theta`, `rope_scaling`, `partial_rotary_factor` at the top of `config.json`, and also
`rope_local_base_freq` for Gemma 3. New: one object `rope_parameters`, for all layers or for each
layer type.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from models.errors import CheckpointError, UnsupportedArchitecture
from models.family import Family
from models.settings import Settings

RopeKind = Literal["default", "linear", "dynamic", "yarn", "llama3", "longrope"]

KINDS: Mapping[str, RopeKind] = {kind: kind for kind in get_args(RopeKind)}


@dataclass(frozen=True, slots=True)
class RopeConfig:
    """One way to turn a position into angles. What a kind does not use keeps its default."""

    kind: RopeKind
    theta: float
    size: int  # leading channels of a head that are rotated
    max_positions: int
    original_positions: int  # of the first training, before the context was stretched
    factor: float = 1.0
    attention_factor: float | None = None  # on cosines and sines; None: follows from the factor
    beta_fast: float = 32.0  # yarn
    beta_slow: float = 1.0
    mscale: float = 0.0
    mscale_all_dim: float = 0.0
    truncate: bool = True
    low_freq_factor: float = 1.0  # llama3
    high_freq_factor: float = 1.0
    short_factors: tuple[float, ...] = ()  # longrope: one for each pair of channels
    long_factors: tuple[float, ...] = ()

    @property
    def reach(self) -> int:
        """Positions that this was made for. Files that switch yarn on often name the old length."""
        stretched = int(self.original_positions * self.factor) if self.kind == "yarn" else 0
        return max(self.max_positions, stretched)


def read_ropes(family: Family, settings: Settings, head_size: int) -> tuple[RopeConfig, ...]:
    """One rope for all layers, or two: that of the full layers and that of the sliding ones."""
    new = settings.optional_object("rope_parameters") or {}
    scaling = settings.optional_object("rope_scaling") or {}
    if not family.rope_by_layer_type:
        return (read_rope({**new, **scaling}, family, settings, head_size),)
    types = Settings(new, settings.where)
    full = types.optional_object("full_attention") or {}
    local = types.optional_object("sliding_attention") or {}
    local_theta = {"rope_theta": settings.number("rope_local_base_freq")}
    return (
        read_rope({**full, **scaling}, family, settings, head_size),
        read_rope({**local_theta, **local}, family, settings, head_size),
    )


def read_rope(
    parameters: Mapping[str, Any], family: Family, settings: Settings, head_size: int
) -> RopeConfig:
    """One object of rope parameters, completed by what stands outside of it."""
    outside = {key: settings.values[key] for key in ("rope_theta", "partial_rotary_factor")}
    inside = {key: value for key, value in parameters.items() if value is not None}
    given = Settings({**outside, **inside}, f"{settings.where} (rope parameters)")
    kind = read_kind(family, given)
    max_positions = settings.integer("max_position_embeddings")
    # Phi-3 has the original length outside, and there it counts for more than inside.
    original = (
        settings.optional_integer("original_max_position_embeddings", least=1)
        or given.optional_integer("original_max_position_embeddings", least=1)
        or max_positions
    )
    rope = RopeConfig(
        kind=kind,
        theta=given.number("rope_theta"),
        size=int(head_size * (given.optional_number("partial_rotary_factor") or 1.0)),
        max_positions=max_positions,
        original_positions=original,
        factor=read_factor(given, kind, max_positions / original),
        attention_factor=given.optional_number("attention_factor"),
        beta_fast=given.optional_number("beta_fast") or 32.0,
        beta_slow=given.optional_number("beta_slow") or 1.0,
        mscale=given.optional_number("mscale") or 0.0,
        mscale_all_dim=given.optional_number("mscale_all_dim") or 0.0,
        truncate=given.flag("truncate") if "truncate" in inside else True,
        low_freq_factor=given.number("low_freq_factor") if kind == "llama3" else 1.0,
        high_freq_factor=given.number("high_freq_factor") if kind == "llama3" else 1.0,
        short_factors=given.numbers("short_factor") if kind == "longrope" else (),
        long_factors=given.numbers("long_factor") if kind == "longrope" else (),
    )
    check(rope, head_size, where=given.where)
    return rope


def read_kind(family: Family, given: Settings) -> RopeKind:
    """The name of the scaling, under its old key or its new one."""
    name = given.values.get("rope_type") or given.values.get("type") or "default"
    name = family.means.get(str(name), str(name))
    if name not in KINDS:
        raise UnsupportedArchitecture(
            f"{given.where} asks for positions of the kind {name!r}, which is not supported."
        )
    return KINDS[name]


def read_factor(given: Settings, kind: RopeKind, implied: float) -> float:
    """By how much the context was stretched."""
    if kind in ("linear", "dynamic", "llama3"):
        return given.number("factor")
    if kind in ("yarn", "longrope"):
        factor = given.optional_number("factor")
        return implied if factor is None else factor
    return 1.0


def check(rope: RopeConfig, head_size: int, *, where: str) -> None:
    """Refuse what would rotate the wrong channels."""
    if rope.size <= 0 or rope.size > head_size or rope.size % 2:
        raise CheckpointError(
            f"{where} rotates {rope.size} of {head_size} channels: it must be an even part of them."
        )
    if rope.theta <= 0 or rope.factor <= 0:
        raise CheckpointError(f"{where} has a base or a factor that is not positive.")
    if rope.kind == "longrope":
        for name, factors in (("short", rope.short_factors), ("long", rope.long_factors)):
            if len(factors) != rope.size // 2:
                raise CheckpointError(
                    f"{where} has {len(factors)} {name} factors for {rope.size // 2} frequencies."
                )
