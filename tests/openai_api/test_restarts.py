"""Files and batches in a directory that was named outlive the server, however it ends."""

from __future__ import annotations

import json
import signal
import time
from collections import Counter
from pathlib import Path
from typing import Any, Final

import openai
import pytest
from openai import OpenAI
from openai.types import Batch

from openai_api.batches.results import ids_in
from openai_api.files.records import records_in, write_record
from openai_api.files.schemas import FileTold
from openai_api.files.store import Record
from tests.openai_api.launched import MODEL, SECONDS, Json, Launched, launch

KEYS = ("one-key", "another-key")
CHAT: Final = "/v1/chat/completions"
NUM_LINES = 40


def launched(place: Path, *keys: str, step_seconds: float = 0.002) -> Any:
    given = [part for key in keys or KEYS for part in ("--api-key", key)]
    return launch(*given, "--files-dir", str(place), step_seconds=step_seconds)


def client_of(server: Launched, key: str = KEYS[0]) -> OpenAI:
    return OpenAI(base_url=f"http://127.0.0.1:{server.port}/v1", api_key=key, max_retries=0)


def line(number: int) -> Json:
    messages = [{"role": "user", "content": "Say something."}]
    body = {"model": MODEL, "messages": messages, "max_tokens": 30, "seed": number}
    body["ignore_eos"] = True
    return {"custom_id": str(number), "method": "POST", "url": CHAT, "body": body}


def begin(client: OpenAI, num_lines: int = NUM_LINES) -> Batch:
    lines = "\n".join(json.dumps(line(number)) for number in range(num_lines))
    file = client.files.create(file=lines.encode(), purpose="batch")
    return client.batches.create(
        input_file_id=file.id, endpoint=CHAT, completion_window="24h", metadata={"kind": "test"}
    )


def seen(client: OpenAI, batch: Batch, *status: str, completed: int = 0) -> Batch:
    """Asked again and again, as clients do."""
    deadline = time.monotonic() + SECONDS
    while True:
        batch = client.batches.retrieve(batch.id)
        counts = batch.request_counts
        if batch.status in status and counts is not None and counts.completed >= completed:
            return batch
        if time.monotonic() > deadline:
            raise AssertionError(batch)


def told_in(client: OpenAI, batch: Batch) -> dict[str, Json]:
    assert batch.output_file_id is not None and batch.error_file_id is None
    lines = [json.loads(told) for told in client.files.content(batch.output_file_id).iter_lines()]
    ids = Counter(told["custom_id"] for told in lines)
    assert ids == dict.fromkeys(map(str, range(NUM_LINES)), 1)  # once each
    return {told["custom_id"]: told["response"]["body"]["choices"] for told in lines}


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_a_batch_goes_on_where_the_last_server_ended(tmp_path: Path, number: int) -> None:
    with launched(tmp_path, step_seconds=0.01) as server:
        server.wait_until_ready()
        with client_of(server) as client:
            batch = seen(client, begin(client), "in_progress", completed=5)
        server.process.send_signal(number)
        server.process.wait(SECONDS)
    (draft,) = [path for path in half_done(tmp_path) if path.stat().st_size]
    num_before = len(draft.read_bytes().splitlines())
    assert 5 <= num_before < NUM_LINES
    with launched(tmp_path, *reversed(KEYS)) as server:
        server.wait_until_ready()
        with client_of(server) as client:
            ended = seen(client, batch, "completed")
            assert ended.request_counts is not None
            assert ended.request_counts.completed == NUM_LINES
            assert ended.metadata == {"kind": "test"} and ended.created_at == batch.created_at
            answers = told_in(client, ended)
        server.key = KEYS[0]
        for asked in ("0", str(NUM_LINES - 1)):
            assert answers[asked] == server.read(CHAT, line(int(asked))["body"])[1]["choices"]


def half_done(place: Path) -> list[Path]:
    return [
        path
        for path in (place / "understudy-files").glob("file-*")
        if not path.suffix and not path.with_suffix(".json").exists()
    ]


def test_what_has_ended_is_still_there_and_still_its_owners(tmp_path: Path) -> None:
    with launched(tmp_path) as server:
        server.wait_until_ready()
        with client_of(server) as client:
            batch = seen(client, begin(client), "completed")
            files, answers = list(client.files.list()), told_in(client, batch)
        server.process.kill()
        server.process.wait(SECONDS)
    (tmp_path / "understudy-files" / "file-nobodys").write_text("half an upload")
    with launched(tmp_path, *reversed(KEYS)) as server:
        server.wait_until_ready()
        with client_of(server) as client:
            assert list(client.files.list()) == files
            assert list(client.batches.list()) == [batch]
            assert told_in(client, batch) == answers
        with client_of(server, KEYS[1]) as other:
            assert list(other.files.list()) == [] and list(other.batches.list()) == []
            with pytest.raises(openai.NotFoundError):
                other.files.content(files[0].id)
    assert not (tmp_path / "understudy-files" / "file-nobodys").exists()


def test_a_batch_that_was_being_cancelled_is_cancelled(tmp_path: Path) -> None:
    with launched(tmp_path, step_seconds=0.01) as server:
        server.wait_until_ready()
        with client_of(server) as client:
            batch = seen(client, begin(client), "in_progress", completed=1)
        server.process.kill()
        server.process.wait(SECONDS)
    record = tmp_path / "understudy-files" / f"{batch.id}.json"
    written = json.loads(record.read_text())
    written["told"]["status"] = "cancelling"
    record.write_text(json.dumps(written))
    with launched(tmp_path) as server:
        server.wait_until_ready()
        with client_of(server) as client:
            ended = seen(client, batch, "cancelled", completed=1)
            assert ended.output_file_id is not None


def test_a_record_that_nobody_can_read_is_gone_and_the_others_are_there(tmp_path: Path) -> None:
    good = Record(FileTold("file-2", 1, 2, 3, "a", "batch"), "key", 4)
    write_record(tmp_path, "file-2", good)
    for name, text in (("file-1.json", '{"told": 7}'), ("file-3.json", "{"), ("file-4.json", "")):
        (tmp_path / name).write_text(text)
    assert list(records_in(tmp_path, "file-", Record)) == [good]
    assert [path.name for path in tmp_path.iterdir()] == ["file-2.json"]


def test_a_directory_is_one_servers_at_a_time(tmp_path: Path) -> None:
    with launched(tmp_path) as server:
        server.wait_until_ready()
        second = Launched("--device-name", "fake", "--files-dir", str(tmp_path))
        code, log = second.end()
        assert code == 2 and "--files-dir is another server's" in log


def test_half_a_line_is_not_an_answer(tmp_path: Path) -> None:
    path = tmp_path / "output"
    assert ids_in(path) is None
    path.write_bytes(b'{"custom_id":"a","more":1}\n{"custom_id":"b"}\n{"custom_')
    assert ids_in(path) == ["a", "b"]
    assert path.read_bytes().endswith(b'"b"}\n')
