"""What the lead in the box can do, asked as clients ask it: `python -m loadtests.examine`.

Every question is of the half of the world that training never saw: other phrases, names, numbers
and tools. Answers are greedy. `--url` examines a server that runs already; without it one is
started. Prints a table (as Markdown with --markdown), writes JSON with --json.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import httpx

from models.demo.corpus.example import Example
from models.demo.corpus.mix import SHARES
from models.demo.corpus.source import Source

AT_ONCE = 16
BARS = {"tool call": 0.9, "context": 0.9, "abstention": 0.8, "ends": 0.99}
FIRST_SEED = 1_000_000
MOST_TOKENS = 200


@dataclass(frozen=True, slots=True)
class Mark:
    """One answer, judged."""

    skill: str
    is_right: bool
    has_ended: bool
    asked: str
    wanted: str
    said: str


@asynccontextmanager
async def own_server(*flags: str) -> AsyncIterator[str]:
    """The server as a new user starts it, on a free port."""
    # Nobody reads its log once the address is known: a full pipe would stop it.
    command = (sys.executable, "-m", "openai_api", "--port", "0", "--no-access-log", *flags)
    process = await asyncio.create_subprocess_exec(*command, stderr=asyncio.subprocess.PIPE)
    assert process.stderr is not None
    try:
        async for line in process.stderr:
            _, found, address = line.decode().partition("listening on ")
            if found:
                yield address.strip().rstrip('"}').split('"')[0]
                return
        raise SystemExit("The server did not start.")
    finally:
        process.terminate()
        await process.wait()


def judge(example: Example, choice: dict[str, Any]) -> Mark:
    message = choice["message"]
    said = message.get("content") or ""
    made = calls_of(message)
    wanted = calls_of(example.answer)
    if wanted or made:
        is_right = made == wanted
    else:
        is_right = all(part in said for part in example.must)
        is_right = is_right and not any(part in said for part in example.may_not)
    return Mark(
        skill=example.skill,
        is_right=is_right,
        has_ended=choice["finish_reason"] in ("stop", "tool_calls"),
        asked=str(example.messages[-2].get("content")),
        wanted=json.dumps(wanted) if wanted else str(example.answer.get("content")),
        said=json.dumps(made) if made else said,
    )


def calls_of(message: dict[str, Any]) -> list[tuple[str, Any]]:
    functions = [call["function"] for call in message.get("tool_calls") or []]
    return [(each["name"], read_arguments(each["arguments"])) for each in functions]


def read_arguments(text: str) -> Any:
    """As they are where a call was cut off: that is no right answer, but an answer."""
    try:
        return json.loads(text)
    except ValueError:
        return text


async def ask(client: httpx.AsyncClient, example: Example, model: str) -> Mark:
    body: dict[str, Any] = {
        "model": model,
        "messages": example.messages[:-1],
        "temperature": 0,
        "max_tokens": MOST_TOKENS,
    }
    if example.tools:
        body["tools"] = example.tools
    answer = await client.post("/v1/chat/completions", json=body)
    answer.raise_for_status()
    return judge(example, answer.json()["choices"][0])


async def wait_until_ready(client: httpx.AsyncClient) -> str:
    """The name of its first model."""
    while True:
        health = await client.get("/health")
        if health.status_code == 200:
            models = (await client.get("/v1/models")).json()
            return str(models["data"][0]["id"])
        await asyncio.sleep(0.1)


async def examine(url: str, each: int) -> list[Mark]:
    """So many questions of each skill."""
    async with httpx.AsyncClient(base_url=url, timeout=300) as client:
        model = await wait_until_ready(client)
        seats = asyncio.Semaphore(AT_ONCE)

        async def seated(example: Example) -> Mark:
            async with seats:
                return await ask(client, example, model)

        asked = [
            skill(Source(FIRST_SEED + seed, held=True))
            for skill, _ in SHARES
            for seed in range(each)
        ]
        return list(await asyncio.gather(*map(seated, asked)))


def shares(marks: Sequence[Mark]) -> dict[str, tuple[int, int]]:
    """Right answers and questions of each skill, and how many answers came to an end."""
    table: dict[str, tuple[int, int]] = {}
    for mark in marks:
        right, asked = table.get(mark.skill, (0, 0))
        table[mark.skill] = right + mark.is_right, asked + 1
    table["ends"] = sum(mark.has_ended for mark in marks), len(marks)
    return table


def tell(marks: Sequence[Mark], *, as_markdown: bool) -> None:
    bar = "| " if as_markdown else ""
    if as_markdown:
        print("| skill | right | asked | bar |\n|---|---|---|---|")
    for skill, (right, asked) in shares(marks).items():
        goal = f"{BARS[skill]:.0%}" if skill in BARS else ""
        cells = (f"{skill:<14}", f"{right / asked:6.1%}", f"{asked:>5}", f"{goal:>4}")
        print(bar + (" | " if as_markdown else "  ").join(cells) + (" |" if as_markdown else ""))


async def run(given: argparse.Namespace) -> list[Mark]:
    if given.url:
        return await examine(given.url, given.each)
    async with own_server() as url:
        return await examine(url, given.each)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url")
    parser.add_argument("--each", type=int, default=100, help="questions of each skill")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--markdown", action="store_true")
    parser.add_argument("--wrong", type=int, default=0, help="wrong answers to show, of each skill")
    given = parser.parse_args()
    marks = asyncio.run(run(given))
    tell(marks, as_markdown=given.markdown)
    for skill in dict.fromkeys(mark.skill for mark in marks):
        wrong = [mark for mark in marks if mark.skill == skill and not mark.is_right]
        for mark in wrong[: given.wrong]:
            print(f"\n{skill}: {mark.asked}\n  wanted {mark.wanted}\n  said   {mark.said}")
    if given.json:
        given.json.write_text(json.dumps([asdict(mark) for mark in marks], indent=1))


if __name__ == "__main__":
    main()
