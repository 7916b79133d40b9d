"""How an entity is called and what tells it from others of its name, by the catalogue."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from remit.graph.identities import identified
from remit.graph.view_words import load_words
from remit.ontology.registry import load_registry
from remit.queries.catalogue import Row, query
from remit.queries.labels import Labels
from remit.web.current import Reading


@dataclass(frozen=True)
class Description:
    """The name of an entity, and short parts of a line about it: its kind, its years, what it stands under."""

    name: str
    about: tuple[str, ...]


def rows(reading: Reading, name: str, language: str | None = None) -> dict[str, Row]:
    """Give the rows of a query of the catalogue by the IRI in its first column, read once a snapshot and language."""
    asked = query(name)
    return reading.once(
        ("rows", name, language),
        lambda: {str(row[asked.columns[0]]): row for row in asked.run(reading.store, language=language)},
    )


def label(reading: Reading, iri: str, language: str) -> str:
    """Name an entity in a language, by the graph, then by the registry, else by the end of its IRI."""
    labels = reading.once("labels", lambda: Labels(identified(reading.store)))
    body = load_registry().body_at(iri)
    registered = (body.names.get(language) or next(iter(body.names.values()), None)) if body else None
    return registered or labels.label(iri, language) or iri.rpartition("/")[2]


def describe(reading: Reading, iri: str, language: str) -> Description:
    """Describe an entity in a language."""
    about: list[Any] = []
    if body := rows(reading, "bodies").get(iri):
        about = [body["kind"], _period(body["start"], body["end"])]
        about.append(label(reading, str(body["parent"]), language) if body["parent"] else None)
    elif act := rows(reading, "acts", language).get(iri):
        kind = load_words(language).acts.get(str(act["type"]), act["type"])
        about = [kind, f"№ {act['number']}" if act["number"] else None, act["date"]]
    return Description(label(reading, iri, language), tuple(str(part) for part in about if part))


def _period(start: Any, end: Any) -> str:
    return f"{start or '…'} – {end or '…'}" if start or end else ""
