"""Find duties in the text of an act: who must do what by when, and who controls it."""

from __future__ import annotations

from dataclasses import dataclass

from remit.loaders.deadlines import find_deadlines
from remit.loaders.document import Passage
from remit.loaders.executors import ExecutorMention
from remit.loaders.grammar import Grammar, load_grammar
from remit.loaders.parts import Part
from remit.loaders.points import Point, read_points
from remit.ontology.claims import Deadline

_EDGE = " \t\n,;.:–-"


@dataclass(frozen=True)
class DutyMention:
    """A duty of an act: its words, its place, who bears it and how, and by when."""

    title: str
    start: int
    end: int
    locator: str
    number: str | None
    bearers: tuple[ExecutorMention, ...]
    deadline_text: str | None
    deadlines: tuple[Deadline, ...]
    rule: str


def find_duties(part: Part) -> list[DutyMention]:
    """Read the duties that the points of an act lay on somebody named.

    Points without a bearer ("the plan shall be approved") are the act's own doing and no duty.
    """
    duties: list[DutyMention] = []
    for point in read_points(part):
        if point.number is None:
            continue
        grammar = load_grammar(point.passage.language)
        locator = f"pt_{point.number}" if point.number else ""
        if control := _control(point, grammar, locator):
            duties.append(control)
        elif found := _subject(point.passage, grammar):
            bearers, rule, end = found
            if point.subpoints:
                for sub in point.subpoints:
                    if _acts(sub.passage, grammar) or not _acts(point.passage, grammar):
                        place = "/".join(filter(None, (locator, f"sub_{sub.number}" if sub.number else "")))
                        duties.append(_duty(sub, bearers, place, rule, grammar, 0))
            elif _acts(point.passage, grammar):
                duties.append(_duty(point, bearers, locator, rule, grammar, end))
    return duties


def _acts(passage: Passage, grammar: Grammar) -> bool:
    passive = {match.end() for _, match in grammar.find("duty_passive", passage.folded)}
    return any(match.end() not in passive for _, match in grammar.find("duty_action", passage.folded))


def _control(point: Point, grammar: Grammar, locator: str) -> DutyMention | None:
    passage = point.passage
    found = grammar.search("duty_control", passage.folded)
    if found is None:
        return None
    rule, match = found
    bearer = _mention(passage, match.start("bearer"), match.end("bearer"), "control")
    return DutyMention(
        " ".join(passage.text.split()), passage.start, passage.start + len(passage.text.rstrip()),
        locator, point.number, (bearer,), None, (), rule.id,
    )  # fmt: skip


def _mention(passage: Passage, start: int, end: int, mode: str) -> ExecutorMention:
    text = passage.text[start:end]
    start += len(text) - len(text.lstrip(_EDGE))
    # A full stop closes initials («Ерманова К.С.») as well as the sentence.
    text = text.strip(_EDGE) + ("." if text.rstrip().endswith(".") and text.rstrip()[-2:-1].isupper() else "")
    return ExecutorMention(text, passage.start + start, passage.start + start + len(text), mode=mode)


def _subject(passage: Passage, grammar: Grammar) -> tuple[tuple[ExecutorMention, ...], str, int] | None:
    found = grammar.search("duty_subject", passage.folded)
    if found is None:
        return None
    rule, match = found
    start, end = match.span("bearer")
    cuts = [start]
    for _, cut in grammar.find("duty_subject_split", passage.folded[start:end]):
        cuts += [start + cut.start(), start + cut.end()]
    cuts.append(end)
    bearers = tuple(_mention(passage, *span, "execute") for span in zip(cuts[::2], cuts[1::2], strict=True))
    return bearers, rule.id, end


def _duty(
    point: Point, bearers: tuple[ExecutorMention, ...], locator: str, rule: str, grammar: Grammar, after: int
) -> DutyMention:
    passage = point.passage
    joint = grammar.search("duty_joint", passage.folded)
    if joint:
        bearers += (_mention(passage, *joint[1].span("bearer"), "co-execute"),)
    text, deadlines = _deadline(passage, grammar)
    title = " ".join(passage.text[after:].split()).strip(_EDGE)
    end = passage.start + len(passage.text.rstrip())
    return DutyMention(title, passage.start, end, locator, point.number, bearers, text, deadlines, rule)


def _deadline(passage: Passage, grammar: Grammar) -> tuple[str | None, tuple[Deadline, ...]]:
    found = grammar.search("duty_deadline", passage.folded)
    if found is None:
        return None, ()
    text = " ".join(passage.text[found[1].start() : found[1].end()].split()).strip(_EDGE)
    deadlines = tuple(find_deadlines(text, grammar))
    return text, deadlines or (Deadline(text, "relative", reason="counts from an event whose day is not stated"),)
