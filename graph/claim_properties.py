"""The properties of each kind of claim, as `docs/graph.md` has them."""

from __future__ import annotations

from functools import singledispatch

from remit.graph.facts import RESOLVED
from remit.graph.ntriples import boolean, day, integer, iri, partial_date, text
from remit.graph.triples import Properties, coded
from remit.ontology.claims import (
    Change,
    Citation,
    Claim,
    Deadline,
    Duty,
    Group,
    Identity,
    Link,
    Plan,
    Report,
    Responsibility,
    Seat,
    SeatEnd,
    Target,
    Tenure,
    Unresolved,
)
from remit.ontology.namespaces import CV, DCT, ORG, PROV, RDF, RDFS, REMIT, SKOS


def _link(link: Link) -> Properties:
    return [
        (REMIT.linkStatus, coded("link-status", link.status)),
        *((REMIT.candidate, iri(candidate)) for candidate in link.candidates),
        (REMIT.linkReason, text(link.reason or None)),
    ]


def due_iri(duty: Duty, number: int) -> str:
    """Name the node of a duty's deadline by its place among them."""
    return f"{duty.iri}-due-{number}"


def deadline_properties(deadline: Deadline) -> Properties:
    """Give the properties of a deadline's node."""
    return [
        (RDF.type, iri(REMIT.Deadline)),
        (RDFS.label, text(deadline.text)),
        (REMIT.deadlineKind, coded("deadline-kind", deadline.kind)),
        (REMIT.firstDay, day(deadline.due_from.first if deadline.due_from else None)),
        (REMIT.lastDay, day(deadline.due_by.last if deadline.due_by else None)),
        (REMIT.recurrence, coded("recurrence", deadline.recurrence)),
        (REMIT.reason, text(deadline.reason or None)),
    ]


@singledispatch
def properties_of(claim: Claim) -> Properties:
    """Give the properties of a claim but those that all claims have; raise `TypeError` for a kind without mapping."""
    raise TypeError(f"no mapping for {type(claim).__name__}")


@properties_of.register
def _identity(claim: Identity) -> Properties:
    return [(RDF.type, iri(REMIT.Identity)), (REMIT.identifies, iri(claim.act))]


@properties_of.register
def _group(claim: Group) -> Properties:
    return [
        (RDF.type, iri(REMIT.Group)),
        (RDF.type, iri(ORG.OrganizationalCollaboration)),
        (SKOS.prefLabel, text(claim.name, claim.language)),
        (REMIT.act, iri(claim.act)),
        (REMIT.group, iri(claim.group)),
    ]


@properties_of.register
def _seat(claim: Seat) -> Properties:
    return [
        (RDF.type, iri(REMIT.Seat)),
        (RDF.type, iri(ORG.Membership)),
        (ORG.organization, iri(claim.group)),
        (REMIT.position, integer(claim.position)),
        (ORG.role, coded("role", claim.role)),
        (REMIT.mention, text(claim.mention)),
        (REMIT.byAgreement, boolean(claim.by_agreement)),
        (REMIT.post, iri(claim.post)),
        (REMIT.body, iri(claim.body.entity)),
        (REMIT.person, iri(claim.person)),
        (ORG.member, iri(claim.person or claim.post or claim.body.entity)),
        (REMIT.since, partial_date(claim.since)),
        (REMIT.until, partial_date(claim.until)),
        (REMIT.addedBy, iri(claim.added_by)),
        (REMIT.number, text(claim.number)),
        *_link(claim.body),
    ]


@properties_of.register
def _seat_end(claim: SeatEnd) -> Properties:
    return [
        (RDF.type, iri(REMIT.SeatEnd)),
        (ORG.organization, iri(claim.group)),
        (REMIT.mention, text(claim.mention)),
        (REMIT.number, text(claim.number)),
        (REMIT.post, iri(claim.post)),
        (REMIT.person, iri(claim.person)),
        (REMIT.until, partial_date(claim.until)),
        (REMIT.removedBy, iri(claim.removed_by)),
    ]


@properties_of.register
def _plan(claim: Plan) -> Properties:
    return [
        (RDF.type, iri(REMIT.Plan)),
        (RDF.type, iri(PROV.Plan)),
        (DCT["title"], text(claim.title, claim.language)),
        (REMIT.act, iri(claim.act)),
    ]


