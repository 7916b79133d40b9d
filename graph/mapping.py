"""Claims to quads: what one document says, as the triples of each graph it fills (see `docs/graph.md`)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import singledispatch
from urllib.parse import quote_plus

from remit.graph.facts import RESOLVED, facts_of
from remit.graph.ntriples import boolean, day, integer, iri, moment, partial_date, text
from remit.ontology.claims import (
    Citation,
    Claim,
    Deadline,
    DocumentRecord,
    Duty,
    Evidence,
    Group,
    Identity,
    Link,
    Plan,
    Report,
    Responsibility,
    Seat,
    Target,
    Tenure,
    Unresolved,
)
from remit.ontology.iris import BASE, digest
from remit.ontology.namespaces import CV, DCT, ELI, OA, ORG, PROV, RDF, RDFS, REMIT, SKOS, concept

TEXTS = BASE + "graph/texts"
REGISTRY = BASE + "graph/registry"
RUNS = BASE + "graph/runs"
FACT = BASE + "fact/"  # a fact is named by what it states, so that every document names it alike
QUOTE_CONTEXT = 40  # characters kept either side of a quote, so that it can be found in a changed text

Triple = tuple[str, str, str]  # three terms as N-Triples text
Properties = list[tuple[str, str | None]]  # predicate IRI, object as N-Triples text or absent


def graphs_of(record: DocumentRecord, run: str | None = None) -> dict[str | None, list[Triple]]:
    """Give the triples of a document by graph IRI; `None` stands for the default graph.

    The order is that of the record, so that the same record always gives the same triples in the same order.
    `run` is the IRI of the load that read it. Raises `StoreError` when the record holds a relative IRI.
    """
    facts = facts_of(record)
    document = [
        *_document(record, run),
        *_evidence(record),
        *(triple for claim in record.claims for triple in _claim(record.iri, claim)),
    ]
    for fact, sources in facts.items():
        subject, predicate, value = fact
        parts: Properties = [
            (RDF.type, iri(RDF.Statement)),
            (RDF.subject, subject),
            (RDF.predicate, predicate),
            (RDF.object, value),
            *((PROV.wasDerivedFrom, iri(source)) for source in sources),
        ]
        document += triples(FACT + digest(" ".join(fact), 32), parts)
    return {
        record.iri: list(dict.fromkeys(document)),
        TEXTS: list(triples(record.iri, [(REMIT.text, text(record.text))])),
        None: list(facts),
    }


def nquads(record: DocumentRecord, run: str | None = None) -> Iterator[str]:
    """Give the quads of a document as lines of N-Quads, without line ends; see `graphs_of`."""
    for graph, stated in graphs_of(record, run).items():
        name = f" {iri(graph)}" if graph else ""
        for subject, predicate, value in stated:
            yield f"{subject} {predicate} {value}{name} ."


def triples(subject: str, properties: Properties) -> Iterator[Triple]:
    """Give the triples of a subject's properties, without those that are absent."""
    subject_term = iri(subject)
    for predicate, value in properties:
        predicate_term = iri(predicate)
        if subject_term and predicate_term and value is not None:
            yield subject_term, predicate_term, value


def _code(scheme: str, code: str | None) -> str | None:
    return iri(concept(scheme, code)) if code else None


def _document(record: DocumentRecord, run: str | None) -> Iterator[Triple]:
    yield from triples(
        record.iri,
        [
            (RDF.type, iri(REMIT.Document)),
            (DCT.identifier, text(record.name)),
            (DCT.source, text(record.source)),
            (DCT.language, text(record.language)),
            (DCT["format"], text(record.media_type)),
            (REMIT.byteSha256, text(record.byte_sha256)),
            (REMIT.textSha256, text(record.text_sha256)),
            (REMIT.genre, _code("genre", record.genre)),
            (REMIT.act, iri(record.act)),
            (PROV.wasGeneratedBy, iri(run)),
            (REMIT.reader, text(record.reader)),
            (REMIT.retrievedAt, moment(record.retrieved)),
            (REMIT.url, text(record.url)),
            (REMIT.statedSha256, text(record.stated_sha256)),
            (ELI.version_date, partial_date(record.version)),
            (REMIT.until, partial_date(record.until)),
        ],
    )
    for number, (short, full) in enumerate(record.abbreviations, 1):
        properties: Properties = [
            (RDF.type, iri(REMIT.Abbreviation)),
            (SKOS.notation, text(short)),
            (SKOS.prefLabel, text(full)),
        ]
        yield from triples(f"{record.iri}#abbreviation-{number}", properties)
    for number, block in enumerate(record.coverage, 1):
        properties = [
            (RDF.type, iri(REMIT.Block)),
            (OA.start, integer(block.start)),
            (OA.end, integer(block.end)),
            (REMIT.blockKind, text(block.kind)),
            (REMIT.coverage, text(block.status)),
            *((REMIT.rule, text(rule)) for rule in block.rules),
        ]
        yield from triples(f"{record.iri}#block-{number}", properties)


