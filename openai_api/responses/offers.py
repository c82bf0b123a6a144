"""The tools of a request, as functions of a chat.

Here some functions stand in namespaces, as Codex sends those of its servers, and some take any text
instead of arguments. In a chat all of them stand in one list: those have both names in one, and
these take an object that holds the text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from msgspec import UNSET, UnsetType

from openai_api.ids import new_id
from openai_api.renaming import Renaming
from openai_api.responses.answers import CallItem, CustomCallItem
from openai_api.responses.tool_schemas import CustomTool, GivenTool, NamespaceTool

Turn = dict[str, Any]

TEXT = "input"  # the one argument of a function that takes any text
TAKES_TEXT: Turn = {
    "type": "object",
    "properties": {TEXT: {"type": "string"}},
    "required": [TEXT],
    "additionalProperties": False,
}
INDEX = re.compile(r"(?<![\w.])tools\[(\d+)\]")

# Of OpenAI's own tools those that Codex offers beside functions, wherever it is sent. Left out,
# they are never used; who asks for others, or for nothing else, wants what this server cannot do.
LEFT_OUT = re.compile(r"web_search(_preview)?(_\d{4}_\d\d_\d\d)?|image_generation|tool_search")


@dataclass(frozen=True, slots=True)
class Offer:
    """A function, as the client knows it."""

    name: str
    namespace: str | UnsetType = UNSET
    takes_text: bool = False

    def called(self, call_id: str) -> CallItem | CustomCallItem:
        """A call of it that begins."""
        if self.takes_text:
            return CustomCallItem(new_id("ctc", "_"), call_id, self.name, namespace=self.namespace)
        return CallItem(new_id("fc", "_"), call_id, self.name, namespace=self.namespace)


@dataclass(frozen=True, slots=True)
class Offers:
    """All of a request."""

    tools: list[Turn] = field(default_factory=list)  # a chat's
    paths: list[str] = field(default_factory=list)  # where the client has each of them
    by_name: dict[str, Offer] = field(default_factory=dict)  # by the names that a chat has
    ignored: list[str] = field(default_factory=list)

    def get(self, name: str) -> Offer:
        """Also of what was never offered, and called nevertheless."""
        return self.by_name.get(name) or Offer(name)

    def renaming(self) -> Renaming:
        """For complaints about one of them."""

        def placed(match: re.Match[str]) -> str:
            nth = int(match[1])
            return self.paths[nth] if nth < len(self.paths) else match[0]

        return ((INDEX, placed),)

    def add(self, tool: CustomTool | Turn, path: str, within: NamespaceTool | None = None) -> None:
        told = with_text(tool) if isinstance(tool, CustomTool) else nested(tool)
        if isinstance(tool, CustomTool) and tool.format.type == "grammar":
            self.ignored.append("tools.format")  # it is told, and nobody holds the model to it
        function = told.get("function")
        if isinstance(function, dict) and isinstance(name := function.get("name"), str):
            namespace = UNSET if within is None else within.name
            function["name"] = flat(name, namespace)
            if within is not None and within.description and tool is within.tools[0]:
                said = (within.description, function.get("description"))  # once is enough
                function["description"] = "\n\n".join(filter(None, said))
            offer = Offer(name, namespace, takes_text=isinstance(tool, CustomTool))
            self.by_name[function["name"]] = offer
        self.tools.append(told)
        self.paths.append(path)


def offers_of(tools: Sequence[GivenTool]) -> Offers:
    offers = Offers()
    has_more = any(
        isinstance(tool, CustomTool | NamespaceTool) or is_function(tool) for tool in tools
    )
    for nth, tool in enumerate(tools):
        path = f"tools[{nth}]"
        if isinstance(tool, NamespaceTool):
            for inner_nth, inner in enumerate(tool.tools):
                offers.add(inner, f"{path}.tools[{inner_nth}]", tool)
        elif isinstance(tool, CustomTool) or not (has_more and is_left_out(tool)):
            offers.add(tool, path)
        else:
            offers.ignored.append(f"tools.{tool['type']}")
    return offers


def is_function(tool: Turn) -> bool:
    return tool.get("type") == "function"


def is_left_out(tool: Turn) -> bool:
    kind = tool.get("type")
    return isinstance(kind, str) and LEFT_OUT.fullmatch(kind) is not None


def flat(name: str, namespace: str | UnsetType | None) -> str:
    """Its name in a chat, written as Codex itself and other servers write it."""
    return f"{namespace}__{name}" if namespace else name


def with_text(tool: CustomTool) -> Turn:
    """As a function whose one argument is the text."""
    said = [] if tool.description is None else [tool.description]
    if tool.format.definition:
        kind = "Lark grammar" if tool.format.syntax == "lark" else "regular expression"
        said.append(f"The input must match this {kind}:\n{tool.format.definition}")
    told = {"description": "\n\n".join(said)} if said else {}
    return {"type": "function", "function": {"name": tool.name, **told, "parameters": TAKES_TEXT}}


def with_arguments(text: str) -> str:
    """The arguments of such a call."""
    return json.dumps({TEXT: text}, ensure_ascii=False)


def text_in(arguments: str) -> str:
    """What such a call was given. One that was cut off has no text yet but what was written."""
    try:
        told = json.loads(arguments)
    except ValueError:
        return arguments
    text = told.get(TEXT) if isinstance(told, dict) else None
    return text if isinstance(text, str) else arguments


def nested(tool: Turn) -> Turn:
    """A function's fields lie one level deeper in chats."""
    if not is_function(tool):
        return tool
    function = {name: value for name, value in tool.items() if name != "type"}
    return {"type": "function", "function": function}


def choice_of(choice: str | Turn) -> str | Turn:
    if isinstance(choice, str):
        return choice
    if choice.get("type") in ("function", "custom"):
        return named(choice)
    if choice.get("type") == "allowed_tools":
        tools = choice.get("tools")
        if isinstance(tools, list):
            tools = [named(tool) if isinstance(tool, dict) else tool for tool in tools]
        inner = {"mode": choice.get("mode", "auto"), "tools": tools}
        return {"type": "allowed_tools", "allowed_tools": inner}
    return choice


def named(tool: Turn) -> Turn:
    """One that was offered."""
    if tool.get("type") not in ("function", "custom"):
        return tool
    name, namespace = tool.get("name"), tool.get("namespace")
    if isinstance(name, str) and isinstance(namespace, str):
        name = flat(name, namespace)
    return {"type": "function", "function": {"name": name}}
