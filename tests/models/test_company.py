"""Several understudies in one row: who is asked, who goes on, and who is believed."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from models.batch import Speculation
from models.errors import ModelError
from models.executor import CheckpointDevice
from models.grammars import Matcher
from models.understudies import NOTHING, Ask, Draft
from models.understudies.casting import cast, check_casting
from models.understudies.company import Company
from models.understudies.thrift import Thrift
from tests.models.thrifts import thrift_with


class Says:
    """An understudy with one line."""

    def __init__(self, *ids: int, sureness: int = 0, behind: Sequence[int] = ()) -> None:
        self.draft = Draft(ids, sureness)
        self.behind = [*behind]  # what others have to say first
        self.asked: list[Ask] = []

    def propose(self, asks: Sequence[Ask]) -> list[Draft]:
        self.asked += asks
        return [
            Draft(self.draft.ids[: ask.room], self.draft.sureness)
            if ask.ahead[: len(self.behind)] == self.behind
            else NOTHING
            for ask in asks
        ]


class Forces(Matcher):
    """A grammar with one text."""

    def __init__(self, *ids: int) -> None:
        self.ids = ids

    def forced(self, most: int) -> list[int]:
        return [*self.ids[:most]]

    def trim(self, ids: Sequence[int]) -> Sequence[int]:
        return ids


def ask(slot: int = 0, most: int = 8, method: str = "auto") -> Ask:
    return Ask(slot, [1, 2, 3], most, speculation=Speculation(method))


def test_one_goes_on_where_another_ends() -> None:
    company = Company({"first": Says(5, 6), "second": Says(7, 8, 9)})
    (proposal,) = company.propose([ask(most=4)], num_rows=1, num_tokens=1)
    assert proposal.ids == [5, 6, 7, 8]
    assert proposal.tree.sources == ["first", "first", "second", "second"]


def test_who_is_full_is_not_asked_again() -> None:
    second = Says(9)
    Company({"first": Says(5, 6), "second": second}).propose(
        [ask(0, most=2), ask(1, most=3)], num_rows=2, num_tokens=2
    )
    assert {each.slot for each in second.asked} == {1}


def test_a_client_chooses_who_may_read_ahead() -> None:
    company = Company({"first": Says(5), "second": Says(6)})
    asks = [ask(0), ask(1, method="second"), ask(2, method="nobody")]
    proposals = company.propose(asks, num_rows=3, num_tokens=3)
    assert [each.ids for each in proposals] == [[5, 6, 6], [6], []]
    assert proposals[0].tree.parents == [-1, 0, -1]  # the second goes on, and has its own line


def test_who_is_wrong_is_asked_for_less() -> None:
    thrift = Thrift()
    for num_tokens in (1, 2, 4, 8, 16):
        thrift.costs.learn(num_tokens, 1.0 + num_tokens / 10)
    company = Company({"liar": Says(5, 6, 7, 8)}, thrift=thrift)
    text = [1, 2, 3]
    counts = []
    for _ in range(30):
        (proposal,) = company.propose([Ask(0, text, 4)], num_rows=1, num_tokens=1)
        counts.append(len(proposal.ids))
        company.learn([(proposal, [9])], num_tokens=1 + counts[-1], seconds=1.1 + counts[-1] / 10)
    assert counts[0] > 0
    assert counts[-5:] == [0] * 5


def test_who_is_right_is_asked_for_more() -> None:
    thrift = Thrift()
    for num_tokens in (1, 2, 4, 8, 16):
        thrift.costs.learn(num_tokens, 1.0 + num_tokens / 10)
    company = Company({"prophet": Says(5, 6, 7, 8)}, thrift=thrift)
    text = [1, 2, 3]
    for _ in range(30):
        (proposal,) = company.propose([Ask(0, text, 4)], num_rows=1, num_tokens=1)
        count = len(proposal.ids)
        company.learn(
            [(proposal, [*proposal.ids, 9])], num_tokens=1 + count, seconds=1.1 + count / 10
        )
    assert count == 4


def test_what_comes_behind_a_mistake_is_nobody_s_fault() -> None:
    thrift = Thrift()
    company = Company({"first": Says(5, 6), "second": Says(7, 8, behind=[5, 6])}, thrift=thrift)
    thrift.costs.learn(1, 1.0)
    thrift.costs.learn(64, 1.0)
    text = [1, 2, 3]
    for _ in range(10):
        (proposal,) = company.propose([Ask(0, text, 4)], num_rows=1, num_tokens=1)
        company.learn([(proposal, [5, 9])], num_tokens=5, seconds=1.0)
    assert thrift.odds.chance(0, text, ("second", 0)) == pytest.approx(0.5)
    assert thrift.odds.chance(0, text, ("first", 0)) < 0.6


def quick_and_steep() -> Thrift:
    """Steps in which there is no time for questions, and no draft pays."""
    thrift = Thrift()
    for num_tokens in (1, 2, 4, 8, 16):
        thrift.costs.learn(num_tokens, num_tokens * 1e-7)
    return thrift


def test_where_nothing_pays_hardly_anybody_is_asked_but_now_and_then_one_is_tried() -> None:
    liar, thrift = Says(5, 6), quick_and_steep()
    company, text, tried = Company({"liar": liar}, thrift=thrift), [1, 2, 3], 0
    for _ in range(1000):
        heard = company.propose([Ask(0, text, 4)], num_rows=1, num_tokens=1)
        num_drafts = sum([len(proposal.ids) for proposal in heard])
        tried += bool(num_drafts)
        told = [(proposal, [9]) for proposal in heard]
        company.learn(told, num_tokens=1 + num_drafts, seconds=(1 + num_drafts) * 1e-7)
    assert len(liar.asked) < 150
    assert 7 <= tried <= 10


def test_who_knows_nothing_is_asked_at_every_step() -> None:
    silent = Says()
    company = Company({"silent": silent}, thrift=quick_and_steep())
    for _ in range(10):
        company.propose([ask()], num_rows=1, num_tokens=1)
    assert len(silent.asked) >= 10


def test_what_a_grammar_forces_is_drafted_although_the_others_rest() -> None:
    thrift = Thrift()
    for num_tokens in (1, 64):
        thrift.costs.learn(num_tokens, 1.0)
    thrift.rest(1.0, num_tokens=1)
    company = Company({"prophet": Says(5, 6)}, thrift=thrift)
    assert company.propose([ask()], num_rows=1, num_tokens=1) == []
    forced = Ask(0, [1, 2, 3], 4, matcher=Forces(7, 8))
    assert company.propose([forced], num_rows=1, num_tokens=1)[0].ids == [7, 8, 5, 6]


def test_where_no_text_may_draft_nothing_is_weighed(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> list[int]:
        raise AssertionError("There was nothing to weigh.")

    monkeypatch.setattr(Thrift, "choose", refuse)
    assert Company({"first": Says(5)}, thrift=Thrift()).propose([], num_rows=1, num_tokens=1) == []


def test_a_method_that_there_is_not_is_refused() -> None:
    with pytest.raises(ModelError, match="no method 'magic'"):
        check_casting(CheckpointDevice(model="m", method="magic"))
    with pytest.raises(ModelError, match="one has to be named"):
        check_casting(CheckpointDevice(model="m", method="draft_model"))


@pytest.mark.parametrize(
    ("method", "names"),
    [
        ("auto", ["prediction", "suffix"]),
        ("ngram", ["prediction", "ngram"]),
        ("suffix", ["prediction", "suffix"]),
    ],
)
def test_a_method_says_who_reads_ahead(method: str, names: list[str]) -> None:
    company = cast(CheckpointDevice(model="m", method=method))
    assert [*company.understudies] == names
    assert company.thrift is not None
    assert cast(CheckpointDevice(model="m", method=method, adaptive=False)).thrift is None


def test_a_step_s_time_is_told_to_steps_for_as_many_texts() -> None:
    thrift = thrift_with({1: 1.0, 32: 1.0})
    company = Company({}, thrift=thrift)
    for num_rows, seconds in ((32, 1.4), (1, 1.0)) * 60:
        company.propose([], num_rows=num_rows, num_tokens=32)
        company.learn([], num_tokens=32, seconds=seconds)
    company.propose([], num_rows=0, num_tokens=32)  # prompts alone
    assert thrift.costs.table(32)[32] < 1.1
    company.propose([], num_rows=30, num_tokens=32)
    assert thrift.costs.table(32)[32] > 1.3
