"""Many documents into a store: what is already there is passed over, what cannot be read is reported."""

from __future__ import annotations

import hashlib
import time
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import pyoxigraph

from remit.graph.compositions import end_seats
from remit.graph.decisions import apply
from remit.graph.identities import DECISIONS
from remit.graph.mapping import REGISTRY, RUNS
from remit.graph.ntriples import iri, text
from remit.graph.registry_mapping import registry_triples
from remit.graph.store import Store, Write, open_store
from remit.graph.triples import Triple, triples
from remit.loaders.document import Stated
from remit.loaders.pipeline import EXTRACTOR, Pipeline
from remit.loaders.sources import Source, find_sources
from remit.ontology.claims import DocumentRecord
from remit.ontology.decision_log import DecisionLog, Logged, default_log
from remit.ontology.errors import RemitError, UnreadableDocument
from remit.ontology.iris import BASE
from remit.ontology.namespaces import DCT, PROV, RDF, REMIT, XSD
from remit.ontology.registry import Registry, load_registry

BATCH_SIZE = 100
BATCH_CHARACTERS = 10_000_000  # a batch is also full at this length, so that memory stays bounded
Outcome = Literal["loaded", "unchanged", "failed"]

_DONE = f"""SELECT ?name ?sha ?text ?stated {{
  GRAPH <{RUNS}> {{ ?run <{DCT.hasVersion}> ?version }}
  GRAPH ?document {{ ?document <{PROV.wasGeneratedBy}> ?run ;
    <{DCT.identifier}> ?name ; <{REMIT.byteSha256}> ?sha ; <{REMIT.textSha256}> ?text .
    OPTIONAL {{ ?document <{REMIT.statedSha256}> ?stated }} }} }}"""
_DECIDED = f"ASK {{ GRAPH <{DECISIONS}> {{ ?s ?p ?o }} }}"
_DIGEST = f"SELECT ?digest {{ GRAPH <{REGISTRY}> {{ <{REGISTRY}> <{DCT.hasVersion}> ?digest }} }}"


@dataclass(frozen=True)
class LoadReport:
    """What a load did: names of documents by outcome, the failed ones with their errors, and what was written."""

    loaded: tuple[str, ...]
    unchanged: tuple[str, ...]
    failures: tuple[tuple[str, RemitError], ...]
    notes: tuple[tuple[str, str], ...]  # (document, what was not there to read)
    quads: int
    seconds: float


def load(
    store_location: str,
    paths: Iterable[str],
    *,
    history: bool = False,
    registry: Registry | None = None,
    decisions: Path | None = None,
    progress: Callable[[str, Outcome], None] | None = None,
    batch_size: int = BATCH_SIZE,
) -> LoadReport:
    """Read documents and put them into the graph at a location, which is made when it is a folder that is not there.

    Each batch is written whole, so that a load that was broken off goes on where it stopped: a document whose bytes
    were read before, by the same version of remit with the same registry, is passed over. `progress` is told of each
    document. With `history`, the superseded versions of acts in git repositories are documents too. At the end what
    people decided is applied: the log `decisions`, or that beside the graph when none is named. Raises `UsageError` for
    a path that does not exist or has no history and `DecisionLogError` (before anything is written), `StoreError`.
    """
    started = time.monotonic()
    registry = registry or load_registry()
    sources = list(find_sources(paths, history=history))
    log = DecisionLog(decisions or default_log(store_location))
    logged = log.read()
    with open_store(store_location, create=True, writable=True) as store:
        run = _Run(store, registry, sources, progress or (lambda name, outcome: None))
        for batch in _batches(run.read(), batch_size):
            run.commit(batch)
        run.finish()
        if run.loaded:
            end_seats(store)
        run.notes += [(str(log.path), note) for note in _decide(store, logged)]
    return LoadReport(
        tuple(run.loaded),
        tuple(run.unchanged),
        tuple(run.failures),
        tuple(run.notes),
        run.quads,
        time.monotonic() - started,
    )


def _batches(records: Iterable[DocumentRecord], size: int) -> Iterator[list[DocumentRecord]]:
    batch: list[DocumentRecord] = []
    for record in records:
        batch.append(record)
        if len(batch) >= size or sum(len(record.text) for record in batch) >= BATCH_CHARACTERS:
            yield batch
            batch = []
    if batch:
        yield batch


