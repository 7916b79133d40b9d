"""Find who was told to do what, and by when."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from remit.loaders.bearers import Bearer, name_bearers, only_named
from remit.loaders.chunks import Marked, mark
from remit.loaders.dates import date_of, month_number
from remit.loaders.document import Passage
from remit.loaders.grammar import Grammar, Rule
from remit.ontology.intervals import PartialDate
from remit.ontology.letters import fold

_TRAIL = " \t\n.;:,–-"


@dataclass(frozen=True)
class InstructionMention:
    """A task laid on one or more bearers; each bearer is its name and the place of the words that give it."""

    bearers: tuple[Bearer, ...]
    task: str
    deadline_text: str | None
    due_by: PartialDate | None
    start: int
    end: int
    rule: str


@dataclass(frozen=True)
class _Found:
    """A match of a rule: the marked passage, the bearers and where the task stands in the marked text."""

    bearers: tuple[Bearer, ...]
    task: tuple[int, int] | None
    stretch: tuple[int, int]
    rule: Rule


def find_instructions(
    passages: Sequence[Passage], grammar: Grammar, published: PartialDate | None = None
) -> list[InstructionMention]:
    """Find the instructions of a story, in order; `published` completes a time limit that names no year.

    Tasks may stand in a list below the words that name the bearer, and bearers in a list below the words that say
    instructions were given. An instruction that names nobody has no bearers.
    """
    found: list[InstructionMention] = []
    heading: _Found | None = None
    listed = instructing = False
    before: tuple[Bearer, ...] = ()
    for passage in passages:
        if passage.language != grammar.language:
            continue
        marked = mark(passage.folded, passage.text, grammar)
        told = grammar.search("instruction_context", marked.text) is not None
        asked = grammar.search("instruction_outsider", passage.folded) is not None
        here, before = _in_passage(passage, marked, grammar, (instructing or told) and not asked, before)
        if heading and (item := grammar.search("instruction_task", marked.text)):
            here = [_Found(heading.bearers, item[1].span("task"), item[1].span("task"), heading.rule)]
        elif heading := next((each for each in here if each.task is None), None):
            here = [each for each in here if each.task is not None]
        if listed and not here and (item := grammar.search("instruction_item", marked.text)):
            here = [each for each in [_of(passage, marked, grammar, *item)] if each.bearers]
        if listed and not here and (item := grammar.search("instruction_item_open", marked.text)):
            here = [_Found((), item[1].span("task"), item[1].span("task"), item[0])]
        listed = listed or grammar.search("instruction_list", marked.text) is not None
        instructing = listed or told or (instructing and bool(here))
        found += [_mention(passage, marked, grammar, each, published) for each in here if each.task]
    return found


def _in_passage(
    passage: Passage, marked: Marked, grammar: Grammar, instructing: bool, before: tuple[Bearer, ...]
) -> tuple[list[_Found], tuple[Bearer, ...]]:
    """Give what a passage instructs, and whom a pronoun in the next one would mean; `before` is who it means here."""
    found: list[_Found] = []
    for start, end in marked.sentences():
        stretch = (start, start + len(marked.text[start:end].rstrip()))
        here = list(_in_sentence(passage, marked, grammar, instructing, before, stretch))
        named = [each.bearers for each in here if each.bearers]
        before = named[-1] if named else only_named(passage, marked, stretch, grammar)
        found += here
    return found, before


def _in_sentence(
    passage: Passage,
    marked: Marked,
    grammar: Grammar,
    instructing: bool,
    before: tuple[Bearer, ...],
    stretch: tuple[int, int],
) -> Iterator[_Found]:
    if told := list(_matches(passage, marked, grammar, "instruction", stretch)):
        if lead := _to_nobody(marked, grammar, stretch, "instruction_lead"):
            yield lead
        for each in told:
            yield from _shared_out(passage, marked, grammar, each)
        return
    if before and (again := grammar.search("instruction_again", marked.text[slice(*stretch)])):
        rule, match = again
        if "told" in rule.sets or instructing:
            low, high = (stretch[0] + place for place in match.span("task"))
            meant = before[:1] if "one" in rule.sets else before
            yield from _shared_out(passage, marked, grammar, _Found(meant, (low, high), (stretch[0], high), rule))
            return
    should = _matches(passage, marked, grammar, "instruction_modal", stretch) if instructing else ()
    needed = [each for each in should if _are_officials(each, grammar)]
    opened = _to_nobody(marked, grammar, stretch)
    if opened and not (needed and needed[0].stretch < opened.stretch):
        yield from _shared_out(passage, marked, grammar, opened)
        return
    for each in needed:
        yield from _shared_out(passage, marked, grammar, each)


def _matches(
    passage: Passage, marked: Marked, grammar: Grammar, kind: str, stretch: tuple[int, int]
) -> Iterator[_Found]:
    """Give what the rules of a kind find in a stretch: of those that name the same bearer the first rule's."""
    taken: list[tuple[int, int]] = []
    for rule in grammar.of(kind):
        place = stretch[0]
        while match := rule.regex.search(marked.text, place, stretch[1]):
            found = _of(passage, marked, grammar, rule, match)
            place = match.end() if found.bearers else max(match.start(), match.start("bearers")) + 1
            if "official" in rule.sets and not _are_officials(found, grammar):
                continue
            if found.bearers and not any(low <= match.start("bearers") < high for low, high in taken):
                taken.append(match.span())
                yield found


