"""A stream that tells which tokens had been read ahead, for who asks."""

from __future__ import annotations

from itertools import pairwise

import pytest

from actors.config import EngineConfig
from tests.openai_api.served import CHAT_PATH, Json, chat, serve

pytestmark = pytest.mark.anyio
READS_AHEAD = EngineConfig(draft=3)
LONG = chat(max_tokens=60, ignore_eos=True)


def tokens_of(events: list[Json], choice: int = 0) -> list[tuple[str, bool]]:
    return [
        (text, accepted)
        for event in events
        for told in event["choices"]
        if told["index"] == choice
        for text, accepted in told.get("drafts", ())
    ]


def text_of(events: list[Json], choice: int = 0) -> str:
    told = [told for event in events for told in event["choices"] if told["index"] == choice]
    return "".join(each["delta"].get("content", "") for each in told)


async def test_each_token_is_told_with_whether_it_was_read_ahead() -> None:
    async with serve(READS_AHEAD) as served:
        events = await served.stream(CHAT_PATH, LONG | {"mark_drafts": True})
    tokens = tokens_of(events)
    assert len(tokens) == 60
    assert "".join(text for text, _ in tokens) == text_of(events)
    assert 0 < sum(accepted for _, accepted in tokens) < 60


async def test_a_text_that_ends_within_a_character_is_told_whole() -> None:
    texts = []
    async with serve(READS_AHEAD) as served:
        for length in range(1, 30):
            body = LONG | {"mark_drafts": True, "max_tokens": length}
            events = await served.stream(CHAT_PATH, body)
            texts.append(text_of(events))
            assert "".join(text for text, _ in tokens_of(events)) == texts[-1]
    assert any(not later.startswith(text) for text, later in pairwise(texts))  # one was cut


async def test_without_an_understudy_nothing_is_marked() -> None:
    async with serve() as served:
        tokens = tokens_of(await served.stream(CHAT_PATH, LONG | {"mark_drafts": True}))
    assert len(tokens) == 60 and not any(accepted for _, accepted in tokens)


async def test_every_sample_has_its_own_marks() -> None:
    async with serve(READS_AHEAD) as served:
        events = await served.stream(CHAT_PATH, LONG | {"mark_drafts": True, "n": 2})
    for choice in range(2):
        told = "".join(text for text, _ in tokens_of(events, choice))
        assert told == text_of(events, choice)


async def test_a_stream_that_was_not_asked_has_its_usual_shape() -> None:
    async with serve(READS_AHEAD) as served:
        events = await served.stream(CHAT_PATH, LONG)
        marked = await served.stream(CHAT_PATH, LONG | {"mark_drafts": True})
    assert not any("drafts" in told for event in events for told in event["choices"])
    assert text_of(events) == text_of(marked)