@properties_of.register
def _duty(claim: Duty) -> Properties:
    first_days = [deadline.due_from.first for deadline in claim.deadlines if deadline.due_from]
    last_days = [deadline.due_by.last for deadline in claim.deadlines if deadline.due_by]
    recurrences = dict.fromkeys(deadline.recurrence for deadline in claim.deadlines)
    return [
        (RDF.type, iri(REMIT.Duty)),
        (RDF.type, iri(CV.Requirement)),
        (RDF.type, iri(REMIT.PlanItem) if claim.kind == "plan-item" else None),
        (REMIT.dutyKind, coded("duty-kind", claim.kind)),
        (DCT["title"], text(claim.title, claim.language)),
        (REMIT.number, text(claim.number)),
        (REMIT.locator, text(claim.locator)),
        (CV.isDerivedFrom, iri(claim.provision)),
        (DCT.isPartOf, iri(claim.part_of)),
        (REMIT.section, text(claim.section)),
        (REMIT.completion, text(claim.completion)),
        (REMIT.dueText, text(claim.deadline_text)),
        *((REMIT.due, iri(due_iri(claim, number))) for number in range(1, len(claim.deadlines) + 1)),
        (REMIT.firstDay, day(min(first_days, default=None))),
        (REMIT.lastDay, day(max(last_days, default=None))),
        *((REMIT.recurrence, coded("recurrence", recurrence)) for recurrence in recurrences),
    ]


@properties_of.register
def _responsibility(claim: Responsibility) -> Properties:
    return [
        (RDF.type, iri(REMIT.Responsibility)),
        (RDF.type, iri(CV.Participation)),
        (REMIT.duty, iri(claim.duty)),
        (CV.hasParticipant, iri(claim.bearer.entity)),
        (CV.role, coded("mode", claim.mode)),
        (REMIT.mention, text(claim.mention)),
        (REMIT.position, integer(claim.position)),
        (REMIT.byAgreement, boolean(claim.by_agreement)),
        (REMIT.basis, iri(claim.basis)),
        *_link(claim.bearer),
    ]


@properties_of.register
def _citation(claim: Citation) -> Properties:
    act = claim.act
    return [
        (RDF.type, iri(REMIT.Citation)),
        (REMIT.citing, iri(claim.citing)),
        (REMIT.cited, iri(act.iri) if claim.status in RESOLVED else None),
        (REMIT.relation, coded("relation", claim.relation)),
        (REMIT.locator, text(claim.locator)),
        (REMIT.actType, coded("act-type", act.type)),
        (REMIT.actNumber, text(act.number)),
        (REMIT.actDate, partial_date(act.date)),
        *((REMIT.actTitle, text(title, language)) for language, title in act.titles),
        (REMIT.issuerName, text(act.issuer)),
        (REMIT.registrationNumber, text(act.registration_number)),
        (REMIT.adiletId, text(act.adilet_id)),
        (REMIT.linkStatus, coded("link-status", claim.status)),
        *((REMIT.candidate, iri(candidate)) for candidate in claim.candidates),
    ]


@properties_of.register
def _tenure(claim: Tenure) -> Properties:
    return [
        (RDF.type, iri(REMIT.Tenure)),
        (RDF.type, iri(ORG.Membership)),
        (ORG.member, iri(claim.person)),
        (REMIT.personName, text(claim.person_name)),
        (REMIT.event, coded("tenure-event", claim.event)),
        (REMIT.post, iri(claim.post)),
        (REMIT.postName, text(claim.post_name)),
        (ORG.organization, iri(claim.body.entity)),
        (REMIT.bodyName, text(claim.body_name)),
        (REMIT.since, partial_date(claim.since)),
        (REMIT.until, partial_date(claim.until)),
        (REMIT.replaces, iri(claim.replaces)),
        *_link(claim.body),
    ]


@properties_of.register
def _change(claim: Change) -> Properties:
    return [
        (RDF.type, iri(REMIT.Change)),
        (RDF.type, iri(ORG.ChangeEvent)),
        (REMIT.changeKind, coded("change-kind", claim.kind)),
        (ORG.originalOrganization, iri(claim.before.entity if claim.before else None)),
        (ORG.resultingOrganization, iri(claim.after.entity if claim.after else None)),
        (REMIT.beforeMention, text(claim.before_mention)),
        (REMIT.afterMention, text(claim.after_mention)),
        (REMIT.date, partial_date(claim.date)),
        (CV.hasFormalFramework, iri(claim.act)),
        (REMIT.scope, text(claim.scope, claim.language)),
        *((REMIT.topic, text(topic, claim.language)) for topic in claim.topics),
    ]


@properties_of.register
def _report(claim: Report) -> Properties:
    return [
        (RDF.type, iri(REMIT.Report)),
        (REMIT.duty, iri(claim.item)),
        (REMIT.statusText, text(claim.status)),
        (REMIT.period, text(claim.period)),
    ]


@properties_of.register
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


@properties_of.register
def _unresolved(claim: Unresolved) -> Properties:
    return [
        (RDF.type, iri(REMIT.Unresolved)),
        (REMIT.kind, text(claim.kind)),
        (REMIT.mention, text(claim.mention)),
        *((REMIT.candidate, iri(candidate)) for candidate in claim.candidates),
        (REMIT.linkReason, text(claim.reason or None)),
    ]
