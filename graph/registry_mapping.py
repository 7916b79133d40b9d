"""The registry as triples of its own graph (see `docs/graph.md`)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping

from remit.graph.mapping import REGISTRY
from remit.graph.ntriples import iri, partial_date, text
from remit.graph.triples import Properties, Triple, triples
from remit.ontology.entries import ActEntry, BodyEntry, ChangeEntry, Entry, HoldingEntry, Parent, RegionEntry, Text
from remit.ontology.namespaces import CV, DCT, ELI, FOAF, ORG, OWL, RDF, REMIT, SKOS, WIKIDATA, concept
from remit.ontology.registry import Registry


def registry_triples(registry: Registry) -> list[Triple]:
    """Give the triples of the registry graph, in the order of the registry's files; the digest stands first.

    The digest is of the triples and of all that the registry's files say, some of which only reading needs.
    """
    found = list(dict.fromkeys(_all(registry)))
    digest = hashlib.sha256("\n".join([registry.digest, *map(" ".join, found)]).encode()).hexdigest()
    return [*triples(REGISTRY, [(DCT.hasVersion, text(digest))]), *found]


def _all(registry: Registry) -> Iterator[Triple]:
    for body in registry.bodies.values():
        yield from triples(body.iri, _body(registry, body))
        if body.is_class:
            for member in registry.members(body.id):
                yield from triples(member.iri, [(REMIT.memberOf, iri(body.iri))])
        for parent in body.parents:
            yield from triples(registry.subordination_iri(body, parent), _subordination(registry, body, parent))
    yield from _posts(registry)
    for region in registry.regions.values():
        yield from triples(region.iri, _region(region))
    for person in registry.persons.values():
        properties: Properties = [
            (RDF.type, iri(FOAF.Person)),
            *_texts(FOAF.name, person.names),
            (OWL.sameAs, _item(person)),
            (REMIT.verified, text(person.verified)),
        ]
        yield from triples(person.iri, properties)
    for holding in registry.holdings.values():
        yield from triples(holding.iri, _holding(registry, holding))
    for change in registry.changes.values():
        yield from triples(change.iri, _change(registry, change))
    for act in registry.acts.values():
        yield from triples(act.iri, _act(registry, act))


def _texts(predicate: str, texts: Text) -> Properties:
    return [(predicate, text(value, language)) for language, value in texts.items()]


def _many(predicate: str, texts: Mapping[str, tuple[str, ...]]) -> Properties:
    return [(predicate, text(value, language)) for language, values in texts.items() for value in values]


def _item(entry: Entry) -> str | None:
    """Give the Wikidata item on the same thing; `None` unless a source says that it is."""
    return iri(WIKIDATA[entry.wikidata]) if entry.wikidata and entry.wikidata_verified == "yes" else None


def _subordination(registry: Registry, body: BodyEntry, parent: Parent) -> Properties:
    return [
        (RDF.type, iri(REMIT.Subordination)),
        (RDF.type, iri(ORG.Membership)),
        (ORG.member, iri(body.iri)),
        (ORG.organization, iri(registry.body(parent.id).iri)),
        (REMIT.since, partial_date(parent.interval.start)),
        (REMIT.until, partial_date(parent.interval.end)),
        (REMIT.verified, text(body.verified)),
    ]


def _body(registry: Registry, body: BodyEntry) -> Properties:
    parent = registry.parent(body.id)
    region = registry.regions.get(body.territory or "")
    return [
        (RDF.type, iri(CV.PublicOrganisation)),
        (RDF.type, iri(REMIT.BodyClass) if body.is_class else None),
        *_texts(SKOS.prefLabel, body.names),
        *_many(SKOS.altLabel, body.short),
        (REMIT.bodyKind, iri(concept("body-kind", body.kind))),
        (REMIT.start, partial_date(body.interval.start)),
        (REMIT.end, partial_date(body.interval.end)),
        (ORG.subOrganizationOf, iri(parent.iri) if parent else None),
        (DCT.spatial, iri(region.iri) if region else None),
        (REMIT.agencyCode, text(body.agency_code)),
        (OWL.sameAs, _item(body)),
        (REMIT.verified, text(body.verified)),
    ]


def _posts(registry: Registry) -> Iterator[Triple]:
    held = [(holding.body, holding.post) for holding in registry.holdings.values()]
    fixed = [(post.body, post.id) for post in registry.posts.values() if post.body]
    for body, role in dict.fromkeys([*fixed, *held]):
        post = registry.posts[role]
        properties: Properties = [
            (RDF.type, iri(ORG.Post)),
            (ORG.postIn, iri(registry.body(body).iri)),
            (REMIT.role, text(role)),
            *_texts(SKOS.prefLabel, post.names),
            # An item of Wikidata on a position is a kind of thing, the post of a body is one thing.
            (SKOS.exactMatch, _item(post) if post.body == body else None),
        ]
        yield from triples(registry.post_iri(body, role), properties)


def _region(region: RegionEntry) -> Properties:
    return [
        (RDF.type, iri(DCT.Location)),
        *_texts(SKOS.prefLabel, region.names),
        *_many(SKOS.altLabel, region.variants),
        (REMIT.isoCode, text(region.iso)),
        (REMIT.isoCode, text(region.former_iso)),
        (REMIT.katoCode, text(region.kato)),
        (OWL.sameAs, _item(region)),
        (REMIT.start, partial_date(region.interval.start)),
        (REMIT.end, partial_date(region.interval.end)),
        (REMIT.verified, text(region.verified)),
    ]


def _holding(registry: Registry, holding: HoldingEntry) -> Properties:
    return [
        (RDF.type, iri(REMIT.Tenure)),
        (RDF.type, iri(ORG.Membership)),
        (ORG.member, iri(registry.persons[holding.person].iri)),
        (REMIT.post, iri(holding.post_iri)),
        (ORG.organization, iri(registry.body(holding.body).iri)),
        (REMIT.since, partial_date(holding.interval.start)),
        (REMIT.until, partial_date(holding.interval.end)),
        (REMIT.verified, text(holding.verified)),
    ]


def _change(registry: Registry, change: ChangeEntry) -> Properties:
    return [
        (RDF.type, iri(ORG.ChangeEvent)),
        (REMIT.changeKind, iri(concept("change-kind", change.kind))),
        (ORG.originalOrganization, iri(registry.body(change.before).iri) if change.before else None),
        (ORG.resultingOrganization, iri(registry.body(change.after).iri) if change.after else None),
        (REMIT.date, partial_date(change.date)),
        (CV.hasFormalFramework, iri(registry.acts[change.act].iri) if change.act else None),
        *((REMIT.scope, text(", ".join(phrases), language)) for language, phrases in change.scope.items()),
        (REMIT.verified, text(change.verified)),
    ]


def _act(registry: Registry, act: ActEntry) -> Properties:
    return [
        (RDF.type, iri(ELI.LegalResource)),
        (ELI.type_document, iri(concept("act-type", act.type))),
        (ELI.number, text(act.number)),
        (ELI.date_document, partial_date(act.date)),
        (ELI.id_local, text(act.adilet_id)),
        *_texts(ELI["title"], act.titles),
        (REMIT.approvedBy, iri(registry.acts[act.approved_by].iri) if act.approved_by else None),
        (REMIT.verified, text(act.verified)),
    ]
