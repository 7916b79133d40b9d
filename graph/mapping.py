"""Claims to quads: what one document says, as the triples of each graph it fills (see `docs/graph.md`)."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote_plus

from remit.graph.claim_properties import deadline_properties, due_iri, properties_of
from remit.graph.facts import facts_of
from remit.graph.ntriples import integer, iri, moment, partial_date, text
from remit.graph.triples import Properties, Triple, coded, triples
from remit.ontology.claims import Claim, DocumentRecord, Duty, Evidence, Responsibility
from remit.ontology.iris import BASE, digest
from remit.ontology.namespaces import CV, DCT, ELI, OA, PROV, RDF, REMIT, SKOS

TEXTS = BASE + "graph/texts"
REGISTRY = BASE + "graph/registry"
RUNS = BASE + "graph/runs"
FACT = BASE + "fact/"  # a fact is named by what it states, so that every document names it alike
QUOTE_CONTEXT = 40  # characters kept either side of a quote, so that it can be found in a changed text


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
            (REMIT.genre, coded("genre", record.genre)),
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
            *properties_of(claim),
            (PROV.wasDerivedFrom, iri(_span(document, "evidence", claim.evidence))),
            (REMIT.rule, text(claim.rule)),
            (REMIT.reviewStatus, coded("claim-status", "unreviewed")),
        ],
    )
    if isinstance(claim, Duty):
        for number, deadline in enumerate(claim.deadlines, 1):
            yield from triples(due_iri(claim, number), deadline_properties(deadline))
    elif isinstance(claim, Responsibility):
        yield from triples(claim.duty, [(CV.hasParticipation, iri(claim.iri))])
