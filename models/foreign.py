"""Language models without native code: transformers' modelling code over our paged cache.

    open_foreign      reads, refuses or loads, and tries out
    ForeignDecoder    what `models.decoder.Decoder` is to the native families

    models.attention_plug      our attention behind transformers' interface
    models.foreign_attention   ... over the paged cache
    models.foreign_rows        ... and our linear layers in the place of theirs
    models.foreign_head        from hidden states to logits
    models.foreign_trial       the proof before a model is served

A ragged batch goes through the modelling code as one text of T tokens with positions of their own;
only the attention knows better, and that is ours. Whatever else looks at neighbouring tokens
(recurrent states, convolutions, biases by distance) would go wrong in silence. Therefore the trial.
Letters: see `ops`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch
from torch import Tensor
from transformers import AutoModelForCausalLM

from models.attention_plug import plug_in, surveying
from models.decoder import Cache
from models.errors import UnsupportedArchitecture
from models.foreign_attention import ForeignLayer, PagedPlug, SurveyPlug
from models.foreign_checks import refuse_reach, refuse_unservable
from models.foreign_config import ForeignConfig, read_foreign_config
from models.foreign_head import Head, find_inner
from models.foreign_loading import load_config, load_model, passes, say
from models.foreign_ropes import freeze_ropes
from models.foreign_rows import RowFunctions, pack_linears
from models.foreign_trial import Trial
from models.layers import RaggedBatch


def open_foreign(
    directory: Path,
    *,
    dtype: torch.dtype,
    device: torch.device | str = "cpu",
    context_length: int | None = None,
    progress: Callable[[float], None] | None = None,
    trust_remote_code: bool = False,
) -> ForeignDecoder:
    """Raises a `ModelError` with one sentence for what is damaged and for what cannot work."""
    settings, config = read_servable(directory, trust_remote_code=trust_remote_code)
    length = context_length or config.context_length
    refuse_reach(settings, directory, context_length=length, known=config.context_length)
    model = load_model(
        AutoModelForCausalLM,
        directory,
        settings,
        dtype=dtype,
        device=device,
        progress=progress,
        trust_remote_code=trust_remote_code,
    )
    with torch.inference_mode():
        try:
            return try_out(model, config, length, dtype)
        except Exception as error:
            if passes(error):
                raise
            raise UnsupportedArchitecture(
                f"{directory} does not run over a paged cache: {say(error)}."
            ) from error


def read_servable(directory: Path, *, trust_remote_code: bool) -> tuple[Any, ForeignConfig]:
    """transformers' settings and ours. What cannot be served is refused before ours are read."""
    settings = load_config(directory, trust_remote_code=trust_remote_code)
    refuse_unservable(settings, directory)
    return settings, read_foreign_config(directory, settings.to_dict())


def try_out(
    model: Any, config: ForeignConfig, context_length: int, dtype: torch.dtype
) -> ForeignDecoder:
    """The decoder, once it has computed what transformers computes."""
    freeze_ropes(model, context_length)
    trial = Trial(model, config.vocabulary_size)
    config = replace(config, vocabulary_size=trial.expected.shape[-1])
    on_cpu = model.device.type == "cpu"
    if on_cpu:
        pack_linears(model)
    decoder = ForeignDecoder(
        config,
        model,
        context_length=context_length,
        rows_are_apart=on_cpu and dtype == torch.float32,
    )
    trial.check(decoder, dtype)
    return decoder


class ForeignDecoder:
    """Inference mode and the cache are the caller's."""

    def __init__(
        self, config: ForeignConfig, model: Any, *, context_length: int, rows_are_apart: bool
    ) -> None:
        """`rows_are_apart`: it is worth some time that rows do not know of each other."""
        self.config = config
        self.context_length = context_length
        self._model = model
        self._inner: Any = find_inner(model)
        self._head = Head(model, self._inner)
        self._plug = PagedPlug()
        self._rows_are_apart = rows_are_apart

    @property
    def layers(self) -> Sequence[ForeignLayer]:
        """What each layer keeps in the cache."""
        return self._plug.layers

    def forward(
        self,
        token_ids: Tensor,
        positions: Tensor,
        *,
        batch: RaggedBatch,
        caches: Sequence[Cache],
        progress: Callable[[float], None] | None = None,
    ) -> Tensor:
        """token_ids [T], positions [T] to the normed hidden states [T, N].

        `progress` hears after each layer's attention which fraction of them is done.
        """
        self._plug.begin(batch, caches, progress)
        with self._functions():
            output = self._inner(
                input_ids=token_ids[None], position_ids=positions[None], use_cache=False
            )
        self._plug.end()
        hidden: Tensor = output[0][0]
        return hidden

    def logits(self, hidden: Tensor) -> Tensor:
        """hidden [M, N] to float32 [M, V]: computed only for the tokens that are sampled from."""
        with self._functions():
            return self._head(hidden).float()

    def allocate_caches(self, num_blocks: int, block_size: int) -> list[Cache]:
        """Keys and values for every layer, of the type and on the device of the model's own."""
        device = self._model.device
        return [layer.allocate(num_blocks, block_size, device) for layer in self.layers]

    def block_bytes(self, block_size: int) -> int:
        """Keys and values of one block over all layers."""
        return block_size * sum(layer.num_bytes() for layer in self.layers)

    def survey(
        self,
        token_ids: Tensor,
        positions: Tensor,
        *,
        batch: RaggedBatch,
        caches: list[Cache],
        num_blocks: int,
        block_size: int,
    ) -> Tensor:
        """The first forward, of one row: finds out what the layers are, and allocates `caches`."""
        finder = SurveyPlug(self._plug, caches, num_blocks=num_blocks, block_size=block_size)
        plug_in(self._model, finder)
        with surveying(self._model, longest=self.context_length):
            hidden = self.forward(token_ids, positions, batch=batch, caches=caches)
        plug_in(self._model, self._plug)
        if not self.layers:
            raise UnsupportedArchitecture(
                f"{type(self._model).__name__} has no attention that others may compute."
            )
        return hidden

    def _functions(self) -> AbstractContextManager[object]:
        return RowFunctions() if self._rows_are_apart else nullcontext()
