"""EAGLE-3 heads as they are published: one layer that has heard three layers of the lead.

    fc                          three hidden states of the lead, side by side, to one
    midlayer, or layers.0       a Llama layer over [norm of the embedding | norm of that state]
    norm, lm_head               to logits over a part of the vocabulary
    d2t                         how far each of those tokens lies from its number in the lead's

Letters: see `ops`.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

import ops
from models.checkpoint import Checkpoint
from models.config import ModelConfig, interpret
from models.decoder import Cache, Decoder
from models.errors import CheckpointError, UnsupportedArchitecture
from models.layers import Attention, FeedForward, RaggedBatch, RmsNorm, StepContext
from models.loading import Lead
from models.rope import build_tables
from models.settings import Settings, read_json
from models.weights import Loader

NUM_TAPS = 3
LAYERS = ("midlayer.", "layers.0.")
INNER = "transformer_layer_config"  # where one kind of file describes the layer


@dataclass(frozen=True, slots=True, eq=False)
class EagleHead:
    """What a checkpoint says, ready to use."""

    fuse: ops.PackedLinear  # [3 N of the lead] to [N]
    embedding: Tensor  # [V, N]
    embedding_norm: RmsNorm
    state_norm: RmsNorm
    norms_stream: bool  # what the layer's blocks are added to is normed as well
    attention: Attention
    mlp_norm: RmsNorm
    mlp: FeedForward
    final_norm: RmsNorm
    head: ops.PackedLinear
    lead_ids: Tensor  # [V of the head]: the lead's number of each token
    num_lead_ids: int
    turns: tuple[Tensor, Tensor]

    @property
    def context_length(self) -> int:
        return len(self.turns[0])

    def enter(self, states: Tensor) -> Tensor:
        """What the lead told [T, 3 N of the lead] to [T, N]."""
        return self.fuse(states)

    def forward(
        self, token_ids: Tensor, states: Tensor, positions: Tensor, batch: RaggedBatch, cache: Cache
    ) -> tuple[Tensor, Tensor]:
        """See `models.understudies.heads.Head`."""
        cos, sin = self.turns
        context = StepContext(batch, ((cos[positions], sin[positions]),))
        words = self.embedding_norm(self.embedding[token_ids].to(states.dtype))[0]
        normed = self.state_norm(states)[0]
        delta = self.attention(torch.cat((words, normed), -1), cache, context)
        x, stream = self.mlp_norm(delta, normed if self.norms_stream else states)
        return self.final_norm(self.mlp(x), stream)

    def logits(self, hidden: Tensor) -> Tensor:
        """[R, N] to [R, V of the lead]: what the head cannot say is out of the question."""
        own = self.head(hidden).float()
        whole = own.new_full((len(own), self.num_lead_ids), -torch.inf)
        return whole.index_copy_(1, self.lead_ids, own)


def is_eagle(directory: Path) -> bool:
    """Whether a `config.json` describes such a head."""
    raw = read_json(directory / "config.json")
    names = [str(name).lower() for name in raw.get("architectures") or ()]
    kind = raw.get("speculators_model_type")
    return kind == "eagle3" or "draft_vocab_size" in raw or any("eagle3" in each for each in names)


def open_eagle(directory: Path, lead: Lead, decoder: Decoder) -> tuple[EagleHead, tuple[int, ...]]:
    """The head, and the layers of the lead that it wants to hear.

    Raises a `ModelError` with one sentence where it does not fit the lead.
    """
    raw = read_json(directory / "config.json")
    inner = raw.get(INNER)
    raw = {**raw, **inner} if isinstance(inner, dict) else raw
    settings = Settings(raw, str(directory / "config.json"))
    if raw.get("model_type") != "llama" or settings.integer("num_hidden_layers") != 1:
        raise UnsupportedArchitecture(
            f"{settings.where} describes {raw.get('num_hidden_layers')} layers of "
            f"{raw.get('model_type')!r}; a head is one layer of 'llama'."
        )
    taps = read_taps(settings, decoder.config.num_layers)
    return read_head(directory, settings, lead, decoder), taps


def read_taps(settings: Settings, num_layers: int) -> tuple[int, ...]:
    """By their inputs: layer 0 hears the embedding. Files may count by outputs instead."""
    nested = settings.optional_object("eagle_config") or {}
    key = "eagle_aux_hidden_state_layer_ids"
    by_output = nested.get(key)
    given = settings.values.get(key) or (by_output and [layer + 1 for layer in by_output])
    taps = tuple(given or (2, num_layers // 2, num_layers - 3))
    if len(taps) != NUM_TAPS or not all(0 <= tap <= num_layers for tap in taps):
        raise CheckpointError(
            f"{settings.where} wants to hear the layers {[*taps]} of a model that has {num_layers}."
        )
    return taps


def read_head(directory: Path, settings: Settings, lead: Lead, decoder: Decoder) -> EagleHead:
    config = interpret({**settings.values, "tie_word_embeddings": False}, directory)
    checkpoint = Checkpoint(directory)
    check_fit(directory, config, checkpoint, decoder.config)
    loader = Loader(checkpoint, config, lead.dtype, lead.device)
    size = config.hidden_size
    layer = next((each for each in LAYERS if f"{each}hidden_norm.weight" in checkpoint), LAYERS[0])
    own = f"{loader.root}embed_tokens.weight"
    num_own = settings.optional_integer("draft_vocab_size", least=1) or config.vocabulary_size
    return EagleHead(
        fuse=ops.PackedLinear(loader.read("fc.weight", checkpoint.shape_of("fc.weight"))),
        embedding=loader.read(own, (config.vocabulary_size, size))
        if own in checkpoint
        else decoder.embedding,
        embedding_norm=rms_norm(loader, f"{layer}input_layernorm"),
        state_norm=rms_norm(loader, f"{layer}hidden_norm"),
        norms_stream=settings.flag("norm_before_residual"),
        attention=loader.read_attention(layer, config.layers[0], in_size=2 * size),
        mlp_norm=rms_norm(loader, f"{layer}post_attention_layernorm"),
        mlp=loader.read_mlp(
            layer,
            loader.names.gate_up,
            down=loader.names.down,
            size=config.intermediate_size,
            bias=config.biases.mlp,
        ),
        final_norm=rms_norm(loader, "norm"),
        head=ops.PackedLinear(loader.read("lm_head.weight", (num_own, size))),
        lead_ids=read_lead_ids(directory, checkpoint, num_own, config.vocabulary_size).to(
            lead.device
        ),
        num_lead_ids=decoder.config.vocabulary_size,
        turns=turns_of(config, decoder.context_length, lead.device),
    )


def check_fit(
    directory: Path, config: ModelConfig, checkpoint: Checkpoint, lead: ModelConfig
) -> None:
    """:raises CheckpointError: with the first size in which it differs from its lead."""
    if config.vocabulary_size != lead.vocabulary_size:
        raise CheckpointError(
            f"{directory} was made for a vocabulary of {config.vocabulary_size} tokens; the "
            f"model's has {lead.vocabulary_size}."
        )
    heard = checkpoint.shape_of("fc.weight")[-1]
    if heard != NUM_TAPS * lead.hidden_size:
        raise CheckpointError(
            f"{directory} hears {heard} numbers for each token, but {NUM_TAPS} layers of the "
            f"model say {NUM_TAPS * lead.hidden_size}."
        )
    has_own = any(
        name in checkpoint for name in ("embed_tokens.weight", "model.embed_tokens.weight")
    )
    if not has_own and config.hidden_size != lead.hidden_size:
        raise CheckpointError(
            f"{directory} has no embedding of its own, and its hidden size {config.hidden_size} is "
            f"not the model's, {lead.hidden_size}."
        )


def read_lead_ids(directory: Path, checkpoint: Checkpoint, num_own: int, most: int) -> Tensor:
    """The lead's number of each token of the head."""
    ids = torch.arange(num_own)
    if "d2t" in checkpoint:
        distances = checkpoint.read_ids("d2t")
        if len(distances) != num_own:
            raise CheckpointError(
                f"{directory} has {len(distances)} entries of 'd2t', not {num_own}."
            )
        ids = ids + distances
    if int(ids.min()) < 0 or int(ids.max()) >= most:
        raise CheckpointError(f"{directory} names tokens outside of the model's vocabulary.")
    return ids


def rms_norm(loader: Loader, name: str) -> RmsNorm:
    config = loader.config
    return RmsNorm(loader.read(f"{name}.weight", (config.hidden_size,)), config.norm.eps)


def turns_of(
    config: ModelConfig, context_length: int, device: torch.device
) -> tuple[Tensor, Tensor]:
    """Cosines and sines of the first kind of positions."""
    cos, sin = build_tables(config.ropes[0], context_length)
    return cos.to(device), sin.to(device)
