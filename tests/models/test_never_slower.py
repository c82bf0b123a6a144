"""Reading ahead is never slower than not to, and about as fast as the best fixed length.

Texts come and go in virtual time: a step costs what a curve says, give or take, and drafts hold as
often as dice say. What decides is the real company with the real thrift. Clients never stop asking,
since otherwise the last ones would write alone, and it would be they who are measured.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import pytest

from models.understudies import Ask, Draft
from models.understudies.company import Company
from models.understudies.costs import between
from models.understudies.proposal import Proposal
from models.understudies.thrift import Thrift
from models.warm_up import ROUNDS, SIZES

Curve = Callable[[int], float]

MOST = 8  # drafts
PROMPT, PORTION = 64, 200  # tokens: of a prompt, and of prompts in a step
STEPS = 2000  # that are measured, of eight tokens
RIGHT, WRONG, OTHER = 1, 0, 2
NOISE, HELD_UP = 0.05, 0.05  # steps take longer than they need: all a little, some by half
PAUSE = 0.2  # between two steps, of what a single token takes


def laptop(num_tokens: int) -> float:
    """Each token costs a third of what reading the weights costs."""
    return 6.5 + 2.1 * num_tokens


def card(num_tokens: int) -> float:
    """Up to 96 tokens cost nothing."""
    return 10.0 * max(1.0, num_tokens / 96)


def bands(num_tokens: int) -> float:
    """Six tokens cost as much as one of them, beyond the first."""
    return laptop(num_tokens if num_tokens <= 6 else -(-num_tokens // 6) * 6)


def stairs(num_tokens: int) -> float:
    """As measured with AVX512: the first token beyond sixteen costs as much as four others."""
    return 13.3 + num_tokens + 2.7 * ((num_tokens - 1) // 16)


TILES = [(1, 7.0), (4, 7.5), (8, 8.2), (16, 9.8), (24, 12.0), (32, 13.8), (40, 16.4), (48, 17.8)]
TILES += [(64, 19.0), (80, 22.2), (96, 25.0), (128, 29.8)]


def tiles(num_tokens: int) -> float:
    """As measured with AMX."""
    return between(TILES, num_tokens)


class Dice:
    """An understudy whose drafts are marked right or wrong."""

    def __init__(self, acceptance: float, draw: random.Random) -> None:
        self.acceptance, self.draw = acceptance, draw

    def propose(self, asks: Sequence[Ask]) -> list[Draft]:
        return [Draft([self.draw.random() < self.acceptance for _ in range(a.room)]) for a in asks]


@dataclass
class Text:
    """One request under way."""

    left: int  # tokens
    prompt: int = PROMPT  # tokens that are not computed yet
    tokens: list[int] = field(default_factory=list)


class Ring:
    """So many clients, each of which asks again as soon as it has its answer."""

    def __init__(self, num_clients: int, company: Company | None, most: int) -> None:
        self.company, self.most = company, most
        self.lengths = [random.Random(slot) for slot in range(num_clients)]
        self.texts = [self.ask(slot) for slot in range(num_clients)]
        self.num_made = 0

    def ask(self, slot: int) -> Text:
        return Text(self.lengths[slot].randrange(24, 72))

    def step(self) -> tuple[int, list[Proposal], list[int]]:
        """Tokens that it computes, what is proposed, and who decides on a token."""
        num_tokens, room = 0, PORTION
        deciding = []
        for slot, text in enumerate(self.texts):
            if text.prompt:
                portion = min(room, text.prompt)
                room -= portion
                text.prompt -= portion
                num_tokens += portion
                if text.prompt or not portion:
                    continue
            else:
                num_tokens += 1
            deciding.append(slot)
        asks = [
            Ask(slot, self.texts[slot].tokens, min(self.most, self.texts[slot].left - 1))
            for slot in deciding
            if self.texts[slot].left > 1
        ]
        if self.company is None or not asks:
            return num_tokens, [], deciding
        count = len(deciding)
        proposals = self.company.propose(asks, num_rows=count, num_tokens=num_tokens)
        return num_tokens, proposals, deciding

    def finish(self, proposals: Sequence[Proposal], deciding: Sequence[int]) -> dict[int, int]:
        """How many drafts of each slot held; texts grow."""
        held = {}
        for proposal in proposals:
            ahead = [*proposal.ids, WRONG]
            held[proposal.ask.slot] = ahead.index(WRONG)
        for slot in deciding:
            text = self.texts[slot]
            num_new = min(1 + held.get(slot, 0), text.left)
            text.left -= num_new
            text.tokens += [0] * num_new
            self.num_made += num_new
            if not text.left:
                self.texts[slot] = self.ask(slot)
        return held


def speed(
    num_clients: int, acceptance: float, curve: Curve, *, thrift: Thrift | None = None, most: int
) -> float:
    """Tokens in a unit of virtual time."""
    draw, noise = random.Random(1), random.Random(2)

    def seconds(num_tokens: int) -> float:
        """As the company sees it."""
        longer = 1 + abs(NOISE * noise.gauss(0, 1))
        return curve(num_tokens) * (longer * 1.5 if noise.random() < HELD_UP else longer)

    if thrift is not None:
        for size in SIZES * ROUNDS:
            thrift.costs.learn(size, seconds(size))
    company = Company({"dice": Dice(acceptance, draw)}, thrift=thrift) if most else None
    ring = Ring(num_clients, company, most)
    now = 0.0
    while now < STEPS * curve(MOST):
        num_tokens, proposals, deciding = ring.step()
        is_text = num_tokens == len(deciding)
        num_tokens += sum([len(proposal.ids) for proposal in proposals])
        held = ring.finish(proposals, deciding)
        now += curve(num_tokens) + PAUSE * curve(1)  # without luck
        if company is not None:
            told = [(each, [RIGHT] * held[each.ask.slot] + [OTHER]) for each in proposals]
            took = seconds(num_tokens)
            company.learn(told, num_tokens=num_tokens, seconds=took, has_prompts=not is_text)
            company.wait(PAUSE * curve(1))
    return ring.num_made / now


@pytest.mark.parametrize("acceptance", [0.0, 0.3, 0.6, 0.8, 0.95])
@pytest.mark.parametrize("num_clients", [1, 4, 16, 32])
@pytest.mark.parametrize("curve", [laptop, card, bands, stairs, tiles])
def test_never_slower(curve: Curve, num_clients: int, acceptance: float) -> None:
    def fixed(most: int) -> float:
        return speed(num_clients, acceptance, curve, most=most)

    adaptive = speed(num_clients, acceptance, curve, thrift=Thrift(), most=MOST)
    plain = fixed(0)
    assert adaptive >= 0.98 * plain
    assert adaptive >= 0.95 * max(plain, *[fixed(most) for most in (1, 2, 4, MOST)])