def _are_officials(found: _Found, grammar: Grammar) -> bool:
    """Tell bodies and officials, whom a head may instruct, from companies and foreign partners."""
    return bool(found.bearers) and grammar.search("instruction_official", fold(found.bearers[0][0])) is not None


def _to_nobody(
    marked: Marked, grammar: Grammar, stretch: tuple[int, int], kind: str = "instruction_open"
) -> _Found | None:
    """Give an instruction of which the sentence does not say who is to carry it out."""
    for rule in grammar.of(kind):
        if match := rule.regex.search(marked.text, *stretch):
            return _Found((), match.span("task"), match.span(), rule)
    return None


def _shared_out(passage: Passage, marked: Marked, grammar: Grammar, found: _Found) -> Iterator[_Found]:
    """Part «… was told to do this, and the Ministry of Health – to do that» into its instructions."""
    if not found.task:
        yield found
        return
    begin, end = found.task
    parts = list(_parts(marked, grammar, begin, end))
    bounds = [begin, *(part.start("task") for part in parts)]
    stops = [*(part.start() for part in parts), end]
    bearers = [found.bearers, *(_named_by(part, passage, marked, grammar) for part in parts)]
    starts = [found.stretch[0], *(part.start() for part in parts)]
    for index, (first, low, high, each) in enumerate(zip(starts, bounds, stops, bearers, strict=True)):
        if each or index == 0:
            yield _Found(each, (low, high), (first, high), found.rule)


def _parts(marked: Marked, grammar: Grammar, begin: int, end: int) -> Iterator[re.Match[str]]:
    """Give, in order, where a task ends and that of other bearers begins."""
    while True:
        found = [
            match for rule in grammar.of("instruction_next") if (match := rule.regex.search(marked.text, begin, end))
        ]
        if not found:
            return
        first = min(found, key=lambda match: match.start())
        yield first
        begin = first.start("task")


def _of(passage: Passage, marked: Marked, grammar: Grammar, rule: Rule, match: re.Match[str]) -> _Found:
    bearers = _named_by(match, passage, marked, grammar, rule.sets.get("bearers", "bearer"))
    task = match.span("task") if match["task"] and match["task"].strip(_TRAIL) else None
    return _Found(bearers, task, match.span(), rule)


def _named_by(
    match: re.Match[str], passage: Passage, marked: Marked, grammar: Grammar, which: str = "bearer"
) -> tuple[Bearer, ...]:
    """Name the bearers in all groups of a match that hold some."""
    return tuple(
        bearer
        for group in match.re.groupindex
        if group.startswith("bearers") and match[group]
        for bearer in name_bearers(passage, marked, grammar, match.span(group), which)
    )


def _mention(
    passage: Passage, marked: Marked, grammar: Grammar, found: _Found, published: PartialDate | None
) -> InstructionMention:
    assert found.task
    low, high = (marked.original(place) for place in found.task)
    if quote := grammar.search("task_end", passage.folded[low:high]):
        high = low + quote[1].start("end")
    task = passage.text[low:high].strip(_TRAIL)
    begin = marked.original(found.stretch[0])
    named = [(start - passage.start, end - passage.start) for _, start, end in found.bearers]
    named = [(start, end) for start, end in named if begin <= start]
    first = min([low, *(start for start, _ in named)]) if named else min(low, begin)
    # A time limit may stand before the task: «министерству до 1 мая …», "instructed the ministry, by 1 May, to …".
    after = max((end for _, end in named if end <= low), default=low)
    limit = next((match for _, match in grammar.find("instruction_due", passage.folded[after:high])), None)
    text = passage.text[after + limit.start() : after + limit.end()].strip() if limit else None
    if text and task.startswith(text) and len(task) > len(text):
        task = task[len(text) :].strip(_TRAIL)
    return InstructionMention(
        bearers=found.bearers,
        task=" ".join(task.split()),
        deadline_text=" ".join(text.split()) if text else None,
        due_by=_due(limit, grammar, published) if limit else None,
        start=passage.start + first,
        end=passage.start + high,
        rule=found.rule.id,
    )


def _due(limit: re.Match[str], grammar: Grammar, published: PartialDate | None) -> PartialDate | None:
    """Give the last day of a time limit; where no year is named, the first such day from the day of publication on."""
    if day := date_of(limit, grammar):
        return day
    groups = {name: value for name, value in limit.groupdict().items() if value}
    if "before" in groups:
        return PartialDate(int(groups["before"]) - 1, 12, 31)
    if "year" not in groups and published is None:
        return None
    year = int(groups["year"]) if "year" in groups else published.year if published else 0
    due = _last_day(groups, year, grammar)
    if due and published and not {"year", "this_year"} & groups.keys() and due.last < published.first:
        due = _last_day(groups, year + 1, grammar)
    return due


def _last_day(groups: dict[str, str], year: int, grammar: Grammar) -> PartialDate | None:
    """Give the last day of a month, quarter, half-year or year, or the day itself; `None` when there is none."""
    if month := groups.get("month") or groups.get("month_b"):
        number = month_number(month, grammar)
    elif "quarter" in groups:
        number = 3 * int(grammar.words["quarter"][groups["quarter"].lower()])
    elif "half" in groups:
        number = 6 * int(grammar.words["quarter"][groups["half"].lower()])
    elif {"year", "this_year"} & groups.keys():
        number = 12
    else:
        return None
    last = calendar.monthrange(year, number)[1]
    day = int(groups.get("day") or groups.get("day_b") or last)
    return PartialDate(year, number, day) if day <= last else None
