"""Who reads ahead on this device: from what the user says to a company."""

from __future__ import annotations

from typing import Protocol

from models.errors import ModelError
from models.understudies import Understudy
from models.understudies.company import Company
from models.understudies.ngram import PromptLookup
from models.understudies.prediction import Prediction
from models.understudies.suffix import Suffixes
from models.understudies.thrift import Thrift

METHODS = ("auto", "ngram", "suffix")


class Casting(Protocol):
    """What the user said. `models.executor` explains the fields."""

    method: str
    prompt_lookup_max: int
    prompt_lookup_min: int
    adaptive: bool


def cast(wish: Casting) -> Company:
    """:raises ModelError: for a method that there is not."""
    if wish.method not in METHODS:
        raise ModelError(
            f"There is no method {wish.method!r} to read ahead; known are {', '.join(METHODS)}."
        )
    lookup = PromptLookup(wish.prompt_lookup_max, wish.prompt_lookup_min)
    understudies: dict[str, Understudy] = {"prediction": Prediction()}
    if wish.method != "ngram":
        understudies["suffix"] = Suffixes()
    if wish.method == "ngram":
        understudies["ngram"] = lookup
    return Company(understudies, thrift=Thrift() if wish.adaptive else None)
