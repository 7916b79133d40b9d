"""All names of the registry as one automaton: which bodies and posts a text names, and where."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from remit.loaders.forms import inflected, name_forms
from remit.loaders.grammar import LANGUAGES, Grammar, load_grammar
from remit.ontology.entries import BodyEntry
from remit.ontology.letters import fold
from remit.ontology.registry import Registry

_QUOTES = str.maketrans("«»„“”", '"""""')
_ACRONYM = re.compile(r"\S*[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ]\S*[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ]")


@dataclass(frozen=True)
class Target:
    """What a name stands for: a body, or with `role` a post in it."""

    body: str
    language: str
    role: str | None = None


@dataclass(frozen=True)
class NameMatch:
    """A name found: offsets in the text searched, and everything the name can stand for."""

    start: int
    end: int
    targets: frozenset[Target]


class NameIndex:
    """Names, short names and case forms of bodies and of the posts named after them."""

    def __init__(self, registry: Registry) -> None:
        self._loose: dict[str, set[Target]] = {}
        self._exact: dict[str, set[Target]] = {}
        for form, target in _entries(registry):
            folded = fold(form).translate(_QUOTES)
            if " " in folded.strip() and not folded.isupper():
                self._loose.setdefault(folded.lower(), set()).add(target)
            else:
                self._exact.setdefault(folded, set()).add(target)
        self._endings = re.compile("(?:" + "|".join(sorted(_endings(), key=len, reverse=True)) + r")?(?!\w)")
        self._find = lru_cache(maxsize=512)(self._search)

    @cached_property
    def _automata(self) -> list[tuple[Any, list[str], dict[str, set[Target]]]]:
        from ahocorasick_rs import AhoCorasick

        return [(AhoCorasick(list(names)), list(names), names) for names in (self._loose, self._exact) if names]

    def find(self, folded: str) -> tuple[NameMatch, ...]:
        """Find the names in a folded text, longest first where they overlap, in order."""
        taken: list[NameMatch] = []
        for match in sorted(self._find(folded), key=lambda each: (each.start - each.end, each.start)):
            if all(match.end <= other.start or other.end <= match.start for other in taken):
                taken.append(match)
        return tuple(sorted(taken, key=lambda each: each.start))

    def longest_at(self, folded: str, position: int) -> int:
        """Give the end of the longest name that begins at a position, 0 when none does."""
        return max((match.end for match in self._find(folded) if match.start == position), default=0)

    def _search(self, folded: str) -> tuple[NameMatch, ...]:
        found: dict[tuple[int, int], set[Target]] = {}
        folded = folded.translate(_QUOTES)
        lowered = folded.lower() if len(folded.lower()) == len(folded) else folded
        for (automaton, patterns, names), haystack in zip(self._automata, (lowered, folded), strict=False):
            for index, start, end in automaton.find_matches_as_indexes(haystack, overlapping=True):
                if not _begins_word(folded, start):
                    continue
                if closing := self._endings.match(haystack, end):
                    span = (_with_country(folded, start), _past_country(folded, closing.end()))
                    found.setdefault(span, set()).update(names[patterns[index]])
        return tuple(NameMatch(start, end, frozenset(targets)) for (start, end), targets in found.items())


def _entries(registry: Registry) -> Iterator[tuple[str, Target]]:
    for language in LANGUAGES:
        grammar = load_grammar(language)
        for body in registry.bodies.values():
            target = Target(body.id, language)
            if name := body.names.get(language):
                for form in name_forms(name, grammar):
                    yield form, target
            for short in body.short.get(language, ()):
                yield short, target
                if language == "ru" and " " in short and not _ACRONYM.match(short):
                    for form in inflected(short):
                        yield form, target
            for portfolio in _portfolios(body, grammar):
                yield from _posts_of(body.id, portfolio, "ministry_posts", grammar)
            if body.kind == "akimat" and body.territory:
                yield from _akims(registry, body.id, body.territory, grammar)
        for post in registry.posts.values():
            if post.body:
                listed = (post.names.get(language, ""), *post.forms.get(language, ()), *post.variants.get(language, ()))
                for form in filter(None, listed):
                    yield form, Target(post.body, language, post.id)
                    if language == "ru":
                        for other in inflected(form):
                            yield other, Target(post.body, language, post.id)


def _portfolios(body: BodyEntry, grammar: Grammar) -> Iterator[str]:
    """Give what a ministry is for, also as its other names have it («Ministry of …»)."""
    if own := body.portfolio.get(grammar.language):
        yield own
        for short in body.short.get(grammar.language, ()):
            if found := grammar.search("ministry_name", short):
                yield found[1]["portfolio"]


def _posts_of(body: str, what: str, posts: str, grammar: Grammar) -> Iterator[tuple[str, Target]]:
    for role, phrases in grammar.words.get(posts, {}).items():
        for phrase in phrases:
            form = f"{phrase} {what}" if grammar.words["posts_before_body"] else f"{what} {phrase}"
            yield form, Target(body, grammar.language, role)
            if grammar.language == "ru":
                for other in inflected(form):
                    yield other, Target(body, grammar.language, role)


def _akims(registry: Registry, body: str, territory: str, grammar: Grammar) -> Iterator[tuple[str, Target]]:
    region = registry.regions[territory]
    places = {region.names.get(grammar.language), *region.forms.get(grammar.language, ())}
    for place in filter(None, places):
        yield from _posts_of(body, place, "akimat_posts", grammar)


def _endings() -> list[str]:
    return [str(ending) for language in LANGUAGES for ending in load_grammar(language).words.get("endings", ())]


def _begins_word(folded: str, start: int) -> bool:
    # Exports run words together («РеспубликасыПремьер-Министрінің»): a capital after a small letter begins a word too.
    before = folded[start - 1 : start]
    return not (before.isalnum() or before == "_") or (before.islower() and folded[start].isupper())


@lru_cache(maxsize=1)
def _countries() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The country's name before a name and after one, each in the languages that put it there."""
    grammars = [load_grammar(language) for language in LANGUAGES]
    before, after = (
        "|".join(each.fragments["country"] for each in grammars if each.words["country_first"] is first)
        for first in (True, False)
    )
    return re.compile(f"(?:{before})\\s*$", re.IGNORECASE), re.compile(f"\\s+(?:{after})(?!\\w)", re.IGNORECASE)


def _with_country(folded: str, start: int) -> int:
    before = _countries()[0].search(folded, max(0, start - 40), start)
    return before.start() if before and _begins_word(folded, before.start()) else start


def _past_country(folded: str, end: int) -> int:
    after = _countries()[1].match(folded, end)
    return after.end() if after else end
