"""The same form of an answer, in the words of different clients."""

from __future__ import annotations

import pytest

from openai_api.errors import ApiError
from openai_api.schemas.chat import read_chat
from openai_api.schemas.formats import Shape
from tests.openai_api.served import Json, chat

SCHEMA: Json = {"type": "object", "properties": {"a": {"type": "integer"}}, "required": ["a"]}
LARK = '%llguidance {}\nstart: "a" | "b"'


def grammar_of(**fields: object) -> str:
    return read_chat(chat(**fields)).grammar()


def test_guidance_says_its_grammar_to_older_and_newer_servers_at_once() -> None:
    newer = {"structured_outputs": {"grammar": LARK}}
    older = {"guided_decoding_backend": "guidance", "guided_grammar": LARK}
    assert grammar_of(**newer, **older) == grammar_of(**newer) != ""


def test_sglangs_names_mean_the_same() -> None:
    """Both guidance and outlines send it patterns and grammars of Lark."""
    assert grammar_of(regex="[ab]+") == grammar_of(guided_regex="[ab]+") != ""
    assert grammar_of(ebnf=LARK) == grammar_of(guided_grammar=LARK) != ""
    assert grammar_of(regex=None, ebnf=None) == ""
    assert read_chat(chat(regex="[ab]+")).shape is Shape.FORM


@pytest.mark.parametrize("fields", [{"regex": "("}, {"ebnf": 'root ::= "a"'}, {"ebnf": ""}])
def test_what_is_none_of_sglangs_forms_is_named(fields: Json) -> None:
    with pytest.raises(ApiError) as refused:
        grammar_of(**fields)
    assert [refused.value.param] == [*fields]


def test_two_forms_are_one_too_many() -> None:
    with pytest.raises(ApiError, match="Only one of"):
        grammar_of(structured_outputs={"grammar": LARK}, guided_choice=["a", "c"])
    with pytest.raises(ApiError, match="Only one of"):
        grammar_of(response_format={"type": "json_object"}, regex="a")


def test_an_object_may_bring_its_schema() -> None:
    named = {"type": "json_schema", "json_schema": {"name": "n", "schema": SCHEMA}}
    given = {"type": "json_object", "schema": SCHEMA}
    assert grammar_of(response_format=given) == grammar_of(response_format=named)
    assert grammar_of(response_format={"type": "json_object", "schema": None}) != grammar_of(
        response_format=given
    )


def test_a_schema_that_nothing_fits_is_named() -> None:
    with pytest.raises(ApiError) as refused:
        grammar_of(response_format={"type": "json_object", "schema": {"type": "nothing"}})
    assert refused.value.param == "response_format.schema"
