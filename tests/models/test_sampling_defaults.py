"""What a checkpoint recommends is read with care: no request has said it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from models.errors import CheckpointError
from models.sampling_defaults import read_sampling_defaults


def recommend(directory: Path, **values: object) -> Path:
    (directory / "generation_config.json").write_text(json.dumps(values))
    return directory


def test_only_what_is_said_is_a_default(tmp_path: Path) -> None:
    assert read_sampling_defaults(tmp_path) == {}
    recommend(tmp_path, temperature=0.6, top_k=-1, top_p=None, eos_token_id=3)
    assert read_sampling_defaults(tmp_path) == {"temperature": 0.6, "top_k": 0}


def test_greed_and_length_are_the_client_s_to_ask_for(tmp_path: Path) -> None:
    recommend(tmp_path, do_sample=False, max_new_tokens=9, min_p=0.1)
    assert read_sampling_defaults(tmp_path) == {"min_p": 0.1}


@pytest.mark.parametrize(
    ("name", "value"),
    [("temperature", -1.0), ("top_p", 0.0), ("min_p", 1.5), ("repetition_penalty", 0.0)],
)
def test_a_recommendation_that_no_request_may_make_is_refused(
    name: str, value: float, tmp_path: Path
) -> None:
    with pytest.raises(CheckpointError, match=f"recommends {name} .* is out of range"):
        read_sampling_defaults(recommend(tmp_path, **{name: value}))
