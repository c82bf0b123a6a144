"""From a request to the pieces of its answer: start generations, and read from all of them."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import AsyncIterator, Sequence
from contextlib import ExitStack

from anyio import current_time
from msgspec import UNSET

from actors.engine import Engine
from actors.errors import UnderstudyError
from actors.generation import Generation
from actors.messages import Piece, Prompt, Request
from openai_api import errors
from openai_api.bell import Bell
from openai_api.schemas.answers import PromptDetails, Usage
from openai_api.schemas.draft_reports import details_of, report_of


class Feed:
    """The generations of one HTTP request, as one: choices are counted through.

    Whatever is wrong with any prompt shows before the first piece is given out.
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
        self.num_thought = 0  # tokens, of answers that are told whole
        self._pieces: deque[tuple[int, Piece]] = deque()  # with their choices
        self._failure: errors.ApiError | None = None  # told behind what was said before it
        self._begun: set[int] = set()  # generations of which there was a piece
        self._bell = Bell()
        for generation in generations:
            generation.on_news = self._bell.ring

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
        return len(self._begun) == len(self.generations)

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
        until = self.deadline if patience is None else current_time() + patience
        while not self._pieces or not self.has_begun:
            if self._failure is not None:
                raise self._failure
            if self._collect():
                continue
            if all(generation.is_over for generation in self.generations):
                self._bell.silence()
                raise StopAsyncIteration
            if (now := current_time()) >= self.deadline:
                raise self._too_late()
            if now >= until:
                return None
            await self._bell.wait(min(until, self.deadline))
        return self._pieces.popleft()

    def __aiter__(self) -> AsyncIterator[tuple[int, Piece]]:
        return self

    async def __anext__(self) -> tuple[int, Piece]:
        while (news := await self.take()) is None:
            pass  # it was given all the time there is
        return news

    def _collect(self) -> bool:
        """All that was said. Who is not read would have to wait, so all are read together."""
        num_before = len(self._pieces)
        for nth, generation in enumerate(self.generations):
            try:
                while (piece := generation.take()) is not None:
                    self._pieces.append((nth * generation.request.n + piece.index, piece))
                    self._begun.add(nth)
            except UnderstudyError as error:
                self._failure = errors.from_engine(error, prompt_param=self.prompt_param)
                self._failure.__cause__ = error
                return True
        return len(self._pieces) > num_before

    def _too_late(self) -> errors.ApiError:
        generation = next(each for each in self.generations if not each.is_over)
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
            details_of(self.generations, self.num_thought),
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
