"""Texts that follow a grammar, from a device with random weights."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass

import pytest
import torch

from models.batch import Sampling
from models.checkpoint_vocabulary import CheckpointVocabulary
from models.grammars import Matcher, mask_of
from tests.models.tiny_checkpoints import llama_like, write
from tests.models.tiny_device import GREEDY, Device, draw_prompt, row, whole
from tests.models.tiny_tokenizers import saved

SCHEMA = {
    "type": "object",
    "properties": {"a": {"type": "integer", "minimum": 0, "maximum": 99}, "b": {"type": "boolean"}},
    "required": ["a", "b"],
    "additionalProperties": False,
    "x-guidance": {"whitespace_flexible": False},
}
GRAMMAR = f'start: "So: " %json {json.dumps(SCHEMA)}'
PROMPT = draw_prompt()


@dataclass
class Ruled:
    """A device, and the vocabulary of its checkpoint."""

    device: Device
    vocabulary: CheckpointVocabulary

    def say(
        self, sampling: Sampling, *, said: list[int] | None = None, draft: int = 0
    ) -> list[int]:
        """Up to the end of the text, behind what is said already."""
        ids = [*(said or ())]
        told = self.device.run(whole(prompt=PROMPT, generated=ids, sampling=sampling))
        while not self.vocabulary.eos_ids & set(ids):
            assert told[0].error is None
            ids += told[0].ids
            told = self.device.run(row(1, draft=draft))
        return ids

    def text(self, ids: list[int]) -> str:
        return self.vocabulary.decode(ids)


@pytest.fixture(scope="module")
def ruled(tmp_path_factory: pytest.TempPathFactory) -> Ruled:
    directory = tmp_path_factory.mktemp("tiny")
    tiny = write(llama_like("Llama", vocab_size=400, max_position_embeddings=128), directory)
    for name in ("tokenizer.json", "tokenizer_config.json"):
        shutil.copy(saved("byte_level") / name, directory / name)
    for name in ("config.json", "generation_config.json"):
        file = directory / name
        config = json.loads(file.read_text()) if file.exists() else {}
        file.write_text(json.dumps(config | {"eos_token_id": 364}))
    return Ruled(Device(tiny), CheckpointVocabulary(directory))


@pytest.mark.parametrize("seed", range(6))
def test_the_hottest_text_follows_its_grammar_to_the_end(ruled: Ruled, seed: int) -> None:
    ids = ruled.say(Sampling(temperature=2.0, seed=seed, grammar=GRAMMAR))
    text = ruled.text(ids)
    assert text.startswith("So: ")
    value = json.loads(text.removeprefix("So: "))
    assert 0 <= value["a"] <= 99 and isinstance(value["b"], bool)


def test_drafts_and_interruptions_change_nothing(ruled: Ruled) -> None:
    sampling = Sampling(temperature=2.0, seed=3, grammar=GRAMMAR)
    ids = ruled.say(sampling)
    assert ruled.say(sampling, draft=4) == ids
    for length in range(1, len(ids)):
        assert ruled.say(sampling, said=ids[:length]) == ids


def test_a_row_beside_it_is_free(ruled: Ruled) -> None:
    alone = ruled.device.run(whole(2, PROMPT))[0].ids
    sampling = Sampling(temperature=0.0, grammar=GRAMMAR)
    _, beside = ruled.device.run(whole(1, PROMPT, sampling=sampling), whole(2, PROMPT))
    assert beside.ids == alone


def test_a_grammar_that_nobody_can_read_fails_its_row_alone(ruled: Ruled) -> None:
    broken = Sampling(temperature=0.0, grammar="start: unheard_of")
    failed, sound = ruled.device.run(whole(1, sampling=broken), whole(2, sampling=GREEDY))
    assert failed.error is not None and not failed.ids
    assert sound.error is None and sound.ids


class Exhausted:
    """What llguidance's matcher is when a text went beyond its bounds."""

    def is_error(self) -> bool:
        return True


def test_a_matcher_beyond_its_bounds_allows_nothing() -> None:
    free = (None, 2)
    mask = mask_of([free, (Matcher(Exhausted()), 1)], 64, torch.device("cpu"))
    assert mask is not None and mask.tolist() == [[-1, -1], [-1, -1], [0, 0]]
    assert mask_of([free], 64, torch.device("cpu")) is None
