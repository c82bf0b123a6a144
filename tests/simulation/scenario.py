"""A seed becomes a story: an engine's sizes, its clients, and everything that goes wrong."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any

from actors.config import EngineConfig
from actors.engine import seed_of
from actors.messages import Chat, Ids, Request, Text
from actors.stops import StopStrings
from models.batch import Sampling
from models.fake_device import oracle
from models.fake_vocabulary import FakeVocabulary
from tests.simulation.channels import ACTIONS
from tests.simulation.device import DEVICE_FAULTS

VOCABULARY = FakeVocabulary(size=300)
WORDS = ("once ", "upon ", "a time ", "häuser ", "日本語 ", "the same ", "preface ", "🙂 ")
SALTS = ("", "", "", "tenant")
POISON = 299  # a token that kills, in stories that have a poisoned client


@dataclass(frozen=True)
class Fault:
    """Something goes wrong at the n-th chance of its place."""

    place: str  # "device", "channel", "tokenizer", "text" or "kill"
    nth: int
    action: str


@dataclass(frozen=True)
class Visit:
    """One client: what it asks, when it comes, and how it behaves."""

    name: str
    at: float
    request: Request
    seed: int
    manner: str = "reads"  # or "dawdles", "closes", "is cancelled", "is killed"
    patience: int = 0  # pieces, or hundredths of a second, until it leaves
    poisoned: bool = False


@dataclass(frozen=True)
class Expected:
    """What an engine without cache, batch, speculation and faults would tell."""

    ids: tuple[int, ...]
    text: str
    reason: str


@dataclass(frozen=True)
class Story:
    """All that a run depends on."""

    seed: int
    config: EngineConfig
    sizes: dict[str, Any]
    visits: tuple[Visit, ...]
    faults: tuple[Fault, ...]
    acceptance: float = 0.7
    stop_at: float | None = None
    poison: str = "die"
    context_length: int = field(default=0)


def story_of(seed: int) -> Story:
    """The story that this seed tells."""
    random = Random(seed)
    sizes: dict[str, Any] = {
        "num_blocks": random.choice((3, 6, 12, 40, 200)),
        "block_size": random.choice((2, 4, 16)),
        "num_slots": random.choice((1, 2, 4, 8)),
        "context_length": random.choice((48, 96, 200)),
        "vocabulary_size": VOCABULARY.size,
    }
    config = EngineConfig(
        max_requests=random.choice((6, 16, 40)),
        depth=random.choice((1, 2, 2)),
        steady=random.choice((True, False)),
        step_tokens=random.choice((2, 5, 16, 64, 512)),
        draft=random.choice((0, 0, 1, 4)),
        most_unread=random.choice((1, 4, 64)),
        prefix_cache=random.random() < 0.8,
        paranoid=True,
        tokenizer_deadline=3.0,
        load_deadline=20.0,
        step_deadline=8.0,
        canary_deadline=10.0,
        quarantine=60.0,
    )
    context = min(sizes["context_length"], sizes["num_blocks"] * sizes["block_size"])
    visits = tuple(visit(random, nth, context) for nth in range(random.choice((1, 3, 8, 16))))
    poisoned = random.random() < 0.15
    if poisoned:
        visits = poison_one(random, visits)
        visits = tuple(replace(v, poisoned=carries_poison(v, context)) for v in visits)
    num_poisoned = sum(visit.poisoned * visit.request.n for visit in visits)
    return Story(
        seed=seed,
        config=config,
        sizes=sizes,
        visits=visits,
        faults=draw_faults(random, max(0, config.max_restarts - 3 * num_poisoned)),
        acceptance=random.choice((0.0, 0.5, 0.9, 1.0)),
        stop_at=random.uniform(0.1, 3.0) if random.random() < 0.1 else None,
        poison=random.choice(("die", "hang", "nan")),
        context_length=context,
    )


def draw_faults(random: Random, most: int) -> tuple[Fault, ...]:
    """Mostly few enough that the engine may not give up; sometimes more than it can bear."""
    num = random.choice((0, 1, 1, 2, 3, most))
    if random.random() < 0.05:
        num = 12
    return tuple(draw_fault(random) for _ in range(num))


def draw_fault(random: Random) -> Fault:
    match random.choice(("device", "device", "channel", "channel", "channel", "tokenizer", "text")):
        case "device":
            return Fault("device", random.randint(1, 60), random.choice(DEVICE_FAULTS))
        case "channel":
            return Fault("channel", int(random.expovariate(1 / 200)), random.choice(ACTIONS))
        case "tokenizer":
            action = random.choice(("error", "panic", "stall"))
            return Fault("tokenizer", random.randint(1, 12), action)
        case _:
            return Fault("text", random.randint(1, 200), random.choice(("error", "panic")))


def visit(random: Random, nth: int, context: int) -> Visit:
    """One client's request, made so that many share prefixes and some meet stop strings."""
    text = "".join(random.choice(WORDS) for _ in range(random.randint(0, 4)))
    if random.random() < 0.5:
        text = "the same preface of many requests, " + text
    prompt: Text | Ids | Chat = Text(text)
    if random.random() < 0.2:
        prompt = Chat(({"role": "user", "content": text},))
    elif random.random() < 0.3:
        prompt = Ids(tuple(random.randrange(256) for _ in range(random.randint(1, 20))))
    request = Request(
        prompt,
        Sampling(
            temperature=random.choice((0.0, 1.0)),
            min_tokens=random.choice((0, 0, 5)),
            stop_ids=(random.randrange(256),) if random.random() < 0.2 else (),
            logprobs=random.choice((None, None, 0, 2)),
        ),
        n=random.choice((1, 1, 1, 3)),
        max_tokens=random.choice((None, 0, 1, 7, 30)),
        ignore_eos=random.random() < 0.2,
        include_stop=random.random() < 0.2,
        salt=random.choice(SALTS),
        priority=random.choice((0, 0, 0, 1)),
        client=("one", "two", "two")[nth % 3],
    )
    seed = random.randrange(2**40)
    if random.random() < 0.4:
        request = with_stops(random, request, seed, context)
    return Visit(
        name=f"client {nth}",
        at=random.choice((0.0, 0.0, random.uniform(0, 2))),
        request=request,
        seed=seed,
        manner=random.choice(("reads", "reads", "reads", "dawdles", "closes", "is cancelled")),
        patience=random.randint(0, 30),
    )


