"""Who reads ahead on this device: from what the user says to a company."""

from __future__ import annotations

from typing import Protocol

from models.errors import ModelError
from models.understudies import ModelUnderstudy, Understudy
from models.understudies.company import Company
from models.understudies.ngram import PromptLookup
from models.understudies.prediction import Prediction
from models.understudies.rehearsal import Rehearsal
from models.understudies.suffix import Suffixes
from models.understudies.thrift import Thrift

WITH_MODEL = ("draft_model", "eagle3", "mtp")
METHODS = ("auto", "ngram", "suffix", "rehearsal", *WITH_MODEL)


class Casting(Protocol):
    """What the user said. `models.executor` explains the fields."""

    method: str
    draft_model: str | None
    prompt_lookup_max: int
    prompt_lookup_min: int
    acceptance: float
    adaptive: bool


def check_casting(wish: Casting) -> None:
    """:raises ModelError: for a method that there is not, or that lacks its model."""
    if wish.method not in METHODS:
        raise ModelError(
            f"There is no method {wish.method!r} to read ahead; known are {', '.join(METHODS)}."
        )
    if wish.method in ("draft_model", "eagle3") and wish.draft_model is None:
        raise ModelError("To read ahead with a model, one has to be named.")


def cast(wish: Casting, model: ModelUnderstudy | None = None) -> Company:
    """Everybody who may read ahead. What clients predict and grammars force is always used."""
    understudies: dict[str, Understudy] = {"prediction": Prediction()}
    if wish.method in ("auto", "suffix"):
        understudies["suffix"] = Suffixes()
    if wish.method == "ngram":
        understudies["ngram"] = PromptLookup(wish.prompt_lookup_max, wish.prompt_lookup_min)
    if wish.method == "rehearsal":
        understudies["rehearsal"] = Rehearsal(wish.acceptance)
    return Company(
        understudies,
        model=model if wish.method in ("auto", *WITH_MODEL) else None,
        thrift=Thrift() if wish.adaptive else None,
    )
