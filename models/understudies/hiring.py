"""Who with weights of his own reads ahead: found, loaded, and later given blocks.

a smaller model        models.understudies.draft_model
... of other words     models.understudies.retold
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import torch

import ops
from models.batch import Progress
from models.checkpoint_vocabulary import CheckpointVocabulary
from models.decoder import Cache, Decoder
from models.errors import ModelError, UnsupportedArchitecture
from models.hub import find_model
from models.loading import Lead
from models.memory import grow_caches
from models.open_model import LanguageModel, open_decoder, read_servable_config
from models.slots import Slots
from models.understudies import ModelUnderstudy
from models.understudies.choosing import Choice
from models.understudies.draft_model import DraftModel
from models.understudies.eagle import is_eagle, open_eagle
from models.understudies.heads import Head, HeadUnderstudy
from models.understudies.mtp import open_mtp
from models.understudies.own_blocks import OwnBlocks
from models.understudies.retold import RetoldModel
from models.understudies.translation import Translation
from models.vocabulary_files import read_vocabulary

Tell = Callable[[Progress], None]


class Wish(Protocol):
    """What the user said. `models.executor` explains the fields."""

    model: str
    method: str
    draft_model: str | None


class Hired(Protocol):
    """Somebody who has weights, and no blocks yet. His blocks lie beside the lead's."""

    @property
    def one_block(self) -> Sequence[Cache]:
        """Keys and values of one block."""
        ...

    def engage(self, num_blocks: int, slots: Slots) -> ModelUnderstudy:
        """Ready to read ahead."""
        ...


def hire(wish: Wish, lead: Lead, block_size: int, progress: Tell) -> Hired | None:
    """None: nobody is to be. Raises a `ModelError` for what the user can mend."""
    if wish.draft_model is None and wish.method != "mtp":
        return None
    directory = lead.directory
    if wish.draft_model is not None:
        directory = find_model(
            wish.draft_model, progress=lambda fraction: progress(Progress("download", fraction))
        )
    if wish.method == "mtp":
        decoder = native(lead)
        return hire_head("mtp", open_mtp(directory, lead, decoder), lead, decoder, block_size)
    if is_eagle(directory):
        decoder = native(lead)
        head, decoder.taps = open_eagle(directory, lead, decoder)
        return hire_head("eagle3", head, lead, decoder, block_size)
    if wish.method == "eagle3":
        raise ModelError(f"{wish.draft_model} is no EAGLE-3 head, as its config.json says.")
    return hire_model(wish, lead, directory, block_size, progress)


@dataclass(frozen=True, slots=True, eq=False)
class HiredHead:
    """It hears the lead from now on."""

    name: str
    head: Head
    lead: Lead
    lead_size: int  # of a hidden state
    block_size: int
    one_block: Sequence[Cache]

    def engage(self, num_blocks: int, slots: Slots) -> ModelUnderstudy:
        (cache,) = grow_caches(self.one_block, num_blocks)
        return HeadUnderstudy(
            self.name,
            self.head,
            cache,
            lead_size=self.lead_size,
            block_size=self.block_size,
            choice=Choice(slots, self.lead.decoder.config.vocabulary_size, self.lead.device),
            device=self.lead.device,
        )


def native(lead: Lead) -> Decoder:
    """Who can be listened to."""
    if isinstance(lead.decoder, Decoder):
        return lead.decoder
    raise UnsupportedArchitecture(
        f"A head has to hear the layers of the model, but those of {lead.directory} run through "
        "transformers' code."
    )


def hire_head(name: str, head: Head, lead: Lead, decoder: Decoder, block_size: int) -> HiredHead:
    attention = head.attention
    like = torch.empty(0, dtype=lead.dtype, device=lead.device)
    sizes = attention.num_kv_heads, attention.head_size, attention.value_size
    one_block = [ops.empty_cache(like, 1, block_size, *sizes)]
    size = decoder.config.hidden_size
    return HiredHead(name, head, lead, size, block_size, one_block)


@dataclass(frozen=True, slots=True, eq=False)
class HiredModel:
    """A smaller model, of the lead's vocabulary or of another one."""

    reader: LanguageModel
    lead: Lead
    translation: Translation | None
    block_size: int
    one_block: Sequence[Cache]

    def engage(self, num_blocks: int, slots: Slots) -> ModelUnderstudy:
        caches = grow_caches(self.one_block, num_blocks)
        device = self.lead.device
        choice = Choice(slots, self.lead.decoder.config.vocabulary_size, device)
        if self.translation is None:
            return DraftModel(self.reader, caches, slots, choice=choice, device=device)
        return RetoldModel(
            self.reader,
            caches,
            OwnBlocks(num_blocks, self.block_size),
            translation=self.translation,
            choice=choice,
            device=device,
        )


def hire_model(
    wish: Wish, lead: Lead, directory: Path, block_size: int, progress: Tell
) -> HiredModel:
    """It computes as the lead does."""
    config = read_servable_config(directory)
    translation = translate(lead, directory, config.vocabulary_size)
    if translation is not None and not translation.num_known:
        raise ModelError(f"{wish.draft_model} has no word in common with {wish.model}.")
    reader = open_decoder(
        directory,
        dtype=lead.dtype,
        device=lead.device,
        context_length=min(config.context_length, lead.decoder.context_length),
        progress=lambda fraction: progress(Progress("load", fraction)),
    )
    one_block = reader.allocate_caches(1, block_size)
    return HiredModel(reader, lead, translation, block_size, one_block)


def translate(lead: Lead, other: Path, num_logits: int) -> Translation | None:
    """None: they have one vocabulary, in which each token is the same text."""
    first, second = (
        read_vocabulary(each).tokenizer.get_vocab() for each in (lead.directory, other)
    )
    if first == second:
        return None
    its, theirs = (CheckpointVocabulary(each) for each in (lead.directory, other))
    both = lead.decoder.config.vocabulary_size, num_logits
    return Translation(its, theirs, num_logits=both, device=lead.device)
