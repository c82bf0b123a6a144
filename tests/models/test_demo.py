"""The corpus of the models in the box, and the models themselves."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
import torch
from tokenizers import Tokenizer
from transformers import AutoTokenizer

from models import demo
from models.checkpoint_vocabulary import CheckpointVocabulary
from models.demo import network
from models.demo.checkpoint import read_model
from models.demo.corpus import words
from models.demo.corpus.concept import Concept
from models.demo.corpus.example import Example
from models.demo.corpus.kept_concepts import KEPT
from models.demo.corpus.known_tools import CONCEPTS
from models.demo.corpus.mix import SHARES, Skill, examples
from models.demo.corpus.reading import ABSTAIN_MARK, asked_and_passages, reading
from models.demo.corpus.records import KEYS, record
from models.demo.corpus.relations import RELATIONS
from models.demo.corpus.source import Source, border_of, kept_back
from models.demo.corpus.stories import Verse
from models.demo.corpus.tools import calling
from models.demo.drills import Drills
from models.demo.growth import grow
from models.demo.muon import Muon
from models.demo.network import Llama, Shape
from models.demo.text import marks, pieces, rendered

SKILLS = [skill for skill, _ in SHARES]
MOST_BYTES = 30_000_000


@pytest.mark.parametrize("skill", SKILLS, ids=lambda skill: skill.__name__)
def test_a_skill_ends_with_an_answer_that_passes_its_own_examination(skill: Skill) -> None:
    for seed in range(20):
        for held in (False, True):
            example = skill(Source(seed, held=held))
            said = example.answer.get("content") or ""
            assert example.answer["role"] == "assistant"
            assert said or example.answer["tool_calls"]
            assert all(part in said for part in example.must)
            assert not any(part in said for part in example.may_not)


def test_the_same_seed_gives_the_same_corpus() -> None:
    once, again = (list(islice(examples(Source(5)), 50)) for _ in range(2))
    assert once == again


def test_what_is_kept_back_is_never_drawn_for_training() -> None:
    train, held = Source(1), Source(1, held=True)
    assert not {train.pick(words.CITIES) for _ in range(2000)} & {
        held.pick(words.CITIES) for _ in range(2000)
    }
    assert not {train.invented() for _ in range(2000)} & {held.invented() for _ in range(2000)}
    assert not {train.number(1, 9999) for _ in range(2000)} & {
        held.number(1, 9999) for _ in range(2000)
    }


def test_a_text_and_tools_that_are_read_are_asked_about_more_than_once() -> None:
    for skill in (reading, calling):
        turns = [
            [message["role"] for message in skill(Source(seed, held=held)).messages].count("user")
            for held in (False, True)
            for seed in range(50)
        ]
        assert max(turns[:50]) >= 4
        assert set(turns[50:]) == {1}, "the examination asks once"


def test_words_are_made_of_the_pieces_that_there_are() -> None:
    train = Source(1, pieces=["ab", "CD"])
    drawn = {train.any_word() for _ in range(200)}
    assert {"ab", "cd", "abcd", "cdab"} <= drawn
    assert any(
        word not in {a + b for a in ("ab", "cd") for b in ("", "ab", "cd")} for word in drawn
    )
    found = pieces(Tokenizer.from_file(str(demo.LEAD / "tokenizer.json")))
    assert len(found) > 1000
    assert all(piece.isalpha() and len(piece) > 1 for piece in found)


def test_words_of_training_are_often_of_no_list_and_those_kept_back_never_come() -> None:
    verse = Verse("\n\n".join(["reserve the anchor with a quaint gloss"] * 9))
    assert verse.words == ["gloss", "quaint", "the", "with"]
    train, held = Source(1, lexicon=verse.words), Source(1, held=True, lexicon=verse.words)
    drawn = [train.word(words.THINGS) for _ in range(2000)]
    assert 700 < sum(word in words.THINGS for word in drawn) < 1300
    assert {*verse.words} < {*drawn}
    asked = {held.word(words.THINGS) for _ in range(2000)}
    assert "anchor" in asked and asked <= kept_back()
    assert not {*drawn} & asked


def test_a_question_has_one_passage_that_answers_it() -> None:
    for seed in range(50):
        _, texts, right = asked_and_passages(Source(seed))
        assert len(texts) >= 4
        assert 0 <= right < len(texts)


def test_an_answer_says_of_whom_before_it_says_what() -> None:
    """So that what is not told can be admitted where it would stand."""
    for relation in RELATIONS:
        subject = max(relation.answered.find("$s"), relation.answered.find("$S"))
        assert -1 < subject < relation.answered.index("$v"), relation.answered


def test_what_a_text_does_not_tell_is_admitted_where_it_would_stand() -> None:
    asked = [reading(Source(seed, held=True)) for seed in range(60)]
    said: dict[str, list[str]] = {"context": [], "abstention": []}
    for example in asked:
        said[example.skill].append(example.answer["content"])
    assert len(said["abstention"]) > 10
    for answer in said["abstention"]:
        begun, _, end = answer.partition(" ... ")
        assert len(begun.split()) > 1
        assert end == "I do not know. The text does not say."
    assert not any(ABSTAIN_MARK in answer for answer in said["context"])


def test_keys_of_records_are_those_of_the_prompt_where_it_names_any() -> None:
    known = {key for keys in KEYS.values() for key in keys} | {*KEYS}
    strange = []
    for seed in range(100):
        *asked, answer = record(Source(seed)).messages
        keys = [*json.loads(answer["content"])]
        if not {*keys} <= known:
            strange.append(keys)
            assert ", ".join(keys) in " ".join(each["content"] for each in asked)
    assert len(strange) > 20


def test_no_tool_of_the_examination_is_one_of_training() -> None:
    trained, asked = CONCEPTS[: border_of(CONCEPTS)], CONCEPTS[border_of(CONCEPTS) :]
    assert {*KEPT} <= {*asked}
    parts: tuple[Callable[[Concept], set[str]], ...] = (
        lambda tool: {*tool.names.split()},
        lambda tool: {re.sub(r"[{}]|\$\w+", "", each) for each in tool.messages},
        lambda tool: {tool.description},
    )
    for told in parts:
        assert not set().union(*map(told, trained)) & set().union(*map(told, asked))


def call_of(example: Example) -> Any:
    return json.loads(example.answer["tool_calls"][0]["function"]["arguments"])


def test_arguments_keep_to_the_schema_of_their_tool() -> None:
    from models.demo.corpus.tools import calling

    for seed in range(100):
        example = calling(Source(seed))
        name = example.answer["tool_calls"][0]["function"]["name"]
        schemas = {tool["function"]["name"]: tool["function"] for tool in example.tools}
        parameters = schemas[name]["parameters"]
        assert {*parameters["required"]} <= {*call_of(example)} <= {*parameters["properties"]}


@pytest.mark.parametrize("name", ["lead", "understudy"])
def test_the_server_writes_prompts_as_training_did(name: str) -> None:
    vocabulary = CheckpointVocabulary(getattr(demo, name.upper()))
    for skill in SKILLS:
        example = skill(Source(3))
        ids = vocabulary.encode_chat(example.messages[:-1], tools=example.tools or None)
        text = vocabulary.decode(ids, skip_special_tokens=False)
        assert text == rendered(example, is_prompt=True)


def test_other_loaders_read_the_tokenizer_too() -> None:
    tokenizer = AutoTokenizer.from_pretrained(demo.LEAD)
    said = tokenizer.apply_chat_template(
        [{"role": "user", "content": "Hello"}], tokenize=False, add_generation_prompt=True
    )
    assert said == "<|user|>Hello<|end|><|assistant|>"
    assert tokenizer.decode(tokenizer.encode("Zürich, 12 °C")) == "Zürich, 12 °C"


def test_the_box_is_small() -> None:
    files = [path for path in Path(demo.HERE).rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files if "__pycache__" not in str(path)) < MOST_BYTES


def test_matrices_of_one_shape_are_levelled_as_each_alone() -> None:
    """Lying and standing ones together; what is levelled has singular values about one, unless they
    were next to nothing: so the numbers are the same each time."""
    torch.manual_seed(1)
    draws = [torch.randn(shape) for shape in ((8, 24), (24, 8), (8, 24), (16, 16))]
    matrices, alone = ([torch.zeros_like(each) for each in draws] for _ in range(2))
    for several, steppers in (
        (matrices, [Muon(matrices, lr=1.0)]),
        (alone, [Muon([each], lr=1.0) for each in alone]),
    ):
        for matrix, draw in zip(several, draws, strict=True):
            matrix.grad = draw
        for stepper in steppers:
            stepper.step()
    for matrix, single, draw in zip(matrices, alone, draws, strict=True):
        torch.testing.assert_close(matrix, single)
        scale = max(1.0, draw.shape[0] / draw.shape[1]) ** 0.5
        sizes = torch.linalg.svdvals(matrix) / scale
        assert 0.5 < sizes.min() <= sizes.max() < 1.5
        assert (matrix * draw).sum() < 0


def test_a_grown_lead_says_what_the_small_one_says() -> None:
    small = read_model(demo.UNDERSTUDY)
    shape = replace(small.shape, layers=small.shape.layers + 3)
    large = Llama(shape)
    grow(small, large)
    ids = torch.randint(5, shape.vocabulary, (2, 40))
    assert torch.equal(small.hidden(ids), large.hidden(ids))


def test_heads_that_shared_their_keys_get_a_copy_each() -> None:
    shape = Shape(vocabulary=40, width=32, layers=3, heads=4, kv_heads=2, inner=48)
    small, large = Llama(shape), Llama(replace(shape, kv_heads=4, layers=5))
    grow(small, large)
    ids = torch.randint(5, 40, (2, 9))
    torch.testing.assert_close(small.hidden(ids), large.hidden(ids))


@pytest.mark.parametrize("band", [256, 16, 7])
def test_a_text_is_attended_to_in_bands(monkeypatch: pytest.MonkeyPatch, band: int) -> None:
    q, k, v = (torch.randn(2, heads, 40, 16).bfloat16() for heads in (4, 2, 2))
    monkeypatch.setattr(network, "NARROW", False)
    whole = network.attended(q.float(), k.float(), v.float())
    monkeypatch.setattr(network, "NARROW", True)
    monkeypatch.setattr(network, "BAND", band)
    torch.testing.assert_close(network.attended(q, k, v).float(), whole, atol=0.03, rtol=0.02)


@pytest.mark.parametrize("kind", ["again", "again_and_again", "looked_up", "chosen"])
def test_drills_can_be_known_by_looking_back(kind: str) -> None:
    """What has a loss stands somewhere before, but for the end and the words for nothing."""
    tokenizer = Tokenizer.from_file(str(demo.LEAD / "tokenizer.json"))
    drilled = Drills.of(Source(1), tokenizer)
    said, end = marks(tokenizer)
    for _ in range(50):
        ids, counts = getattr(drilled, kind)()
        assert len(counts) == len(ids) - 1
        assert any(counts)
        answers = len(ids) - ids[::-1].index(said)
        assert all(counts[answers - 1 :])
        for nth, counted in enumerate(counts, 1):
            if counted and ids[nth] not in (end, *drilled.nothing):
                assert ids[nth] in ids[:nth]


def test_nothing_is_said_of_two_keys_of_which_nothing_was_told() -> None:
    tokenizer = Tokenizer.from_file(str(demo.LEAD / "tokenizer.json"))
    drilled = Drills.of(Source(2), tokenizer)
    said, end = marks(tokenizer)
    unknown = known = 0
    for _ in range(60):
        ids, _ = drilled.looked_up()
        read = " ".join(map(str, ids[: ids.index(end)]))
        questions = [nth for nth, id in enumerate(ids) if id == drilled.user]
        for begin in questions[1:]:  # the first stands behind what is read
            first = ids.index(said, begin)
            keys, answer = ids[begin + 1 : first - 1], ids[first + 1 : ids.index(end, first)]
            assert answer[: len(keys)] == keys
            rest = answer[len(keys) :]
            turned = {" ".join(map(str, keys[cut:] + keys[:cut])) for cut in range(len(keys))}
            if rest == drilled.nothing:
                unknown += 1
                assert not any(f" {each} " in read for each in turned)
            else:
                known += 1
                told = " ".join(map(str, [*rest, *drilled.stop]))
                assert any(f" {each} {told}" in read for each in turned)
    assert min(unknown, known) > 20
