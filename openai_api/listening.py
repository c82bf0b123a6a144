"""Where the server is reached: a port, a file, or an open socket that it is given; TLS or not."""

from __future__ import annotations

import errno
import os
import resource
import socket
import ssl
import stat
from contextlib import suppress
from pathlib import Path

from openai_api.config import Settings, SettingsError
from openai_api.connections import BACKLOG, UNSENT

MOST_FILES = 65536  # more than a process of ours has a use for


def listen(settings: Settings) -> socket.socket:
    """An open socket, before anything else costs time.

    :raises SettingsError: when the address cannot be had.
    """
    tls_of(settings)  # what is wrong with it is told here, too
    if settings.fd is not None:
        listener = adopt(settings.fd)
    elif settings.uds is not None:
        listener = listen_on_file(settings.uds)
    else:
        listener = listen_on_port(settings.host, settings.port)
    if listener.family != socket.AF_UNIX:
        prepare(listener, settings.stall_timeout)
    return listener


def prepare(listener: socket.socket, patience: float) -> None:
    """What holds for it holds for every connection that it accepts."""
    # asyncio would see to it, but not for sockets made like this one: a token would wait until the
    # client's system says that the one before it has come, which takes 40 ms.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, True)
    if hasattr(socket, "TCP_NOTSENT_LOWAT"):
        # What a client is not ready to take waits here, where it holds up the one who writes it,
        # and not in the kernel, which would take hundreds of tokens for one who reads nothing.
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NOTSENT_LOWAT, UNSENT)
    if hasattr(socket, "TCP_USER_TIMEOUT"):
        # A client that is switched off says nothing more.
        milliseconds = round(patience * 1000)
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, milliseconds)


def listen_on_port(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=BACKLOG)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise SettingsError(f"Port {port} of {host} is in use.") from error
        raise SettingsError(f"Cannot listen on {host}, port {port}: {error.strerror}.") from error


def listen_on_file(path: Path) -> socket.socket:
    """A socket that a dead server left behind is replaced."""
    listener = socket.socket(socket.AF_UNIX)
    try:
        if path.exists() and stat.S_ISSOCK(path.stat().st_mode) and not is_answered(path):
            path.unlink()
        listener.bind(str(path))
        listener.listen(BACKLOG)
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRINUSE:
            raise SettingsError(f"{path} is there already, and is in use or no socket.") from error
        raise SettingsError(f"Cannot listen on {path}: {error.strerror or error}.") from error
    return listener


def is_answered(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as caller:
        try:
            caller.connect(str(path))
        except ConnectionRefusedError:
            return False
    return True


def adopt(fd: int) -> socket.socket:
    """As systemd and other parents hand it over."""
    try:
        listener = socket.socket(fileno=fd)
    except OSError as error:
        raise SettingsError(f"--fd {fd} is no open socket: {error.strerror}.") from error
    if listener.type != socket.SOCK_STREAM:
        raise SettingsError(f"--fd {fd} is a socket without connections.")
    return listener


def address_of(listener: socket.socket, settings: Settings) -> str:
    """As a person would type it."""
    scheme = "https" if settings.ssl_certfile else "http"
    name = listener.getsockname()
    if not isinstance(name, tuple):
        return f"{scheme}+unix:{name}"
    host, port = name[:2]
    return f"{scheme}://{f'[{host}]' if ':' in host else host}:{port}{settings.root_path}"


def tls_of(settings: Settings) -> ssl.SSLContext | None:
    """:raises SettingsError: when the certificate, its key or the authorities cannot be used."""
    if settings.ssl_certfile is None:
        for name in ("ssl_keyfile", "ssl_ca_certs"):
            if getattr(settings, name) is not None:
                raise SettingsError(f"--{name.replace('_', '-')} needs --ssl-certfile.")
        return None
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.set_alpn_protocols(["http/1.1"])
    password = settings.ssl_keyfile_password or ""  # never asked for on a terminal
    try:
        context.load_cert_chain(settings.ssl_certfile, settings.ssl_keyfile, lambda: password)
    except (OSError, ValueError) as error:  # ssl.SSLError is an OSError
        raise SettingsError(f"The TLS certificate or its key cannot be used: {error}.") from error
    if settings.ssl_ca_certs is not None:
        try:
            context.load_verify_locations(settings.ssl_ca_certs)
        except (OSError, ValueError) as error:
            raise SettingsError(f"--ssl-ca-certs cannot be used: {error}.") from error
        context.verify_mode = ssl.CERT_REQUIRED
    if settings.ssl_cert_reqs is not None:
        context.verify_mode = ssl.VerifyMode(settings.ssl_cert_reqs)
    return context


def allow_many_files() -> int:
    """As many descriptors as this process may have: their number. A connection is one of them."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST_FILES if hard == resource.RLIM_INFINITY else min(hard, MOST_FILES)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
            return wanted
    return MOST_FILES if soft == resource.RLIM_INFINITY else soft


def unlisten(settings: Settings) -> None:
    """A file that leads nowhere is not left behind."""
    if settings.uds is not None and settings.fd is None:
        with suppress(OSError):
            os.unlink(settings.uds)
