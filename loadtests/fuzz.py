"""Requests derived from a server's own /openapi.json, sound and broken ones, and who suffers.

    python -m openai_api --model m --device-name fake &
    python -m loadtests.fuzz --url http://127.0.0.1:8000 --num-requests 50000 [--seed 1]

No answer may be a fault of the server, none may fail to come, each error has OpenAI's shape and
each other answer the described one. Beside all that a stream is asked for over and over: its text
may never change. Exit code 1 if anything of that is not so; `--failures` then holds the requests.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import threading
import time
from collections import Counter, deque
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import quote, urlsplit

import jsonschema_rs

from loadtests.fuzz_files import FORM, a_form
from loadtests.schema_dice import SchemaDice, encode

Json = dict[str, Any]

UPLOAD = "POST /v1/files"
LINES = "/v1/completions"  # what the lines of batches ask for
ID = re.compile(rb'"id": ?"((?:file|batch|resp)[-_][^"]+)"')
PATIENCE = 60  # seconds without an answer are a hang
ERROR = {"message": (str,), "type": (str,), "param": (str, type(None)), "code": (str, type(None))}
# Not faults: a request's own deadline has passed, or it asked for more than there is room for.
POLICIES = (b'"queue_timeout"', b'"deadline_exceeded"', b'"overloaded"')
CANARY: Json = {
    "messages": [{"role": "user", "content": "Sing."}],
    "max_tokens": 40,
    "seed": 11,
    "stream": True,
    "ignore_eos": True,
}


@dataclass
class Tally:
    """What came of it, of all threads together."""

    num_left: int
    failures: Path
    lock: threading.Lock = field(default_factory=threading.Lock)
    statuses: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    num_canaries: int = 0
    slowest: float = 0.0

    def take(self) -> bool:
        with self.lock:
            self.num_left -= 1
            return self.num_left >= 0

    def note(self, operation: str, status: int, seconds: float) -> None:
        with self.lock:
            self.statuses[f"{operation} {status}"] += 1
            self.slowest = max(self.slowest, seconds)

    def blame(self, what: str, operation: str, body: bytes, answer: bytes) -> None:
        with self.lock:
            self.faults[what] += 1
            told = [what, operation, body[:20_000].decode(errors="replace"), answer[:2000].decode()]
            with self.failures.open("a") as file:
                file.write(json.dumps(told) + "\n")


class Fuzzer:
    """One thread's share."""

    def __init__(
        self, url: str, models: list[str], document: Json, tally: Tally, seed: int
    ) -> None:
        self.address = urlsplit(url)
        self.models = models
        self.tally = tally
        self.random = Random(seed)
        self.dice = SchemaDice(document, self.random)
        self.components = document["components"]
        self.operations = [
            (method.upper(), path, operation)
            for path, operations in document["paths"].items()
            for method, operation in operations.items()
        ]
        bodies = [each for each in self.operations if "requestBody" in each[2]]  # or a form
        self.operations += bodies * 4  # most of what can go wrong is in bodies
        self.ids: deque[str] = deque(["a"], 20)  # of what there is, or was
        self.validators: dict[str, Any] = {}
        self.connection: HTTPConnection | None = None

    def run(self) -> None:
        while self.tally.take():
            method, path, operation = self.random.choice(self.operations)
            self.one(method, path, operation)
        self.hang_up()

    def one(self, method: str, path: str, operation: Json) -> None:
        name, form = f"{method} {path}", ""
        if name == UPLOAD:
            form, body = FORM, self.form()
        else:
            body = self.body(operation)
        began = time.monotonic()
        try:
            status, kind, answer = self.ask(method, self.target(path, operation), body, form)
        except (OSError, HTTPException) as error:
            self.hang_up()
            self.tally.blame(f"no answer: {type(error).__name__}", name, body, str(error).encode())
            return
        self.tally.note(name, status, time.monotonic() - began)
        if status == 200 and (found := ID.search(answer)):
            self.ids.append(found[1].decode())
        fault = self.fault_of(operation, status, kind, answer)
        if fault:
            self.tally.blame(fault, name, body, answer)

    # What is sent

    def body(self, operation: Json) -> bytes:
        if "requestBody" not in operation:
            return b""
        value = self.dice.sound(operation["requestBody"]["content"]["application/json"]["schema"])
        if self.dice.often(0.97):
            value["model"] = self.random.choice(self.models)
        if "input_file_id" in value and self.dice.often(0.8):
            value |= {"input_file_id": self.random.choice(self.ids), "endpoint": LINES}
        if self.dice.often(0.8):  # else an answer may be as long as the context
            names = ("max_tokens", "max_completion_tokens", "max_output_tokens")
            value |= {name: self.random.randint(1, 8) for name in names}
        if self.dice.often(0.5):
            value = self.dice.broken(value)
        body = encode(value)
        return self.dice.spoilt(body) if self.dice.often(0.05) else body

    def form(self) -> bytes:
        asks = [operation for _, path, operation in self.operations if path == LINES]
        bodies = [self.body(self.random.choice(asks)) for _ in range(self.random.randint(0, 5))]
        return a_form(self.random, bodies, LINES)

    def target(self, path: str, operation: Json) -> str:
        asked = []
        for parameter in operation.get("parameters", ()):
            value = self.dice.sound(parameter["schema"])
            if self.dice.often(0.3):
                value = self.dice.anything()
            text = quote(str(value).lower() if isinstance(value, bool) else str(value), safe="")
            if parameter["in"] == "path":
                known = quote(self.random.choice(self.ids)) if self.dice.often(0.5) else text
                path = path.replace("{" + parameter["name"] + "}", known or "a")
            elif self.dice.often(0.5):
                asked.append(f"{parameter['name']}={text}")
        return path + ("?" + "&".join(asked) if asked else "")

    def ask(self, method: str, target: str, body: bytes, kind: str = "") -> tuple[int, str, bytes]:
        if self.connection is None:
            self.connection = HTTPConnection(
                self.address.hostname or "", self.address.port, timeout=PATIENCE
            )
        headers = {"Content-Type": kind or "application/json"} if body else {}
        self.connection.request(method, target, body or None, headers)
        with self.connection.getresponse() as response:
            answer = response.read()
            if response.will_close:
                self.hang_up()
            return response.status, response.headers.get("Content-Type", ""), answer

    def hang_up(self) -> None:
        if self.connection is not None:
            self.connection.close()
            self.connection = None

    # What comes back

    def fault_of(self, operation: Json, status: int, kind: str, answer: bytes) -> str:
        told = operation["responses"]
        is_policy = any(code in answer for code in POLICIES)
        if status >= 500 and str(status) not in told and not is_policy:
            return f"status {status}"
        if kind.startswith("text/event-stream"):
            return stream_fault(answer)
        if str(status) not in told and not is_error(kind, answer):
            return "no error of OpenAI's"
        content = told.get(str(status), told["default"])["content"]
        if "application/json" not in content:
            return ""
        schema = content["application/json"]["schema"]
        try:
            valid = self.validator(schema).is_valid(json.loads(answer))
        except ValueError:
            return "no JSON"
        return "" if valid else f"not as described: {schema}"

    def validator(self, schema: Json) -> Any:
        name = str(schema)
        if name not in self.validators:
            root = {**schema, "components": self.components}
            self.validators[name] = jsonschema_rs.validator_for(root)
        return self.validators[name]