def _span(document: str, kind: str, evidence: Evidence) -> str:
    return f"{document}#{kind}-{evidence.start}-{evidence.end}"


def _fragment(document: str, place: str | None) -> str | None:
    return f"{document}#fragment-{quote_plus(place)}" if place else None


def _evidence(record: DocumentRecord) -> Iterator[Triple]:
    for evidence in dict.fromkeys(claim.evidence for claim in record.claims):
        start, end = evidence.start, evidence.end
        passage, quote, position = (_span(record.iri, kind, evidence) for kind in ("evidence", "quote", "position"))
        yield from triples(
            passage,
            [
                (RDF.type, iri(OA.SpecificResource)),
                (OA.hasSource, iri(record.iri)),
                (OA.hasSelector, iri(quote)),
                (OA.hasSelector, iri(_fragment(record.iri, evidence.place))),
            ],
        )
        if fragment := _fragment(record.iri, evidence.place):
            yield from triples(fragment, [(RDF.type, iri(OA.FragmentSelector)), (RDF.value, text(evidence.place))])
        yield from triples(
            quote,
            [
                (RDF.type, iri(OA.TextQuoteSelector)),
                (OA.exact, text(evidence.quote)),
                (OA.prefix, text(record.text[max(0, start - QUOTE_CONTEXT) : start])),
                (OA.suffix, text(record.text[end : end + QUOTE_CONTEXT])),
                (OA.refinedBy, iri(position)),
            ],
        )
        yield from triples(
            position,
            [(RDF.type, iri(OA.TextPositionSelector)), (OA.start, integer(start)), (OA.end, integer(end))],
        )


def _claim(document: str, claim: Claim) -> Iterator[Triple]:
    yield from triples(
        claim.iri,
        [
            (RDF.type, iri(REMIT.Claim)),
            *_properties(claim),
            (PROV.wasDerivedFrom, iri(_span(document, "evidence", claim.evidence))),
            (REMIT.rule, text(claim.rule)),
            (REMIT.reviewStatus, _code("claim-status", "unreviewed")),
        ],
    )
    if isinstance(claim, Duty):
        for number, deadline in enumerate(claim.deadlines, 1):
            yield from triples(_due(claim, number), _deadline(deadline))
    elif isinstance(claim, Responsibility):
        yield from triples(claim.duty, [(CV.hasParticipation, iri(claim.iri))])


def _link(link: Link) -> Properties:
    return [
        (REMIT.linkStatus, _code("link-status", link.status)),
        *((REMIT.candidate, iri(candidate)) for candidate in link.candidates),
        (REMIT.linkReason, text(link.reason or None)),
    ]


def _due(duty: Duty, number: int) -> str:
    return f"{duty.iri}-due-{number}"


def _deadline(deadline: Deadline) -> Properties:
    return [
        (RDF.type, iri(REMIT.Deadline)),
        (RDFS.label, text(deadline.text)),
        (REMIT.deadlineKind, _code("deadline-kind", deadline.kind)),
        (REMIT.firstDay, day(deadline.due_from.first if deadline.due_from else None)),
        (REMIT.lastDay, day(deadline.due_by.last if deadline.due_by else None)),
        (REMIT.recurrence, _code("recurrence", deadline.recurrence)),
        (REMIT.reason, text(deadline.reason or None)),
    ]


@singledispatch
def _properties(claim: Claim) -> Properties:
    raise TypeError(f"no mapping for {type(claim).__name__}")


@_properties.register
def _identity(claim: Identity) -> Properties:
    return [(RDF.type, iri(REMIT.Identity)), (REMIT.identifies, iri(claim.act))]


@_properties.register
def _group(claim: Group) -> Properties:
    return [
        (RDF.type, iri(REMIT.Group)),
        (RDF.type, iri(ORG.OrganizationalCollaboration)),
        (SKOS.prefLabel, text(claim.name, claim.language)),
        (REMIT.act, iri(claim.act)),
    ]


@_properties.register
def _seat(claim: Seat) -> Properties:
    return [
        (RDF.type, iri(REMIT.Seat)),
        (RDF.type, iri(ORG.Membership)),
        (ORG.organization, iri(claim.group)),
        (REMIT.position, integer(claim.position)),
        (ORG.role, _code("role", claim.role)),
        (REMIT.mention, text(claim.mention)),
        (REMIT.byAgreement, boolean(claim.by_agreement)),
        (REMIT.post, iri(claim.post)),
        (REMIT.body, iri(claim.body.entity)),
        (REMIT.person, iri(claim.person)),
        (ORG.member, iri(claim.person or claim.post or claim.body.entity)),
        (REMIT.since, partial_date(claim.since)),
        (REMIT.until, partial_date(claim.until)),
        (REMIT.addedBy, iri(claim.added_by)),
        *_link(claim.body),
    ]


@_properties.register
def _plan(claim: Plan) -> Properties:
    return [
        (RDF.type, iri(REMIT.Plan)),
        (RDF.type, iri(PROV.Plan)),
        (DCT["title"], text(claim.title, claim.language)),
        (REMIT.act, iri(claim.act)),
    ]


