"""Files for the fuzzer to send: batches of requests, sound and broken, as forms."""

from __future__ import annotations

import json
from random import Random

BOUNDARY = "between-the-parts"
FORM = f"multipart/form-data; boundary={BOUNDARY}"
PURPOSES = ("batch", "batch", "batch", "user_data", "nothing")


def a_form(random: Random, bodies: list[bytes], path: str) -> bytes:
    """A file whose lines are requests, now and then with a part missing or a line cut."""
    lines = b"\n".join(a_line(random, nth, body, path) for nth, body in enumerate(bodies))
    if random.random() < 0.1:
        lines = lines[: random.randint(0, len(lines))]
    parts = [
        b'name="purpose"\r\n\r\n' + random.choice(PURPOSES).encode(),
        b'name="file"; filename="lines.jsonl"\r\nContent-Type: application/jsonl\r\n\r\n' + lines,
    ]
    if random.random() < 0.1:
        del parts[random.randrange(2)]
    mark = b"--" + BOUNDARY.encode()
    form = b"".join(
        mark + b"\r\nContent-Disposition: form-data; " + part + b"\r\n" for part in parts
    )
    return form + mark + (b"--\r\n" if random.random() < 0.95 else b"\r\n")


def a_line(random: Random, nth: int, body: bytes, path: str) -> bytes:
    head = json.dumps({"custom_id": str(nth), "method": "POST", "url": path})
    if random.random() < 0.05:
        head = json.dumps({"custom_id": random.choice([None, 1, "0", "x" * 3000])})
    return head[:-1].encode() + b', "body": ' + body.replace(b"\n", b" ") + b"}"
