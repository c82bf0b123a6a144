"""The life of the server: an open socket, then a model behind it, then an orderly end.

    listen -> answer /health with 503 -> find the model -> engine -> serve ... signal
           -> take nothing new, let the living finish -> close the connections -> exit

The HTTP server lives beside the engine and is told to end last, so that every answer that the
engine finishes or fails still reaches its client.
"""

from __future__ import annotations

import gc
import json
import logging
import os
import signal
import socket
from collections.abc import AsyncIterator, Sequence
from contextlib import suppress
from typing import cast

import anyio
from anyio import create_task_group, move_on_after, open_signal_receiver, to_thread
from anyio.abc import TaskGroup

from actors.embedding import Embedding
from actors.engine import Engine, Watcher
from actors.errors import Draining, EngineFailed
from actors.model_source import (
    ModelSource,
    only_embeds,
    open_checkpoint,
    open_embedder,
    open_fake,
)
from openai_api.app import create_app
from openai_api.batches.work import LINES
from openai_api.config import Settings
from openai_api.connections import Connections, Patience
from openai_api.doorway import ASGIApp
from openai_api.files.store import Files
from openai_api.lag import watch_lag
from openai_api.last_resort import leave_within
from openai_api.limits import Limits
from openai_api.listening import address_of, allow_many_files, tls_of
from openai_api.metrics import Metrics
from openai_api.origins import Origins
from openai_api.ring_feed import RingFeed
from openai_api.service import Service
from openai_api.traces import Traces, Watchers

logger = logging.getLogger(__name__)

CLOSING_SECONDS = 1.5  # for connections to end once nothing is being answered any more
LATEST_SECONDS = 5.0  # after the grace, when something hangs
EXIT_FAILED = 1
# Objects between two looks for garbage, looks at the young between two at the older ones, and at
# those between two at all. Few at once: a look at what ten thousand waits made takes 0.1 s.
GC_THRESHOLDS = 1000, 5, 200


