"""A generation is the client's end of a request: take pieces from it, and close it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import TracebackType

import anyio

from actors.log import Log
from actors.messages import Finish, Piece, Request
from models.batch import TokenLogprobs


class Generation:
    """Use it in a `with`: closing is the cancel, it is synchronous, and a second one is harmless.

    Iterating gives pieces of any of the n samples, each in order; what has piled up while the
    client was slow comes as one piece. A failed request raises its `RequestFailed`.

    Logprobs of the prompt are those of the first sample, which speaks first where they are wanted.
    """

    def __init__(self, request: Request, *, seed: int) -> None:
        self.request = request
        self.seed = seed
        self.logs: tuple[Log, ...] = ()
        self.on_close: Callable[[Generation], None] | None = None
        self.on_news: Callable[[], None] | None = None  # besides who iterates
        self._news: anyio.Event | None = None
        self._num_over = 0
        self._first_comes_first = request.sampling.prompt_logprobs is not None

    def wake(self) -> None:
        """A log has a piece to take."""
        if self._news is not None:
            self._news.set()
        if self.on_news is not None:
            self.on_news()

    def __enter__(self) -> Generation:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Stop what is still running, and forget what was not taken."""
        close, self.on_close = self.on_close, None
        if close is not None:
            close(self)

    def __aiter__(self) -> Generation:
        return self

    async def __anext__(self) -> Piece:
        while not self.is_over:
            if (piece := self.take()) is not None:
                return piece
            self._news = anyio.Event()
            try:
                await self._news.wait()
            finally:
                self._news = None
        raise StopAsyncIteration

    @property
    def is_over(self) -> bool:
        """There is no piece to come."""
        return self._num_over == len(self.logs)

    def take(self) -> Piece | None:
        """The next piece, if there is one. :raises RequestFailed: like iterating."""
        for log in self.logs[:1] if self._first_comes_first else self.logs:
            if log.pieces:
                return self._take(log)
        return None

    def _take(self, log: Log) -> Piece:
        self._first_comes_first = False
        pieces = log.take()
        finish = pieces[-1].finish
        if finish is None or finish.error is None:
            self._num_over += finish is not None
            return merge(pieces)
        if len(pieces) > 1:  # first the text that came before the error
            log.pieces.append(pieces.pop())
            return merge(pieces)
        self._num_over += 1
        raise finish.error

    @property
    def prompt_ids(self) -> tuple[int, ...]:
        """They are known once there is a piece."""
        return self.logs[0].prompt_ids or ()

    def prompt_tokens(self) -> Iterator[tuple[int, TokenLogprobs | None]]:
        """With the logprobs that were asked for; there are none of the first token."""
        return zip(self.prompt_ids, (None, *self.logs[0].prompt_logprobs), strict=True)

    @property
    def num_prompt(self) -> int:
        """Prompt tokens, counted once for all samples."""
        return len(self.prompt_ids)

    @property
    def num_cached(self) -> int:
        """Prompt tokens that came from the prefix cache, in the first sample."""
        return self.logs[0].num_cached

    @property
    def num_generated(self) -> int:
        """Tokens told so far, over all samples."""
        return sum(log.num_told for log in self.logs)


def merge(pieces: list[Piece]) -> Piece:
    """Several pieces of one sample as one."""
    if len(pieces) == 1:
        return pieces[0]
    finish: Finish | None = pieces[-1].finish
    return Piece(
        index=pieces[0].index,
        text="".join(piece.text for piece in pieces),
        ids=tuple(id for piece in pieces for id in piece.ids),
        logprobs=tuple(entry for piece in pieces for entry in piece.logprobs),
        finish=finish,
    )
