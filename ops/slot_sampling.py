"""Remembers how each slot samples, so that a step builds its `SamplingBatch` cheaply."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Flag, auto

import torch
from torch import Tensor
from torch.nn import functional

from ops.sampling_batch import (
    Allowed,
    BadWords,
    Filters,
    Noise,
    Pairs,
    Penalties,
    SamplingBatch,
    SamplingParameters,
)
from ops.transfer import to_device, transfer

COLDEST = 1e-5


class _Wants(Flag):
    """What a request uses: a batch builds only what one of its rows wants."""

    NOTHING = 0
    NOISE = auto()
    FILTERS = auto()
    PENALTIES = auto()
    BIAS = auto()
    ALLOWED = auto()
    STOPS = auto()
    BAD_WORDS = auto()
    LOGPROBS = auto()


@dataclass(slots=True)
class _Slot:
    sampling: SamplingParameters
    wants: _Wants
    num_prompt: int
    tail: list[int]  # the last tokens of the text, as many as bad words look back
    place: int = -1  # line in the tables of the penalties
    allowed: Tensor | None = None  # [V] bool
    last: Tensor | None = None  # [words]: of each bad word its last token
    before: Tensor | None = None  # [words, longest - 1]: and those before it, as in a batch


class SlotSampling:
    """The sampling parameters and counts of all slots that are in use."""

    def __init__(self, vocabulary_size: int, *, device: torch.device | str = "cpu") -> None:
        self._vocabulary_size = vocabulary_size
        self._device = torch.device(device)
        self._slots: dict[int, _Slot] = {}
        self._free_places: list[int] = []
        self._uncounted: list[tuple[int, int]] = []  # place, token
        self._output_counts = torch.zeros(0, vocabulary_size, dtype=torch.int32, device=device)
        self._in_prompt = torch.zeros(0, vocabulary_size, dtype=torch.bool, device=device)

    def enter(
        self, slot: int, sampling: SamplingParameters, *, tokens: Sequence[int], num_prompt: int
    ) -> None:
        """A request moves in; tokens are its prompt and what it generated so far."""
        self.leave(slot)
        wants = _read_wants(sampling, len(tokens) - num_prompt)
        known = _Slot(sampling, wants, num_prompt, tail=_last(tokens, _look_back(sampling)))
        if _Wants.PENALTIES in wants:
            known.place = self._take_place()
            self._uncounted += [(known.place, id) for id in tokens[num_prompt:]]
            prompt = to_device(self._ids(tokens[:num_prompt]), self._device)
            self._in_prompt[known.place, prompt] = True
        if _Wants.ALLOWED in wants:
            known.allowed = self._in_prompt.new_zeros(self._vocabulary_size)
            allowed = to_device(self._ids(sampling.allowed_ids), self._device)
            known.allowed[allowed] = True
        if _Wants.BAD_WORDS in wants:  # many and long, maybe: they are spelled out once
            words, width = sampling.bad_words_ids, _look_back(sampling)
            known.last = self._ids([word[-1] for word in words])
            spelled = [_backwards(word[:-1], width) for word in words]
            known.before = self._ids(spelled).view(len(words), width)
        self._slots[slot] = known

    def commit(self, slot: int, ids: Sequence[int]) -> None:
        """The slot's text grew by these tokens."""
        known = self._slots[slot]
        if known.tail or _Wants.BAD_WORDS in known.wants:
            known.tail = _last([*known.tail, *ids], _look_back(known.sampling))
        if known.place >= 0:
            self._uncounted += [(known.place, id) for id in ids]

    def leave(self, slot: int) -> None:
        """The request moves out; a slot that nobody is in may leave as well."""
        known = self._slots.pop(slot, None)
        if known is not None and known.place >= 0:
            self._uncounted = [pair for pair in self._uncounted if pair[0] != known.place]
            self._output_counts[known.place] = 0
            self._in_prompt[known.place] = False
            self._free_places.append(known.place)

    def batch(self, slots: Sequence[int]) -> SamplingBatch:
        """The parameters of a step's rows, in their order."""
        rows = [self._slots[slot] for slot in slots]
        wants = _Wants.NOTHING
        for row in rows:
            wants |= row.wants
        asks = [row.sampling for row in rows]
        logprob_rows = tuple(r for r, ask in enumerate(asks) if ask.logprobs is not None)
        batch = SamplingBatch(
            num_rows=len(rows),
            noise=self._noise(asks) if _Wants.NOISE in wants else None,
            filters=self._filters(asks) if _Wants.FILTERS in wants else None,
            penalties=self._penalties(rows) if _Wants.PENALTIES in wants else None,
            bias=self._bias(asks) if _Wants.BIAS in wants else None,
            allowed=self._allowed(rows) if _Wants.ALLOWED in wants else None,
            stops=self._stops(rows) if _Wants.STOPS in wants else None,
            bad_words=self._bad_words(rows) if _Wants.BAD_WORDS in wants else None,
            logprob_rows=logprob_rows,
            logprob_index=self._ids(logprob_rows) if logprob_rows else None,
            num_top=max((asks[row].logprobs or 0 for row in logprob_rows), default=0),
        )
        return batch if self._device.type == "cpu" else transfer(batch, self._device)

    def _noise(self, asks: Sequence[SamplingParameters]) -> Noise:
        return Noise(
            seed=self._ids([_signed64(ask.seed) for ask in asks]),
            temperature=self._numbers([_temperature(ask) for ask in asks], torch.float64),
        )

    def _filters(self, asks: Sequence[SamplingParameters]) -> Filters:
        most_k = max(ask.top_k for ask in asks)
        some_p = any(ask.top_p < 1 for ask in asks)
        some_min = any(ask.min_p > 0 for ask in asks)
        return Filters(
            min_p=self._numbers([a.min_p for a in asks], torch.float64) if some_min else None,
            top_k=self._ids([a.top_k for a in asks]) if most_k > 0 else None,
            top_p=self._numbers([a.top_p for a in asks], torch.float64) if some_p else None,
            most_k=most_k,
        )

    def _penalties(self, rows: Sequence[_Slot]) -> Penalties:
        self._count()
        asks = [row.sampling for row in rows]
        return Penalties(
            place=self._ids([row.place for row in rows]),
            repetition=self._numbers([ask.repetition_penalty for ask in asks]),
            frequency=self._numbers([ask.frequency_penalty for ask in asks]),
            presence=self._numbers([ask.presence_penalty for ask in asks]),
            output_counts=self._output_counts,
            in_prompt=self._in_prompt,
        )

    def _bias(self, asks: Sequence[SamplingParameters]) -> Pairs:
        pairs = [(row, id, add) for row, ask in enumerate(asks) for id, add in ask.logit_bias]
        return Pairs(
            row=self._ids([row for row, _, _ in pairs]),
            id=self._ids([id for _, id, _ in pairs]),
            value=self._numbers([add for _, _, add in pairs]),
        )

    def _allowed(self, rows: Sequence[_Slot]) -> Allowed:
        tables = [row.allowed for row in rows if row.allowed is not None]
        places = iter(range(len(tables)))
        place = [-1 if row.allowed is None else next(places) for row in rows]
        return Allowed(place=self._ids(place), table=torch.stack(tables))

    def _stops(self, rows: Sequence[_Slot]) -> Pairs:
        pairs = [
            (index, id, row.num_prompt + row.sampling.min_tokens)
            for index, row in enumerate(rows)
            if row.sampling.min_tokens > 0
            for id in row.sampling.stop_ids
        ]
        columns = zip(*pairs, strict=True)
        return Pairs(*(self._ids(column) for column in columns))

    def _bad_words(self, rows: Sequence[_Slot]) -> BadWords:
        width = max(_look_back(row.sampling) for row in rows)
        before = [
            functional.pad(row.before, (0, width - row.before.shape[1]), value=-1)
            for row in rows
            if row.before is not None
        ]
        text = [_backwards(row.tail, width) for row in rows]
        counts = self._ids([len(row.sampling.bad_words_ids) for row in rows])
        return BadWords(
            row=torch.arange(len(rows)).repeat_interleave(counts),
            last=torch.cat([row.last for row in rows if row.last is not None]),
            before=torch.cat(before),
            text=self._ids(text).view(len(rows), width),
        )

    def _ids(self, values: Sequence[object]) -> Tensor:
        return torch.tensor(values, dtype=torch.int64)

    def _numbers(self, values: Sequence[float], dtype: torch.dtype = torch.float32) -> Tensor:
        return torch.tensor(values, dtype=dtype)

    def _count(self) -> None:
        """What was committed since the last step, of all rows at once."""
        if self._uncounted:
            pairs = to_device(self._ids(self._uncounted), self._device)
            one = torch.ones((), dtype=torch.int32, device=self._device)
            self._output_counts.index_put_(pairs.unbind(1), one, accumulate=True)
            self._uncounted = []

    def _take_place(self) -> int:
        """A line of zeros in both tables, which double when they are full."""
        if not self._free_places:
            old = len(self._in_prompt)
            more = max(1, old)
            self._output_counts = _longer(self._output_counts, more)
            self._in_prompt = _longer(self._in_prompt, more)
            self._free_places = list(range(old, old + more))
        return self._free_places.pop()


