"""Everything the graph knows of one thing: what it is, who says so, and the passages that speak of it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from remit.graph.identities import aliases, canonical, claims_about, identified
from remit.graph.mapping import RUNS, TEXTS
from remit.ontology.errors import RemitError, UsageError
from remit.ontology.namespaces import OWL, PREFIXES, RDF, REMIT, SCHEME
from remit.queries.labels import Labels
from remit.queries.versions import unheard

if TYPE_CHECKING:
    from datetime import date

    from remit.graph.sparql import Term
    from remit.graph.store import Store

_PREFIXES = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
_FACTS = f"""{_PREFIXES}SELECT DISTINCT ?property ?value ?document WHERE {{
  {{ ?thing ?property ?value . OPTIONAL {{
      GRAPH ?doc {{ ?fact rdf:subject ?thing ; rdf:predicate ?property ; rdf:object ?value .
                    ?doc dct:identifier ?document }} }} }}
  UNION {{ GRAPH ?graph {{ ?thing ?property ?value }} OPTIONAL {{ GRAPH ?graph {{ ?graph dct:identifier ?document }} }}
    FILTER (?graph NOT IN (<{TEXTS}>, <{RUNS}>)) }}
}}"""
_CLAIMS = f"""{_PREFIXES}SELECT DISTINCT ?claim ?class ?property ?document ?quote ?start ?end WHERE {{
  GRAPH ?doc {{
    ?claim ?property ?thing ; a remit:Claim ; a ?class ; prov:wasDerivedFrom ?passage .
    ?passage oa:hasSelector ?selector .
    ?selector oa:exact ?quote ; oa:refinedBy ?span .
    ?span oa:start ?start ; oa:end ?end .
    ?doc dct:identifier ?document .
  }}
  FILTER (STRSTARTS(STR(?class), STR(remit:)) && ?class != remit:Claim)
}}"""
_OWN_PASSAGE = f"""{_PREFIXES}SELECT ?document ?quote ?start ?end WHERE {{
  GRAPH ?doc {{
    ?thing prov:wasDerivedFrom ?passage .
    ?passage oa:hasSelector ?selector .
    ?selector oa:exact ?quote ; oa:refinedBy ?span .
    ?span oa:start ?start ; oa:end ?end .
    ?doc dct:identifier ?document .
  }}
}}"""
_LINKS = f"""{_PREFIXES}SELECT DISTINCT ?subject ?property WHERE {{
  {{ ?subject ?property ?thing }}
  UNION {{ GRAPH <https://w3id.org/remit/id/graph/registry> {{ ?subject ?property ?thing }} }}
}}"""


@dataclass(frozen=True)
class Entry:
    """One thing: `facts`, `claims` and `links` are rows ready to be printed; `passage` is `None` for no claim."""

    iri: str
    label: str | None
    types: tuple[str, ...]
    passage: dict[str, Any] | None
    facts: tuple[dict[str, Any], ...]
    claims: tuple[dict[str, Any], ...]
    links: tuple[dict[str, Any], ...]

    def as_json(self) -> dict[str, Any]:
        """Give the entry as it is printed."""
        return vars(self).copy()


def compact(iri: str) -> str:
    """Give an IRI of a known vocabulary as `prefix:term`, a code of our schemes bare, any other as it is."""
    if iri.startswith(SCHEME):
        return iri.rpartition("/")[2]
    found = ((prefix, iri.removeprefix(base)) for prefix, base in PREFIXES.items() if iri.startswith(base))
    return next((f"{prefix}:{term}" for prefix, term in found), iri)


def show(store: Store, iri: str, language: str | None = None, on: date | None = None) -> Entry:
    """Give what is known of a thing, under all the IRIs that were decided to be one, named in a language.

    As of a day, what only documents of later days say is left out.

    Raises `UsageError` for what is no IRI, `RemitError` when the graph says nothing of it.
    """
    import pyoxigraph

    try:
        thing = {"thing": pyoxigraph.NamedNode(iri)}
    except ValueError as error:
        raise UsageError(str(error), iri, "give a whole IRI, or find it with remit search") from error
    store = identified(store)
    iri = canonical(store, iri)
    labels = Labels(store)
    types, facts = _facts(store, thing, labels, language)
    claims = _claims(store, thing)
    if later := unheard(store, on):
        facts = [fact for fact in facts if not fact["documents"] or not later.issuperset(fact["documents"])]
        claims = [claim for claim in claims if claim["document"] not in later]
    links = sorted(
        {
            (compact(row["property"].value), row["subject"].value, labels.label(row["subject"].value, language))
            for row in store.select(_LINKS, thing)
        }
    )
    if not (types or facts or claims or links):
        raise RemitError("nothing known", iri, "find what is with remit search")
    own = store.select(_OWN_PASSAGE, thing)
    return Entry(
        iri=iri,
        label=labels.label(iri, language),
        types=tuple(types),
        passage=_passage(own[0]) if own else None,
        facts=tuple(facts),
        claims=tuple(claims),
        links=tuple({"from": subject, "as": name, "label": label} for name, subject, label in links),
    )


def _claims(store: Store, thing: dict[str, Any]) -> list[dict[str, Any]]:
    """Give the claims that speak of a thing, each once, with every part the thing has in it."""
    import pyoxigraph

    parts: dict[tuple[str, str], set[str]] = defaultdict(set)
    passages: dict[tuple[str, str], dict[str, Any]] = {}
    for row in store.select(_CLAIMS, thing):
        claim = row["claim"].value, compact(row["class"].value)
        parts[claim].add(compact(row["property"].value))
        passages[claim] = _passage(row)
    for decided in claims_about(store, thing["thing"].value):
        for row in store.select(_CLAIMS, {"claim": pyoxigraph.NamedNode(decided)}):
            claim = decided, compact(row["class"].value)
            parts[claim] = {compact(REMIT.means)}
            passages[claim] = _passage(row)
    rows = [
        {"claim": iri, "class": kind, "as": sorted(parts[iri, kind]), **passage}
        for (iri, kind), passage in passages.items()
    ]
    return sorted(rows, key=lambda row: (row["document"], row["start"], row["claim"], row["class"]))


def _passage(row: dict[str, Term]) -> dict[str, Any]:
    return {
        "document": row["document"].value,
        "quote": row["quote"].value,
        "start": int(row["start"].value),
        "end": int(row["end"].value),
    }


def _facts(
    store: Store, thing: dict[str, Any], labels: Labels, language: str | None
) -> tuple[list[str], list[dict[str, Any]]]:
    """Give the types of a thing and its other facts, each with the documents that state it."""
    import pyoxigraph

    sources: dict[tuple[str, Term], set[str]] = defaultdict(set)
    for row in store.select(_FACTS, thing):
        sources[row["property"].value, row["value"]] |= {row["document"].value} if "document" in row else set()
    iri = thing["thing"].value
    sources.pop((OWL.sameAs, pyoxigraph.NamedNode(canonical(store, iri))), None)
    sources |= {(OWL.sameAs, pyoxigraph.NamedNode(alias)): set() for alias in aliases(store, iri)}
    types = sorted({compact(value.value) for name, value in sources if name == RDF.type})
    facts = []
    for (name, value), documents in sorted(sources.items(), key=lambda fact: (compact(fact[0][0]), str(fact[0][1]))):
        if name == RDF.type:
            continue
        is_iri = isinstance(value, pyoxigraph.NamedNode)
        facts.append(
            {
                "property": compact(name),
                "value": compact(value.value) if is_iri else value.value,
                "language": getattr(value, "language", None),
                "label": labels.label(value.value, language) if is_iri else None,
                "documents": sorted(documents),
            }
        )
    return types, facts


def render(entry: Entry) -> str:
    """Tell an entry in lines for people."""
    lines = [entry.label or entry.iri, f"  {entry.iri}"]
    if entry.types:
        lines.append(f"  {', '.join(entry.types)}")
    if entry.passage:
        lines += _quoted(entry.passage)
    for fact in entry.facts:
        language = f" @{fact['language']}" if fact["language"] else ""
        named = f" ({fact['label']})" if fact["label"] else ""
        told = f" — {', '.join(fact['documents'])}" if fact["documents"] else ""
        lines.append(f"  {fact['property']}: {fact['value']}{language}{named}{told}")
    for heading, rows in (("claims", entry.claims), ("links", entry.links)):
        if rows:
            lines += ["", f"{heading}:"]
        for row in rows:
            if heading == "links":
                lines.append(f"  {row['as']} of {row['label'] or row['from']}")
            else:
                lines += [f"  {row['class']} {row['claim']} ({', '.join(row['as'])})", *_quoted(row)]
    return "\n".join(lines)


def _quoted(passage: dict[str, Any]) -> list[str]:
    quote = " ".join(passage["quote"].split())
    return [f"    «{quote}»", f"    {passage['document']} {passage['start']}–{passage['end']}"]
