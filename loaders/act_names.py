"""Names of acts in running text: type, issuer, date, number, title, registration and locator, read round a core."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from remit.loaders.dates import find_dates
from remit.loaders.document import Passage
from remit.loaders.grammar import Grammar, Rule
from remit.loaders.locators import locator_after, locator_before
from remit.loaders.quotes import Quoted, quoted_after, quoted_before
from remit.ontology.intervals import PartialDate

_QUOTED = re.compile(r"[«„“\"‘][^«»„“”\"‘’]*[»“”\"’]")
_PARENTHESES = re.compile(r"\((?:[^()]|\([^()]*\))*\)")
_REACH = 3000
_Reference = tuple[int, int, str | None, PartialDate | None]


@dataclass
class ActName:
    """A name being read, with offsets in the passage; `after` is where what belongs to it, asides included, ends."""

    start: int
    end: int
    after: int
    rule: Rule
    type: str
    number: str | None = None
    date: PartialDate | None = None
    title: str | None = None
    quoted: Quoted | None = None
    issuer: str | None = None
    registration: str | None = None
    adilet: str | None = None
    locators: tuple[str, ...] = ()
    relation: str = "cites"
    nested: bool = False
    of: int | None = None


def read_act_names(passage: Passage, grammar: Grammar) -> list[ActName]:
    """Give the acts that a passage names, in reading order; one of a list that shares a noun each has its own entry."""
    names: list[ActName] = []
    floors = [0]
    cores = _cores(passage.folded, grammar)
    starts = _starts(passage.folded, cores, grammar)
    for rule, match in cores:
        # What is named again in brackets after an act («(Налоговый кодекс)») is that act.
        in_title = any(name.quoted and match.end() <= name.quoted.end for name in names)
        again = match.start() < floors[-1] and not in_title
        for name in _read(passage, grammar, rule, match, floors, starts):
            if not again or (name.number and name.number != names[-1].number):
                names.append(name)
                floors.append(max(floors[-1], name.after))
    return names


def _cores(folded: str, grammar: Grammar) -> list[tuple[Rule, re.Match[str]]]:
    """Give the places where a rule names an act, left to right; of two that overlap the rule earlier in the file."""
    taken: list[tuple[Rule, re.Match[str]]] = []
    lowered = folded.lower()
    for rule in grammar.of("citation"):
        if not any(anchor in lowered for anchor in rule.sets.get("anchor", ("",))):
            continue
        for match in rule.regex.finditer(folded):
            if all(match.end() <= other.start() or other.end() <= match.start() for _, other in taken):
                taken.append((rule, match))
    return sorted(taken, key=lambda found: found[1].start())


def _starts(folded: str, cores: list[tuple[Rule, re.Match[str]]], grammar: Grammar) -> list[int]:
    """Give where each core begins, its locator included: what stands there is not the act's before it."""
    located = ((match.start(), locator_before(folded, match.start(), 0, grammar)) for _, match in cores)
    return [found.start if found else start for start, found in located]


def _read(
    passage: Passage, grammar: Grammar, rule: Rule, match: re.Match[str], floors: list[int], starts: list[int]
) -> Iterator[ActName]:
    """Read the mention round a core, and those that share its words; nothing when it does not identify an act."""
    folded, text = passage.folded, passage.text
    groups = match.groupdict()
    name = ActName(match.start(), match.end(), match.end(), rule, str(rule.sets["type"]))
    if groups.get("issuer"):
        name.issuer = _one_line(text[match.start("issuer") : match.end("issuer")])
    if template := rule.sets.get("title"):
        name.title = _one_line(match.expand(template))
    if groups.get("adilet"):
        name.adilet = match["adilet"]
        name.type = grammar.words["adilet_type"].get(match["adilet"][0], name.type)
    references = _references(folded, match.start(), match.end(), grammar)
    if references:
        name.number, name.date = references[-1][2:]
    _add_registration(name, find(grammar, "citation.registration.inside", match[0]))
    if rule.sets.get("quoted", True):
        _add_title(name, passage, grammar, floors, match.end())
    _add_tail(name, passage, grammar)
    add_locators(name, folded, floors, starts, grammar)
    if not _identified(name):
        return
    others = [replace(name, start=s, end=e, after=e, number=n, date=d) for s, e, n, d in references[:-1]]
    for number, other in enumerate(others):
        other.title = other.quoted = other.registration = None
        if not number:
            other.start = min(name.start, other.start)
    if others:
        name.start = references[-1][0]
    yield from others
    yield name
    yield from _more(name, passage, grammar)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _references(folded: str, start: int, end: int, grammar: Grammar) -> list[_Reference]:
    """Give the numbers of a stretch, each with its date, as (start, end, number, date), brackets left out."""
    blank = folded[start:end]
    for pattern in (_PARENTHESES, _QUOTED):
        blank = pattern.sub(_blank, blank)
    dates = find_dates(blank, grammar)
    numbers = [match for _, match in grammar.find("citation.number", blank)]
    if len(numbers) <= 1 or len(numbers) != len(dates):
        number = numbers[0]["number"].strip() if numbers else None
        date = dates[0].value if dates else None
        return [(start, end, number, date)] if number or date else []
    return [
        (start + min(day.start, sign.start()), start + max(day.end, sign.end()), sign["number"].strip(), day.value)
        for day, sign in zip(dates, numbers, strict=True)
    ]