def _read_wants(sampling: SamplingParameters, num_generated: int) -> _Wants:
    is_noisy = _temperature(sampling) > 0
    is_filtered = sampling.top_k > 0 or sampling.top_p < 1 or sampling.min_p > 0
    penalties = (sampling.presence_penalty, sampling.frequency_penalty)
    is_penalised = any(penalties) or sampling.repetition_penalty != 1
    is_kept_going = bool(sampling.stop_ids) and num_generated < sampling.min_tokens
    wants = _Wants.NOTHING
    for is_wanted, want in (
        (is_noisy, _Wants.NOISE),
        (is_noisy and is_filtered, _Wants.FILTERS),
        (is_penalised, _Wants.PENALTIES),
        (bool(sampling.logit_bias), _Wants.BIAS),
        (bool(sampling.allowed_ids), _Wants.ALLOWED),
        (is_kept_going, _Wants.STOPS),
        (bool(sampling.bad_words_ids), _Wants.BAD_WORDS),
    ):
        if is_wanted:
            wants |= want
    return wants


def _temperature(sampling: SamplingParameters) -> float:
    """0 stands for greedy; so does what is too cold for noise to matter, as in vLLM."""
    return sampling.temperature if sampling.temperature >= COLDEST else 0.0


def _look_back(sampling: SamplingParameters) -> int:
    return max((len(word) - 1 for word in sampling.bad_words_ids), default=0)


def _last(tokens: Sequence[int], count: int) -> list[int]:
    return list(tokens[len(tokens) - min(count, len(tokens)) :])


def _backwards(ids: Sequence[int], width: int) -> list[int]:
    """Nearest first, filled up with -1."""
    return [*reversed(ids), *[-1] * width][:width]


def _signed64(seed: int) -> int:
    bits = seed & (1 << 64) - 1
    return bits - (1 << 64) if bits >> 63 else bits


def _longer(table: Tensor, more: int) -> Tensor:
    return torch.cat((table, table.new_zeros(more, table.shape[1])))