class _Run:
    """One load, as it is recorded in the graph."""

    def __init__(
        self, store: Store, registry: Registry, sources: Sequence[Source], progress: Callable[[str, Outcome], None]
    ) -> None:
        self.loaded: list[str] = []
        self.unchanged: list[str] = []
        self.failures: list[tuple[str, RemitError]] = []
        self.notes: list[tuple[str, str]] = []
        self._texts: dict[str, str] = {}
        self.quads = 0
        self._store, self._sources, self._progress = store, sources, progress
        self._places = {source.name: place for place, source in enumerate(sources)}
        self._pipeline = Pipeline(registry)
        self._iri = f"{BASE}run/{datetime.now(UTC):%Y%m%dT%H%M%SZ}-{uuid.uuid4().hex[:8]}"
        self._start: list[Triple] = []
        digest = self._put_registry(registry)
        version = pyoxigraph.Literal(f"{EXTRACTOR} registry {digest[:16]}")
        done = store.select(_DONE, {"version": version})
        self._done = {
            (row["sha"].value, row["stated"].value if "stated" in row else None): row["name"].value for row in done
        }
        self._texts_there = {row["text"].value: row["name"].value for row in done}
        properties = [
            (RDF.type, iri(PROV.Activity)),
            (PROV.startedAtTime, _now()),
            (DCT.hasVersion, text(version.value)),
        ]
        self._start = list(triples(self._iri, properties))

    def read(self) -> Iterator[DocumentRecord]:
        """Give the documents that are to be written; note the others."""
        for source in self._sources:
            try:
                record = self._read(source)
            except RemitError as error:
                self.failures.append((source.name, error))
                self._progress(source.name, "failed")
                continue
            if record is None:
                self.unchanged.append(source.name)
                self._progress(source.name, "unchanged")
            else:
                self.loaded.append(source.name)
                self.notes += [(source.name, note) for note in record.notes]
                if same := self._texts.get(record.text_sha256):
                    self.notes.append((source.name, f"the same text as {same}, in whose place it stands"))
                self._texts[record.text_sha256] = source.name
                self._progress(source.name, "loaded")
                yield record

    def commit(self, batch: list[DocumentRecord]) -> None:
        """Write a batch, and with the first one that the run began."""
        self.quads += self._store.write(Write(documents=batch, run=self._iri, added={RUNS: self._start}))

    def finish(self) -> None:
        """Write that the run ended, when it wrote anything."""
        if self.loaded:
            end = list(triples(self._iri, [(PROV.endedAtTime, _now())]))
            self.quads += self._store.write(Write(added={RUNS: end}))

    def _read(self, source: Source) -> DocumentRecord | None:
        """Give the record of a source, or `None` when the graph holds it as it would be read now.

        The same bytes of which the same is stated, and the same text, are one document whatever their names, under the
        latest one; on a re-run the others are passed over.
        """
        content, stated = _content(source)
        if self._stands(source, content, stated):
            return None
        record = self._pipeline.read(replace(source, read=lambda: content, state=lambda: stated))
        place = self._places.get(self._texts_there.get(record.text_sha256, ""), -1)
        later = self._sources[place] if place > self._places[source.name] else None
        return None if later and self._stands(later, *_content(later)) else record

    def _stands(self, source: Source, content: bytes, stated: Stated | None) -> bool:
        """Tell whether the graph holds what would be read, under this name or that of another document of the load."""
        name = self._done.get((hashlib.sha256(content).hexdigest(), stated.sha256 if stated else None))
        return name == source.name or name in self._places

    def _put_registry(self, registry: Registry) -> str:
        """Write the registry's graph unless the store has this very one; give its digest."""
        graph = registry_triples(registry)
        digest = graph[0][2].strip('"')
        if [row["digest"].value for row in self._store.select(_DIGEST)] != [digest]:
            self.quads += self._store.write(Write(cleared=[REGISTRY], added={REGISTRY: graph}))
        return digest


def _decide(store: Store, logged: Logged) -> Iterator[str]:
    """Apply a log of decisions; give what its keeper should know."""
    if logged.broken_off:
        yield "the last line broke off and is no decision"
    if not logged.decisions and store.ask(_DECIDED):
        yield "no decisions here: those the graph had no longer apply; name their log with --decisions"
    if conflicts := apply(store, logged.decisions).conflicts:
        yield f"decisions contradict one another ({len(conflicts)}): see remit link replay"


def _content(source: Source) -> tuple[bytes, Stated | None]:
    try:
        return source.read(), source.state() if source.state else None
    except OSError as error:
        raise UnreadableDocument(error.strerror or str(error), source.name, "check the file") from error


def _now() -> str:
    return f'"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"^^<{XSD.dateTime}>'
