"""Vectors of texts, from a device process of their own that may die like the lead's.

Requests wait in one line. Neighbours in it are read together, as many as fit into one batch; a long
request stands in line again with each of its pieces, so that a short one waits for a piece at most.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager, suppress
from functools import partial
from typing import Protocol

import anyio
from anyio import TASK_STATUS_IGNORED, CancelScope, CapacityLimiter, current_time, move_on_after
from anyio.abc import TaskStatus

from actors.embedding_pieces import BATCH_TOKENS, Piece, cut
from actors.errors import (
    DeviceBroken,
    DeviceHung,
    DeviceRefused,
    Draining,
    EngineFailed,
    EngineStopped,
    InternalFailure,
    Overloaded,
    PromptRejected,
    PromptTooLong,
    RequestQuarantined,
    RingFailed,
)
from actors.ports import Offload, in_thread
from models.batch import Progress
from models.embedding_batch import Embed, Embedded, EmbedderReady
from models.embedding_text import EmbeddingText
from models.embedding_text import Tokens as Tokens
from models.wire import Message

logger = logging.getLogger(__name__)

MOST_REQUESTS = 256  # at once; each has one piece in line at any time
MOST_DEATHS = 3  # of the device with the same piece; the last time it was alone
DEADLINE = 300.0  # of a message while loading or computing
MOST_FAILURES, FAILURE_SECONDS = 5, 60.0


class EmbedderLink(Protocol):
    """What is needed of a link to the device."""

    async def receive_any(self) -> Message: ...

    async def send(self, step: Embed) -> None: ...


class Loading(Protocol):
    """Somebody else who loads a model."""

    async def wait_until_loaded(self) -> None:
        """:raises Draining: when it ended before."""
        ...


OpenEmbedder = Callable[[], AbstractAsyncContextManager[EmbedderLink]]


class Embedding:
    """The door to one embedder, and its life: a lost device is replaced, and told again."""

    def __init__(
        self, open_link: OpenEmbedder, text: EmbeddingText, *, offload: Offload = in_thread
    ) -> None:
        self.text = text
        self.ready: EmbedderReady | None = None
        self.num_restarts = 0
        self.is_draining = False
        self._open_link = open_link
        self._offload = offload
        self._encoding = CapacityLimiter(2)
        self._waiting: deque[Piece] = deque()
        self._in_work: list[Piece] = []
        self._failures: deque[float] = deque(maxlen=MOST_FAILURES)
        self._next_id = 0
        self._num_requests = 0
        self._is_over = False
        self._nobody_left: anyio.Event | None = None  # while it drains
        self._scope: CancelScope | None = None

    async def run(
        self, first: Loading | None = None, *, task_status: TaskStatus[None] = TASK_STATUS_IGNORED
    ) -> None:
        """Serve until stopped. Whoever loads `first` has the processor for that time.

        :raises EngineFailed: when the device cannot be kept alive.
        """
        self._loaded, self._news = anyio.Event(), anyio.Event()
        try:
            with CancelScope() as self._scope:
                task_status.started()
                if first is not None:
                    with suppress(Draining):
                        await first.wait_until_loaded()
                while True:
                    await self._live()
        finally:
            self.is_draining = self._is_over = True
            self._loaded.set()
            for piece in (*self._in_work, *self._waiting):
                piece.fail(EngineStopped())

    async def stop(self, grace: float) -> None:
        """Take nothing new; finish what is there for `grace` seconds; then end."""
        self.is_draining = True
        if self._num_requests:
            self._nobody_left = anyio.Event()
            with move_on_after(grace):
                await self._nobody_left.wait()
        if self._scope is not None:
            self._scope.cancel()

    async def wait_until_loaded(self) -> None:
        """:raises Draining: when it ended before."""
        await self._loaded.wait()
        if self.ready is None:
            raise Draining

    async def num_dimensions(self) -> int:
        """Of a whole vector."""
        await self.wait_until_loaded()
        return 0 if self.ready is None else self.ready.num_dimensions

    async def encode(self, texts: Sequence[str]) -> list[Tokens]:
        """The tokens of texts."""
        return await self._spell(partial(self.text.encode, texts))

    async def encode_pairs(self, pairs: Sequence[tuple[str, str]]) -> list[Tokens]:
        """The tokens of pairs of texts that are read together."""
        return await self._spell(partial(self.text.encode_pairs, pairs))

    async def _spell(self, spell: Callable[[], list[Tokens]]) -> list[Tokens]:
        async with self._encoding:
            try:
                return await self._offload(spell)
            except (anyio.get_cancelled_exc_class(), KeyboardInterrupt, SystemExit):
                raise
            except BaseException as error:  # a panic of the tokenizers library is no Exception
                logger.error("texts could not be encoded", exc_info=error)
                raise InternalFailure from error

    async def embed(self, texts: Sequence[Tokens], dimensions: int | None = None) -> list[bytes]:
        """A vector for each text, in little-endian float32.

        :raises UnderstudyError: when a text cannot be read, or there is no room in line.
        """
        if self.is_draining:
            raise Draining
        if self._num_requests >= MOST_REQUESTS:
            raise Overloaded(1.0)
        self._num_requests += 1
        try:
            await self.wait_until_loaded()
            self._check(texts)
            vectors: list[bytes] = []
            for some in cut(texts):
                vectors += await self._read(Piece(some, dimensions))
            return vectors
        finally:
            self._num_requests -= 1
            if self._nobody_left is not None and not self._num_requests:
                self._nobody_left.set()

    def _check(self, texts: Sequence[Tokens]) -> None:
        if self.ready is None:
            raise Draining
        size, longest = self.ready.vocabulary_size, self.ready.max_length
        for text in texts:
            if not text.ids:
                raise PromptRejected("A text is empty.")
            if len(text.ids) > longest:
                raise PromptTooLong(len(text.ids), longest)
            if min(text.ids) < 0 or max(text.ids) >= size:
                raise PromptRejected(f"Token ids must lie between 0 and {size - 1}.")

    async def _read(self, piece: Piece) -> Sequence[bytes]:
        if self._is_over:
            raise EngineStopped
        self._waiting.append(piece)
        self._news.set()
        try:
            await piece.done.wait()
        finally:
            with suppress(ValueError):  # it is in work, or done
                self._waiting.remove(piece)
        if piece.error is not None:
            raise piece.error
        return piece.vectors

    async def _live(self) -> None:
        """The life of one device."""
        try:
            async with self._open_link() as link:
                await self._load(link)
                while True:
                    await self._work(link)
        except DeviceRefused as error:
            raise EngineFailed(str(error)) from error
        except RingFailed as error:
            self._recover(error)

    async def _load(self, link: EmbedderLink) -> None:
        while not isinstance(message := await receive(link), EmbedderReady):
            if not isinstance(message, Progress):
                raise DeviceBroken(f"The device sent a {type(message).__name__}.")
        self.ready = message
        self._loaded.set()

    async def _work(self, link: EmbedderLink) -> None:
        while not self._waiting:
            self._news = anyio.Event()
            await self._news.wait()
        self._take()
        texts = [text for piece in self._in_work for text in piece.texts]
        types = [text.type_ids for text in texts if text.type_ids is not None]
        self._next_id += 1
        await link.send(
            Embed(
                self._next_id,
                tuple(text.ids for text in texts),
                tuple(types) or None,
                self._in_work[0].dimensions,
            )
        )
        answer = await receive(link)
        if not isinstance(answer, Embedded) or len(answer.vectors) != len(texts):
            raise DeviceBroken("The device did not answer what it was asked.")
        vectors = iter(answer.vectors)
        for piece in self._in_work:
            piece.vectors = [next(vectors) for _ in piece.texts]
            piece.done.set()
        self._in_work = []

    def _take(self) -> None:
        """The next batch: the first in line, and who comes behind it and fits."""
        first = self._waiting.popleft()
        self._in_work, room = [first], BATCH_TOKENS - first.num_tokens
        while self._waiting and first.goes_with(self._waiting[0]):
            room -= self._waiting[0].num_tokens
            if room < 0:
                break
            self._in_work.append(self._waiting.popleft())

    def _recover(self, error: RingFailed) -> None:
        """What was in work comes first again, each piece alone. :raises EngineFailed: too often."""
        logger.warning("the embedder's device is replaced: %s", error)
        self.num_restarts += 1
        if not self._in_work:
            self._failures.append(current_time())
            is_full = len(self._failures) == MOST_FAILURES
            if is_full and self._failures[-1] - self._failures[0] < FAILURE_SECONDS:
                raise EngineFailed(f"The embedder's device failed too often: {error}") from error
        for piece in reversed(self._in_work):
            piece.num_deaths += 1
            if piece.num_deaths >= MOST_DEATHS:
                piece.fail(RequestQuarantined())
            else:
                self._waiting.appendleft(piece)
        self._in_work = []


async def receive(link: EmbedderLink) -> Message:
    """:raises DeviceHung: after a long silence."""
    with move_on_after(DEADLINE):
        return await link.receive_any()
    raise DeviceHung("The embedder's device says nothing any more.")
