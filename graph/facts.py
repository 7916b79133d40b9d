"""Facts on shared entities and derived shortcuts: what documents say together, kept once in the default graph."""

from __future__ import annotations

from collections.abc import Iterator

from remit.graph.ntriples import iri, partial_date, text
from remit.ontology.claims import (
    Act,
    Citation,
    Claim,
    DocumentRecord,
    Duty,
    Entity,
    Identity,
    LocalBody,
    Person,
    Post,
    Responsibility,
)
from remit.ontology.namespaces import ELI, FOAF, ORG, RDF, REMIT, SKOS, concept

Fact = tuple[str, str, str]  # subject, predicate, object as N-Triples text
RESOLVED = ("linked", "local")  # link statuses under which a citation names one act
_RELATIONS = {
    "based_on": ELI.based_on,
    "cites": ELI.cites,
    "amends": ELI.amends,
    "repeals": ELI.repeals,
    "amended_by": REMIT.amendedBy,
    "repealed_by": REMIT.repealedBy,
    "approved_by": REMIT.approvedBy,
    "implements": REMIT.implements,
}
_ANSWERING_MODES = ("lead", "execute", "co-execute")  # who controls or is informed does not answer for the duty itself


def facts_of(record: DocumentRecord) -> dict[Fact, tuple[str, ...]]:
    """Give the facts a document states, in the order of the record, each with the IRIs of the claims that say it.

    A fact that stands in the document's entities without a claim of its own has no such IRIs.
    """
    acts = _acts(record)
    found: dict[Fact, dict[str, None]] = {}
    for entity in record.entities:
        for fact in _entity(entity):
            found.setdefault(fact, {})
    for claim in record.claims:
        for fact in (*_from_claim(claim, acts), *_provisions(claim, acts)):
            found.setdefault(fact, {})[claim.iri] = None
    return {fact: tuple(claims) for fact, claims in found.items()}


def _acts(record: DocumentRecord) -> frozenset[str]:
    """Give the IRIs of all acts the record speaks of."""
    acts = {entity.iri for entity in record.entities if isinstance(entity, Act)}
    acts |= {claim.act for claim in record.claims if isinstance(claim, Identity)}
    acts |= {claim.act.iri for claim in record.claims if isinstance(claim, Citation) and claim.status in RESOLVED}
    return frozenset(acts | ({record.act} if record.act else set()))


def _facts(subject: str | None, *properties: tuple[str, str | None]) -> Iterator[Fact]:
    subject_term = iri(subject)
    for predicate, value in properties:
        predicate_term = iri(predicate)
        if subject_term and predicate_term and value is not None:
            yield subject_term, predicate_term, value


def _entity(entity: Entity) -> Iterator[Fact]:
    match entity:
        case Act():
            yield from _facts(
                entity.iri,
                (RDF.type, iri(ELI.LegalResource)),
                (ELI.type_document, iri(concept("act-type", entity.type))),
                (ELI.number, text(entity.number)),
                (ELI.date_document, partial_date(entity.date)),
                (ELI.id_local, text(entity.adilet_id)),
                (REMIT.registrationNumber, text(entity.registration_number)),
                (REMIT.issuerName, text(entity.issuer)),
                *((ELI["title"], text(title, language)) for language, title in entity.titles),
            )
        case LocalBody():
            yield from _facts(
                entity.iri,
                (RDF.type, iri(ORG.Organization)),
                (SKOS.prefLabel, text(entity.name, entity.language)),
                (REMIT.bodyKind, iri(concept("body-kind", entity.kind))),
            )
        case Post():
            yield from _facts(
                entity.iri,
                (RDF.type, iri(ORG.Post)),
                (ORG.postIn, iri(entity.body)),
                (REMIT.role, text(entity.role)),
                (SKOS.prefLabel, text(entity.name, entity.language)),
            )
        case Person():
            yield from _facts(
                entity.iri,
                (RDF.type, iri(FOAF.Person)),
                (FOAF.name, text(entity.name, entity.language)),
            )


def _from_claim(claim: Claim, acts: frozenset[str]) -> Iterator[Fact]:
    if isinstance(claim, Citation) and claim.status in RESOLVED:
        yield from _entity(claim.act)
        if claim.citing in acts:
            yield from _facts(claim.citing, (_RELATIONS[claim.relation], iri(claim.act.iri)))
    elif isinstance(claim, Responsibility) and claim.mode in _ANSWERING_MODES:
        yield from _facts(claim.bearer.entity, (REMIT.responsibleFor, iri(claim.duty)))


def _provisions(claim: Claim, acts: frozenset[str]) -> Iterator[Fact]:
    """Tie each provision a claim names to its act, so that a query need not take IRIs apart."""
    match claim:
        case Duty():
            provision = claim.provision
        case Responsibility():
            provision = claim.basis
        case Citation():
            provision = claim.citing
        case _:
            return
    if provision and provision not in acts:
        above = [act for act in acts if provision.startswith(act + "/")]
        if above:
            yield from _facts(
                provision,
                (RDF.type, iri(ELI.LegalResourceSubdivision)),
                (ELI.is_part_of, iri(max(above, key=len))),
            )
