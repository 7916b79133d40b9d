"""Claim the citations of a part: which provision, plan or act cites which act, and how."""

from __future__ import annotations

from remit.loaders.acts import identify, linked_id
from remit.loaders.citations import CitationMention, announced_relation, defined_aliases, find_citations
from remit.loaders.claiming import provision
from remit.loaders.document import Block, Cell, Passage
from remit.loaders.draft import Draft
from remit.loaders.grammar import load_grammar
from remit.loaders.parts import Part
from remit.loaders.points import read_points, walk
from remit.ontology.claims import Citation


def cite(draft: Draft, part: Part, plan: str | None) -> list[Citation]:
    """Claim every act that the part's title and text name; the document's own act is not cited by itself."""
    found: list[Citation] = []
    places = _places(draft, part)
    aliases: dict[str, CitationMention] = {}
    whole = plan or (draft.act.iri if draft.act else draft.iri)
    announced: str | None = None
    for passage in _passages(draft, part):
        grammar = load_grammar(passage.language)
        mentions = find_citations(passage, grammar, aliases, announced)
        aliases.update(defined_aliases(passage, mentions, grammar))
        announced = announced_relation(passage, grammar) or (announced if passage.text[:1].isdigit() else None)
        citing = places.get(passage.start, whole)
        found += _claim(draft, mentions, citing)
    return found


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


def _claim(draft: Draft, mentions: list[CitationMention], citing: str) -> list[Citation]:
    claimed: list[Citation] = []
    language, on = draft.document.language, draft.linker.on
    registry = draft.linker.registry
    identified = [identify(each, registry, language, on, _linked(draft, each, mentions)) for each in mentions]
    for mention, known in zip(mentions, identified, strict=True):
        if draft.act and known.act.iri == draft.act.iri:
            continue
        draft.add_act(known.act)
        source = identified[mention.of].act.iri if mention.of is not None else citing
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
