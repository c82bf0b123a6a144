"""The models in the box, and how they are trained."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import torch
from safetensors.torch import save_model
from tokenizers import Tokenizer
from torch.optim.swa_utils import AveragedModel
from transformers import AutoTokenizer

from models import demo
from models.checkpoint_vocabulary import CheckpointVocabulary
from models.demo import __main__ as putting
from models.demo import network
from models.demo import train as training
from models.demo.checkpoint import read_model, write_model
from models.demo.corpus.mix import SHARES
from models.demo.corpus.source import Source
from models.demo.drills import Drills
from models.demo.growth import grow
from models.demo.muon import DECAY, Muon
from models.demo.network import Llama, Shape
from models.demo.text import marks, rendered
from models.demo.train import later_more

SKILLS = [skill for skill, _ in SHARES]
MOST_BYTES = 30_000_000


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


def test_weights_that_nobody_asks_for_fade() -> None:
    matrix = torch.nn.Parameter(torch.ones(4, 6))
    stepper = Muon([matrix], lr=0.5)
    stepper.step()
    torch.testing.assert_close(matrix.detach(), torch.full((4, 6), 1 - 0.5 * DECAY))


@pytest.mark.parametrize(("more", "weight"), [(["--halfway"], 2.0), ([], 3.0)])
def test_a_lead_is_put_into_the_box_or_halfway_to_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, more: list[str], weight: float
) -> None:
    shape = Shape(vocabulary=8, width=32, layers=1, heads=1, kv_heads=1, inner=32)
    tokenizer = Tokenizer.from_file(str(demo.LEAD / "tokenizer.json"))
    tokenizer.save(str(tmp_path / "tokenizer.json"))
    write_model(of_one(shape, 1.0), tokenizer, tmp_path / "box" / "lead")
    save_model(of_one(shape, 3.0), str(tmp_path / "mean.safetensors"))
    monkeypatch.setattr(putting, "PARTS", (("lead", "mean", shape),))
    monkeypatch.setattr("sys.argv", ["demo", str(tmp_path), "--box", str(tmp_path / "box"), *more])
    putting.main()
    for each in read_model(tmp_path / "box" / "lead").parameters():
        assert torch.equal(each, torch.full_like(each, weight))


def test_in_the_mean_of_its_copies_the_later_ones_count_more() -> None:
    shape = Shape(vocabulary=8, width=32, layers=1, heads=1, kv_heads=1, inner=32)
    mean = AveragedModel(of_one(shape, 7.0), avg_fn=later_more)
    for weight in (0.0, 3.0, 6.0):
        mean.update_parameters(of_one(shape, weight))
    for each in mean.module.parameters():
        torch.testing.assert_close(each, torch.full_like(each, (0.0 + 2 * 3.0 + 3 * 6.0) / 6))


def test_a_training_leaves_its_state_and_the_mean_of_its_copies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Steps:
        """The n-th of three makes all weights n."""

        def __init__(self, lead: Llama, minutes: float, *, pace: float) -> None:
            self.lead, self.num_steps = lead, 0

        @property
        def spent(self) -> float:
            return self.num_steps / 3

        def step(self, loss: None) -> None:
            self.num_steps += 1
            for each in self.lead.parameters():
                torch.nn.init.constant_(each, self.num_steps)

    monkeypatch.setattr(training, "Descent", Steps)
    monkeypatch.setattr(training, "Loss", lambda lead: lambda batch: None)
    monkeypatch.setattr(training, "batches", lambda *args, **given: iter([None] * 9))
    monkeypatch.setattr(training, "report", lambda lead, tokenizer: None)
    monkeypatch.setattr(training, "COPIED", 1)
    shape = Shape(vocabulary=8, width=32, layers=1, heads=1, kv_heads=1, inner=32)
    tokenizer = Tokenizer.from_file(str(demo.LEAD / "tokenizer.json"))
    training.train(of_one(shape, 7.0), tokenizer, None, tmp_path, 1, pace=1.0, knows_text=True)
    for name, weight in (("lead", 3.0), ("mean", (1 + 2 * 2 + 3 * 3) / 6)):
        for each in putting.trained(shape, tmp_path / f"{name}.safetensors").parameters():
            torch.testing.assert_close(each, torch.full_like(each, weight))


def of_one(shape: Shape, weight: float) -> Llama:
    """All weights alike."""
    made = Llama(shape)
    for each in made.parameters():
        torch.nn.init.constant_(each, weight)
    return made


def test_a_grown_lead_says_what_the_small_one_says() -> None:
    small = read_model(demo.UNDERSTUDY)
    shape = replace(small.shape, layers=small.shape.layers + 3)
    large = Llama(shape)
    grow(small, large)
    ids = torch.randint(5, shape.vocabulary, (2, 40))
    assert torch.equal(small.hidden(ids), large.hidden(ids))


def test_a_lead_that_grew_wider_says_the_same_and_has_more_to_learn_with(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(network, "NARROW", False)
    shape = Shape(vocabulary=40, width=32, layers=3, heads=2, kv_heads=2, inner=48, epsilon=1e-9)
    small, large = Llama(shape), Llama(replace(shape, width=80, heads=5, kv_heads=5, inner=100))
    grow(small, large)
    ids = torch.randint(5, 40, (2, 9))
    logits = large.logits(large.hidden(ids))
    torch.testing.assert_close(logits, small.logits(small.hidden(ids)), atol=1e-5, rtol=1e-4)
    logits.square().mean().backward()
    writes = large.get_parameter("model.layers.0.self_attn.o_proj.weight").grad
    assert writes is not None and writes[:32, -1].norm() > 0  # the last head, which is new


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
