"""Layers that predict further tokens (MTP), as checkpoints bring them along with the model.

Such a layer takes the lead's last state at a token and the token that was then decided, joins the
two, and is an ordinary layer of its family otherwise. It shares the embedding and the head with the
lead. Each family has its own names for the parts, and a few habits. Where a checkpoint has several,
the first is used for all drafts. Letters: see `ops`.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

import ops
from models.checkpoint import Checkpoint
from models.decoder import Cache, Decoder
from models.errors import CheckpointError
from models.layers import Attention, Layer, Norm, RaggedBatch, StepContext
from models.loading import Lead
from models.native_layers import in_one_call
from models.rope import build_tables
from models.weights import Loader


@dataclass(frozen=True, slots=True)
class Manner:
    """Names, which follow the prefix, and habits."""

    prefix: str  # {root} is that of the checkpoint, {layer} the number of the lead's layers
    join: str
    word_norm: str
    state_norm: str
    final_norm: str
    inner: str = ""  # where the ordinary layer stands
    words_first: bool = True  # in what is joined
    hides_first: bool = True  # the entry of the first token does not see its word
    passes_normed: bool = True  # the next state is the normed one


MANNERS = (
    Manner(  # DeepSeek-V3, GLM-4.5 and their relatives
        "{root}layers.{layer}.",
        "eh_proj",
        "enorm",
        "hnorm",
        "shared_head.norm",
        passes_normed=False,
    ),
    Manner(  # MiMo
        "{root}mtp_layers.0.",
        "input_proj",
        "token_layernorm",
        "hidden_layernorm",
        "final_layernorm",
        words_first=False,
    ),
    Manner(  # Qwen3-Next
        "mtp.",
        "fc",
        "pre_fc_norm_embedding",
        "pre_fc_norm_hidden",
        "norm",
        inner="layers.0.",
        hides_first=False,
    ),
)


@dataclass(frozen=True, slots=True, eq=False)
class MtpHead:
    """The layer, ready to use."""

    manner: Manner
    join: ops.PackedLinear  # [2 N] to [N]
    word_norm: Norm
    state_norm: Norm
    layer: Layer
    attention: Attention
    final_norm: Norm
    turns: tuple[tuple[Tensor, Tensor], ...]  # of each rope
    lead: Decoder

    @property
    def context_length(self) -> int:
        return self.lead.context_length

    def enter(self, states: Tensor) -> Tensor:
        """As the lead told them."""
        return states

    def forward(
        self, token_ids: Tensor, states: Tensor, positions: Tensor, batch: RaggedBatch, cache: Cache
    ) -> tuple[Tensor, Tensor]:
        """See `models.understudies.heads.Head`."""
        manner = self.manner
        words = self.lead.embedding[token_ids].to(states.dtype)
        if manner.hides_first:
            words = words.masked_fill((positions == 0)[:, None], 0.0)
        both = self.word_norm(words)[0], self.state_norm(states)[0]
        x = self.join(torch.cat(both if manner.words_first else both[::-1], -1))
        turns = tuple((cos[positions], sin[positions]) for cos, sin in self.turns)
        delta, stream = self.layer(x, None, cache=cache, context=StepContext(batch, turns))
        normed, total = self.final_norm(delta, stream)
        return normed, normed if manner.passes_normed else total

    def logits(self, hidden: Tensor) -> Tensor:
        """[R, N] to [R, V], by the lead's head."""
        return self.lead.logits(hidden)


def open_mtp(directory: Path, lead: Lead, decoder: Decoder) -> MtpHead:
    """Raises a `ModelError` with one sentence where there is none, or it does not fit."""
    config = decoder.config
    loader = Loader(Checkpoint(directory), config, lead.dtype, lead.device)
    manner, prefix = find_manner(directory, loader)
    size = config.hidden_size
    layer = loader.read_block(prefix + manner.inner, config.layers[-1])
    ropes = [build_tables(rope, decoder.context_length) for rope in config.ropes]
    return MtpHead(
        manner,
        join=ops.PackedLinear(loader.read(f"{prefix}{manner.join}.weight", (size, 2 * size))),
        word_norm=loader.read_norm(prefix + manner.word_norm, size),
        state_norm=loader.read_norm(prefix + manner.state_norm, size),
        layer=in_one_call(layer),
        attention=layer.attention,
        final_norm=loader.read_norm(prefix + manner.final_norm, size),
        turns=tuple((cos.to(lead.device), sin.to(lead.device)) for cos, sin in ropes),
        lead=decoder,
    )


def find_manner(directory: Path, loader: Loader) -> tuple[Manner, str]:
    """And what the names of the layer begin with."""
    for manner in MANNERS:
        prefix = manner.prefix.format(root=loader.root, layer=loader.config.num_layers)
        if f"{prefix}{manner.join}.weight" in loader.checkpoint:
            return manner, prefix
    raise CheckpointError(f"{directory} has no layer that predicts further tokens (MTP).")
