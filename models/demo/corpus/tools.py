"""Calls of tools, and what is made of their results."""

from __future__ import annotations

import json
from collections.abc import Sequence

from models.demo.corpus import chat, words
from models.demo.corpus.example import Example, Message, assistant, user
from models.demo.corpus.phrases.ways import TWICE
from models.demo.corpus.source import Source
from models.demo.corpus.wishes import Wish, known, name_of, one, place_tool

NUM_OTHERS = (0, 1, 1, 2, 2, 3, 4)  # tools beside the one that is wanted
MORE_OTHERS = (0, 1, 2, 3, 4, 5)  # in lessons, where most of them are wanted in turn
TOLD = 0.2  # of the calls between others have a result to tell


def call(name: str, arguments: Message, nth: int = 0) -> Message:
    return {
        "id": f"call_{nth}",
        "type": "function",
        "function": {"name": name, "arguments": json.dumps(arguments, ensure_ascii=False)},
    }


def calls(*made: Message) -> Message:
    return {"role": "assistant", "content": None, "tool_calls": [*made]}


def offered(source: Source, wanted: Wish) -> list[Message]:
    """The tool among others."""
    return among_others(source, wanted)[0]


def among_others(
    source: Source, wanted: Wish, counts: Sequence[int] = NUM_OTHERS
) -> tuple[list[Message], list[Wish]]:
    """Likewise, and what somebody may want of the others: no two of one name or for one purpose."""
    wishes: list[Wish] = []
    taken = {name_of(wanted.tool), wanted.purpose}
    for _ in range(source.random.choice(counts)):
        wish = one(source)
        marks = {name_of(wish.tool), wish.purpose}
        if not marks & taken:
            taken |= marks
            wishes.append(wish)
    listed = [wanted.tool, *(wish.tool for wish in wishes)]
    source.random.shuffle(listed)
    return listed, wishes


def calling(source: Source) -> Example:
    """The right tool and its arguments."""
    wanted = one(source)
    tools, wishes = among_others(source, wanted, NUM_OTHERS if source.held else MORE_OTHERS)
    turns = [user(wanted.message), calls(call(name_of(wanted.tool), wanted.arguments))]
    if not source.held:  # once the tools are read, more than one is wanted
        for nth, wish in enumerate(wishes, 1):
            result, told, _ = outcome(source) if source.chance(TOLD) else ("ok", DONE_ANSWER, ())
            turns += [{"role": "tool", "tool_call_id": f"call_{nth - 1}", "content": result}]
            made = call(name_of(wish.tool), wish.arguments, nth)
            turns += [assistant(told), user(wish.message), calls(made)]
    return Example("tool call", [*chat.opening(source), *turns], tools)


DONE_ANSWER = "It is done."
DONE = ("ok", "done", "success", '{"status": "ok"}', '{"success": true}')


def calling_twice(source: Source) -> Example:
    """Two calls of one tool in one answer."""
    while True:
        wanted = known(source) if source.chance(0.5) else place_tool(source)
        cities = [*dict.fromkeys(source.city() for _ in range(2))]
        required = wanted.tool["function"]["parameters"]["required"]
        if required == ["city"] and len(cities) == 2:
            break
    name = name_of(wanted.tool)
    topic = name.replace("get_", "").replace("_", " ")
    asked = source.phrase(TWICE, t=topic, a=cities[0], b=cities[1])
    answer = calls(*(call(name, {"city": city}, nth) for nth, city in enumerate(cities)))
    tools = offered(source, wanted)
    return Example("two calls", [*chat.opening(source), user(asked), answer], tools)


def no_call(source: Source) -> Example:
    """Tools are there, but nobody needs them."""
    example = source.random.choice(
        (chat.simple, chat.simple, chat.by_heart, chat.repeat, chat.joke)
    )(source)
    tools = offered(source, one(source))
    return Example("no call", example.messages, tools, must=example.must)


# What a tool answers about its subject, and what the model makes of it.
def after_call(source: Source) -> Example:
    """A call, its result, and the answer that tells it."""
    wanted = one(source)
    result, told, must = outcome(source)
    turns = [user(wanted.message), calls(call(name_of(wanted.tool), wanted.arguments))]
    turns.append({"role": "tool", "tool_call_id": "call_0", "content": result})
    turns.append(assistant(told))
    return Example(
        "tool result", [*chat.opening(source), *turns], offered(source, wanted), must=must
    )


OUTCOMES = (
    "The $p is $v.",
    "$p: $v",
    "It is $v and $w.",
    "Done: $v.",
    "The $p of the $t is $v.",
    "[Result|Answer|Found|Success]: $v.",
    "$p = $v",
    "I found $v for the $p.",
    "There is a $w $t in $c.",
    "The $t is $w, its $p is $v.",
    "According to the [records|data], the $p is $v.",
    "$v was [saved|stored|added] as the $p.",
    "[Saved|Updated|Created]: the $w $t, $p $v.",
    "In $c the $p is $v today.",
    "The $p has been set to $v.",
    "Your $t is on its way to $c.",
    "$c: $v, $w",
    "We have $v as the $p of the $t.",
    "No [problem|errors]. The $p is now $v.",
    "One $t found, it is $w and in $c.",
    "[Request|Order] accepted. The $t will be sent to $c.",
    "The current $p for $c is $v.",
    "[OK|Ok], $p $v, $t $w.",
    "Everything is $w in $c; $p $v.",
    "The new $p of the $t will be $v.",
    # Kept back:
    "Somebody in $c has changed the $p to $v.",
    "Our $t in $c has the $p $v.",
    "It worked: the $t is $w now.",
    "For $c, we found $v.",
    "The $t in $c is $v and $w.",
)


def outcome(source: Source) -> tuple[str, str, tuple[str, ...]]:
    shape = source.random.randrange(4)
    if shape == 0:  # a sentence
        said = str(source.value(source.pick([*words.PARAMETERS.values()])))
        sentence = source.phrase(
            OUTCOMES,
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
        return text, DONE_ANSWER, ("done",)
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
