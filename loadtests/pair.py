"""What reading ahead brings where a step costs what a larger model's costs.

    python -m loadtests.pair [--megabytes 500] [--requests 12] [--rounds 3] [--json FILE]

The target is the lead in the box with layers that add nothing: the matrices by which they would
write are zero, the others are random. So its text is the lead's, which the understudy in the box
knows, and a step reads as many bytes as said. One client asks; the same requests with reading ahead
and without take turns, each time under a salt of their own, so that nobody remembers the last turn.
The texts are compared.
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
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import torch
from safetensors.torch import load_file, save_file

from loadtests.examine import FIRST_SEED, own_server, wait_until_ready
from models import demo
from models.demo.corpus import chat, stories, tools
from models.demo.corpus.mix import Skill
from models.demo.corpus.source import Source

Body = dict[str, Any]

INNER = 8192  # of every layer; the lead's own are filled up with zeros
CHANGED = 12  # one word of so many is another one in what the client predicts
WARM = 2  # requests before the first that counts
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


def drawn(skills: Sequence[Skill], count: int) -> list[Body]:
    bodies: list[Body] = []
    for nth in range(count):
        example = skills[nth % len(skills)](Source(FIRST_SEED + nth, held=True))
        body: Body = {"messages": example.messages[:-1], "max_tokens": 120}
        bodies.append(body | ({"tools": example.tools} if example.tools else {}))
    return bodies


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

    async def ask(self, body: Body, method: str) -> tuple[Body, int]:
        """The message, and how many tokens it has."""
        more = {"speculation": {"method": method}, "cache_salt": f"turn {self.num_turns}"}
        answer = await self.http.post("/v1/chat/completions", json=self.fields | body | more)
        answer.raise_for_status()
        told = answer.json()
        message = told["choices"][0]["message"]
        for call in message.get("tool_calls") or ():
            del call["id"]  # drawn anew each time
        return message, told["usage"]["completion_tokens"]

    async def turn(self, work: Work, method: str) -> tuple[float, list[Body]]:
        """Tokens per second over all requests, and the messages."""
        self.num_turns += 1
        for body in work.bodies[:WARM]:
            await self.ask(body, method)
        self.num_turns += 1
        began, num_tokens, messages = time.perf_counter(), 0, []
        for body in work.bodies:
            message, count = await self.ask(body, method)
            messages.append(message)
            num_tokens += count
        return num_tokens / (time.perf_counter() - began), messages


async def works(client: Client, count: int) -> list[Work]:
    predicted = drawn((stories.story,), count)
    for body in predicted:
        message, _ = await client.ask(body, "off")
        body["prediction"] = {"type": "content", "content": edited(message["content"])}
    asked = [{"role": "user", "content": "Fill in the form for the next customer."}]
    form = {"type": "json_schema", "json_schema": {"name": "form", "schema": SCHEMA}}
    filled: Body = {"messages": asked, "response_format": form, "max_tokens": 150}
    talk = drawn((chat.simple, chat.by_heart, chat.listing, stories.story), count)
    calls = drawn((tools.calling, tools.after_call), count)
    return [
        Work("chat, the pair alone", talk, "draft_model"),
        Work("tools, the pair alone", calls, "draft_model"),
        Work("chat and tools, everybody", [*talk, *calls], "auto"),
        Work("edits with a prediction", predicted, "auto"),
        Work("what a schema forces alone", [filled | {"seed": nth} for nth in range(3)], "grammar"),
    ]


async def measure(given: argparse.Namespace, target: Path) -> list[Body]:
    flags = ("--model", str(target), "--speculative-model", str(demo.UNDERSTUDY))
    lines: list[Body] = []
    async with own_server(*flags) as url, httpx.AsyncClient(base_url=url, timeout=600) as http:
        client = Client(http, await wait_until_ready(http))
        for work in await works(client, given.requests):
            speeds: dict[str, list[float]] = {"off": [], work.method: []}
            texts = []
            for _ in range(given.rounds):
                for method, found in speeds.items():
                    speed, messages = await client.turn(work, method)
                    found.append(speed)
                    texts.append(messages)
            plain, ahead = (statistics.median(found) for found in speeds.values())
            same = sum(one == other for one, other in zip(texts[0], texts[1], strict=True))
            lines.append(
                {
                    "work": work.name,
                    "plain (tokens/s)": round(plain, 1),
                    "reading ahead (tokens/s)": round(ahead, 1),
                    "ratio": round(ahead / plain, 2),
                    "same texts": f"{same} of {len(work.bodies)}",
                }
            )
            sys.stdout.write(json.dumps(lines[-1]) + "\n")
            sys.stdout.flush()
    return lines


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=int, default=500, help="that a step reads")
    parser.add_argument("--requests", type=int, default=12, help="of each kind")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as directory:
        num_bytes = write_target(Path(directory), given.megabytes)
        lines = asyncio.run(measure(given, Path(directory)))
    if given.json is not None:
        machine = f"{platform.machine()}, Python {platform.python_version()}"
        told = {"machine": machine, "megabytes": num_bytes // 10**6, "lines": lines}
        given.json.write_text(json.dumps(told, indent=2) + "\n")


if __name__ == "__main__":
    main()
