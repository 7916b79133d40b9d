"""The texts as read: showing a passage in its context, and finding every quote of the graph again."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass

import pyoxigraph

from remit.graph.mapping import TEXTS
from remit.graph.store import Solution, Store
from remit.ontology.errors import UsageError
from remit.ontology.namespaces import DCT, OA, PROV, RDF, REMIT

_TEXT = f"SELECT ?text {{ GRAPH <{TEXTS}> {{ ?document <{REMIT.text}> ?text }} }}"
_DOCUMENTS = f"""SELECT ?document ?name ?sha {{ GRAPH ?document {{
  ?document <{RDF.type}> <{REMIT.Document}> ; <{DCT.identifier}> ?name ; <{REMIT.textSha256}> ?sha }} }}"""
_CLAIMS = f"""SELECT ?claim ?document {{ GRAPH ?document {{ ?claim <{RDF.type}> <{REMIT.Claim}> }} }}"""
_SOURCES = f"""SELECT ?claim ?evidence {{ GRAPH ?document {{
  ?claim <{RDF.type}> <{REMIT.Claim}> ; <{PROV.wasDerivedFrom}> ?evidence }} }}"""
_EVIDENCE = f"""SELECT ?evidence ?document ?exact ?prefix ?suffix ?start ?end {{ GRAPH ?document {{
  ?evidence <{OA.hasSource}> ?document ; <{OA.hasSelector}> ?quote .
  ?quote <{OA.exact}> ?exact ; <{OA.prefix}> ?prefix ; <{OA.suffix}> ?suffix ; <{OA.refinedBy}> ?position .
  ?position <{OA.start}> ?start ; <{OA.end}> ?end }} }}"""


@dataclass(frozen=True)
class Passage:
    """A passage and what stands around it."""

    before: str
    quote: str
    after: str


@dataclass(frozen=True)
class Finding:
    """Something that does not stand as the graph says: `subject` is the IRI of the document, claim or evidence."""

    document: str
    subject: str
    problem: str


@dataclass(frozen=True)
class Verification:
    """What was checked, and every finding; all is well when there is none."""

    documents: int
    claims: int
    evidence: int
    findings: tuple[Finding, ...]


def document_text(store: Store, document: str) -> str | None:
    """Give the text of a document as read, or `None` when the store does not hold it."""
    solutions = store.select(_TEXT, {"document": pyoxigraph.NamedNode(document)})
    return solutions[0]["text"].value if solutions else None


def passage(store: Store, document: str, start: int, end: int, context: int = 120) -> Passage | None:
    """Give the passage from `start` to `end` with up to `context` characters either side, all in code points.

    `None` when the store does not hold the text; raises `UsageError` when the text has no such place.
    """
    text = document_text(store, document)
    if text is None:
        return None
    if not 0 <= start <= end <= len(text):
        raise UsageError(f"no place {start}–{end} in a text of {len(text)} characters", document)
    return Passage(text[max(0, start - context) : start], text[start:end], text[end : end + context])


def verify(store: Store) -> Verification:
    """Find every quote again at its place in the text, and every claim's evidence; compare texts with their hashes."""
    documents = {_value(row, "document"): row for row in store.select(_DOCUMENTS)}
    names = {document: _value(row, "name") for document, row in documents.items()}
    rows = defaultdict(list)
    for row in store.select(_EVIDENCE):
        rows[_value(row, "document")].append(row)
    found: list[Finding] = []
    for document in sorted(documents.keys() | rows.keys()):
        name, text = names.get(document, document), document_text(store, document)
        if text is None:
            found.append(Finding(name, document, "the graph does not hold its text"))
        elif hashlib.sha256(text.encode()).hexdigest() != _value(documents.get(document, {}), "sha"):
            found.append(Finding(name, document, "the text is not the one that was read: its SHA-256 differs"))
        for row in rows[document]:
            if problem := _mismatch(row, text or ""):
                found.append(Finding(name, _value(row, "evidence"), problem))
    held = {_value(row, "evidence") for of_document in rows.values() for row in of_document}
    proven = {_value(row, "claim") for row in store.select(_SOURCES) if _value(row, "evidence") in held}
    claims = {_value(row, "claim"): _value(row, "document") for row in store.select(_CLAIMS)}
    for claim in sorted(claims.keys() - proven):
        found.append(Finding(names.get(claims[claim], claims[claim]), claim, "the claim has no complete evidence"))
    return Verification(len(documents), len(claims), len(held), tuple(found))


def _value(row: Solution, name: str) -> str:
    return row[name].value if name in row else ""


def _mismatch(row: Solution, text: str) -> str | None:
    start, end = int(_value(row, "start")), int(_value(row, "end"))
    prefix, exact, suffix = (_value(row, name) for name in ("prefix", "exact", "suffix"))
    if not exact or text[start:end] != exact:
        return f"the quote does not stand at {start}–{end}"
    if text[max(0, start - len(prefix)) : start] != prefix:
        return f"other words stand before the quote at {start}"
    if text[end : end + len(suffix)] != suffix:
        return f"other words stand after the quote at {end}"
    return None
