"""A prompt that is told again, with its logprobs: what evaluations of models live on."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from anyio import create_task_group

from actors.engine import Engine
from actors.link import open_inline_link
from models.checkpoint_vocabulary import CheckpointVocabulary
from models.executor import CheckpointDevice
from openai_api.app import create_app
from openai_api.service import Service
from tests.models.tiny_checkpoints import Tiny, llama_like, write
from tests.models.tiny_device import options
from tests.models.tiny_tokenizers import saved
from tests.openai_api.served import CHAT_PATH, MODEL, TEXT_PATH, Json, Served, chat, serve, text

pytestmark = pytest.mark.filterwarnings("ignore:::transformers")

IDS = [72, 101, 108, 108, 111, 195, 169, 33]
HELLO = "Hello\u00e9!"


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Tiny:
    directory = tmp_path_factory.mktemp("tiny")
    tiny = write(llama_like("Llama", vocab_size=400, max_position_embeddings=256), directory)
    for file in saved("byte_level").iterdir():
        if not (directory / file.name).exists():
            (directory / file.name).write_bytes(file.read_bytes())
    return tiny


@asynccontextmanager
async def serve_tiny(tiny: Tiny) -> AsyncIterator[Served]:
    device = CheckpointDevice(**options(tiny))
    engine = Engine(lambda: open_inline_link(device), CheckpointVocabulary(tiny.directory))
    service = Service((MODEL,), engine)
    async with create_task_group() as group:
        await group.start(engine.run)
        yield Served(create_app(service), service)
        await engine.stop(grace=0)


async def ask(body: Json) -> Json:
    async with serve() as server:
        status, answer = await server.post(TEXT_PATH, body)
    assert status == 200, answer
    return answer


async def refuse(path: str, body: Json, **service: Any) -> Json:
    async with serve(**service) as server:
        status, answer = await server.post(path, body)
    assert status == 400
    error: Json = answer["error"]
    return error


def scored(choice: Json, num_context: int) -> tuple[float, bool]:
    """As evaluation harnesses read it: the last entry is always taken for a generated one."""
    logprobs = choice["logprobs"]
    own = logprobs["token_logprobs"][num_context:-1]
    best = [max(top.values()) for top in logprobs["top_logprobs"][num_context:-1]]
    return sum(own), own == best


async def test_a_text_is_scored_as_transformers_scores_it(tiny: Tiny) -> None:
    prompts = [[5, 77, 130, 201, 9, 14, 350], [8, 8, 20, 31]]
    body = text(prompt=prompts, echo=True, logprobs=1, max_tokens=1, temperature=0, seed=1234)
    async with serve_tiny(tiny) as served:
        status, answer = await served.post(TEXT_PATH, body)
    assert status == 200
    for prompt, choice in zip(prompts, answer["choices"], strict=True):
        expected = tiny.logits(prompt).log_softmax(-1)[1:-1]
        own = [float(row[id]) for row, id in zip(expected, prompt[2:], strict=True)]
        is_greedy = expected.argmax(-1).tolist() == prompt[2:]
        total, was_best = scored(choice, 2)
        assert total == pytest.approx(sum(own), abs=1e-3)
        assert was_best == is_greedy
        assert len(choice["logprobs"]["tokens"]) == len(prompt) + 1


async def test_what_the_model_would_say_is_found_to_be_greedy(tiny: Tiny) -> None:
    prompt = [5, 77, 130, 201]
    fields = {"temperature": 0, "logprobs": 1, "return_token_ids": True, "ignore_eos": True}
    async with serve_tiny(tiny) as served:
        _, said = await served.post(TEXT_PATH, text(prompt=prompt, **fields))
        more = said["choices"][0]["token_ids"]
        again = text(prompt=prompt + more, echo=True, **fields | {"max_tokens": 1})
        _, answer = await served.post(TEXT_PATH, again)
    total, is_greedy = scored(answer["choices"][0], len(prompt))
    assert is_greedy
    assert total == pytest.approx(sum(said["choices"][0]["logprobs"]["token_logprobs"]), abs=1e-4)


async def test_the_prompt_goes_before_the_text() -> None:
    plain = await ask(text(prompt=IDS, logprobs=2))
    told = (await ask(text(prompt=IDS, logprobs=2, echo=True)))["choices"][0]
    said = plain["choices"][0]
    assert told["text"] == HELLO + said["text"]
    logprobs = told["logprobs"]
    assert {len(values) for values in logprobs.values()} == {len(IDS) + 12}
    assert "".join(logprobs["tokens"][:5]) == "Hello"
    assert logprobs["token_logprobs"][0] is None and logprobs["top_logprobs"][0] is None
    assert all(logprob <= 0 for logprob in logprobs["token_logprobs"][1:])
    assert logprobs["token_logprobs"][8:] == said["logprobs"]["token_logprobs"]
    assert logprobs["text_offset"][:6] == [0, 1, 2, 3, 4, 5]
    for token, logprob, top in zip(*(list(logprobs.values())[:3]), strict=True):
        assert logprob is None or top[token] >= logprob


async def test_an_echo_needs_no_logprobs() -> None:
    answer = await ask(text(prompt="Once upon", echo=True))
    assert answer["choices"][0]["text"].startswith("Once upon")
    assert answer["choices"][0]["logprobs"] is None


async def test_nothing_may_follow_an_echo() -> None:
    answer = await ask(text(prompt=[IDS, [104, 105]], echo=True, logprobs=0, max_tokens=0))
    assert [choice["text"] for choice in answer["choices"]] == [HELLO, "hi"]
    assert [choice["finish_reason"] for choice in answer["choices"]] == ["length"] * 2
    entries = [len(choice["logprobs"]["tokens"]) for choice in answer["choices"]]
    assert entries == [len(IDS), 2]
    assert answer["usage"]["completion_tokens"] == 0


async def test_a_sampled_end_has_its_entry(tiny: Tiny) -> None:
    async with serve_tiny(tiny) as served:
        end = min(served.engine.vocabulary.eos_ids)
        body = text(prompt=[5, 77, 130], echo=True, logprobs=1, logit_bias={str(end): 100})
        _, answer = await served.post(TEXT_PATH, body | {"max_tokens": 1})
    (choice,) = answer["choices"]
    assert choice["finish_reason"] == "stop"
    assert len(choice["logprobs"]["tokens"]) == answer["usage"]["total_tokens"] == 4
    assert choice["logprobs"]["tokens"][-1] == ""


@pytest.mark.parametrize("n", [1, 3])
async def test_a_stream_tells_the_same(n: int) -> None:
    body = text(prompt=[IDS, [104, 105]], echo=True, logprobs=1, n=n, prompt_logprobs=1)
    async with serve() as server:
        _, whole = await server.post(TEXT_PATH, body)
        chunks = [event["choices"][0] for event in await server.stream(TEXT_PATH, body)]
    assert [choice["index"] for choice in whole["choices"]] == list(range(2 * n))
    for choice in whole["choices"]:
        parts = [chunk for chunk in chunks if chunk["index"] == choice["index"]]
        assert "".join(part["text"] for part in parts) == choice["text"]
        for key, values in choice["logprobs"].items():
            assert [value for part in parts for value in part["logprobs"][key]] == values
        assert parts[0]["prompt_logprobs"] == choice["prompt_logprobs"]
        assert not any("prompt_logprobs" in part for part in parts[1:])


async def test_the_logprobs_of_a_prompt_are_told_as_vllm_tells_them(tiny: Tiny) -> None:
    prompt = [5, 77, 130, 201]
    async with serve_tiny(tiny) as served:
        _, answer = await served.post(TEXT_PATH, text(prompt=prompt, prompt_logprobs=2))
    first, *others = answer["choices"][0]["prompt_logprobs"]
    assert first is None
    logprobs = tiny.logits(prompt).log_softmax(-1)
    for told, id, expected in zip(others, prompt[1:], logprobs, strict=False):
        best = [str(id) for id in expected.topk(2).indices.tolist()]
        assert set(told) == {str(id), *best}
        assert [told[id]["rank"] for id in best] == [1, 2]
        assert told[str(id)]["rank"] == 1 + int((expected > expected[id]).sum())
        assert told[str(id)]["logprob"] == pytest.approx(float(expected[id]), abs=1e-4)
        assert isinstance(told[str(id)]["decoded_token"], str)
    assert answer["choices"][0]["logprobs"] is None


async def test_a_chat_tells_the_logprobs_of_its_prompt_once() -> None:
    body = chat(prompt_logprobs=0, n=2)
    async with serve() as server:
        _, answer = await server.post(CHAT_PATH, body)
        _, plain = await server.post(CHAT_PATH, chat(n=2))
        events = await server.stream(CHAT_PATH, body)
    told = answer["prompt_logprobs"]
    assert told[0] is None and len(told) == answer["usage"]["prompt_tokens"]
    assert {len(tokens) for tokens in told[1:]} == {1}
    assert [event["prompt_logprobs"] for event in events if "prompt_logprobs" in event] == [told]
    assert "prompt_logprobs" not in plain
    assert answer["choices"] == plain["choices"]


async def test_ids_are_told_where_they_are_wanted() -> None:
    wanted = {"return_token_ids": True}
    async with serve() as server:
        _, said = await server.post(TEXT_PATH, text(prompt=IDS, n=2, **wanted))
        parts = [event["choices"][0] for event in await server.stream(TEXT_PATH, text(**wanted))]
        _, talk = await server.post(CHAT_PATH, chat(n=2, **wanted))
        events = await server.stream(CHAT_PATH, chat(n=2, **wanted))
    for choice in said["choices"]:
        assert choice["prompt_token_ids"] == IDS
        assert len(choice["token_ids"]) == 12
    assert parts[0]["prompt_token_ids"] == list(b"Once upon")
    assert sum(len(part["token_ids"]) for part in parts) == 12
    assert len(talk["prompt_token_ids"]) == talk["usage"]["prompt_tokens"]
    assert events[0]["prompt_token_ids"] == talk["prompt_token_ids"]
    for choice in talk["choices"]:
        assert len(choice["token_ids"]) == 12
        told = [each for event in events for each in event["choices"]]
        own = [each for each in told if each["index"] == choice["index"]]
        ids = [id for each in own for id in each.get("token_ids", ())]
        assert ids == choice["token_ids"]


async def test_tokens_are_told_by_their_ids_where_that_is_wanted() -> None:
    wanted = {"return_tokens_as_token_ids": True}
    async with serve() as server:
        _, said = await server.post(TEXT_PATH, text(prompt=IDS, echo=True, logprobs=1, **wanted))
        _, talk = await server.post(CHAT_PATH, chat(logprobs=True, top_logprobs=1, **wanted))
    logprobs = said["choices"][0]["logprobs"]
    assert logprobs["tokens"][: len(IDS)] == [f"token_id:{id}" for id in IDS]
    assert all(key.startswith("token_id:") for top in logprobs["top_logprobs"][1:] for key in top)
    assert logprobs["text_offset"][:5] == [0, 1, 2, 3, 4]
    content = talk["choices"][0]["logprobs"]["content"]
    assert content[0]["token"] == content[0]["top_logprobs"][0]["token"]
    assert content[0]["token"].startswith("token_id:")


async def test_no_more_logprobs_are_told_than_the_server_allows() -> None:
    error = await refuse(TEXT_PATH, text(prompt_logprobs=21))
    assert error["code"] == "integer_above_max_value"
    assert error["param"] == "prompt_logprobs"
    error = await refuse(CHAT_PATH, chat(logprobs=True, top_logprobs=21))
    assert (error["param"], error["code"]) == ("top_logprobs", None)
    error = await refuse(TEXT_PATH, text(logprobs=3), max_logprobs=2)
    assert error["param"] == "logprobs"


async def test_only_an_echo_may_be_all() -> None:
    error = await refuse(TEXT_PATH, text(max_tokens=0))
    assert (error["param"], error["code"]) == ("max_tokens", "unsupported_value")


async def test_a_chat_has_no_echo() -> None:
    error = await refuse(CHAT_PATH, chat(echo=True))
    assert (error["param"], error["code"]) == ("echo", "unsupported_parameter")
