"""Pages written for the tests, and their documents and claims in a shape that two formats can be compared in."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from remit.loaders.document import Document
from remit.loaders.pipeline import Pipeline
from remit.loaders.sources import Source
from remit.ontology.claims import DocumentRecord

CORPUS = Path(__file__).parent / "corpus" / "html"


def sound(document: Document) -> Document:
    """Give the document back, its blocks, cells and links in order and where they say they are."""
    end = 0
    for block in document.blocks:
        assert document.text[block.start : block.end] == block.text
        assert block.start >= end
        end = block.end
        for cell in block.cells:
            assert cell.text == " ".join(document.text[span.start : span.end] for span in cell.spans)
    for start, stop, _ in document.links:
        assert document.text[start:stop].strip()
    return document


def claims(record: DocumentRecord) -> Counter[tuple[str, ...]]:
    """Give the claims with their quotes, but for white space and what parts cells: no two formats have these alike."""
    told: Counter[tuple[str, ...]] = Counter()
    for claim in record.claims:
        content = {key: str(value) for key, value in vars(claim).items() if key not in ("iri", "evidence")}
        told[type(claim).__name__, re.sub(r"[\s|]", "", claim.evidence.quote), str(sorted(content.items()))] += 1
    return told


def record_of(pipeline: Pipeline, name: str, data: bytes | None = None) -> DocumentRecord:
    content = (CORPUS / name).read_bytes() if data is None else data
    suffix = {".txt": "text/plain", ".json": "application/json"}.get(Path(name).suffix, "text/html")
    record = pipeline.read(Source("document", "document", suffix, lambda: content))
    assert all(record.text[each.evidence.start : each.evidence.end] == each.evidence.quote for each in record.claims)
    return record
