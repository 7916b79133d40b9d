"""From a mention to who is meant: a registry entry as of the document's date, a local entity, or candidates."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property

from remit.loaders.dates import find_dates, iter_years
from remit.loaders.document import Document
from remit.loaders.forms import nominative
from remit.loaders.grammar import Grammar
from remit.loaders.groups import Groups
from remit.loaders.names import NameIndex, NameMatch, Target
from remit.loaders.parts import grammar_of
from remit.ontology.claims import UNRESOLVED, Link, LocalBody, Person, Post
from remit.ontology.iris import BodyIri, PersonIri, PostIri, digest
from remit.ontology.letters import fold
from remit.ontology.registry import Registry

_NOISE = re.compile(r"[«»„“”\"'’.,;:()\s–-]+")
_ASIDE = re.compile(r"\s*\([^()]*\)\s*$")
_PERSON = re.compile(  # «… Ерманова К.С.», «… А.Т. Жүнісоваға»
    r"\s+(?:[^\W\d_]\.\s?(?:[^\W\d_]\.)?\s?[^\W\d_a-z]\w+|[^\W\d_]\w+\s[^\W\d_]\.(?:\s?[^\W\d_]\.)?)\s*$"
)
_TOGETHER = re.compile(r"\s+[–-]\s+")
_NUMBERED = re.compile(r"(?:\s+года)?\s*№")
_EDGE = " \t\n,;.:–-"
_PLANNED_AHEAD = 2  # years
_AHEAD = timedelta(days=366)  # how long before its first day a body may be named


def written_after(document: Document) -> date | None:
    """Give a day before which a document cannot have been written; `None` when nothing tells.

    It is the latest among the days of the acts it cites and the years of dates left blank («« » 2024 года»). Notes do
    not count: they tell of acts that came later. A plan that has neither is not made long before its first deadline.
    """
    days: list[date] = []
    years: list[int] = []
    for block in document.blocks:
        grammar = grammar_of(block)
        if grammar.search("note", block.folded):
            continue
        dated = find_dates(block.folded, grammar)
        days += [each.value.first for each in dated if _NUMBERED.match(block.folded, each.end)]
        days += [date(int(match["year"]), 1, 1) for _, match in grammar.find("blank_date", block.folded)]
        if block.kind == "row":
            years += [year for year, _, _ in iter_years(block.folded)]
        elif planned := grammar.search("plan_year", block.folded):
            years.append(int(planned[1]["year"]))
    if not days and years:
        return date(min(years) - _PLANNED_AHEAD, 1, 1)
    return max(days, default=None)


@dataclass(frozen=True)
class Seated:
    """Who a line of a composition (or a tenure) seats: a post, the body it is in."""

    post: str | None
    body: Link


@dataclass
class Linker:
    """Links the mentions of one document; the entities it mints stay in `bodies`, `posts` and `persons`.

    Abbreviations that the document defines outrank the registry. `on` is the date of the document: a name that
    several bodies have had means the one in existence on that day. `after` is a day before which a document without
    a date cannot have been written: a body that was no more by then is not meant.
    """

    registry: Registry
    names: NameIndex
    abbreviations: Mapping[str, str]
    on: date | None
    after: date | None = None
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
            return self._class(found[0].sets)
        expansion = self._expansion(mention)
        if named := self._named(fold(expansion or mention), grammar):
            return self._chosen(named.targets, "defined in the document" if expansion else "by name")
        if expansion and (named := self._named(fold(mention), grammar)) and self._means(named, expansion):
            return self._chosen(named.targets, "by name")
        if not any(letter.isalpha() for letter in mention):
            return UNRESOLVED
        return self.local(expansion or nominative(mention, grammar), grammar)

    def _class(self, sets: Mapping[str, object]) -> Link:
        """Give a class of bodies or, where a rule says so, of the posts at their heads («акимам областей»)."""
        body = self.registry.bodies[str(sets["body"])]
        if post := sets.get("post"):
            return Link("class", self.registry.post_iri(body.id, str(post)), reason="by kind")
        return Link("class", body.iri, reason="by kind")

    def _named(self, folded: str, grammar: Grammar) -> NameMatch | None:
        """Find the name that a text is, but for a legal form, quotation marks and an aside at its end."""
        for text in dict.fromkeys((folded, _ASIDE.sub("", folded))):
            for match in self.names.find(text):
                if _covers(match, text, grammar):
                    return match
        return None

    def _means(self, named: NameMatch, expansion: str) -> bool:
        """Tell whether what the document says an abbreviation stands for may be the registry's name, put otherwise."""
        said = _stems(expansion)
        bodies = (self.registry.bodies[target.body] for target in named.targets)
        names = (_stems(name) for body in bodies for name in body.names.values())
        return any(2 * len(said & stems) >= len(stems) for stems in names)

    def bearer(self, mention: str, grammar: Grammar) -> Link:
        """Say who bears a duty: a body, or the post in one where a post is named."""
        if self._expansion(mention) is None and self.groups.link(mention, grammar) is None:
            unnamed = _PERSON.sub("", mention)
            for text in dict.fromkeys((mention, unnamed, nominative(unnamed, grammar))):
                folded = fold(text)
                named = any(target.role for match in self.names.find(folded)[:1] for target in match.targets)
                if named or self._post_phrase(folded, grammar):
                    seated = self.seat(text, grammar)
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
        alive = {each for each in bodies if self._may_exist(each)}
        if not alive and len(bodies) == 1 and reason == "by name" and self._near(next(iter(bodies))):
            alive, reason = bodies, f"the only body of this name, though not in existence on {self.on}"
        if len(alive) == 1:
            body = self.registry.bodies[alive.pop()]
            return Link("class" if body.is_class else "linked", body.iri, reason=reason)
        candidates = tuple(sorted(self.registry.bodies[each].iri for each in alive or bodies))
        why = "several bodies have this name" if alive else f"no body of this name exists on {self.on}"
        return Link("candidates", None, candidates, why)

    def _may_exist(self, body: str) -> bool:
        interval = self.registry.bodies[body].interval
        if self.on:
            return interval.covers(self.on)
        return self.after is None or interval.end is None or interval.end.last > self.after

    def _near(self, body: str) -> bool:
        """Tell a body named shortly before it begins: acts speak of those that are being set up."""
        start = self.registry.bodies[body].interval.start
        return self.on is not None and start is not None and self.on < start.first <= self.on + _AHEAD

    def local(self, name: str, grammar: Grammar, parent: str | None = None) -> Link:
        """Mint an organisation the registry does not know; the same name gives the same entity in every document."""
        name = " ".join(name.split()).strip(_EDGE)
        iri = str(BodyIri(("local", digest(_key(name) + (parent or "")))))
        self.bodies.setdefault(iri, LocalBody(iri, name, grammar.language, parent=parent))
        return Link("local", iri, reason="not in the registry")

    def seat(self, mention: str, grammar: Grammar) -> Seated:
        """Say which post, in which body, a line names; the body alone when it names no post we know.

        Of two posts held together («заместитель Премьер-Министра – Министр финансов») it is the second.
        """
        seated = self._seat(mention, grammar)
        posts = _TOGETHER.split(mention)
        if seated.post or len(posts) == 1:
            return seated
        return next((each for post in reversed(posts) if (each := self._seat(post, grammar)).post), seated)

    def _seat(self, mention: str, grammar: Grammar) -> Seated:
        folded = fold(mention)
        named = [match for match in self.names.find(folded) if any(target.role for target in match.targets)]
        if named:
            roles = frozenset(target for target in named[0].targets if target.role)
            aide = _aide(named[0], folded, grammar)
            if aide or _mostly_covers(named[0], folded, grammar):
                body = self._chosen(roles, "by post")
                role = next((target.role for target in roles if _is(self.registry, target.body, body)), None)
                return Seated(self._post(body, f"{aide}-{role}" if aide and role else role, mention, grammar), body)
        phrase = self._post_phrase(folded, grammar)
        if phrase is None:
            whole = self._named(folded, grammar)
            return Seated(None, self._chosen(whole.targets, "by name") if whole else UNRESOLVED)
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
                if folded[max(start - 1, 0) : start].isalnum() or (best and best[2] - best[1] >= len(low)):
                    continue
                best = (str(role), start, end)
        return best

    def _employer(self, rest: str, grammar: Grammar) -> Link:
        if not rest:
            return UNRESOLVED
        rest = self._expansion(rest) or self._expansion(nominative(rest, grammar)) or rest
        folded = fold(rest)
        if whole := self._named(folded, grammar):
            return self._chosen(whole.targets, "by name")
        matches = [match for match in self.names.find(folded) if not all(target.role for target in match.targets)]
        known = self._chosen(matches[0].targets, "by name") if matches else UNRESOLVED
        if matches and grammar.search("post_qualifier", _beside(matches[0], folded, grammar)):
            return known
        return self.local(nominative(rest, grammar), grammar, known.entity)

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
        iri = known[0].iri if len(known) == 1 else str(PersonIri(("local", digest(" ".join(sorted(words))))))
        self.persons.setdefault(iri, Person(iri, name, grammar.language))
        return iri


