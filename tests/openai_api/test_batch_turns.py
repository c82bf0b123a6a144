"""Whose turn it is: a batch waits for everybody else, and for a server that has no time."""

from __future__ import annotations

import json

import anyio.lowlevel
import pytest
from anyio import create_task_group, fail_after

from actors.config import EngineConfig
from actors.generation import Generation
from actors.messages import Request
from openai_api.batches import work
from openai_api.batches.exchange import ask
from openai_api.batches.schemas import read_batch
from openai_api.batches.store import Batch
from openai_api.doorway import Receive, Scope, Send
from tests.openai_api.served import CHAT_PATH, Json, Served, chat, serve, until

ONE_PLACE = {"num_slots": 1, "step_seconds": 0.001}


async def begin(server: Served, *bodies: Json) -> Batch:
    lines = [
        {"custom_id": str(number), "method": "POST", "url": CHAT_PATH, "body": body}
        for number, body in enumerate(bodies)
    ]
    draft = server.service.files.draft("", "lines", "batch")
    await draft.write("\n".join(map(json.dumps, lines)).encode())
    id = (await draft.keep()).told.id
    asked: Json = {"input_file_id": id, "endpoint": CHAT_PATH, "completion_window": "24h"}
    return await server.service.batches.create(read_batch(asked), "")


async def until_answered(batch: Batch, num: int) -> None:
    await until(lambda: batch.told.request_counts.completed >= num)


def results_of(server: Served, id: str | None) -> list[Json]:
    if id is None:
        return []
    text = server.service.files.get(id, "").path.read_text()
    return [json.loads(line) for line in text.splitlines()]


async def test_a_live_request_overtakes_a_batch_whatever_its_lines_say() -> None:
    async with serve(options=ONE_PLACE, batch_lines=8) as server:
        bodies = [chat(ignore_eos=True, priority=-100) for _ in range(24)]
        batch = await begin(server, *bodies)
        await until_answered(batch, 1)
        num_before = batch.told.request_counts.completed
        status, _ = await server.post(CHAT_PATH, chat())
        assert status == 200
        assert batch.told.request_counts.completed - num_before <= 2  # not all that came before
        await batch.ended.wait()
        assert batch.told.request_counts.completed == 24


async def test_only_a_few_lines_are_under_way_at_once() -> None:
    async with serve(options=ONE_PLACE, batch_lines=3) as server:
        now, most, both = 0, 0, anyio.Event()
        app = server.service.batches.app
        assert app is not None

        async def counted(scope: Scope, receive: Receive, send: Send) -> None:
            nonlocal now, most
            now += 1
            most = max(most, now)
            await both.wait()  # else the first has a start that depends on the machine
            await app(scope, receive, send)
            now -= 1

        server.service.batches.app = counted
        first, second = [await begin(server, *[chat(max_tokens=50)] * 8) for _ in range(2)]
        await until(lambda: second.told.status == "in_progress")
        both.set()
        await first.ended.wait()
        assert second.told.request_counts.completed >= 4  # places go round
        await second.ended.wait()
        assert most == 3


async def test_lines_wait_until_the_engine_has_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "LOOK_AGAIN", 0.001)
    config = EngineConfig(max_requests=4)
    async with serve(config, options=ONE_PLACE) as server, create_task_group() as group:
        long = chat(max_tokens=200, ignore_eos=True, n=2)
        group.start_soon(server.post, CHAT_PATH, long)
        await until(lambda: server.engine.num_permits == 2)
        found: list[int] = []  # places that were free when the line was asked
        generate = server.engine.generate

        def watched(request: Request, *, seed: int | None = None) -> Generation:
            found.append(server.engine.num_permits)
            return generate(request, seed=seed)

        monkeypatch.setattr(server.engine, "generate", watched)
        batch = await begin(server, chat())
        await batch.ended.wait()
        assert (batch.told.status, found) == ("completed", [4])


