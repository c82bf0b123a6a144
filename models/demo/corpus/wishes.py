"""Tools, and messages that want one of them."""

from __future__ import annotations

from typing import Any, NamedTuple

from models.demo.corpus import words
from models.demo.corpus.concept import Concept
from models.demo.corpus.example import Message
from models.demo.corpus.known_tools import EXAMINED, TRAINED
from models.demo.corpus.phrases.ways import ASKED, BETWEEN, IN_ORDER, SAID
from models.demo.corpus.phrases.ways_in_lessons import SAID_IN_LESSONS
from models.demo.corpus.source import Source

ENUMS = {
    "temperature_unit": ("celsius", "fahrenheit"),
    "switch": ("on", "off"),
    "level": ("low", "medium", "high"),
    "vehicle": ("car", "train", "bus", "bike"),
    "currency": ("EUR", "USD", "GBP", "JPY", "CHF", "SEK"),
}
TYPES = {"integer": "integer", "year": "integer", "number": "number", "boolean": "boolean"}
STRANGE = 0.3  # of the wishes of training are put in other words, half of which are any words;
STRANGE_FORM = 0.4  # of the ways to say an argument, likewise
STRANGE_VERB = 0.4  # of the tools of training do anything
STRANGE_WORDS = 0.25  # of a message in other words are any words
RENAMED = 0.4  # of the tools of training have parameters called anything, in the order of the wish
KNOWN, KNOWN_ASKED = 0.65, 0.45  # of the tools are people's own, in training and when asked
PLAIN = 0.75  # of the words between arguments are such as stand there, so that values may be two
UNNAMED = 0.25  # of the wishes of training do not name parameters: their order tells


class Wish(NamedTuple):
    """A tool, what somebody says who wants it, its arguments, and what it is for."""

    tool: Message
    message: str
    arguments: Message
    purpose: str


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
    if kind == "sport":
        return source.word(words.SPORTS)
    if kind == "filename":
        ends = ("txt", "md", "pdf", "csv", "py", "json")
        return f"{source.value('word')}.{source.random.choice(ends)}".replace(" ", "_")
    return source.value(kind)


def known(source: Source) -> Wish:
    """A tool as people write it, a message that wants it, and its arguments."""
    chosen: Concept = source.random.choice(EXAMINED if source.held else TRAINED)
    specified = [part.rstrip("?").split(":") + [part] for part in chosen.parameters.split()]
    arguments = {name: argument(source, kind) for name, kind, _ in specified}
    message = source.random.choice(chosen.messages)
    while "{" in message:
        head, rest = message.split("{", 1)
        part, tail = rest.split("}", 1)
        message = head + (part if source.chance(0.5) else "") + tail
    called = {name: name for name, _, _ in specified}
    if not source.held and source.chance(RENAMED):
        specified.sort(key=lambda each: f"{message}${each[0]}".index(f"${each[0]}"))
        called = {name: source.any_word() for name, _, _ in specified}
    used = {called[name]: arguments[name] for name, _, _ in specified if f"${name}" in message}
    properties = {
        called[name]: schema_of(source, called[name], kind) for name, kind, _ in specified
    }
    required = [called[name] for name, _, part in specified if not part.endswith("?")]
    if source.chance(STRANGE):
        message = source.garbled(message, STRANGE_WORDS)
    name = renamed(source, source.random.choice(chosen.names.split()))
    made = tool(name, source.say(chosen.description), properties, required)
    return Wish(made, source.say(message, **arguments), used, chosen.description)


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


def way_to_say(source: Source, kind: str, value: str, is_named: bool) -> str:
    """How an argument is said behind others: the first word is beside the one before."""
    if not is_named:
        is_plain = " " in value or source.chance(PLAIN)
        word = source.random.choice(BETWEEN) if is_plain else source.any_word()
        return source.random.choice(IN_ORDER).replace("$w", word)
    any_or_this = kind if kind in SAID and not source.chance(0.5) else ""
    form = source.pick(SAID[any_or_this], SAID_IN_LESSONS[any_or_this])
    if not source.chance(STRANGE_FORM):
        return form
    return source.garbled(f"$v {form}", 0.5).removeprefix("$v ")


def slots_of(name: str, value: str) -> dict[str, str]:
    return {"p": name.replace("_", " "), "v": value}


def composed(source: Source) -> Wish:
    """A tool that nobody has seen."""
    verb, noun = source.word(words.VERBS), source.word(words.OBJECTS)
    if not source.held and source.chance(STRANGE_VERB):
        verb = source.any_word()
    is_named = source.held or not source.chance(UNNAMED)
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
            text = str(value).lower() if isinstance(value, bool) else str(value)
            said.append(
                source.say(way_to_say(source, kind, text, is_named), **slots_of(name, text))
            )
    wanted = source.say(
        "$v [the|a|my|this|] $n $a", v=verb, n=noun.replace("_", " "), a=" ".join(said)
    )
    form = source.pick(ASKED)
    message = source.say(source.garbled(form, 0.5) if source.chance(STRANGE) else form, w=wanted)
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
    made = tool(name, description, properties, required)
    return Wish(made, message, arguments, f"{verb} {noun}")


def one(source: Source) -> Wish:
    return (
        known(source) if source.chance(KNOWN_ASKED if source.held else KNOWN) else composed(source)
    )


def name_of(made: Message) -> str:
    return str(made["function"]["name"])


def place_tool(source: Source) -> Wish:
    noun = source.word(words.OBJECTS)
    properties = {"city": schema_of(source, "city", "city")}
    description = source.say("[Get|Find|Tell] the $n of a city[.|]", n=noun)
    made = tool(f"get_{noun}", description, properties, ["city"])
    return Wish(made, "", {}, f"get {noun}")
