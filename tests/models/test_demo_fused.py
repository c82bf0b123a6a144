"""The step of training that is written by hand gives what autograd gives."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest
import torch
from torch import Tensor
from torch.nn import functional

from models.demo import network as networks
from models.demo.fused import Fused
from models.demo.network import Llama, Shape
from models.demo.passes import call, library

pytestmark = pytest.mark.skipif(library() is None, reason="no compiler")

SMALL = Shape(vocabulary=300, width=96, layers=2, heads=3, kv_heads=3, inner=80)
CLOSE = 0.03  # of a gradient's norm: bfloat16 has eight bits


def test_the_smallest_numbers_stay_what_they_are() -> None:
    """A library may change how the processor rounds, for everybody in the process."""
    assert library() is not None
    assert sys.float_info.min / 2 > 0


@pytest.fixture(params=[(5, 7), (3, 48), (2, 100)], ids=["short", "whole tiles", "long"])
def batch(request: pytest.FixtureRequest) -> tuple[Tensor, Tensor, Tensor]:
    """Ids, which of them count, and what those should say."""
    torch.manual_seed(3)
    ids = torch.randint(SMALL.vocabulary, request.param)
    counts = torch.rand(ids.shape) < 0.4
    return ids, counts, torch.randint(SMALL.vocabulary, (int(counts.sum()),))


def drawn() -> Llama:
    """A network whose every part tells: heads attend to something, and norms differ."""
    network = Llama(SMALL)
    with torch.no_grad():
        for parameter in network.parameters():
            parameter.copy_(torch.randn(parameter.shape) * (0.3 if parameter.ndim > 1 else 1.0))
            parameter.mul_(parameter.shape[-1] ** -0.25)
    return network


def gradients(network: Llama, loss: Callable[[], Tensor]) -> tuple[float, dict[str, Tensor]]:
    network.zero_grad()
    found = loss()
    if found.requires_grad:
        found.backward()
    named = network.named_parameters()
    return found.item(), {name: each.grad for name, each in named if each.grad is not None}


def assert_alike(network: Llama, one: Callable[[], Tensor], other: Callable[[], Tensor]) -> None:
    loss, wanted = gradients(network, one)
    found_loss, found = gradients(network, other)
    assert found_loss == pytest.approx(loss, rel=0.01)
    assert found.keys() == wanted.keys() == dict(network.named_parameters()).keys()
    for name, gradient in wanted.items():
        assert (found[name] - gradient).norm() < CLOSE * gradient.norm(), name


@pytest.fixture(autouse=True)
def exact(monkeypatch: pytest.MonkeyPatch) -> None:
    """Autograd in float32."""
    monkeypatch.setattr(networks, "NARROW", False)


def test_the_gradients_of_what_should_be_said(batch: tuple[Tensor, Tensor, Tensor]) -> None:
    ids, counts, wanted = batch
    network = drawn()
    fused = Fused(network)

    def plain() -> Tensor:
        return functional.cross_entropy(network.logits(network.hidden(ids)[counts]), wanted)

    def by_hand() -> Tensor:
        logits = fused.logits(ids, counts)
        losses = torch.empty(len(wanted))
        call("loss", logits, wanted, losses, *logits.shape)
        fused.backward(logits)
        return losses.mean()

    assert_alike(network, plain, by_hand)


def test_the_gradients_of_what_another_says(batch: tuple[Tensor, Tensor, Tensor]) -> None:
    ids, counts, wanted = batch
    network, other = drawn(), drawn()
    fused, theirs = Fused(network), Fused(other).logits(ids, counts).clone()

    def plain() -> Tensor:
        said = network.logits(network.hidden(ids)[counts]).log_softmax(-1)
        likely = theirs.float().log_softmax(-1)
        return functional.kl_div(said, likely, log_target=True, reduction="batchmean")

    def by_hand() -> Tensor:
        said = fused.logits(ids, counts)
        far = torch.empty(len(wanted))
        call("distance", said, theirs, far, *said.shape)
        fused.backward(said)
        return far.mean()

    assert_alike(network, plain, by_hand)


def test_nothing_is_seen_of_what_another_batch_left(batch: tuple[Tensor, Tensor, Tensor]) -> None:
    ids, counts, _ = batch
    network = drawn()
    fresh, used = Fused(network), Fused(network)

    def step(fused: Fused) -> Tensor:
        logits = fused.logits(ids, counts)
        fused.backward(logits)  # any slopes do
        return logits.float().mean()

    used.logits(torch.cat((ids, ids.flip(1)), 1), torch.cat((counts, counts), 1))
    step(used)
    for each in used.room.kept.values():
        each.fill_(torch.nan)
    _, wanted = gradients(network, lambda: step(fresh))
    _, found = gradients(network, lambda: step(used))
    for name, gradient in wanted.items():  # threads may add their sums in another order
        assert (found[name] - gradient).norm() <= 1e-3 * gradient.norm(), name
