"""A process that answers SPARQL queries one after another, and that the kernel ends when one takes too much.

The engine cannot be told to stop, so a query runs where stopping it costs nothing: a timer ends the process at its
default action, whatever the engine is doing, and the limit on memory makes a failed allocation do the same. Each line
of standard input is a `Question` as JSON; each answer is a line of JSON with the length of the bytes that follow it.
"""

from __future__ import annotations

import io
import json
import resource
import signal
import sys
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from textwrap import shorten
from typing import Any, BinaryIO

import pyoxigraph

from remit.graph.embedded import EmbeddedStore
from remit.graph.sparql import FORMS, check
from remit.ontology.errors import RemitError, UsageError
from remit.web.current import CurrentGraph
from remit.web.formats import GRAPHS, RESULTS


@dataclass(frozen=True)
class Question:
    """A query as it was sent, the media types for rows and for triples (`None` when the client takes
    none that there is), and the dataset when the client names one."""

    query: str
    rows: str | None
    triples: str | None
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None

    def as_line(self) -> bytes:
        """Give the question as one line."""
        return json.dumps(asdict(self)).encode() + b"\n"


@dataclass(frozen=True)
class Answer:
    """What came of a question: `status` as of HTTP; `body` is the answer, or one line that says what is wrong."""

    status: int
    body: bytes
    media: str = "text/plain"


class _Bounded(io.BytesIO):
    """A file in memory that refuses more bytes than it may hold."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def write(self, part: Any, /) -> int:
        if self.tell() + len(part) > self._most:
            raise BufferError(f"the answer is longer than {self._most >> 20} MiB: ask for less, or add LIMIT")
        return super().write(part)


def answer(engine: pyoxigraph.Store, question: Question, most: int) -> Answer:
    """Ask the engine what may be asked of it; give at most `most` bytes."""
    chosen: dict[str, Any] = {}
    out = _Bounded(most)
    try:
        check(question.query, *FORMS)
        if question.default_graphs is not None:
            chosen["default_graph"] = [pyoxigraph.NamedNode(iri) for iri in question.default_graphs]
        if question.named_graphs is not None:
            chosen["named_graphs"] = [pyoxigraph.NamedNode(iri) for iri in question.named_graphs]
        found = engine.query(question.query, **chosen)
        if isinstance(found, pyoxigraph.QueryTriples):
            if question.triples is None:
                return _not_taken(GRAPHS)
            found.serialize(out, format=GRAPHS[question.triples])
            return Answer(200, out.getvalue(), question.triples)
        if question.rows is None:
            return _not_taken(RESULTS)
        found.serialize(out, format=RESULTS[question.rows])
        return Answer(200, out.getvalue(), question.rows)
    except (UsageError, SyntaxError, ValueError, BufferError) as error:
        return _refused(400, error)
    except (RuntimeError, OSError) as error:
        return _refused(500, error)


def _not_taken(formats: Iterable[str]) -> Answer:
    return Answer(406, f"this query can be answered as {', '.join(formats)}".encode())


def _refused(status: int, why: BaseException) -> Answer:
    return Answer(status, shorten(str(why), 300, placeholder=" …").encode())


def work(location: str, seconds: float, memory: int, most: int, lines: BinaryIO, out: BinaryIO) -> None:
    """Answer each question of `lines` until there are no more."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    graph = CurrentGraph(location)
    while line := lines.readline():
        signal.setitimer(signal.ITIMER_REAL, seconds)
        given = _answered(graph, Question(**json.loads(line)), most)
        signal.setitimer(signal.ITIMER_REAL, 0)
        head = {"status": given.status, "media": given.media, "length": len(given.body)}
        out.write(json.dumps(head).encode() + b"\n" + given.body)
        out.flush()


def _answered(graph: CurrentGraph, question: Question, most: int) -> Answer:
    try:
        with graph.reading() as reading:
            assert isinstance(reading.store, EmbeddedStore)
            return answer(reading.store.engine, question, most)
    except RemitError as error:
        return _refused(503, error)


if __name__ == "__main__":
    work(sys.argv[1], float(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]), sys.stdin.buffer, sys.stdout.buffer)
