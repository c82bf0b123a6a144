"""What a tool of the corpus is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Concept:
    """A tool. In messages, `{part $x}` is left out together with the argument x."""

    names: str
    description: str
    parameters: str  # name:kind, a question mark behind those that may be absent
    messages: tuple[str, ...]


def concept(names: str, description: str, parameters: str, *messages: str) -> Concept:
    return Concept(names, description, parameters, messages)