def with_stops(random: Random, request: Request, seed: int, context: int) -> Request:
    """Stop strings that do occur, often cut by tokens and steps."""
    text = expected(request, seed, 0, context).text
    if len(text) < 4:
        return request
    begin = random.randrange(len(text) - 2)
    stop = text[begin : begin + random.randint(1, 3)]
    return replace(request, stop=(stop, "never to be seen"))


def poison_one(random: Random, visits: tuple[Visit, ...]) -> tuple[Visit, ...]:
    """One client carries a token that the device dies of."""
    nth = random.randrange(len(visits))
    guilty = visits[nth]
    ids = (*(random.randrange(256) for _ in range(random.randint(0, 12))), POISON, 7)
    request = replace(guilty.request, prompt=Ids(ids), n=1, max_tokens=5)
    return (*visits[:nth], replace(guilty, request=request, manner="reads"), *visits[nth + 1 :])


def prompt_ids_of(request: Request) -> tuple[int, ...]:
    prompt = request.prompt
    if isinstance(prompt, Ids):
        return prompt.ids
    if isinstance(prompt, Text):
        return VOCABULARY.encode(prompt.text)
    assert isinstance(prompt, Chat)
    return VOCABULARY.encode_chat(prompt.messages)


def expected(request: Request, seed: int, nth: int, context: int) -> Expected:
    """The oracle: token by token, then text, then stop strings."""
    sampling = request.sampling
    stop_ids = set(sampling.stop_ids) | (set() if request.ignore_eos else VOCABULARY.eos_ids)
    ids = continuation(request, seed, nth, context, stop_ids)
    stopped = bool(ids) and ids[-1] in stop_ids and len(ids) >= sampling.min_tokens
    return told(request, ids, "stop" if stopped else "length")


def continuation(
    request: Request, seed: int, nth: int, context: int, stop_ids: Collection[int] = ()
) -> list[int]:
    """Tokens up to a stop token or the end of the context."""
    prompt = prompt_ids_of(request)
    most = context - len(prompt)
    if request.max_tokens is not None:
        most = min(most, request.max_tokens)
    return oracle(
        seed_of(seed, nth),
        prompt,
        max_tokens=most,
        vocabulary_size=VOCABULARY.size,
        temperature=request.sampling.temperature,
        stop_ids=stop_ids,
        min_tokens=request.sampling.min_tokens,
    )


def carries_poison(visit: Visit, context: int) -> bool:
    """Its text may reach the deadly token; a step in flight may even run beyond its end."""
    request, seed = visit.request, visit.seed
    return POISON in prompt_ids_of(request) or any(
        POISON in expected(request, seed, nth, context).ids
        or POISON in continuation(request, seed, nth, context)
        for nth in range(request.n)
    )


def told(request: Request, ids: list[int], reason: str) -> Expected:
    """What of these tokens becomes text."""
    stream = VOCABULARY.stream(skip_special_tokens=True)
    stops = StopStrings(request.stop, include=request.include_stop)
    text = ""
    for nth, id in enumerate(ids, 1):
        silent = nth == len(ids) and reason == "stop" and not request.include_stop
        more = "" if silent else stream.push(id)
        if request.stop and nth >= request.sampling.min_tokens:
            more, stop = stops.push(more)
            if stop is not None:
                return Expected(tuple(ids[:nth]), text + more, "stop")
        text += more
    tail = stream.flush()
    if request.stop:
        tail, stop = stops.push(tail)
        if stop is not None:
            return Expected(tuple(ids), text + tail, "stop")
        tail += stops.flush()
    return Expected(tuple(ids), text + tail, reason)
