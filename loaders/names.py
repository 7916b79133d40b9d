"""All names of the registry as one automaton: which bodies and posts a text names, and where."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from remit.loaders.enumeration import Enumerations
from remit.loaders.forms import bare_name, inflected, name_forms
from remit.loaders.grammar import LANGUAGES, Grammar, load_grammar
from remit.loaders.spellings import Spellings
from remit.ontology.entries import BodyEntry
from remit.ontology.letters import fold
from remit.ontology.registry import Registry

_QUOTED = re.compile(r'"([^"]+)"')
_PLAIN = str.maketrans("«»„“”\n\tёЁ", '"""""  еЕ')
_ACRONYM = re.compile(r"\S*[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ]\S*[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ]\S*")


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
        self._registry = registry
        self._loose: dict[str, set[Target]] = {}
        self._exact: dict[str, set[Target]] = {}
        called = set(_called(registry))
        for form, target in _entries(registry):
            folded = fold(form).translate(_PLAIN)
            if " " in folded.strip() and not folded.isupper() and folded not in called:
                self._loose.setdefault(folded.lower(), set()).add(target)
            else:
                self._exact.setdefault(folded, set()).add(target)
        self._endings = re.compile("(?:-?(?:" + "|".join(sorted(_endings(), key=len, reverse=True)) + r"))?(?!\w)")
        self._find = lru_cache(maxsize=512)(self._search)

    @cached_property
    def _automata(self) -> list[tuple[Any, list[str], dict[str, set[Target]]]]:
        from ahocorasick_rs import AhoCorasick

        return [(AhoCorasick(list(names)), list(names), names) for names in (self._loose, self._exact) if names]

    @cached_property
    def spellings(self) -> Spellings:
        """The same names for likeness, letter by letter; made when first asked for."""
        return Spellings(self._registry)

    @cached_property
    def enumerations(self) -> Enumerations:
        """Several of the same bodies under one head; made when first asked for."""
        return Enumerations(self._registry)

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
        folded = folded.translate(_PLAIN)
        lowered = folded.lower() if len(folded.lower()) == len(folded) else folded
        for (automaton, patterns, names), haystack in zip(self._automata, (lowered, folded), strict=False):
            for index, start, end in automaton.find_matches_as_indexes(haystack, overlapping=True):
                if not _begins_word(folded, start):
                    continue
                if closing := self._endings.match(haystack, end):
                    span = (_with_country(folded, start), _past_country(folded, closing.end()))
                    found.setdefault(span, set()).update(names[patterns[index]])
        return tuple(NameMatch(start, end, frozenset(targets)) for (start, end), targets in found.items())


def _called(registry: Registry) -> Iterator[str]:
    """Give the proper names in quotation marks: without these, only capitals tell «Қаржы орталығы» from any centre."""
    for body in registry.bodies.values():
        for name in body.names.values():
            for called in _QUOTED.findall(fold(name).translate(_PLAIN)):
                yield called
                yield from inflected(called)


def _entries(registry: Registry) -> Iterator[tuple[str, Target]]:
    terms = {(each.abbreviation, each.language) for each in registry.abbreviations if each.kind == "term"}
    for language in LANGUAGES:
        grammar = load_grammar(language)
        for body in registry.bodies.values():
            target = Target(body.id, language)
            if name := body.names.get(language):
                for form in name_forms(name, grammar):
                    yield form, target
            for short in body.short.get(language, ()):
                if (short, language) in terms:
                    continue
                yield short, target
                if language == "ru" and (_is_clipped(short) or (" " in short and not _ACRONYM.match(short))):
                    for form in inflected(short):
                        yield form, target
            for form in _in_parents(registry, body, grammar):
                yield form, target
            for portfolio in _portfolios(body, grammar):
                for role, phrases in grammar.words.get("ministry_posts_after", {}).items():
                    yield from ((f"{portfolio} {phrase}", Target(body.id, language, role)) for phrase in phrases)
                yield from _posts_of(body.id, portfolio, "ministry_posts", grammar)
            if body.kind == "akimat" and body.territory:
                yield from _of_akimat(registry, target, body.territory, grammar)
        of_any_ministry = set(_posts_of_any_ministry(grammar))
        for post in registry.posts.values():
            if post.body:
                listed = (post.names.get(language, ""), *post.forms.get(language, ()), *post.variants.get(language, ()))
                for form in dict.fromkeys(each for name in listed for each in _held(name, grammar)):
                    if form.lower() in of_any_ministry:
                        continue
                    yield form, Target(post.body, language, post.id)
                    if language == "ru":
                        for other in inflected(form):
                            yield other, Target(post.body, language, post.id)