class Server:
    """One model behind one socket."""

    def __init__(
        self, settings: Settings, listener: socket.socket, traces: Traces | None = None
    ) -> None:
        self.settings = settings
        self.listener = listener
        self.metrics = Metrics(settings.model_names[0], as_vllm=settings.vllm_metrics)
        self.traces = traces
        self.service = Service(
            settings.model_names,
            roots=roots_of(settings),
            takes_any_name=settings.takes_any_name,
            embedding_names=settings.embedding_names,
            api_keys=settings.read_keys(),
            origins=Origins(settings.allowed_origins, settings.allowed_hosts),
            root_path=settings.root_path,
            seed=settings.seed,
            max_logprobs=settings.max_logprobs,
            is_strict=settings.strict_params,
            limits=limits_of(settings),
            metrics=self.metrics,
            batch_lines=min(LINES, max(1, settings.max_num_seqs // 4)),
            files=files_of(settings),
            ring=RingFeed() if settings.web else None,
        )
        self.has_failed = False
        self._stopping = anyio.Event()  # a signal came, or the engine ended
        self._answered = anyio.Event()  # nothing is left to be said
        self._closed = anyio.Event()  # no connection is left

    async def run(self) -> int:
        """Serve until a signal comes. The exit code."""
        with (
            self.service.files,
            open_signal_receiver(signal.SIGINT, signal.SIGTERM) as signals,
        ):
            logger.info("listening on %s", address_of(self.listener, self.settings))
            async with create_task_group() as group:
                group.start_soon(self._obey, signals)
                await group.start(self.service.batches.run)
                await group.start(self.service.jobs.run)
                group.start_soon(self._serve_http)
                group.start_soon(self._run_model)
                group.start_soon(watch_lag, self.metrics)
                await self._stopping.wait()
                await self._drain()
                self._answered.set()
                with move_on_after(CLOSING_SECONDS):
                    await self._closed.wait()
                group.cancel_scope.cancel()
        if self.traces is not None:
            with move_on_after(CLOSING_SECONDS):
                await to_thread.run_sync(self.traces.close, abandon_on_cancel=True)
        return EXIT_FAILED if self.has_failed else 0

    @property
    def watcher(self) -> Watcher:
        return self.metrics if self.traces is None else Watchers(self.metrics, self.traces)

    async def _serve_http(self) -> None:
        """Until everything is answered."""
        app = cast(ASGIApp, create_app(self.service))
        connections = Connections(app, patience_of(self.settings))
        await connections.serve(
            self.listener, self._answered, tls=tls_of(self.settings), closing=CLOSING_SECONDS
        )
        self._closed.set()

    async def _obey(self, signals: AsyncIterator[signal.Signals]) -> None:
        """The first signal asks for an end. The second one does not ask."""
        async for number in signals:
            if self._stopping.is_set():
                self.service.files.close()
                os._exit(128 + number)
            logger.info("%s: finishing what is running", number.name)
            leave_within(self.settings.shutdown_grace + LATEST_SECONDS)
            self._stopping.set()

    async def _run_model(self) -> None:
        """Find the model, then run its engine until that is stopped or fails."""
        try:
            source = await to_thread.run_sync(self._find_model, abandon_on_cancel=True)
            async with create_task_group() as group:
                if source is not None:
                    await self._start_engine(source, group)
                embedding = await to_thread.run_sync(self._find_embedder, abandon_on_cancel=True)
                if embedding is not None:
                    await group.start(embedding.run, self.service.engine)
                    self.service.embedding = embedding
                    names = self.service.embedding_names or self.service.model_names
                    group.start_soon(tell_when_ready, embedding, names)
        except* EngineFailed as failures:
            self.has_failed = True
            for failure in failures.exceptions:
                logger.critical("%s", failure)
        finally:
            self._stopping.set()

    async def _start_engine(self, source: ModelSource, group: TaskGroup) -> None:
        config = self.settings.engine_config()
        engine = Engine(source.open_link, source.vocabulary, config=config, watcher=self.watcher)
        await group.start(engine.run)
        self.service.engine = engine
        group.start_soon(tell_when_ready, engine, self.service.model_names, self._hint())

    def _hint(self) -> str | None:
        if not self.settings.is_box:
            return None
        address = address_of(self.listener, self.settings)
        return hint_of(address, self.service.model_names[0])

    def _find_model(self) -> ModelSource | None:
        """None: it only embeds. Runs in a thread, since it may download."""
        settings = self.settings
        if settings.device_name == "fake":
            return open_fake(settings.device_options)
        if only_embeds(settings.lead, revision=settings.revision, progress=self._note_download):
            self.service.only_embeds = True
            return None
        source = open_checkpoint(
            settings.lead,
            revision=settings.revision,
            options=settings.checkpoint_options(),
            chat_template=settings.read_template(),
            is_recommending=settings.generation_config == "auto",
            progress=self._note_download,
        )
        self.service.sampling_defaults = source.sampling_defaults
        return source

    def _find_embedder(self) -> Embedding | None:
        """Beside the model, or the model itself."""
        settings = self.settings
        is_lead = self.service.only_embeds
        if settings.embedder is None and not is_lead:
            return None
        return open_embedder(
            settings.lead if is_lead else settings.embedder or "",
            revision=settings.revision if is_lead else None,
            device=settings.device if is_lead else settings.embedding_device,
            num_threads=settings.num_threads,
            progress=self._note_download,
        )

    def _note_download(self, fraction: float) -> None:
        self.service.stage, self.service.progress = "download", fraction

    async def _drain(self) -> None:
        """New requests are refused from here on; running ones have their grace."""
        self.service.is_closing = True
        await self.service.batches.stop()
        async with create_task_group() as group:
            for part in (self.service.engine, self.service.embedding):
                if part is not None:
                    group.start_soon(part.stop, self.settings.shutdown_grace)


async def tell_when_ready(
    engine: Engine | Embedding, names: Sequence[str], hint: str | None = None
) -> None:
    with suppress(Draining):  # it ended before, and says itself why
        await engine.wait_until_loaded()
        gc.collect()
        gc.freeze()  # what is here now stays, and looking at it again would hold up everybody
        gc.set_threshold(*GC_THRESHOLDS)
        way = engine.way if isinstance(engine, Engine) else ""
        logger.info("ready to serve %s%s", ", ".join(names), f": {way}" if way else "")
        if hint is not None:
            logger.info("%s", hint)


def hint_of(url: str, name: str) -> str:
    """How to try the models in the box."""
    body = json.dumps({"model": name, "messages": [{"role": "user", "content": "Who are you?"}]})
    return (
        "No --model was named: this is the small one in the box. Try it: "
        f"curl {url}/v1/chat/completions -H 'Content-Type: application/json' -d '{body}'"
    )


def roots_of(settings: Settings) -> dict[str, str]:
    """What was named as a model, for each name that it is served by. Those in the box have one."""
    lead, embedder = settings.model, settings.embedding_model or ""
    roots = dict.fromkeys(settings.embedding_names, embedder)
    roots |= dict.fromkeys(settings.model_names, lead)
    return {name: root for name, root in roots.items() if root}


def files_of(settings: Settings) -> Files:
    is_shared = len(settings.read_keys()) > 1
    return Files(settings.files_dir, most_bytes=settings.files_max_bytes, is_shared=is_shared)


def limits_of(settings: Settings) -> Limits:
    return Limits(
        body_bytes=settings.max_body_bytes,
        all_bodies_bytes=settings.max_total_body_bytes,
        body_seconds=settings.body_timeout,
        requests_per_key=settings.max_requests_per_key,
    )


def patience_of(settings: Settings) -> Patience:
    most = settings.max_connections
    return Patience(
        connections=allow_many_files() // 2 if most is None else most,
        head=settings.head_timeout,
        stall=settings.stall_timeout,
    )
