"""A detokenizer and its logs, as the tests read them. The first 256 tokens are the bytes."""

from __future__ import annotations

from collections.abc import Sequence

from actors.detokenizer import Detokenizer
from actors.log import Log
from actors.messages import Delta, Emit, Finish, Ids, Request, SchedulerMessage
from models.batch import Sampling
from models.fake_vocabulary import FakeVocabulary
from models.vocabulary import Vocabulary
from tests.actors.made import Outlet, a_log, no_inbox

LENGTH = Finish("length")


class Reader:
    """A detokenizer, and what it tells."""

    def __init__(self, vocabulary: Vocabulary | None = None) -> None:
        self.cancels: Outlet[SchedulerMessage] = Outlet()
        self.detokenizer = Detokenizer(
            no_inbox(), scheduler=self.cancels, vocabulary=vocabulary or FakeVocabulary()
        )

    def take(self, *deltas: Delta) -> None:
        self.detokenizer.handle(Emit(deltas))
        while self.detokenizer.has_more_to_do:
            self.detokenizer.flush()


def delta(
    log: Log,
    start: int,
    text: str | bytes | Sequence[int],
    finish: Finish | None = None,
) -> Delta:
    ids = tuple(text.encode() if isinstance(text, str) else text)
    return Delta(log.id, log, start, ids, (), 0, finish)


def text_of(log: Log) -> str:
    return "".join(piece.text for piece in log.pieces)


def ids_of(log: Log) -> tuple[int, ...]:
    return tuple(id for piece in log.pieces for id in piece.ids)


def stopping_at(*stop: str, include: bool = False, min_tokens: int = 0) -> Log:
    sampling = Sampling(min_tokens=min_tokens)
    return a_log(request=Request(Ids((1,)), sampling, stop=stop, include_stop=include))
