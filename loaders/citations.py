"""Citations: where a passage names an act, which act that is, what place in it, and what is said of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from remit.loaders.act_names import ActName, add_locators, find, read_act_names
from remit.loaders.document import Passage
from remit.loaders.grammar import Grammar, Rule
from remit.ontology.intervals import PartialDate

_ENDING = 3
_REACH = 3000
_NUMBERED = re.compile(r"\s*\d")


@dataclass(frozen=True)
class CitationMention:
    """An act as a passage names it; offsets are those of the document and cover locator, title and registration.

    `number` is as written without its sign; `locators` join outer to inner (`art_9/pt_1/sub_16`); `nested` tells that
    it stands in another act's quoted title; `of` is the index, in the list returned, of what this act approves; `alias`
    is the short name that the text defines for it; a `joint` one is the act before it, by its other issuer;
    `registered` is the day of the registration.
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
    alias: str | None = None
    joint: bool = False
    registered: PartialDate | None = None


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
    named |= {name.alias: (name, name.after) for name in names if name.alias}
    for name in names:
        _complete(name, named)
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
            name.alias,
            name.joint,
            name.registered,
        )
        for name in names
    ]


def defined_aliases(mentions: Iterable[CitationMention]) -> dict[str, CitationMention]:
    """Give the short names that a passage defines for acts it names: «(далее – Кодекс)» after the citation."""
    return {mention.alias: mention for mention in mentions if mention.alias}


def announced_relation(passage: Passage, grammar: Grammar) -> str | None:
    """Give the relation that a passage lays on the points after it («Признать утратившими силу:»), else `None`."""
    hit = grammar.search("citation.announced", passage.folded)
    return str(hit[0].sets["relation"]) if hit else None


def _template(named: CitationMention, grammar: Grammar) -> ActName:
    rule = grammar.of("citation.alias")[0]
    name = ActName(0, 0, 0, rule, named.type, named.number, named.date, named.title)
    name.issuer, name.registration, name.adilet = named.issuer, named.registration_number, named.adilet_id
    name.registered = named.registered
    return name


def _complete(name: ActName, named: Mapping[str, tuple[ActName, int]]) -> None:
    """Give a name that is but the short name defined for an act («Нагойский протокол») what is known of that act."""
    act, since = named.get(name.title or "", (name, 0))
    told = name.number or name.date or name.adilet or name.quoted
    if act.type == name.type and since <= name.start and not told:
        name.number, name.date, name.title, name.issuer = act.number, act.date, act.title, act.issuer
        name.registration, name.registered, name.adilet = act.registration, act.registered, act.adilet


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
            title is not name.quoted and title.start <= name.start < name.end <= title.end for title in titles
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
    apart = [left.after <= right.start for left, right in pairwise(outer)]  # not one in brackets after the other
    joined = [grammar.search("citation.and", gap) if each else None for gap, each in zip(gaps, apart, strict=True)]
    _carry(told, joined)
    for first, last in _untold_runs(joined, told):
        whole = replace(outer[first], after=outer[last].after)
        if hit := grammar.search("citation.relation", _context(folded, whole)):
            told |= dict.fromkeys(range(first, last + 1), str(hit[0].sets["relation"]))
    for place, name in enumerate(outer):
        name.relation = told.get(place) or (announced if announced and _listed(folded, name) else "cites")
    for gap, (left, right) in zip(gaps, pairwise(outer), strict=True):
        if "concept" in (left.type, right.type) and find(grammar, "citation.link", gap):
            concept, approval = (left, right) if left.type == "concept" else (right, left)
            approval.relation, approval.of = "approved_by", names.index(concept)


def _carry(told: dict[int, str], joined: Sequence[tuple[Rule, re.Match[str]] | None]) -> None:
    """Give mentions joined in a list the relation told of a neighbour: first the way the language reads, then back."""
    forward = [hit is not None and hit[0].sets["carry"] == "forward" for hit in joined]
    for ahead in (True, False):
        for place, hit in enumerate(joined):
            if hit and forward[place] == ahead and told.get(place) not in (None, hit[0].sets.get("ends")):
                told.setdefault(place + 1, told[place])
        for place, hit in reversed(list(enumerate(joined))):
            if hit and forward[place] != ahead and place + 1 in told:
                told.setdefault(place, told[place + 1])


def _listed(folded: str, name: ActName) -> bool:
    """Tell whether a line named after «…:» lists the act: it is numbered, or begins with the act."""
    return _NUMBERED.match(folded) is not None or not folded[: name.start].strip(" \t\n–-•")


def _untold_runs(joined: Sequence[object], told: Mapping[int, str]) -> Iterator[tuple[int, int]]:
    """Give the first and last of the mentions that stand in one list of which nothing is told yet."""
    first = 0
    for place in range(len(joined) + 1):
        if place == len(joined) or not joined[place]:
            if place > first and not any(member in told for member in range(first, place + 1)):
                yield first, place
            first = place + 1
