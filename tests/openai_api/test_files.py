"""Files come in piece by piece, stay within bounds, and are nobody's but their owner's."""

from __future__ import annotations

import json
import os
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import cast

import openai
import pytest
from openai import OpenAI

from openai_api.doorway import OPENED, ASGIApp, Message, Scope
from openai_api.files.intake import Intake
from openai_api.files.room import Room
from tests.openai_api.launched import SECONDS, Launched, launch
from tests.openai_api.served import serve

KEYS = ("one-key", "another-key")
LARGEST = 4 * 1024 * 1024  # of the files of one key: more than any other body may have
HEAD = (
    b"POST /v1/files HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer one-key\r\n"
    b"Content-Type: multipart/form-data; boundary=b\r\n"
)
PART = b'--b\r\nContent-Disposition: form-data; name="file"; filename="f"\r\n\r\n'


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("files")


@pytest.fixture(scope="module")
def server(place: Path) -> Iterator[Launched]:
    keys = [part for key in KEYS for part in ("--api-key", key)]
    bounds = (
        "--files-dir",
        str(place),
        "--files-max-bytes",
        str(2 * LARGEST),
        "--body-timeout",
        "1",
    )
    with launch(*keys, *bounds) as launched:
        launched.wait_until_ready()
        yield launched


def client_of(server: Launched, key: str) -> OpenAI:
    return OpenAI(base_url=f"http://127.0.0.1:{server.port}/v1", api_key=key, max_retries=0)


def wait_until_empty(place: Path) -> None:
    """What was not kept is thrown away with the end of its request, a moment after the answer."""
    deadline = time.monotonic() + SECONDS
    while any(any(private.iterdir()) for private in place.iterdir()):
        if time.monotonic() > deadline:
            raise AssertionError("a file is left")


@pytest.fixture
def client(server: Launched) -> Iterator[OpenAI]:
    with client_of(server, KEYS[0]) as client:
        yield client
        for file in client.files.list():
            client.files.delete(file.id)


def test_a_file_is_kept_told_listed_read_and_thrown_away(client: OpenAI, place: Path) -> None:
    data = os.urandom(3 * 1024 * 1024)  # more than the limit of other bodies
    file = client.files.create(
        file=("../../a.jsonl", data),
        purpose="batch",
        expires_after={"anchor": "created_at", "seconds": 7200},
    )
    assert (file.filename, file.bytes, file.purpose) == ("../../a.jsonl", len(data), "batch")
    assert file.expires_at == file.created_at + 7200
    assert client.files.retrieve(file.id) == file
    assert client.files.content(file.id).read() == data
    (private,) = place.iterdir()
    assert {path.stem for path in private.iterdir()} == {file.id}
    second = client.files.create(file=b"{}", purpose="batch")
    assert [each.id for each in client.files.list(limit=1)] == [second.id, file.id]
    assert client.files.delete(file.id).deleted
    with pytest.raises(openai.NotFoundError):
        client.files.retrieve(file.id)
    assert {path.stem for path in private.iterdir()} == {second.id}


def test_another_key_finds_nothing(server: Launched, client: OpenAI) -> None:
    file = client.files.create(file=b"{}", purpose="batch")
    with client_of(server, KEYS[1]) as other:
        assert list(other.files.list()) == []
        for use in (other.files.retrieve, other.files.delete, other.files.content):
            with pytest.raises(openai.NotFoundError, match="No such File object"):
                use(file.id)
    assert client.files.retrieve(file.id) == file


@pytest.mark.parametrize("id", ["..", "../secret", "%2e%2e%2fsecret", "file-none"])
def test_names_lead_nowhere_else(server: Launched, client: OpenAI, id: str) -> None:
    path = f"/v1/files/{id}/content"
    with server.ask(path, None, Authorization=f"Bearer {KEYS[0]}") as response:
        assert response.status == 404


def test_too_large_a_file_is_refused_and_leaves_nothing(client: OpenAI, place: Path) -> None:
    with pytest.raises(openai.APIStatusError) as told:
        client.files.create(file=bytes(2 * LARGEST + 100_000), purpose="batch")
    assert (told.value.status_code, told.value.code) == (413, "request_too_large")
    client.files.create(file=bytes(LARGEST - 10), purpose="batch")
    with pytest.raises(openai.BadRequestError) as full:
        client.files.create(file=bytes(100), purpose="batch")
    assert full.value.code == "storage_limit_exceeded"
    (private,) = place.iterdir()
    assert len({path.stem for path in private.iterdir()}) == 1


