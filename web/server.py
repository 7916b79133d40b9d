"""The server: listens where it is told, says where that is, and stops when it is asked to."""

from __future__ import annotations

import ipaddress
import os
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import uvicorn

from remit.ontology.errors import UsageError
from remit.web.app import make_app
from remit.web.current import CurrentGraph
from remit.web.limits import Limits

_LOOPBACK = ("localhost", "127.0.0.1", "[::1]", "::1")
_STOPPING = (signal.SIGINT, signal.SIGTERM)
_CONNECTIONS = 100  # at once; more are told to come again


def serve(location: str, host: str, port: int, language: str, seconds: float) -> None:
    """Serve the graph at a location until SIGINT or SIGTERM; `port` 0 is any that is free.

    `seconds` is the longest a SPARQL query may take. Prints the addresses once it answers there. Raises `StoreError`
    when there is no graph, `UsageError` when the address is not to be had.
    """
    graph = CurrentGraph(location)
    hosts = _LOOPBACK if is_loopback(host) else ("*",)
    app = make_app(graph, language, hosts, replace(Limits(), seconds=seconds))
    with _listening(host, port) as listener:
        url = _url(host, listener)
        print(f"{location}: {url}/\nSPARQL: {url}/sparql\nOpenRefine: {url}/reconcile\nCtrl-C stops", flush=True)
        _run(app, listener)


def is_loopback(host: str) -> bool:
    """Tell whether only this machine can reach a host name or address."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


@contextmanager
def _listening(host: str, port: int) -> Iterator[socket.socket]:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listener = socket.create_server((host, port), family=family)
    except (OSError, OverflowError) as error:
        what = f"cannot listen there ({getattr(error, 'strerror', None) or error})"
        raise UsageError(what, f"{host}:{port}", "name another --port or --host") from error
    with listener:
        yield listener


def _url(host: str, listener: socket.socket) -> str:
    return f"http://{f'[{host}]' if ':' in host else host}:{listener.getsockname()[1]}"


def _run(app: object, listener: socket.socket) -> None:
    level = "info" if os.environ.get("REMIT_DEBUG") else "critical"
    config = uvicorn.Config(
        app, log_level=level, access_log=False, server_header=False, lifespan="on", ws="none",  # type: ignore[arg-type]
        limit_concurrency=_CONNECTIONS, timeout_keep_alive=5, timeout_graceful_shutdown=5,
    )  # fmt: skip
    # uvicorn raises the signal that stopped it once more when it is done: to be stopped is no failure here.
    before = {number: signal.signal(number, signal.SIG_IGN) for number in _STOPPING}
    try:
        uvicorn.Server(config).run(sockets=[listener])
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
