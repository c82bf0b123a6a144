"""What a checkpoint says about its own arithmetic, in one frozen value for every family.

`read_config` understands Hugging Face checkpoints: `config.json`, and `generation_config.json` for
the sampling defaults and the tokens that end a text. It imports no torch: the front process reads
the context length and the defaults without paying for a deep-learning library.

Where `config.json` is silent the family's own defaults hold (see `models/families.py`), which are
those of the transformers library, since that is what authors tested their checkpoints with.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from models.errors import CheckpointError, UnsupportedArchitecture
from models.family import Family
from models.family_settings import find_family
from models.layer_settings import LayerConfig, read_layers
from models.rope_settings import RopeConfig, read_ropes
from models.settings import Settings, read_json

Activation = Literal["silu", "gelu", "gelu_tanh", "relu"]

ACTIVATIONS: dict[str, Activation] = {
    "silu": "silu",
    "swish": "silu",
    "gelu": "gelu",
    "gelu_new": "gelu_tanh",
    "gelu_fast": "gelu_tanh",
    "gelu_pytorch_tanh": "gelu_tanh",
    "relu": "relu",
}


@dataclass(frozen=True, slots=True)
class ExpertsConfig:
    """A mixture of experts in the place of the feed-forward block."""

    num_experts: int
    num_chosen: int  # for each token
    intermediate_size: int
    normalise: bool  # the weights of the chosen ones sum to one
    shared_size: int = 0  # width of the expert that every token visits, behind its own gate


@dataclass(frozen=True, slots=True)
class NormConfig:
    """How this model norms. Where it does is in the names of its tensors, see `models.families`."""

    kind: Literal["rms", "layer"]  # layer: with mean and bias
    eps: float
    offset: float  # added to every weight: Gemma stores the distance from one
    heads: Literal["head", "full"] | None  # on queries and keys: each head alone, or all as one


@dataclass(frozen=True, slots=True)
class BiasConfig:
    """Which linear layers add something."""

    qkv: bool
    out: bool
    mlp: bool


@dataclass(frozen=True, slots=True)
class SamplingDefaults:
    """What the authors recommend for a request that does not say. None: they say nothing."""

    temperature: float | None = None
    top_k: int | None = None
    top_p: float | None = None
    min_p: float | None = None
    repetition_penalty: float | None = None
    max_new_tokens: int | None = None


@dataclass(frozen=True, slots=True)
class ModelConfig:
    """Everything that the decoder's arithmetic depends on, but the weights."""

    family: str  # the checkpoint's model_type, a key of `FAMILIES`
    dtype: str | None  # of the weights, as the checkpoint says it: "bfloat16"

    vocabulary_size: int
    context_length: int  # positions that the authors vouch for
    num_positions: int | None  # rows of the table of learned positions; None: the model has none
    hidden_size: int
    num_heads: int
    num_kv_heads: int
    head_size: int  # of queries and keys
    value_size: int  # of one value head
    intermediate_size: int
    layers: tuple[LayerConfig, ...]
    ropes: tuple[RopeConfig, ...]
    experts: ExpertsConfig | None

    norm: NormConfig
    activation: Activation
    gated: bool  # the activated half multiplies the other half
    biases: BiasConfig

    attention_softcap: float | None
    logit_softcap: float | None
    embedding_multiplier: float
    residual_multiplier: float
    logit_divisor: float
    tied: bool  # the head is the embedding

    bos_id: int | None = None
    eos_ids: tuple[int, ...] = ()
    sampling: SamplingDefaults = SamplingDefaults()

    @property
    def num_layers(self) -> int:
        """How many layers the decoder has."""
        return len(self.layers)


def read_config(directory: Path) -> ModelConfig:
    """What the checkpoint in this directory says. Raises a `ModelError` with one clear sentence."""
    return interpret(read_json(directory / "config.json"), directory)


def interpret(raw: dict[str, Any], directory: Path) -> ModelConfig:
    """What a `config.json` says, or the part of one that describes a model."""
    family, settings = find_family(raw, directory)
    generation = read_generation(directory)
    head_size = read_head_size(settings)
    ropes = () if family.learned_positions else read_ropes(family, settings, head_size)
    positions = settings.integer("max_position_embeddings")
    return ModelConfig(
        family=settings.text("model_type"),
        dtype=read_dtype(settings),
        vocabulary_size=settings.integer("vocab_size"),
        context_length=max([positions, *(rope.reach for rope in ropes)]),
        num_positions=positions if family.learned_positions else None,
        hidden_size=settings.integer("hidden_size"),
        num_heads=settings.integer("num_attention_heads"),
        num_kv_heads=read_num_kv_heads(settings),
        head_size=head_size,
        value_size=head_size,
        intermediate_size=read_intermediate_size(settings),
        layers=read_layers(family, settings, head_size, num_ropes=len(ropes)),
        ropes=ropes,
        experts=read_experts(settings),
        norm=read_norm(family, settings),
        activation=read_activation(family, settings),
        gated=family.gated,
        biases=read_biases(family, settings),
        attention_softcap=settings.optional_number("attn_logit_softcapping"),
        logit_softcap=settings.optional_number("final_logit_softcapping"),
        embedding_multiplier=read_embedding_multiplier(family, settings),
        residual_multiplier=read_multiplier(settings, "residual_multiplier"),
        logit_divisor=read_multiplier(settings, "logits_scaling"),
        tied=settings.flag("tie_word_embeddings"),
        bos_id=settings.optional_integer("bos_token_id"),
        eos_ids=read_ids(generation, "eos_token_id") or read_ids(settings, "eos_token_id"),
        sampling=read_sampling(generation),
    )


