"""The API in OpenAPI's words, made of the routes and of the types that they use."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue, models_json_schema
from pydantic_core import CoreSchema
from quart import Quart
from werkzeug.routing import Rule

from openai_api.contract import Contract, contract_of
from openai_api.schemas.answers import ErrorAnswer
from openai_api.schemas.fields import Ask

Json = dict[str, Any]
Operation = tuple[Rule, str, Contract]

# Requests and answers have their names from two libraries, which must not meet.
ASKED = "asked."
TOLD = "told."
REF = "#/components/schemas/"
BOUNDS = {"ge": "minimum", "le": "maximum"}


class AskSchema(GenerateJsonSchema):
    """Bounds of what is read by a function of ours, which pydantic leaves in its own words."""

    def generate_inner(self, schema: Any) -> JsonSchemaValue:
        told = super().generate_inner(schema)
        return {BOUNDS.get(key, key): value for key, value in told.items()}

    def field_title_should_be_set(self, schema: CoreSchema | Any) -> bool:
        return False  # it would be the field's own name


def describe(app: Quart, *, version: str, model_names: Sequence[str]) -> Json:
    """The whole document. Takes its time."""
    operations = list(operations_of(app))
    asks = {agreed.takes for _, _, agreed in operations if agreed.takes is not None}
    answers = {
        told
        for _, _, agreed in operations
        for told in (agreed.gives, agreed.event)
        if told is not None and told is not dict
    }
    by_name = sorted(answers | {ErrorAnswer}, key=lambda kind: (kind.__module__, kind.__name__))
    references, told = msgspec.json.schema_components(by_name, ref_template=f"{REF}{TOLD}{{name}}")
    of_answers: dict[type, Json] = {dict: {"type": "object"}}
    of_answers |= zip(by_name, references, strict=True)
    components = {TOLD + name: schema for name, schema in told.items()}
    of_asks, asked = schemas_of_asks(asks, model_names)
    components |= asked

    paths: dict[str, Json] = {}
    for rule, method, agreed in operations:
        operation = operation_of(app, rule, agreed, of_asks, of_answers)
        operation["operationId"] = f"{method}:{rule.rule}"
        paths.setdefault(path_of(rule), {})[method] = operation
    return {
        "openapi": "3.1.0",
        "info": {"title": "Understudy", "version": version},
        "paths": dict(sorted(paths.items())),
        "components": {
            "schemas": dict(sorted(components.items())),
            "securitySchemes": {"key": {"type": "http", "scheme": "bearer"}},
        },
        "security": [{}, {"key": []}],  # it depends on the settings
    }


def operations_of(app: Quart) -> Iterator[Operation]:
    """Every route that has a contract, under each of its paths."""
    for rule in app.url_map.iter_rules():
        agreed = contract_of(app.view_functions[rule.endpoint])
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            if agreed is not None:
                yield rule, method.lower(), agreed


def schemas_of_asks(
    asks: set[type[Ask]], model_names: Sequence[str]
) -> tuple[dict[type[Ask], Json], Json]:
    """What refers to each of them, and all that is referred to."""
    by_name = sorted(asks, key=lambda kind: (kind.__module__, kind.__name__))
    references, shared = models_json_schema(
        [(kind, "validation") for kind in by_name],
        ref_template=f"{REF}{ASKED}{{model}}",
        schema_generator=AskSchema,
    )
    definitions: Json = shared["$defs"]
    of_asks = {kind: references[kind, "validation"] for kind in by_name}
    for reference in of_asks.values():
        fields = definitions[reference["$ref"].removeprefix(REF + ASKED)]["properties"]
        if "model" in fields:
            fields["model"]["examples"] = list(model_names)
    return of_asks, {ASKED + name: schema for name, schema in definitions.items()}


def operation_of(
    app: Quart,
    rule: Rule,
    agreed: Contract,
    of_asks: dict[type[Ask], Json],
    of_answers: dict[type, Json],
) -> Json:
    content: Json = {}
    if agreed.gives is not None:
        content["application/json"] = {"schema": of_answers[agreed.gives]}
    if agreed.streams:
        data = None if agreed.event is None else of_answers[agreed.event]
        content["text/event-stream"] = {"schema": event_of(data)}
    if not content:
        kind = "application/octet-stream" if agreed.is_binary else "text/plain"
        content[kind] = {"schema": {"type": "string"}}
    answer = {"description": "The answer", "content": content}
    error = {"application/json": {"schema": of_answers[ErrorAnswer]}}
    responses: Json = {str(status): answer for status in agreed.statuses}
    responses["default"] = {"description": "What is wrong", "content": error}
    operation: Json = {"responses": responses}
    if summary := inspect.getdoc(app.view_functions[rule.endpoint]):
        operation["summary"] = summary.partition("\n")[0]
    if parameters := [*path_parameters(rule), *query_parameters(agreed)]:
        operation["parameters"] = parameters
    if agreed.takes is not None:
        body = body_of(agreed, of_asks[agreed.takes])
        operation["requestBody"] = {"required": True, "content": body}
    return operation


def event_of(data: Json | None) -> Json:
    """One of a stream, as those who read streams by their description see it."""
    said: Json = {"type": "string", "contentMediaType": "application/json"}
    if data is not None:
        said = {"anyOf": [{"const": "[DONE]"}, said | {"contentSchema": data}]}
    return {"type": "object", "required": ["data"], "properties": {"data": said}}


def body_of(agreed: Contract, fields: Json) -> Json:
    if not agreed.file:
        return {"application/json": {"schema": fields}}
    file = {"type": "string", "contentMediaType": "application/octet-stream"}
    form = {"type": "object", "properties": {agreed.file: file}, "required": [agreed.file]}
    return {"multipart/form-data": {"schema": {"allOf": [fields, form]}}}


def path_of(rule: Rule) -> str:
    """`<path:name>` is `{name}` to everybody else."""
    return re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule)


def path_parameters(rule: Rule) -> Iterator[Json]:
    for name in sorted(rule.arguments):
        yield {
            "name": name,
            "in": "path",
            "required": True,
            "schema": {"type": "string", "minLength": 1},
        }


def query_parameters(agreed: Contract) -> Iterator[Json]:
    if agreed.query is None:
        return
    for name, schema in agreed.query.model_json_schema()["properties"].items():
        yield {"name": name, "in": "query", "required": False, "schema": schema}
