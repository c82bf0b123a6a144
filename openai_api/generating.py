"""From a request to the pieces of its answer: start generations, and read from all of them."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import AsyncIterator, Sequence
from contextlib import ExitStack

from anyio import CancelScope, current_time, move_on_after
from msgspec import UNSET

from actors.engine import Engine
from actors.errors import UnderstudyError
from actors.generation import Generation
from actors.messages import Piece, Prompt, Request
from openai_api import errors
from openai_api.schemas.answers import PromptDetails, Usage
from openai_api.schemas.draft_reports import details_of, report_of


class Feed:
    """The generations of one HTTP request, as one: choices are counted through.

    Prompts are read one after the other. They run side by side all the same; what a later one has
    said meanwhile comes as one piece.
    """

    def __init__(
        self,
        generations: Sequence[Generation],
        *,
        prompt_param: str,
        deadline: float = math.inf,
        engine: Engine | None = None,
    ) -> None:
        self.generations = generations
        self.deadline = deadline  # of the client
        self.engine = engine
        self.prompt_param = prompt_param
        self.reports_drafts = False  # as part of the usage
        self._early: deque[tuple[int, Piece]] = deque()  # the first pieces of each generation
        self._num_begun = 0
        self._num_over = 0

    @property
    def seed(self) -> int:
        return self.generations[0].seed

    @property
    def prompt_ids(self) -> tuple[int, ...]:
        """Of the first prompt. They are known once there is a piece."""
        return self.generations[0].prompt_ids

    @property
    def has_begun(self) -> bool:
        """There was a piece of every prompt."""
        return self._num_begun == len(self.generations)

    @property
    def num_choices(self) -> int:
        return sum(generation.request.n for generation in self.generations)

    def generation_of(self, choice: int) -> Generation:
        """The one that says it."""
        return self.generations[choice // self.generations[0].request.n]

    async def take(self, patience: float | None = None) -> tuple[int, Piece] | None:
        """The next piece and its choice. None: nothing came in `patience` seconds.

        :raises StopAsyncIteration: after the last piece.
        :raises ApiError: when the request failed.
        """
        with move_on_after(patience):
            return await self._next()
        return None

    def __aiter__(self) -> AsyncIterator[tuple[int, Piece]]:
        return self

    async def __anext__(self) -> tuple[int, Piece]:
        return await self._next()

    async def _next(self) -> tuple[int, Piece]:
        # Whatever is wrong with any prompt shows before the first piece is given out.
        while self._num_begun < len(self.generations):
            self._early.append(await self._read(self._num_begun))
            self._num_begun += 1
        if self._early:
            return self._early.popleft()
        while self._num_over < len(self.generations):
            try:
                return await self._read(self._num_over)
            except StopAsyncIteration:
                self._num_over += 1
        raise StopAsyncIteration

    async def _read(self, nth: int) -> tuple[int, Piece]:
        generation = self.generations[nth]
        try:
            with CancelScope(deadline=self.deadline) as limit:
                piece = await anext(generation)
            if limit.cancelled_caught:
                raise self._too_late(generation)
        except UnderstudyError as error:
            raise errors.from_engine(error, prompt_param=self.prompt_param) from error
        return nth * generation.request.n + piece.index, piece

    def _too_late(self, generation: Generation) -> errors.ApiError:
        if self.engine is None or self.engine.has_begun(generation):
            return errors.too_slow()
        return errors.waited_too_long(self.engine.retry_after(generation.request.n))

    def usage(self) -> Usage:
        """What was computed so far; a prompt counts once, however many samples it has."""
        num_prompt = sum(generation.num_prompt for generation in self.generations)
        num_generated = sum(generation.num_generated for generation in self.generations)
        num_cached = sum(generation.num_cached for generation in self.generations)
        return Usage(
            num_prompt,
            num_generated,
            num_prompt + num_generated,
            PromptDetails(num_cached),
            details_of(self.generations),
            report_of(self.generations) if self.reports_drafts else UNSET,
        )


def start(
    engine: Engine,
    requests: Sequence[Request],
    *,
    seed: int | None,
    opened: ExitStack,
    prompt_param: str,
    patience: float = math.inf,
) -> Feed:
    """Start all of them or none. They end with what `opened` belongs to.

    :raises ApiError: when the engine refuses.
    """
    num_samples = sum(request.n for request in requests)
    most = engine.config.max_requests
    if num_samples > most:
        raise errors.never_fits("n" if len(requests) == 1 else prompt_param, num_samples, most)
    try:
        generations = [
            opened.enter_context(engine.generate(request, seed=seed)) for request in requests
        ]
    except UnderstudyError as error:
        raise errors.from_engine(error, prompt_param=prompt_param) from error
    return Feed(
        generations,
        prompt_param=prompt_param,
        deadline=current_time() + patience,
        engine=engine,
    )


async def encode(engine: Engine, prompt: Prompt, *, prompt_param: str) -> tuple[int, ...]:
    """:raises ApiError: when the prompt has no tokens that the model knows."""
    try:
        return await engine.encode(prompt)
    except UnderstudyError as error:
        raise errors.from_engine(error, prompt_param=prompt_param) from error


def finish_reason(piece: Piece) -> str | None:
    """As OpenAI names it."""
    if piece.finish is None:
        return None
    if piece.finish.reason in ("stop", "length"):
        return piece.finish.reason
    raise errors.internal()  # only who has left is cancelled, and is told nothing