def read_generation(directory: Path) -> Settings:
    """What `generation_config.json` says, if it is there."""
    path = directory / "generation_config.json"
    return Settings(read_json(path, optional=True), str(path))


def read_norm(family: Family, settings: Settings) -> NormConfig:
    """The family's norm with the file's epsilon."""
    eps = settings.number("rms_norm_eps")
    return NormConfig(family.norm, eps, family.norm_offset, family.head_norm)


def read_biases(family: Family, settings: Settings) -> BiasConfig:
    """The biases that the family always has, and those that the file switches on."""
    attention, mlp = settings.flag("attention_bias"), settings.flag("mlp_bias")
    return BiasConfig(
        family.qkv_bias or attention, family.out_bias or attention, family.mlp_bias or mlp
    )


def read_dtype(settings: Settings) -> str | None:
    """The type of the weights, as new and old files say it."""
    name = settings.values.get("dtype") or settings.values.get("torch_dtype")
    return name if isinstance(name, str) else None


def read_head_size(settings: Settings) -> int:
    """Given, or what remains when the hidden size is shared out."""
    size = settings.optional_integer("head_dim", least=1)
    if size is not None:
        return size
    return settings.integer("hidden_size") // settings.integer("num_attention_heads")


def read_num_kv_heads(settings: Settings) -> int:
    """Given, or one for each head."""
    num_heads = settings.integer("num_attention_heads")
    num_kv_heads = settings.optional_integer("num_key_value_heads", least=1) or num_heads
    if num_heads % num_kv_heads:
        raise CheckpointError(
            f"{settings.where} has {num_heads} heads, which {num_kv_heads} key-value heads cannot "
            "share evenly."
        )
    return num_kv_heads


def read_intermediate_size(settings: Settings) -> int:
    """Given, or four times the hidden size, as GPT-2 has it."""
    size = settings.optional_integer("intermediate_size", least=1)
    return 4 * settings.integer("hidden_size") if size is None else size


def read_activation(family: Family, settings: Settings) -> Activation:
    """The function between the two halves of the feed-forward block."""
    name = settings.text("hidden_act")
    name = family.means.get(name, name)
    if name not in ACTIVATIONS:
        raise UnsupportedArchitecture(
            f"{settings.where} asks for the activation {name!r}, which is not supported."
        )
    return ACTIVATIONS[name]


def read_experts(settings: Settings) -> ExpertsConfig | None:
    """The mixture of experts, if the model has one."""
    num_experts = settings.optional_integer("num_experts")
    if not num_experts:
        return None
    return ExpertsConfig(
        num_experts=num_experts,
        num_chosen=settings.integer("num_experts_per_tok"),
        intermediate_size=settings.optional_integer("moe_intermediate_size", least=1)
        or settings.integer("intermediate_size"),
        normalise=settings.flag("norm_topk_prob"),
        shared_size=settings.optional_integer("shared_expert_intermediate_size") or 0,
    )


def read_embedding_multiplier(family: Family, settings: Settings) -> float:
    """What the embedding is scaled by before the first layer."""
    if family.scales_embedding:
        return float(settings.integer("hidden_size") ** 0.5)
    return read_multiplier(settings, "embedding_multiplier")


def read_multiplier(settings: Settings, key: str) -> float:
    """A factor that most families do not have."""
    value = settings.optional_number(key)
    return 1.0 if value is None else value


def read_ids(settings: Settings, key: str) -> tuple[int, ...]:
    """One token id or a list of them."""
    value = settings.values.get(key)
    ids = value if isinstance(value, list) else [] if value is None else [value]
    if not all(isinstance(id, int) for id in ids):
        raise settings.refusal(key, "a token id or a list of them")
    return tuple(ids)


def read_sampling(generation: Settings) -> SamplingDefaults:
    """The recommendations of `generation_config.json`."""
    return SamplingDefaults(
        temperature=generation.optional_number("temperature"),
        top_k=generation.optional_integer("top_k", least=-1),
        top_p=generation.optional_number("top_p"),
        min_p=generation.optional_number("min_p"),
        repetition_penalty=generation.optional_number("repetition_penalty"),
        max_new_tokens=generation.optional_integer("max_new_tokens"),
    )