def test_one_key_leaves_room_for_another(server: Launched, client: OpenAI) -> None:
    client.files.create(file=bytes(LARGEST - 10), purpose="batch")
    with client_of(server, KEYS[1]) as other:
        file = other.files.create(file=bytes(LARGEST // 2), purpose="batch")
        with pytest.raises(openai.BadRequestError, match="no room for more files"):
            other.files.create(file=bytes(100), purpose="batch")
        other.files.delete(file.id)


def test_there_is_always_room_for_one_who_comes_late() -> None:
    room = Room(1000, is_shared=True)
    for nth in range(9):
        client = f"key {nth}"
        assert room.has(client, 1)
        while room.has(client, 1):
            room.take(client)
    assert room.taken["key 0"] == 500 and room.taken["key 1"] == 250
    room.give_back("key 0", 500)
    assert "key 0" not in room.taken and room.has("key 0", 250)


def test_who_is_alone_has_all_the_room() -> None:
    room = Room(1000, is_shared=False)
    room.take("", 999)
    assert room.has("", 1) and not room.has("", 2)


async def test_a_refused_upload_has_gone_when_its_refusal_is_told() -> None:
    async with serve() as server:
        files = server.service.files
        files.bytes.most = 10
        left: list[int] = []

        async def receive() -> Message:
            return {"type": "http.request", "body": PART + b"a" * 100, "more_body": False}

        async def send(message: Message) -> None:
            left.append(files.num_drafts)

        scope: Scope = {"type": "http", "method": "POST", "path": "/v1/files", OPENED: ExitStack()}
        scope["headers"] = [(b"content-type", b"multipart/form-data; boundary=b")]
        intake = Intake(cast(ASGIApp, server.app), files, SECONDS)
        with scope[OPENED]:
            await intake(scope, receive, send)
        assert left == [0, 0]  # the head and the body of the refusal


def test_a_body_that_tells_no_length_ends_at_the_limit() -> None:
    chunk = b"10000\r\n" + bytes(0x10000) + b"\r\n"
    first = b"%x\r\n%s\r\n" % (len(PART), PART)
    request = HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + first + chunk * 70
    with launch("--files-max-bytes", str(LARGEST)) as server:
        with socket.create_connection(("127.0.0.1", server.port), 20) as connection:
            connection.sendall(request)
            assert b" 413 " in connection.recv(4096)
        with client_of(server, "any") as client:
            assert list(client.files.list()) == []


def test_who_sends_too_slowly_is_cut_off_and_leaves_nothing(server: Launched, place: Path) -> None:
    with socket.create_connection(("127.0.0.1", server.port), 20) as connection:
        connection.sendall(HEAD + b"Content-Length: 1000\r\n\r\n" + PART + b"a")
        assert b" 408 " in connection.recv(4096)
    wait_until_empty(place)


@pytest.mark.parametrize(
    ("kind", "body", "status"),
    [
        (b"application/json", b"{}", 415),
        (b"multipart/form-data", b"{}", 415),
        (b"multipart/form-data; boundary=b", b"{}", 400),
        (b"multipart/form-data; boundary=b", PART + b"never ended", 400),
        (b"multipart/form-data; boundary=b", b"--b--\r\n", 400),
        (b"multipart/form-data; boundary=b", PART + b"a\r\n--b--\r\n", 400),  # no purpose
        (b"multipart/form-data; boundary=b", b"--b\r\nA: \xff\r\n\r\na\r\n--b--\r\n", 400),
        (b"multipart/form-data; boundary=b", b"--b\r\n" + b"A" * 300_000, 413),
        (b"multipart/form-data; boundary=b", PART + b"a\r\n" + PART + b"b\r\n--b--\r\n", 400),
        (b"multipart/form-data; boundary=b\r\nContent-Encoding: gzip", PART + b"--b--\r\n", 415),
    ],
)
def test_what_is_no_form_with_a_file_is_told_so(
    server: Launched, place: Path, kind: bytes, body: bytes, status: int
) -> None:
    head = HEAD.replace(b"multipart/form-data; boundary=b", kind)
    sent = head + b"Connection: close\r\nContent-Length: %d\r\n\r\n" % len(body) + body
    with socket.create_connection(("127.0.0.1", server.port), 20) as connection:
        connection.sendall(sent)
        answer = b"".join(iter(lambda: connection.recv(65536), b""))
    assert answer.startswith(b"HTTP/1.1 %d " % status), answer
    assert b'{"error":{"message":' in answer
    wait_until_empty(place)


def test_a_purpose_that_nobody_serves_is_refused(client: OpenAI) -> None:
    with pytest.raises(openai.BadRequestError, match="Supported values are: 'batch'"):
        client.files.create(file=b"{}", purpose="vision")


def test_nothing_is_left_when_the_server_ends(tmp_path: Path) -> None:
    server = Launched("--model", "m", "--device-name", "fake", TMPDIR=str(tmp_path))
    try:
        server.wait_for_socket()
        server.wait_until_ready()
        with client_of(server, "any") as client:
            client.files.create(file=b"{}", purpose="batch")
        assert len(list(tmp_path.glob("understudy-files*"))) == 1
        server.process.terminate()
        assert server.end()[0] == 0
    finally:
        server.close()
    assert list(tmp_path.glob("understudy-files*")) == []


def test_a_field_that_is_too_long_is_named(server: Launched) -> None:
    field = b'--b\r\nContent-Disposition: form-data; name="purpose"\r\n\r\n' + b"a" * 5000
    body = field + b"\r\n--b--\r\n"
    told = server.say(HEAD + b"Content-Length: %d\r\n\r\n" % len(body) + body)
    error = json.loads(told.partition(b"\r\n\r\n")[2])["error"]
    assert (error["param"], error["code"]) == ("purpose", "string_above_max_length")
