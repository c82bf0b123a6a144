"""Logprobs go with the text of their tokens, and never tell more than the text does."""

from __future__ import annotations

import random

import pytest

from actors.engine import Engine
from actors.link import open_process_link
from actors.messages import Finish, Piece
from models.batch import TokenLogprobs
from models.fake_vocabulary import END, FakeVocabulary
from openai_api.token_entries import LEAST, ContentEntries, Entry, TokenEntries
from openai_api.tools.finder import CallFinder
from openai_api.tools.speech import Plain, Speech
from openai_api.tools.syntaxes import HERMES
from openai_api.tools.thoughts import MARKS, Thoughts
from tests.openai_api.served import CHAT_PATH, TEXT_PATH, Json, chat, serve, text

LOGPROBS = TokenLogprobs(-0.5, 1, ((97, -0.5), (98, -1.5)))
LENGTH = Finish("length")


def entries(*, with_end: bool = False) -> TokenEntries:
    engine = Engine(open_process_link, FakeVocabulary())  # it is not run
    return TokenEntries(engine, skip_special_tokens=True, with_end=with_end)


def piece(said: str, ids: bytes | tuple[int, ...], finish: Finish | None = None) -> Piece:
    return Piece(0, said, tuple(ids), (LOGPROBS,) * len(ids), finish)


def texts(found: list[Entry]) -> list[bytes]:
    return [entry.text for entry in found]


def test_a_token_waits_for_its_text() -> None:
    tokens = entries()
    assert texts(tokens.take(piece("", "\u00e9".encode()[:1]), includes_stop=False)) == []
    found = tokens.take(piece("\u00e9", "\u00e9".encode()[1:]), includes_stop=False)
    assert b"".join(texts(found)).decode() == "\u00e9"


def test_a_stop_string_does_not_show_in_the_tokens() -> None:
    tokens = entries()
    assert texts(tokens.take(piece("a", b"aST"), includes_stop=False)) == [b"a"]
    assert tokens.take(piece("", b"OP", Finish("stop", "STOP")), includes_stop=False) == []


def test_bytes_that_are_no_text_count_as_what_the_client_has_for_them() -> None:
    tokens = entries()
    tokens.take(piece("\ufffd\ufffd", b"\xff\xff"), includes_stop=False)
    assert tokens.take(piece("", b"ST"), includes_stop=False) == []
    assert tokens.take(piece("", b"OP", Finish("stop", "STOP")), includes_stop=False) == []


def test_a_stop_string_that_is_wanted_shows_in_the_tokens() -> None:
    found = entries().take(piece("aSTOP", b"aSTOP", Finish("stop", "STOP")), includes_stop=True)
    assert b"".join(texts(found)) == b"aSTOP"


def test_what_looked_like_a_stop_string_comes_with_its_text() -> None:
    tokens = entries()
    assert texts(tokens.take(piece("", b"ST"), includes_stop=False)) == []
    assert texts(tokens.take(piece("STa", b"a"), includes_stop=False)) == [b"S", b"T", b"a"]


@pytest.mark.parametrize(("with_end", "shown"), [(True, [b"a", b""]), (False, [b"a"])])
def test_a_stop_token_is_an_entry_without_text_or_none(with_end: bool, shown: list[bytes]) -> None:
    tokens = entries(with_end=with_end)
    found = tokens.take(piece("a", (97, END), Finish("stop", END)), includes_stop=False)
    assert texts(found) == shown


def test_half_a_character_at_the_end_has_its_token() -> None:
    found = entries().take(piece("\ufffd", b"\xc3", LENGTH), includes_stop=False)
    assert texts(found) == [b"\xc3"]


def test_an_impossible_token_has_a_number_that_json_can_write() -> None:
    told = Piece(0, "a", (97,), (TokenLogprobs(float("-inf"), 9, ()),), LENGTH)
    assert entries().take(told, includes_stop=False)[0].logprob == LEAST


async def collect(path: str, body: Json) -> tuple[Json, list[Json]]:
    """The choice of an answer, and those of the chunks of a stream."""
    async with serve() as server:
        _, answer = await server.post(path, body)
        events = await server.stream(path, body)
    return answer["choices"][0], [event["choices"][0] for event in events]


