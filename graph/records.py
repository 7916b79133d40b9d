"""Claims read back out of a store as typed rows, each with its passage."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pyoxigraph import Literal, NamedNode

from remit.graph.identities import canonical, claims_about, identified, meanings, meant
from remit.graph.sparql import Term
from remit.graph.store import Store
from remit.ontology.intervals import Interval, PartialDate
from remit.ontology.namespaces import CV, ELI, FOAF, ORG, PREFIXES, REMIT, concept

PROLOGUE = "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in PREFIXES.items())

_KINDS = {
    REMIT.PlanItem: "item", REMIT.Duty: "duty", REMIT.Plan: "plan", REMIT.Group: "group", REMIT.Document: "document",
    ELI.LegalResource: "act", ELI.LegalResourceSubdivision: "provision", FOAF.Person: "person", ORG.Post: "post",
    REMIT.BodyClass: "body", CV.PublicOrganisation: "body", ORG.Organization: "body",
}  # fmt: skip

_PASSAGE = """?graph dct:identifier ?document . ?claim prov:wasDerivedFrom ?evidence .
    ?evidence oa:hasSelector ?selector . ?selector oa:exact ?quote ; oa:refinedBy ?span .
    ?span oa:start ?start ; oa:end ?end"""
# Another version of the act answers in the place of a superseded one.
_IN_FORCE = "FILTER NOT EXISTS { GRAPH ?graph { ?graph remit:until ?superseded } }"


def within(required: str, *optional: str, passage: str = _PASSAGE) -> str:
    """Give a SELECT over one document's graph: patterns that must hold, `?claim` with its passage, others that may.

    Each optional pattern is a single triple in a GRAPH of its own, on variables that are always bound, and the filter
    stands outside of the first GRAPH: engines join anything else by reading all of the graph. Without a `passage`,
    patterns of the registry.
    """
    held = " . ".join(part for part in (required, passage) if part)
    options = "".join(f" OPTIONAL {{ GRAPH ?graph {{ {pattern} }} }}" for pattern in optional)
    return f"{PROLOGUE}SELECT * WHERE {{ GRAPH ?graph {{ {held} }}{options} {_IN_FORCE if passage else ''} }}"


_DUTY = within(
    "?claim a remit:Duty ; remit:dutyKind ?kind ; dct:title ?title",
    "?claim remit:number ?number", "?claim remit:locator ?locator", "?claim cv:isDerivedFrom ?provision",
    "?claim dct:isPartOf ?part", "?claim remit:section ?section", "?claim remit:dueText ?due_text",
    "?claim remit:lastDay ?due_by", "?graph remit:act ?act",
)  # fmt: skip
_CHARGES = within(
    "?claim remit:duty ?duty . ?claim a remit:Responsibility ; cv:role ?mode",
    "?claim cv:hasParticipant ?bearer", "?claim remit:mention ?mention", "?claim remit:position ?position",
    "?claim remit:byAgreement ?agreed", "?claim remit:basis ?basis", "?claim remit:linkStatus ?status",
)  # fmt: skip
_CANDIDATES = f"{PROLOGUE}SELECT ?candidate WHERE {{ GRAPH ?graph {{ ?claim remit:candidate ?candidate }} }}"
_CITING = "?claim remit:citing ?citing . ?claim a remit:Citation ; remit:relation ?relation"
_CITATION_DETAILS = (
    "?claim remit:locator ?locator", "?claim remit:linkStatus ?status", "?claim remit:actNumber ?number",
    "?claim remit:adiletId ?adilet",
)  # fmt: skip
_CITATIONS = within(f"{_CITING} ; remit:cited ?cited", *_CITATION_DETAILS)
_OPEN_CITATIONS = within(_CITING, *_CITATION_DETAILS)
_TENURE_DETAILS = (
    "?claim remit:event ?event", "?claim remit:since ?since", "?claim remit:until ?until",
    "?claim org:organization ?body",
)  # fmt: skip
_TENURES_IN = within("?claim remit:post ?post . ?claim a remit:Tenure ; org:member ?person", *_TENURE_DETAILS)
_TENURES_BY = within("?claim org:member ?person . ?claim a remit:Tenure", "?claim remit:post ?post", *_TENURE_DETAILS)
_NUMBERED = within("?claim remit:number ?number . ?claim a remit:Duty")
_BORNE = within("?charge cv:hasParticipant ?bearer . ?charge a remit:Responsibility ; remit:duty ?claim")
_PARTS = within("?claim dct:isPartOf ?whole . ?claim a remit:Duty")
_WITHIN = within("?claim a remit:Duty")
_SPOKEN_OF = within("?speaking remit:duty ?claim")
_ANNEXES = within("?claim remit:act ?act")

_ACT = f"""{PROLOGUE}SELECT ?type ?number ?date WHERE {{ ?act a eli:LegalResource .
    OPTIONAL {{ ?act eli:type_document ?type }} OPTIONAL {{ ?act eli:number ?number }}
    OPTIONAL {{ ?act eli:date_document ?date }} }} ORDER BY ?type ?number ?date"""

_LABELS = f"""{PROLOGUE}SELECT DISTINCT ?entity ?label WHERE {{
    {{ ?entity skos:prefLabel|foaf:name|eli:title|dct:title ?label }}
    UNION {{ GRAPH ?graph {{ ?entity skos:prefLabel|foaf:name|dct:title ?label }} }} }}"""
_TYPES = f"""{PROLOGUE}SELECT DISTINCT ?entity ?type WHERE {{
    VALUES ?type {{ {" ".join(f"<{type_}>" for type_ in _KINDS)} }}
    {{ ?entity a ?type }} UNION {{ GRAPH ?graph {{ ?entity a ?type }} }} }}"""

_PROVISION = f"{PROLOGUE}SELECT ?act WHERE {{ ?provision eli:is_part_of ?act }}"
_POST_BODY = f"""{PROLOGUE}SELECT DISTINCT ?body WHERE {{
    {{ ?post org:postIn ?body }} UNION {{ GRAPH ?graph {{ ?post org:postIn ?body }} }} }}"""
_BODY_POSTS = f"""{PROLOGUE}SELECT DISTINCT ?post WHERE {{
    {{ ?post org:postIn ?body }} UNION {{ GRAPH ?graph {{ ?post org:postIn ?body }} }} }} ORDER BY ?post"""


@dataclass(frozen=True)
class Passage:
    """Where a claim is written; `document` is the name given to `load`, all `None` for a fact of the registry."""

    graph: str
    document: str | None = None
    quote: str | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True)
class Duty:
    """A duty as stored; `part` is the plan or act it belongs to, `act` what its document is."""

    iri: str
    kind: str
    title: str
    number: str | None
    locator: str | None
    provision: str | None
    part: str | None
    section: str | None
    deadline_text: str | None
    due_by: str | None
    act: str | None
    passage: Passage


@dataclass(frozen=True)
class Charge:
    """A responsibility as stored: who answers for a duty; `bearer` is `None` when the mention was not resolved."""

    iri: str
    duty: str
    bearer: str | None
    mode: str
    mention: str
    position: int
    by_agreement: bool
    basis: str | None
    status: str
    candidates: tuple[str, ...]
    passage: Passage


@dataclass(frozen=True)
class Cited:
    """A citation as stored; `by_title` tells that the passage gives neither a number nor an id of the act cited."""

    iri: str
    citing: str
    cited: str
    relation: str
    locator: str | None
    status: str
    by_title: bool
    passage: Passage


@dataclass(frozen=True)
class Held:
    """A tenure: of a document, with its passage, or of the registry, with its mark `verified`."""

    iri: str
    person: str
    post: str | None
    body: str | None
    event: str
    interval: Interval
    verified: str | None
    passage: Passage


@dataclass(frozen=True)
class ActFacts:
    """What all documents and the registry say together of an act."""

    type: str | None = None
    number: str | None = None
    date: PartialDate | None = None


_MODES = ("lead", "execute", "co-execute", "control", "approve", "submit-to", "inform")


def precedence(charge: Charge) -> tuple[int, bool]:
    """Give the order of bearers: who leads, who executes, who helps, the others; by agreement last in each.

    Sorting by it keeps the order of the document among equals.
    """
    rank = _MODES.index(charge.mode) if charge.mode in _MODES else len(_MODES)
    return rank, charge.by_agreement


def code(value: str | None) -> str:
    """Give the code of a concept: the last segment of its IRI; empty for `None`."""
    return value.rsplit("/", 1)[-1] if value else ""


class Records:
    """Typed reading of one store, by its identities; `REGISTRY` names the graph whose facts have no passage.

    What was read of a thing is kept: the acts above one duty are above the next one too.
    """

    REGISTRY = "https://w3id.org/remit/id/graph/registry"

    def __init__(self, store: Store) -> None:
        self.store = identified(store)
        self._kinds: dict[str, str | None] = {}
        self._labels: dict[str, dict[str, str]] = {}
        self._read: dict[tuple[object, ...], list[dict[str, Any]]] = {}
        self._decided: dict[str, list[tuple[str, dict[str, Any]]]] = {}
        self._all_read = False

    def rows(self, query: str, **iris: str) -> list[dict[str, Any]]:
        """Run a SELECT with variables bound to IRIs; rows are plain strings, the bound variables among them."""
        asked = (query, *iris.items())
        if asked in self._read:
            return self._read[asked]
        found = self.store.select(query, {name: NamedNode(iri) for name, iri in iris.items()})
        rows = [{**iris, **{name: term.value for name, term in row.items()}} for row in found]
        if iris:
            self._read[asked] = rows
        return rows

    def canonical(self, iri: str) -> str:
        """Give the one IRI by which a thing is spoken of."""
        return canonical(self.store, iri)

    def decided(self, query: str) -> list[tuple[str, dict[str, Any]]]:
        """Run a SELECT on `?claim` for each claim whose mention people decided about; give the thing meant by each row.

        What a query gave is kept.
        """
        if query not in self._decided:
            meant_by = meanings(self.store).items()
            self._decided[query] = [(thing, row) for claim, thing in meant_by for row in self.rows(query, claim=claim)]
        return self._decided[query]

    def duty(self, iri: str) -> Duty | None:
        """Read a duty; `None` when no document lays it down."""
        rows = self.rows(_DUTY, claim=iri) if self.kind(iri) in ("item", "duty") else []
        found = (
            Duty(
                iri, code(row["kind"]), row["title"], row.get("number"), row.get("locator"), row.get("provision"),
                row.get("part"), row.get("section"), row.get("due_text"), row.get("due_by"), row.get("act"),
                _passage(row),
            )
            for row in rows
        )  # fmt: skip
        return next(found, None)

    def charges(self, duty: str) -> list[Charge]:
        """Read who answers for a duty, in the order the document lists them."""
        found = [self._charge(row) for row in self.rows(_CHARGES, duty=duty)]
        return sorted(found, key=lambda charge: (charge.position, charge.passage.start or 0, charge.iri))

    def _charge(self, row: Mapping[str, Any]) -> Charge:
        decided = meant(self.store, row["claim"])
        bearer = decided or row.get("bearer")
        status = "linked" if decided else code(row.get("status"))
        candidates = () if bearer else self.rows(_CANDIDATES, claim=row["claim"])
        return Charge(
            row["claim"], row["duty"], bearer, code(row["mode"]), row.get("mention", ""),
            int(row.get("position", 1)), row.get("agreed") == "true", row.get("basis"), status,
            tuple(sorted(found["candidate"] for found in candidates)), _passage(row),
        )  # fmt: skip

    def citing(self, thing: str, *relations: str) -> list[Cited]:
        """Read what a thing cites in relations such as `based_on`, one relation after another, as the text has them."""
        found = self._citations(citing=thing)
        return [one for relation in relations for one in found if one.relation == relation]

    def cited_by(self, act: str, relation: str) -> list[Cited]:
        """Read what cites an act in a relation, in the order of the text."""
        return self._citations(cited=act, relation=concept("relation", relation))

    def _citations(self, **ends: str) -> list[Cited]:
        wanted = {name: self.canonical(iri) for name, iri in ends.items()}.items()
        decided = ({**row, "cited": act} for act, row in self.decided(_OPEN_CITATIONS))
        found = [
            Cited(
                row["claim"], row["citing"], row["cited"], code(row["relation"]), row.get("locator"),
                code(row.get("status")), not (row.get("number") or row.get("adilet")), _passage(row),
            )
            for row in (*self.rows(_CITATIONS, **ends), *(row for row in decided if wanted <= row.items()))
        ]  # fmt: skip
        return sorted(found, key=lambda one: (one.passage.document or "", one.passage.start or 0, one.iri))

    def tenures(self, *, post: str | None = None, person: str | None = None) -> list[Held]:
        """Read the tenures of a post, or else those of a person, earliest first."""
        rows = self.rows(_TENURES_IN, post=post) if post else self.rows(_TENURES_BY, person=person or "")
        found = [
            Held(
                row["claim"], row["person"], row.get("post"),
                row.get("body") or meant(self.store, row["claim"], "body"), code(row.get("event")) or "holds",
                Interval(_date(row.get("since")), _date(row.get("until"))), None, _passage(row),
            )
            for row in rows
        ]  # fmt: skip
        return sorted(found, key=lambda held: (str(held.interval.start or ""), held.iri))

    def act(self, iri: str) -> ActFacts:
        """Read what is known of an act; all absent when nothing is."""
        row: dict[str, Any] = next(iter(self.rows(_ACT, act=iri)), {})
        return ActFacts(code(row.get("type")) or None, row.get("number"), _date(row.get("date")))

    def annexed_to(self, annex: str) -> tuple[str, Passage] | None:
        """Give the act a plan or group belongs to and the passage that opens it; `None` for what belongs to none."""
        return next(((row["act"], _passage(row)) for row in self.rows(_ANNEXES, claim=annex)), None)

    def provision_act(self, provision: str) -> str | None:
        """Give the act a provision is part of; `None` for what is no provision."""
        return next((row["act"] for row in self.rows(_PROVISION, provision=provision)), None)

    def duties_numbered(self, number: str) -> list[str]:
        """Find the duties that bear a number, such as `1.1.7`, by document and place."""
        return self._duties(_NUMBERED, number=Literal(number))

    def duties_of(self, bearer: str) -> list[str]:
        """Find the duties a body, post or person bears, by document and place."""
        decided = [duty for claim in claims_about(self.store, bearer) for duty in self.duties_behind(claim)]
        return list(dict.fromkeys(self._duties(_BORNE, bearer=NamedNode(bearer)) + decided))

    def duties_in(self, whole: str) -> list[str]:
        """Find the duties of a plan, act or document; of an act also those of the plans it brings into force."""
        wholes = [whole, *(row["claim"] for row in self.rows(_ANNEXES, act=whole))]
        parts = [duty for part in wholes for duty in self._duties(_PARTS, whole=NamedNode(part))]
        return list(dict.fromkeys(parts + self._duties(_WITHIN, graph=NamedNode(whole))))

    def duties_behind(self, claim: str) -> list[str]:
        """Find the duty a responsibility, report or target speaks of."""
        return self._duties(_SPOKEN_OF, speaking=NamedNode(claim))

    def _duties(self, query: str, **terms: Term) -> list[str]:
        rows = [{name: term.value for name, term in row.items()} for row in self.store.select(query, terms)]
        ordered = sorted(rows, key=lambda row: (row.get("document", ""), int(row.get("start", 0)), row["claim"]))
        return list(dict.fromkeys(row["claim"] for row in ordered))

    def body_of(self, post: str) -> str | None:
        """Give the body a post is in; `None` when that is stated nowhere."""
        return next((row["body"] for row in self.rows(_POST_BODY, post=post)), None)

    def posts_in(self, body: str) -> list[str]:
        """Give the posts known to be in a body."""
        return [row["post"] for row in self.rows(_BODY_POSTS, body=body)]

    def kind(self, iri: str) -> str | None:
        """Say what an IRI is: item (of a plan), duty, plan, act, provision, body, post, person, group, document …

        `None` when the graph does not hold it.
        """
        iri = self.canonical(iri)
        if iri not in self._kinds and not self._all_read:
            self._kinds[iri] = _kind({row["type"] for row in self.rows(_TYPES, entity=iri)})
        return self._kinds.get(iri)

    def label(self, iri: str, lang: str) -> str | None:
        """Name a thing in a language, else in another the graph has; `None` when it has no name.

        Of several names in a language the fullest is taken, so that the order of documents does not matter.
        """
        iri = self.canonical(iri)
        if iri not in self._labels and not self._all_read:
            self._labels[iri] = {}
            self._name(self.store.select(_LABELS, {"entity": NamedNode(iri)}), iri)
        names = self._labels.get(iri, {})
        return next((names[tag] for tag in (lang, *sorted(names)) if tag in names), None)

    def read_names(self) -> None:
        """Read the kinds and names of everything at once, for work on the whole graph."""
        types: dict[str, set[str]] = defaultdict(set)
        for row in self.rows(_TYPES):
            types[row["entity"]].add(row["type"])
        self._kinds = {iri: _kind(found) for iri, found in types.items()}
        self._labels = defaultdict(dict)
        self._name(self.store.select(_LABELS))
        self._all_read = True

    def _name(self, rows: Iterable[Mapping[str, Term]], iri: str = "") -> None:
        for row in rows:
            label, of_entity = row["label"], self._labels[row["entity"].value if "entity" in row else iri]
            tag = getattr(label, "language", None) or ""
            of_entity[tag] = max(of_entity.get(tag, ""), label.value, key=lambda name: (len(name), name))


def _kind(types: set[str]) -> str | None:
    return next((kind for type_, kind in _KINDS.items() if type_ in types), None)


def _passage(row: Mapping[str, Any]) -> Passage:
    start, end = row.get("start"), row.get("end")
    return Passage(
        row.get("graph", ""),
        row.get("document"),
        row.get("quote"),
        int(start) if start is not None else None,
        int(end) if end is not None else None,
    )


def _date(value: str | None) -> PartialDate | None:
    return PartialDate.parse(value) if value else None
