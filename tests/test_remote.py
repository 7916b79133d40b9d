"""How a remote store fails: one clear line, whatever the server does."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from sparql_server import free_port

from remit.graph.remote import RemoteStore, endpoints
from remit.graph.store import open_store
from remit.ontology.errors import RemitError, StoreError, UsageError

YES = b'{"head": {}, "boolean": true}'


@contextmanager
def answering(status: int, body: bytes, *, stall: float = 0, trickle: bool = False) -> Iterator[tuple[str, list[str]]]:
    """Run a server that answers everything alike; give its URL and the Authorization headers it got."""
    seen: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            seen.append(self.headers.get("Authorization", ""))
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(status)
            self.send_header("Content-Type", "application/sparql-results+json")
            self.send_header("Content-Length", str(len(body) + (100 if stall or trickle else 0)))
            self.end_headers()
            self.wfile.write(body)
            try:
                for _ in range(100 if trickle else 0):
                    self.wfile.write(b" ")
                    self.wfile.flush()
                    time.sleep(0.1)
            except OSError:
                return
            time.sleep(stall)

        def log_message(self, format: str, *arguments: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/query", seen
    finally:
        server.shutdown()
        thread.join()
        server.socket.close()


@pytest.mark.parametrize(
    ("location", "query", "update"),
    [
        ("http://h:1", "http://h:1/query", "http://h:1/update"),
        ("http://h:1/", "http://h:1/query", "http://h:1/update"),
        ("http://h:1/query", "http://h:1/query", "http://h:1/update"),
        ("https://u:p@h/ds/query", "https://h/ds/query", "https://h/ds/update"),
        ("https://h/sparql", "https://h/sparql", "https://h/sparql"),
    ],
)
def test_endpoints(location: str, query: str, update: str) -> None:
    assert endpoints(location) == (query, update)


@pytest.mark.parametrize(
    ("status", "body", "error", "words"),
    [
        (400, b"there is no\nsuch thing", UsageError, "no such thing"),
        (401, b"", StoreError, "password"),
        (403, b"", StoreError, "403"),
        (404, b"", StoreError, "404"),
        (500, "қате".encode(), StoreError, "500 қате"),
        (503, b"", StoreError, "503"),
        (200, b"<html>hello</html>", StoreError, "not one of SPARQL"),
    ],
)
def test_refusals_are_one_line(status: int, body: bytes, error: type[RemitError], words: str) -> None:
    with answering(status, body) as (url, _), pytest.raises(error) as caught:
        open_store(url)
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


def test_nobody_at_the_address() -> None:
    with pytest.raises(StoreError, match="cannot be reached"):
        open_store(f"http://127.0.0.1:{free_port()}/query")


@pytest.mark.parametrize("how", ["stall", "trickle"])
def test_an_answer_that_does_not_end_is_given_up(how: str) -> None:
    options = {"stall": 3.0} if how == "stall" else {"trickle": True}
    with answering(200, YES, **options) as (url, _), pytest.raises(StoreError, match="1 seconds"):
        RemoteStore(url, timeout=1)


def test_the_password_goes_to_the_server_and_nowhere_else() -> None:
    with answering(200, YES) as (url, seen):
        store = open_store(url.replace("//", "//reader:s%40crt@"))
    assert seen == ["Basic cmVhZGVyOnNAY3J0"]
    assert store.location == url
