"""What a store of the graph can do, and how one is opened by its location."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import TracebackType
from typing import Protocol, Self

import pyoxigraph

from remit.graph.sparql import Term
from remit.graph.triples import Triple
from remit.ontology.claims import DocumentRecord

Solution = dict[str, Term]
Bindings = Mapping[str, Term]


@dataclass(frozen=True)
class Write:
    """One change of the graph, made whole or not at all.

    `documents` take the place of what the store holds under the same IRI or with the same text; `removed` are IRIs of
    documents to forget; `cleared` are IRIs of named graphs emptied first; `added` are triples for named graphs. `run`
    is the IRI of the load that read the documents.
    """

    documents: Sequence[DocumentRecord] = ()
    removed: Sequence[str] = ()
    cleared: Sequence[str] = ()
    added: Mapping[str, Sequence[Triple]] = field(default_factory=dict)
    run: str | None = None


class Store(Protocol):
    """A graph that answers SPARQL and takes documents; a context manager that closes itself.

    Queries come with the terms to bind to their variables; a variable without a value is absent from the solution.
    All raise `UsageError` for a query of another form, a syntax error or SERVICE, `StoreError` when the store fails.
    """

    location: str

    def select(self, query: str, bindings: Bindings | None = None) -> list[Solution]:
        """Give the solutions of a SELECT query."""
        ...

    def ask(self, query: str, bindings: Bindings | None = None) -> bool:
        """Give the answer to an ASK query."""
        ...

    def construct(self, query: str, bindings: Bindings | None = None) -> list[pyoxigraph.Triple]:
        """Give the triples of a CONSTRUCT or DESCRIBE query."""
        ...

    def write(self, write: Write) -> int:
        """Make a change and give the number of quads sent; raise `StoreError` when not opened as writable."""
        ...

    def quads(self) -> Iterator[pyoxigraph.Quad]:
        """Give every quad, in no particular order."""
        ...

    def close(self) -> None:
        """Let go of the store; closing twice does nothing."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


def open_store(location: str, *, create: bool = False, writable: bool = False) -> Store:
    """Open the graph in a folder or behind an `http(s)` SPARQL endpoint.

    `create` makes the folder when there is none (and implies `writable`). Raises `StoreError` when the graph is
    missing, damaged, being written by another process, or cannot be reached.
    """
    if location.startswith(("http://", "https://")):
        from remit.graph.remote import RemoteStore

        return RemoteStore(location, writable=writable or create)
    from remit.graph.embedded import EmbeddedStore

    return EmbeddedStore(location, create=create, writable=writable)
