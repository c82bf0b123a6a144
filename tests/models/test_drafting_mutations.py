"""Each safeguard of drafting is one: without it, some text is another."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest
import torch
from torch import Tensor

import ops
from models.ragged import Ragged
from tests.models.test_sameness import Insider, Said, Way, alone, run, tiny
from tests.models.test_trees import Crossroads
from tests.models.tiny_checkpoints import Tiny

__all__ = ["alone", "tiny"]  # the truth, and whose it is

pytestmark = pytest.mark.filterwarnings("ignore:::transformers")

WAY = Way(draft=8)
verify = sys.modules["ops.verify"]  # the function of that name hides it


def nobody_moves_what_held(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Ragged, "compact", lambda *_: None)


def a_node_sees_all_nodes_before_it(patch: pytest.MonkeyPatch) -> None:
    def as_a_chain(parents: Tensor, *, words: int = 1) -> Tensor:
        return ancestor_words(torch.arange(-1, len(parents) - 1), words=words)

    ancestor_words = ops.ancestor_words
    patch.setattr(ops, "ancestor_words", as_a_chain)


def penalties_know_no_drafts(patch: pytest.MonkeyPatch) -> None:
    def none(trees: ops.Trees, nodes: Tensor) -> Tensor:
        return torch.full((len(nodes), trees.depth), -1)

    patch.setattr(ops.Trees, "drafts_above", none)


def noise_hangs_on_the_place_in_the_step(patch: pytest.MonkeyPatch) -> None:
    noise = verify.gumbel_noise

    def reused(seeds: Tensor, positions: Tensor, size: int, *, ids: Tensor) -> Tensor:
        return noise(seeds, torch.arange(len(positions)), size, ids=ids)

    patch.setattr(verify, "gumbel_noise", reused)


def whatever_was_drafted_first_is_taken(patch: pytest.MonkeyPatch) -> None:
    walk = verify._walk

    def credulous(trees: ops.Trees, decided: Tensor, usable: Tensor) -> Tensor:
        first = torch.ones(len(decided), dtype=torch.bool)
        for node in range(1, len(decided)):
            first[node] = not bool((trees.parent[:node] == trees.parent[node]).any())
        believed = decided.clone()
        firsts = (first & (trees.parent >= 0)).nonzero().flatten()
        believed[trees.parent[firsts]] = trees.token[firsts]
        return walk(trees, believed, usable)

    patch.setattr(verify, "_walk", credulous)


MUTATIONS: list[Callable[[pytest.MonkeyPatch], None]] = [
    nobody_moves_what_held,
    a_node_sees_all_nodes_before_it,
    penalties_know_no_drafts,
    noise_hangs_on_the_place_in_the_step,
    whatever_was_drafted_first_is_taken,
]


async def test_with_all_of_them_the_text_is_the_same(tiny: Tiny, alone: dict[int, Said]) -> None:
    assert await run(tiny, WAY, Crossroads(Insider(alone))) == alone


@pytest.mark.parametrize("mutate", MUTATIONS)
async def test_without_one_it_is_another(
    tiny: Tiny,
    alone: dict[int, Said],
    mutate: Callable[[pytest.MonkeyPatch], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    mutate(monkeypatch)
    assert await run(tiny, WAY, Crossroads(Insider(alone))) != alone
