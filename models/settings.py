"""Reading JSON that somebody else wrote: every surprise names the file, the key and the value."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from models.errors import CheckpointError

T = TypeVar("T")


def read_json(path: Path, *, optional: bool = False) -> dict[str, Any]:
    """The object in a JSON file; an optional file that is not there counts as an empty object."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        if optional:
            return {}
        raise CheckpointError(f"{path.parent} has no {path.name}.") from None
    except OSError as error:
        raise CheckpointError(f"{path} cannot be read: {error.strerror}.") from None
    except (ValueError, RecursionError) as error:
        raise CheckpointError(f"{path} is not valid JSON: {error}.") from None
    if not isinstance(content, dict):
        raise CheckpointError(f"{path} must hold a JSON object, not {type(content).__name__}.")
    return content


@dataclass(frozen=True, slots=True)
class Settings:
    """Values by key, each read with the type that it must have.

    A key that is absent or null is an error for the plain readers and None for the optional ones.
    """

    values: Mapping[str, Any]
    where: str  # for messages: the file, or the part of it

    def integer(self, key: str) -> int:
        """A positive whole number: every size of a model is one."""
        return self.require(key, self.optional_integer(key, least=1))

    def optional_integer(self, key: str, *, least: int = 0) -> int | None:
        """A whole number not below `least`."""
        value = self.values.get(key)
        if value is None:
            return None
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if isinstance(value, bool) or not isinstance(value, int) or value < least:
            raise self.refusal(key, f"a whole number of at least {least}")
        return value

    def number(self, key: str) -> float:
        """A number with or without a fraction."""
        return self.require(key, self.optional_number(key))

    def optional_number(self, key: str) -> float | None:
        """A number with or without a fraction."""
        value = self.values.get(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.refusal(key, "a number")
        return float(value)

    def flag(self, key: str) -> bool:
        """True or false; null means false, as it does to the library that wrote it."""
        value = self.values.get(key)
        if not isinstance(value, bool | None):
            raise self.refusal(key, "true or false")
        return bool(value)

    def text(self, key: str) -> str:
        """A string."""
        value = self.require(key, self.values.get(key))
        if not isinstance(value, str):
            raise self.refusal(key, "a string")
        return value

    def numbers(self, key: str) -> tuple[float, ...]:
        """A list of numbers."""
        value = self.require(key, self.values.get(key))
        if not isinstance(value, list) or not all(isinstance(item, int | float) for item in value):
            raise self.refusal(key, "a list of numbers")
        return tuple(float(item) for item in value)

    def optional_object(self, key: str) -> dict[str, Any] | None:
        """An object of further keys."""
        value = self.values.get(key)
        if not isinstance(value, dict | None):
            raise self.refusal(key, "an object")
        return value

    def optional_list(self, key: str, length: int) -> list[Any] | None:
        """A list of one item for each layer, or more: the rest is ignored."""
        value = self.values.get(key)
        if value is None:
            return None
        if not isinstance(value, list) or len(value) < length:
            raise self.refusal(key, f"a list of {length} items, one for each layer")
        return value[:length]

    def require(self, key: str, value: T | None) -> T:
        if value is None:
            raise CheckpointError(f"{self.where} does not say {key!r}.")
        return value

    def refusal(self, key: str, wanted: str) -> CheckpointError:
        return CheckpointError(
            f"{self.where} says {self.values[key]!r} for {key!r}, which must be {wanted}."
        )
