"""The media types of SPARQL answers: rows and truths (SPARQL 1.1 result formats), and triples."""

from __future__ import annotations

from pyoxigraph import QueryResultsFormat, RdfFormat

HTML = "text/html"
TURTLE = "text/turtle"
JSON_RESULTS = "application/sparql-results+json"

RESULTS = {  # the one given when anything will do stands first
    JSON_RESULTS: QueryResultsFormat.JSON,
    "application/sparql-results+xml": QueryResultsFormat.XML,
    "text/csv": QueryResultsFormat.CSV,
    "text/tab-separated-values": QueryResultsFormat.TSV,
    "application/json": QueryResultsFormat.JSON,
    "application/xml": QueryResultsFormat.XML,
}
GRAPHS = {
    TURTLE: RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/ld+json": RdfFormat.JSON_LD,
    "application/rdf+xml": RdfFormat.RDF_XML,
    "application/json": RdfFormat.JSON_LD,
    "application/xml": RdfFormat.RDF_XML,
    "text/plain": RdfFormat.N_TRIPLES,
}
