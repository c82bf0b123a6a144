"""Keys have equal shares, whatever each of them asks for."""

from __future__ import annotations

import json
from contextlib import suppress

from anyio import create_task_group
from quart.testing.connections import HTTPDisconnectError

from openai_api.limits import Limits
from tests.openai_api.served import CHAT_PATH, Served, chat, serve, until

KEYS = ("crowd", "guest")
ONE_PLACE = {"num_slots": 1, "step_seconds": 0.001}


async def ask(server: Served, key: str, ended: list[str], **fields: object) -> int:
    body = chat(ignore_eos=True, **fields)
    status, _ = await server.post(CHAT_PATH, body, Authorization=f"Bearer {key}")
    ended.append(key)
    return status


async def test_a_crowd_with_one_key_delays_another_key_by_one_text_at_most() -> None:
    async with serve(options=ONE_PLACE, api_keys=KEYS) as server, create_task_group() as group:
        ended: list[str] = []
        for _ in range(20):
            group.start_soon(ask, server, "crowd", ended)
        await until(lambda: bool(ended))
        num_before = len(ended)
        await ask(server, "guest", ended)
        assert len(ended) - num_before <= 3


async def test_a_key_with_too_much_under_way_is_told_so_and_others_are_not() -> None:
    limits = Limits(requests_per_key=1)
    async with serve(options=ONE_PLACE, api_keys=KEYS, limits=limits) as server:
        headers = {"Authorization": "Bearer crowd"}
        client = server.client.request(CHAT_PATH, method="POST", headers=headers)
        async with client as connection:
            await connection.send(json.dumps(chat(stream=True)).encode())
            await connection.send_complete()
            await connection.receive()
            refused = await server.client.post(CHAT_PATH, json=chat(), headers=headers)
            error = json.loads(await refused.get_data())["error"]
            assert (refused.status_code, error["code"]) == (429, "rate_limit_exceeded")
            assert int(refused.headers["Retry-After"]) >= 1
            assert await ask(server, "guest", []) == 200
            with suppress(HTTPDisconnectError):
                await connection.disconnect()
        await server.until_all_left()
        assert await ask(server, "crowd", []) == 200
