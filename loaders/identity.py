"""Which act a document is: from its heading, its approval blocks, its letterhead or its enacting words."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from remit.loaders.citations import CitationMention, find_citations
from remit.loaders.dates import date_of, find_dates
from remit.loaders.document import Block, Document, Passage
from remit.loaders.grammar import load_grammar
from remit.loaders.parts import Part, grammar_of
from remit.ontology.intervals import PartialDate

_HEAD = 12
_TITLE = 400
_FOOT = 4
_ISSUER_LINES = 3


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
    title = _act_title(act_part)
    if heading := _heading(head, document):
        return OwnAct(heading.mention, title or heading.title)
    if enacted and (reference := _reference(head, enacted, document.language)):
        return OwnAct(reference, title or _title_near(head, reference))
    if enacted and act_part and (foot := _foot(act_part, enacted, document.language)):
        return OwnAct(foot, title)
    if letter := _letter(head):
        return OwnAct(letter, parts[-1].heading or None if len(parts) == 1 else _plan_title(parts))
    for mention in (found for part in parts if (found := approval_of(part, document))):
        lone = act_part is None or not act_part.blocks or _preface(act_part)
        if enacted == mention.type or (enacted is None and lone):
            return OwnAct(mention, title if enacted else _plan_title(parts))
    if enacted and act_part:
        block = act_part.blocks[0]
        end = block.start + min(len(block.text), 80)
        return OwnAct(_bare(enacted, block.start, end, f"{block.language}.enacting", title=title), title)
    return None


def _act_title(part: Part | None) -> str | None:
    """Give the line above the enacting words that reads like an act's title («Об утверждении …», «… туралы»)."""
    for block in part.blocks[:_HEAD] if part else ():
        grammar = grammar_of(block)
        if grammar.search("enacting", block.folded) or re.match(r"\s*\d+\.\s", block.text):
            return None
        if block.kind == "paragraph" and len(block.text) <= 2 * _TITLE and grammar.search("act_title", block.folded):
            return " ".join(block.text.split())
    return None


def approval_of(part: Part, document: Document) -> CitationMention | None:
    """Give the act that a part's approval block names: by type, date and number, or as an approval by an officer."""
    if not part.approval:
        return None
    start, end = part.approval[0].start, part.approval[-1].end
    # Such blocks are set far to the right: the lines without their indentation read as running text.
    passage = Passage(" ".join(block.text for block in part.approval), start, document.language)
    mentions = find_citations(passage, load_grammar(document.language))
    if numbered := [mention for mention in mentions if mention.number and mention.date]:
        return replace(numbered[0], start=start, end=end)
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


def _bare(
    type: str, start: int, end: int, rule: str, day: PartialDate | None = None, title: str | None = None
) -> CitationMention:
    return CitationMention(start, end, type, None, day, title, None, None, None, (), "cites", rule)


def _enacted(part: Part | None) -> str | None:
    head = part.blocks[:_HEAD] if part else []
    for place, block in enumerate(head[:_ISSUER_LINES]):
        lines = " ".join(each.folded for each in head[place : place + _ISSUER_LINES])
        if found := grammar_of(block).search("own_issuer", lines):
            return str(found[0].sets["type"])
    for kind in ("enacting", "self", "own_kind"):
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
    """Find a line that is the name of an act with its number and date, and at most says where it was registered."""
    title: str | None = None
    for block in head:
        if block.kind != "paragraph" or len(block.text) > 2 * _TITLE:
            continue
        grammar = grammar_of(block)
        if grammar.search("enacting", block.folded) or re.match(r"\s*\d+\.\s", block.text):
            break
        mentions = find_citations(block.passage, grammar)
        for position, mention in enumerate(mentions):
            lead = block.folded[: mention.start - block.start].strip()
            bare = not lead or grammar.search("own_lead", lead) is not None
            last = _joint_end(mentions, position)
            if mention.number and mention.date and bare and not mention.locators and _ends(block, last):
                return OwnAct(mention, title)
        if block.text[:1].isupper() or block.text[:1] in '«"':
            title = " ".join(block.text.split())
    return None


def _joint_end(mentions: list[CitationMention], position: int) -> CitationMention:
    """Give the last half of a joint act that begins at a position; the mention itself when it is not joint."""
    while position + 1 < len(mentions) and mentions[position + 1].joint:
        position += 1
    return mentions[position]


def _ends(block: Block, mention: CitationMention) -> bool:
    """Tell that after the act's name nothing follows, or another sentence, a note in brackets, the act's title."""
    rest = block.text[mention.end - block.start :].strip()
    titled = rest[:1].isupper() and grammar_of(block).search("act_title", rest) is not None
    return not rest or rest[0] in ".([;" or titled


def _reference(head: list[Block], enacted: str, language: str) -> CitationMention | None:
    """Find the line of date and number below «ПОСТАНОВЛЕНИЕ»; the enacting words tell what kind of act it is."""
    for above, block in pairwise(head):
        grammar = load_grammar(language)  # «Астана, Үкімет Үйі» on the line makes a Russian one look Kazakh
        found = grammar.search("own_reference", block.folded)
        if found and (grammar_of(above).search("own_type", above.folded) or found[1].start() == 0):
            rule, match = found
            end, day = block.start + match.end(), date_of(match, grammar)
            return CitationMention(
                block.start, end, enacted, match["number"], day, None, None, None, None, (), "cites", rule.id
            )  # fmt: skip
    return None


def _foot(part: Part, enacted: str, language: str) -> CitationMention | None:
    """Find the place, date and number below the signature, on one line or two («Астана, Акорда, … / № 220»)."""
    grammar = load_grammar(language)
    for above, below in pairwise([*part.blocks[-_FOOT:], None]):
        if above is None:
            break
        for lines in ([above], [above, below] if below else []):
            text = " ".join(line.folded for line in lines)
            if found := grammar.search("own_foot", text):
                rule, match = found
                day = date_of(match, grammar)
                start, end = lines[0].start, lines[-1].end
                return CitationMention(
                    start, end, enacted, match["number"], day, None, None, None, None, (), "cites", rule.id
                )
    return None


def _title_near(head: list[Block], reference: CitationMention) -> str | None:
    below = [block for block in head if block.start > reference.end]
    return " ".join(below[0].text.split()) if below and len(below[0].text) < _TITLE else None


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
