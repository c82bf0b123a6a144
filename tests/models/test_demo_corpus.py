"""The corpus of the models in the box."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from itertools import islice
from typing import Any

import pytest
from tokenizers import Tokenizer

from models import demo
from models.demo.corpus import words
from models.demo.corpus.beyond import BEYOND
from models.demo.corpus.concept import Concept
from models.demo.corpus.example import Example
from models.demo.corpus.known_tools import EXAMINED, TRAINED
from models.demo.corpus.mix import SHARES, Skill, examples
from models.demo.corpus.phrases.prompts import READING_PROMPTS
from models.demo.corpus.phrases.record_texts import RECORDS
from models.demo.corpus.phrases.styles import STYLES
from models.demo.corpus.phrases.ways import ASKED, SAID, TWICE
from models.demo.corpus.phrases.ways_in_lessons import SAID_IN_LESSONS
from models.demo.corpus.reading import (
    ABSTAIN_MARK,
    ANSWERED,
    ANYTHING,
    MORE_ANSWERED,
    About,
    asked_and_passages,
    matters,
    reading,
)
from models.demo.corpus.records import KEYS, record
from models.demo.corpus.relation import Relation, widened, wordings
from models.demo.corpus.relations import RELATIONS
from models.demo.corpus.source import OPEN, Source, border_of, kept_back
from models.demo.corpus.stories import Verse
from models.demo.corpus.tools import OUTCOMES, calling
from models.demo.corpus.wordings.any_relation import any_relation
from models.demo.text import pieces

SKILLS = [skill for skill, _ in SHARES]


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


def test_no_fact_of_a_text_is_asked_for_twice() -> None:
    for seed in range(200):
        messages = reading(Source(seed)).messages
        said = [each["content"] for each in messages if each["role"] == "assistant"]
        told = [answer for answer in said if ABSTAIN_MARK not in answer]
        assert len(told) == len({*told}), told


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
    share = sum(word in words.THINGS for word in drawn) / len(drawn)
    assert share == pytest.approx(1 - OPEN, abs=0.05)
    assert {*verse.words} < {*drawn}
    asked = {held.word(words.THINGS) for _ in range(2000)}
    assert "anchor" in asked and asked <= kept_back()
    assert not {*drawn} & asked


def test_a_slot_may_be_called_anything() -> None:
    assert Source(1).say("$phrase of $self", phrase="one", self="two") == "one of two"


def test_lessons_ask_more_often_what_is_told_than_the_examination_does() -> None:
    def share(*, held: bool) -> float:
        asked = [reading(Source(seed, held=held)) for seed in range(2000)]
        firsts = [
            next(each for each in one.messages if each["role"] == "assistant") for one in asked
        ]
        return sum(ABSTAIN_MARK not in each["content"] for each in firsts) / len(firsts)

    shares = [share(held=held) for held in (True, False)]
    assert shares == pytest.approx([ANSWERED, MORE_ANSWERED], abs=0.02)
    assert shares[0] < shares[1]


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
    parts: tuple[Callable[[Concept], set[str]], ...] = (
        lambda tool: {*tool.names.split()},
        lambda tool: {re.sub(r"[{}]|\$\w+", "", each) for each in tool.messages},
        lambda tool: {tool.description},
    )
    for told in parts:
        assert not set().union(*map(told, TRAINED)) & set().union(*map(told, EXAMINED))


def test_wordings_that_join_a_relation_move_none_from_training_to_the_examination() -> None:
    def named(name: str, count: int) -> str:
        return " / ".join(f"{name}{nth}" for nth in range(count))

    first = Relation("place", "person", *wordings(named("t", 12), named("a", 12)), "$s: $v")
    more = wordings(named("T", 16), named("A", 16))
    (wide,) = widened((first,), {"$s: $v": more})
    for mine, old, new in ((wide.told, "t", "T"), (wide.asked, "a", "A")):
        both = [*(f"{old}{nth}" for nth in range(12)), *(f"{new}{nth}" for nth in range(16))]
        assert sorted(mine) == sorted(both)
        assert {*mine[border_of(mine) :]} == {f"{old}11", f"{new}13", f"{new}14", f"{new}15"}


def test_no_phrase_of_training_is_one_of_the_examination() -> None:
    lists: list[tuple[object, ...]] = []
    for about in RELATIONS:
        lists += [about.told, about.asked]
    lists += [phrases for phrases, _ in STYLES]
    lists += [BEYOND, READING_PROMPTS, TWICE, ASKED, *SAID.values(), RECORDS, OUTCOMES]
    for phrases in lists:
        trained, kept = phrases[: border_of(phrases)], phrases[border_of(phrases) :]
        assert kept
        assert not [each for each in trained if each in kept]


def test_what_lessons_have_for_themselves_is_never_in_the_examination() -> None:
    drawn = {held: Source(1, held=held) for held in (False, True)}
    found = {held: {each.pick("abcdef", "xyz") for _ in range(200)} for held, each in drawn.items()}
    assert found == {False: {*"abcdexyz"}, True: {"f"}}
    pairs = [(SAID[kind], more) for kind, more in SAID_IN_LESSONS.items()]
    for about in RELATIONS:
        pairs += [*zip((about.told, about.asked), about.in_lessons, strict=True)]
    for phrases, more in pairs:
        assert more
        assert not {each.lower() for each in more} & {each.lower() for each in phrases}


def test_in_some_texts_of_training_only_the_words_tell_what_is_meant() -> None:
    source = Source(1)
    strange = [any_relation(source, "place") for _ in range(200)]
    assert len({each.answered for each in strange}) == 200
    for each in strange:
        assert not any("$w" in part.lower() for part in (*each.told, *each.asked, each.answered))
        assert border_of(each.told) == len(each.told), "none is kept back"
    known = {each.answered for each in RELATIONS}
    for held, most in ((False, 1 - ANYTHING), (True, 1.0)):
        about = [matters(Source(seed, held=held)) for seed in range(100)]
        real = [all(each.answered in known for each in known_of(one)) for one in about]
        assert most - 0.2 < sum(real) / 100 <= most + 0.1 * (not held)


def known_of(about: About) -> list[Relation]:
    return [each for several in about.values() for each in several]


def call_of(example: Example) -> Any:
    return json.loads(example.answer["tool_calls"][0]["function"]["arguments"])


def test_arguments_keep_to_the_schema_of_their_tool() -> None:
    for seed in range(100):
        example = calling(Source(seed))
        name = example.answer["tool_calls"][0]["function"]["name"]
        schemas = {tool["function"]["name"]: tool["function"] for tool in example.tools}
        parameters = schemas[name]["parameters"]
        assert {*parameters["required"]} <= {*call_of(example)} <= {*parameters["properties"]}
