"""The command that serves a model, from its flags to its exit code."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import anyio

from openai_api import logs
from openai_api.config import SettingsError
from openai_api.listening import listen, unlisten
from openai_api.server import Server
from openai_api.sources import read_settings
from openai_api.traces import TracesMissing, send_traces

EXIT_USAGE = 2


def main(arguments: Sequence[str]) -> int:
    """Serve until a signal comes. The exit code."""
    try:
        settings = read_settings(arguments)
        settings.read_keys()  # a file that holds none is told here, in one sentence
        settings.read_template()
        settings.check_files_dir()
        traces = send_traces(settings.otlp_traces_endpoint, settings.model_names[0])
        server = Server(settings, listen(settings), traces)
    except (SettingsError, TracesMissing) as error:
        sys.stderr.write(f"{error}\n")
        return EXIT_USAGE
    log = logs.set_up(settings.log_level, settings.log_format, with_access=settings.access_log)
    try:
        return anyio.run(serve, server)
    except SettingsError as error:  # the place for files is another server's
        sys.stderr.write(f"{error}\n")
        return EXIT_USAGE
    finally:
        log.stop()


async def serve(server: Server) -> int:
    try:
        return await server.run()
    finally:
        unlisten(server.settings)
