"""How often drafts hold is counted as if each text was written alone, token by token."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor

from models.demo import network
from models.demo.acceptance import accepted, choices
from models.demo.network import Llama, Shape

SHAPE = Shape(vocabulary=30, width=32, layers=2, heads=2, kv_heads=2, inner=48)
END = 7
PROMPTS = [[3, 4, 5, 6, 8, 9, 10], [11], [12, 13, 14, 3]]


def one_by_one(lead: Llama, understudy: Llama, prompt: list[int], noise: Tensor) -> list[bool]:
    ids, same = [*prompt], []
    for added in noise:
        row = torch.tensor([ids])
        said, guess = (
            int((each.logits(each.hidden(row)[0, -1]) + added).argmax())
            for each in (lead, understudy)
        )
        same.append(said == guess)
        ids.append(said)
        if said == END:
            break
    return same


def test_texts_of_many_prompts_are_those_of_each_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "NARROW", False)
    torch.manual_seed(3)
    lead, understudy = Llama(SHAPE), Llama(SHAPE)
    noise = torch.randn(len(PROMPTS), 40, SHAPE.vocabulary)
    with torch.no_grad():
        for own, weight in zip(understudy.parameters(), lead.parameters(), strict=True):
            own.copy_(weight + torch.randn_like(weight) * 0.1)
        found = choices(lead, understudy, PROMPTS, END, noise)
        alone = [
            one_by_one(lead, understudy, prompt, added)
            for prompt, added in zip(PROMPTS, noise, strict=True)
        ]
        assert found == alone
        assert min(map(len, found)) < 40, "some end before"
        assert {each for same in found for each in same} == {True, False}
        assert all(map(all, choices(lead, lead, PROMPTS, END, noise)))


def test_drafts_hold_up_to_the_first_that_differs() -> None:
    assert accepted([True] * 10) == [4, 4]
    assert accepted([True, False, False, True, True]) == [1, 0, 2]
