"""The log: who writes to it never waits, and it tells what happened but not what was said."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from openai_api import logs
from tests.openai_api.served import CHAT_PATH, chat, serve


@contextmanager
def set_up() -> Iterator[None]:
    """As for a process. Afterwards all is written, and everything as it was."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    root.handlers = []
    listener = logs.set_up("info", "json")
    try:
        yield
    finally:
        listener.stop()
        for handler in root.handlers:
            handler.close()
        root.handlers, root.level = handlers, level
        logging.getLogger(logs.ACCESS).disabled = False


async def test_a_request_is_a_line_with_its_id_and_without_its_words(
    capsys: pytest.CaptureFixture[str],
) -> None:
    secret = "tell nobody"
    with set_up():
        async with serve() as server:
            messages = [{"role": "user", "content": secret}]
            headers = {"X-Request-Id": "mine-7"}
            await server.client.post(CHAT_PATH, json=chat(messages=messages), headers=headers)
            await server.client.get("/nowhere%0a%1b[31m")
            await server.client.get("/live")  # asked all the time, and not worth a line
    written = capsys.readouterr().err
    lines = [json.loads(line) for line in written.splitlines()]
    first, second = (line for line in lines if line["logger"] == logs.ACCESS)
    assert first["request_id"] == "mine-7"
    assert first["message"].startswith(f"POST {CHAT_PATH} 200 in ")
    assert second["message"].startswith("GET /nowhere%0A%1B%5B31m 404 in ")
    assert secret not in written


def test_what_cannot_be_written_in_time_is_counted() -> None:
    handler = logs.NeverWaits()

    def say(words: str) -> None:
        handler.handle(logging.LogRecord("name", logging.INFO, "", 0, words, (), None))

    for number in range(logs.MOST_WAITING + 3):
        say(f"line {number}")
    handler.waiting.get_nowait()
    say("the last")
    waiting = [handler.waiting.get_nowait().msg for _ in range(logs.MOST_WAITING)]
    assert waiting[0] == "line 1"
    assert waiting[-1] == "the last (3 lines before this one were dropped)"
    handler.close()


def test_a_failure_is_one_line_of_json() -> None:
    try:
        raise ValueError("no")
    except ValueError as error:
        told = (type(error), error, error.__traceback__)
    record = logging.LogRecord("name", logging.ERROR, "", 0, "failed", (), told)
    line = logs.AsJson().format(record)
    assert "\n" not in line
    assert json.loads(line)["error"].endswith("ValueError: no")
