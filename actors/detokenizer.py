"""The detokenizer commits what was decided, and tells it as text.

It works token by token, so the text depends on the tokens and never on how steps grouped them.
What it knows of a request beyond its log is a function of the log's told ids: a new detokenizer
replays those and goes on.
"""

from __future__ import annotations

import logging
from typing import assert_never

from anyio.streams.memory import MemoryObjectReceiveStream

from actors.actor import Actor, Sink
from actors.errors import InternalFailure, LogConflict
from actors.log import Log
from actors.messages import (
    Cancel,
    Delta,
    DetokenizerMessage,
    Emit,
    Finish,
    SchedulerMessage,
)
from actors.stops import StopStrings
from models.vocabulary import Vocabulary

logger = logging.getLogger(__name__)


class Voice:
    """The state of one request between its tokens and its text."""

    def __init__(self, vocabulary: Vocabulary, log: Log) -> None:
        request = log.request
        self.stream = vocabulary.stream(skip_special_tokens=request.skip_special_tokens)
        self.stops = StopStrings(request.stop, include=request.include_stop)
        self.include_stop = request.include_stop
        self.min_tokens = log.sampling.min_tokens
        self.num_tokens = 0
        for id in log.ids[: log.num_told]:
            self.say(id)

    def say(self, id: int) -> tuple[str, str | None]:
        """The text that this token makes final, and the stop string that it completes."""
        self.num_tokens += 1
        text = self.stream.push(id)
        if self.num_tokens < self.min_tokens or not self.stops:
            return text, None
        return self.stops.push(text)

    def say_rest(self) -> tuple[str, str | None]:
        """What was held back, now that no token follows."""
        tail = self.stream.flush()
        if not self.stops:
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

    def handle(self, message: DetokenizerMessage) -> None:
        match message:
            case Emit():
                for delta in message.deltas:
                    self.take(delta)
            case _:
                assert_never(message)

    def take(self, delta: Delta) -> None:
        """Commit and tell one request's share. What breaks here is this request's alone."""
        log = delta.log
        if not log.over:  # else a stop string was met, or the client left: the rest never was
            log.commit(delta.start, delta.ids, delta.logprobs)
            log.num_cached = delta.num_cached
            try:
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
        text = ""
        untold = log.ids[log.num_told :]
        for nth, id in enumerate(untold, 1):
            if is_silent(finish, last=nth == len(untold)) and not voice.include_stop:
                break
            more, stop = voice.say(id)
            text += more
            if stop is not None:
                log.tell(text, nth, Finish("stop", stop))
                return
        if finish is not None and finish.error is None:
            more, stop = voice.say_rest()
            text += more
            if stop is not None:
                finish = Finish("stop", stop)
        log.tell(text, len(untold), finish)


def is_silent(finish: Finish | None, *, last: bool) -> bool:
    """The stop token itself is no text."""
    return last and finish is not None and isinstance(finish.stop, int)
