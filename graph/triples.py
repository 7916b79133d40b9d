"""Triples as N-Triples text, made of a subject and the properties it has."""

from __future__ import annotations

from collections.abc import Iterator

from remit.graph.ntriples import iri
from remit.ontology.namespaces import concept

Triple = tuple[str, str, str]  # three terms as N-Triples text
Properties = list[tuple[str, str | None]]  # predicate IRI, object as N-Triples text or absent


def triples(subject: str, properties: Properties) -> Iterator[Triple]:
    """Give the triples of a subject's properties, without those that are absent."""
    subject_term = iri(subject)
    for predicate, value in properties:
        predicate_term = iri(predicate)
        if subject_term and predicate_term and value is not None:
            yield subject_term, predicate_term, value


def coded(scheme: str, code: str | None) -> str | None:
    """Give the concept of one of our schemes as a term; `None` for no code."""
    return iri(concept(scheme, code)) if code else None
