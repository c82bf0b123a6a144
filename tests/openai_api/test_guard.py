"""The guard: what the head of a request decides before any of its body is read."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from openai_api.bodies import Bodies
from openai_api.doorway import Message, Receive, Scope, Send
from openai_api.guard import Guard
from openai_api.origins import Origins
from openai_api.visits import Visits

NOBODY = Origins()
KEY = (b"authorization", b"Bearer right")
Head = Sequence[tuple[bytes, bytes]]


async def knock(
    path: bytes,
    *headers: tuple[bytes, bytes],
    method: str = "POST",
    keys: Sequence[str] = ("right", "other"),
    origins: Origins = NOBODY,
) -> tuple[int, dict[bytes, bytes]]:
    """Status and headers of the answer; the application behind the guard says 204."""
    sent: list[Message] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 204, "headers": []})

    async def receive() -> Message:
        raise AssertionError("the body was read")

    async def send(message: Message) -> None:
        sent.append(message)

    scope: Scope = {
        "type": "http",
        "method": method,
        "path": path.decode(),
        "raw_path": path,
        "headers": list(headers),
    }
    guard = Guard(
        app,
        keys=keys,
        bodies=Bodies(1000, 1500),
        origins=origins,
        visits=Visits(),
        root_path="/llm",
    )
    await guard(scope, receive, send)
    return sent[0]["status"], dict(sent[0]["headers"])


@pytest.mark.parametrize(
    "headers",
    [
        pytest.param([], id="no key"),
        pytest.param([(b"authorization", b"Bearer wrong")], id="a wrong key"),
        pytest.param([(b"authorization", b"Basic right")], id="another scheme"),
        pytest.param([(b"authorization", b"bearer right")], id="a scheme in small letters"),
        pytest.param([(b"authorization", b"Bearer right\x00")], id="a key with a NUL"),
        pytest.param([(b"authorization", b"Bearer \xff\xfe")], id="a key that is no text"),
        pytest.param([(b"x-api-key", b"wrong")], id="a wrong key as Anthropic's clients send it"),
    ],
)
async def test_who_has_no_right_key_is_refused_before_the_body_is_read(headers: Head) -> None:
    status, answer = await knock(b"/v1/models", *headers)
    assert (status, answer[b"www-authenticate"]) == (401, b"Bearer")
    assert answer[b"connection"] == b"close"


@pytest.mark.parametrize("header", [KEY, (b"x-api-key", b"other")])
async def test_any_right_key_opens(header: tuple[bytes, bytes]) -> None:
    assert (await knock(b"/v1/models", header))[0] == 204


@pytest.mark.parametrize(
    ("path", "status"),
    [
        (b"/health", 204),
        (b"/live", 204),
        (b"/ready", 204),
        (b"/llm/ready", 204),
        (b"/llm/llm/ready", 401),
        (b"/llmready", 401),
        (b"/metrics", 401),
        (b"/version", 401),
        (b"/health/", 401),
        (b"//health", 401),
        (b"/%68ealth", 401),
        (b"/health/../v1/models", 401),
        (b"/v1/models;/health", 401),
        (b"*", 401),
    ],
)
async def test_only_the_probes_are_open_by_the_path_as_it_was_sent(
    path: bytes, status: int
) -> None:
    assert (await knock(path))[0] == status


@pytest.mark.parametrize(
    ("length", "status"), [(b"1000", 204), (b"1001", 413), (b"1000000000", 413), (b"9" * 5000, 413)]
)
async def test_a_body_that_says_it_is_too_long_is_never_read(length: bytes, status: int) -> None:
    got, answer = await knock(b"/v1/models", KEY, (b"content-length", length))
    assert got == status
    assert (answer.get(b"connection") == b"close") == (status == 413)


@pytest.mark.parametrize("given", [b"a b", b"a\r\nb", b"\xff", b"x" * 65, b""])
async def test_a_harmful_request_id_is_replaced(given: bytes) -> None:
    _, answer = await knock(b"/v1/models", KEY, (b"x-request-id", given))
    assert answer[b"x-request-id"] not in (given, b"")


async def test_every_answer_has_an_id_and_its_time_refusals_too() -> None:
    _, answer = await knock(b"/v1/models", (b"x-request-id", b"mine-1"))
    assert answer[b"x-request-id"] == b"mine-1"
    assert answer[b"openai-processing-ms"].isdigit()


@pytest.mark.parametrize(
    ("origin", "status"),
    [
        (b"https://friend.example", 204),
        (b"http://here:8000", 204),
        (b"https://evil.example", 403),
        (b"https://friend.example.evil.example", 403),
        (b"null", 403),
        (b"", 403),
    ],
)
async def test_a_page_of_another_origin_calls_only_if_it_is_allowed(
    origin: bytes, status: int
) -> None:
    headers = (KEY, (b"host", b"here:8000"), (b"origin", origin))
    origins = Origins(["https://friend.example"])
    got, answer = await knock(b"/v1/models", *headers, origins=origins)
    assert got == status
    assert answer.get(b"access-control-allow-origin") == (origin if status == 204 else None)


@pytest.mark.parametrize(
    ("host", "status"),
    [
        (b"localhost:8000", 204),
        (b"127.0.0.1", 204),
        (b"[::1]:8000", 204),
        (b"Ours.example:80", 204),
        (b"rebound.example", 403),
        (b"localhost.evil.example", 403),
    ],
)
async def test_without_keys_only_names_of_ours_are_answered(host: bytes, status: int) -> None:
    origins = Origins(hosts=["ours.example"])
    assert (await knock(b"/v1/models", (b"host", host), keys=(), origins=origins))[0] == status
    assert (await knock(b"/v1/models", KEY, (b"host", host), origins=origins))[0] == 204


async def test_a_preflight_is_answered_without_a_key_for_allowed_pages_only() -> None:
    question = ((b"origin", b"https://a.b"), (b"access-control-request-method", b"POST"))
    origins = Origins(["*"])
    status, answer = await knock(b"/v1/models", *question, method="OPTIONS", origins=origins)
    assert (status, answer[b"access-control-allow-origin"]) == (204, b"https://a.b")
    assert (await knock(b"/v1/models", *question, method="OPTIONS"))[0] == 403
