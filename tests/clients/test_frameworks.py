"""LangChain, Haystack and AutoGen, as their users write it, against a model that knows nothing."""

from __future__ import annotations

import json
from typing import Any, Literal

import pytest
from pydantic import BaseModel, Field, SecretStr

from tests.clients.conftest import EMBEDDER, MODEL

KEY = "any"
LENGTH = 24


class Forecast(BaseModel):
    """What the weather will be like."""

    sky: Literal["clear", "grey"]
    degrees: int = Field(ge=-9, le=40)


def weather(days: Literal[1, 2, 3]) -> str:
    """What the weather will be like in so many days."""
    return f"grey in {days} days"


# LangChain
