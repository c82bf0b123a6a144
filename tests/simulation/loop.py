"""Run a scenario under a seed. Virtual time is the only time; chance comes from the seed alone."""

from __future__ import annotations

import gc
import sys
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Literal, TypeVar

from trio import TrioInternalError

from tests.simulation.asyncio_loop import run_on_asyncio
from tests.simulation.trio_clock import run_on_trio
from tests.simulation.verdicts import Limits, Referee, Turn, Unheard

T = TypeVar("T")
Backend = Literal["asyncio", "trio"]
BACKENDS: tuple[Backend, ...] = ("asyncio", "trio")


def run(
    main: Callable[[], Awaitable[T]],
    seed: int,
    *,
    backend: Backend = "asyncio",
    limits: Limits | None = None,
    trace: list[Turn] | None = None,
) -> T:
    """What `main` returns. `trace`, if given, is filled with every turn of the run.

    :raises Verdict: if it hangs, spins, takes for ever, or loses an exception.
    """
    referee = Referee(limits or Limits(), trace)
    with _listening(referee.unheard), _collector_at_rest():
        result = _judged(main, seed, backend=backend, referee=referee)
    if referee.unheard:
        raise Unheard("\n".join(referee.unheard))
    return result


def _judged(
    main: Callable[[], Awaitable[T]], seed: int, *, backend: Backend, referee: Referee
) -> T:
    """A verdict counts for more than what its scenario made of it."""
    start = run_on_trio if backend == "trio" else run_on_asyncio
    cause: BaseException | None = None
    try:
        result = start(main, seed, referee)
    except BaseException as error:
        if referee.verdict is None:
            raise
        if not isinstance(error, (type(referee.verdict), TrioInternalError)):
            cause = error
    if referee.verdict is not None:
        # Without its traceback, which would keep alive the tasks that could not be ended.
        raise referee.verdict.with_traceback(None) from cause
    return result


@contextmanager
def _listening(unheard: list[str]) -> Iterator[None]:
    """Note what finalizers raise, for example a warning of an unclosed stream."""

    def note(lost: sys.UnraisableHookArgs) -> None:
        unheard.append(f"{lost.err_msg or 'Lost'} in {lost.object!r}: {lost.exc_value!r}")

    usual, sys.unraisablehook = sys.unraisablehook, note
    try:
        yield
    finally:
        sys.unraisablehook = usual


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """What only cycles keep alive dies when the run is over: never in its midst, never later.

    Finalizers wake tasks and warn of unclosed streams, so their moment is part of the run.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.collect(0)  # the run is younger than any collection, so this finds all of it
        if was_enabled:
            gc.enable()
