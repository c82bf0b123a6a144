"""What the engine and the device say to each other. Reading this file is reading the device link.

The engine's process imports this module, so it imports nothing heavy.

    engine                                   device
      | <------------- Progress ... Ready ----- |   once, while it loads
      | -- Step ------------------------------> |
      | <------------------------ StepResult -- |   one for each Step, in order

The device keeps for each *slot* the tokens of the request that lives there, its block table and its
sampling parameters. A row that brings a `Setup` replaces all of it; a row without one goes on where
the slot stands, so a steady step costs a few bytes for each row.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from msgspec import Struct


class Line(Struct, frozen=True):
    """One request's line of a message: of some there is one for every request and step.

    It is made in C, in a tenth of the time of a frozen dataclass. Where it can be part of no cycle,
    the search for garbage need not look at it either: `gc=False`.
    """


@dataclass(frozen=True, slots=True)
class Sampling:
    """How the lead picks the tokens of one request. It travels to the device once."""

    seed: int = 0
    temperature: float = 1.0  # 0 is greedy
    top_k: int = 0  # 0 is off
    top_p: float = 1.0
    min_p: float = 0.0
    presence_penalty: float = 0.0
    frequency_penalty: float = 0.0
    repetition_penalty: float = 1.0
    logit_bias: tuple[tuple[int, float], ...] = ()
    bad_words_ids: tuple[tuple[int, ...], ...] = ()
    allowed_ids: tuple[int, ...] = ()  # empty: every token
    stop_ids: tuple[int, ...] = ()  # one of these ends the text
    min_tokens: int = 0  # until then the stop ids cannot be sampled
    grammar: str = ""  # what the text has to match, as llguidance writes it; empty: anything
    logprobs: int | None = None  # None: not wanted; k: the token's own and those of the k best
    prompt_logprobs: int | None = None  # the same for the tokens of the prompt


@dataclass(frozen=True, slots=True)
class Speculation:
    """How understudies may read ahead for one request. It changes no token of the text."""

    method: str = "auto"  # "off", or the only source of drafts
    most: int | None = None  # drafts in a step; None: as many as the server takes
    prediction: tuple[int, ...] = ()  # what the client believes the answer to be


@dataclass(frozen=True, slots=True)
class Setup:
    """A request moves into a slot: all that the device must know to begin or to go on with it."""

    sampling: Sampling
    tokens: tuple[int, ...]  # the prompt, and what was generated before a preemption or a crash
    num_prompt: int
    speculation: Speculation = Speculation()
    salt: str = ""  # texts of one salt may learn from each other


class Row(Line, frozen=True, gc=False):
    """One request's share of a step: compute `count` tokens, then sample if it says so."""

    id: int
    slot: int
    setup: Setup | None
    # Position of the first token to compute; None: where the slot stands. All before it is in the
    # blocks, even if this slot never computed it.
    start: int | None
    count: int
    draft: int  # most tokens that the understudy may add behind them
    samples: bool  # the last of them is the newest token: decide on what follows
    blocks: tuple[int, ...]  # appended to the slot's block table


@dataclass(frozen=True, slots=True)
class Step:
    """Engine -> device. All key-value writes of a layer come before its reads, over all rows."""

    step: int
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class TokenLogprobs:
    """Natural logarithms of the lead's own distribution at one position."""

    logprob: float
    rank: int
    top: tuple[tuple[int, float], ...]  # (token id, logprob), best first


# Errors of rows that are made by what the client asked for, and by nothing else.
NO_TOKEN = "no token may follow"
NO_GRAMMAR = "its grammar cannot be followed"
STRANGE_TOKEN = "a token outside the vocabulary"  # a tokenizer may know more than its model
STRANGE_CHOICE = "no token of the vocabulary is allowed"
CLIENTS_ERRORS = frozenset((NO_TOKEN, NO_GRAMMAR, STRANGE_TOKEN, STRANGE_CHOICE))


class RowResult(Line, frozen=True, gc=False):
    """What the lead decided for one row, or why it could not."""

    id: int
    position: int  # absolute position of the first of `ids`
    ids: tuple[int, ...]  # empty for a row that does not sample
    computed: int  # tokens of the slot whose keys and values are in its blocks
    drafted: tuple[tuple[str, int], ...] = ()  # who proposed how many of the drafts, in order
    logprobs: tuple[TokenLogprobs, ...] = ()
    error: str | None = None  # this row failed (NaN logits, say); its ids mean nothing
    scored: tuple[TokenLogprobs, ...] = ()  # of the prompt's tokens behind the computed ones

    @property
    def num_drafted(self) -> int:
        return sum([count for _, count in self.drafted])


@dataclass(frozen=True, slots=True)
class StepResult:
    """Device -> engine. One for each `Step`, in the order of the steps."""

    step: int
    rows: tuple[RowResult, ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """Device -> engine. It gets on: while it loads, or between the layers of a long step."""

    stage: str
    fraction: float


@dataclass(frozen=True, slots=True)
class Ready:
    """Device -> engine. Loaded: the sizes that the engine must respect."""

    num_blocks: int
    block_size: int
    num_slots: int
    context_length: int
    vocabulary_size: int
    way: str = ""  # how it computes, for people


# Waits for a step's result. Called once for each step and in their order, but by another thread
# than `launch` is, and maybe while that launches the next step: a result leaves when it is ready.
Pending = Callable[[], StepResult]


class Device(Protocol):
    """What a device process runs: the real executor, or the fake one of the tests."""

    def load(self, progress: Callable[[Progress], None]) -> Ready:
        """Get everything into memory. Called once, first."""
        ...

    def launch(self, step: Step, progress: Callable[[Progress], None]) -> Pending:
        """Start a step; calling what comes back waits for its result. Steps run in order.

        `progress` may be called by either of them, so from both threads.
        """
        ...


EngineToDevice = Step
DeviceToEngine = Progress | Ready | StepResult
