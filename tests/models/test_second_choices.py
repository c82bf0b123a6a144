"""What whoever has weights would say instead: the second and third of what it thinks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
import torch
from torch import Tensor

from models.understudies import Ask, Draft
from tests.models.test_retold_model import disguise, told, write_bytes_alone
from tests.models.tiny_checkpoints import Tiny
from tests.models.tiny_device import GREEDY, Device, row, write_tiny
from tests.models.tiny_heads import TinyHead
from tests.models.tiny_mtp import QWEN_NEXT, thought, write_mtp

pytestmark = pytest.mark.filterwarnings("ignore:::transformers")

WANTED = 2
MOST = 4


@dataclass(frozen=True)
class House:
    """A lead, who reads ahead of it, and what that one thinks of a text [T, V]."""

    lead: Tiny
    method: str
    draft_model: str | None
    logits: Callable[[Sequence[int], int], Tensor]


def own_logits(lead: Tiny) -> Callable[[Sequence[int], int], Tensor]:
    def logits(text: Sequence[int], num_decided: int) -> Tensor:
        with torch.inference_mode():
            found: Tensor = lead.reference(torch.tensor([list(text)])).logits[0]
        return found

    return logits


def head_logits(lead: Tiny, head: TinyHead) -> Callable[[Sequence[int], int], Tensor]:
    """The head goes on from its own states where the lead has not thought yet."""

    def logits(text: Sequence[int], num_decided: int) -> Tensor:
        states = head.enter(thought(lead, text[: num_decided - 1]))
        while len(states) < len(text) - 1:
            _, following = head.forward(text[1 : len(states) + 1], states)
            states = torch.cat([states, following[-1:]])
        found, _ = head.forward(text[1:], states)
        return torch.cat([found[:1], found])

    return logits


@pytest.fixture(params=["draft_model", "another vocabulary", "mtp"])
def house(request: pytest.FixtureRequest, tmp_path: Path) -> House:
    if request.param == "mtp":
        lead, head = write_mtp(tmp_path / "lead", QWEN_NEXT)
        write_bytes_alone(lead.directory)
        return House(lead, "mtp", None, head_logits(lead, head))
    lead = write_tiny(tmp_path / "lead")
    write_bytes_alone(lead.directory)
    other = str(lead.directory)
    if request.param == "another vocabulary":
        other = disguise(lead.directory, tmp_path / "other")
    return House(lead, "draft_model", other, own_logits(lead))


def test_the_next_best_stand_beside_each_draft(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    device = Device(house.lead, draft_model=house.draft_model, method=house.method, adaptive=False)
    model = device.device._company.model
    assert model is not None
    drafts: list[tuple[list[int], Draft]] = []
    propose = model.propose

    def asked_for_more(asks: Sequence[Ask]) -> Sequence[Draft]:
        for ask in asks:
            ask.num_beside = WANTED
        made = propose(asks)
        drafts.extend(
            ([*ask.tokens, *ask.ahead], draft) for ask, draft in zip(asks, made, strict=True)
        )
        return made

    monkeypatch.setattr(model, "propose", asked_for_more)
    first = told(house.lead, GREEDY)
    assert first.setup is not None
    allowed = torch.tensor(first.setup.sampling.allowed_ids)
    device.generate(first, 20, draft=MOST)
    assert len(drafts) > 2
    for text, draft in drafts:
        logits = house.logits([*text, *draft.ids], len(text))[len(text) - 1 :]
        best = allowed[logits[:, allowed].topk(1 + WANTED).indices].tolist()
        assert len(draft.ids) == MOST
        said = [[id, *others] for id, others in zip(draft.ids, draft.beside, strict=True)]
        assert said == best[:MOST]


def test_who_is_not_asked_for_more_says_one_thing(house: House) -> None:
    device = Device(house.lead, draft_model=house.draft_model, method=house.method, adaptive=False)
    device.run(told(house.lead, GREEDY))
    device.run(row(1, draft=MOST))
    [(_, proposal)] = device.device._hopes
    assert len(proposal.tree.ids) == MOST
    assert proposal.lines == []