async def test_the_logprobs_of_a_chat_are_its_content() -> None:
    choice, chunks = await collect(CHAT_PATH, chat(logprobs=True, top_logprobs=2, max_tokens=40))
    content = choice["logprobs"]["content"]
    text_bytes = b"".join(bytes(token["bytes"]) for token in content)
    assert text_bytes.decode(errors="replace") == choice["message"]["content"]
    assert len(content) == 40
    for token in content:
        assert token.keys() == {"token", "logprob", "bytes", "top_logprobs"}
        assert token["logprob"] <= 0
        top = [other["logprob"] for other in token["top_logprobs"]]
        assert len(top) == 2 and top == sorted(top, reverse=True)
    streamed = [
        token for chunk in chunks if chunk["logprobs"] for token in chunk["logprobs"]["content"]
    ]
    assert streamed == content


async def test_without_top_logprobs_there_are_none() -> None:
    choice, _ = await collect(CHAT_PATH, chat(logprobs=True))
    assert {len(token["top_logprobs"]) for token in choice["logprobs"]["content"]} == {0}


async def test_the_logprobs_of_a_completion_are_parallel_lists() -> None:
    choice, chunks = await collect(TEXT_PATH, text(logprobs=3, max_tokens=40))
    logprobs = choice["logprobs"]
    assert logprobs.keys() == {"tokens", "token_logprobs", "top_logprobs", "text_offset"}
    assert {len(values) for values in logprobs.values()} == {40}
    for token, logprob, top in zip(
        logprobs["tokens"], logprobs["token_logprobs"], logprobs["top_logprobs"], strict=True
    ):
        assert top[token] >= logprob
        assert list(top.values()) == sorted(top.values(), reverse=True)
    assert logprobs["text_offset"][:2] == [0, len(logprobs["tokens"][0])]
    for name, values in logprobs.items():
        assert [each for chunk in chunks for each in chunk["logprobs"][name]] == values


SCRIPT = (
    "<think>\nHm, hm.\n</think>\n\nLet me s\u00e9e < that.\n"
    '<tool_call>{"name": "f", "arguments": {"a": 1}}</tool_call>'
    '<tool_call>{"name": "x"}</tool_call>'
)
CONTENT = 'Let me s\u00e9e < that.<tool_call>{"name": "x"}</tool_call>'


def listening() -> Speech:
    return Speech(Thoughts(MARKS[0], is_thinking=False), CallFinder(HERMES, {"f": {}}))


def content_of(script: bytes, sizes: list[int]) -> list[Entry]:
    """The entries of what a script says, if so many of its bytes, its tokens, come at once."""
    tokens, speech, content = entries(), listening(), ContentEntries()
    stream = FakeVocabulary().stream()
    due: list[Entry] = []
    place = 0
    for size in [*sizes, len(script)]:
        ids = script[place : place + size]
        place += size
        is_last = place >= len(script)
        said = "".join(stream.push(id) for id in ids)
        told = list(speech.push(said)) + (list(speech.finish()) if is_last else [])
        content.add(tokens.take(piece(said, ids, LENGTH if is_last else None), includes_stop=False))
        for each in told:
            if isinstance(each, Plain):
                content.say(each.start, each.start + len(each.text))
        due += content.settle(speech.num_decided)
        if is_last:
            break
    return due


def test_thoughts_and_calls_have_no_logprobs_however_they_are_cut() -> None:
    script = SCRIPT.encode()
    whole = content_of(script, [])
    assert b"".join(entry.text for entry in whole).decode() == CONTENT
    assert len(whole) == len(CONTENT.encode())
    assert content_of(script, [1] * len(script)) == whole
    dice = random.Random(3)
    for _ in range(100):
        assert content_of(script, [dice.randint(1, 30) for _ in range(60)]) == whole


def test_a_token_that_is_content_in_part_counts_with_that_part() -> None:
    content = ContentEntries()
    content.add([Entry(7, b">\n\nSo", 7, 12, -1.0, ()), Entry(8, b" it", 12, 15, -1.0, ())])
    content.say(10, 12)
    content.say(12, 15)
    assert [entry.text for entry in content.settle(14)] == [b"So"]
    assert [entry.text for entry in content.settle(15)] == [b" it"]
