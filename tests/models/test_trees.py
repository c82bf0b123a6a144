"""Several lines of drafts in one step: the text is that of no drafts, whichever of them holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from torch import Tensor

from models.batch import Sampling
from models.decoder import Cache
from models.ragged import Ragged
from models.understudies import NOTHING, Ask, Draft
from models.understudies.company import Company
from models.understudies.odds import Odds
from models.understudies.proposal import Proposal
from models.understudies.tree import Tree, walk
from tests.models.test_sameness import SCARCE, Insider, Said, Way, alone, run, tiny
from tests.models.tiny_checkpoints import Tiny
from tests.models.tiny_device import Device, Prompter, V, draw_prompt, row, whole

__all__ = ["alone", "tiny"]  # the truth, and whose it is

pytestmark = pytest.mark.filterwarnings("ignore:::transformers")

A, B, C = ("a", 0), ("b", 0), ("c", 0)


def grown(*lines: Sequence[tuple[int, tuple[str, int]]]) -> Tree:
    tree = Tree()
    for line in lines:
        tree.add(line)
    return tree


def test_what_lines_begin_alike_is_there_once() -> None:
    tree = grown([(1, A), (2, A), (3, A)], [(1, B), (2, B), (4, B)], [(5, C)])
    assert tree.ids == [1, 2, 3, 4, 5]
    assert tree.parents == [-1, 0, 1, 1, -1]
    assert tree.kinds == [(A, B), (A, B), (A,), (B,), (C,)]


def test_siblings_share_what_is_left() -> None:
    chances = {A: 0.8, B: 0.5, C: 0.9}
    tree = grown([(1, A), (2, A)], [(3, B)], [(4, C)])
    assert tree.survivals(chances.__getitem__) == pytest.approx([0.8, 0.64, 0.2, 0.0])


def test_who_said_most_often_what_came_is_believed() -> None:
    tree = grown([(1, A)], [(1, C)])
    assert tree.survivals({A: 0.3, C: 0.9}.__getitem__) == [0.9]


def test_who_stays_is_judged_anew_when_a_brother_is_gone() -> None:
    odds = Odds()
    proposal = Proposal(Ask(0, [7], 4))
    proposal.add("a", Draft([1]))
    proposal.add_beside("b", Draft([2]))
    proposal.grow()
    assert proposal.of_nodes(odds) == [0.5, 0.5]
    for _ in range(90):
        odds.learn(0, proposal.ask.tokens, ("b", 0), tried=1, held=1)
    assert proposal.of_nodes(odds) == [0.5, 0.5]  # a step is judged once
    proposal.hold([1])
    assert proposal.of_nodes(odds)[0] > 0.9


def test_only_what_was_reached_is_put_to_the_test() -> None:
    tree = grown([(1, A), (2, A), (3, A)], [(1, B), (4, B)])
    assert tree.tried([1, 4, 9]) == [(A, True), (B, True), (A, False), (B, True)]
    assert tree.tried([8]) == [(A, False), (B, False)]
    assert walk(tree.ids, tree.parents, [1, 4, 9]) == [0, 3]


def test_of_a_line_what_follows_a_wrong_token_is_not_put_to_the_test() -> None:
    tree = grown([(1, A), (2, A), (3, B)])
    assert tree.is_line
    assert tree.tried([9, 2, 3]) == [(A, False)]
    assert tree.tried([1, 2, 9]) == [(A, True), (A, True), (B, False)]
    assert tree.tried([1, 2]) == [(A, True), (A, True)]  # the text ends there


def test_what_is_kept_stays_a_tree() -> None:
    tree = grown([(1, A), (2, A), (3, A)], [(1, B), (4, B)])
    assert not tree.is_line
    tree.keep([0, 3])
    assert tree.is_line
    assert (tree.ids, tree.parents, tree.kinds) == ([1, 4], [-1, 0], [(A, B), (B,)])


# On a device.


class Crossroads:
    """Says at each place two tokens of which one may be right, now the first and now the other."""

    def __init__(self, knows: Insider) -> None:
        self.knows = knows

    def propose(self, asks: Sequence[Ask]) -> list[Draft]:
        return [self.fork(ask, draft) for ask, draft in zip(asks, self.ahead(asks), strict=True)]

    def ahead(self, asks: Sequence[Ask]) -> list[Draft]:
        return self.knows.propose([replace(ask, most=(ask.most + 1) // 2) for ask in asks])

    def fork(self, ask: Ask, draft: Draft) -> Draft:
        """The line goes on as if the wrong turn had been right."""
        wrong = [(id + 7) % V for id in draft.ids]
        turn = len(ask.tokens) % 3
        ids = [*draft.ids[:turn], *wrong[turn : turn + 1], *draft.ids[turn + 1 :]]
        beside = [[wrong[place]] for place in range(len(ids))]
        beside[turn : turn + 1] = [[id] for id in draft.ids[turn : turn + 1]]
        return Draft(ids, beside=beside)


WAYS = [
    Way(draft=8),
    Way(together=True, draft=6, depth=2),
    Way(together=True, draft=7, prefix_cache=True, num_blocks=SCARCE, step_tokens=40),
    Way(together=True, draft=6, prefix_cache=True, depth=2, step_tokens=17),
]


@pytest.mark.parametrize("way", WAYS, ids=str)
async def test_a_text_does_not_depend_on_trees(
    tiny: Tiny, alone: dict[int, Said], way: Way, monkeypatch: pytest.MonkeyPatch
) -> None:
    compact, moved = Ragged.compact, 0

    def watched(
        ragged: Ragged, nodes: Tensor, caches: Sequence[Cache], states: Tensor | None
    ) -> None:
        nonlocal moved
        moved += ragged.batch.tree_mask is not None
        compact(ragged, nodes, caches, states)

    monkeypatch.setattr(Ragged, "compact", watched)
    assert await run(tiny, way, Crossroads(Insider(alone))) == alone
    assert moved > 0


async def test_what_held_has_to_move_to_its_place(
    tiny: Tiny, alone: dict[int, Said], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The safeguard is one: without it the text is another."""
    monkeypatch.setattr(Ragged, "compact", lambda *_: None)
    assert await run(tiny, Way(draft=8), Crossroads(Insider(alone))) != alone


class Beside(Prompter):
    """Knows its lines, but does not go on behind others."""

    def propose(self, asks: Sequence[Ask]) -> list[Draft]:
        return [NOTHING if ask.ahead else super(Beside, self).propose([ask])[0] for ask in asks]


class Liar:
    def propose(self, asks: Sequence[Ask]) -> list[Draft]:
        return [Draft([3][: ask.room]) for ask in asks]


@pytest.mark.parametrize("temperature", [0.0, 1.0])
def test_who_is_right_is_heard_beside_who_is_wrong(tiny: Tiny, temperature: float) -> None:
    sampling = Sampling(seed=3, temperature=temperature)
    first = whole(1, sampling=sampling)
    text = Device(tiny).generate(first, 13)
    device = Device(tiny)
    lines = [*draw_prompt(), *text]
    device.device._company = Company({"liar": Liar(), "knows": Beside(lines)})
    found = list(device.run(first)[0].ids)
    told = device.run(row(1, draft=5))[0]
    assert told.ids == tuple(text[1:6])
    assert told.drafted == (("knows", 4), ("liar", 1))  # those that held come first
    found += told.ids
    while len(found) < 13:
        found += device.run(row(1, draft=5))[0].ids
    assert found[:13] == text
