"""The fuzzer before a real server, for a few hundred requests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from loadtests import fuzz
from tests.openai_api.launched import Launched, launch


@pytest.fixture(scope="module")
def server() -> Iterator[Launched]:
    with launch(context_length=64) as launched:
        launched.wait_until_ready()
        yield launched


@pytest.fixture(autouse=True)
def _arguments(server: Launched, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    flags = ["--url", f"http://127.0.0.1:{server.port}", "--failures", str(tmp_path / "failures")]
    monkeypatch.setattr("sys.argv", ["fuzz", *flags, "--num-requests", "400", "--num-clients", "3"])


def test_a_sound_server_has_no_fault(capsys: pytest.CaptureFixture[str]) -> None:
    assert fuzz.main() == 0
    told = capsys.readouterr().out
    assert "400 answers" in told and "FAULT" not in told
    assert "POST /v1/files 200" in told and "POST /v1/batches 200" in told


def test_a_fault_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(fuzz.Fuzzer, "validator", lambda *_: Nothing())
    assert fuzz.main() == 1
    assert "not as described" in capsys.readouterr().out


@pytest.mark.parametrize("part", ["one", "ask"])
def test_a_client_that_breaks_is_no_success(monkeypatch: pytest.MonkeyPatch, part: str) -> None:
    asked = fuzz.Fuzzer.ask

    def fails(fuzzer: fuzz.Fuzzer, method: str, target: str, body: bytes, kind: str = "") -> object:
        if b"Sing." in body:
            raise RuntimeError  # in the canary
        return asked(fuzzer, method, target, body, kind)

    def breaks(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(fuzz.Fuzzer, part, breaks if part == "one" else fails)
    with pytest.raises(RuntimeError):
        fuzz.main()


class Nothing:
    """A schema that nothing fits."""

    def is_valid(self, _: object) -> bool:
        return False
