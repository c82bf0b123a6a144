"""Wishes beyond OpenAI's own: cut prompts, forbidden words, gaps, choices among many, deadlines."""

from __future__ import annotations

import math
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import pairwise

import pytest
from anyio import create_task_group

from actors.config import EngineConfig
from actors.engine import Engine
from actors.infill import ENDS, FORMS, infilling_of
from actors.link import open_inline_link
from actors.messages import Ids, Request
from models.checkpoint_vocabulary import CheckpointVocabulary
from models.executor import CheckpointDevice
from models.fake_vocabulary import FakeVocabulary
from openai_api.app import create_app
from openai_api.errors import ApiError
from openai_api.service import Service
from openai_api.wishes import read_header, spellings
from tests.models.tiny_checkpoints import Tiny, llama_like, write
from tests.models.tiny_device import options
from tests.models.tiny_tokenizers import saved
from tests.openai_api.served import (
    CHAT_PATH,
    CONTEXT_LENGTH,
    MODEL,
    TEXT_PATH,
    Json,
    Served,
    chat,
    events_of,
    serve,
    text,
)

pytestmark = pytest.mark.filterwarnings("ignore:::transformers")

LONG = list(range(60, 100))
IDS: Json = {"return_token_ids": True}


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
    async with create_task_group() as group:
        await group.start(engine.run)
        service = Service((MODEL,), engine)
        yield Served(create_app(service), service)
        await engine.stop(grace=0)


async def ask(path: str, body: Json, **headers: str) -> Json:
    async with serve() as server:
        status, answer = await server.post(path, body, **headers)
    assert status == 200, answer
    return answer


async def refuse(path: str, body: Json, **headers: str) -> Json:
    async with serve() as server:
        status, answer = await server.post(path, body, **headers)
    assert status == 400, answer
    error: Json = answer["error"]
    return error


@pytest.mark.parametrize(
    ("fields", "kept"),
    [
        ({"truncate_prompt_tokens": 5}, LONG[-5:]),
        ({"truncate_prompt_tokens": 5, "truncation_side": "right"}, LONG[:5]),
        ({"truncate_prompt_tokens": 100}, LONG),
        ({"truncate_prompt_tokens": -1}, LONG),
    ],
)
async def test_so_many_tokens_of_a_prompt_are_kept(fields: Json, kept: list[int]) -> None:
    answer = await ask(TEXT_PATH, text(prompt=LONG, **fields, **IDS))
    assert answer["choices"][0]["prompt_token_ids"] == kept
    assert answer["usage"]["prompt_tokens"] == len(kept)


async def test_a_prompt_can_be_cut_to_what_fits() -> None:
    endless = LONG * 20
    answer = await ask(TEXT_PATH, text(prompt=endless, truncate_prompt_tokens=-1, max_tokens=12))
    assert answer["usage"]["prompt_tokens"] == CONTEXT_LENGTH - 12
    assert answer["usage"]["completion_tokens"] == 12
    turns = [{"role": "user", "content": "word " * 500}]
    for wish in ({"max_tokens": 5000}, {"max_tokens": None}):  # as long as can be
        answer = await ask(CHAT_PATH, chat(messages=turns, truncate_prompt_tokens=-1, **wish))
        assert answer["usage"]["prompt_tokens"] == CONTEXT_LENGTH // 2
    answer = await ask(CHAT_PATH, chat(messages=turns, truncate_prompt_tokens=7, **IDS))
    assert len(answer["prompt_token_ids"]) == 7


@pytest.mark.parametrize("wanted", [CONTEXT_LENGTH - 1, CONTEXT_LENGTH, 10**6])
async def test_a_prompt_that_fits_is_not_cut_however_long_an_answer_is_wanted(wanted: int) -> None:
    fields: Json = {"truncate_prompt_tokens": -1, "max_tokens": wanted} | IDS
    for num_tokens in (20, CONTEXT_LENGTH - 1):
        answer = await ask(TEXT_PATH, text(prompt=[9] * num_tokens, **fields))
        assert answer["choices"][0]["prompt_token_ids"] == [9] * num_tokens


async def test_forbidden_words_are_not_written(tiny: Tiny) -> None:
    """First what a greedy model says, then that it does not when it must not."""
    body = text(prompt="hello", temperature=0, max_tokens=30, ignore_eos=True)
    async with serve_tiny(tiny) as served:
        vocabulary = served.engine.vocabulary
        _, said = await served.post(TEXT_PATH, body | IDS)
        ids = said["choices"][0]["token_ids"]
        words = [vocabulary.decode((id,)) for id in ids]
        word = next(
            word
            for word, id in zip(words, ids, strict=True)
            if vocabulary.encode(word, add_special_tokens=False, parse_special=False) == (id,)
        )
        _, told = await served.post(TEXT_PATH, body | IDS | {"bad_words": [word]})
    banned = spellings([word], served.engine)
    assert (ids[words.index(word)],) in banned
    other = told["choices"][0]["token_ids"]
    assert not any((id,) in banned for id in other)
    assert not any(pair in banned for pair in pairwise(other))


async def test_a_word_is_forbidden_with_and_without_the_space_in_front() -> None:
    async with serve() as server:
        found = spellings(["ab", " ab", "c"], server.engine)
    assert found == ((97, 98), (32, 97, 98), (99,), (32, 99))


async def test_many_long_words_are_too_many() -> None:
    words = [f"{nth:03}" + "a" * 200 for nth in range(100)]
    async with serve() as server:
        status, told = await server.post(TEXT_PATH, text(bad_words=words))
        assert status == 400
        assert told["error"]["param"] == "bad_words"
        assert "200 spellings of up to 204 tokens" in told["error"]["message"]
        status, _ = await server.post(TEXT_PATH, text(bad_words=words[:50], max_tokens=1))
        assert status == 200


