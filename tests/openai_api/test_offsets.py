"""Where the tokens of a completion lie in its text, and how that text joins its prompt."""

from __future__ import annotations

import pytest

from models.checkpoint_vocabulary import CheckpointVocabulary
from tests.models.tiny_tokenizers import saved
from tests.openai_api.served import CHAT_PATH, TEXT_PATH, Json, chat, serve, text
from tests.openai_api.test_draft_marks import text_of, tokens_of

PROMPT = "hello 🎭 you"
SEEDS = {"byte_level": 20, "llama2": 9, "metaspace": 6}  # first comes a word with its space
TURNS = [{"role": "user", "content": "x"}, {"role": "assistant", "content": "hello"}]
GOES_ON = {"continue_final_message": True, "add_generation_prompt": False}
BEGUN = chat(messages=TURNS, seed=26, **GOES_ON)


async def ask(kind: str, path: str, body: Json) -> tuple[CheckpointVocabulary, Json]:
    """What a model with such a tokenizer says."""
    vocabulary = CheckpointVocabulary(saved(kind))
    options = {"vocabulary_size": vocabulary.size}
    async with serve(vocabulary=vocabulary, options=options) as served:
        status, answer = await served.post(path, body | {"return_token_ids": True})
    assert status == 200, answer
    choice = answer["choices"][0]
    assert vocabulary.token_bytes(choice["token_ids"][0]).startswith(b" ")
    return vocabulary, answer | choice


@pytest.mark.parametrize("kind", SEEDS)
async def test_a_completion_and_its_prompt_are_one_text(kind: str) -> None:
    body = text(prompt=PROMPT, seed=SEEDS[kind], logprobs=1)
    vocabulary, choice = await ask(kind, TEXT_PATH, body)
    whole = vocabulary.decode([*choice["prompt_token_ids"], *choice["token_ids"]])
    before = vocabulary.decode(choice["prompt_token_ids"])
    assert choice["text"] == whole[len(before) :]
    assert choice["text"].startswith(" ")


@pytest.mark.parametrize("kind", SEEDS)
@pytest.mark.parametrize("echo", [True, False])
async def test_every_token_lies_where_its_offset_says(kind: str, echo: bool) -> None:
    body = text(prompt=PROMPT, seed=SEEDS[kind], logprobs=1, echo=echo)
    _, choice = await ask(kind, TEXT_PATH, body)
    said, logprobs = choice["text"], choice["logprobs"]
    tokens, offsets = logprobs["tokens"], logprobs["text_offset"]
    assert offsets == sorted(offsets) and offsets[0] == 0
    for token, start, end in zip(tokens, offsets, [*offsets[1:], len(said)], strict=True):
        share = said[start:end].lstrip("\ufffd")  # half a character is known by what follows it
        assert "\ufffd" in token or share == token or (start == 0 and " " + share == token)


async def test_an_answer_that_goes_on_is_made_of_its_tokens_and_no_other() -> None:
    """Who counts one character less has one token more in front of a stop string."""
    body = BEGUN | {"stop": [">f"]}
    _, choice = await ask("llama2", CHAT_PATH, body | {"logprobs": True})
    told = choice["logprobs"]["content"]
    said = b"".join(bytes(token["bytes"]) for token in told).decode(errors="replace")
    assert said == choice["message"]["content"]
    assert said.startswith(" ") and said.endswith("r")


async def test_marks_of_drafts_keep_the_space_of_an_answer_that_goes_on() -> None:
    vocabulary = CheckpointVocabulary(saved("llama2"))
    async with serve(vocabulary=vocabulary, options={"vocabulary_size": vocabulary.size}) as served:
        events = await served.stream(CHAT_PATH, BEGUN | {"mark_drafts": True})
    marked = "".join(text for text, _ in tokens_of(events))
    assert marked == text_of(events)
    assert marked.startswith(" ")


@pytest.mark.parametrize(("is_begun", "seed"), [(False, 15), (True, 26)])
async def test_an_answer_keeps_the_space_in_front_if_it_had_begun(
    is_begun: bool, seed: int
) -> None:
    body = chat(messages=TURNS[: 1 + is_begun], continue_final_message=is_begun, seed=seed)
    _, choice = await ask("llama2", CHAT_PATH, body | {"add_generation_prompt": not is_begun})
    assert choice["message"]["content"].startswith(" ") == is_begun
