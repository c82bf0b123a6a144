"""How a stream begins, what it says while nothing happens, and how it ends when it must."""

from __future__ import annotations

import json
from typing import Any, cast

import pytest
from quart.testing.connections import HTTPDisconnectError

from actors.errors import EngineStopped
from actors.messages import Finish, Piece
from openai_api.generating import Feed
from openai_api.limits import Limits
from openai_api.sse import DONE, PARTING, PING, Event, tell
from tests.openai_api.served import (
    CHAT_PATH,
    TEXT_PATH,
    Json,
    Served,
    chat,
    events_of,
    serve,
    text,
    until,
)

ENDLESS = {"max_tokens": 200, "ignore_eos": True}
SLOW: Json = {"step_seconds": 0.01}


async def leave_during(server: Served, path: str, body: Json, *, stream: bool) -> None:
    """A client that asks and hangs up when it has the head, or at once if it wants no stream."""
    client = server.client.request(path, method="POST")
    async with client as connection:
        await connection.send(json.dumps(body | {"stream": stream}).encode())
        await connection.send_complete()
        if stream:
            await connection.receive()
        else:
            await until(lambda: bool(server.engine.logs))
        await connection.disconnect()


@pytest.mark.parametrize("stream", [False, True])
@pytest.mark.parametrize(("path", "body"), [(CHAT_PATH, chat(n=2)), (TEXT_PATH, text(n=2))])
async def test_who_hangs_up_gives_his_place_back(path: str, body: Json, stream: bool) -> None:
    async with serve(options=SLOW) as server:
        try:
            await leave_during(server, path, body | ENDLESS, stream=stream)
        except HTTPDisconnectError:
            pass  # what Quart's client says of it
        await server.until_all_left()


async def test_an_error_in_a_stream_is_its_last_event() -> None:
    async with serve(options=SLOW) as server:
        data = json.dumps(chat(stream=True) | ENDLESS).encode()
        async with server.client.request(CHAT_PATH, method="POST") as connection:
            await connection.send(data)
            await connection.send_complete()
            received = await connection.receive()
            for log in list(server.engine.logs.values()):
                log.fail(Finish("error", error=EngineStopped()))
        response = await connection.as_response()
        received += await response.get_data(as_text=False)
    *_, last = events_of(received)
    error = json.loads(last)["error"]
    assert response.status_code == 200
    assert (error["type"], error["code"]) == ("server_error", "shutting_down")
    assert b"[DONE]" not in received


async def test_a_stream_is_never_cut_off_by_quart() -> None:
    async with serve() as server:
        server.app.config["RESPONSE_TIMEOUT"] = 0.0
        events = await server.stream(CHAT_PATH, chat())
        assert events[-1]["choices"][0]["finish_reason"] == "length"


async def test_silence_is_filled_with_comments() -> None:
    limits = Limits(head_patience=0.0, heartbeat=0.001)
    async with serve(options={"step_seconds": 0.02}, limits=limits) as server:
        response = await server.client.post(CHAT_PATH, json=chat(stream=True))
        data = await response.get_data(as_text=False)
    head, _, rest = data.partition(b"\n\n")
    assert head.startswith(b"data: ")
    assert rest.startswith(PING)
    assert rest.endswith(b"data: [DONE]\n\n")
    assert rest.count(PING) > 5


def test_a_sign_of_life_is_a_comment_that_no_client_takes_for_the_end() -> None:
    assert PING.startswith(b": ") and PING.endswith(b"\n\n")
    assert not PING.startswith(b": ping")  # Continue stops reading what it has received there


@pytest.mark.parametrize("path", ["?x", "*", "http://other/v1/models", "host:80", "//v1/models"])
async def test_a_target_that_is_no_path_is_a_404(path: str) -> None:
    sent: list[Json] = []

    async def receive() -> Json:
        raise AssertionError

    async def send(message: Json) -> None:
        sent.append(message)

    async with serve() as server:
        scope = {"type": "http", "method": "GET", "path": path}
        await server.app(cast(Any, scope), cast(Any, receive), cast(Any, send))
    head, body = sent
    assert head["status"] == 404
    assert json.loads(body["body"])["error"]["code"] == "unknown_url"


class HoldsBack:
    """A script that has nothing to say yet."""

    def begin(self) -> list[Event]:
        return []

    def tell(self, choice: int, piece: Piece) -> list[Event]:
        return []

    def end(self) -> list[Event]:
        return []


class FivePieces:
    """A feed that never rests."""

    num_taken = 1

    async def take(self, patience: float) -> tuple[int, Piece]:
        if self.num_taken == 5:
            raise StopAsyncIteration
        self.num_taken += 1
        return 0, Piece(0, "", ())


async def test_a_stream_that_holds_everything_back_shows_that_it_lives() -> None:
    first, feed = (0, Piece(0, "", ())), cast(Feed, FivePieces())
    told = [data async for data in tell(first, feed, HoldsBack(), heartbeat=0)]
    assert told == [b"", *[PING] * 5, PARTING + DONE]
    feed = cast(Feed, FivePieces())
    told = [data async for data in tell(first, feed, HoldsBack(), heartbeat=3600)]
    assert told == [b"", DONE]
