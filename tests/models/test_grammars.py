"""Grammars on the device: whatever the weights say, the text matches."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from msgspec.structs import replace as altered

from actors import grammars
from actors.narrowing import of_schema
from models.batch import NO_GRAMMAR, NO_TOKEN, Sampling
from models.checkpoint_vocabulary import CheckpointVocabulary
from models.grammar_limits import LIMITS
from models.grammars import Grammars
from tests.models import tiny_tokenizers
from tests.models.tiny_checkpoints import Tiny, llama_like, write
from tests.models.tiny_device import Device, Prompter, row, whole

SCHEMA = {
    "type": "object",
    "properties": {
        "name": {"type": "string", "maxLength": 6},
        "size": {"type": "integer", "minimum": 0, "maximum": 99},
        "tags": {"type": "array", "items": {"enum": ["é", 'a"b']}, "maxItems": 2},
    },
    "required": ["name", "size", "tags"],
    "additionalProperties": False,
}
JSON = of_schema(SCHEMA)
PROMPT = tuple(range(20, 30))


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Tiny:
    """A model with a few more logits than its vocabulary has tokens."""
    directory = tmp_path_factory.mktemp("speaks")
    saved = tiny_tokenizers.saved("byte_level")
    size = CheckpointVocabulary(saved).size + 5
    made = write(llama_like("Llama", vocab_size=size, max_position_embeddings=128), directory)
    for file in saved.iterdir():
        if file.name != "config.json":
            shutil.copy(file, directory / file.name)
    return made


@pytest.fixture(scope="module")
def vocabulary(tiny: Tiny) -> CheckpointVocabulary:
    return CheckpointVocabulary(tiny.directory)


@pytest.fixture
def device(tiny: Tiny) -> Device:
    return Device(tiny)


def nested(depth: int) -> object:
    schema: object = {}
    for _ in range(depth):
        schema = {"items": schema}
    return schema


def speak(device: Device, vocabulary: CheckpointVocabulary, sampling: Sampling, **how: int) -> str:
    """The whole text, up to the token that ends it."""
    sampling = replace(sampling, stop_ids=tuple(vocabulary.eos_ids))
    ids: list[int] = []
    first = whole(how.get("id", 1), PROMPT, sampling=sampling)
    told = device.run(first)[0]
    while True:
        assert told.error is None
        ids.extend(told.ids)
        if vocabulary.eos_ids & {*ids}:
            break
        assert len(ids) < 80
        told = device.run(row(first.id, draft=how.get("draft", 0)))[0]
    end = min(ids.index(id) for id in vocabulary.eos_ids if id in ids)
    return vocabulary.decode(ids[:end])


@pytest.mark.parametrize("seed", range(4))
def test_random_weights_write_json_that_the_schema_describes(
    device: Device, vocabulary: CheckpointVocabulary, seed: int
) -> None:
    text = speak(device, vocabulary, Sampling(seed=seed, temperature=1.5, grammar=JSON))
    read = json.loads(text)
    assert [*read] == ["name", "size", "tags"]
    assert len(read["name"]) <= 6 and 0 <= read["size"] <= 99
    assert {*read["tags"]} <= {"é", 'a"b'} and len(read["tags"]) <= 2


@pytest.mark.parametrize(
    ("grammar", "pattern"),
    [
        (grammars.of_regex("[a-c]{3}-[0-9]{2}"), "[a-c]{3}-[0-9]{2}"),
        (grammars.of_choice(["yes", 'n"o', "né\n"]), 'yes|n"o|né\n'),
        (grammars.of_lark('start: "<" /[xy]{2,4}/ ">"'), "<[xy]{2,4}>"),
    ],
)
def test_other_grammars_hold_as_well(
    device: Device, vocabulary: CheckpointVocabulary, grammar: str, pattern: str
) -> None:
    for seed in range(3):
        text = speak(device, vocabulary, Sampling(seed=seed, temperature=2.0, grammar=grammar))
        assert re.fullmatch(pattern, text)


def test_drafts_change_nothing(device: Device, vocabulary: CheckpointVocabulary) -> None:
    """Right ones, wrong ones, and ones that the grammar forbids."""
    sampling = Sampling(seed=3, temperature=1.2, frequency_penalty=0.5, grammar=JSON)
    text = speak(device, vocabulary, sampling)
    right = vocabulary.encode(text, add_special_tokens=False)
    for lines in (right, right[:4] + right[:4], (*right[:6], 0, 0, *right[8:])):
        device.device.understudy = Prompter([*PROMPT, *lines, *vocabulary.eos_ids])
        assert speak(device, vocabulary, sampling, draft=4) == text


@pytest.mark.parametrize("name", ["<tool_call>", "a", "<|im_start|>"])
def test_drafts_with_a_token_that_the_grammar_names_change_nothing(
    tiny: Tiny, vocabulary: CheckpointVocabulary, name: str
) -> None:
    [named] = vocabulary.encode(name, add_special_tokens=False)
    made = Grammars(tiny.directory, 400)
    grammar = grammars.of_lark(f'start: "ab" <[{named}]> "c" /[xy]+/')
    ahead, behind = made.start(grammar), made.start(grammar)
    assert ahead is not None and behind is not None
    drafts = ahead.forced(9)
    assert named in drafts and ahead.trim(drafts) == drafts
    told, slowly = ahead.masks(drafts), behind.masks(())
    for draft in drafts:
        assert behind.advance([draft])
        slowly += behind.masks(())
    assert told == slowly and b"" not in told
    assert ahead.advance(drafts) and ahead.masks(()) == behind.masks(())


def test_each_node_of_a_tree_has_the_mask_of_its_own_path(tiny: Tiny) -> None:
    vocabulary = CheckpointVocabulary(tiny.directory)
    size = CheckpointVocabulary(tiny_tokenizers.saved("byte_level")).size + 5
    matcher = Grammars(tiny.directory, size).start(JSON)
    assert matcher is not None
    forced = matcher.forced(3)
    letters = [vocabulary.encode(each, add_special_tokens=False)[0] for each in ("a", "b", '"')]
    ids = [*forced, *letters, letters[0]]
    start = len(forced) - 1
    parents = [*range(-1, start), start, start, start, start + 1]
    masks = matcher.masks(ids, parents)
    assert masks[: len(forced) + 1] == matcher.masks(forced)
    for nth, letter in enumerate(letters, len(forced)):
        assert masks[nth + 1] == matcher.masks([*forced, letter])[-1]
    assert masks[-1] == matcher.masks([*forced, letters[0], letters[0]])[-1]
    assert masks[len(forced) + 1] != masks[len(forced) + 3]


def test_a_model_drafts_what_the_grammar_allows(
    tiny: Tiny, vocabulary: CheckpointVocabulary
) -> None:
    """It has the lead's weights: held to the same grammar it is always right."""
    model = {"draft_model": str(tiny.directory), "method": "draft_model", "adaptive": False}
    device = Device(tiny, **model)
    sampling = Sampling(seed=3, temperature=1.2, grammar=JSON)
    text = speak(Device(tiny), vocabulary, sampling)
    assert speak(device, vocabulary, sampling, draft=4) == text
    without_end = [*vocabulary.encode(text, add_special_tokens=False)][:3]
    first = whole(2, PROMPT, generated=without_end, sampling=sampling)
    told = device.run(altered(first, draft=4))[0]
    assert sum(count for _, count in told.drafted) == len(told.ids) - 1 == 4


