"""How much a request may ask for, so that no single one keeps the server from the others."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """What one request may take: `seconds` of a SPARQL query and the `memory` (bytes) of the process that runs it.

    `answer`, `body` and `address` are bytes of a SPARQL answer, of what is posted and of a URL, `words` and `iri`
    characters of words and of an IRI in a field, `batch` names in one reconciliation request, `workers` SPARQL queries
    under way at once, `rows` those of a page.
    """

    seconds: float = 30.0
    memory: int = 2 << 30
    answer: int = 32 << 20
    body: int = 1 << 20
    address: int = 64 << 10
    words: int = 500
    iri: int = 8000  # IRIs of acts known by their title only hold the title, each letter of it as six
    batch: int = 100
    workers: int = 2
    rows: int = 200
