"""The server as people start it: a process, a socket, signals."""

from __future__ import annotations

import os
import signal
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from openai_api.__main__ import main
from openai_api.last_resort import EXIT_STUCK
from tests.openai_api.launched import MODEL, SECONDS, Json, Launched, deltas, launch

PATH = "/v1/chat/completions"


def long_chat(**fields: object) -> Json:
    """About two seconds of text on a device that takes 10 ms for a step."""
    return {
        "model": MODEL,
        "messages": [{"role": "user", "content": "Tell me a long story."}],
        "max_tokens": 200,
        "seed": 5,
        "ignore_eos": True,
    } | fields


@pytest.fixture(scope="module")
def server() -> Iterator[Launched]:
    with launch(step_seconds=0.002) as launched:
        launched.wait_until_ready()
        yield launched


def test_the_socket_answers_while_the_model_loads() -> None:
    with launch(load_seconds=2.0) as server:
        status, report = server.read("/health")
        assert (status, report["status"]) == (503, "loading")
        server.wait_until_ready()
        assert server.read("/health")[0] == 200


def test_a_request_that_comes_while_the_device_loads_is_answered_afterwards() -> None:
    with launch(load_seconds=1.0) as server:
        while server.read("/health")[1].get("stage") != "load":
            pass
        status, answer = server.read(PATH, long_chat(max_tokens=3))
    assert status == 200
    assert answer["usage"]["completion_tokens"] == 3


def test_a_killed_device_changes_no_text(server: Launched) -> None:
    _, answer = server.read(PATH, long_chat())
    with server.ask(PATH, long_chat(stream=True)) as response:
        received = b"".join(response.readline() for _ in range(10))
        os.kill(server.device_pid(), signal.SIGKILL)
        received += response.read()
    text, code, is_complete = deltas(received)
    assert (code, is_complete) == (None, True)
    assert text == answer["choices"][0]["message"]["content"]


def test_a_signal_lets_the_living_finish_and_takes_nobody_new() -> None:
    with launch(step_seconds=0.01) as server:
        server.wait_until_ready()
        with server.ask(PATH, long_chat(stream=True)) as response:
            received = response.readline()
            server.process.send_signal(signal.SIGTERM)
            assert "finishing" in server.next_line()
            status, body = server.read(PATH, long_chat())
            received += response.read()
        code, _ = server.end()
    text, error, is_complete = deltas(received)
    assert (status, body["error"]["code"]) == (503, "shutting_down")
    assert (code, error, is_complete) == (0, None, True)
    assert len(text) > 200


def test_what_outlives_the_grace_is_told_so() -> None:
    with launch("--shutdown-grace", "0", step_seconds=0.01) as server:
        server.wait_until_ready()
        with server.ask(PATH, long_chat(stream=True)) as response:
            received = response.readline()
            server.process.send_signal(signal.SIGINT)
            received += response.read()
        code, _ = server.end()
    _, error, is_complete = deltas(received)
    assert (code, error, is_complete) == (0, "shutting_down", False)


def test_a_second_signal_does_not_wait() -> None:
    with launch(step_seconds=1.0) as server:
        server.wait_until_ready()
        with server.ask(PATH, long_chat(stream=True)) as response:
            response.readline()
            server.process.send_signal(signal.SIGTERM)
            assert "finishing" in server.next_line()
            server.process.send_signal(signal.SIGTERM)
            code, _ = server.end()
    assert code == 128 + signal.SIGTERM


HANGING = """
import asyncio, threading
asyncio.Runner.close = lambda runner: threading.Event().wait()
"""


def test_what_hangs_does_not_keep_it_from_ending(tmp_path: Path) -> None:
    """Here an event loop that cannot be closed."""
    (tmp_path / "sitecustomize.py").write_text(HANGING)
    flags = ("--model", "m", "--device-name", "fake", "--shutdown-grace", "0")
    server = Launched(*flags, PYTHONPATH=str(tmp_path))
    try:
        server.wait_for_socket()
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(SECONDS) == EXIT_STUCK
    finally:
        server.close()


def test_a_signal_while_it_loads_ends_it() -> None:
    with launch(load_seconds=60.0) as server:
        server.process.send_signal(signal.SIGTERM)
        code, _ = server.end()
    assert code == 0


def test_a_signal_gives_a_download_up() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent_hub:
        hub = f"http://127.0.0.1:{silent_hub.getsockname()[1]}"
        server = Launched("--model", "some/model", HF_ENDPOINT=hub, HF_HUB_OFFLINE="0")
        with silent_hub.accept()[0]:
            server.process.send_signal(signal.SIGTERM)
            code, _ = server.end()
    assert code == 0


def test_a_model_that_is_not_there_ends_it_with_a_sentence() -> None:
    server = Launched("--model", "/no/such/directory")
    code, log = server.end()
    assert code == 1
    assert "There is no directory /no/such/directory." in log
    assert "Traceback" not in log


def test_a_port_in_use_is_said_in_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert main(["--model", "m", "--port", str(port)]) == 2
    assert capsys.readouterr().err == f"Port {port} of 127.0.0.1 is in use.\n"


@pytest.mark.parametrize(
    ("target", "status"),
    [
        (b"?x", b"404"),
        (b"//v1/models", b"404"),
        (b"/v1/models/", b"404"),
        (b"/v1/%2e%2e/v1/models", b"404"),
        (b"/v1/models", b"200"),
    ],
)
def test_no_target_is_a_fault_of_the_server(server: Launched, target: bytes, status: bytes) -> None:
    answer = server.say(
        b"GET " + target + b" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    )
    assert answer.split(b" ")[1] == status


@pytest.mark.parametrize("length", [b"-1", b"+5", b"5,6", b"5\r\nContent-Length: 6"])
def test_a_wrong_length_is_a_400(server: Launched, length: bytes) -> None:
    head = b"POST /v1/completions HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + length
    assert server.say(head + b"\r\n\r\n{}").split(b" ")[1] == b"400"


def test_a_length_over_the_limit_is_refused_before_the_body_comes(server: Launched) -> None:
    head = b"POST /v1/completions HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000000\r\n\r\n"
    with socket.create_connection(("127.0.0.1", server.port), 5) as connection:
        connection.sendall(head)
        answer = b"".join(iter(lambda: connection.recv(65536), b""))
    assert answer.split(b" ")[1] == b"413"
    assert b"request_too_large" in answer


def test_two_requests_in_one_packet_are_answered_in_order(server: Launched) -> None:
    def ask(path: bytes, more: bytes = b"") -> bytes:
        return b"GET " + path + b" HTTP/1.1\r\nHost: localhost\r\n" + more + b"\r\n"

    answer = server.say(ask(b"/live") + ask(b"/version", b"Connection: close\r\n"))
    assert answer.index(b'"status"') < answer.index(b'"version"')
