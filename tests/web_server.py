"""`remit serve` for tests: a real process on a free port of this machine, over a graph of a few examples."""

from __future__ import annotations

import json
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import Message
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from remit.graph.load import load

EXAMPLES = Path(__file__).parents[1] / "examples"
PLAN, RESOLUTION = "05_ru_plan_cells.txt", "01_kk_resolution_council.txt"
_COMMAND = ("-P", "-c", "from remit.cli import main; main()", "serve")


@dataclass(frozen=True)
class Answer:
    """What a server answered."""

    status: int
    headers: Message
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def media(self) -> str:
        return self.headers.get_content_type()


@dataclass(frozen=True)
class Site:
    """A server that runs."""

    url: str
    process: subprocess.Popen[str]
    said: tuple[str, ...]  # the lines it printed when it was ready

    def get(self, path: str, headers: Mapping[str, str] | None = None, **parameters: str) -> Answer:
        """Ask for a page with parameters."""
        query = f"?{urlencode(parameters)}" if parameters else ""
        return self.send(urllib.request.Request(f"{self.url}{path}{query}", headers=dict(headers or {})))

    def post(self, path: str, body: bytes | Mapping[str, str], headers: Mapping[str, str] | None = None) -> Answer:
        """Send a body, or the fields of a form."""
        sent = body if isinstance(body, bytes) else urlencode(body, quote_via=quote).encode()
        return self.send(urllib.request.Request(f"{self.url}{path}", sent, dict(headers or {})))

    def send(self, request: urllib.request.Request) -> Answer:
        """Send a request; an error of HTTP is an answer like others."""
        try:
            with urllib.request.urlopen(request, timeout=60) as response:
                return Answer(response.status, response.headers, response.read())
        except urllib.error.HTTPError as error:
            with error:
                return Answer(error.code, error.headers, error.read())


def load_examples(folder: Path, *names: str) -> str:
    """Load examples into a graph in a folder and give its location."""
    graph = str(folder / "web.graph")
    load(graph, [str(EXAMPLES / name) for name in names or (PLAN, RESOLUTION)])
    return graph


@contextmanager
def serving(graph: str, *options: str) -> Iterator[Site]:
    """Run a server until the end of the block."""
    process = start(graph, *options)
    try:
        assert process.stdout
        said = tuple(process.stdout.readline().strip() for _ in range(4))
        yield Site(said[0].rpartition(" ")[2].rstrip("/"), process, said)
    finally:
        stop(process)


def start(graph: str, *options: str) -> subprocess.Popen[str]:
    """Start a server on any port that is free."""
    command = [sys.executable, *_COMMAND, "--graph", graph, "--port", "0", *options]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def stop(process: subprocess.Popen[str]) -> None:
    """End a server, by force when it does not go by itself."""
    process.terminate()
    try:
        process.communicate(timeout=20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
