"""Finding a model: directories, a hub on this machine, its cache, and the sentences of failure."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import huggingface_hub.constants
import pytest

from models.errors import ModelNotFound
from models.hub import find_model

COMMIT = "0123456789abcdef0123456789abcdef01234567"
FILES = {
    "config.json": b"{}",
    "model.safetensors": bytes(3000),
    "tokenizer.json": b"{}",
    "pytorch_model.bin": bytes(10),
    "consolidated.safetensors": bytes(10),
    "onnx/model.safetensors": bytes(10),
    "original/params.json": b"{}",
    "original/2_old/config.json": b"{}",
    "1_Pooling/config.json": b"{}",
    "2_Dense/config.json": b"{}",
    "2_Dense/model.safetensors": bytes(20),
    "2_Dense/pytorch_model.bin": bytes(10),
    "modeling_own.py": b"pass",
    "README.md": b"hello",
}
NEEDED = {
    "config.json",
    "model.safetensors",
    "tokenizer.json",
    "1_Pooling/config.json",
    "2_Dense/config.json",
    "2_Dense/model.safetensors",
}
REFUSALS = {"some/gated": (403, "GatedRepo"), "some/unknown": (401, "RepoNotFound")}


class Hub(BaseHTTPRequestHandler):
    """As much of the hub's protocol as the library needs to download one repository."""

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_GET(self) -> None:
        path = self.path.split("?")[0]
        for name, (status, code) in REFUSALS.items():
            if name in path:
                return self.answer(status, b"{}", {"X-Error-Code": code})
        if "/some/model" not in path:
            return self.answer(500, b"broken", {})
        if "/revision/" in path and not path.endswith(("/main", COMMIT)):
            return self.answer(404, b"{}", {"X-Error-Code": "RevisionNotFound"})
        if "/revision/" in path:
            siblings = [{"rfilename": name} for name in FILES]
            return self.answer_json({"id": "some/model", "sha": COMMIT, "siblings": siblings})
        if "/tree/" in path:
            return self.answer_json(
                [
                    {"type": "file", "path": name, "size": len(content), "oid": name}
                    for name, content in FILES.items()
                ]
            )
        name = path.split(f"/resolve/{COMMIT}/")[1]
        return self.answer(200, FILES[name], {"ETag": f'"{name}"', "X-Repo-Commit": COMMIT})

    def answer_json(self, content: object) -> None:
        self.answer(200, json.dumps(content).encode(), {"Content-Type": "application/json"})

    def answer(self, status: int, content: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for key, value in {**headers, "Content-Length": str(len(content))}.items():
            self.send_header(key, value)
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Keep quiet."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Hub) as server:
        thread = Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


@pytest.fixture
def hub(address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    template = address + "/{repo_id}/resolve/{revision}/{filename}"
    monkeypatch.setattr(huggingface_hub.constants, "HUGGINGFACE_CO_URL_TEMPLATE", template)
    monkeypatch.setattr(huggingface_hub.constants, "ENDPOINT", address)
    monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_CACHE", str(tmp_path / "cache"))


def sentence_for(name: str, *, revision: str | None = None) -> str:
    with pytest.raises(ModelNotFound) as refusal:
        find_model(name, revision=revision)
    sentence = str(refusal.value)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    return sentence


def files_of(directory: Path) -> set[str]:
    found = (path for path in directory.rglob("*") if path.is_file())
    return {str(path.relative_to(directory)) for path in found}


def go_offline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_OFFLINE", True)


def test_a_directory_is_taken_as_it_is(tmp_path: Path) -> None:
    assert find_model(str(tmp_path)) == tmp_path


@pytest.mark.parametrize("name", ["./nothing", "/no/where", "~/nothing", "a/b/c", "a\\b"])
def test_a_path_that_leads_nowhere_is_not_sought_on_the_hub(name: str) -> None:
    assert sentence_for(name) == f"There is no directory {name}."


def test_a_file_is_no_model(tmp_path: Path) -> None:
    (tmp_path / "model.gguf").write_bytes(b"")
    assert "is a file, but a model is a directory" in sentence_for(str(tmp_path / "model.gguf"))


@pytest.mark.usefixtures("hub")
def test_a_repository_is_downloaded_without_what_nobody_reads() -> None:
    heard: list[float] = []
    directory = find_model("some/model", progress=heard.append)
    assert files_of(directory) == NEEDED
    assert (directory / "model.safetensors").read_bytes() == FILES["model.safetensors"]
    assert heard[-1] == 1.0


@pytest.mark.usefixtures("hub")
def test_code_of_a_repository_is_downloaded_only_when_it_is_trusted() -> None:
    assert files_of(find_model("some/model", with_code=True)) == NEEDED | {"modeling_own.py"}


@pytest.mark.usefixtures("hub")
def test_offline_the_cache_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    online = find_model("some/model")
    go_offline(monkeypatch)
    assert find_model("some/model") == online


@pytest.mark.usefixtures("hub")
def test_offline_without_a_cache_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    go_offline(monkeypatch)
    sentence = sentence_for("some/model")
    assert sentence == (
        "The model some/model is not complete in the cache, and HF_HUB_OFFLINE is set."
    )


@pytest.mark.usefixtures("hub")
def test_a_hub_out_of_reach_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(huggingface_hub.constants, "ENDPOINT", "http://127.0.0.1:9")
    assert "not complete in the cache, and the hub cannot be reached: " in sentence_for(
        "some/model"
    )


@pytest.mark.usefixtures("hub")
def test_each_refusal_of_the_hub_says_what_to_do() -> None:
    assert "some/gated is gated: ask for access" in sentence_for("some/gated")
    assert "neither a directory nor a repository some/unknown" in sentence_for("some/unknown")
    assert "has no revision 'v9'" in sentence_for("some/model", revision="v9")
    assert "cannot be the name of a repository" in sentence_for("what is this")
