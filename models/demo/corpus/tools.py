"""Tools, messages that want one of them, and calls."""

from __future__ import annotations

import json
from typing import Any

from models.demo.corpus import chat, words
from models.demo.corpus.concept import Concept
from models.demo.corpus.concepts import DAILY
from models.demo.corpus.example import Example, Message, assistant, user
from models.demo.corpus.more_concepts import WORKING
from models.demo.corpus.source import Source

ENUMS = {
    "temperature_unit": ("celsius", "fahrenheit"),
    "switch": ("on", "off"),
    "level": ("low", "medium", "high"),
    "vehicle": ("car", "train", "bus", "bike"),
    "currency": ("EUR", "USD", "GBP", "JPY", "CHF", "SEK"),
}
TYPES = {"integer": "integer", "year": "integer", "number": "number", "boolean": "boolean"}
Wish = tuple[Message, str, Message]  # a tool, what somebody says who wants it, its arguments
# How an argument is said of a tool that nobody has seen; $p is the parameter's name, $v its value.
SAID = {
    "city": ("in $v", "with the $p $v", "for $p $v", "($p: $v)"),
    "person": ("for $v", "with $p $v", "with the $p $v", "($p: $v)"),
    "date": ("on $v", "with the $p $v", "with $p $v", "($p: $v)"),
    "weekday": ("on $v", "with $p $v", "with the $p $v", "($p: $v)"),
    "time": ("at $v", "with the $p $v", "with $p $v", "($p: $v)"),
    "": ("with $p $v", "with the $p $v", "and $p $v", "($p: $v)", "with a $p of $v", "using $p $v"),
}
ASKED = (
    "[Please |Can you |Could you |I want you to |]$w",
    "[I need to|I want to|I would like to|Help me to] $w",
    "$w[, please| now| for me|]",
    "[Would you|You should] $w",
    "[Hi|Hello|Hey]! [Please|Can you] $w",
)


def tool(
    name: str, description: str, parameters: dict[str, Message], required: list[str]
) -> Message:
    """As clients send it."""
    return {
        "type": "function",
        "function": {
            "name": name,
            "description": description,
            "parameters": {"type": "object", "properties": parameters, "required": required},
        },
    }


def call(name: str, arguments: Message, nth: int = 0) -> Message:
    return {
        "id": f"call_{nth}",
        "type": "function",
        "function": {"name": name, "arguments": json.dumps(arguments, ensure_ascii=False)},
    }


def calls(*made: Message) -> Message:
    return {"role": "assistant", "content": None, "tool_calls": [*made]}


def schema_of(source: Source, name: str, kind: str) -> Message:
    schema: Message = {"type": TYPES.get(kind, "string")}
    if kind in ENUMS:
        schema["enum"] = [*ENUMS[kind]]
    if source.chance(0.3):
        schema["description"] = source.say(
            "[The|] $n[ to use| of it|]", n=name.replace("_", " ")
        ).capitalize()
    return schema


def argument(source: Source, kind: str) -> Any:
    if kind in ENUMS:
        return source.random.choice(ENUMS[kind])
    if kind == "spot":
        return source.word(words.PLACES)
    if kind == "food":
        return source.word(words.FOODS)
    if kind == "filename":
        ends = ("txt", "md", "pdf", "csv", "py", "json")
        return f"{source.value('word')}.{source.random.choice(ends)}".replace(" ", "_")
    return source.value(kind)


def known(source: Source) -> tuple[Message, str, Message]:
    """A tool as people write it, a message that wants it, and its arguments."""
    chosen: Concept = source.pick((*DAILY, *WORKING))
    specified = [part.rstrip("?").split(":") + [part] for part in chosen.parameters.split()]
    properties = {name: schema_of(source, name, kind) for name, kind, _ in specified}
    required = [name for name, _, part in specified if not part.endswith("?")]
    arguments = {name: argument(source, kind) for name, kind, _ in specified}
    message = source.random.choice(chosen.messages)
    while "{" in message:
        head, rest = message.split("{", 1)
        part, tail = rest.split("}", 1)
        message = head + (part if source.chance(0.5) else "") + tail
    used = {name: value for name, value in arguments.items() if f"${name}" in message}
    name = renamed(source, source.random.choice(chosen.names.split()))
    made = tool(name, source.say(chosen.description), properties, required)
    return made, source.say(message, **arguments), used


