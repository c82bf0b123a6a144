"""A prompt that fills the context, almost, exactly, or by one token too many."""

from __future__ import annotations

import pytest

from tests.openai_api.served import CONTEXT_LENGTH, TEXT_PATH, serve, text


@pytest.mark.parametrize("missing", [2, 1, 0, -1])
async def test_what_fits_is_answered_and_what_does_not_has_both_numbers_told(missing: int) -> None:
    num_prompt = CONTEXT_LENGTH - missing
    async with serve() as server:
        body = text(prompt=[1] * num_prompt, max_tokens=50, ignore_eos=True)
        status, answer = await server.post(TEXT_PATH, body)
        if missing >= 0:
            assert status == 200
            assert answer["choices"][0]["finish_reason"] == "length"
            assert answer["usage"]["completion_tokens"] == missing
        else:
            error = answer["error"]
            assert (status, error["param"], error["code"]) == (
                400,
                "prompt",
                "context_length_exceeded",
            )
            assert str(CONTEXT_LENGTH) in error["message"] and str(num_prompt) in error["message"]
        await server.until_all_left()
