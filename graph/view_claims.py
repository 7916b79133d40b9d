"""What the side panel of a picture says of each claim: the passage, where it stands, and the facts beside it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from remit.graph.records import PROLOGUE, Records, code
from remit.ontology.namespaces import ORG, REMIT, SCHEME

if TYPE_CHECKING:
    from remit.graph.store import Store

_SHOWN = {
    REMIT.mention: "mention", REMIT.number: "number", REMIT.locator: "locator", REMIT.section: "section",
    REMIT.dueText: "due", REMIT.lastDay: "last_day", REMIT.completion: "completion", REMIT.position: "position",
    REMIT.byAgreement: "by_agreement", REMIT.since: "since", REMIT.until: "until", REMIT.linkStatus: "status",
    REMIT.linkReason: "reason", REMIT.candidate: "candidate", REMIT.rule: "rule", REMIT.dutyKind: "duty_kind",
    REMIT.identifies: "identifies", REMIT.act: "act", REMIT.post: "post", ORG.organization: "organization",
}  # fmt: skip
_FACTS = "SELECT ?claim ?value WHERE { GRAPH ?graph { ?claim ?property ?value } }"
_PASSAGES = f"""{PROLOGUE}SELECT ?claim ?name ?quote ?start ?end WHERE {{ GRAPH ?graph {{
    ?graph a remit:Document ; dct:identifier ?name .
    ?claim a remit:Claim ; prov:wasDerivedFrom ?evidence . ?evidence oa:hasSelector ?selector .
    ?selector oa:exact ?quote ; oa:refinedBy ?span . ?span oa:start ?start ; oa:end ?end }} }} ORDER BY ?name"""
_ACTS = f"""{PROLOGUE}SELECT ?act ?type ?number ?date WHERE {{ ?act a eli:LegalResource .
    OPTIONAL {{ ?act eli:type_document ?type }} OPTIONAL {{ ?act eli:number ?number }}
    OPTIONAL {{ ?act eli:date_document ?date }} }} ORDER BY ?act ?type ?number ?date"""


@dataclass(frozen=True)
class Card:
    """One claim for the panel; `facts` maps a fact's code to its values, concepts shortened to their codes."""

    claim: str
    document: str
    quote: str = ""
    start: int = 0
    end: int = 0
    facts: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def first(self, fact: str) -> str | None:
        """Give the first value of a fact; `None` when the claim has none."""
        return next(iter(self.facts.get(fact, ())), None)


@dataclass(frozen=True)
class ActName:
    """Type, number and date of an act, as far as the documents know them."""

    type: str | None
    number: str | None
    date: str | None


def read_cards(store: Store, claims: Collection[str]) -> dict[str, Card]:
    """Read the cards of these claims and of what says which act a document is; facts of the registry have none."""
    records, wanted = Records(store), set(claims)
    facts: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for property_, shown in _SHOWN.items():
        for fact in records.store.select(_FACTS, {"property": NamedNode(property_)}):
            claim, value = fact["claim"].value, fact["value"].value
            if claim in wanted or shown == "identifies":
                facts[claim][shown].append(code(value) if value.startswith(SCHEME) else value)
    cards: dict[str, Card] = {}
    for row in records.rows(_PASSAGES):
        claim = row["claim"]
        if claim in facts:
            values = {fact: tuple(sorted(found)) for fact, found in facts[claim].items()}
            cards[claim] = Card(claim, row["name"], row["quote"], int(row["start"]), int(row["end"]), values)
    return cards


def read_act_names(store: Store) -> dict[str, ActName]:
    """Read type, number and date of every act that documents speak of."""
    names: dict[str, ActName] = {}
    for row in Records(store).rows(_ACTS):
        names.setdefault(row["act"], ActName(code(row.get("type")) or None, row.get("number"), row.get("date")))
    return names
