"""From a mention to who is meant: a registry entry as of the document's date, a local entity, or candidates."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from remit.loaders.forms import nominative
from remit.loaders.grammar import Grammar
from remit.loaders.groups import Groups
from remit.loaders.names import NameIndex, NameMatch, Target
from remit.ontology.claims import UNRESOLVED, Link, LocalBody, Person, Post
from remit.ontology.iris import BodyIri, PersonIri, PostIri, digest
from remit.ontology.letters import fold
from remit.ontology.registry import Registry

_NOISE = re.compile(r"[«»„“”\"'’.,;:()\s–-]+")
_EDGE = " \t\n,;.:–-"


@dataclass(frozen=True)
class Seated:
    """Who a line of a composition (or a tenure) seats: a post, the body it is in."""

    post: str | None
    body: Link


@dataclass
class Linker:
    """Links the mentions of one document; the entities it mints stay in `bodies`, `posts` and `persons`.

    Abbreviations that the document defines outrank the registry. `on` is the date of the document: a name that
    several bodies have had means the one in existence on that day.
    """

    registry: Registry
    names: NameIndex
    abbreviations: Mapping[str, str]
    on: date | None
    groups: Groups = field(default_factory=Groups)
    bodies: dict[str, LocalBody] = field(default_factory=dict)
    posts: dict[str, Post] = field(default_factory=dict)
    persons: dict[str, Person] = field(default_factory=dict)

    def link(self, mention: str, grammar: Grammar) -> Link:
        """Say which body, class or organisation a mention stands for."""
        mention = mention.strip(_EDGE)
        if group := self.groups.link(mention, grammar):
            return group
        if found := grammar.search("body_class", fold(mention)):
            return Link("class", self.registry.bodies[str(found[0].sets["body"])].iri, reason="by kind")
        expansion = self._expansion(mention)
        for text in filter(None, (expansion, mention)):
            folded = fold(text)
            whole = [match for match in self.names.find(folded) if _covers(match, folded)]
            if whole:
                return self._chosen(whole[0].targets, "defined in the document" if text is expansion else "by name")
        if not any(letter.isalpha() for letter in mention):
            return UNRESOLVED
        return self.local(expansion or mention, grammar)

    def bearer(self, mention: str, grammar: Grammar) -> Link:
        """Say who bears a duty: a body, or the post in one where a post is named."""
        folded = fold(mention)
        if any(target.role for match in self.names.find(folded)[:1] for target in match.targets):
            seated = self.seat(mention, grammar)
            if seated.post:
                return replace(seated.body, entity=seated.post)
        return self.link(mention, grammar)

    def longest_known(self, folded: str, position: int) -> int:
        """Give the end of the longest name, or abbreviation of this document, at a position; 0 when there is none."""
        end = self.names.longest_at(folded, position)
        for key in self._folded_keys:
            if folded.startswith(key, position) and not folded[position + len(key) : position + len(key) + 1].isalnum():
                end = max(end, position + len(key))
        return end

    @cached_property
    def _folded_keys(self) -> list[str]:
        return [fold(key) for key in self.abbreviations]

    def _expansion(self, mention: str) -> str | None:
        keys = {_key(key): value for key, value in self.abbreviations.items()}
        return keys.get(_key(mention))

    def _chosen(self, targets: frozenset[Target], reason: str) -> Link:
        bodies = {target.body for target in targets}
        alive = {each for each in bodies if self.on is None or self.registry.bodies[each].interval.covers(self.on)}
        if len(alive) == 1:
            body = self.registry.bodies[alive.pop()]
            return Link("class" if body.is_class else "linked", body.iri, reason=reason)
        candidates = tuple(sorted(self.registry.bodies[each].iri for each in alive or bodies))
        why = "several bodies have this name" if alive else f"no body of this name exists on {self.on}"
        return Link("candidates", None, candidates, why)

    def local(self, name: str, grammar: Grammar, parent: str | None = None) -> Link:
        """Mint an organisation the registry does not know; the same name gives the same entity in every document."""
        name = " ".join(name.split()).strip(_EDGE)
        iri = str(BodyIri(("local", digest(_key(name) + (parent or "")))))
        self.bodies.setdefault(iri, LocalBody(iri, name, grammar.language, parent=parent))
        return Link("local", iri, reason="not in the registry")

    def seat(self, mention: str, grammar: Grammar) -> Seated:
        """Say which post, in which body, a line names; the body alone when it names no post we know."""
        folded = fold(mention)
        matches = self.names.find(folded)
        named = [match for match in matches if any(target.role for target in match.targets)]
        if named and _mostly_covers(named[0], folded):
            roles = frozenset(target for target in named[0].targets if target.role)
            body = self._chosen(roles, "by post")
            role = next((target.role for target in roles if _is(self.registry, target.body, body)), None)
            return Seated(self._post(body, role, mention, grammar), body)
        phrase = self._post_phrase(folded, grammar)
        if phrase is None:
            whole = [match for match in matches if _covers(match, folded)]
            return Seated(None, self._chosen(whole[0].targets, "by name") if whole else UNRESOLVED)
        role, start, end = phrase
        rest = (mention[:start] + " " + mention[end:]).strip(_EDGE)
        body = self._employer(rest, grammar)
        return Seated(self._post(body, role, mention, grammar), body)

    def _post_phrase(self, folded: str, grammar: Grammar) -> tuple[str, int, int] | None:
        """Find the post at the end the language puts it: last in Kazakh, first in Russian and English."""
        first = grammar.words["posts_before_body"]
        best: tuple[str, int, int] | None = None
        for role, phrases in grammar.words["general_posts"].items():
            for phrase in phrases:
                low = fold(phrase).lower()
                start = 0 if first else len(folded) - len(low)
                end = start + len(low)
                if start < 0 or folded[start:end].lower() != low or folded[end : end + 1].isalnum():
                    continue
                if folded[max(start - 1, 0) : start].isalnum() or best and best[2] - best[1] >= len(low):
                    continue
                best = (str(role), start, end)
        return best

    def _employer(self, rest: str, grammar: Grammar) -> Link:
        folded = fold(rest)
        matches = [match for match in self.names.find(folded) if not all(target.role for target in match.targets)]
        if not rest:
            return UNRESOLVED
        if matches and _covers(matches[0], folded):
            return self._chosen(matches[0].targets, "by name")
        known = self._chosen(matches[0].targets, "by name") if matches else UNRESOLVED
        if matches and grammar.search("post_qualifier", folded[: matches[0].start] + folded[matches[0].end :]):
            return known
        parent = known.entity
        return self.local(nominative(rest, grammar), grammar, parent)

    def _post(self, body: Link, role: str | None, mention: str, grammar: Grammar) -> str | None:
        if body.entity is None or role is None:
            return None
        entry = self.registry.body_at(body.entity)
        if entry and f"{entry.kind}-{role}" in self.registry.posts:
            role = f"{entry.kind}-{role}"
        iri = str(PostIri((*BodyIri.parse(body.entity).segments, role)))
        self.posts.setdefault(iri, Post(iri, role, body.entity, mention, grammar.language))
        return iri

    def person(self, name: str, grammar: Grammar) -> str:
        """Give the IRI of a person by name: the registry's, where one person of it has exactly these names."""
        words = _name_words(name)
        known = [entry for entry in self.registry.persons.values() if _same_person(words, entry.names, entry.aliases)]
        if len(known) == 1:
            iri = known[0].iri
        else:
            iri = str(PersonIri(("local", digest(" ".join(sorted(words))))))
        self.persons.setdefault(iri, Person(iri, name, grammar.language))
        return iri


def _covers(match: NameMatch, folded: str) -> bool:
    return not _NOISE.sub("", folded[: match.start] + folded[match.end :])


def _mostly_covers(match: NameMatch, folded: str) -> bool:
    """Tell that nothing but a person's name or an aside can stand beside the post."""
    rest = _NOISE.sub(" ", folded[: match.start] + folded[match.end :]).split()
    return len(rest) <= 3 and all(word[:1].isupper() for word in rest)


def _is(registry: Registry, body: str, link: Link) -> bool:
    return registry.bodies[body].iri == link.entity


def _key(text: str) -> str:
    return _NOISE.sub(" ", fold(text)).strip().casefold()


def _name_words(name: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in re.findall(r"[^\W\d_]{2,}(?:-[^\W\d_]+)?", name))


def _same_person(words: frozenset[str], names: Mapping[str, str], aliases: tuple[str, ...]) -> bool:
    """Tell whether a full name (two words at least) is one of a person's names, patronymic aside."""
    return len(words) >= 2 and any(words <= _name_words(name) for name in (*names.values(), *aliases))
