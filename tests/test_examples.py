"""Every example runs as it is, against the models in the box."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.openai_api.launched import Launched

EXAMPLES = Path(__file__).parent.parent / "examples"
# What must stand in the output. The lead is small: what it says is its own business, but for the
# promise, for shapes that are held by force, and for the embedder, which knows its trade.
TOLD = {
    "openai_chat.py": "The same seed, the same text: True",
    "openai_stream.py": "tokens read",
    "openai_tools.py": "",
    "openai_structured.py": "Person(name='",
    "openai_embeddings.py": "  Mark lives in Berlin",
    "openai_responses.py": "",
    "openai_cancel.py": "(enough)",
    "httpx_stream.py": "",
    "langchain_chat.py": "name='",
    "haystack_rag.py": "Where does Mark live? - ",
    "haystack_agent.py": "",
    "autogen_stream.py": " tokens)",
    "autogen_agents.py": "two: ",
    "embedded_engine.py": "",
}


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    launched = Launched()
    try:
        launched.wait_for_socket()
        launched.wait_until_ready()
        yield f"http://127.0.0.1:{launched.port}/v1"
    finally:
        launched.close()


def test_every_example_is_run() -> None:
    assert {path.name for path in EXAMPLES.glob("*.py")} == {*TOLD}


@pytest.mark.parametrize("name", TOLD)
def test_an_example_runs_as_it_is(name: str, url: str) -> None:
    done = subprocess.run(
        [sys.executable, EXAMPLES / name],
        env={**os.environ, "OPENAI_BASE_URL": url, "HAYSTACK_TELEMETRY_ENABLED": "False"},
        capture_output=True,
        text=True,
        timeout=50,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()
    assert TOLD[name] in done.stdout
