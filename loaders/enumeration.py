"""Several bodies under one head: «Министерствам энергетики, финансов и юстиции», «Абай және Ұлытау облыстарының …»."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from remit.loaders.forms import inflected
from remit.loaders.grammar import LANGUAGES, Grammar, Rule, load_grammar
from remit.ontology.letters import fold
from remit.ontology.registry import Registry

_ABOVE = 40  # letters: room for a territory's noun and what joins it to the next
_NOISE = re.compile(r"[\s«»\"',.;:–-]*")


@dataclass(frozen=True)
class Member:
    """One of an enumeration: where it stands in the text, the bodies it can mean, and the post in them, if one."""

    start: int
    end: int
    bodies: frozenset[str]
    role: str | None


@dataclass(frozen=True)
class _Kind:
    """What can stand under one head: `items` are the words that tell the bodies of this kind apart."""

    head: Rule
    items: dict[str, frozenset[str]]
    item: re.Pattern[str]
    whole: re.Pattern[str]
    territory_above: re.Pattern[str]


class Enumerations:
    """Recognises enumerations of bodies of one kind, by the heads that the grammars know and the names of a registry.

    An enumeration has two members at least, and each is known: a list with a stranger in it is none.
    """

    def __init__(self, registry: Registry) -> None:
        self._registry = registry

    def members(self, folded: str, grammar: Grammar) -> tuple[Member, ...]:
        """Give the members of the enumeration that a folded text is; none when it is anything else."""
        start = _NOISE.match(folded)
        for kind in self._kinds[grammar.language]:
            if (match := kind.whole.match(folded, start.end() if start else 0)) and _NOISE.fullmatch(
                folded, match.end()
            ):
                return tuple(self._members(match, kind, grammar))
        return ()

    def end_at(self, folded: str, position: int) -> int:
        """Give the end of the longest enumeration that begins at a position; 0 when none does.

        None begins within a class («облыстардың, Астана, Алматы және Шымкент қалаларының әкімдіктері»).
        """
        kinds = (kind for kinds in self._kinds.values() for kind in kinds)
        found = [(match.end(), kind) for kind in kinds if (match := kind.whole.match(folded, position))]
        within = any(kind.territory_above.search(folded, max(0, position - _ABOVE), position) for _, kind in found)
        return 0 if within else max((end for end, _ in found), default=0)

    @cached_property
    def _kinds(self) -> dict[str, tuple[_Kind, ...]]:
        return {language: tuple(_kinds(self._registry, load_grammar(language))) for language in LANGUAGES}

    def _members(self, match: re.Match[str], kind: _Kind, grammar: Grammar) -> Iterator[Member]:
        found = list(kind.item.finditer(match.string, *match.span("list")))
        for number, item in enumerate(found):
            start = match.start() if number == 0 else item.start("item")
            end = match.end() if number == len(found) - 1 else item.end()
            bodies = kind.items[" ".join(item["item"].lower().split())]
            fitting = frozenset(each for each in bodies if self._lies_in(each, _territory(item, match, grammar)))
            yield Member(start, end, fitting or bodies, kind.head.sets.get("post"))

    def _lies_in(self, body: str, territory: str | None) -> bool:
        region = self._registry.bodies[body].territory
        return not (territory and region) or (self._registry.regions[region].kind == "oblast") == (
            territory == "oblast"
        )


def _territory(item: re.Match[str], match: re.Match[str], grammar: Grammar) -> str | None:
    """Tell whether a place is an oblast or a city: by the word after it, by one before the list, or by one further on.

    «Алматы» is both; `None` where nothing tells, or nothing needs telling.
    """
    before, after = match.string[match.start() : item.start("item")], match.string[item.end("item") : match.end()]
    openers = [(found.end(), rule) for rule, found in grammar.find("territory_opener", before)]
    closers = [(found.start(), rule) for rule, found in grammar.find("territory", after)]
    if closers and (not openers or not after[: min(start for start, _ in closers)].strip()):
        return str(min(closers, key=lambda each: each[0])[1].sets["kind"])
    return str(max(openers, key=lambda each: each[0])[1].sets["kind"]) if openers else None


def _kinds(registry: Registry, grammar: Grammar) -> Iterator[_Kind]:
    joint, opener, closer = (grammar.fragments[name] for name in ("enumeration_joint", "item_opener", "item_closer"))
    for head in grammar.of("enumeration_head"):
        items = dict(_items(registry, str(head.sets["of"]), grammar))
        if not items:
            continue
        words = "|".join(re.escape(item).replace("\\ ", r"\s+") for item in sorted(items, key=len, reverse=True))
        plain = rf"{opener}(?:{words})(?!\w){closer}"
        item = re.compile(rf"{opener}(?P<item>{words})(?!\w){closer}", re.IGNORECASE)
        listed = rf"(?P<list>{plain}(?:{joint}{plain})+)"
        whole = rf"{head.pattern}\s+{listed}" if grammar.words["posts_before_body"] else rf"{listed}\s+{head.pattern}"
        above = re.compile(rf"{grammar.fragments['territory_word']}{joint}$", re.IGNORECASE)
        yield _Kind(head, items, item, re.compile(rf"(?<!\w){whole}(?!\w)", re.IGNORECASE), above)


def _items(registry: Registry, kind: str, grammar: Grammar) -> Iterator[tuple[str, frozenset[str]]]:
    found: dict[str, set[str]] = {}
    for body in registry.bodies.values():
        if body.kind != kind:
            continue
        for text in filter(None, _telling(registry, body.id, grammar)):
            found.setdefault(" ".join(fold(text).lower().split()), set()).add(body.id)
    for item, bodies in found.items():
        yield item, frozenset(bodies)


def _telling(registry: Registry, id: str, grammar: Grammar) -> Iterator[str]:
    """Give the words that tell a body from others of its kind: its territory's bare name, else what its name adds."""
    body = registry.bodies[id]
    language = grammar.language
    if body.territory:
        region = registry.regions[body.territory]
        for name in (region.names.get(language), *region.forms.get(language, ()), *region.variants.get(language, ())):
            for form in (name, *inflected(name)) if name and language == "ru" else filter(None, (name,)):
                yield re.sub(grammar.fragments["territory_word"], " ", form, flags=re.IGNORECASE).strip()
        return
    for name in (body.names.get(language), *body.short.get(language, ())):
        if name and (found := grammar.search("enumerated_name", name)):
            yield found[1]["item"]