@_properties.register
def _duty(claim: Duty) -> Properties:
    first_days = [deadline.due_from.first for deadline in claim.deadlines if deadline.due_from]
    last_days = [deadline.due_by.last for deadline in claim.deadlines if deadline.due_by]
    recurrences = dict.fromkeys(deadline.recurrence for deadline in claim.deadlines)
    return [
        (RDF.type, iri(REMIT.Duty)),
        (RDF.type, iri(CV.Requirement)),
        (RDF.type, iri(REMIT.PlanItem) if claim.kind == "plan-item" else None),
        (REMIT.dutyKind, _code("duty-kind", claim.kind)),
        (DCT["title"], text(claim.title, claim.language)),
        (REMIT.number, text(claim.number)),
        (REMIT.locator, text(claim.locator)),
        (CV.isDerivedFrom, iri(claim.provision)),
        (DCT.isPartOf, iri(claim.part_of)),
        (REMIT.section, text(claim.section)),
        (REMIT.completion, text(claim.completion)),
        (REMIT.dueText, text(claim.deadline_text)),
        *((REMIT.due, iri(_due(claim, number))) for number in range(1, len(claim.deadlines) + 1)),
        (REMIT.firstDay, day(min(first_days, default=None))),
        (REMIT.lastDay, day(max(last_days, default=None))),
        *((REMIT.recurrence, _code("recurrence", recurrence)) for recurrence in recurrences),
    ]


@_properties.register
def _responsibility(claim: Responsibility) -> Properties:
    return [
        (RDF.type, iri(REMIT.Responsibility)),
        (RDF.type, iri(CV.Participation)),
        (REMIT.duty, iri(claim.duty)),
        (CV.hasParticipant, iri(claim.bearer.entity)),
        (CV.role, _code("mode", claim.mode)),
        (REMIT.mention, text(claim.mention)),
        (REMIT.position, integer(claim.position)),
        (REMIT.byAgreement, boolean(claim.by_agreement)),
        (REMIT.basis, iri(claim.basis)),
        *_link(claim.bearer),
    ]


@_properties.register
def _citation(claim: Citation) -> Properties:
    act = claim.act
    return [
        (RDF.type, iri(REMIT.Citation)),
        (REMIT.citing, iri(claim.citing)),
        (REMIT.cited, iri(act.iri) if claim.status in RESOLVED else None),
        (REMIT.relation, _code("relation", claim.relation)),
        (REMIT.locator, text(claim.locator)),
        (REMIT.actType, _code("act-type", act.type)),
        (REMIT.actNumber, text(act.number)),
        (REMIT.actDate, partial_date(act.date)),
        *((REMIT.actTitle, text(title, language)) for language, title in act.titles),
        (REMIT.issuerName, text(act.issuer)),
        (REMIT.registrationNumber, text(act.registration_number)),
        (REMIT.adiletId, text(act.adilet_id)),
        (REMIT.linkStatus, _code("link-status", claim.status)),
        *((REMIT.candidate, iri(candidate)) for candidate in claim.candidates),
    ]


@_properties.register
def _tenure(claim: Tenure) -> Properties:
    return [
        (RDF.type, iri(REMIT.Tenure)),
        (RDF.type, iri(ORG.Membership)),
        (ORG.member, iri(claim.person)),
        (REMIT.personName, text(claim.person_name)),
        (REMIT.event, _code("tenure-event", claim.event)),
        (REMIT.post, iri(claim.post)),
        (REMIT.postName, text(claim.post_name)),
        (ORG.organization, iri(claim.body.entity)),
        (REMIT.bodyName, text(claim.body_name)),
        (REMIT.since, partial_date(claim.since)),
        (REMIT.until, partial_date(claim.until)),
        (REMIT.replaces, iri(claim.replaces)),
        *_link(claim.body),
    ]


@_properties.register
def _report(claim: Report) -> Properties:
    return [
        (RDF.type, iri(REMIT.Report)),
        (REMIT.duty, iri(claim.item)),
        (REMIT.statusText, text(claim.status)),
        (REMIT.period, text(claim.period)),
    ]


@_properties.register
def _target(claim: Target) -> Properties:
    return [
        (RDF.type, iri(REMIT.Target)),
        (REMIT.duty, iri(claim.item)),
        (REMIT.section, text(claim.section)),
        (REMIT.indicator, text(claim.indicator)),
        (REMIT.year, integer(claim.year)),
        (REMIT.planned, text(claim.planned)),
        (REMIT.actual, text(claim.actual)),
        (REMIT.flag, text(claim.flag)),
    ]


@_properties.register
def _unresolved(claim: Unresolved) -> Properties:
    return [
        (RDF.type, iri(REMIT.Unresolved)),
        (REMIT.kind, text(claim.kind)),
        (REMIT.mention, text(claim.mention)),
        *((REMIT.candidate, iri(candidate)) for candidate in claim.candidates),
        (REMIT.linkReason, text(claim.reason or None)),
    ]
