"""Which act a document is: from its heading, its approval blocks, its letterhead or its enacting words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from remit.loaders.citations import CitationMention, find_citations
from remit.loaders.dates import date_of, find_dates
from remit.loaders.document import Block, Document, Passage
from remit.loaders.grammar import load_grammar
from remit.loaders.parts import Part, grammar_of
from remit.ontology.intervals import PartialDate

_HEAD = 12


@dataclass(frozen=True)
class OwnAct:
    """The act a document is, as its own words say; `title` is the heading above it where there is one."""

    mention: CitationMention
    title: str | None = None


def find_identity(document: Document, parts: list[Part]) -> OwnAct | None:
    """Tell which act the document is; `None` when nothing in it says so (news, for one)."""
    act_part = parts[0] if parts and parts[0].kind == "act" else None
    enacted = _enacted(act_part)
    head = [block for part in parts[:2] for block in (*part.approval, *part.blocks)][:_HEAD]
    heading = _heading(head, document)
    approving = [found for part in parts for found in [approval_of(part, document)] if found]
    if heading:
        return heading
    if enacted and (reference := _reference(head, enacted, document.language)):
        return OwnAct(reference, _title_near(head, reference))
    if letter := _letter(head):
        return OwnAct(letter, parts[-1].heading or None if len(parts) == 1 else _plan_title(parts))
    for mention in approving:
        if enacted in (None, mention.type) and (act_part is None or enacted or not act_part.blocks or _preface(act_part)):
            return OwnAct(mention, _plan_title(parts))
    if enacted and act_part:
        block = act_part.blocks[0]
        return OwnAct(_bare(enacted, block.start, block.start + min(len(block.text), 80), f"{block.language}.enacting"))
    return None


def approval_of(part: Part, document: Document) -> CitationMention | None:
    """Give the act that a part's approval block names: by type, date and number, or as an approval by an officer."""
    if not part.approval:
        return None
    start, end = part.approval[0].start, part.approval[-1].end
    passage = Passage(document.text[start:end], start, document.language)
    mentions = find_citations(passage, load_grammar(document.language))
    if numbered := [mention for mention in mentions if mention.number and mention.date]:
        return numbered[0]
    language = part.approval[-1].language
    letters = find_dates(passage.folded, load_grammar(language)) or find_dates(
        passage.folded, load_grammar(document.language)
    )
    approves = any(
        (found := grammar_of(block).search("approval", block.folded)) and found[0].sets["relation"] == "approved_by"
        for block in part.approval
    )
    if approves and letters and not mentions:
        first = letters[0]
        return _bare("other", start, end, first.rule, first.value)
    return None


def _bare(type: str, start: int, end: int, rule: str, day: PartialDate | None = None) -> CitationMention:
    return CitationMention(start, end, type, None, day, None, None, None, None, (), "cites", rule)


def _enacted(part: Part | None) -> str | None:
    for kind in ("enacting", "self"):
        for block in part.blocks if part else ():
            if found := grammar_of(block).search(kind, block.folded):
                return str(found[0].sets["type"])
    return None


def _preface(part: Part) -> bool:
    """Tell a few lines before the first annex from an act of its own."""
    return len(part.blocks) <= 4 and not any(re.match(r"\s*\d+\.\s", block.text) for block in part.blocks)


def _plan_title(parts: list[Part]) -> str | None:
    return next((part.heading for part in parts if part.kind == "plan" and part.heading), None)


def _heading(head: list[Block], document: Document) -> OwnAct | None:
    """Find a line that is nothing but the name of an act with its number and date."""
    title: str | None = None
    for block in head:
        if block.kind != "paragraph" or len(block.text) > 400:
            continue
        grammar = grammar_of(block)
        if grammar.search("enacting", block.folded) or re.match(r"\s*\d+\.\s", block.text):
            break
        for mention in find_citations(block.passage, grammar):
            covered = mention.end - mention.start
            lead = block.text[: mention.start - block.start].strip()
            if mention.number and mention.date and covered > 0.5 * len(block.text) and not lead and not mention.locators:
                return OwnAct(mention, title)
        if block.text[:1].isupper() or block.text[:1] in "«\"":
            title = " ".join(block.text.split())
    return None


def _reference(head: list[Block], enacted: str, language: str) -> CitationMention | None:
    """Find the line of date and number below «ПОСТАНОВЛЕНИЕ»; the enacting words tell what kind of act it is."""
    for above, block in zip(head, head[1:], strict=False):
        grammar = load_grammar(language)  # «Астана, Үкімет Үйі» on the line makes a Russian one look Kazakh
        found = grammar.search("own_reference", block.folded)
        if found and (grammar_of(above).search("own_type", above.folded) or found[1].start() == 0):
            rule, match = found
            end = block.start + match.end()
            return CitationMention(
                block.start, end, enacted, match["number"], date_of(match, grammar), None, None, None, None, (), "cites", rule.id
            )
    return None


def _title_near(head: list[Block], reference: CitationMention) -> str | None:
    below = [block for block in head if block.start > reference.end]
    return " ".join(below[0].text.split()) if below and len(below[0].text) < 400 else None


def _letter(head: list[Block]) -> CitationMention | None:
    for block in head:
        grammar = grammar_of(block)
        if found := grammar.search("own_letter", block.folded):
            rule, match = found
            day = date_of(match, grammar)
            number = block.text[match.start("number") : match.end("number")]
            return CitationMention(
                block.start, block.end, "letter", number, day, None, None, None, None, (), "cites", rule.id
            )
    return None
