"""A character of several tokens, told with logprobs: it goes with the last of them."""

from __future__ import annotations

import pytest

from openai_api.chat_teller import by_characters
from openai_api.schemas.answers import ChatToken
from tests.openai_api.served import CHAT_PATH, chat, serve

FACE = "\U0001f600".encode()


def token(data: bytes) -> ChatToken:
    return ChatToken(data.decode(errors="replace"), -1.0, list(data), [])


@pytest.mark.parametrize(
    ("text", "tokens", "told"),
    [
        ("ab", [b"a", b"b"], [("ab", 2)]),
        ("aé", [b"a", "é".encode()], [("aé", 2)]),
        ("aé", [b"a", b"\xc3", b"\xa9"], [("a", 1), ("", 1), ("é", 1)]),
        (
            "\U0001f600!",
            [FACE[:1], FACE[1:3], FACE[3:], b"!"],
            [("", 2), ("\U0001f600", 1), ("!", 1)],
        ),
        ("a\U0001f600", [b"a" + FACE[:2], FACE[2:], b""], [("a", 1), ("\U0001f600", 1), ("", 1)]),
        ("\ufffdT", [b"\xeb", b"\xad", b"T"], [("", 2), ("\ufffdT", 1)]),
        ("so", [b"\xeb", b"so"], [("so", 2)]),
        ("", [], [("", 0)]),
    ],
)
def test_a_character_goes_with_the_last_of_its_tokens(
    text: str, tokens: list[bytes], told: list[tuple[str, int]]
) -> None:
    parts = [*by_characters(text, [*map(token, tokens)])]
    assert [(said, len(its)) for said, its in parts] == told
    assert [bytes(each.bytes) for _, its in parts for each in its] == tokens


async def test_what_several_tokens_of_a_stream_are_called_is_what_they_say() -> None:
    """As guidance reads it; but for bytes that are no text at all, of which nothing can be told."""
    body = chat(logprobs=True, top_logprobs=1, max_tokens=200, ignore_eos=True)
    async with serve() as served:
        chunks = await served.stream(CHAT_PATH, body)
        _, whole = await served.post(CHAT_PATH, body)
    choices = [choice for chunk in chunks for choice in chunk["choices"] if choice["logprobs"]]
    told = [(choice["delta"]["content"], choice["logprobs"]["content"]) for choice in choices]
    assert ("", 1) in [(said, len(tokens)) for said, tokens in told]
    for said, tokens in told:
        names = "".join(token["token"] for token in tokens)
        assert len(tokens) == 1 or "" in (said, said.strip("\ufffd")) or names == said
    [choice] = whole["choices"]
    assert "".join(said for said, _ in told) == choice["message"]["content"]
    assert [token for _, its in told for token in its] == choice["logprobs"]["content"]
