"""What clients are told of what was read ahead for them, of their predictions, and of thoughts."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import UNSET, Struct, UnsetType

from actors.drafts import Drafts
from actors.generation import Generation


class CompletionDetails(Struct, frozen=True):
    """Of a prediction: tokens of the answer that it foresaw, and those of its own that were wrong.
    Of the answer: tokens that were thoughts.

    A function of the texts, however they were computed.
    """

    accepted_prediction_tokens: int
    rejected_prediction_tokens: int
    reasoning_tokens: int


class SourceReport(Struct, frozen=True):
    drafted: int
    accepted: int


class SpeculationReport(Struct, frozen=True):
    """What was read ahead. It depends on the moment, as speed does."""

    steps: int  # that had drafts
    drafted: int
    accepted: int
    accepted_per_position: list[int]  # how often the first, second ... draft of a step held
    sources: dict[str, SourceReport]


def details_of(
    generations: Iterable[Generation], num_thought: int
) -> CompletionDetails | UnsetType:
    """Of those that came with a prediction, or thought."""
    accepted = rejected = 0
    predicted = False
    for generation in generations:
        for log in generation.logs:
            if not generation.request.prediction:
                continue
            predicted = True
            num_right = log.num_foreseen
            accepted += num_right
            rejected += max(len(log.speculation.prediction) - num_right, 0)
    told = predicted or num_thought
    return CompletionDetails(accepted, rejected, num_thought) if told else UNSET


def report_of(generations: Iterable[Generation]) -> SpeculationReport:
    total = Drafts()
    for generation in generations:
        for log in generation.logs:
            total.include(log.drafts)
    sources = {
        name: SourceReport(count, total.accepted[name]) for name, count in total.drafted.items()
    }
    return SpeculationReport(
        total.num_steps,
        total.drafted.total(),
        total.accepted.total(),
        total.held_at,
        sources,
    )
