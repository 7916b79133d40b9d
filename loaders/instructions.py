"""Find who was told to do what, and by when."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from remit.loaders.chunks import Chunk, Marked, mark
from remit.loaders.dates import date_of, month_number
from remit.loaders.document import Passage
from remit.loaders.grammar import Grammar, Rule
from remit.ontology.intervals import PartialDate
from remit.ontology.letters import fold

Bearer = tuple[str, int, int]
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
    for passage in passages:
        if passage.language != grammar.language:
            continue
        marked = mark(passage.folded, passage.text, grammar)
        told = grammar.search("instruction_context", marked.text) is not None
        here = list(_in_passage(passage, marked, grammar, instructing or told))
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


def _in_passage(passage: Passage, marked: Marked, grammar: Grammar, instructing: bool) -> Iterator[_Found]:
    for start, end in marked.sentences():
        stretch = (start, start + len(marked.text[start:end].rstrip()))
        told = list(_matches(passage, marked, grammar, "instruction", stretch))
        should = _matches(passage, marked, grammar, "instruction_modal", stretch) if instructing and not told else ()
        needed = [each for each in should if grammar.search("instruction_modal_bearer", fold(each.bearers[0][0]))]
        for each in told:
            yield from _shared_out(passage, marked, grammar, each)
        yield from needed
        if not told and not needed:
            yield from _to_nobody(marked, grammar, stretch)


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
            if found.bearers and not any(low <= match.start("bearers") < high for low, high in taken):
                taken.append(match.span())
                yield found


def _to_nobody(marked: Marked, grammar: Grammar, stretch: tuple[int, int]) -> Iterator[_Found]:
    """Give an instruction of which the sentence does not say who is to carry it out."""
    for rule in grammar.of("instruction_open"):
        if match := rule.regex.search(marked.text, *stretch):
            yield _Found((), match.span("task"), match.span(), rule)
            return


def _shared_out(passage: Passage, marked: Marked, grammar: Grammar, found: _Found) -> Iterator[_Found]:
    """Part «… was told to do this, and the Ministry of Health – to do that» into its instructions."""
    if not found.task:
        yield found
        return
    begin, end = found.task
    parts = [match for rule in grammar.of("instruction_next") for match in rule.regex.finditer(marked.text, begin, end)]
    bounds = [begin, *(part.start("task") for part in parts)]
    stops = [*(part.start() for part in parts), end]
    bearers = [found.bearers, *(_bearers(passage, marked, grammar, part.span("bearers")) for part in parts)]
    for low, high, each in zip(bounds, stops, bearers, strict=True):
        if each:
            yield _Found(each, (low, high), (found.stretch[0] if low == begin else low, high), found.rule)


def _of(passage: Passage, marked: Marked, grammar: Grammar, rule: Rule, match: re.Match[str]) -> _Found:
    bearers = [
        bearer
        for group in rule.regex.groupindex
        if group.startswith("bearers") and match[group]
        for bearer in _bearers(passage, marked, grammar, match.span(group), every="bearers" in rule.sets)
    ]
    task = match.span("task") if match["task"] and match["task"].strip(_TRAIL) else None
    return _Found(tuple(bearers), task, match.span(), rule)


def _bearers(
    passage: Passage, marked: Marked, grammar: Grammar, stretch: tuple[int, int], *, every: bool = False
) -> tuple[Bearer, ...]:
    """Name the bearers in a stretch of marks; a post and the person right after it are one, a plural is parted.

    Where the language tells by its ending who is told to do something, other names (who tells) are left out, unless
    the rule asks for `every` name: in «let the ministry do …» it is the subject.
    """
    bearers: list[Bearer] = []
    last: Chunk | None = None
    for chunk in marked.chunks_in(*stretch):
        if last and _is_apposition(last, chunk, passage.text[last.end : chunk.start]):
            _, start, _ = bearers.pop()
            bearers.append((passage.text[start - passage.start : chunk.end], start, passage.start + chunk.end))
        else:
            bearers += _parted(chunk, passage, grammar)
        last = chunk
    if every or not grammar.of("instruction_bearer"):
        return tuple(bearers)
    told: list[Bearer] = []
    for each in reversed(bearers):
        between = passage.folded[each[2] - passage.start : told[-1][1] - passage.start] if told else ""
        if grammar.search("instruction_bearer", fold(each[0])) or grammar.search("instruction_joined", between):
            told.append(each)
    return tuple(reversed(told))


def _is_apposition(one: Chunk, other: Chunk, between: str) -> bool:
    """Tell a post and a person, in either order, named as one: «Minister …», "…, the Head of …"."""
    if (one.kind, other.kind) == ("post", "person"):
        return between.strip(" ,") == ""
    return (one.kind, other.kind) == ("person", "post") and between in (", ", ", the ")


def _parted(chunk: Chunk, passage: Passage, grammar: Grammar) -> Iterator[Bearer]:
    start = passage.start + chunk.start
    found = grammar.search("plural_bearer", fold(chunk.text))
    if not found:
        yield chunk.text, start, passage.start + chunk.end
        return
    rule, match = found
    for field in (each for of in grammar.of("bearer_field") for each in of.regex.finditer(match["fields"])):
        low, high = match.start("fields") + field.start(), match.start("fields") + field.end()
        yield rule.sets["pattern"].format(chunk.text[low:high]), start + low, start + high


def _mention(
    passage: Passage, marked: Marked, grammar: Grammar, found: _Found, published: PartialDate | None
) -> InstructionMention:
    assert found.task
    low, high = (marked.original(place) for place in found.task)
    if quote := grammar.search("task_end", passage.folded[low:high]):
        high = low + quote[1].start("end")
    task = passage.text[low:high].strip(_TRAIL)
    named = [(start - passage.start, end - passage.start) for _, start, end in found.bearers if start >= passage.start]
    first = min([low, *(start for start, _ in named)])
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
    """Give the last day of a month, quarter or year, or the day itself; `None` when there is none."""
    if month := groups.get("month") or groups.get("month_b"):
        number = month_number(month, grammar)
    elif "quarter" in groups:
        number = 3 * int(grammar.words["quarter"][groups["quarter"].lower()])
    elif {"year", "this_year"} & groups.keys():
        number = 12
    else:
        return None
    last = calendar.monthrange(year, number)[1]
    day = int(groups.get("day") or groups.get("day_b") or last)
    return PartialDate(year, number, day) if day <= last else None
