"""Find the reorganisations that an act orders: what is renamed, merged, split, made, ended, and what passes to whom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product

from remit.loaders.body_phrases import Aliases, Known, Masked, mask
from remit.loaders.dates import find_dates
from remit.loaders.grammar import Grammar, load_grammar
from remit.loaders.parts import Part
from remit.loaders.points import Point, read_points, walk
from remit.ontology.intervals import PartialDate
from remit.ontology.letters import fold

_LONGEST = 8000  # no point on reorganisation is longer; patterns take time by the square of a text's length
_EDGE = " \t\n,;:.–—-"
_PAIRED = ("rename", "replace")
_BEFORE, _AFTER = ("before", "source", "joined"), ("after", "result")  # names of groups in alternatives of one pattern


@dataclass(frozen=True)
class ChangeMention:
    """One body's part in a reorganisation, in the words of the act.

    `kind` is a code of the change-kind scheme; `before` is `None` for create, `after` for abolish. `since` is the day
    the act gives it force, where it states one; offsets are those of the point or of the entry in its list.
    """

    kind: str
    before: str | None
    after: str | None
    scope: str | None
    since: PartialDate | None
    start: int
    end: int
    locator: str
    rule: str


@dataclass(frozen=True)
class _Clause:
    """What a point, or one entry of its list, orders: its words with the verb, and the lines of the list below it."""

    text: str
    lines: tuple[str, ...]
    point: Point


def find_changes(parts: list[Part], known: Known) -> list[ChangeMention]:
    """Read the changes that the points of an act order, and the entries of its annexes that list them.

    What an act tells others to do, and wordings it gives to other acts, are no changes. `known` gives the end of the
    longest known name at a position of a folded text. The same change said twice is given once.
    """
    aliases = Aliases()
    force: list[tuple[str | None, PartialDate]] = []
    found: dict[tuple[str | None, ...], ChangeMention] = {}
    for part in parts:
        verb = _listed(part)
        if part.kind != "act" and verb is None:
            continue
        for point in read_points(part):
            grammar = load_grammar(point.passage.language)
            force += _force(point, grammar)
            if len(point.passage.text) > _LONGEST or not (verb or _may_order(point, grammar)):
                continue
            for clause in _clauses(point, grammar, known, verb):
                for change in _changes(clause, grammar, known, aliases):
                    found.setdefault((change.kind, change.before, change.after, change.scope), change)
    return [replace(change, since=_since(change.locator, force)) for change in found.values()]


def _listed(part: Part) -> str | None:
    """Give the verb that the heading of an annex has for all its entries; `None` for other parts."""
    rule = load_grammar(part.language).search("change_list", fold(part.heading)) if part.kind != "act" else None
    return str(rule[0].sets["verb"]) if rule else None


def _may_order(point: Point, grammar: Grammar) -> bool:
    """Tell whether a word of reorganisation stands in a point at all; to look for bodies takes far longer."""
    return any(grammar.search("change_word", each.passage.folded) for each, _, _ in walk([point]))


def _clauses(point: Point, grammar: Grammar, known: Known, verb: str | None) -> Iterator[_Clause]:
    """Give each entry of a point's list the verb of the point, which leads it or, in Kazakh, closes it."""
    closing = grammar.search("change_closing", fold(point.tail))
    last = closing[1]["verb"] if closing else verb if verb and not grammar.words["posts_before_body"] else None
    lead = verb if verb and grammar.words["posts_before_body"] else ""
    own = _flat(point.passage.text)
    if own.endswith(":") and "⟦" not in mask(own, grammar, known).text:
        for entry in point.subpoints:
            yield _clause(entry, f"{lead or own} ", last, grammar)
    else:
        yield _clause(point, f"{lead} " if lead else "", last, grammar)


def _clause(point: Point, lead: str, last: str | None, grammar: Grammar) -> _Clause:
    text = lead + _flat(point.passage.text)
    lines = tuple(_flat(line.passage.text) for line, _, _ in walk(point.subpoints))
    if last and not grammar.search("change_closing", fold(text)):
        text = f"{text.rstrip(' .;,')} {last}"
    return _Clause(text, lines, point)


def _flat(text: str) -> str:
    return " ".join(text.split())


def _changes(clause: _Clause, grammar: Grammar, known: Known, aliases: Aliases) -> Iterator[ChangeMention]:
    masked = mask(clause.text, grammar, known)
    aliases.learn(clause.text, masked, grammar)
    said = _verb_first(masked.text.rstrip(" .;"), grammar)
    before: list[str] = []
    after: list[str] = []
    for rule in grammar.of("change"):
        if match := rule.regex.search(said):
            before, after, kind = _named(masked, match, _BEFORE), _named(masked, match, _AFTER), str(rule.sets["kind"])
            for one, other in _pairs(kind, before, after):
                yield _mention(clause, kind, one, other, None, rule.id, aliases)
            break
    else:
        kind = ""
    for transfer in _transfers(clause, masked, said, grammar, known):
        # The end that is not named is the body just made or ended; beside one just made, a body named is the giver.
        givers, receivers = transfer.before, transfer.after
        if kind == "create" and receivers and not givers:
            givers, receivers = receivers, ()
        named = "merge" if kind == "abolish" and not transfer.scope else "partial-transfer"
        for one, other in product(givers or tuple(before), receivers or tuple(after)):
            yield _mention(clause, named, one, other, transfer.scope, transfer.rule, aliases)