def _in_parents(registry: Registry, body: BodyEntry, grammar: Grammar) -> Iterator[str]:
    """Give the names of a part of a body (a committee of a ministry): alone, and with each body it has stood under."""
    parts = [
        found[1] for name in (body.names.get(grammar.language),) if name and (found := grammar.search("part", name))
    ]
    for part in (found["part"] for found in parts):
        wholes = [whole for parent in body.parents for whole in _as_whole(registry.bodies[parent.id], grammar)]
        for form in (part, *(grammar.words["part_of_whole"].format(part=part, whole=whole) for whole in wholes)):
            yield form
            if grammar.language == "ru":
                yield from inflected(form)


def _as_whole(body: BodyEntry, grammar: Grammar) -> Iterator[str]:
    """Give the names of a body as they stand beside one of its parts: in the genitive, or abbreviated."""
    if name := body.names.get(grammar.language):
        for form in (name, bare_name(name, grammar)):
            yield next(inflected(form), form) if grammar.language == "ru" else form
            if ending := grammar.words["genitive_ending"]:
                yield form + ending
    for short in body.short.get(grammar.language, ()):
        if _ACRONYM.fullmatch(short):
            yield short
        elif _is_clipped(short) and grammar.language == "ru":
            yield next(inflected(short), short)
        elif _is_clipped(short):
            yield short + grammar.words["genitive_ending"]


def _is_clipped(short: str) -> bool:
    """Tell a short name that is a word, and takes endings as words do («Минюст», «Правительство»)."""
    return " " not in short and short[:1].isupper() and not _ACRONYM.match(short)


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


def _held(post: str, grammar: Grammar) -> Iterator[str]:
    """Give a post's name as it stands, and as it stands after that whose it is («Мемлекеттік хатшы», «… хатшысы»).

    Before one who serves its holder it has lost an ending («Банкінің Төрағасы», «Банкі Төрағасының орынбасары»).
    """
    if post:
        yield post
        if found := grammar.search("possessed", post):
            yield post + str(found[0].sets["ending"])
        if found := grammar.search("possessor_ending", post):
            yield post[: found[1].start()] + post[found[1].end() :]


def _posts_of_any_ministry(grammar: Grammar) -> Iterator[str]:
    for phrases in grammar.words["ministry_posts"].values():
        for phrase in phrases:
            yield phrase.removesuffix(" of").lower()
            if grammar.language == "ru":
                yield from (form.lower() for form in inflected(phrase))


def _of_akimat(registry: Registry, akimat: Target, territory: str, grammar: Grammar) -> Iterator[tuple[str, Target]]:
    """Give the names of an akimat, and of the posts in it, by each name of its territory."""
    region = registry.regions[territory]
    language = grammar.language
    written = (region.names.get(language), *region.forms.get(language, ()), *region.variants.get(language, ()))
    places = dict.fromkeys(filter(None, written))
    if language == "ru":
        places |= dict.fromkeys(form for place in list(places) for form in inflected(place))
    for place in places:
        yield from _posts_of(akimat.body, place, "akimat_posts", grammar)
        for phrase in grammar.words["akimat_names"]:
            yield phrase.format(place=place), akimat
            if language == "ru":
                for form in inflected(phrase.format(place=place)):
                    yield form, akimat


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
