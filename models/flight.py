"""A step between its launch and its result."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

import ops
from models.batch import NO_GRAMMAR, NO_TOKEN, StepResult, TokenLogprobs
from models.scoring import hand_out
from models.slots import Share, Slots
from models.understudies.company import Company
from models.understudies.proposal import Proposal


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """What one forward gave. A step has several if it did not fit into memory as a whole."""

    shares: Sequence[Share]
    is_sound: Tensor  # [T]: the token's last hidden state is made of numbers
    ids: Tensor | None = None  # [shares that sample, W], -1 behind what was decided
    logprobs: ops.Logprobs | None = None
    scores: ops.Scores | None = None  # of prompts


class Flight:
    """Its numbers may still be under way from the device; `land` waits for them."""

    def __init__(
        self,
        step: int,
        shares: Sequence[Share],
        parts: Sequence[Part],
        *,
        slots: Slots,
        began: float = 0.0,
    ) -> None:
        self._num_tokens = sum([share.num_tokens for share in shares])
        self._has_prompts = any(
            [share.end - share.start > 1 or not share.samples for share in shares]
        )
        self.began, self.seconds = began, 0.0
        self._step = step
        self._shares = shares
        self._parts = [fetch(part) for part in parts]
        self._slots = slots
        self._arrival = mark_arrival(parts)
        self._one_lands = threading.Lock()
        self._result: StepResult | None = None

    def land(self) -> StepResult:
        """Commit what was decided, and tell it.

        Two threads want that: the one that launches the next step, and the one that answers.
        """
        with self._one_lands:
            if self._result is None:
                if self._arrival is not None:
                    self._arrival.synchronize()
                with torch.inference_mode():  # each thread has to say so for itself
                    for part in self._parts:
                        self._commit(part)
                self._parts = []  # the device remembers it for a while, and they are large
                self.seconds = time.monotonic() - self.began
                reports = tuple([share.report() for share in self._shares])
                self._result = StepResult(self._step, reports)
        return self._result

    def waited(self, shares: Sequence[Share], now: float) -> float | None:
        """How long after it a step begins that goes on with its texts."""
        texts = {share.row.id for share in self._shares}
        goes_on = any([share.row.id in texts for share in shares])
        return now - self.began - self.seconds if goes_on else None

    def teach(self, company: Company, told: Sequence[tuple[Proposal, Sequence[int]]]) -> None:
        """Those who read ahead: what the lead decided for each proposal, and what it took."""
        company.learn(
            told,
            num_tokens=self._num_tokens,
            seconds=self.seconds,
            has_prompts=self._has_prompts,
        )

    def _commit(self, part: Part) -> None:
        decide(part)
        for share in part.shares:
            if share.slot.error is None:
                self._slots.commit(share)


def decide(part: Part) -> None:
    """Tell each share what the lead decided for it, or that it failed."""
    sound = part.is_sound.tolist()
    rows = iter(()) if part.ids is None else iter(part.ids.tolist())
    logprobs = {} if part.logprobs is None else read_logprobs(part.logprobs)
    if part.scores is not None:
        hand_out(part.scores, part.shares)
    token = number = 0
    for share in part.shares:
        num_own = share.end - share.start
        if not all(sound[token : token + num_own]):
            share.slot.error = "nan"
        token += share.num_tokens
        if not share.samples:
            continue
        share.ids = [id for id in next(rows) if id >= 0]
        if not share.ids and share.slot.error is None:
            matcher = share.slot.matcher
            too_hard = matcher is not None and matcher.is_lost
            share.slot.error = NO_GRAMMAR if too_hard else NO_TOKEN
        if number in logprobs:
            num_top = share.slot.sampling.logprobs
            share.logprobs = tuple(
                [
                    TokenLogprobs(told.logprob, told.rank, told.top[:num_top])
                    for told in logprobs[number][: len(share.ids)]
                ]
            )
        number += 1


def read_logprobs(logprobs: ops.Logprobs) -> dict[int, list[TokenLogprobs]]:
    """Of each row that wants them, in the order of its tokens."""
    columns = zip(
        logprobs.logprob.tolist(),
        logprobs.rank.tolist(),
        logprobs.top_ids.tolist(),
        logprobs.top_logprobs.tolist(),
        strict=True,
    )
    return {
        row: [
            TokenLogprobs(logprob, rank, tuple(zip(ids, values, strict=True)))
            for logprob, rank, ids, values in zip(*column, strict=True)
        ]
        for row, column in zip(logprobs.rows, columns, strict=True)
    }


def fetch(part: Part) -> Part:
    """Begin to copy its numbers to the processor, if they are elsewhere."""
    if part.is_sound.device.type == "cpu":
        return part
    logprobs, scores = part.logprobs, part.scores
    return Part(
        part.shares,
        copy_back(part.is_sound),
        None if part.ids is None else copy_back(part.ids),
        None
        if logprobs is None
        else ops.Logprobs(
            logprobs.rows,
            copy_back(logprobs.logprob),
            copy_back(logprobs.rank),
            copy_back(logprobs.top_ids),
            copy_back(logprobs.top_logprobs),
        ),
        None
        if scores is None
        else ops.Scores(
            copy_back(scores.logprob),
            copy_back(scores.rank),
            copy_back(scores.top_ids),
            copy_back(scores.top_logprobs),
        ),
    )


def copy_back(tensor: Tensor) -> Tensor:
    """Without waiting for it."""
    return tensor.to("cpu", non_blocking=True)


def mark_arrival(parts: Sequence[Part]) -> torch.cuda.Event | None:
    """What to wait for until all copies are there; nothing on a processor."""
    device = parts[0].is_sound.device if parts else torch.device("cpu")
    if device.type == "cpu":
        return None
    arrival = torch.cuda.Event()
    arrival.record(torch.cuda.current_stream(device))
    return arrival
