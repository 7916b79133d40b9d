"""How much of each document was understood, and the passages that were not."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from remit.graph.mapping import TEXTS
from remit.graph.store import Store
from remit.ontology.namespaces import DCT, OA, REMIT
from remit.queries.versions import unheard

COLUMNS = ("document", "blocks", "claims", "nothing", "unknown", "understood")

_BLOCKS = f"""SELECT ?doc ?document ?start ?end ?kind ?status WHERE {{
  GRAPH ?doc {{
    ?doc <{DCT.identifier}> ?document .
    ?block a <{REMIT.Block}> ; <{OA.start}> ?start ; <{OA.end}> ?end ;
      <{REMIT.blockKind}> ?kind ; <{REMIT.coverage}> ?status .
  }}
}}"""
_DOCUMENTS = (
    f"SELECT ?doc ?document WHERE {{ GRAPH ?doc {{ ?doc <{DCT.identifier}> ?document ; a <{REMIT.Document}> }} }}"
)
_TEXT = f"SELECT ?text WHERE {{ GRAPH <{TEXTS}> {{ ?doc <{REMIT.text}> ?text }} }}"


@dataclass(frozen=True)
class Passage:
    """A block nobody understood, `text[start:end]` of its document."""

    document: str
    start: int
    end: int
    kind: str
    quote: str

    def as_json(self) -> dict[str, Any]:
        """Give the passage as it is printed."""
        return vars(self).copy()


@dataclass(frozen=True)
class Coverage:
    """Blocks of a document that gave claims, that say nothing of ours, and that were not understood."""

    document: str
    claims: int
    nothing: int
    unknown: int
    not_understood: tuple[Passage, ...]

    def as_json(self, blocks: bool = False) -> dict[str, Any]:
        """Give the counts as they are printed, with the passages not understood where `blocks` asks for them."""
        total = self.claims + self.nothing + self.unknown
        counts: dict[str, Any] = {
            "document": self.document,
            "blocks": total,
            "claims": self.claims,
            "nothing": self.nothing,
            "unknown": self.unknown,
            "understood": round((total - self.unknown) / total, 4) if total else None,
        }
        return counts | ({"not_understood": [passage.as_json() for passage in self.not_understood]} if blocks else {})


def coverage(store: Store, document: str | None = None, on: date | None = None) -> list[Coverage]:
    """Give the coverage of every document, or of the one loaded under a name, in the order of their names.

    As of a day, documents of later days are left out.
    """
    import pyoxigraph

    bindings = {"document": pyoxigraph.Literal(document)} if document is not None else None
    names = {row["doc"].value: row["document"].value for row in store.select(_DOCUMENTS, bindings)}
    counts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    unknown: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for row in store.select(_BLOCKS, bindings):
        iri, status = row["doc"].value, row["status"].value
        counts[iri][status] += 1
        if status == "unknown":
            unknown[iri].append((int(row["start"].value), int(row["end"].value), row["kind"].value))
    found = []
    later = unheard(store, on)
    for iri, name in sorted(names.items(), key=lambda pair: pair[1]):
        if name in later:
            continue
        text = _text(store, iri) if unknown[iri] else ""
        passages = [Passage(name, start, end, kind, text[start:end]) for start, end, kind in sorted(unknown[iri])]
        by_status = counts[iri]
        found.append(Coverage(name, by_status["claims"], by_status["nothing"], by_status["unknown"], tuple(passages)))
    return found


def _text(store: Store, document: str) -> str:
    import pyoxigraph

    rows = store.select(_TEXT, {"doc": pyoxigraph.NamedNode(document)})
    return rows[0]["text"].value if rows else ""
