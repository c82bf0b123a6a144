"""`python -m openai_api` and nothing else: the models in the box, as a new user meets them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest

from tests.openai_api.launched import Json, Launched

LEAD, EMBEDDER = "understudy-demo", "understudy-demo-embedder"


@pytest.fixture(scope="module")
def box() -> Iterator[Launched]:
    with closing(Launched("--served-model-name", f"{LEAD},*")) as launched:
        launched.wait_for_socket()
        launched.wait_until_ready()
        yield launched


def ask(box: Launched, text: str, **more: object) -> Json:
    body = {"model": LEAD, "messages": [{"role": "user", "content": text}], **more}
    status, answer = box.read("/v1/chat/completions", body)
    assert status == 200, answer
    return answer


def test_the_log_says_how_it_computes_and_ends_with_a_command_to_try() -> None:
    with closing(Launched()) as launched:
        launched.wait_for_socket()
        assert "computed by the native library" in launched.wait_until_ready()
        lines = iter(launched.next_line, "")
        hint = next(line for line in lines if "curl" in line)
        assert f"127.0.0.1:{launched.port}/v1/chat/completions" in hint
        assert LEAD in hint


def test_the_lead_is_listed_before_the_embedder(box: Launched) -> None:
    _, models = box.read("/v1/models")
    assert [card["id"] for card in models["data"]] == [LEAD, EMBEDDER]


def test_it_says_who_it_is_and_comes_to_an_end(box: Launched) -> None:
    answer = ask(box, "Who are you?", temperature=0)
    assert "Understudy" in answer["choices"][0]["message"]["content"]
    assert answer["choices"][0]["finish_reason"] == "stop"


def test_drafts_change_no_token(box: Launched) -> None:
    story = "Tell me a story about a fox."
    with closing(Launched("--num-speculative-tokens", "0")) as plain:
        plain.wait_for_socket()
        plain.wait_until_ready()
        alone = ask(plain, story, temperature=1, seed=4)
    assert ask(box, story, temperature=1, seed=4)["choices"] == alone["choices"]


def test_a_star_among_the_names_is_any_name(box: Launched) -> None:
    body = {"model": "gpt-9", "messages": [{"role": "user", "content": "Hi"}]}
    status, answer = box.read("/v1/chat/completions", body)
    assert (status, answer["model"]) == (200, "gpt-9")


def test_a_question_is_nearest_to_its_passage(box: Launched) -> None:
    texts = ["Where does Mark live?", "Mark lives in Berlin.", "The old lamp costs 40 euros."]
    _, answer = box.read("/v1/embeddings", {"model": EMBEDDER, "input": texts})
    asked, right, wrong = (item["embedding"] for item in answer["data"])
    likeness = [sum(a * b for a, b in zip(asked, each, strict=True)) for each in (right, wrong)]
    assert likeness[0] > likeness[1]
