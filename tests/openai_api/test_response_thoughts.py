"""Thoughts in the Responses API: a summary for those who ask for one, else the text itself."""

from __future__ import annotations

import json
from typing import cast

import pytest

from models.fake_vocabulary import FakeVocabulary
from openai_api.responses.schemas import read_responses
from openai_api.responses.turns import turns_of
from tests.openai_api.scripted import END, THINKING, saying
from tests.openai_api.served import CHAT_PATH, MODEL, VOCABULARY, Json, Served, chat

PATH = "/v1/responses"
SAID = "<think>Let me see.</think>It is so."
ASK: Json = {"model": MODEL, "input": "Why?", "stop": [END], "ignore_eos": True}
WANTED: Json = {"effort": "low", "summary": "auto"}


async def thought_of(served: Served, **fields: object) -> Json:
    """The first item of a response."""
    status, response = await served.post(PATH, ASK | fields)
    assert status == 200, response
    thoughts, words = response["output"]
    assert words["content"][0]["text"] == "It is so."
    return cast(Json, thoughts)


async def test_thoughts_are_told_as_the_summary_that_a_client_asks_for() -> None:
    async with saying(SAID, THINKING) as served:
        thoughts = await thought_of(served, reasoning=WANTED)
    assert thoughts["summary"] == [{"type": "summary_text", "text": "Let me see."}]
    assert thoughts["content"] == [] and thoughts["status"] == "completed"


@pytest.mark.parametrize("reasoning", [None, {"effort": "low"}, {"summary": "none"}])
async def test_who_asks_for_no_summary_gets_the_thoughts_themselves(reasoning: object) -> None:
    async with saying(SAID, THINKING) as served:
        thoughts = await thought_of(served, reasoning=reasoning)
    assert thoughts["content"] == [{"type": "reasoning_text", "text": "Let me see."}]
    assert thoughts["summary"] == []


async def test_the_events_of_a_summary_are_openais() -> None:
    async with saying(SAID, THINKING) as served:
        body = ASK | {"reasoning": WANTED, "stream": True}
        response = await served.client.post(PATH, data=json.dumps(body))
        lines = (await response.get_data(as_text=True)).splitlines()
    events = [json.loads(line[6:]) for line in lines if line.startswith("data: ")]
    told = [event for event in events if event.get("output_index") == 0]
    deltas = [event for event in told if event["type"].endswith(".delta")]
    kinds = [event["type"].removeprefix("response.") for event in told]
    assert kinds == [
        "output_item.added",
        "reasoning_summary_part.added",
        *["reasoning_summary_text.delta"] * len(deltas),
        "reasoning_summary_text.done",
        "reasoning_summary_part.done",
        "output_item.done",
    ]
    assert told[0]["item"]["summary"] == told[0]["item"]["content"] == []
    assert {event["summary_index"] for event in told[1:-1]} == {0}
    assert {event["item_id"] for event in told[1:-1]} == {told[0]["item"]["id"]}
    assert told[1]["part"] == {"type": "summary_text", "text": ""}
    assert "".join(event["delta"] for event in deltas) == told[-3]["text"] == "Let me see."
    assert told[-1]["item"] == events[-1]["response"]["output"][0]


async def test_tokens_of_thoughts_are_counted_in_the_usage() -> None:
    num_thought = len(FakeVocabulary(VOCABULARY.size).encode("Let me see."))
    asked: Json = {"stop": [END], "ignore_eos": True, "max_tokens": 100}
    async with saying(SAID, THINKING) as served:
        _, response = await served.post(PATH, ASK)
        _, answer = await served.post(CHAT_PATH, chat(**asked))
        _, unseen = await served.post(CHAT_PATH, chat(**asked, include_reasoning=False))
        told = chat(**asked, stream_options={"include_usage": True})
        streamed = (await served.stream(CHAT_PATH, told))[-1]
    assert response["usage"]["output_tokens_details"] == {"reasoning_tokens": num_thought}
    for each in answer, unseen, streamed:
        details = each["usage"]["completion_tokens_details"]
        assert details["reasoning_tokens"] == num_thought > 0


async def test_thoughts_that_were_cut_are_counted_and_no_thoughts_are_none() -> None:
    async with saying("<think>" + 20 * "Let me see. ", THINKING) as served:
        _, cut = await served.post(PATH, ASK | {"stop": None, "max_output_tokens": 24})
    assert cut["status"] == "incomplete"
    details = cut["usage"]["output_tokens_details"]
    assert details["reasoning_tokens"] == cut["usage"]["output_tokens"], "it did nothing else"
    async with saying("It is so.", THINKING) as served:
        _, response = await served.post(PATH, ASK | {"stop": None, "max_output_tokens": 24})
    assert response["usage"]["output_tokens_details"]["reasoning_tokens"] == 0


@pytest.mark.parametrize("reasoning", [None, WANTED], ids=["as they are", "as a summary"])
async def test_earlier_thoughts_go_to_the_template(reasoning: object) -> None:
    """Kept or sent again, in front of words or of a call."""
    async with saying(SAID, THINKING) as served:
        _, response = await served.post(PATH, ASK | {"reasoning": reasoning})
        kept = served.service.responses.continued(response["id"])
    turn = {"role": "assistant", "content": "It is so.", "reasoning_content": "Let me see."}
    assert kept == [{"role": "user", "content": "Why?"}, turn]
    thoughts, words = response["output"]
    call = {"type": "function_call", "call_id": "c", "name": "f", "arguments": "{}"}
    result = {"type": "function_call_output", "call_id": "c", "output": "42"}
    lost = thoughts  # nothing of the assistant's comes behind them
    told = messages_of(thoughts, words, call, result, thoughts, call, lost, result, call)
    assert told[0] == turn | {"tool_calls": told[0]["tool_calls"]}
    assert told[2] == turn | {"content": None, "tool_calls": told[0]["tool_calls"]}
    assert told[1] == told[3] == {"role": "tool", "tool_call_id": "c", "content": "42"}
    assert told[4] == {"role": "assistant", "content": None, "tool_calls": told[0]["tool_calls"]}


def messages_of(*items: Json) -> list[Json]:
    asked = read_responses(ASK | {"input": list(items)})
    return turns_of(asked.input)
