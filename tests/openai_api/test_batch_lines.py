"""A line of a batch's file, as it was sent."""

from __future__ import annotations

import io
import json

import pytest

from openai_api.batches.lines import all_lines, judge

URL = "/v1/completions"
CALL = f'"method": "POST", "url": "{URL}"'


@pytest.mark.parametrize(
    "line",
    [
        f'{{"custom_id": "a", {CALL}, "body": {{"n": 1}}}}',
        f'{{"custom_id": 5, "custom_id": "a", {CALL}, "body": 5, "body": {{"n": 1}}}}',
        f'{{"custom_id": [], {CALL}, "custom\\u005fid": "a", "bod\\u0079": {{"n": 1}}}}',
    ],
    ids=["plain", "of another type before", "spelled otherwise"],
)
def test_the_last_of_two_values_counts(line: str) -> None:
    file = io.BytesIO(line.encode() + b"\n")
    assert judge(file, URL, 1000) == (1, [])
    ((number, asked),) = all_lines(file, 1000)
    assert (number, asked.custom_id, json.loads(bytes(asked.body))) == (1, "a", {"n": 1})