def test_a_long_text_that_has_to_stand_there_is_looked_for_once(
    tiny: Tiny, monkeypatch: pytest.MonkeyPatch
) -> None:
    matcher = Grammars(tiny.directory, 400).start(of_schema({"const": "x" * 3000}))
    assert matcher is not None
    first = matcher.forced(4000)
    assert len(first) > 100
    monkeypatch.setattr(matcher, "_matcher", Counting(matcher._matcher))
    for start in range(0, 50, 5):
        assert matcher.forced(5) == first[start : start + 5]
        assert matcher.advance(first[start : start + 5])


def test_another_way_than_the_one_foreseen_is_looked_at_anew(
    tiny: Tiny, vocabulary: CheckpointVocabulary
) -> None:
    """The same text, but one token instead of its letters."""
    matcher = Grammars(tiny.directory, 400).start(grammars.of_lark('start: "<tool_call>yyyy"'))
    assert matcher is not None
    [whole_token] = vocabulary.encode("<tool_call>", add_special_tokens=False)
    [less, last] = [vocabulary.encode(each, add_special_tokens=False)[0] for each in "<y"]
    assert matcher.forced(1) == [less]
    assert matcher.advance([whole_token])
    assert matcher.forced(1) == [last]


class Counting:
    """Looks for nothing more."""

    def __init__(self, inner: Any) -> None:
        self.inner = inner

    def __getattr__(self, name: str) -> Any:
        if name == "compute_ff_tokens":
            raise AssertionError("looked for again")
        return getattr(self.inner, name)


