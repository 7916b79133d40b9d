"""Whom a text may mean: entries of the registry, each with a score and the reasons for it, best first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from remit.loaders.grammar import load_grammar
from remit.loaders.names import NameIndex, Target
from remit.ontology.entries import BodyEntry
from remit.ontology.intervals import Interval
from remit.ontology.letters import fold
from remit.ontology.registry import Registry

CLEAR = 0.6
"""The least score at which a body may be meant by a text that names it."""

_EDGE = " \t\n,;.:–-"
_ACRONYM = re.compile(r"\S*[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ]\S*[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ]")
_YEAR = timedelta(days=366)  # acts speak of bodies that are being set up, and of such as have just been abolished
_SOON_OR_LATELY, _OFFICIAL, _NOT_THEN = 0.8, 0.6, 0.4
_OTHER_LANGUAGE = 0.95
_HAS_POST = 0.9


@dataclass(frozen=True)
class Candidate:
    """A body, or a post in one, that a text may mean.

    `score` is 0 to 1; `reasons` has one entry, in English, for each thing that speaks for it or against it.
    """

    iri: str
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Moment:
    """The day a text speaks of: `on`, where it is known, else a day `after` which it was written, else neither."""

    on: date | None = None
    after: date | None = None


def candidates(
    registry: Registry,
    names: NameIndex,
    text: str,
    *,
    language: str | None = None,
    on: date | None = None,
    limit: int = 10,
) -> tuple[Candidate, ...]:
    """Give the bodies and posts that a text may mean, best first, at most `limit`; none where nothing is like it.

    `names` is the index of the same registry. `language` (kk, ru, en) is that of the text: a name in another counts
    a little less. `on` is the day spoken of: a body that did not exist then counts less. A text that is a name, a
    short name, an abbreviation or a case form of one scores 1; others are compared word by word, rare words counting
    most, in plain Latin letters ("Energetika ministrligi").
    """
    moment = Moment(on)
    folded = fold(text).strip(_EDGE)
    found: list[Candidate] = []
    for match in names.find(folded):
        if match.end - match.start == len(folded):
            for target in match.targets:
                factor = 1.0 if language in (None, target.language) else _OTHER_LANGUAGE
                found += _with_body(registry, target, judge(registry, target, text, moment), factor)
    for alike in names.spellings.like(text):
        body, spelling = registry.bodies[alike.spelling.body], alike.spelling
        way = "transliterated name" if alike.transliterated else "similar name"
        life, when = _life(body.interval, moment, official=False)
        factor = 1.0 if language in (None, spelling.language) else _OTHER_LANGUAGE
        reasons = (f"{way} in {spelling.language}: {spelling.name}", *_place(body), *when)
        found.append(Candidate(body.iri, alike.score * life * factor, reasons))
    return best_first(found)[:limit]


def judge(registry: Registry, target: Target, text: str, moment: Moment) -> Candidate:
    """Weigh what a text stands for, given that the text is a name of it: only time speaks for or against.

    A body counts in full if it may exist on the day; less if it is named within a year of its life, or later by its
    official name, with the country's; least in any other time.
    """
    body = registry.bodies[target.body]
    folded = fold(text).strip(_EDGE)
    official = re.search(load_grammar(target.language).fragments["country"], folded, re.IGNORECASE) is not None
    score, when = _life(body.interval, moment, official=official)
    iri = registry.post_iri(body.id, target.role) if target.role else body.iri
    return Candidate(iri, score, (_kind_of_name(body, target, folded), *_letters(text), *_place(body), *when))


def best_first(found: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """Keep the best of those that are one body or post, and order them by score."""
    best: dict[str, Candidate] = {}
    for each in found:
        if each.iri not in best or best[each.iri].score < each.score:
            best[each.iri] = Candidate(each.iri, round(each.score, 3), each.reasons)
    return tuple(sorted(best.values(), key=lambda each: (-each.score, each.iri)))


def _with_body(registry: Registry, target: Target, judged: Candidate, factor: float) -> Iterator[Candidate]:
    """Give a candidate, and for a post also the body it is in."""
    yield Candidate(judged.iri, judged.score * factor, judged.reasons)
    if target.role:
        body = registry.bodies[target.body]
        reasons = (f"has the post: {target.role}", *judged.reasons[1:])
        yield Candidate(body.iri, judged.score * factor * _HAS_POST, reasons)


def _life(life: Interval, moment: Moment, *, official: bool) -> tuple[float, tuple[str, ...]]:
    """Weigh a body's life against the day a text speaks of."""
    on, after = moment.on, moment.after
    if on is None:
        if after and life.end and life.end.last <= after:
            reason = f"ended on {life.end}, and the text is later than {after}"
            return (_OFFICIAL if official else _NOT_THEN), (reason,)
        return 1.0, ()
    if life.covers(on):
        return 1.0, (f"may exist on {on}",)
    if life.start and on < life.start.first:
        soon = life.start.first <= on + _YEAR
        return (_SOON_OR_LATELY if soon else _NOT_THEN), (f"begins only on {life.start}, after {on}",)
    lately = life.end is not None and on <= life.end.last + _YEAR
    score = _SOON_OR_LATELY if lately else _OFFICIAL if official else _NOT_THEN
    return score, (f"ended on {life.end}, before {on}",)


def _place(body: BodyEntry) -> Iterator[str]:
    if body.territory:
        yield f"territory: {body.territory}"


def _kind_of_name(body: BodyEntry, target: Target, folded: str) -> str:
    if target.role:
        return f"post in {target.language}: {target.role}"
    if fold(body.names.get(target.language, "")).lower() == folded.lower():
        return f"name in {target.language}"
    if any(fold(short) == folded for short in body.short.get(target.language, ())):
        return f"{'abbreviation' if _ACRONYM.match(folded) else 'short name'} in {target.language}"
    return f"form of a name in {target.language}"


def _letters(text: str) -> Iterator[str]:
    if any(one != other for one, other in zip(fold(text), text, strict=True) if other.isalpha()):
        yield "look-alike letters"
