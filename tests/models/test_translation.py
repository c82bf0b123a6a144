"""A text in the words of another vocabulary."""

from __future__ import annotations

import random
from functools import cache

import pytest
import torch

from models.checkpoint_vocabulary import CheckpointVocabulary
from models.understudies.translation import Retelling, Translation
from tests.models import tiny_tokenizers

pytestmark = pytest.mark.filterwarnings("ignore:::transformers")

CPU = torch.device("cpu")
TEXT = "The understudy reads ahead. It's the lead that has the last word: 你好, Grüße, 🎭!\n" * 5
KINDS = [*tiny_tokenizers.KINDS]


@cache
def vocabulary(kind: str) -> CheckpointVocabulary:
    return CheckpointVocabulary(tiny_tokenizers.saved(kind))


def translation(lead: str, other: str) -> Translation:
    ours, theirs = vocabulary(lead), vocabulary(other)
    return Translation(ours, theirs, num_logits=(ours.size, theirs.size + 3), device=CPU)


def spelled(kind: str, ids: list[int]) -> bytes:
    return b"".join(map(vocabulary(kind).token_bytes, ids))


@pytest.mark.parametrize("other", ["byte_level", "llama2", "metaspace"])
@pytest.mark.parametrize("lead", ["byte_level", "llama2", "metaspace"])
def test_the_text_is_the_same(lead: str, other: str) -> None:
    ids = list(vocabulary(lead).encode(TEXT, add_special_tokens=False))
    told, is_whole = translation(lead, other).retell(ids)
    assert is_whole
    assert spelled(other, told) == spelled(lead, ids)


@pytest.mark.parametrize("lead", KINDS)
@pytest.mark.parametrize("other", KINDS)
def test_a_text_that_grows_is_told_as_if_it_had_stood_there_at_once(lead: str, other: str) -> None:
    """But for where it was cut: there a word begins."""
    between = translation(lead, other)
    ids = list(vocabulary(lead).encode(TEXT, add_special_tokens=False))
    draw = random.Random(3)
    retelling, told, length = Retelling(between), list[int](), 1
    while length < len(ids):
        start, rest = retelling.tell(ids[:length], ids[length : length + draw.randrange(3)])
        assert start <= len(told)
        told[start:] = rest
        length += draw.randrange(1, 5)
    start, rest = retelling.tell(ids, ())
    told[start:] = rest
    marks, at_once = list(vocabulary(other).prefix_ids), between.retell(ids)[0]
    assert told[: len(marks)] == marks
    assert told[-20:] == at_once[-20:]
    assert spelled(other, told[len(marks) :]).split() == spelled(other, at_once).split()


def test_nothing_is_said_beyond_the_lead_s_logits() -> None:
    ours, theirs = vocabulary("llama2"), vocabulary("byte_level")
    between = Translation(ours, theirs, num_logits=(300, 200), device=CPU)
    assert max(max(ids) for ids in between.pieces.values()) < 300
    assert max(between.pieces) < 200
    assert between.scores(torch.zeros(2, 200)).shape == (2, 300)


def test_half_a_character_is_not_told_yet() -> None:
    ids = list(vocabulary("byte_level").encode("🎭", add_special_tokens=False))
    assert len(ids) > 1
    between = translation("byte_level", "llama2")
    assert not between.retell(ids[:-1])[1]
    assert between.retell(ids)[1]


def test_a_word_that_the_lead_has_in_pieces_counts_for_the_first_of_them() -> None:
    between = translation("llama2", "byte_level")
    ours, theirs = vocabulary("llama2"), vocabulary("byte_level")
    own, pieces = next((id, ids) for id, ids in between.pieces.items() if len(ids) > 1)
    assert spelled("llama2", list(pieces)) == theirs.token_bytes(own)
    logits = torch.full((1, theirs.size + 3), -20.0)
    logits[0, own] = 3.0
    scores = between.scores(logits)
    assert scores.shape == (1, ours.size)
    assert int(scores.argmax()) == pieces[0]
    assert between.spoken(logits, [pieces[0]]) == [own]


def test_chances_of_tokens_that_begin_alike_are_added() -> None:
    between = translation("llama2", "byte_level")
    first = {pieces[0] for pieces in between.pieces.values() if len(pieces) > 1}
    sharing = next(
        [own for own, pieces in between.pieces.items() if pieces[0] == id] for id in sorted(first)
    )
    logits = torch.full((1, vocabulary("byte_level").size + 3), -torch.inf)
    logits[0, sharing] = torch.tensor([0.5 / len(sharing)] * len(sharing)).log()
    other = next(o for o, p in between.pieces.items() if p[0] != between.pieces[sharing[0]][0])
    logits[0, other] = torch.tensor(0.5).log()
    scores = between.scores(logits)[0]
    both = between.pieces[sharing[0]][0], between.pieces[other][0]
    assert scores[both[0]] == pytest.approx(float(scores[both[1]]), abs=1e-5)


def number_of(kind: str, name: str) -> int:
    (id,) = vocabulary(kind).encode(name, add_special_tokens=False)
    return id


def test_the_end_is_the_end() -> None:
    between = translation("llama2", "byte_level")
    end = number_of("llama2", vocabulary("llama2").named_tokens["eos_token"])
    assert {between.pieces[theirs] for theirs in vocabulary("byte_level").eos_ids} == {(end,)}
    assert between.retell([end])[0][0] in vocabulary("byte_level").eos_ids


def test_control_tokens_are_known_by_their_names() -> None:
    between = translation("metaspace", "unigram")
    for name in ("<start_of_turn>", "<end_of_turn>"):
        assert between.control[number_of("metaspace", name)] == number_of("unigram", name)