def test_a_text_goes_on_where_it_was(device: Device, vocabulary: CheckpointVocabulary) -> None:
    sampling = Sampling(seed=5, grammar=JSON, stop_ids=tuple(vocabulary.eos_ids))
    ids = device.generate(whole(1, PROMPT, sampling=sampling), 8)
    again = whole(2, PROMPT, generated=ids[:5], sampling=sampling)
    assert device.generate(again, 3) == ids[5:8]


def test_who_has_no_grammar_is_not_held_to_one(
    device: Device, vocabulary: CheckpointVocabulary
) -> None:
    free = Sampling(seed=1)
    alone = list(device.run(whole(3, PROMPT, sampling=free))[0].ids)
    both = device.run(
        whole(1, PROMPT, sampling=Sampling(seed=1, grammar=JSON)),
        whole(2, PROMPT, sampling=free),
    )
    assert list(both[1].ids) == alone
    assert vocabulary.decode(both[0].ids).startswith("{")


def test_what_is_no_grammar_fails_its_row_only(device: Device) -> None:
    told = device.run(
        whole(1, PROMPT, sampling=Sampling(grammar="start: nobody")), whole(2, PROMPT)
    )
    assert [result.error for result in told] == [NO_GRAMMAR, None]


def test_a_matcher_that_is_lost_fails_its_row_only(device: Device) -> None:
    """As one is that met the bounds of what a step may cost."""
    ruled = Sampling(grammar=grammars.of_regex("[a-c]{9}"))
    device.run(whole(1, PROMPT, sampling=ruled), whole(2, PROMPT))
    matcher = device.device._slots._slots[1].matcher
    assert matcher is not None and not matcher.advance([0])
    told = device.run(row(1), row(2))
    assert [result.error for result in told] == [NO_GRAMMAR, None]


def test_a_token_that_leads_beyond_the_bounds_fails_its_row_only(
    device: Device, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(LIMITS, "max_items_in_row", 100)  # one after the brace has 400
    names = [f"p{nth}" for nth in range(200)]
    wide = {"type": "object", "properties": dict.fromkeys(names, {"type": "null"})}
    ruled = Sampling(grammar=grammars.json_grammar(wide))
    with pytest.raises(grammars.GrammarError, match="items"):
        grammars.check(ruled.grammar)
    first, other = device.run(whole(1, PROMPT, sampling=ruled), whole(2, PROMPT))
    if first.error is None:
        (first,) = device.run(row(1))
    assert (first.error, other.error) == (NO_GRAMMAR, None)


def test_parameters_that_contradict_a_grammar_leave_no_token(device: Device) -> None:
    grammar = grammars.of_regex("[a-c]")
    told = device.run(whole(1, PROMPT, sampling=Sampling(grammar=grammar, allowed_ids=(20,))))
    assert told[0].error == NO_TOKEN


def test_a_matcher_beyond_its_bounds_allows_nothing(tiny: Tiny) -> None:
    matcher = Grammars(tiny.directory, 300).start(grammars.of_choice(["ab"]))
    assert matcher is not None and any(matcher.masks(())[0])
    assert not matcher.advance([20, 20])
    assert matcher.masks(()) == [b""]


def test_a_grammar_is_compiled_once(tiny: Tiny) -> None:
    made = Grammars(tiny.directory, 300)
    assert made.start(JSON) is not None and made.start(JSON) is not None
    assert len(made._compiled) == 1


@pytest.mark.parametrize(
    "make",
    [
        lambda: grammars.of_regex("[a-"),
        lambda: grammars.of_lark("start: nobody"),
        lambda: of_schema({"type": "wizard"}),
        lambda: of_schema({"type": "array", "contains": {"type": "integer"}}),
        lambda: grammars.of_regex("a" * 300_000),
        lambda: of_schema(nested(5000)),
    ],
)
def test_what_does_not_compile_is_found_before_it_reaches_the_device(
    make: Callable[[], str],
) -> None:
    with pytest.raises(grammars.GrammarError):
        grammars.check(make())
