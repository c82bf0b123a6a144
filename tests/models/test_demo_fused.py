"""The step of training that is written by hand gives what autograd gives."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace

import pytest
import torch
from torch import Tensor

from models.demo import fused, train, understudy
from models.demo import network as networks
from models.demo.descent import Descent
from models.demo.feed import Batch
from models.demo.fused import Fused, fits
from models.demo.network import Llama, Shape
from models.demo.passes import library
from models.demo.train import Loss, loss_of
from models.demo.understudy import Agreement, agreement

SMALL = Shape(vocabulary=300, width=96, layers=2, heads=3, kv_heads=3, inner=80)
CLOSE = 0.03  # of a gradient's norm: bfloat16 has eight bits


@pytest.fixture(params=[(5, 7), (3, 48), (2, 100)], ids=["short", "whole tiles", "long"])
def batch(request: pytest.FixtureRequest) -> Batch:
    torch.manual_seed(3)
    rows, length = request.param
    ids = torch.randint(SMALL.vocabulary, (rows, length + 1))
    return Batch(ids, torch.rand(rows, length) < 0.4)


@pytest.fixture(autouse=True)
def by_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    """Training by hand on any processor; autograd in float32."""
    assert library() is not None, "there is no C++ compiler"
    monkeypatch.setattr(networks, "NARROW", False)
    for module in (train, understudy):
        monkeypatch.setattr(module, "fits", lambda shape: True)


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


def test_the_gradients_of_what_should_be_said(batch: Batch) -> None:
    lead = drawn()
    loss = Loss(lead)
    assert_alike(lead, lambda: loss_of(lead, batch), lambda: loss(batch))


def test_the_gradients_of_what_another_says(batch: Batch) -> None:
    lead, small = drawn(), drawn()
    agree = Agreement(lead, small)
    assert_alike(small, lambda: agreement(lead, small, batch)[0], lambda: agree(batch)[0])
    small.load_state_dict(lead.state_dict())
    loss, same = Agreement(lead, small)(batch)
    assert same == 1
    assert loss.item() == pytest.approx(0, abs=1e-6)


def test_a_step_goes_down(batch: Batch) -> None:
    lead = drawn()
    loss, descent = Loss(lead), Descent(lead, minutes=10)
    before = loss(batch).item()
    for _ in range(5):
        descent.step(loss(batch))
    assert loss(batch).item() < before


def test_where_it_does_not_fit_autograd_does_it(
    batch: Batch, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (train, understudy):
        monkeypatch.setattr(module, "fits", lambda shape: False)
    lead, small = drawn(), drawn()
    assert Loss(lead)(batch).requires_grad
    assert Agreement(lead, small)(batch)[0].requires_grad


def test_it_fits_heads_of_one_size_with_keys_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fused, "NARROW", True)
    assert fits(SMALL)
    assert not fits(replace(SMALL, heads=6))
    assert not fits(replace(SMALL, kv_heads=1))
    monkeypatch.setattr(fused, "library", lambda: None)
    assert not fits(SMALL)
    monkeypatch.undo()
    monkeypatch.setattr(fused, "NARROW", False)
    assert not fits(SMALL)


def test_nothing_is_seen_of_what_another_batch_left(batch: Batch) -> None:
    ids, counts = batch.ids[:, :-1], batch.counts
    network = drawn()
    fresh, used = Fused(network), Fused(network)

    def step(by: Fused) -> Tensor:
        logits = by.logits(ids, counts)
        by.backward(logits)  # any slopes do
        return logits.float().mean()

    used.logits(torch.cat((ids, ids.flip(1)), 1), torch.cat((counts, counts), 1))
    step(used)
    for each in used.room.kept.values():
        each.fill_(torch.nan)
    _, wanted = gradients(network, lambda: step(fresh))
    _, found = gradients(network, lambda: step(used))
    for name, gradient in wanted.items():  # threads may add their sums in another order
        assert (found[name] - gradient).norm() <= 1e-3 * gradient.norm(), name


def test_the_smallest_numbers_stay_what_they_are() -> None:
    """A library may change how the processor rounds, for everybody in the process."""
    assert sys.float_info.min / 2 > 0