def _verb_first(said: str, grammar: Grammar) -> str:
    """Put the verb of an order before its object («Агентство … упразднить»)."""
    if found := grammar.search("change_inverted", said):
        match = found[1]
        return f"{match['verb'].capitalize()} {match['object']}{match['rest']}"
    return said


def _named(masked: Masked, match: re.Match[str], groups: tuple[str, ...]) -> list[str]:
    present = match.groupdict()
    return [body for name in groups for body in masked.named(present.get(name))]


def _pairs(kind: str, before: list[str], after: list[str]) -> Iterator[tuple[str | None, str | None]]:
    """Give the pairs of bodies of a change: one by one where as many come out as went in."""
    if kind in _PAIRED and len(before) == len(after):
        yield from zip(before, after, strict=True)
    elif kind == "abolish":
        yield from ((body, None) for body in before)
    else:
        none: list[str | None] = [None]
        yield from product(before or none, after)


@dataclass(frozen=True)
class _Transfer:
    before: tuple[str, ...]
    after: tuple[str, ...]
    scope: str | None
    rule: str


def _transfers(clause: _Clause, masked: Masked, said: str, grammar: Grammar, known: Known) -> Iterator[_Transfer]:
    """Find what passes from body to body in a clause; stretches that an earlier rule took are not read again."""
    if listed := grammar.search("change_transfer_list", mask(_flat(clause.point.passage.text), grammar, known).text):
        yield from _in_lines(clause, listed[1].groupdict().get("above") or "", grammar, known)
    taken: list[tuple[int, int]] = []
    for rule in grammar.of("change_transfer"):
        for match in rule.regex.finditer(said):
            if all(match.end() <= start or end <= match.start() for start, end in taken):
                taken.append(match.span())
                yield _transfer(clause, masked, match, rule.id)
                yield from _more(clause, masked, said, match.end(), grammar)


def _more(clause: _Clause, masked: Masked, said: str, at: int, grammar: Grammar) -> Iterator[_Transfer]:
    """Read on where a transfer names another body it comes from («…, а также Министерства …»)."""
    for rule in grammar.of("change_transfer_more"):
        while match := rule.regex.match(said, at):
            yield _transfer(clause, masked, match, rule.id)
            at = match.end()


def _in_lines(clause: _Clause, above: str, grammar: Grammar, known: Known) -> Iterator[_Transfer]:
    """Read what passes by the lines of a list; `above` is what the words that open it say of the scope of each."""
    for line in clause.lines:
        masked = mask(line, grammar, known)
        for rule in grammar.of("change_transfer_line"):
            if match := rule.regex.search(masked.text):
                transfer = _transfer(clause, masked, match, rule.id)
                yield replace(transfer, scope=" ".join((*above.split(), transfer.scope or "")).strip() or None)
                break


def _transfer(clause: _Clause, masked: Masked, match: re.Match[str], rule: str) -> _Transfer:
    groups = match.groupdict()
    scope = masked.written(groups.get("scope") or groups.get("scope_after") or "").strip()
    if scope.endswith(":"):
        scope = " ".join((scope, *clause.lines))
    before, after = _named(masked, match, _BEFORE), _named(masked, match, _AFTER)
    return _Transfer(tuple(before), tuple(after), scope.strip(_EDGE) or None, rule)


def _mention(
    clause: _Clause, kind: str, before: str | None, after: str | None, scope: str | None, rule: str, aliases: Aliases
) -> ChangeMention:
    start, end = clause.point.passage.start, clause.point.end
    giver, receiver = (aliases.full(body) if body else None for body in (before, after))
    return ChangeMention(kind, giver, receiver, scope, None, start, end, clause.point.locator, rule)


def _force(point: Point, grammar: Grammar) -> Iterator[tuple[str | None, PartialDate]]:
    """Read since which day points of the act have force: those it names, or (`None`) all."""
    folded = " ".join(point.passage.folded.split())
    for kind in ("change_force_point", "change_force"):
        for _, match in grammar.find(kind, folded):
            days = find_dates(match["since"], grammar)
            numbers = re.findall(r"\d+", match["points"]) if kind == "change_force_point" else [None]
            yield from ((f"pt_{number}" if number else None, days[0].value) for number in numbers if days)


def _since(locator: str, force: list[tuple[str | None, PartialDate]]) -> PartialDate | None:
    stated = dict(reversed(force))
    return stated.get(locator.split("/")[0]) or stated.get(None)
