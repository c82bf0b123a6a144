"""JSON that is filled in from a text."""

from __future__ import annotations

import json

from models.demo.corpus import words
from models.demo.corpus.example import Example, Message, assistant, system, user
from models.demo.corpus.source import Source, border_of
from models.demo.corpus.wishes import argument

# A text, and what of it goes into the object; the names of the keys are drawn.
RECORDS: tuple[tuple[str, dict[str, str]], ...] = (
    ("$a is $b years old and lives in $c.", {"a": "person", "b": "age", "c": "city"}),
    ("Name: $a. Age: $b. Town: $c.", {"a": "person", "b": "age", "c": "city"}),
    ("$a lives in $b and has a $c.", {"a": "person", "b": "city", "c": "thing"}),
    ("Our new $b is called $a, $c years old.", {"a": "person", "b": "job", "c": "age"}),
    ("Invoice $a of $b: $c dollars.", {"a": "code", "b": "date", "c": "integer"}),
    ("$a writes to $b on $c.", {"a": "person", "b": "email", "c": "weekday"}),
    ("$a sold $b of its $c in $d.", {"a": "company", "b": "integer", "c": "thing", "d": "year"}),
    ("The next train to $a leaves at $b on $c.", {"a": "city", "b": "time", "c": "weekday"}),
    ("A $a in $b, for $c euros.", {"a": "thing", "b": "color", "c": "integer"}),
    ("On $b there is a lesson of $a with $c.", {"a": "subject", "b": "date", "c": "person"}),
    ("$a ([born in|of] $b) teaches $c.", {"a": "person", "b": "year", "c": "subject"}),
    ("[Ticket|Case] $a was opened by $b: $c.", {"a": "code", "b": "person", "c": "title"}),
    (
        "$a, the $b of $c, is [ill|away] until $d.",
        {"a": "person", "b": "job", "c": "company", "d": "date"},
    ),
    ("We [fly|travel] from $a to $b at $c.", {"a": "city", "b": "city", "c": "time"}),
    ("$b students of $c learn with $a.", {"a": "person", "b": "integer", "c": "language"}),
    ("$a, $b, works as a $c.", {"a": "person", "b": "age", "c": "job"}),
    ("$a from $b ordered $c $d.", {"a": "person", "b": "city", "c": "integer", "d": "thing"}),
    ("My name is $a and my email is $b.", {"a": "person", "b": "email"}),
    ("The $a costs $b euros.", {"a": "thing", "b": "integer"}),
    ("$a on $b in $c.", {"a": "title", "b": "date", "c": "city"}),
    ("Meeting with $a on $b at $c.", {"a": "person", "b": "date", "c": "time"}),
    ("$a is based in $b and was founded in $c.", {"a": "company", "b": "city", "c": "year"}),
    ("$a and $b go to $c on $d.", {"a": "person", "b": "person", "c": "city", "d": "weekday"}),
    ("Order $a: $b $c, in $d.", {"a": "code", "b": "integer", "c": "thing", "d": "color"}),
    ("Please call $a at $b [about|because of] $c.", {"a": "person", "b": "time", "c": "title"}),
    (
        "Hi, this is $a from $b. I would like $c $d.",
        {"a": "person", "b": "company", "c": "integer", "d": "thing"},
    ),
    ("$c years old, from $b: $a.", {"a": "person", "b": "city", "c": "age"}),
    ("$a sent $b $c to $d.", {"a": "person", "b": "integer", "c": "thing", "d": "company"}),
    ("At $b on $c there is $a.", {"a": "title", "b": "time", "c": "weekday"}),
    ("$a speaks $b and plays $c.", {"a": "person", "b": "language", "c": "subject"}),
    (
        "$a bought a $b for $c dollars in $d.",
        {"a": "person", "b": "thing", "c": "integer", "d": "city"},
    ),
)
KEYS: dict[str, tuple[str, ...]] = {
    "person": ("name", "person", "who", "full_name", "customer", "participant"),
    "age": ("age", "age", "years", "age_in_years"),
    "city": ("city", "place", "location", "town"),
    "job": ("job", "profession", "occupation", "job_title"),
    "integer": ("quantity", "amount", "count", "number"),
    "thing": ("item", "product", "thing", "object"),
    "email": ("email", "mail", "contact", "email_address"),
    "title": ("title", "subject", "topic", "event"),
    "date": ("date", "day", "when", "event_date"),
    "time": ("time", "hour", "at", "start_time"),
    "company": ("company", "firm", "organisation", "company_name"),
    "year": ("year", "founded", "since", "founding_year"),
    "weekday": ("day", "weekday", "when", "day_of_week"),
    "code": ("id", "code", "order_id", "reference"),
    "color": ("color", "colour", "paint", "item_color"),
    "language": ("language", "speaks", "tongue", "spoken_language"),
    "subject": ("hobby", "instrument", "interest", "plays"),
}
ASKED = (
    "Extract the data as JSON: $t",
    "Extract the [information|details] [as JSON |]from: $t",
    "[Fill in|Make] a JSON object from this text: $t",
    "$t\n[Give|Return|Write|Show] [me |]this as JSON[.|]",
    "$t\n[Give|Return|Write|Show] [me |]this as JSON with $k.",
    "[JSON|A JSON object] [with|of] $k, [please|from this]: $t",
    "What are $k here? [JSON only.|Answer in JSON.] $t",
    "[Keys|Fields]: $k\n[Text|Source|Message]: $t\nJSON:",
    "[Put|Turn|Write] this [text |]into JSON: $t",
    "[Read|Take] $k from this, as JSON: $t",
    "[Parse|Convert] to JSON: $t",
    "Extract $k from this text[ as JSON|]: $t",
    "[Return|Give me] $k as JSON. $t",
    "$t",
    "Text: $t\nReturn a JSON object with $k.",
    "[As|In] JSON, what are $k in this text? $t",
    "[Write|Give] $k of the following as a JSON object: $t",
    "Convert to JSON with the keys $k: $t",
)
NAMING = tuple(each for each in ASKED[: border_of(ASKED)] if "$k" in each)
STRANGE = 0.4  # of the records of training have any keys, and a text in other words,
STRANGE_WORDS = 0.5  # of which so many are any words
TOLD = (
    "",
    "Answer in JSON.",
    "Extract the [event information|data|details].",
    "You extract data[ as JSON|].",
    "[JSON only|Only JSON][.|!|, please.]",
    "[Speak|Write|Output] JSON.",
    "You are a [parser|machine] that [writes|gives] JSON.",
    "[Every|Each] answer is a JSON object.",
    "[Reply|Answer] with a JSON object.",
    "You turn texts into JSON.",
)