def _blank(hidden: re.Match[str]) -> str:
    # A day alone in quotes («14» сентября) is no title.
    return " " * len(hidden[0]) if len(hidden[0]) > len("«14»") else hidden[0]


def _add_title(name: ActName, passage: Passage, grammar: Grammar, floors: list[int], after: int) -> None:
    """Attach the quoted title that stands in, before or after the core, as the language has it."""
    inside = _QUOTED.search(passage.text, name.start, name.end)
    if inside and name.rule.sets.get("quoted") == "inside":
        name.quoted = Quoted(inside.start(), inside.end(), inside[0][1:-1].strip())
    for rule in grammar.of("citation.title"):
        if name.quoted:
            break
        if rule.sets["side"] == "after" and (match := rule.regex.search(passage.folded[after:])):
            name.quoted = quoted_after(passage.text, after + match.end(), _title_end(grammar))
        elif rule.sets["side"] == "before" and (match := rule.regex.search(passage.folded[: name.start])):
            name.quoted = quoted_before(passage.text, match.start("close"), floors)
    if name.quoted:
        name.title = _one_line(name.quoted.text)
        name.start, name.end = min(name.start, name.quoted.start), max(name.end, name.quoted.end)
        name.after = name.end


def _title_end(grammar: Grammar) -> re.Pattern[str]:
    return grammar.of("citation.title_end")[0].regex


def _add_tail(name: ActName, passage: Passage, grammar: Grammar) -> None:
    """Take in what follows: a reference after the title, the registration, the id; step over asides in brackets."""
    folded = passage.folded
    while True:
        tail = folded[name.after : name.after + _REACH]
        if not (name.number or name.date) and (match := find(grammar, "citation.reference", tail)):
            found = _references(folded, name.after, name.after + match.end(), grammar)
            name.number, name.date = found[-1][2:] if found else (None, None)
        elif not name.registration and (match := find(grammar, "citation.registration", tail)):
            _add_registration(name, match)
        elif match := find(grammar, "citation.aside", tail):
            if not name.adilet and (named := find(grammar, "citation.id.aside", match[0])):
                name.adilet = named["adilet"]
            else:
                name.after += match.end()
                continue
        else:
            return
        name.after += match.end()
        name.end = name.after


def _add_registration(name: ActName, match: re.Match[str] | None) -> None:
    if match:
        name.registration = match["registration"]


def add_locators(name: ActName, folded: str, floors: Sequence[int], starts: Sequence[int], grammar: Grammar) -> None:
    """Read the places named before and after an act's name, between where the acts before end and those after start."""
    floor = max(floor for floor in floors if floor <= name.start)
    before = locator_before(folded, name.start, floor, grammar)
    ceiling = min((start for start in starts if start >= name.after), default=len(folded))
    after = locator_after(folded, name.after, ceiling, grammar)
    name.locators = tuple(place for located in (before, after) if located for place in located.locators)
    if before:
        name.start = before.start
    if after:
        name.after = max(name.after, after.end)
        name.end = after.end if after.end > after.start else name.end


def _identified(name: ActName) -> bool:
    """Tell whether enough is said to know which act is meant, by the rule's own measure where it has one."""
    told = {"number": name.number, "date": name.date, "title": name.title, "locator": name.locators}
    needs: str | None = name.rule.sets.get("needs")
    if needs is None:
        return bool(name.number or name.date or name.title or name.adilet)
    return any(all(told[part] for part in choice.split(" and ")) for choice in needs.split(" or "))


def _more(name: ActName, passage: Passage, grammar: Grammar) -> Iterator[ActName]:
    """Read the acts that follow in a list and share type and issuer: «от … № 5; от … № 7», «О науке» и «О связи»."""
    while True:
        tail = passage.folded[name.after : name.after + _REACH]
        if name.date and (match := find(grammar, "citation.more", tail)):
            start, end = name.after + match.start("reference"), name.after + match.end("reference")
            *_, (_, _, number, date) = _references(passage.folded, start, end, grammar)
            name = replace(name, start=start, end=end, after=end, number=number, date=date)
            name.title = name.quoted = name.registration = name.adilet = None
            name.locators = ()
            _add_title(name, passage, grammar, [start], end)
        elif quoted := _next_title(name, passage, grammar):
            name = replace(name, start=quoted.start, end=quoted.end, after=quoted.end, date=None, locators=())
            name.quoted, name.title, name.registration = quoted, _one_line(quoted.text), None
        else:
            return
        if name.start >= name.after or name.quoted is None or name.quoted.end == name.end:
            _add_tail(name, passage, grammar)
        yield name


def _next_title(name: ActName, passage: Passage, grammar: Grammar) -> Quoted | None:
    """Read the title joined to the one just read, on the side where the language has titles."""
    if not name.quoted or name.number:
        return None
    for rule in grammar.of("citation.more_titles"):
        if rule.sets["side"] == "after" and (match := rule.regex.search(passage.folded[name.after :])):
            return quoted_after(passage.text, name.after + match.end(), _title_end(grammar))
        if rule.sets["side"] == "before" and (match := rule.regex.search(passage.folded[: name.quoted.start])):
            return quoted_before(passage.text, match.start("close"), [0])
    return None


def find(grammar: Grammar, kind: str, folded: str) -> re.Match[str] | None:
    """Give the first match of the rules of a kind."""
    hit = grammar.search(kind, folded)
    return hit[1] if hit else None
