"""`python -m openai_api --model PATH_OR_ID` serves a model.

`python -m openai_api chat` talks to a server, `python -m openai_api bench` measures one. Each
command has a `--help`, and loads only what it needs: a chat begins at once.
"""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import cast

SERVE = "serve"
COMMANDS = {
    SERVE: "openai_api.serving",
    "chat": "openai_api.chat.command",
    "bench": "openai_api.bench.command",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; serving is what is done without one. The exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    name = given.pop(0) if given and given[0] in COMMANDS else SERVE
    return cast(int, importlib.import_module(COMMANDS[name]).main(given))


if __name__ == "__main__":
    code = main()
    for stream in (sys.stdout, sys.stderr):
        with suppress(BrokenPipeError):  # nobody reads on
            stream.flush()
    os._exit(code)  # a download that was given up would keep the interpreter from ending
