"""The detokenizer commits what was decided, and tells it as text.

It works token by token, so the text depends on the tokens and never on how steps grouped them.
What it knows of a request beyond its log is a function of the log's told ids: a new detokenizer
replays those and goes on.
"""

from __future__ import annotations

import logging
from collections import deque
from typing import assert_never

from anyio.streams.memory import MemoryObjectReceiveStream

from actors.actor import Actor, Sink
from actors.errors import InternalFailure, LogConflict
from actors.log import Log
from actors.messages import Cancel, Delta, DetokenizerMessage, Emit, Finish, SchedulerMessage
from actors.stops import StopStrings
from models.vocabulary import Vocabulary

logger = logging.getLogger(__name__)

A_FEW = 32  # requests that are told in one turn of the event loop


class Voice:
    """The state of one request between its tokens and its text."""

    def __init__(self, vocabulary: Vocabulary, log: Log) -> None:
        request = log.request
        self.stream = vocabulary.stream(
            skip_special_tokens=request.skip_special_tokens, continues=request.continues
        )
        self.stops = StopStrings(request.stop, include=request.include_stop)
        self.has_stops = bool(self.stops)
        self.include_stop = request.include_stop
        self.min_tokens = log.sampling.min_tokens
        self.num_tokens = 0
        self.say(log.ids[: log.num_told])

    def say(self, ids: list[int]) -> tuple[str, int, str | None]:
        """The text that these tokens make final; how many of them, and the stop string, if one
        of them completes it."""
        push = self.stream.push
        if not self.has_stops:
            return "".join([push(id) for id in ids]), len(ids), None
        text = ""
        for nth, id in enumerate(ids, 1):
            more, stop = push(id), None
            self.num_tokens += 1
            if self.num_tokens >= self.min_tokens:
                more, stop = self.stops.push(more)
            text += more
            if stop is not None:
                return text, nth, stop
        return text, len(ids), None

    def say_rest(self) -> tuple[str, str | None]:
        """What was held back, now that no token follows."""
        tail = self.stream.flush()
        if not self.has_stops:
            return tail, None
        text, stop = self.stops.push(tail)
        return (text, stop) if stop is not None else (text + self.stops.flush(), None)


class Detokenizer(Actor[DetokenizerMessage]):
    """The one writer of ids and pieces."""

    def __init__(
        self,
        inbox: MemoryObjectReceiveStream[DetokenizerMessage],
        *,
        scheduler: Sink[SchedulerMessage],
        vocabulary: Vocabulary,
    ) -> None:
        super().__init__(inbox)
        self.scheduler = scheduler
        self.vocabulary = vocabulary
        self.voices: dict[int, Voice] = {}
        self.untold: deque[Delta] = deque()

    def handle(self, message: DetokenizerMessage) -> None:
        match message:
            case Emit():
                self.untold.extend(message.deltas)
            case _:
                assert_never(message)

    @property
    def has_more_to_do(self) -> bool:
        return bool(self.untold)

    def flush(self) -> None:
        """Tell a few. They all run in the next turn of the event loop, and a turn in which a
        thousand do would hold up everybody else."""
        for _ in range(min(A_FEW, len(self.untold))):
            self.take(self.untold.popleft())

    def take(self, delta: Delta) -> None:
        """Commit and tell one request's share. What breaks here is this request's alone."""
        log = delta.log
        if not log.over:  # else a stop string was met, or the client left: the rest never was
            log.commit(delta.start, delta.ids, delta.logprobs, delta.num_accepted, delta.drafted)
            log.score(delta.scored)
            log.num_cached = delta.num_cached
            try:
                if delta.ids or delta.finish is not None:
                    self.tell(log, delta.finish)
            except (KeyboardInterrupt, SystemExit, LogConflict):
                raise
            except BaseException:  # a panic of the tokenizers library is no Exception
                logger.exception("request %d: its tokens could not be made text", log.id)
                log.fail(Finish("error", error=InternalFailure()))
            if log.finish is not None and delta.finish is None:
                self.scheduler.send_nowait(Cancel(log.id))
        if log.over:
            self.voices.pop(log.id, None)
        if delta.finish is not None:
            self.voices.pop(log.id, None)
            log.leave()

    def tell(self, log: Log, finish: Finish | None) -> None:
        """Make text of everything that is committed and not told."""
        voice = self.voices.get(log.id)
        if voice is None:
            voice = self.voices[log.id] = Voice(self.vocabulary, log)
        untold = log.ids[log.num_told :]
        num_untold = len(untold)
        if finish is not None and isinstance(finish.stop, int) and not voice.include_stop:
            untold = untold[:-1]  # the stop token itself is no text
        text, num_said, stop = voice.say(untold)
        if stop is not None:
            log.tell(text, num_said, Finish("stop", stop))
            return
        if finish is not None and finish.error is None:
            rest, stop = voice.say_rest()
            text += rest
            if stop is not None:
                finish = Finish("stop", stop)
        log.tell(text, num_untold, finish)