def _beside(match: NameMatch, folded: str, grammar: Grammar) -> str:
    """Give what stands beside a name, legal forms left out."""
    rest = folded[: match.start] + " " + folded[match.end :]
    for rule in grammar.of("legal_words"):
        rest = rule.regex.sub(" ", rest)
    return rest


def _covers(match: NameMatch, folded: str, grammar: Grammar) -> bool:
    return not _NOISE.sub("", _beside(match, folded, grammar))


def _mostly_covers(match: NameMatch, folded: str, grammar: Grammar) -> bool:
    """Tell that nothing but a person's name or an aside can stand beside the post."""
    rest = folded[: match.start] + " " + folded[match.end :]
    words = _NOISE.sub(" ", rest).split()
    named = all(word[:1].isupper() for word in words)
    return len(words) <= 3 and named and grammar.search("body_noun", rest) is None


def _aide(match: NameMatch, folded: str, grammar: Grammar) -> str | None:
    """Give the role of one who serves the holder of a post: «заместитель …», «… көмекшісі»."""
    beside = folded[: match.start] if grammar.words["posts_before_body"] else folded[match.end :]
    found = grammar.search("aide", beside)
    return str(found[0].sets["role"]) if found else None


def _is(registry: Registry, body: str, link: Link) -> bool:
    return registry.bodies[body].iri == link.entity


def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:5] for word in re.findall(r"\w{4,}", fold(text).casefold()))


def _key(text: str) -> str:
    return _NOISE.sub(" ", fold(text)).strip().casefold()


def _name_words(name: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in re.findall(r"[^\W\d_]{2,}(?:-[^\W\d_]+)?", name))


def _same_person(words: frozenset[str], names: Mapping[str, str], aliases: tuple[str, ...]) -> bool:
    """Tell whether a full name (two words at least) is one of a person's names, patronymic aside."""
    return len(words) >= 2 and any(words <= _name_words(name) for name in (*names.values(), *aliases))