async def test_the_likeliest_of_many_is_told() -> None:
    alike = {"prompt": [LONG, [1, 2]], "logprobs": 0}
    async with serve() as server:
        _, all_of_them = await server.post(TEXT_PATH, text(n=4, **alike))
        _, best = await server.post(TEXT_PATH, text(n=2, best_of=4, **alike))
        _, plain = await server.post(TEXT_PATH, text(n=1, best_of=4, prompt=LONG))
        stream = await server.client.post(TEXT_PATH, json=text(best_of=2, stream=True))

    def likeliness(choice: Json) -> float:
        logprobs = choice["logprobs"]["token_logprobs"]
        return float(sum(logprobs) / len(logprobs))

    assert [choice["index"] for choice in best["choices"]] == [0, 1, 2, 3]
    for nth in (0, 1):
        made = all_of_them["choices"][4 * nth : 4 * nth + 4]
        ranked = sorted(made, key=likeliness, reverse=True)
        told = best["choices"][2 * nth : 2 * nth + 2]
        assert [choice["text"] for choice in told] == [choice["text"] for choice in ranked[:2]]
    assert plain["choices"][0]["text"] == best["choices"][0]["text"]
    assert plain["choices"][0]["logprobs"] is None
    assert plain["usage"]["completion_tokens"] == 48
    assert stream.status_code == 400


class Filling(FakeVocabulary):
    """Some numbered words are the marks around a gap."""

    marks = {"<fim_prefix>": 300, "<fim_suffix>": 301, "<fim_middle>": 302, "<|endoftext|>": 303}

    def encode(
        self, text: str, *, add_special_tokens: bool = True, parse_special: bool = True
    ) -> tuple[int, ...]:
        if parse_special and text in self.marks:
            return (self.marks[text],)
        return super().encode(text, parse_special=parse_special)

    def token_bytes(self, id: int, /) -> bytes:
        names = {id: name for name, id in self.marks.items()}
        return names[id].encode() if id in names else super().token_bytes(id)


async def test_a_gap_is_told_in_the_marks_of_the_vocabulary() -> None:
    async with serve(vocabulary=Filling(512)) as server:
        _, answer = await server.post(TEXT_PATH, text(prompt="a<fim_suffix>", suffix="b", **IDS))
    expected = [300, *b"a<fim_suffix>", 301, *b"b", 302]
    assert answer["choices"][0]["prompt_token_ids"] == expected


def test_the_marks_end_what_stands_between_them() -> None:
    infilling = infilling_of(Filling(512))
    assert infilling is not None and infilling.end_ids == {300, 301, 302, 303}
    assert {form.suffix_first for form in FORMS} == {False, True} and ENDS


async def test_a_model_that_was_not_trained_for_gaps_says_so() -> None:
    error = await refuse(TEXT_PATH, text(suffix="b"))
    assert (error["param"], error["code"]) == ("suffix", "unsupported_parameter")
    assert "filling in the middle" in error["message"]


async def test_a_chat_may_have_the_tokenizer_s_marks_as_well(tiny: Tiny) -> None:
    async with serve_tiny(tiny) as served:
        marks = served.engine.vocabulary.encode("")
        _, plain = await served.post(CHAT_PATH, chat(**IDS))
        _, marked = await served.post(CHAT_PATH, chat(add_special_tokens=True, **IDS))
    assert marked["prompt_token_ids"] == [*marks, *plain["prompt_token_ids"]]


SLOW: Json = {"step_seconds": 0.05}
ENDLESS = Request(Ids((1, 2, 3)), max_tokens=200, ignore_eos=True)


@pytest.mark.parametrize("path", [TEXT_PATH, CHAT_PATH])
@pytest.mark.parametrize("by_header", [True, False])
async def test_an_answer_that_is_not_there_in_time_is_no_longer_wanted(
    path: str, by_header: bool
) -> None:
    body = (text if path == TEXT_PATH else chat)(max_tokens=200, ignore_eos=True)
    headers = {"X-Request-Timeout": "0.4"} if by_header else {}
    body |= {} if by_header else {"timeout": 0.4}
    async with serve(options=SLOW) as server:
        status, answer = await server.post(path, body, **headers)
        await server.until_all_left()
    assert (status, answer["error"]["code"]) == (504, "deadline_exceeded")


async def test_a_deadline_within_a_stream_is_told_in_it() -> None:
    body = chat(max_tokens=200, ignore_eos=True, stream=True, timeout=0.5)
    async with serve(options=SLOW) as server:
        response = await server.client.post(CHAT_PATH, json=body)
        *pieces, last = events_of(await response.get_data(as_text=False))
        await server.until_all_left()
    assert response.status_code == 200 and len(pieces) > 1
    assert '"deadline_exceeded"' in last and "[DONE]" not in last


async def test_who_waits_until_its_deadline_is_never_computed() -> None:
    options = SLOW | {"num_slots": 1}
    async with serve(EngineConfig(), options=options) as server:
        with server.engine.generate(ENDLESS) as first:
            await anext(first)
            status, answer = await server.post(CHAT_PATH, chat(timeout=0.2))
            assert (status, answer["error"]["code"]) == (503, "queue_timeout")
        await server.until_all_left()


@pytest.mark.parametrize("header", ["soon", "0", "-1", "nan", "inf", "1e9"])
def test_a_deadline_is_a_number_of_seconds(header: str) -> None:
    with pytest.raises(ApiError) as caught:
        read_header(header)
    assert (caught.value.param, caught.value.code) == ("X-Request-Timeout", "invalid_value")
    assert math.isclose(read_header("2.5"), 2.5)
