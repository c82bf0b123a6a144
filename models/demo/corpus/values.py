"""Of whom and of what texts tell, and the values that they tell of them."""

from __future__ import annotations

from models.demo.corpus import words
from models.demo.corpus.source import Source
from models.demo.corpus.wordings.subjects_business import SUBJECTS_BUSINESS
from models.demo.corpus.wordings.subjects_knowledge import SUBJECTS_KNOWLEDGE

EVENTS = "meeting concert conference wedding fair race exhibition lecture workshop party".split()
MEASURES: dict[str, tuple[int, int, tuple[str, ...]]] = {
    "weight": (2, 900, ("grams", "kilos", "kg", "pounds")),
    "metres": (20, 4000, ("metres", "m", "feet", "meters")),
    "minutes": (5, 180, ("minutes",)),
    "degrees": (120, 260, ("degrees", "°C", "degrees Celsius")),
    "years": (2, 40, ("years",)),
    "cm": (140, 215, ("cm", "centimetres")),
    "memory": (2, 900, ("GB", "gigabytes")),
    "size": (2, 900, ("MB", "GB", "kilobytes", "megabytes")),
    "millions": (2, 900, ("million euros", "million dollars", "million")),
}
LISTED: dict[str, list[str]] = {
    "job": words.JOBS,
    "food": words.FOODS,
    "spot": words.PLACES,
    "instrument": words.INSTRUMENTS,
    "material": words.MATERIALS,
    "sport": words.SPORTS,
}
CAPITALISED: dict[str, list[str]] = {
    "tongue": words.TONGUES,
    "system": words.SYSTEMS,
    "licence": words.LICENCES,
}

CALLED = {  # $n is an invented name
    "team": "[$n United|FC $n|$n City|Team $n|$n Athletic]",
    "building": "the $n [Tower|Hall|House|Palace|Theater|Hotel]",
    "ship": "the [ship |]$n",
    "server": "[the |]server $n",
    **SUBJECTS_BUSINESS,
    **SUBJECTS_KNOWLEDGE,
}


def subject(source: Source, of: str) -> str:
    match of:
        case "person":
            return source.person()
        case "place":
            return source.city() if source.chance(0.5) else source.invented()
        case "item":
            return f"the {source.thing()}"
        case "event":
            return source.say(
                "the [$c $k|$n $k|$k of $c|$k]",
                c=source.city(),
                k=source.word(EVENTS),
                n=source.invented(),
            )
        case "company":
            return source.company()
        case "book":
            title = source.title()
            return f'"{title[0].upper()}{title[1:]}"'
        case "recipe":
            return f"the recipe for {source.word(words.FOODS)}"
        case "course":
            return source.say("the [$t course|course in $t]", t=source.word(words.SUBJECTS))
        case "animal":
            return f"{source.invented()} the {source.word(words.ANIMALS)}"
        case "train" | "order":
            return f"{of} {source.code()}"
    return source.say(
        CALLED.get(of, "$n"),
        n=source.invented(),
        c=source.city(),
        t=source.thing(),
        p=source.person(),
        k=source.company(),
    )


def value(source: Source, kind: str) -> str:
    if kind in MEASURES:
        low, high, units = MEASURES[kind]
        return f"{source.number(low, high)} {source.random.choice(units)}"
    if kind in LISTED:
        return source.word(LISTED[kind])
    if kind in CAPITALISED:
        name = source.word(CAPITALISED[kind])
        return name[0].upper() + name[1:]
    match kind:
        case "phone":
            return f"{source.number(100, 999)}-{source.number(1000, 9999)}"
        case "thousands":
            number = source.number(2, 99000)
            return f"{number:,}" if source.chance(0.5) else str(number)
        case "small":
            return str(source.number(2, 40))
        case "product":
            return products(source)
        case "price":
            number = source.number(2, 5000)
            shapes = (f"{number} euros", f"${number}", f"{number} dollars", f"{number}.50")
            return source.random.choice(shapes)
        case "port":
            return str(source.number(1000, 65000))
        case "ip":
            parts = (10, *(source.number(0, 255) for _ in range(3)))
            return ".".join(str(part) for part in parts)
        case "version":
            first, last = source.random.randint(0, 9), source.random.randint(0, 9)
            return f"{first}.{source.number(0, 60)}.{last}"
    return str(source.value(kind))


def products(source: Source) -> str:
    """One or two kinds of things, of which there are many."""
    things = {source.word(words.THINGS): None for _ in range(source.random.choice((1, 1, 2)))}
    return " and ".join(
        thing + ("es" if thing.endswith(("s", "sh", "ch")) else "s") for thing in things
    )
