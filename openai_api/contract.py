"""What a route takes and gives, said beside it with the types that it uses itself.

`/openapi.json` is made of nothing else: the paths are those of the routes, the schemas those of the
types, the words those of the routes' own docstrings.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from msgspec import Struct

from openai_api.schemas.fields import Ask, Query

Route = TypeVar("Route", bound=Callable[..., Awaitable[Any]])
CONTRACT = "understudy_contract"


@dataclass(frozen=True, slots=True)
class Contract:
    """Of one route. What is None is not there."""

    gives: type[Struct] | type[dict[str, Any]] | None  # a dict: any object; None: no JSON
    takes: type[Ask] | None = None
    file: str = ""  # beside those fields, and then all of it is a form
    query: type[Query] | None = None
    is_binary: bool = False  # what is no JSON is no text either
    streams: bool = False  # server-sent events, where the request asks for them
    event: type[Struct] | None = None  # the data of each; None: of many types
    statuses: tuple[int, ...] = (200,)  # that bring the answer; all others bring an error


def contract(
    gives: type[Struct] | type[dict[str, Any]] | None, **fields: Any
) -> Callable[[Route], Route]:
    """Decorates a route. The fields are those of `Contract`."""
    agreed = Contract(gives, **fields)

    def agree(route: Route) -> Route:
        setattr(route, CONTRACT, agreed)
        return route

    return agree


def contract_of(route: object) -> Contract | None:
    found = getattr(route, CONTRACT, None)
    return found if isinstance(found, Contract) else None
