"""Claim the citations of a part: which provision, plan or act cites which act, and how."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from remit.loaders.acts import identify, linked_id
from remit.loaders.citations import CitationMention, announced_relation, defined_aliases, find_citations
from remit.loaders.claiming import provision
from remit.loaders.document import Block, Cell, Passage
from remit.loaders.draft import Draft
from remit.loaders.grammar import Grammar, load_grammar
from remit.loaders.locators import named_places
from remit.loaders.parts import Part
from remit.loaders.points import read_points, walk
from remit.ontology.claims import Citation

_POINT = re.compile(r"\s*\d+(?:-\d+)?\.(?!\d)")
_NUMBERED = re.compile(r"\W*(?P<number>\d+(?:-\d+)?)(?P<sign>[.)])(?!\d)")


@dataclass(frozen=True)
class _Announced:
    """What a line lays on the list below it; where the line is a point, the next point ends the list."""

    relation: str
    by_point: bool


def cite(draft: Draft, part: Part, plan: str | None, aliases: dict[str, CitationMention]) -> list[Citation]:
    """Claim every act that the part's title and text name; the document's own act is not cited by itself.

    `aliases` are the short names of acts that the parts above define; those that this part defines are added.
    """
    found: list[Citation] = []
    places = _places(draft, part)
    whole = plan or (draft.act.iri if draft.act else draft.iri)
    announced: _Announced | None = None
    head: str | None = None
    above = ""
    passages = _passages(draft, part)
    for place, passage in enumerate(passages):
        grammar = load_grammar(passage.language)
        if grammar.search("citation.section", passage.folded):
            announced = head = None
        if _POINT.match(passage.text):
            head = None
            announced = None if announced and announced.by_point else announced
        if opened := grammar.search("citation.head", passage.folded):
            head = opened[1]["head"]
        relation = announced.relation if announced else None
        mentions = [
            replace(each, start=max(each.start, passage.start))
            for each in find_citations(_under(head, passage, grammar), grammar, aliases, relation)
        ]
        aliases.update(defined_aliases(mentions))
        if laid := announced_relation(passage, grammar) or _said_at_end(passages[place:], grammar):
            announced = _Announced(laid, by_point=_POINT.match(passage.text) is not None)
        citing = places.get(passage.start, whole)
        if citing == whole:
            noted = [_repealed(draft, part, passage, each, above) or whole for each in mentions]
            found += _claim(draft, mentions, noted)
        else:
            above = citing
            found += _claim(draft, mentions, [citing] * len(mentions))
    return found


def _said_at_end(passages: Sequence[Passage], grammar: Grammar) -> str | None:
    """Give the relation that the last line of a list lays on the whole («Мыналардың: …; … күші жойылды деп танылсын»).

    The first passage is the line above the list; `None` when it opens none that is told of only at its end.
    """
    above, *listed = passages
    if not grammar.search("citation.open", above.folded):
        return None
    for passage in listed:
        if closing := grammar.search("citation.closing", passage.folded):
            return str(closing[0].sets["relation"])
        if not passage.folded.rstrip().endswith((";", ",")):
            return None
    return None


def _under(head: str | None, passage: Passage, grammar: Grammar) -> Passage:
    """Put before a line that gives only date and number what the line above the list says: «Указы Президента: от …»."""
    item = grammar.search("citation.item", passage.folded) if head else None
    if not head or not item:
        return passage
    begin = item[1].start("reference")
    return Passage(f"{head} {passage.text[begin:]}", passage.start + begin - len(head) - 1, passage.language)


def _passages(draft: Draft, part: Part) -> list[Passage]:
    """The title as one passage, then paragraphs and the stretches of each cell."""
    passages: list[Passage] = []
    if part.title:
        start, end = part.title[0].start, part.title[-1].end
        passages.append(Passage(draft.document.text[start:end], start, part.language))
    for block in part.blocks:
        if block.cells and block.kind == "row":
            passages += [each for cell in _own_cells(block) for each in cell.passages(_language(block, part))]
        else:
            passages.append(block.passage)
    return passages


def _own_cells(block: Block) -> list[Cell]:
    """Give the cells of a row that do not stand in a row above already (merged cells are carried down)."""
    return [cell for cell in block.cells if cell.start >= block.start]


def _language(block: Block, part: Part) -> str:
    return block.language if block.language == part.language or len(block.text) > 200 else part.language


def _places(draft: Draft, part: Part) -> dict[int, str]:
    """Where each passage stands: the item of a plan's row, the provision of a numbered point."""
    rows = {
        passage.start: draft.items[block.start]
        for block in part.blocks
        if block.start in draft.items
        for cell in _own_cells(block)
        for passage in cell.passages(block.language)
    }
    if part.kind not in ("act", "statute", "annex", "list") or draft.act is None:
        return rows
    places = rows
    for point, _, locator in walk(read_points(part)):
        for block in point.blocks:
            if locator and (place := provision(draft, part, locator)):
                places[block.start] = place
    return places


def _repealed(draft: Draft, part: Part, passage: Passage, mention: CitationMention, above: str) -> str | None:
    """Give the place that a note says is repealed («Сноска. Пункт 5 утратил силу …»); `None` when it is the whole act.

    It is the place that the words before the repealing act name, else the number at the head of the line; a sub-point
    is one of the same point as that `above` it.
    """
    if mention.relation != "repealed_by" or draft.act is None:
        return None
    before = passage.folded[: mention.start - passage.start]
    if named := named_places(before, load_grammar(passage.language)):
        return provision(draft, part, named[0])
    if numbered := _NUMBERED.match(before):
        if numbered["sign"] == ")" and above.startswith(f"{draft.act.iri}/"):
            return f"{above.partition('/sub_')[0]}/sub_{numbered['number']}"
        return provision(draft, part, f"{'pt' if numbered['sign'] == '.' else 'sub'}_{numbered['number']}")
    return None if part.kind == "act" else provision(draft, part, "")


def _linked(draft: Draft, mention: CitationMention, mentions: list[CitationMention]) -> str | None:
    """Give the id of the act that the hyperlinks on a mention lead to; `None` without any, or when they disagree.

    Those on an act that the mention's own title names, and those to the document itself, say nothing of it.
    """
    others = [each for each in mentions if each is not mention]
    inner = [each for each in others if mention.start <= each.start and each.end <= mention.end]
    own = draft.act.adilet_id if draft.act else None
    found = {
        linked_id(target, mention.type)
        for start, end, target in draft.document.links_in(mention.start, mention.end)
        if not any(each.start < end and start < each.end for each in inner)
    } - {None, own}
    return found.pop() if len(found) == 1 else None


def _claim(draft: Draft, mentions: list[CitationMention], citing: list[str]) -> list[Citation]:
    claimed: list[Citation] = []
    language, on = draft.document.language, draft.linker.on
    registry, names = draft.linker.registry, draft.linker.names
    identified = [identify(each, registry, language, on, _linked(draft, each, mentions), names) for each in mentions]
    for mention, known, place in zip(mentions, identified, citing, strict=True):
        if draft.act and known.act.iri == draft.act.iri:
            continue
        draft.add_act(known.act)
        source = identified[mention.of].act.iri if mention.of is not None else place
        evidence = draft.evidence(mention.start, mention.end)
        for locator in mention.locators or (None,):
            citation = Citation(
                iri=draft.mint("citation"),
                evidence=evidence,
                rule=mention.rule,
                citing=source,
                act=known.act,
                relation=mention.relation,
                locator=locator,
                status=known.status,
                candidates=known.candidates,
            )
            draft.add(citation)
            claimed.append(citation)
    return claimed
