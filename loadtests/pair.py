"""What reading ahead brings where a step costs what a larger model's costs.

    python -m loadtests.pair [--megabytes 500] [--requests 12] [--rounds 3] [--json FILE]
        [--target DIRECTORY] [--peer URL]

The target is the lead in the box with layers that add nothing: the matrices by which they would
write are zero, the others are random. So its text is the lead's, which the understudy in the box
knows, and a step reads as many bytes as said. One client asks; the same requests with reading ahead
and without take turns, each time under a salt of their own, so that nobody remembers the last turn.
The texts are compared. Each prompt is read before (asked for one token), as that of an agent's next
turn mostly is: what counts is the writing. Ratios with the reading are told beside it.

A peer is another server that has the same pair already, the target of `--target` and the understudy
in the box. It takes turns too, on the same prompts as plain text, since its own template of a chat
may be another one.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import platform
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import torch
from safetensors.torch import load_file, save_file

from loadtests.examine import FIRST_SEED, own_server, wait_until_ready
from models import demo
from models.demo.corpus import chat, stories, tools
from models.demo.corpus.example import Example
from models.demo.corpus.mix import Skill
from models.demo.corpus.source import Source
from models.demo.text import rendered

Body = dict[str, Any]

INNER = 3584  # of every layer; the lead's own are filled up with zeros, and read 74 MB then
CHANGED = 12  # one word of so many is another one in what the client predicts
WARM = 2  # requests before the first that counts
CHAT = "chat/completions"
LONGEST = 120  # tokens of an answer
TALK: tuple[Skill, ...] = (chat.simple, chat.by_heart, chat.listing, stories.story)
CALLS: tuple[Skill, ...] = (tools.calling, tools.after_call)
FIELDS: dict[str, Body] = {
    "customer_identification": {"type": "integer", "minimum": 0, "maximum": 9999},
    "delivery_address_is_known": {"type": "boolean"},
    "preferred_payment_method": {"enum": ["credit_card", "bank_transfer", "cash"]},
    "number_of_articles": {"type": "integer", "minimum": 0, "maximum": 99},
    "requires_signature_on_delivery": {"type": "boolean"},
}
SCHEMA = {
    "type": "object",
    "properties": FIELDS,
    "required": [*FIELDS],
    "additionalProperties": False,
}


@dataclass(frozen=True, slots=True)
class Work:
    """Requests of a kind, and who may read ahead."""

    name: str
    bodies: list[Body]
    method: str
    path: str = CHAT


@dataclass(frozen=True, slots=True)
class Turn:
    """The same requests, once."""

    reading: float  # seconds until all prompts were read
    writing: float
    num_tokens: int
    texts: list[Any]

    @property
    def speed(self) -> float:
        """Tokens per second of writing."""
        return self.num_tokens / self.writing

    @property
    def whole_speed(self) -> float:
        return self.num_tokens / (self.reading + self.writing)


def write_target(directory: Path, megabytes: int) -> int:
    """A checkpoint with the lead's text. The bytes of its weights."""
    weights = load_file(demo.LEAD / "model.safetensors")
    config = json.loads((demo.LEAD / "config.json").read_text())
    own, size = config["num_hidden_layers"], config["hidden_size"]
    for name, matrix in weights.items():
        if ".mlp." in name:
            wider = INNER - config["intermediate_size"]
            room = (0, wider) if "down_proj" in name else (0, 0, 0, wider)
            weights[name] = torch.nn.functional.pad(matrix, room).contiguous()
    each = [name for name in weights if name.startswith("model.layers.0.")]
    bytes_each = sum(weights[name].nbytes for name in each)
    missing = megabytes * 10**6 - sum(matrix.nbytes for matrix in weights.values())
    num_layers = own + max(0, -(-missing // bytes_each))
    torch.manual_seed(0)
    for layer in range(own, num_layers):
        for name in each:
            like = weights[name]
            is_silent = "o_proj" in name or "down_proj" in name
            drawn = torch.zeros_like(like) if is_silent else torch.randn_like(like) * size**-0.5
            weights[name.replace(".0.", f".{layer}.")] = drawn
    save_file(weights, directory / "model.safetensors", metadata={"format": "pt"})
    for file in demo.LEAD.iterdir():
        if file.name not in ("model.safetensors", "config.json"):
            shutil.copy(file, directory)
    config |= {"num_hidden_layers": num_layers, "intermediate_size": INNER}
    (directory / "config.json").write_text(json.dumps(config))
    return sum(matrix.nbytes for matrix in weights.values())


def drawn(skills: Sequence[Skill], count: int) -> list[Example]:
    return [skills[nth % len(skills)](Source(FIRST_SEED + nth, held=True)) for nth in range(count)]


def chats(examples: Sequence[Example]) -> list[Body]:
    bodies: list[Body] = []
    for example in examples:
        body: Body = {"messages": example.messages[:-1], "max_tokens": LONGEST}
        bodies.append(body | ({"tools": example.tools} if example.tools else {}))
    return bodies


def plain_texts(examples: Sequence[Example]) -> list[Body]:
    """The same prompts, as anybody understands them."""
    return [
        {"prompt": rendered(example, is_prompt=True), "max_tokens": LONGEST} for example in examples
    ]


def edited(text: str) -> str:
    """As a client predicts it who knows nearly all of it."""
    words = text.split(" ")
    return " ".join("another" if nth % CHANGED == CHANGED - 1 else w for nth, w in enumerate(words))


class Client:
    """One, who asks for one thing after the other."""

    def __init__(self, http: httpx.AsyncClient, model: str) -> None:
        self.http = http
        self.fields: Body = {"model": model, "temperature": 0, "seed": 1}
        self.num_turns = 0

    async def ask(self, body: Body, method: str, path: str = CHAT) -> tuple[Any, int]:
        """The text or message, and how many tokens it has."""
        more = {"speculation": {"method": method}, "cache_salt": f"turn {self.num_turns}"}
        answer = await self.http.post(f"/v1/{path}", json=self.fields | body | more)
        answer.raise_for_status()
        told = answer.json()
        choice = told["choices"][0]
        said = choice.get("message") or choice["text"]
        for call in choice.get("message", {}).get("tool_calls") or ():
            del call["id"]  # drawn anew each time
        return said, told["usage"]["completion_tokens"]

    async def turn(self, work: Work, method: str) -> Turn:
        self.num_turns += 1
        for body in work.bodies[:WARM]:
            await self.ask(body, method, work.path)
        self.num_turns += 1
        reading = writing = 0.0
        num_tokens, texts = 0, []
        for body in work.bodies:
            began = time.perf_counter()
            await self.ask(body | {"max_tokens": 1}, method, work.path)
            is_read = time.perf_counter()
            text, count = await self.ask(body, method, work.path)
            reading += is_read - began
            writing += time.perf_counter() - is_read
            texts.append(text)
            num_tokens += count
        return Turn(reading, writing, num_tokens, texts)


async def works(client: Client, count: int) -> list[Work]:
    stories_told = chats(drawn((stories.story,), count))
    for body in stories_told:
        message, _ = await client.ask(body, "off")
        body["prediction"] = {"type": "content", "content": edited(message["content"])}
    asked = [{"role": "user", "content": "Fill in the form for the next customer."}]
    form = {"type": "json_schema", "json_schema": {"name": "form", "schema": SCHEMA}}
    filled: Body = {"messages": asked, "response_format": form, "max_tokens": 150}
    talk = chats(drawn(TALK, count))
    calls = chats(drawn(CALLS, count))
    return [
        Work("chat, the pair alone", talk, "draft_model"),
        Work("tools, the pair alone", calls, "draft_model"),
        Work("chat, everybody", talk, "auto"),
        Work("tools, everybody", calls, "auto"),
        Work("edits with a prediction", stories_told, "auto"),
        Work("what a schema forces alone", [filled | {"seed": nth} for nth in range(3)], "grammar"),
    ]


def works_for_both(count: int) -> list[Work]:
    """What a peer can be asked as well."""
    return [
        Work(f"{name} as plain text", plain_texts(drawn(skills, count)), "auto", "completions")
        for name, skills in (("chat", TALK), ("tools", CALLS))
    ]


async def take_turns(
    work: Work, parts: dict[str, tuple[Client, str]], rounds: int
) -> dict[str, list[Turn]]:
    """Who begins changes from round to round."""
    turns: dict[str, list[Turn]] = {name: [] for name in parts}
    for number in range(rounds):
        for name in list(parts)[:: -1 if number % 2 else 1]:
            client, method = parts[name]
            turns[name].append(await client.turn(work, method))
    return turns


def ratio(ours: Sequence[Turn], theirs: Sequence[Turn], speed: Callable[[Turn], float]) -> float:
    """The median of the rounds."""
    return round(
        statistics.median(speed(a) / speed(b) for a, b in zip(ours, theirs, strict=True)), 2
    )


def told(work: Work, turns: dict[str, list[Turn]]) -> Body:
    """A line of the table."""
    plain, ahead = turns["plain"], turns["reading ahead"]
    same = sum(a == b for a, b in zip(plain[0].texts, ahead[0].texts, strict=True))
    line: Body = {"work": work.name}
    for name, each in turns.items():
        line[f"{name} (tokens/s)"] = round(statistics.median(turn.speed for turn in each), 1)
    line["ratio"] = ratio(ahead, plain, lambda turn: turn.speed)
    line["ratio with the prompt"] = ratio(ahead, plain, lambda turn: turn.whole_speed)
    if "peer" in turns:
        line["ratio to the peer"] = ratio(ahead, turns["peer"], lambda turn: turn.speed)
    return line | {"same texts": f"{same} of {len(work.bodies)}"}


async def measure(given: argparse.Namespace, target: Path) -> list[Body]:
    flags = ("--model", str(target), "--speculative-model", str(demo.UNDERSTUDY))
    lines: list[Body] = []
    async with AsyncExitStack() as stack:
        enter = stack.enter_async_context
        clients = []
        for url in [await enter(own_server(*flags)), *given.peer]:
            http = await enter(httpx.AsyncClient(base_url=url, timeout=600))
            clients.append(Client(http, await wait_until_ready(http)))
        own, *peers = clients
        both = works_for_both(given.requests) if peers else []
        for work in [*await works(own, given.requests), *both]:
            parts = {"plain": (own, "off"), "reading ahead": (own, work.method)}
            if work in both:
                parts["peer"] = peers[0], work.method
            lines.append(told(work, await take_turns(work, parts, given.rounds)))
            sys.stdout.write(json.dumps(lines[-1]) + "\n")
            sys.stdout.flush()
    return lines


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=int, default=500, help="that a step reads")
    parser.add_argument("--requests", type=int, default=12, help="of each kind")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--target", type=Path, help="where the target is, or shall be written")
    parser.add_argument("--peer", nargs=1, default=[], metavar="URL", help="without /v1")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as directory:
        target = given.target or Path(directory)
        target.mkdir(parents=True, exist_ok=True)
        num_bytes = write_target(target, given.megabytes)
        lines = asyncio.run(measure(given, target))
    if given.json is not None:
        machine = f"{platform.machine()}, Python {platform.python_version()}"
        report = {"machine": machine, "megabytes": num_bytes // 10**6, "lines": lines}
        given.json.write_text(json.dumps(report, indent=2) + "\n")


if __name__ == "__main__":
    main()
