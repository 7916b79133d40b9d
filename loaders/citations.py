"""Citations: where a passage names an act, which act that is, what place in it, and what is said of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from remit.loaders.act_names import ActName, add_locators, find, read_act_names
from remit.loaders.document import Passage
from remit.loaders.grammar import Grammar
from remit.ontology.intervals import PartialDate

_ENDING = 3
_REACH = 3000


@dataclass(frozen=True)
class CitationMention:
    """An act as a passage names it; offsets are those of the document and cover locator, title and registration.

    `number` is as written without its sign; `locators` join outer to inner (`art_9/pt_1/sub_16`); `nested` tells that
    it stands in another act's quoted title; `of` is the index, in the list returned, of what this act approves.
    """

    start: int
    end: int
    type: str
    number: str | None
    date: PartialDate | None
    title: str | None
    issuer: str | None
    registration_number: str | None
    adilet_id: str | None
    locators: tuple[str, ...]
    relation: str
    rule: str
    nested: bool = False
    of: int | None = None


def find_citations(
    passage: Passage,
    grammar: Grammar,
    aliases: Mapping[str, CitationMention] | None = None,
    relation: str | None = None,
) -> list[CitationMention]:
    """Find the acts that a passage names, in the order of the text.

    `aliases` are the short names defined earlier in the document (see `defined_aliases`). `relation` is what the
    passage above lays on this one (see `announced_relation`): it holds where the words around a citation say nothing.
    """
    names = read_act_names(passage, grammar)
    named = {alias: (_template(mention, grammar), 0) for alias, mention in (aliases or {}).items()}
    named |= {alias: (name, name.after) for name in names for alias in _alias(passage.folded, name.end, grammar)}
    names += _alias_uses(passage, grammar, named, list(names))
    names.sort(key=lambda name: (name.start, -name.end))
    _mark_nested(names)
    names = [name for name in names if not _barred(passage.folded, name, grammar)]
    _relate(passage.folded, names, grammar, relation)
    return [
        CitationMention(
            passage.start + name.start,
            passage.start + name.end,
            name.type,
            name.number,
            name.date,
            name.title,
            name.issuer,
            name.registration,
            name.adilet,
            name.locators,
            name.relation,
            name.rule.id,
            name.nested,
            name.of,
        )
        for name in names
    ]


def defined_aliases(passage: Passage, mentions: list[CitationMention], grammar: Grammar) -> dict[str, CitationMention]:
    """Give the short names that the passage defines for acts it names: «(далее – Кодекс)» right after the citation."""
    ends = ((mention, mention.end - passage.start) for mention in mentions)
    return {alias: mention for mention, end in ends for alias in _alias(passage.folded, end, grammar)}


def announced_relation(passage: Passage, grammar: Grammar) -> str | None:
    """Give the relation that a passage lays on the points after it («Признать утратившими силу:»), else `None`."""
    hit = grammar.search("citation.announced", passage.folded)
    return str(hit[0].sets["relation"]) if hit else None


def _alias(folded: str, end: int, grammar: Grammar) -> Iterator[str]:
    """Give the short name defined in brackets right after a citation, if one is."""
    if match := find(grammar, "citation.alias", folded[end:]):
        yield match["alias"].strip()


def _template(named: CitationMention, grammar: Grammar) -> ActName:
    rule = grammar.of("citation.alias")[0]
    name = ActName(0, 0, 0, rule, named.type, named.number, named.date, named.title)
    name.issuer, name.registration, name.adilet = named.issuer, named.registration_number, named.adilet_id
    return name


def _alias_uses(
    passage: Passage, grammar: Grammar, named: Mapping[str, tuple[ActName, int]], names: list[ActName]
) -> Iterator[ActName]:
    """Find short names with a locator: «статья 5 Кодекса»; a short name alone is not a citation."""
    rule = next(iter(grammar.of("citation.alias")), None)
    for alias, (template, since) in named.items():
        stems = (re.escape(word[: max(3, len(word) - _ENDING)]) + r"\w*" for word in alias.split())
        pattern = re.compile(r"(?<!\w)" + r"\s+".join(stems))
        for match in pattern.finditer(passage.folded, since):
            if rule is None or any(name.start < match.end() and match.start() < name.after for name in names):
                continue
            name = replace(template, start=match.start(), end=match.end(), after=match.end(), rule=rule, quoted=None)
            floors = [0, *(other.after for other in names)]
            add_locators(name, passage.folded, floors, [other.start for other in names], grammar)
            if name.locators:
                yield name


def _mark_nested(names: list[ActName]) -> None:
    titles = [name.quoted for name in names if name.quoted]
    for name in names:
        name.nested = any(
            title is not name.quoted and title.start <= name.start and name.end <= title.end for title in titles
        )


def _barred(folded: str, name: ActName, grammar: Grammar) -> bool:
    """Tell whether the words around rule the mention out; a rule may hold for some types, or for a bare name only."""
    context = _context(folded, name)
    told = name.number or name.date or name.quoted or name.locators
    return any(
        rule.regex.search(context)
        for rule in grammar.of("citation.barred")
        if name.type in rule.sets.get("types", (name.type,)) and not (told and rule.sets.get("bare"))
    )


def _context(folded: str, name: ActName) -> str:
    """Give the passage with the name written ¦, as the rules that judge the words around it expect.

    Of a very long passage the near part; `_` then stands for what is left out, so that it does not look complete.
    """
    low, high = max(0, name.start - _REACH), name.after + _REACH
    return f"{'_' * (low > 0)}{folded[low : name.start]}¦{folded[name.after : high]}{'_' * (high < len(folded))}"


def _relate(folded: str, names: list[ActName], grammar: Grammar, announced: str | None) -> None:
    """Set the relation of each mention from the words around it, else from a neighbour in the same list."""
    outer = [name for name in names if not name.nested]
    told: dict[int, str] = {}
    for place, name in enumerate(outer):
        if hit := grammar.search("citation.relation", _context(folded, name)):
            told[place] = str(hit[0].sets["relation"])
    gaps = [folded[left.after : right.start] for left, right in pairwise(outer)]
    joined = [grammar.search("citation.and", gap) for gap in gaps]
    for place, hit in enumerate(joined):
        if hit and hit[0].sets["carry"] == "forward" and place in told:
            told.setdefault(place + 1, told[place])
    for place, hit in reversed(list(enumerate(joined))):
        if hit and hit[0].sets["carry"] == "backward" and place + 1 in told:
            told.setdefault(place, told[place + 1])
    for place, name in enumerate(outer):
        name.relation = told.get(place, announced or "cites")
    for gap, (left, right) in zip(gaps, pairwise(outer), strict=True):
        if "concept" in (left.type, right.type) and find(grammar, "citation.link", gap):
            concept, approval = (left, right) if left.type == "concept" else (right, left)
            approval.relation, approval.of = "approved_by", names.index(concept)
