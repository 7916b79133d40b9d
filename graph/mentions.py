"""Mentions in a store that were not resolved: each claim that has one, and what it might mean."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from remit.graph.records import PROLOGUE
from remit.graph.store import Store
from remit.ontology.decisions import mention_iri
from remit.ontology.namespaces import concept

_OPEN = " ".join(f"<{concept('link-status', status)}>" for status in ("candidates", "unresolved"))
_ANSWERS = "?doc dct:identifier ?document . FILTER NOT EXISTS { ?doc remit:until ?superseded }"
_WORDS = f"""{PROLOGUE}SELECT ?claim ?kind ?mention ?document WHERE {{
  {{ GRAPH ?doc {{ ?claim a remit:Unresolved ; remit:kind ?kind ; remit:mention ?mention }} }}
  UNION {{
    VALUES (?class ?words) {{
      (remit:Responsibility remit:mention) (remit:Seat remit:mention) (remit:Tenure remit:bodyName)
    }}
    VALUES ?status {{ {_OPEN} }}
    GRAPH ?doc {{ ?claim remit:linkStatus ?status ; a ?class ; ?words ?mention }}
    FILTER NOT EXISTS {{ GRAPH ?doc {{ ?claim a remit:Seat ; org:member ?sits }} }}
    BIND ("body" AS ?kind)
  }} UNION {{
    VALUES ?status {{ {_OPEN} }}
    GRAPH ?doc {{
      ?claim remit:linkStatus ?status ; a remit:Citation ; prov:wasDerivedFrom/oa:hasSelector/oa:exact ?mention .
    }}
    BIND ("act" AS ?kind)
  }}
  GRAPH ?doc {{ {_ANSWERS} }}
}}"""
_LEFT_OPEN = f"""{PROLOGUE}SELECT ?claim ?reason ?candidate WHERE {{
  {{ GRAPH ?doc {{ ?claim remit:candidate ?candidate }} }} UNION {{ GRAPH ?doc {{ ?claim remit:linkReason ?reason }} }}
}}"""


@dataclass(frozen=True)
class Occurrence:
    """One claim with an unresolved mention.

    `document` is the name of its document, `candidates` are the IRIs that the reading left to choose from and `reason`
    is why it did not, in English; empty when it says none.
    """

    claim: str
    kind: str
    mention: str
    document: str
    candidates: tuple[str, ...] = ()
    reason: str = ""

    @property
    def iri(self) -> str:
        """The IRI of these words, in this and in every other document."""
        return mention_iri(self.kind, self.mention)


def unresolved(store: Store) -> Iterator[Occurrence]:
    """Give the mentions that were not resolved, by document and claim; superseded versions of acts are left out."""
    candidates: dict[str, set[str]] = {}
    reasons: dict[str, str] = {}
    for row in store.select(_LEFT_OPEN):
        if "reason" in row:
            reasons[row["claim"].value] = row["reason"].value
        else:
            candidates.setdefault(row["claim"].value, set()).add(row["candidate"].value)
    found = {
        (row["document"].value, row["claim"].value): (row["kind"].value, row["mention"].value)
        for row in store.select(_WORDS)
    }
    for (document, claim), (kind, mention) in sorted(found.items()):
        yield Occurrence(
            claim, kind, mention, document, tuple(sorted(candidates.get(claim, ()))), reasons.get(claim, "")
        )
