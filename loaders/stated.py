"""What comes with a document beside its text, put where it can be quoted: which act it is, and what became of it."""

from __future__ import annotations

import re
from dataclasses import replace

from remit.loaders.citations import find_citations
from remit.loaders.document import Block, Document, Passage, Span, block
from remit.loaders.grammar import load_grammar
from remit.loaders.identity import OwnAct
from remit.ontology.letters import language_of


def with_requisite(document: Document) -> Document:
    """Put the line that names the act above the text, unless the text has it: no claim stands without a quote."""
    line = document.stated.requisite if document.stated else None
    if not line or _find(line, document.text):
        return document
    shift = len(line) + 2
    head = block("paragraph", line, 0, document.language)
    first, *rest = (_moved(each, shift) for each in document.blocks)
    return replace(
        document,
        text=f"{line}\n\n{document.text}",
        blocks=(head, replace(first, breaks=2), *rest),
        links=tuple((start + shift, end + shift, target) for start, end, target in document.links),
    )


def _find(line: str, text: str) -> re.Match[str] | None:
    """Find a line in the text, however its words are parted there."""
    return re.search(r"\s+".join(map(re.escape, line.split())), text)


def _moved(each: Block, shift: int) -> Block:
    cells = tuple(
        replace(cell, spans=tuple(Span(span.start + shift, span.end + shift) for span in cell.spans))
        for cell in each.cells
    )
    return replace(each, start=each.start + shift, cells=cells)


def stated_identity(document: Document) -> OwnAct | None:
    """Tell which act a document is by the line that names it; `None` when nothing is stated, or no act is named."""
    stated = document.stated
    found = _find(stated.requisite, document.text) if stated and stated.requisite else None
    if stated is None or found is None:
        return None
    language = language_of(found[0]) or document.language
    mentions = find_citations(Passage(found[0], found.start(), language), load_grammar(language))
    own = next((mention for mention in mentions if mention.number and mention.date and not mention.nested), None)
    if own is None:
        return None
    return OwnAct(replace(own, adilet_id=stated.adilet_id or own.adilet_id), stated.title)
