"""`python -m openai_api --model PATH_OR_ID`: serve a model. `--help` lists every setting."""

from __future__ import annotations

import logging
import os
import socket
import sys
from collections.abc import Sequence

import anyio

from openai_api.config import Settings, SettingsError, read_settings
from openai_api.server import Server, listen

EXIT_USAGE = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve until a signal comes. The exit code."""
    try:
        settings = read_settings(sys.argv[1:] if arguments is None else arguments)
        settings.read_keys()  # a file that holds none is told here, in one sentence
        listener = listen(settings.host, settings.port)
    except SettingsError as error:
        sys.stderr.write(f"{error}\n")
        return EXIT_USAGE
    logging.basicConfig(
        level=settings.log_level.upper(),
        format="%(asctime)s %(levelname)s %(name)s: %(message)s",
        stream=sys.stderr,
    )
    return anyio.run(serve, settings, listener)


async def serve(settings: Settings, listener: socket.socket) -> int:
    return await Server(settings, listener).run()


if __name__ == "__main__":
    code = main()
    sys.stderr.flush()
    os._exit(code)  # a download that was given up would keep the interpreter from ending
