"""From pydantic's errors to OpenAI's: which of them is told, and in which words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from openai_api import errors
from openai_api.errors import ApiError
from openai_api.phrases import number, quote

# Alternatives of a field are tagged, and the tag is no part of the path to the field.
TAG = "|"
KEY = "[key]"  # pydantic's own mark: the name of a property is wrong, not its value

EXPECTED = {
    "bool_parsing": "a boolean",
    "int_parsing": "an integer",
    "int_parsing_size": "an integer",
    "int_type": "an integer",
    "float_type": "a decimal",
    "finite_number": "a finite decimal",
    "string_type": "a string",
    "bool_type": "a boolean",
    "list_type": "an array",
    "dict_type": "an object",
    "model_type": "an object",
    "model_attributes_type": "an object",
}


def explain(error: ValidationError) -> ApiError:
    """The first thing that is wrong: a parameter that is not there, or the first in its order."""
    found = error.errors(include_url=False)
    absent = (each for each in found if each["type"] == "missing" and len(each["loc"]) == 1)
    return translate(next(absent, found[0]))


def translate(error: ErrorDetails) -> ApiError:
    """One error of pydantic's."""
    kind, got, context = error["type"], error["input"], error.get("ctx", {})
    param = path(error["loc"])
    if kind in EXPECTED:
        return errors.invalid_type(param, EXPECTED[kind], got)
    match kind:
        case "missing":
            return errors.missing(param)
        case "invalid_type":
            return errors.invalid_type(param, context["expected"], got)
        case "literal_error":
            return not_among(param, re.findall(r"'([^']*)'", context["expected"]), got)
        case "unknown_type":
            return not_among(f"{param}.type", context["supported"], context["got"])
        case "greater_than_equal":
            return bound(param, context["ge"], got, above=False)
        case "greater_than":
            message = f"Invalid '{param}': it must be greater than {number(context['gt'])}."
            return errors.invalid(message, param=param, code="decimal_below_min_value")
        case "less_than_equal":
            return bound(param, context["le"], got, above=True)
        case "too_long" if isinstance(got, dict):
            return errors.object_too_large(param, context["max_length"], len(got))
        case "too_long":
            return errors.array_too_long(param, context["max_length"], len(got))
        case "too_short":
            return errors.empty_array(param)
        case "string_too_short":
            return errors.empty_string(param)
        case "string_too_long":
            return errors.string_too_long(param, context["max_length"], len(got))
        case "string_unicode":
            return errors.invalid(
                f"Invalid '{param}': it holds half a character (a lone surrogate).",
                param=param,
                code="invalid_value",
            )
    return errors.invalid(f"Invalid '{param}': {error['msg']}", param=param, code=kind)


def not_among(param: str, supported: Sequence[str], got: object) -> ApiError:
    if isinstance(got, str):
        return errors.invalid_value(param, got, supported)
    return errors.invalid_type(param, f"one of {', '.join(map(repr, supported))}", got)


def bound(param: str, limit: float, got: float, *, above: bool) -> ApiError:
    if param == "top_logprobs" and above:  # OpenAI words this one differently
        message = f"Invalid value for 'top_logprobs': must be less than or equal to {limit}."
        return errors.invalid(message, param=param)
    kind = "decimal" if isinstance(limit, float) else "integer"
    return errors.out_of_bounds(param, kind, bound=limit, got=got, above=above)


def path(location: Sequence[str | int]) -> str:
    """As OpenAI writes it: messages[0].content[1].text."""
    text = ""
    for step in location:
        if isinstance(step, int):
            text += f"[{step}]"
        elif step != KEY and not step.startswith(TAG):
            text += f".{quote(step)}" if text else quote(step)
    return text