def is_error(kind: str, answer: bytes) -> bool:
    try:
        error = json.loads(answer)["error"]
        right = all(isinstance(error[name], kinds) for name, kinds in ERROR.items())
    except (ValueError, LookupError, TypeError):
        return False
    return right and kind.startswith("application/json") and error.keys() == ERROR.keys()


def stream_fault(answer: bytes) -> str:
    """Each event is JSON, and the last one says that it is the last."""
    *events, last = answer.decode().strip().split("\n\n")
    try:
        for event in events:
            lines = [line for line in event.split("\n") if not line.startswith((":", "event: "))]
            for line in lines:
                json.loads(line.removeprefix("data: "))
    except ValueError:
        return "an event is no JSON"
    ends = ["[DONE]", "response.completed", "response.incomplete", "message_stop"]
    ends += [code.decode() for code in POLICIES]
    return "" if any(end in last for end in ends) else "a stream broke off"


def sing(fuzzer: Fuzzer, over: threading.Event) -> None:
    """The canary: the same stream again and again."""
    body = encode(CANARY | {"model": fuzzer.models[0]})
    first = ""
    while not over.is_set():
        _, _, answer = fuzzer.ask("POST", "/v1/chat/completions", body)
        events = [line[6:] for line in answer.decode().split("\n\n") if line.startswith("data: {")]
        text = "".join(
            choice["delta"].get("content", "")
            for event in events
            for choice in json.loads(event)["choices"]
        )
        first = first or text
        with fuzzer.tally.lock:
            fuzzer.tally.num_canaries += 1
        if text != first or not answer.endswith(b"data: [DONE]\n\n"):
            fuzzer.tally.blame("the canary changed its song", "canary", body, answer)
    fuzzer.hang_up()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--url", default="http://127.0.0.1:8000")
    parser.add_argument("--num-requests", type=int, default=50_000)
    parser.add_argument("--num-clients", type=int, default=8)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--failures", type=Path, default=Path("fuzz-failures.jsonl"))
    given = parser.parse_args()
    tally = Tally(given.num_requests, given.failures)
    probe = Fuzzer(given.url, [], {"paths": {}, "components": {"schemas": {}}}, tally, 0)
    document = json.loads(probe.ask("GET", "/openapi.json", b"")[2])
    models = [card["id"] for card in json.loads(probe.ask("GET", "/v1/models", b"")[2])["data"]]
    probe.hang_up()
    fuzzers = [
        Fuzzer(given.url, models, document, tally, given.seed * 1000 + nth)
        for nth in range(given.num_clients + 1)
    ]
    over, began = threading.Event(), time.monotonic()
    with ThreadPoolExecutor(len(fuzzers)) as threads:
        canary = threads.submit(sing, fuzzers[0], over)
        try:
            for running in [threads.submit(fuzzer.run) for fuzzer in fuzzers[1:]]:
                running.result()  # what goes wrong in a client is no success
        finally:
            over.set()
        canary.result()
    for what, count in sorted(tally.statuses.items()):
        print(f"{count:8} {what}")
    num_seconds = time.monotonic() - began
    print(f"{sum(tally.statuses.values())} answers in {num_seconds:.0f} s", end=", ")
    print(f"the slowest took {tally.slowest:.1f} s; {tally.num_canaries} canary streams")
    for what, count in tally.faults.most_common():
        print(f"FAULT {count:8} {what}")
    return 1 if tally.faults else 0


if __name__ == "__main__":
    sys.exit(main())
