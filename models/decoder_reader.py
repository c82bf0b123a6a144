"""Hidden states of whole texts by the native decoder, for embedders that began as language models.

Nobody comes back for the keys and values of such a text, so all layers use one cache after another:
each layer writes before it reads. Letters: see `ops`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import torch
from torch import Tensor

import ops
from models.config import ModelConfig
from models.decoder import Cache, Decoder
from models.encoder import Texts, cut_into_packs
from models.layers import RaggedBatch
from models.weights import load_weights

BLOCK_SIZE = 16


def open_decoder_reader(
    directory: Path,
    config: ModelConfig,
    *,
    max_length: int,
    dtype: torch.dtype,
    device: torch.device | str,
    progress: Callable[[float], None] | None,
) -> DecoderReader:
    """The decoder without its head, which such checkpoints may not even have."""
    weights = load_weights(
        directory, replace(config, tied=True), dtype=dtype, device=device, progress=progress
    )
    headless = replace(weights, head=ops.PackedLinear(weights.embedding[:1].to(dtype).clone()))
    return DecoderReader(Decoder(config, headless, context_length=max_length))


class DecoderReader:
    """Inference mode is the caller's."""

    def __init__(self, decoder: Decoder) -> None:
        self._decoder = decoder
        self.vocabulary_size = decoder.config.vocabulary_size

    def read(self, texts: Texts) -> Iterator[Tensor]:
        """The normed hidden states [tokens, N] of each text."""
        for pack in cut_into_packs(texts):
            yield from self._read_pack(texts[pack.start : pack.stop])

    def _read_pack(self, texts: Texts) -> Sequence[Tensor]:
        keys = self._decoder.allocate_caches(1, BLOCK_SIZE)
        device = keys[0][0].device
        lengths = [len(text) for text in texts]
        blocks = [-(-length // BLOCK_SIZE) for length in lengths]
        firsts = [sum(blocks[:number]) for number in range(len(texts))]
        places = [
            first * BLOCK_SIZE + at
            for first, length in zip(firsts, lengths, strict=True)
            for at in range(length)
        ]
        table = torch.arange(max(blocks)) + torch.tensor(firsts)[:, None]
        batch = RaggedBatch(
            query_start=torch.tensor([0, *lengths]).cumsum(0).to(device),
            block_tables=table.clamp(max=sum(blocks) - 1).to(device),
            context_lens=torch.tensor(lengths, device=device),
            slot_mapping=torch.tensor(places, device=device),
        )
        ids = torch.tensor([id for text in texts for id in text], device=device)
        positions = torch.tensor([at for length in lengths for at in range(length)], device=device)
        caches = share_one(keys, sum(blocks))
        hidden = self._decoder.forward(ids, positions, batch=batch, caches=caches)
        return hidden.split(lengths)


def share_one(small: Sequence[Cache], num_blocks: int) -> list[Cache]:
    """The same cache for all layers of the same shape. `small` has one block for each layer."""
    made: dict[tuple[torch.Size, torch.Size], Cache] = {}
    for keys, values in small:
        shapes = (keys.shape, values.shape)
        if shapes not in made:
            made[shapes] = (
                keys.new_empty(num_blocks, *keys.shape[1:]),
                values.new_empty(num_blocks, *values.shape[1:]),
            )
    return [made[keys.shape, values.shape] for keys, values in small]