async def test_a_line_that_the_server_had_no_time_for_is_asked_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(work, "LONGEST_PAUSE", 0.001)
    config = EngineConfig(max_requests=2)
    async with serve(config, options=ONE_PLACE) as server, create_task_group() as group:
        server.service.batches.is_idle = lambda: True
        group.start_soon(server.post, CHAT_PATH, chat(max_tokens=100, ignore_eos=True))
        await until(lambda: server.engine.num_permits < 2)
        batch = await begin(server, *[chat(n=2)] * 3)
        await batch.ended.wait()
        assert (batch.told.status, batch.told.request_counts.completed) == ("completed", 3)


async def test_a_batch_that_expires_tells_of_each_line_that_was_not_answered() -> None:
    async with serve(options=ONE_PLACE, batch_lines=1) as server:
        batch = await begin(server, chat(), *[chat(max_tokens=200, ignore_eos=True)] * 4)
        await until_answered(batch, 1)
        batch.scope.deadline = anyio.current_time()
        await batch.ended.wait()
        counts = batch.told.request_counts
        assert batch.told.status == "expired" and counts.completed + counts.failed == 5
        answered = [told["custom_id"] for told in results_of(server, batch.told.output_file_id)]
        unanswered = results_of(server, batch.told.error_file_id)
        assert sorted(answered + [told["custom_id"] for told in unanswered]) == list("01234")
        assert {told["error"]["code"] for told in unanswered} == {"batch_expired"}
        await server.until_all_left()


async def test_a_batch_that_is_cut_by_the_end_of_the_server_is_told_as_failed() -> None:
    async with serve(options=ONE_PLACE) as server:
        batch = await begin(server, *[chat(max_tokens=200, ignore_eos=True)] * 40)
        await until_answered(batch, 1)
        await server.service.batches.stop()
        assert batch.told.status == "failed" and batch.told.errors is not None
        assert [error.code for error in batch.told.errors.data] == ["shutting_down"]
        assert results_of(server, batch.told.output_file_id)
        await server.until_all_left()
        status, answer = await server.post("/v1/batches", {"input_file_id": "file"})
        assert (status, answer["error"]["param"]) == (400, "endpoint")
        asked = {"input_file_id": "a", "endpoint": CHAT_PATH, "completion_window": "24h"}
        status, answer = await server.post("/v1/batches", asked)
        assert (status, answer["error"]["code"]) == (503, "shutting_down")


async def test_who_leaves_at_any_moment_is_not_answered_to_the_end() -> None:
    async with serve(options=ONE_PLACE | {"step_seconds": 0.05}) as server:
        app = server.service.batches.app
        assert app is not None
        body = json.dumps(chat(max_tokens=220, ignore_eos=True)).encode()
        for num_turns in range(16):
            with fail_after(8):  # the whole answer takes longer
                async with create_task_group() as group:
                    group.start_soon(ask, app, CHAT_PATH, body, "")
                    for _ in range(num_turns):
                        await anyio.lowlevel.checkpoint()
                    group.cancel_scope.cancel()
            await server.until_all_left()


async def test_a_batch_without_room_for_its_answers_fails() -> None:
    async with serve(options=ONE_PLACE) as server:
        files = server.service.files
        batch = await begin(server, *[chat()] * 20)
        files.bytes.most = files.bytes.total + 1000
        await batch.ended.wait()
        assert batch.told.status == "failed" and batch.told.errors is not None
        assert batch.told.errors.data[0].code == "storage_limit_exceeded"
        held = sum(kept.path.stat().st_size for kept in files.all_of(""))
        assert files.bytes.total == held <= files.bytes.most
        await server.until_all_left()


async def test_who_calls_a_batch_off_and_who_ends_it_may_write_it_down_at_once() -> None:
    """It is written beside itself and then put in its place, which one after the other can do."""
    async with serve(options=ONE_PLACE) as server:
        batch = await begin(server, chat())
        await batch.ended.wait()
        for _ in range(20):
            async with create_task_group() as group:
                for _ in range(8):
                    group.start_soon(server.service.batches.store.save, batch)
        (record,) = server.service.files.open_place().glob(f"{batch.told.id}*")
        assert json.loads(record.read_text())["told"]["status"] == "completed"
