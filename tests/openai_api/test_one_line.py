"""What is told in lines, for clients who cut a text into lines as Python does: httpx is one."""

from __future__ import annotations

import json

import httpx2
import pytest

from openai_api.one_line import one_line
from tests.openai_api.scripted import END, saying
from tests.openai_api.served import CHAT_PATH, MODEL, TEXT_PATH, Json
from tests.openai_api.test_batch_turns import begin, results_of

ENDS = "a\u2028b\u2029c\x85d\x1ce\x0bf\x0cg\r\n\u202ah"  # and one that ends nothing
HELD: Json = {"stop": [END], "max_tokens": 200, "ignore_eos": True, "model": MODEL}
TURNS = [{"role": "user", "content": "Say something."}]


def lines_of(data: bytes) -> list[str]:
    """As they come out of httpx."""
    return [*httpx2.Response(200, content=data).iter_lines()]


def texts_in(event: Json) -> str:
    """What an event adds to the text, in any API."""
    if event.get("type") == "response.output_text.delta":
        return str(event["delta"])
    said = [choice.get("text", choice.get("delta", {})) for choice in event.get("choices", ())]
    return "".join(each if isinstance(each, str) else each.get("content", "") for each in said)


@pytest.mark.parametrize(
    ("path", "asked"),
    [
        (CHAT_PATH, {"messages": TURNS}),
        (TEXT_PATH, {"prompt": "Once"}),
        ("/v1/responses", {"input": TURNS}),
    ],
)
async def test_an_event_is_one_line_for_every_client(path: str, asked: Json) -> None:
    async with saying(ENDS) as served:
        body = json.dumps(HELD | asked | {"stream": True})
        response = await served.client.post(path, data=body)
        lines = lines_of(await response.get_data(as_text=False))
    assert all(line.partition(":")[0] in ("", "data", "event") for line in lines)
    told = [line.removeprefix("data: ") for line in lines if line.startswith("data: {")]
    assert "".join(map(texts_in, map(json.loads, told))) == ENDS


async def test_an_answer_in_a_batch_is_one_line_for_every_client() -> None:
    async with saying(ENDS) as served:
        batch = await begin(served, HELD | {"messages": TURNS})
        await batch.ended.wait()
        [told] = results_of(served, batch.told.output_file_id)
    assert told["response"]["body"]["choices"][0]["message"]["content"] == ENDS


def test_nothing_but_those_characters_is_told_in_another_way() -> None:
    others = "".join(chr(code) for code in range(0x20, 0x3000))
    data = json.dumps(others, ensure_ascii=False).encode()
    assert json.loads(one_line(data)) == others
    assert len(one_line(data)) == len(data) + 4 + 3 + 3
    assert one_line(b"\xff") == b"\xff"
