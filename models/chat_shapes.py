"""The shapes that one conversation can take, so that some shape suits every chat template.

Clients send any order of roles; templates were written for the orders of their training data, and
raise an error on others or leave a turn out. The shapes go from the conversation as it is to the
plainest one: an optional system turn, then user and assistant in turn. Which one is taken depends
on the conversation and the template alone, so the same request always has the same prompt.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from models.vocabulary import PromptError

Message = dict[str, Any]
Change = Callable[[list[Message]], list[Message]]

REASONING = ("reasoning_content", "thinking", "reasoning")  # the names it travels under
MAX_DEPTH = 64  # of arguments
SEPARATOR = "\n\n"  # between the texts of turns that become one
TOOLS_ARE = "You can call these functions:"
CALL_THEM_SO = (
    "For each call, write a JSON object with the name of the function and its arguments:\n"
    '<tool_call>\n{"name": "...", "arguments": {...}}\n</tool_call>'
)


def shapes(messages: Sequence[Mapping[str, object]], source: str) -> Iterator[list[Message]]:
    """The conversation for this template, then ever plainer ones. No shape comes twice."""
    original = [tidy(message, source) for message in messages]
    seen: list[list[Message]] = []
    for changes in LADDER:
        for with_arguments in (arguments_as_objects, arguments_as_text):
            shape = with_arguments(original)
            for change in changes:
                shape = change(shape)
            if shape not in seen:
                seen.append(shape)
                yield shape


def texts_that_matter(messages: Sequence[Message]) -> list[str]:
    """What must be found in the prompt. Templates leave out an assistant's thoughts on purpose."""
    texts = []
    for message in messages:
        if message["role"] != "assistant":
            texts.append(text_of(message.get("content")).strip())
        texts += [str(told_call(call).get("name", "")) for call in message.get("tool_calls") or []]
    return [text for text in texts if text]


def names_of(tools: Sequence[Any]) -> list[str]:
    """What must be found in the prompt of a template that knows tools."""
    return [str(told_call(tool).get("name", "")) for tool in tools]


def tell_tools(tools: Sequence[Any]) -> Message:
    """A system turn for templates that do not know tools, in the words of many that do."""
    described = [json.dumps(told_call(tool), ensure_ascii=False) for tool in tools]
    return {"role": "system", "content": "\n".join((TOOLS_ARE, *described, "", CALL_THEM_SO))}


def are_written(texts: Sequence[str], prompt: str) -> bool:
    """Whether each text is in the prompt, as it is or as JSON. In order they are found fastest."""
    place = 0
    for text in texts:
        found = prompt.find(text, place)
        if found >= 0:
            place = found + len(text)
        elif text not in prompt and json.dumps(text, ensure_ascii=False)[1:-1] not in prompt:
            return False
    return True


def tidy(message: Mapping[str, object], source: str) -> Message:
    """A copy without what means nothing: absent values, parts, a role that the template lacks."""
    copy = {key: value for key, value in message.items() if value is not None}
    if "content" in copy:
        copy["content"] = text_of(copy["content"])
    elif copy.get("role") != "assistant":
        copy["content"] = ""
    if copy.get("role") == "developer" and "developer" not in source:
        copy["role"] = "system"
    if copy.get("tool_calls") == []:
        del copy["tool_calls"]
    thoughts = next((copy[name] for name in REASONING if name in copy), None)
    if thoughts is not None:
        copy = {"thinking": thoughts, **copy, "reasoning_content": thoughts}
    return copy


def read_messages(messages: Sequence[Mapping[str, object]]) -> list[Message]:
    """The conversation in lists and dictionaries. That much is certain of what the shapes get."""
    if not messages:
        raise PromptError("There are no messages.")
    read = plain_json(messages)
    for message in read:
        if not isinstance(message, dict) or not isinstance(message.get("role"), str):
            raise PromptError("Each message must be an object with a role.")
    return [*read]


def plain_json(value: Any) -> Any:
    """A copy in lists and dictionaries, for templates that ask which of them a value is."""
    if isinstance(value, str):
        return whole_characters(value)
    if value is None or isinstance(value, int | float):
        return value
    if isinstance(value, Mapping):
        return {whole_characters(str(key)): plain_json(item) for key, item in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, bytes):
        return [plain_json(item) for item in value]
    raise PromptError("Messages, tools and arguments consist of JSON values only.")


