"""The types that requests are made of: JSON's own, read by the letter.

Two liberties: null means absent, and 1.0 is an integer. `true` and "1" are not.
"""

from __future__ import annotations

import math
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError

MAX_INT64 = 2**63 - 1
MAX_INT32 = 2**31 - 1
MAX_METADATA = 16
MAX_BIASES = 1024
LONGEST_ID = len(str(MAX_INT32))  # Python refuses to read thousands of digits
NULL = {"type": "null"}


class Ask(BaseModel):
    """An object that a client sends. Keys that it does not name are left out."""

    model_config = ConfigDict(strict=True, extra="ignore", frozen=True, protected_namespaces=())

    @model_validator(mode="before")
    @classmethod
    def leave_out_nulls(cls, value: object) -> object:
        if isinstance(value, dict):
            return {key: item for key, item in value.items() if item is not None}
        return value

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Null where a field may be absent."""
        reference = handler(core_schema)
        told = handler.resolve_ref_schema(reference)
        for name, field in told.get("properties", {}).items():
            if name not in told.get("required", ()) and NULL not in field.get("anyOf", ()):
                rest = {key: field.pop(key) for key in ("default", "title") if key in field}
                told["properties"][name] = {"anyOf": [field, NULL], **rest}
        return reference


class Query(BaseModel):
    """What stands behind the question mark of an address. Keys that it does not name are left."""

    model_config = ConfigDict(extra="ignore", frozen=True)


def complaint(code: str, sentence: str, **context: Any) -> PydanticCustomError:
    """What a validator raises; `schemas.complaints` makes the answer of it."""
    return PydanticCustomError(code, sentence, context)


def wrong_kind(expected: str) -> PydanticCustomError:
    """Another JSON type than the field takes."""
    return complaint("invalid_type", "wrong type", expected=expected)


def read_whole(value: object) -> object:
    """An integer, also where a client's language has only floats."""
    if isinstance(value, float) and math.isfinite(value) and value.is_integer():
        return int(value)
    return value


def read_list(value: object) -> object:
    """A lone string is a list of one."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, list):
        return value
    raise wrong_kind("one of a string or an array of strings")


def read_parts(value: object) -> object:
    """What is no text has to be a list of parts."""
    if isinstance(value, list):
        return value
    raise wrong_kind("one of a string or an array of objects")


def of_types(*types: str) -> BeforeValidator:
    """For one of several objects that are told apart by their type: all of them are named to who
    sends another one."""

    def check(value: object) -> object:
        kind = value.get("type") if isinstance(value, dict) else None
        if kind is not None and kind not in types:
            raise complaint("unknown_type", "unknown type", supported=types, got=kind)
        return value

    return BeforeValidator(check)


def few(most: int) -> BeforeValidator:
    """For an object, of whose properties pydantic would judge every one before it counts them."""

    def check(value: object) -> object:
        if isinstance(value, dict) and len(value) > most:
            raise complaint("too_long", "too many properties", max_length=most)
        return value

    return BeforeValidator(check)


def check_bias_keys(biases: dict[str, float]) -> dict[str, float]:
    for key in biases:
        is_number = key.isascii() and key.isdecimal() and len(key) <= LONGEST_ID
        if not is_number or int(key) > MAX_INT32:
            raise complaint("invalid_value", "its keys must be token ids.")
    return biases


def refuse_empty(value: str) -> str:
    if not value:
        raise complaint("invalid_value", "the string is empty.")
    return value


Whole = Annotated[int, BeforeValidator(read_whole)]
Decimal = Annotated[float, Field(allow_inf_nan=False)]
Identifier = Annotated[str, Field(max_length=64)]
Metadata = Annotated[
    dict[Identifier, Annotated[str, Field(max_length=512)]],
    Field(max_length=MAX_METADATA),
    few(MAX_METADATA),
]
Biases = Annotated[
    dict[str, Annotated[Decimal, Field(ge=-100, le=100)]],
    Field(max_length=MAX_BIASES),
    AfterValidator(check_bias_keys),
    few(MAX_BIASES),
]

# An array fails with its first wrong element, this one and every other: a body has room for two
# million of them, and an error takes microseconds and hundreds of bytes.
TokenIds = Annotated[
    list[Annotated[Whole, Field(ge=0, le=MAX_INT32)]],
    Field(fail_fast=True),
]
