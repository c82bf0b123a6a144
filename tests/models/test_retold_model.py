"""A model that reads ahead in words of its own."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch
from msgspec.structs import replace as altered
from safetensors.torch import load_file, save_file
from tokenizers import Tokenizer, decoders, models, pre_tokenizers

from actors.grammars import of_lark
from models import demo
from models.batch import Row, Sampling
from models.checkpoint_vocabulary import CheckpointVocabulary
from models.slots import Share
from models.understudies import Ask, Draft
from models.understudies.retold import RetoldModel
from models.wire import LoadRefused
from tests.models import tiny_tokenizers
from tests.models.tiny_checkpoints import Tiny, llama_like, write
from tests.models.tiny_device import (
    BLOCK_SIZE,
    GREEDY,
    Device,
    V,
    row,
    whole,
    write_tiny,
)

pytestmark = pytest.mark.filterwarnings("ignore:::transformers")

TOO_FEW = 150  # of 257 tokens
LETTERS = "abcdefghijklmnopqrstuvwxyz ."
PROMPT = "the understudy reads ahead. the lead has the last word"


def write_bytes_alone(directory: Path) -> None:
    """A tokenizer whose tokens are bytes, and an end: a text has one spelling."""
    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    tokenizer = Tokenizer(models.BPE({letter: id for id, letter in enumerate(alphabet)}, []))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.add_special_tokens([tiny_tokenizers.special("<end>")])
    tiny_tokenizers.save(tokenizer, directory, "", eos_token="<end>")


def disguise(source: Path, directory: Path) -> str:
    """The same model, but every token has another number."""
    config = json.loads((source / "config.json").read_text())
    size = config["vocab_size"]
    described = json.loads((source / "tokenizer.json").read_text())
    vocabulary = described["model"]["vocab"]
    named = {*vocabulary.values(), *(token["id"] for token in described["added_tokens"])}
    number_of = random.Random(1).sample(sorted(named), len(named))
    number_of += range(len(named), size)
    described["model"]["vocab"] = {word: number_of[id] for word, id in vocabulary.items()}
    for token in described["added_tokens"]:
        token["id"] = number_of[token["id"]]
    directory.mkdir()
    (directory / "tokenizer.json").write_text(json.dumps(described))
    settings = json.loads((source / "tokenizer_config.json").read_text())
    settings.pop("added_tokens_decoder", None)
    (directory / "tokenizer_config.json").write_text(json.dumps(settings))
    config["eos_token_id"] = number_of[config["eos_token_id"]]
    (directory / "config.json").write_text(json.dumps(config))
    weights = load_file(source / "model.safetensors")
    for name, weight in weights.items():
        if weight.shape[0] == size:
            moved = torch.empty_like(weight)
            moved[number_of] = weight
            weights[name] = moved
    save_file(weights, directory / "model.safetensors")
    return str(directory)


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Tiny:
    made = write_tiny(tmp_path_factory.mktemp("lead"))
    write_bytes_alone(made.directory)
    return made


@pytest.fixture(scope="module")
def disguised(tiny: Tiny, tmp_path_factory: pytest.TempPathFactory) -> str:
    return disguise(tiny.directory, tmp_path_factory.mktemp("others") / "disguised")


def device_with(tiny: Tiny, model: str, **changes: Any) -> Device:
    given = {"draft_model": model, "method": "draft_model", "adaptive": False, **changes}
    return Device(tiny, **given)


def told(tiny: Tiny, sampling: Sampling, text: str = PROMPT, id: int = 1) -> Row:
    """The lead may say letters only: what is no text has no other spelling."""
    vocabulary = CheckpointVocabulary(tiny.directory)
    letters = vocabulary.encode(LETTERS, add_special_tokens=False)
    prompt = vocabulary.encode(text, add_special_tokens=False)
    return whole(id, prompt, sampling=replace(sampling, allowed_ids=letters))


@pytest.mark.parametrize("temperature", [0.0, 1.0])
def test_who_thinks_alike_is_always_right(tiny: Tiny, disguised: str, temperature: float) -> None:
    """Also where chance decides: both have the same noise."""
    device = device_with(tiny, disguised)
    assert isinstance(device.device._company.model, RetoldModel)
    first = told(tiny, Sampling(seed=5, temperature=temperature))
    ids = list(device.run(first)[0].ids)
    for _ in range(4):
        result = device.run(row(1, draft=4))[0]
        assert result.drafted == (("draft_model", 4),)
        assert len(result.ids) == 5
        ids += result.ids
    assert ids == Device(tiny).generate(first, len(ids))


def with_words(tiny: Tiny, directory: Path) -> tuple[Device, RetoldModel]:
    """The understudy says whole words where the lead spells letters."""
    write(llama_like("Llama", vocab_size=360), directory)
    for name in ("tokenizer.json", "tokenizer_config.json"):
        shutil.copy(tiny_tokenizers.saved("byte_level") / name, directory / name)
    device = device_with(tiny, str(directory))
    model = device.device._company.model
    assert isinstance(model, RetoldModel)
    return device, model


def test_what_it_would_say_instead_stands_where_its_words_begin(
    tiny: Tiny, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    device, model = with_words(tiny, tmp_path)
    propose, decide = model.propose, model._decide
    decided: list[tuple[int, list[int], list[int]]] = []
    seen_words = 0

    def watched_decide(going: Sequence[Any]) -> list[tuple[int, list[int], list[int]]]:
        said = decide(going)
        decided.extend(said)
        return said

    def watched(asks: Sequence[Ask]) -> Sequence[Draft]:
        nonlocal seen_words
        for ask in asks:
            ask.num_beside = 2
        decided.clear()
        (draft,) = propose(asks)
        place = 0
        for _, ids, others in decided:
            if place <= len(draft.ids):
                assert draft.beside[place] == others
                assert not any(draft.beside[place + 1 : place + len(ids)])
                seen_words += len(ids) > 1 and place + len(ids) <= len(draft.ids)
            place += len(ids)
        return [draft]

    monkeypatch.setattr(model, "_decide", watched_decide)
    monkeypatch.setattr(model, "propose", watched)
    device.generate(told(tiny, Sampling(seed=3)), 16, draft=8)
    assert seen_words > 3


def test_words_that_only_one_of_them_has_do_no_harm(tiny: Tiny, tmp_path: Path) -> None:
    device, model = with_words(tiny, tmp_path)
    assert max(map(len, model._translation.pieces.values())) > 4
    first = told(tiny, Sampling(seed=3))
    drafted, ids = 0, list(device.run(first)[0].ids)
    while len(ids) < 16:
        result = device.run(row(1, draft=6))[0]
        drafted += result.num_drafted
        assert result.num_drafted <= 6
        ids += result.ids
    assert drafted > 10
    assert ids == Device(tiny).generate(first, len(ids))


@pytest.mark.parametrize("grammar", ["/[a-z ]{30}/", '"one " /[a-z]+/ " two" /[a-z]{30}/'])
def test_it_is_held_to_the_same_grammar(tiny: Tiny, disguised: str, grammar: str) -> None:
    device = device_with(tiny, disguised)
    sampling = Sampling(seed=3, temperature=1.2, grammar=of_lark(f"start: {grammar}"))
    first = told(tiny, sampling, PROMPT[:20])
    ids, drafted = list(device.run(first)[0].ids), 0
    for _ in range(4):
        result = device.run(row(1, draft=4))[0]
        assert result.error is None
        assert len(result.ids) == 1 + result.num_drafted
        drafted += sum(count for source, count in result.drafted if source == "draft_model")
        ids += result.ids
    assert drafted > 4
    assert ids == Device(tiny).generate(first, len(ids))


def test_where_blocks_are_short_the_text_that_was_not_asked_for_is_forgotten(
    tiny: Tiny, disguised: str
) -> None:
    device = device_with(tiny, disguised, num_slots=2, kv_cache_memory=2 * 1024 * 32)
    assert device.ready.num_blocks == 32
    texts = {1: PROMPT, 0: PROMPT[::-1]}
    said: dict[int, list[int]] = {}
    for id, text in texts.items():
        first = told(tiny, GREEDY, text, id)
        blocks = range(id * 16, id * 16 + 16)
        said[id] = list(device.run(altered(first, blocks=tuple(blocks)))[0].ids)
    for _ in range(2):
        for id in texts:
            result = device.run(row(id, draft=3))[0]
            assert len(result.ids) == 4
            said[id] += result.ids


def test_words_that_its_embedding_lacks_are_read_as_another(
    tiny: Tiny, disguised: str, tmp_path: Path
) -> None:
    """A tokenizer may have more tokens than the model that it came with."""
    short = Path(shutil.copytree(disguised, tmp_path / "short"))
    config = json.loads((short / "config.json").read_text())
    weights = load_file(short / "model.safetensors")
    kept = {name: weight[:TOO_FEW].clone() for name, weight in weights.items() if len(weight) == V}
    save_file(weights | kept, short / "model.safetensors")
    (short / "config.json").write_text(json.dumps(config | {"vocab_size": TOO_FEW}))
    vocabulary = CheckpointVocabulary(short)
    assert max(vocabulary.encode(PROMPT, add_special_tokens=False)) >= TOO_FEW
    device, first = device_with(tiny, str(short)), told(tiny, GREEDY)
    ids = [*device.run(altered(first, draft=2))[0].ids, *device.run(row(1, draft=2))[0].ids]
    assert ids == Device(tiny).generate(first, len(ids))


BOX = {"dtype": "float32", "kv_cache_memory": 2**25}
QUESTION = "<|user|>What is the capital of France, and what is it known for in all of the world?"


@pytest.fixture(scope="module")
def box_in_other_words(tmp_path_factory: pytest.TempPathFactory) -> Device:
    model = disguise(demo.LEAD, tmp_path_factory.mktemp("box") / "disguised")
    return device_with(Tiny(demo.LEAD, None), model, **BOX)


def asked(id: int, text: str) -> Row:
    prompt = CheckpointVocabulary(demo.LEAD).encode(text + "<|end|><|assistant|>")
    first = whole(id, prompt, sampling=Sampling(seed=1, temperature=0.7))
    return altered(first, blocks=tuple(range(id * 40, id * 40 + 40)))


def test_the_lead_in_the_box_is_read_ahead_by_itself_in_other_words(
    box_in_other_words: Device,
) -> None:
    """Its texts are spelled as its tokenizer does, so that nearly all is right."""
    device = box_in_other_words
    ids, num_steps = list(device.run(asked(1, QUESTION))[0].ids), 0
    while len(ids) < 40:
        ids += device.run(row(1, draft=4))[0].ids
        num_steps += 1
    assert num_steps <= 12
    alone = Device(Tiny(demo.LEAD, None), **BOX)
    assert ids == alone.generate(asked(1, QUESTION), len(ids))


def test_a_beginning_that_was_read_is_found_again(
    box_in_other_words: Device, monkeypatch: pytest.MonkeyPatch
) -> None:
    device = box_in_other_words
    model = device.device._company.model
    assert isinstance(model, RetoldModel)
    text = QUESTION * 3
    known = device.run(altered(asked(2, text), draft=2))[0]
    read: list[int] = []
    compute = model._compute

    def watched(shares: Sequence[Share]) -> object:
        read.extend(share.start for share in shares)
        return compute(shares)

    monkeypatch.setattr(model, "_compute", watched)
    again = device.run(altered(asked(3, text), draft=2))[0]
    assert read[0] >= 8 * BLOCK_SIZE
    assert again.ids == known.ids


def test_who_has_no_word_in_common_is_refused(tmp_path: Path) -> None:
    for word in ("one", "two"):
        directory = tmp_path / word
        made = write(llama_like("Llama", vocab_size=V, eos_token_id=None), directory)
        tokenizer = Tokenizer(models.WordLevel({word: 0, "[UNK]": 1}, unk_token="[UNK]"))
        tokenizer.add_special_tokens([tiny_tokenizers.special("[UNK]")])
        tiny_tokenizers.save(tokenizer, directory, "", unk_token="[UNK]")
    with pytest.raises(LoadRefused, match="no word in common"):
        Device(made, draft_model=str(tmp_path / "one"))
