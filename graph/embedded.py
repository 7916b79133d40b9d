"""The graph in a folder: an embedded Oxigraph store, read from snapshots that never change."""

from __future__ import annotations

import io
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from textwrap import shorten
from types import TracebackType
from typing import Self

import pyoxigraph

from remit.graph.ntriples import iri
from remit.graph.snapshots import Snapshots
from remit.graph.sparql import bind, check
from remit.graph.store import Bindings, Solution, Write
from remit.graph.updates import additions, removal, replaced
from remit.ontology.errors import StoreError, UsageError


@contextmanager
def _failures(location: str) -> Iterator[None]:
    """Turn the engine's exceptions into ours."""
    try:
        yield
    except SyntaxError as error:
        raise UsageError(shorten(f"syntax error: {error}", 200, placeholder=" …"), "SPARQL") from error
    except OSError as error:
        raise StoreError(" ".join(str(error).split()), location, "check the disk and the folder") from error
    except RuntimeError as error:
        raise UsageError(shorten(str(error), 200, placeholder=" …"), "SPARQL") from error


class EmbeddedStore:
    """A `Store` in a folder (see `remit.graph.store.Store`).

    A reader sees the graph as it was when opened. A writer keeps others from writing until it is closed; each of its
    writes is a new snapshot, made from hard links to the last one, and is seen by whoever opens the folder after it.
    """

    def __init__(self, location: str, *, create: bool = False, writable: bool = False) -> None:
        self.location = location
        folder = Path(location)
        self._snapshots = Snapshots(folder)
        self._lock: int | None = None
        self._held: int | None = None
        self._store: pyoxigraph.Store | None = None
        try:
            if create:
                folder.mkdir(parents=True, exist_ok=True)
            if not folder.is_dir():
                raise StoreError("no graph here", location, "load documents first, or name another --graph")
            if create or (writable and self._snapshots.exists()):
                self._lock = self._snapshots.lock()
            if create and not self._snapshots.exists():
                with self._snapshots.next() as directory:
                    pyoxigraph.Store(directory).flush()
            self._open()
        except OSError as error:
            self.close()
            raise StoreError(f"cannot be opened ({error.strerror or error})", location, "check the folder") from error
        except BaseException:
            self.close()
            raise

    def select(self, query: str, bindings: Bindings | None = None) -> list[Solution]:
        check(query, "SELECT")
        results = self._query(query, bindings)
        assert isinstance(results, pyoxigraph.QuerySolutions)
        names = [variable.value for variable in results.variables]
        with _failures(self.location):
            return [{name: term for name in names if (term := solution[name]) is not None} for solution in results]

    def ask(self, query: str, bindings: Bindings | None = None) -> bool:
        check(query, "ASK")
        return bool(self._query(query, bindings))

    def construct(self, query: str, bindings: Bindings | None = None) -> list[pyoxigraph.Triple]:
        check(query, "CONSTRUCT", "DESCRIBE")
        results = self._query(query, bindings)
        assert isinstance(results, pyoxigraph.QueryTriples)
        with _failures(self.location):
            return list(results)

    def write(self, write: Write) -> int:
        if self._lock is None:
            raise StoreError("opened for reading only", self.location, "open it as writable")
        graphs = additions(write)
        gone = removal(replaced(self, write), write.cleared)
        with _failures(self.location), self._snapshots.next() as directory:
            self._engine.backup(directory)
            store = pyoxigraph.Store(directory)
            if gone:
                store.update(" ;\n".join(gone))
            lines = io.BytesIO()
            for graph, triples in graphs.items():
                name = f" {iri(graph)}" if graph else ""
                lines.writelines(f"{' '.join(triple)}{name} .\n".encode() for triple in triples)
            lines.seek(0)
            store.bulk_load(lines, pyoxigraph.RdfFormat.N_QUADS)
            store.flush()
            self._check(store, (graph for graph in graphs if graph))
            del store
        self._release()
        self._open()
        self._snapshots.clean()
        return sum(map(len, graphs.values()))

    def quads(self) -> Iterator[pyoxigraph.Quad]:
        return iter(self._engine)

    @property
    def engine(self) -> pyoxigraph.Store:
        """The read-only Oxigraph store of the snapshot, for what only the engine can do (dumps, rdflib)."""
        return self._engine

    def close(self) -> None:
        self._release()
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def _engine(self) -> pyoxigraph.Store:
        if self._store is None:
            raise StoreError("already closed", self.location, "open it again")
        return self._store

    def _open(self) -> None:
        directory, self._held = self._snapshots.hold()
        self._store = pyoxigraph.Store.read_only(str(directory))

    def _release(self) -> None:
        self._store = None
        if self._held is not None:
            os.close(self._held)
            self._held = None

    def _query(
        self, query: str, bindings: Bindings | None
    ) -> pyoxigraph.QuerySolutions | pyoxigraph.QueryBoolean | pyoxigraph.QueryTriples:
        with _failures(self.location):
            return self._engine.query(bind(query, bindings))

    def _check(self, store: pyoxigraph.Store, graphs: Iterable[str]) -> None:
        """Refuse to publish a snapshot that does not hold what was written."""
        for graph in graphs:
            if not store.contains_named_graph(pyoxigraph.NamedNode(graph)):
                raise StoreError(f"the write of {graph} did not arrive", self.location, "check the disk and try again")