def parameters(source: Source, count: int) -> dict[str, str]:
    """Names, and what kind of value each has."""
    names = source.few([*words.PARAMETERS], count)
    return {
        name if source.held or source.chance(0.5) else source.any_word(): words.PARAMETERS[name]
        for name in names
    }


def renamed(source: Source, name: str) -> str:
    """A function is called as somebody wished; what it does is in its description."""
    if source.held or source.chance(0.6):
        return name
    return source.random.choice(("{0}_{1}", "{0}", "{1}_{2}", "{2}_{1}")).format(
        source.any_word(), source.any_word(), source.random.choice(name.split("_"))
    )


def composed(source: Source) -> tuple[Message, str, Message]:
    """A tool that nobody has seen."""
    verb, noun = source.word(words.VERBS), source.word(words.OBJECTS)
    if source.chance(0.25):
        noun = source.invented().lower()
    properties, arguments, said = {}, {}, []
    required = []
    for name, kind in parameters(source, source.random.choice((0, 1, 1, 2, 2, 3))).items():
        properties[name] = schema_of(source, name, kind)
        is_required = source.chance(0.7)
        required += [name] * is_required
        if is_required or source.chance(0.5):
            value = arguments[name] = source.value(kind)
            forms = SAID["" if source.chance(0.5) else kind] if kind in SAID else SAID[""]
            text = str(value).lower() if isinstance(value, bool) else str(value)
            said.append(source.phrase(forms, p=name.replace("_", " "), v=text))
    wanted = source.say(
        "$v [the|a|my|this|] $n $a", v=verb, n=noun.replace("_", " "), a=" ".join(said)
    )
    message = source.phrase(ASKED, w=wanted)
    if source.chance(0.7):
        message = message[0].upper() + message[1:]
    ends = "?" if message.startswith(("Can", "Could", "Would")) else "."
    message += source.random.choice((ends, ends, ""))
    name = source.random.choice(
        (f"{verb}_{noun}", f"{verb}_{noun}", f"{noun}_{verb}", f"{verb}{noun.capitalize()}")
    )
    description = source.say(
        "[$V [a|the|] $n[.|]|$V [a|the] $n [of the system|for the user|by its data][.|]|]",
        V=verb.capitalize(),
        n=noun,
    )
    return tool(name, description, properties, required), message, arguments


def one(source: Source) -> Wish:
    return known(source) if source.chance(0.45) else composed(source)


def name_of(made: Message) -> str:
    return str(made["function"]["name"])


def offered(source: Source, made: Message) -> list[Message]:
    """The tool among others, no two of one name."""
    return among_others(source, made)[0]


def among_others(source: Source, made: Message) -> tuple[list[Message], list[Wish]]:
    """Likewise, and what somebody may want of the others."""
    tools, wishes = {name_of(made): made}, []
    for _ in range(source.random.choice((0, 1, 1, 2, 2, 3, 4))):
        wish = one(source)
        if name_of(wish[0]) not in tools:
            tools[name_of(wish[0])] = wish[0]
            wishes.append(wish)
    listed = [*tools.values()]
    source.random.shuffle(listed)
    return listed, wishes


def calling(source: Source) -> Example:
    """The right tool and its arguments."""
    made, message, arguments = one(source)
    tools, wishes = among_others(source, made)
    turns = [user(message), calls(call(name_of(made), arguments))]
    if not source.held:  # once the tools are read, more than one is wanted
        for nth, (other, asked, values) in enumerate(wishes, 1):
            result, told, _ = outcome(source)
            turns += [{"role": "tool", "tool_call_id": f"call_{nth - 1}", "content": result}]
            turns += [assistant(told), user(asked), calls(call(name_of(other), values, nth))]
    return Example("tool call", [*chat.opening(source), *turns], tools)