def whole_characters(text: str) -> str:
    """The text, if there is a way to write it: JSON can name half of a surrogate pair."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise PromptError("The prompt holds half a character (a lone surrogate).") from None
    return text


def text_of(content: object) -> str:
    """A text, or the texts of its parts put together."""
    if content is None or isinstance(content, str):
        return content or ""
    texts = []
    for part in content if isinstance(content, Sequence) else [None]:
        text = part.get("text") if isinstance(part, Mapping) else part
        if not isinstance(text, str):
            raise PromptError("The content of a message must be text, or parts of text.")
        texts.append(text)
    return "".join(texts)


def arguments_as_objects(messages: list[Message]) -> list[Message]:
    """Most templates want the arguments of a tool call as an object."""
    return [with_arguments(message, read_object) for message in messages]


def arguments_as_text(messages: list[Message]) -> list[Message]:
    """A few want them as the API has them, as text."""
    return [with_arguments(message, lambda text: text) for message in messages]


def with_arguments(message: Message, read: Callable[[str], object]) -> Message:
    if not isinstance(message.get("tool_calls"), Sequence):
        return message
    return {**message, "tool_calls": [read_call(call, read) for call in message["tool_calls"]]}


def read_call(call: Any, read: Callable[[str], object]) -> Any:
    match call:
        case {"function": {"arguments": str(text)} as function}:
            return {**call, "function": {**function, "arguments": read(text)}}
    return call


def read_object(text: str) -> object:
    """The object that the text describes; a text that describes none, or a very deep one, stays as
    it is: templates and what looks through their messages go down level by level."""
    try:
        value = json.loads(text or "{}")
    except (ValueError, RecursionError):
        return text
    return value if isinstance(value, dict) and not is_deep(value) else text


def is_deep(value: Any) -> bool:
    """Whether arrays and objects stand deeper in each other than requests may nest them."""
    level = [value]
    for _ in range(MAX_DEPTH):
        inner = (each.values() if isinstance(each, dict) else each for each in level)
        level = [item for items in inner for item in items if isinstance(item, dict | list)]
    return bool(level)


def one_of_thoughts_and_words(messages: list[Message]) -> list[Message]:
    """Some templates want a call to follow thoughts or words, not both."""
    return [
        {key: value for key, value in message.items() if key not in REASONING}
        if message.get("content") and "tool_calls" in message
        else message
        for message in messages
    ]


def with_content(messages: list[Message]) -> list[Message]:
    """Every turn has a content, if only an empty one."""
    return [{"content": "", **message} for message in messages]


def system_first(messages: list[Message]) -> list[Message]:
    """All system turns become one, in front."""
    system = [message["content"] for message in messages if message["role"] == "system"]
    rest = [message for message in messages if message["role"] != "system"]
    return [{"role": "system", "content": SEPARATOR.join(system)}, *rest] if system else rest


def system_in_user(messages: list[Message]) -> list[Message]:
    """The system turn becomes the beginning of the first user turn. Wants `in_turns` before."""
    if messages[0]["role"] != "system":
        return messages
    system, user, *rest = messages
    texts = filter(None, (system["content"], user["content"]))
    return [{**user, "content": SEPARATOR.join(texts)}, *rest]


def in_turns(messages: list[Message]) -> list[Message]:
    """A user turn comes first, and no two turns of user or assistant follow each other."""
    head = [message for message in messages[:1] if message["role"] == "system"]
    turns: list[Message] = []
    for message in messages[len(head) :]:
        if not turns and message["role"] != "user":
            turns.append({"role": "user", "content": ""})
        if turns and can_join(turns[-1], message):
            texts = filter(None, (turns[-1]["content"], message["content"]))
            turns[-1] = {**turns[-1], "content": SEPARATOR.join(texts)}
        else:
            turns.append(message)
    return [*head, *(turns or [{"role": "user", "content": ""}])]


def can_join(one: Message, other: Message) -> bool:
    return (
        one["role"] == other["role"]
        and one["role"] in ("user", "assistant")
        and "tool_calls" not in one
        and "tool_calls" not in other
    )


def tools_as_text(messages: list[Message]) -> list[Message]:
    """Calls and their results are told in the words of assistant and user."""
    told = []
    for message in messages:
        if message["role"] in ("tool", "function"):
            name = message.get("name") or message.get("tool_call_id") or ""
            text = f"Result of {name}:\n{message['content']}" if name else message["content"]
            message = {"role": "user", "content": text}
        elif "tool_calls" in message:
            calls = [json.dumps(told_call(c), ensure_ascii=False) for c in message["tool_calls"]]
            calls = [f"<tool_call>\n{call}\n</tool_call>" for call in calls]
            text = "\n".join(filter(None, (message["content"], *calls)))
            message = {"role": message["role"], "content": text}
        told.append(message)
    return told


def told_call(call: Any) -> Message:
    """The part of a call, or of a tool, that a model gets to read."""
    function = call.get("function") if isinstance(call, Mapping) else None
    return dict(function) if isinstance(function, Mapping) else {"name": str(call)}


LADDER: tuple[tuple[Change, ...], ...] = (
    (),
    (one_of_thoughts_and_words,),
    (with_content,),
    (with_content, system_first),
    (with_content, system_first, in_turns),
    (with_content, system_first, in_turns, system_in_user),
    (with_content, tools_as_text, system_first, in_turns),
    (with_content, tools_as_text, system_first, in_turns, system_in_user),
)
