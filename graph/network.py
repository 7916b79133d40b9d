"""A store as a network: bodies, posts, people, acts, plans, duties and groups, tied by claims and registry facts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from remit.graph.records import PROLOGUE, Records, code, within
from remit.graph.store import Store

if TYPE_CHECKING:
    import networkx as nx

# What ties two things in a document, by the relation of the edge: what must hold, and what may be known besides.
_CLAIMED = {
    "responsible_for": (
        "?claim a remit:Responsibility ; cv:hasParticipant ?source ; remit:duty ?target",
        "?claim cv:role ?mode", "?claim remit:byAgreement ?by_agreement",
    ),
    "sits_in": (
        "?claim a remit:Seat ; org:member ?source ; org:organization ?target",
        "?claim org:role ?role", "?claim remit:byAgreement ?by_agreement",
    ),
    "holds": (
        "?claim a remit:Tenure ; org:member ?source ; remit:post ?target",
        "?claim remit:event ?role", "?claim remit:since ?since", "?claim remit:until ?until",
    ),
    "cites": ("?claim a remit:Citation ; remit:citing ?source ; remit:cited ?target ; remit:relation ?name",),
    "basis": ("?claim a remit:Responsibility ; remit:duty ?source ; remit:basis ?target",),
    "part_of": ("?claim a remit:Duty . ?claim dct:isPartOf ?target",),
    "approved_in": ("?claim remit:act ?target",),
}  # fmt: skip
# What ties them in the registry.
_REGISTERED = {
    "post_in": ("?source org:postIn ?target",),
    "part_of": ("?source org:subOrganizationOf ?target",),
    "became": (
        "?claim org:originalOrganization ?source ; org:resultingOrganization ?target",
        "?claim remit:changeKind ?role", "?claim remit:date ?since",
    ),
    "member_of": ("?source remit:memberOf ?target",),
    "holds": _CLAIMED["holds"],
}  # fmt: skip
# What ties them in the facts all documents state together.
_MERGED = {"post_in": "?source org:postIn ?target", "part_of": "?source eli:is_part_of ?target"}
_CLAIM_QUERIES = [(relation, within(*patterns)) for relation, patterns in _CLAIMED.items()]
_REGISTRY_QUERIES = [(relation, within(*patterns, passage="")) for relation, patterns in _REGISTERED.items()]
_MERGED_QUERIES = [(relation, f"{PROLOGUE}SELECT * WHERE {{ {pattern} }}") for relation, pattern in _MERGED.items()]
_CHARGES = within("?claim a remit:Responsibility ; remit:duty ?target", *_CLAIMED["responsible_for"][1:])
_CODES = ("mode", "role")
_TEXTS = ("document", "quote", "since", "until")

Edge = tuple[str, str, dict[str, str | bool]]


def build_network(
    store: Store,
    focus: Iterable[str] | None = None,
    depth: int = 2,
    lang: str = "en",
    on: date | None = None,
    without: Collection[str] = (),
) -> nx.MultiDiGraph[str]:
    """Build the network of a store, or what lies within `depth` edges of the IRIs in `focus`.

    Nodes are IRIs with `kind` and `label` in `lang` where the graph has that; edges have `relation`, `claim`,
    `document`, `quote`, `mode`, `role`, `since`, `until`, `by_agreement` as far as known, all `str` or `bool`, so that
    GraphML and GEXF take them. Without a focus, facts of the registry are drawn only for things documents speak of. An
    IRI in `focus` that the graph does not hold is left out. As of a day, so are ties known to hold at other times; and
    in any case what documents with a name in `without` say.
    """
    import networkx as nx

    records = Records(store)
    network: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    seen: set[tuple[str, str, str, str]] = set()

    def draw(edges: Iterable[Edge]) -> None:
        for source, target, attributes in edges:
            key = (source, target, str(attributes["relation"]), str(attributes.get("claim", "")))
            if key not in seen and attributes.get("document") not in without and _holds(attributes, on):
                seen.add(key)
                network.add_edge(source, target, **attributes)

    if focus is None:
        records.read_names()
        draw(_from_documents(records))
        spoken_of = set(network)
        draw(edge for edge in _from_registry(records) if edge[0] in spoken_of)
    else:
        near = [iri for iri in dict.fromkeys(map(records.canonical, focus)) if records.kind(iri)]
        network.add_nodes_from(near)
        reached: set[str] = set()
        for _ in range(depth):
            reached |= set(near)
            for iri in near:
                for end in ("source", "target"):
                    draw(_from_documents(records, **{end: iri}))
                    draw(_from_registry(records, **{end: iri}))
            near = [iri for iri in network if iri not in reached]
    for iri in network:
        network.nodes[iri].update(kind=records.kind(iri) or "act", label=records.label(iri, lang) or _tail(iri))
    return network


def _holds(tie: Mapping[str, str | bool], on: date | None) -> bool:
    """Tell a tie that may hold on a day: ISO 8601 dates sort as text."""
    if on is None:
        return True
    since, until = (str(tie.get(bound, "")) for bound in ("since", "until"))
    day = on.isoformat()
    return since <= day and (not until or until > day or (len(until) < len(day) and day.startswith(until)))


def _from_documents(records: Records, **end: str) -> Iterator[Edge]:
    for relation, query in _CLAIM_QUERIES:
        yield from (edge for graph, edge in _edges(records, relation, query, end) if graph != Records.REGISTRY)
    for relation, query in _MERGED_QUERIES:
        yield from (edge for _, edge in _edges(records, relation, query, end))
    ends = {name: records.canonical(iri) for name, iri in end.items()}
    for bearer, row in records.decided(_CHARGES):
        if ends.items() <= {"source": bearer, "target": row["target"]}.items():
            yield bearer, row["target"], _attributes("responsible_for", row)


def _from_registry(records: Records, **end: str) -> Iterator[Edge]:
    for relation, query in _REGISTRY_QUERIES:
        yield from (edge for _, edge in _edges(records, relation, query, {**end, "graph": Records.REGISTRY}))


def _edges(records: Records, relation: str, query: str, bound: dict[str, str]) -> Iterator[tuple[str, Edge]]:
    # Where the thing that is tied is itself the claim, the query names it so.
    source = "source" if "?source" in query else "claim"
    for row in records.rows(query, **{source if name == "source" else name: iri for name, iri in bound.items()}):
        yield row.get("graph", ""), (row[source], row["target"], _attributes(relation, row))


def _attributes(relation: str, row: dict[str, Any]) -> dict[str, str | bool]:
    found: dict[str, str | bool] = {"relation": code(row.get("name")) or relation}
    found |= {"claim": row["claim"]} if "claim" in row else {}
    found |= {name: code(row[name]) for name in _CODES if name in row}
    found |= {name: row[name] for name in _TEXTS if name in row}
    if "by_agreement" in row:
        found["by_agreement"] = row["by_agreement"] == "true"
    return found


def _tail(iri: str) -> str:
    from urllib.parse import unquote

    return unquote(iri.rsplit("/", 1)[-1])
