"""Hidden states of whole texts by transformers' modelling code, several texts in one forward.

Texts lie behind one another, without padding; our attention (see `models.attention_plug`) keeps
each to itself. Where a model does not allow that (biases by distance, an attention that cannot be
exchanged) every text goes through it alone, which is slower for short texts and right for all.
Which of the two is found out when the model is loaded.

In float32 on a CPU a text's hidden states are the same, bit for bit, whatever its company: for the
packed way as far as `models.foreign_rows` reaches, for the other way always. Letters: see `ops`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from transformers import AutoModel

from models.attention_plug import plug_in, surveying
from models.errors import UnsupportedArchitecture
from models.foreign_checks import can_be_plugged
from models.foreign_loading import load_config, load_model, passes, say
from models.foreign_ropes import freeze_ropes
from models.foreign_rows import RowFunctions, pack_linears
from models.text_attention import SurveyTexts, TextPlug

PACK_TOKENS = 4096  # in one forward; a longer text goes alone
UNUSED = ("pooler.",)  # tensors that only other uses of a model need

TRIAL_LENGTHS = (5, 1, 7)  # tokens
MOST_WRONG = {torch.float32: 1e-4, torch.float64: 1e-4}  # of hidden states, relative to their size
MOST_WRONG_ROUNDED = 0.1

Texts = Sequence[Sequence[int]]


def open_encoder(
    directory: Path,
    *,
    max_length: int,
    dtype: torch.dtype,
    device: torch.device | str = "cpu",
    progress: Callable[[float], None] | None = None,
    trust_remote_code: bool = False,
) -> Encoder:
    """Raises a `ModelError` with one sentence. `max_length` is that of the longest text."""
    settings = load_config(directory, trust_remote_code=trust_remote_code)
    if settings.is_encoder_decoder:
        raise UnsupportedArchitecture(
            f"{directory} is a {settings.model_type!r}, which reads a text in order to write "
            "another one; it has no vectors of its own."
        )
    model = load_model(
        AutoModel,
        directory,
        settings,
        dtype=dtype,
        device=device,
        progress=progress,
        trust_remote_code=trust_remote_code,
        may_lack=UNUSED,
    )
    with torch.inference_mode():
        try:
            return Encoder(model, max_length=max_length, dtype=dtype)
        except Exception as error:
            if passes(error):
                raise
            raise UnsupportedArchitecture(
                f"{directory} does not run as an encoder of texts: {say(error)}."
            ) from error


class Encoder:
    """Inference mode is the caller's."""

    def __init__(self, model: Any, *, max_length: int, dtype: torch.dtype) -> None:
        """Replaces parts of the model, see `models.foreign_rows`."""
        self.packs = False
        self.vocabulary_size: int = model.config.get_text_config().vocab_size
        self._model = model
        self._device: torch.device = model.device
        self._offset = first_position(model)
        self._plug = TextPlug()
        self._on_cpu = self._device.type == "cpu"
        self._rows_are_apart = self._on_cpu and dtype == torch.float32
        freeze_ropes(model, max_length)
        middle = self.vocabulary_size // 2  # far from special tokens
        texts = [list(range(middle, middle + length)) for length in TRIAL_LENGTHS]
        expected = [self._read_alone(text, None) for text in texts]
        if self._on_cpu:
            pack_linears(model)
        if can_be_plugged(type(model)):
            self.packs = self._try_to_pack(texts, expected, max_length, dtype)

    def read(self, texts: Texts, *, type_ids: Texts | None = None) -> Iterator[Tensor]:
        """The normed hidden states [tokens, N] of each text.

        `type_ids` say which part of a pair each token belongs to, for models that care.
        """
        if not self.packs:
            for number, text in enumerate(texts):
                yield self._read_alone(text, None if type_ids is None else type_ids[number])
            return
        for pack in cut_into_packs(texts):
            types = None if type_ids is None else type_ids[pack.start : pack.stop]
            yield from self._read_packed(texts[pack.start : pack.stop], types)

    def _read_alone(self, text: Sequence[int], types: Sequence[int] | None) -> Tensor:
        inputs = {"input_ids": self._row(text), "attention_mask": self._row([1] * len(text))}
        if types is not None:
            inputs["token_type_ids"] = self._row(types)
        with self._functions():
            hidden: Tensor = self._model(**inputs)[0][0]
        return hidden

    def _read_packed(self, texts: Texts, types: Texts | None) -> Sequence[Tensor]:
        lengths = [len(text) for text in texts]
        positions = [at + self._offset for length in lengths for at in range(length)]
        inputs = {
            "input_ids": self._row([id for text in texts for id in text]),
            "position_ids": self._row(positions),
        }
        if types is not None:
            inputs["token_type_ids"] = self._row([type for text in types for type in text])
        self._plug.begin(lengths)
        with self._functions():
            hidden: Tensor = self._model(**inputs)[0][0]
        self._plug.end()
        return hidden.split(lengths)

    def _try_to_pack(
        self, texts: Texts, expected: Sequence[Tensor], max_length: int, dtype: torch.dtype
    ) -> bool:
        """Whether packed texts come out as they do alone. If not, the model is as it was."""
        before = self._model.config._attn_implementation
        try:
            plug_in(self._model, SurveyTexts(self._plug))
            with surveying(self._model, longest=max_length):
                self._read_packed(texts[:1], None)
            plug_in(self._model, self._plug)
            results = self._read_packed(texts, None)
        except Exception as error:  # whatever code that is not made for it runs into
            if passes(error) and not isinstance(error, UnsupportedArchitecture):
                raise
            results = []
        most = MOST_WRONG.get(dtype, MOST_WRONG_ROUNDED)
        if len(results) == len(expected) and all(map(agree_within(most), results, expected)):
            return True
        self._model.set_attn_implementation(before)
        return False

    def _row(self, numbers: Sequence[int]) -> Tensor:
        return torch.tensor([list(numbers)], device=self._device)

    def _functions(self) -> AbstractContextManager[object]:
        return RowFunctions() if self._rows_are_apart else nullcontext()


def first_position(model: nn.Module) -> int:
    """RoBERTa and its relatives count from the row behind that of padding."""
    for name, module in model.named_modules():
        if name.endswith("position_embeddings") and isinstance(module, nn.Embedding):
            return 0 if module.padding_idx is None else module.padding_idx + 1
    return 0


def refuse_texts(texts: Texts, *, max_length: int, vocabulary_size: int) -> None:
    """Raises a `ValueError` that says what is wrong with which text."""
    for number, text in enumerate(texts):
        if not 0 < len(text) <= max_length:
            raise ValueError(
                f"Text {number} has {len(text)} tokens; the model reads 1 to {max_length}."
            )
        if min(text) < 0 or max(text) >= vocabulary_size:
            raise ValueError(
                f"Text {number} has a token that is not among the model's {vocabulary_size}."
            )


def cut_into_packs(texts: Texts) -> Iterator[range]:
    """Neighbouring texts whose tokens fit into one forward."""
    start, num_tokens = 0, 0
    for number, text in enumerate(texts):
        if number > start and num_tokens + len(text) > PACK_TOKENS:
            yield range(start, number)
            start, num_tokens = number, 0
        num_tokens += len(text)
    if start < len(texts):
        yield range(start, len(texts))


def agree_within(most: float) -> Callable[[Tensor, Tensor], bool]:
    """Whether two texts' hidden states differ by no more than that, relative to their size."""

    def agree(mine: Tensor, theirs: Tensor) -> bool:
        return bool((mine - theirs).float().norm() <= most * theirs.float().norm())

    return agree