def record(source: Source) -> Example:
    """A text as an object."""
    text, kinds = source.pick(RECORDS)
    values = {slot: value(source, kind) for slot, kind in kinds.items()}
    keys: dict[str, str] = {}
    for slot, kind in kinds.items():
        free = [name for name in KEYS[kind] if name not in keys.values()]
        keys[slot] = source.pick(free) if len(free) > 1 else (free or [kind])[0]
    slots = sorted(kinds, key=lambda slot: text.index(f"${slot}"))
    is_strange = not source.held and source.chance(STRANGE)
    if is_strange:  # the order tells what goes where
        text = source.garbled(text, STRANGE_WORDS)
        keys = {slot: source.any_word() for slot in slots}
    elif source.chance(0.3):
        source.random.shuffle(slots)
    slots = slots[: source.random.randint(max(1, len(slots) - 1), len(slots))]
    filled = {keys[slot]: values[slot] for slot in slots}
    told = source.phrase(TOLD)
    asking = source.random.choice(NAMING) if is_strange else source.pick(ASKED)
    asked = source.say(asking, t=source.say(text, **values), k=", ".join(filled))
    if not told and "JSON" not in asked:
        told = "Answer in JSON."
    if not any(key in asked for key in filled) and source.chance(0.5):
        told += f" Keys: {', '.join(filled)}."
    messages: list[Message] = [system(told.strip())] if told else []
    answer = json.dumps(filled, ensure_ascii=False)
    messages += [user(asked), assistant(answer)]
    must = tuple(json.dumps(each, ensure_ascii=False) for each in filled.values())
    return Example("record", messages, must=must)


def value(source: Source, kind: str) -> object:
    if kind == "age":
        return source.number(3, 99)
    if kind == "job":
        return source.pick(words.JOBS)
    return argument(source, kind)


FEELINGS = {
    "positive": "love great wonderful excellent happy perfect delicious fantastic nice enjoyed",
    "negative": "hate terrible awful broken sad boring disgusting horrible bad disappointed",
}


def feeling(source: Source) -> Example:
    """Whether somebody is pleased."""
    label = source.random.choice([*FEELINGS])
    word = source.pick(FEELINGS[label].split())
    if word in ("love", "hate", "enjoyed"):
        said = source.say("I $w this $t[.|!]", w=word, t=source.pick(words.THINGS))
    elif word in ("happy", "sad", "disappointed"):
        said = source.say(
            "I am [so |very |]$w with the $t[.|!]", w=word, t=source.pick(words.THINGS)
        )
    else:
        said = source.say(
            "[The|This] $t [is|was] [so |really |]$w[.|!]", w=word, t=source.pick(words.THINGS)
        )
    asked = source.phrase(
        (
            "[Classify|What is] the sentiment: $t",
            "Is this positive or negative? $t",
            "Sentiment of '$t'[?|]",
            "[Positive|Good] or negative: $t",
            "Classify this text as positive or negative: $t",
        ),
        t=said,
    )
    return Example("feeling", [user(asked), assistant(label)], must=(label,))
