"""Addresses that are almost ours: whoever has set them up wrongly is told the right one."""

from __future__ import annotations

import pytest

from tests.openai_api.served import CHAT_PATH, chat, serve


@pytest.mark.parametrize(
    "path",
    [
        pytest.param("/chat/completions", id="without /v1"),
        pytest.param("/v1/v1/chat/completions", id="with two of them"),
        pytest.param("/api/v1/chat/completions", id="as others have it"),
        pytest.param("/v1/chat/completions/", id="with a slash behind it"),
        pytest.param("/v1//chat/completions", id="with two slashes"),
    ],
)
async def test_an_address_that_is_almost_ours_is_told_the_right_one(path: str) -> None:
    async with serve() as served:
        status, told = await served.post(path, chat())
    assert (status, told["error"]["code"]) == (404, "unknown_url")
    assert told["error"]["message"] == f"Invalid URL (POST {path}). Did you mean {CHAT_PATH}?"


@pytest.mark.parametrize("path", ["/v1", "/v1/", "/v1/nothing", "/models", "/v1/chat", "/x" * 999])
async def test_no_address_is_made_up(path: str) -> None:
    """What is there for another method is no address of this one."""
    async with serve() as served:
        status, told = await served.post(path, chat())
    assert (status, told["error"]["code"]) == (404, "unknown_url")
    assert "Did you mean" not in told["error"]["message"]
