"""Names of acts in running text: type, issuer, date, number, title, registration and locator, read round a core."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from remit.loaders.dates import find_dates
from remit.loaders.document import Passage
from remit.loaders.grammar import Grammar, Rule
from remit.loaders.locators import locator_after, locator_before
from remit.loaders.quotes import Quoted, quoted_after, quoted_before
from remit.ontology.intervals import PartialDate

_QUOTED = re.compile(r"[«„“\"‘][^«»„“”\"‘’]*[»“”\"’]")
_OUTER = re.compile(r"[«„“\"‘].*[»“”\"’]", re.DOTALL)
_PARENTHESES = re.compile(r"\((?:[^()]|\([^()]*\))*\)")
_REACH = 3000
_Reference = tuple[int, int, str | None, PartialDate | None]


@dataclass
class ActName:
    """A name being read, with offsets in the passage; `after` is where what belongs to it, asides included, ends.

    `alias` is the short name defined for it; a `joint` one is the same act as the one before, by its other issuer.
    """

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
    registered: PartialDate | None = None
    adilet: str | None = None
    locators: tuple[str, ...] = ()
    relation: str = "cites"
    alias: str | None = None
    joint: bool = False
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
        titles = [name.quoted.end for name in names if name.quoted and match.end() <= name.quoted.end]
        again = match.start() < floors[-1] and not titles
        # What follows a title belongs to the act that has it, not to one that it names.
        whole = Passage(passage.text[: min(titles)], passage.start, passage.language) if titles else passage
        for name in _read(whole, grammar, rule, match, floors, starts):
            if not again or (name.number and name.number != names[-1].number):
                names.append(name)
                floors.append(max(floors[-1], name.after))
    _share(names)
    return names


def _share(names: Sequence[ActName]) -> None:
    """Give the halves of a joint act the title and the registration that stand with only one of them."""
    for left, right in pairwise(names):
        if right.joint or left.rule.sets.get("joint") == "next":
            left.title = right.title = right.title or left.title
            left.registration = right.registration = right.registration or left.registration
            left.registered = right.registered = right.registered or left.registered


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
    located = ((rule, match, locator_before(folded, match.start(), 0, grammar)) for rule, match in cores)
    return [
        found.start if found else match.start()
        for rule, match, found in located
        if found or _names_one(folded, rule, match, grammar)
    ]


def _names_one(folded: str, rule: Rule, match: re.Match[str], grammar: Grammar) -> bool:
    """Tell a core that can name one act from a bare noun («кейбір жарлықтары»): it holds or touches more than words."""
    sides = {"after": folded[match.end() : match.end() + _REACH], "before": folded[: match.start()]}
    titled = any(title.regex.search(sides[title.sets["side"]]) for title in grammar.of("citation.title"))
    return titled or "title" in rule.sets or any(sign.isdigit() for sign in match[0])


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
    _add_registration(name, find(grammar, "citation.registration.inside", match[0]), grammar)
    if rule.sets.get("quoted", True):
        _add_title(name, passage, grammar, floors, match.end())
    _add_tail(name, passage, grammar)
    name.alias = _alias(folded, name.end, grammar)
    add_locators(name, folded, floors, starts, grammar)
    name.alias = name.alias or _alias(folded, name.end, grammar)
    if not _identified(name):
        return
    others = [replace(name, start=s, end=e, after=e, number=n, date=d) for s, e, n, d in references[:-1]]
    for number, other in enumerate(others):
        other.title = other.quoted = other.registration = other.registered = None
        if not number:
            other.start = min(name.start, other.start)
    if others:
        name.start = references[-1][0]
    yield from others
    yield name
    yield from _more(name, passage, grammar)


def _alias(folded: str, end: int, grammar: Grammar) -> str | None:
    """Give the short name defined in brackets at `end`, if one is."""
    match = find(grammar, "citation.alias", folded[end : end + _REACH])
    return match["alias"].strip() if match else None


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _references(folded: str, start: int, end: int, grammar: Grammar) -> list[_Reference]:
    """Give the numbers of a stretch, each with its date, as (start, end, number, date), brackets left out."""
    blank = folded[start:end]
    for pattern in (_PARENTHESES, _QUOTED, _QUOTED):  # the second time what stood round the inner quotes
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
    if name.rule.sets.get("quoted") == "inside":
        name.quoted = _inside(passage.text, name.start, name.end)
    for rule in grammar.of("citation.title"):
        if name.quoted:
            break
        if rule.sets["side"] == "after" and (match := rule.regex.search(passage.folded[after:])):
            name.quoted = quoted_after(passage.text, after + match.end(), _title_end(grammar))
        elif rule.sets["side"] == "before" and (match := rule.regex.search(passage.folded[: name.start])):
            name.quoted = quoted_before(passage.text, match.start("close"), floors, _title_goes_on(grammar))
    if name.quoted:
        _add_lead(name, passage, grammar, floors)
        name.title = _one_line(name.quoted.text)
        name.start, name.end = min(name.start, name.quoted.start), max(name.end, name.quoted.end)
        name.after = name.end


def _title_goes_on(grammar: Grammar) -> re.Pattern[str] | None:
    rules = grammar.of("citation.title_goes_on")
    return rules[0].regex if rules else None


def _add_lead(name: ActName, passage: Passage, grammar: Grammar, floors: list[int]) -> None:
    """Take in the date and the number that stand before the title that begins the name."""
    if name.quoted is None or name.number or name.date or name.quoted.start > name.start:
        return
    floor = max(floor for floor in floors if floor <= name.quoted.start)
    if match := find(grammar, "citation.reference_before", passage.folded[floor : name.quoted.start]):
        start = floor + match.start()
        name.number, name.date = _references(passage.folded, start, name.quoted.start, grammar)[-1][2:]
        name.start = start


def _inside(text: str, start: int, end: int) -> Quoted | None:
    """Give what stands in quotes, from the first mark to the last; quotes in brackets are no title."""
    outer = _OUTER.search(_PARENTHESES.sub(_blank, text[start:end]))
    if outer is None:
        return None
    first, last = start + outer.start(), start + outer.end()
    return Quoted(first, last, text[first + 1 : last - 1].strip())


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
            _add_registration(name, match, grammar)
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


def _add_registration(name: ActName, match: re.Match[str] | None, grammar: Grammar) -> None:
    if match:
        name.registration = match["registration"]
        days = find_dates(match.string[match.start() : match.start("registration")], grammar)
        name.registered = days[-1].value if days else None


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
        if following := _next_reference(name, passage, grammar):
            name = following
        elif quoted := _next_title(name, passage, grammar):
            name = replace(name, start=quoted.start, end=quoted.end, after=quoted.end, date=None, locators=())
            name.quoted, name.title, name.registration, name.alias = quoted, _one_line(quoted.text), None, None
            name.registered = None
        else:
            return
        if name.start >= name.after or name.quoted is None or name.quoted.end == name.end:
            _add_tail(name, passage, grammar)
        name.alias = _alias(passage.folded, name.end, grammar)
        yield name


def _next_reference(name: ActName, passage: Passage, grammar: Grammar) -> ActName | None:
    """Read the act joined by its date and number; under an issuer of its own it is the other half of a joint act."""
    tail = passage.folded[name.after : name.after + _REACH]
    match = find(grammar, "citation.more", tail) if name.date else None
    if match is None:
        return None
    issuer = match.groupdict().get("issuer")
    start = name.after + match.start("issuer" if issuer else "reference")
    end = name.after + match.end("reference")
    *_, (_, _, number, date) = _references(passage.folded, start, end, grammar)
    other = replace(name, start=start, end=end, after=end, number=number, date=date, locators=(), title=None)
    other.quoted = other.registration = other.registered = other.adilet = other.alias = None
    if issuer:
        several = name.title or find(grammar, "citation.plural", passage.folded[name.start : name.end])
        other.joint, other.issuer = not several, _one_line(passage.text[start : name.after + match.end("issuer")])
    _add_title(other, passage, grammar, [start], end)
    return other


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
