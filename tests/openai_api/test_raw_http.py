"""What comes over a socket when no client library is polite for us: a process, raw bytes."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from tests.openai_api.launched import Launched
from tests.openai_api.raw_requests import (
    CHAT,
    CLOSE,
    KEY,
    REFUSED,
    ask,
    chat,
    exchange,
    get,
    head,
    is_well,
    launch_strictly,
    read,
)


@pytest.fixture(scope="module")
def server() -> Iterator[Launched]:
    with launch_strictly() as launched:
        yield launched


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_wrong_is_refused_and_hung_up_on(server: Launched, name: str) -> None:
    data, status, code = REFUSED[name]
    answer = read(exchange(server, data))
    assert answer.status == status
    assert answer.headers["connection"] == "close"
    if answer.body or code is not None:  # h11 says nothing but the status
        assert answer.code == code
        assert answer.headers["x-request-id"]
    assert is_well(server)


@pytest.mark.parametrize(
    "offer",
    [
        [
            b"Connection: Upgrade, HTTP2-Settings",
            b"Upgrade: h2c",
            b"HTTP2-Settings: AAMAAABkAAQAAP__",
        ],
        [
            b"Connection: Upgrade",
            b"Upgrade: websocket",
            b"Sec-WebSocket-Version: 13",
            b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
        ],
    ],
)
@pytest.mark.parametrize(("key", "status"), [(KEY, 200), (None, 401)])
def test_an_offer_to_speak_something_else_is_not_taken_up(
    server: Launched, offer: list[bytes], key: str | None, status: int
) -> None:
    answer = read(exchange(server, get(b"/v1/models", *offer, key=key) + get(b"/live", CLOSE)))
    assert answer.status == status


@pytest.mark.parametrize("target", [b"/live", CHAT])
def test_a_head_without_a_body_and_a_question_what_is_allowed(
    server: Launched, target: bytes
) -> None:
    answer = read(exchange(server, head(b"OPTIONS", target, CLOSE)))
    assert (answer.status, answer.body) == (204, b"")
    assert "OPTIONS" in answer.headers["allow"]
    answer = read(exchange(server, head(b"HEAD", target, CLOSE)))
    assert (answer.status, answer.body) == (200 if target == b"/live" else 405, b"")


def test_two_requests_in_one_packet_are_both_answered(server: Launched) -> None:
    data = exchange(server, ask(chat(40, stream=True)) + get(b"/version", CLOSE))
    assert data.index(b"[DONE]") < data.index(b'"version"')


def test_an_id_with_a_line_break_splits_nothing(server: Launched) -> None:
    answer = read(exchange(server, get(b"/live", b"X-Request-Id: a\x0bb", CLOSE)))
    assert re.fullmatch(r"[0-9a-f]{32}", answer.headers.get("x-request-id", "0" * 32))
