"""Every message of the ring, in the order in which a request meets them. Reading this is reading
the engine: each docstring says who tells whom, and what it means.

Positions count the tokens of a request from the first token of its prompt. A step is a number that
grows by one with each Plan. What reaches and leaves the device (`Setup`, `Row`, `Step`,
`RowResult`) lies in `models.batch`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from models.batch import Line, RowResult, Sampling, Speculation, Step, TokenLogprobs

if TYPE_CHECKING:
    from actors.errors import RequestFailed
    from actors.log import Log


# What a client asks for.


@dataclass(frozen=True, slots=True)
class Text:
    """A prompt in plain words."""

    text: str
    add_special_tokens: bool = True


@dataclass(frozen=True, slots=True)
class Ids:
    """A prompt that is tokens already."""

    ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """A prompt for what lies between two texts."""

    before: str | tuple[int, ...]
    behind: str
    add_special_tokens: bool = True


@dataclass(frozen=True, slots=True)
class Chat:
    """A prompt that the model's chat template makes of a conversation."""

    messages: tuple[Mapping[str, object], ...]
    tools: tuple[Mapping[str, object], ...] | None = None
    template_arguments: Mapping[str, object] | None = None
    add_generation_prompt: bool = True
    continue_final_message: bool = False
    template: str | None = None
    add_special_tokens: bool = False  # around what the template makes


Prompt = Text | Ids | Gap | Chat


@dataclass(frozen=True, slots=True)
class Request:
    """Client -> engine. Everything that the text is a function of, and how it shall be run."""

    prompt: Prompt
    sampling: Sampling = Sampling()
    n: int = 1  # samples of the same prompt
    max_tokens: int | None = None  # None: to the end of the context
    stop: tuple[str, ...] = ()
    include_stop: bool = False  # keep the stop string or token in the text
    ignore_eos: bool = False
    skip_special_tokens: bool = True
    salt: str = ""  # requests share cached blocks only with requests of the same salt
    priority: int = 0  # lower runs earlier
    client: str = ""  # clients have equal shares, whatever each of them asks for
    # So many tokens of the prompt are kept, its last ones or its first. -1: all that fit; of others
    # as many as leave room for `max_tokens`, or for half of the context if that is less.
    most_prompt: int | None = None
    keeps: Literal["last", "first"] = "last"
    speculation: Speculation = Speculation()  # how fast the text comes, never which
    prediction: str = ""  # what the client believes the text to be

    @property
    def continues(self) -> bool:
        """Whether the text goes on where the prompt ends: then a space between them counts."""
        if isinstance(self.prompt, Chat):
            return self.prompt.continue_final_message
        return not isinstance(self.prompt, Text) or bool(self.prompt.text)


# What travels round the ring.


@dataclass(frozen=True, slots=True, eq=False)
class Tokenize:
    """Engine -> tokenizer. A new request, and the logs of its samples."""

    request: Request
    logs: tuple[Log, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Submit:
    """Tokenizer -> scheduler, or engine when a new ring takes over. One sample, ready to run."""

    id: int
    log: Log  # where the answer goes
    prompt_ids: tuple[int, ...]
    committed: tuple[int, ...]  # generated before this ring existed
    sampling: Sampling
    max_tokens: int | None
    salt: str
    priority: int
    client: str = ""
    alone_until: int = 0  # suspected of killing the device: runs alone up to this many tokens
    speculation: Speculation = Speculation()


@dataclass(frozen=True, slots=True)
class Cancel:
    """Engine (the client left) or detokenizer (a stop string) -> scheduler. May come late."""

    id: int


@dataclass(frozen=True, slots=True)
class CaughtUp:
    """Engine -> scheduler. The client of a parked request has read all that there is."""

    id: int


@dataclass(frozen=True, slots=True)
class Residence:
    """A request moves into a slot: what the KV cache and the device must know of it."""

    slot: int
    tokens: tuple[int, ...]
    num_prompt: int
    sampling: Sampling
    salt: str
    speculation: Speculation = Speculation()


class PlanRow(Line, frozen=True, gc=False):
    """One request's share of a step: who, and how far it may run at most."""

    id: int
    news: tuple[int, ...]  # tokens that the KV cache has not seen yet
    budget: int  # most tokens to compute
    draft: int  # of which the understudy may propose this many
    residence: Residence | None = None  # on the first plan after admission


@dataclass(frozen=True, slots=True)
class Plan:
    """Scheduler -> KV cache. Who runs in this step."""

    step: int
    after: int  # every step up to this one is known to have succeeded, and is in the news
    rows: tuple[PlanRow, ...]


@dataclass(frozen=True, slots=True)
class Release:
    """Scheduler -> KV cache. A request leaves its slot: finished, cancelled or preempted."""

    id: int
    news: tuple[int, ...]
    after: int
    failed: bool = False  # its unsettled blocks may hold anything: forget them


@dataclass(frozen=True, slots=True)
class Batch:
    """KV cache -> runner. Where each row computes, from which position, and who has to wait."""

    work: Step
    refused: tuple[int, ...]  # no blocks
    held: tuple[int, ...]  # another row is computing the very blocks that this one needs next
    cached: tuple[tuple[int, int], ...]  # (id, tokens found in the prefix cache at admission)


@dataclass(frozen=True, slots=True)
class StepDone:
    """Runner -> scheduler. What the device decided, and what the KV cache had to say."""

    step: int
    results: tuple[RowResult, ...]
    refused: tuple[int, ...]
    held: tuple[int, ...]
    cached: tuple[tuple[int, int], ...]
    num_tokens: int = field(default=0, compare=False)  # that were computed
    seconds: float = field(default=0.0, compare=False)  # that it took


@dataclass(frozen=True, slots=True)
class Finish:
    """Why a text ended."""

    reason: Literal["stop", "length", "cancelled", "error"]
    stop: int | str | None = None  # the stop token or the stop string that was met
    error: RequestFailed | None = None


class Delta(Line, frozen=True):
    """What a step decided for one request. Exactly one delta of each request has a `finish`."""

    id: int
    log: Log
    start: int  # how many tokens were generated before these
    ids: tuple[int, ...]
    logprobs: tuple[TokenLogprobs, ...]
    num_cached: int
    finish: Finish | None
    num_accepted: int = 0  # the first so many of `ids` had been drafted
    drafted: tuple[tuple[str, int], ...] = ()  # who proposed how many drafts, these and others
    scored: tuple[TokenLogprobs, ...] = ()  # all tokens of the prompt but its first


@dataclass(frozen=True, slots=True)
class Emit:
    """Scheduler -> detokenizer. Commit these tokens, then make them text."""

    deltas: tuple[Delta, ...]


# What reaches the client.


class Piece(Line, frozen=True):
    """Detokenizer -> log -> client. Text that is final, and the tokens decided with it."""

    index: int  # which of the n samples
    text: str
    ids: tuple[int, ...]
    logprobs: tuple[TokenLogprobs, ...] = ()
    finish: Finish | None = None


TokenizerMessage = Tokenize
SchedulerMessage = Submit | Cancel | CaughtUp | StepDone
KVCacheMessage = Plan | Release
RunnerMessage = Batch
DetokenizerMessage = Emit
