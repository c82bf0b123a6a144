"""Where a server can be reached, asked by real clients: TLS, a file, a socket handed over."""

from __future__ import annotations

import re
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
import trustme
from cryptography.hazmat.primitives import serialization

from openai_api.__main__ import main
from openai_api.listening import listen
from openai_api.sources import read_settings
from tests.openai_api.launched import MODEL, Json, Launched

FAKE = ("--model", "m", "--served-model-name", MODEL, "--device-name", "fake")
CHAT: Json = {
    "model": MODEL,
    "messages": [{"role": "user", "content": "Hello"}],
    "max_tokens": 20,
    "seed": 1,
    "ignore_eos": True,
}


@contextmanager
def launch_at(*flags: str, pass_fds: tuple[int, ...] = ()) -> Iterator[tuple[Launched, str]]:
    """A server that is ready, and the address that it says it has."""
    server = Launched(*FAKE, *flags, pass_fds=pass_fds)
    try:
        found = re.search(r"listening on (\S+?)[\"\n]", server.next_line())
        assert found is not None
        server.wait_until_ready()  # until then it answers, but with 503
        yield server, found[1]
    finally:
        server.close()


def ask(client: httpx.Client) -> str:
    """A whole answer; its stream has the same text."""
    whole = client.post("/v1/chat/completions", json=CHAT)
    assert whole.status_code == 200
    with client.stream("POST", "/v1/chat/completions", json=CHAT | {"stream": True}) as streamed:
        assert streamed.status_code == 200
        assert streamed.read().endswith(b"data: [DONE]\n\n")
    return whole.json()["choices"][0]["message"]["content"]


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="module")
def certificate(authority: trustme.CA, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Of this machine: a file with the key in it."""
    path = tmp_path_factory.mktemp("tls") / "server.pem"
    authority.issue_cert("localhost", "127.0.0.1").private_key_and_cert_chain_pem.write_to_path(
        path
    )
    return path


@pytest.fixture
def trusting(authority: trustme.CA) -> ssl.SSLContext:
    """What a client has to know."""
    context = ssl.create_default_context()
    authority.configure_trust(context)
    return context


def test_a_client_that_trusts_the_authority_speaks_tls(
    certificate: Path, trusting: ssl.SSLContext
) -> None:
    with launch_at("--ssl-certfile", str(certificate)) as (server, address):
        assert address.startswith("https://127.0.0.1:")
        with httpx.Client(base_url=address, verify=trusting) as client:
            assert ask(client)
        with pytest.raises(httpx.ConnectError), httpx.Client(base_url=address) as stranger:
            stranger.get("/health")
        with pytest.raises(httpx.HTTPError):
            httpx.get(address.replace("https", "http") + "/health")


def test_http_2_is_not_offered(certificate: Path, trusting: ssl.SSLContext) -> None:
    trusting.set_alpn_protocols(["h2", "http/1.1"])
    with launch_at("--ssl-certfile", str(certificate)) as (_, address):
        url = httpx.URL(address)
        with (
            socket.create_connection((url.host, url.port or 0)) as plain,
            trusting.wrap_socket(plain, server_hostname=url.host) as connection,
        ):
            assert connection.selected_alpn_protocol() == "http/1.1"


def test_clients_can_be_asked_for_a_certificate(
    authority: trustme.CA, certificate: Path, trusting: ssl.SSLContext, tmp_path: Path
) -> None:
    authorities = tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(authorities)
    flags = ("--ssl-certfile", str(certificate), "--ssl-ca-certs", str(authorities))
    with launch_at(*flags) as (_, address):
        with pytest.raises(httpx.HTTPError), httpx.Client(verify=trusting) as client:
            client.get(address + "/live")
        authority.issue_cert("client@example.org").configure_cert(trusting)
        with httpx.Client(base_url=address, verify=trusting) as client:
            assert client.get("/live").status_code == 200


def test_a_key_may_be_encrypted(
    authority: trustme.CA, trusting: ssl.SSLContext, tmp_path: Path
) -> None:
    issued = authority.issue_cert("127.0.0.1")
    key = serialization.load_pem_private_key(issued.private_key_pem.bytes(), password=None)
    chain, locked = tmp_path / "chain.pem", tmp_path / "key.pem"
    chain.write_bytes(b"".join(part.bytes() for part in issued.cert_chain_pems))
    locked.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.BestAvailableEncryption(b"secret"),
        )
    )
    flags = ("--ssl-certfile", str(chain), "--ssl-keyfile", str(locked))
    with (
        launch_at(*flags, "--ssl-keyfile-password", "secret") as (_, address),
        httpx.Client(base_url=address, verify=trusting) as client,
    ):
        assert client.get("/live").status_code == 200
    assert main(["--model", "m", *flags]) == 2


@pytest.mark.parametrize(
    ("flags", "sentence"),
    [
        (["--ssl-certfile", "/nowhere"], "The TLS certificate or its key cannot be used: "),
        (["--ssl-keyfile", "/nowhere"], "--ssl-keyfile needs --ssl-certfile."),
        (["--uds", "/no/such/place"], "Cannot listen on /no/such/place: "),
        (["--fd", "0"], "--fd 0 is no open socket: "),
        (["--root-path", "llm"], "--root-path is wrong: "),
        (["--chat-template", "/nowhere"], "--chat-template cannot be read: "),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(
    flags: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--model", "m", "--port", "0", *flags]) == 2
    assert capsys.readouterr().err.startswith(sentence)


def test_a_file_can_be_the_address(tmp_path: Path) -> None:
    path = tmp_path / "socket"
    with socket.socket(socket.AF_UNIX) as dead:
        dead.bind(str(path))  # what a server leaves behind that is killed
    with launch_at("--uds", str(path)) as (server, address):
        assert address == f"http+unix:{path}"
        transport = httpx.HTTPTransport(uds=str(path))
        with httpx.Client(base_url="http://localhost", transport=transport) as client:
            assert ask(client)
        assert main(["--model", "m", "--uds", str(path)]) == 2  # it is in use
        server.process.terminate()
        assert server.end()[0] == 0
    assert not path.exists()


def test_a_parent_can_hand_a_socket_over() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        fd = listener.fileno()
        with launch_at("--fd", str(fd), pass_fds=(fd,)) as (_, address):
            assert address == f"http://127.0.0.1:{listener.getsockname()[1]}"
            with httpx.Client(base_url=address) as client:
                assert ask(client)


def test_behind_a_proxy_paths_may_have_its_part_in_front_or_not() -> None:
    with launch_at("--root-path", "/llm") as (_, address):
        with httpx.Client(base_url=address) as client:
            assert client.get("/live").url.path == "/llm/live"
            assert ask(client)
            assert client.get(address.removesuffix("/llm") + "/v1/models").status_code == 200
            assert client.get(address + "/llm/v1/models").status_code == 404


def test_no_connection_waits_to_send_a_little() -> None:
    """Nagle's algorithm would hold each token until the client's system knows of the last one."""
    with listen(read_settings(["--model", "m", "--port", "0"])) as listener:
        with socket.create_connection(listener.getsockname()), listener.accept()[0] as accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
