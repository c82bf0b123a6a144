"""Bodies are JSON by the letter, and whatever is not is refused in words."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from openai_api.body import MAX_DEPTH, read_object
from openai_api.errors import ApiError

NOT_JSON = [
    b"",
    b" " * 100_000,
    b"null",
    b"[]",
    b'"x"',
    b"1",
    b'{"a": 1,}',
    b'{"a": 1} // no',
    b"{'a': 1}",
    b'{"a": 1}{"b": 2}',
    b'{"a": "\xff"}',
    b'\xef\xbb\xbf{"a": 1}',
    '{"a": 1}'.encode("utf-16"),
    b'{"a": NaN}',
    b'{"a": Infinity}',
    b'{"a": -Infinity}',
    b'{"a": "\x00"}',
    b'{"a": "\\ud800"}',
    b'{"a": "b',
    b'{"a": "b\\',
    b"[" * 100_000,
    b'{"a":' * 100_000,
    b"[" * 100_000 + b"]" * 100_000,
]

values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,  # enough to be nested; drawing more takes longer than reading it
)


@pytest.mark.parametrize("body", NOT_JSON, ids=lambda body: repr(body[:12]))
def test_what_is_no_json_object_is_a_400_without_param_and_code(body: bytes) -> None:
    with pytest.raises(ApiError) as caught:
        read_object(body)
    error = caught.value
    assert (error.status, error.type, error.param, error.code) == (
        400,
        "invalid_request_error",
        None,
        None,
    )


@settings(max_examples=50)
@given(st.dictionaries(st.text(), values))
def test_any_object_is_read_as_it_was_written(value: dict[str, object]) -> None:
    assert read_object(json.dumps(value).encode()) == value


@given(st.binary(max_size=40) | st.text('{}[]":,\\ 1eu', max_size=40).map(str.encode))
def test_any_bytes_are_an_object_or_a_400(body: bytes) -> None:
    try:
        assert isinstance(read_object(body), dict)
    except ApiError as error:
        assert error.status == 400


def test_brackets_in_strings_are_not_nesting() -> None:
    text = "[{" * 1000 + '"'
    assert read_object(json.dumps({"a": text}).encode()) == {"a": text}


def test_nesting_is_allowed_up_to_its_limit() -> None:
    def nested(depth: int) -> bytes:
        return b'{"a":' * depth + b"1" + b"}" * depth

    assert read_object(nested(MAX_DEPTH))
    with pytest.raises(ApiError, match="levels deep"):
        read_object(nested(MAX_DEPTH + 1))


def test_the_last_of_equal_keys_wins() -> None:
    assert read_object(b'{"a": 1, "a": 2}') == {"a": 2}


def test_an_endless_integer_is_read_as_a_very_large_one() -> None:
    read = read_object(b'{"up": ' + b"9" * 5000 + b', "down": -' + b"9" * 5000 + b"}")
    up, down = read["up"], read["down"]
    assert isinstance(up, int) and isinstance(down, int)
    assert down < -(2**64) < 2**64 < up


def test_both_halves_of_a_character_are_one_character() -> None:
    assert read_object(b'{"a": "\\ud83d\\ude00"}') == {"a": "\U0001f600"}