DONE = ("ok", "done", "success", '{"status": "ok"}', '{"success": true}')
TWICE = (
    "[$t in $a and in $b|$t for $a and $b|$t: $a and $b]",
    "[Tell me|Show me|I need] the $t [in|of|for] $a and [in |]$b.",
    "[What is|What's] the $t in $a and [in |]$b?",
    "Compare the $t [of|in] $a and $b.",
    "[Compare|Check] the $t in $a with [that|the one] in $b.",
)


def calling_twice(source: Source) -> Example:
    """Two calls of one tool in one answer."""
    while True:
        made, _, _ = known(source) if source.chance(0.5) else place_tool(source)
        cities = source.few([*words.CITIES, *words.TWO_WORD_CITIES], 2)
        if made["function"]["parameters"]["required"] == ["city"] and len(cities) == 2:
            break
    topic = name_of(made).replace("get_", "").replace("_", " ")
    asked = source.phrase(TWICE, t=topic, a=cities[0], b=cities[1])
    answer = calls(*(call(name_of(made), {"city": city}, nth) for nth, city in enumerate(cities)))
    tools = offered(source, made)
    return Example("two calls", [*chat.opening(source), user(asked), answer], tools)


def place_tool(source: Source) -> tuple[Message, str, Message]:
    noun = source.word(words.OBJECTS)
    properties = {"city": schema_of(source, "city", "city")}
    description = source.say("[Get|Find|Tell] the $n of a city[.|]", n=noun)
    return tool(f"get_{noun}", description, properties, ["city"]), "", {}


def no_call(source: Source) -> Example:
    """Tools are there, but nobody needs them."""
    example = source.random.choice(
        (chat.simple, chat.simple, chat.by_heart, chat.repeat, chat.joke)
    )(source)
    tools = offered(source, one(source)[0])
    return Example("no call", example.messages, tools, must=example.must)


# What a tool answers about its subject, and what the model makes of it.
def after_call(source: Source) -> Example:
    """A call, its result, and the answer that tells it."""
    made, message, arguments = one(source)
    result, told, must = outcome(source)
    turns = [user(message), calls(call(name_of(made), arguments))]
    turns.append({"role": "tool", "tool_call_id": "call_0", "content": result})
    turns.append(assistant(told))
    return Example("tool result", [*chat.opening(source), *turns], offered(source, made), must=must)


def outcome(source: Source) -> tuple[str, str, tuple[str, ...]]:
    shape = source.random.randrange(4)
    if shape == 0:  # a sentence
        said = str(source.value(source.pick([*words.PARAMETERS.values()])))
        sentence = source.phrase(
            (
                "The $p is $v.",
                "$p: $v",
                "It is $v and $w.",
                "Done: $v.",
                "The $p of the $t is $v.",
                "The $t in $c is $v and $w.",
            ),
            p=source.pick([*words.PARAMETERS]).replace("_", " "),
            v=said,
            w=source.pick(words.ADJECTIVES),
            t=source.pick(words.THINGS),
            c=source.city(),
        )
        return sentence, sentence, (sentence,)
    if shape == 1:  # a bare value
        value = source.value(source.random.choice(("integer", "number", "code", "person", "title")))
        return str(value), f"The result is {value}.", (str(value),)
    if shape == 2 and source.chance(0.4):
        text = source.random.choice(DONE)
        return text, "It is done.", ("done",)
    names = source.few([*words.PARAMETERS], source.random.choice((1, 2, 2, 3)))
    values = {name: source.value(words.PARAMETERS[name]) for name in names}
    spelled = {
        name.replace("_", " "): ("yes" if value else "no")
        if isinstance(value, bool)
        else str(value)
        for name, value in values.items()
    }
    parts = [f"the {name} is {value}" for name, value in spelled.items()]
    text = " and ".join(filter(None, (", ".join(parts[:-1]), parts[-1])))
    told = text[0].upper() + text[1:] + "."
    return json.dumps(values, ensure_ascii=False), told, tuple(spelled.values())
