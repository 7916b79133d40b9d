"""From a mention to who is meant: a registry entry as of the document's date, a local entity, or candidates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from itertools import pairwise

from remit.loaders import naming
from remit.loaders.candidates import CLEAR, Candidate, Moment, best_first, candidates, judge
from remit.loaders.forms import nominative
from remit.loaders.grammar import Grammar
from remit.loaders.groups import Groups
from remit.loaders.names import NameIndex, NameMatch, Target
from remit.loaders.naming import key
from remit.loaders.person_names import name_words, person_named
from remit.ontology.claims import UNRESOLVED, Link, LocalBody, Person, Post
from remit.ontology.iris import BodyIri, PersonIri, PostIri, digest
from remit.ontology.letters import fold
from remit.ontology.registry import Registry

_ASIDE = re.compile(r"\s*\([^()]*\)\s*$")
_LETTERS = re.compile(r"[^\W\d_]+")
_TOGETHER = re.compile(r"\s+[–-]\s+")
_FEW = 5  # candidates that only resemble what is written
_EDGE = " \t\n,;.:–-"


@dataclass(frozen=True)
class Seated:
    """Who a line of a composition (or a tenure) seats: a post, the body it is in."""

    post: str | None
    body: Link


@dataclass(frozen=True)
class Bearer:
    """One of those whom a mention names: where it stands in the mention, and who it is."""

    start: int
    end: int
    link: Link


@dataclass
class Linker:
    """Links the mentions of one document; the entities it mints stay in `bodies`, `posts` and `persons`.

    Abbreviations that the document defines outrank the registry. `on` is the date of the document: a name that
    several bodies have had means the one in existence on that day. `after` is a day before which a document without
    a date cannot have been written: a body that was no more by then is not meant. `scope` is the document's IRI: what
    it calls by a common noun («учреждение») is its own, not that of every document.
    """

    registry: Registry
    names: NameIndex
    abbreviations: Mapping[str, str]
    on: date | None
    after: date | None = None
    scope: str = ""
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
        expansion = self._expansion(mention, grammar)
        if named := self._named(expansion or mention, grammar):
            return self._chosen(named.targets, expansion or mention, defined=expansion is not None)
        if expansion and (named := self._named(mention, grammar)) and self._means(named, expansion):
            return self._chosen(named.targets, mention)
        if not any(letter.isalpha() for letter in mention):
            return UNRESOLVED
        if expansion:
            return self.local(expansion, grammar)
        return self._unknown(nominative(naming.without_holder(mention), grammar), grammar)

    def _class(self, sets: Mapping[str, object]) -> Link:
        """Give a class of bodies or, where a rule says so, of the posts at their heads («акимам областей»)."""
        body = self.registry.bodies[str(sets["body"])]
        if post := sets.get("post"):
            return Link("class", self.registry.post_iri(body.id, str(post)), reason="by kind")
        return Link("class", body.iri, reason="by kind")

    def _named(self, text: str, grammar: Grammar) -> NameMatch | None:
        """Find the name that a text is, but for a legal form, quotation marks and an aside at its end."""
        folded = fold(text)
        for each in dict.fromkeys((folded, _ASIDE.sub("", folded))):
            for match in self.names.find(each):
                if naming.covers(match, each, grammar):
                    return match
        return None

    def _means(self, named: NameMatch, expansion: str) -> bool:
        """Tell whether what the document says an abbreviation stands for may be the registry's name, put otherwise."""
        said = _stems(expansion)
        bodies = (self.registry.bodies[target.body] for target in named.targets)
        names = (_stems(name) for body in bodies for name in body.names.values())
        return any(2 * len(said & stems) >= len(stems) for stems in names)

    def bearers(self, mention: str, grammar: Grammar) -> tuple[Bearer, ...]:
        """Say who bears a duty: each of several under one head («Министерствам энергетики и юстиции»), or by their full
        names («Верховному Суду и Генеральной прокуратуре»), or the one."""
        alone = self._expansion(mention, grammar)
        listed = "" if alone else fold(_ASIDE.sub("", mention))
        members = self.names.enumerations.members(listed, grammar)
        found = []
        for member in members:
            targets = frozenset(Target(body, grammar.language, member.role) for body in member.bodies)
            words = mention[member.start : member.end]
            link = self._chosen(targets, words)
            post = self._post(link, member.role, words, grammar)
            found.append(Bearer(member.start, member.end, replace(link, entity=post) if post else link))
        found = found or [
            Bearer(start, end, self.bearer(mention[start:end], grammar)) for start, end in self._joined(listed, grammar)
        ]
        return tuple(found) or (Bearer(0, len(mention), self.bearer(mention, grammar)),)

    def _joined(self, folded: str, grammar: Grammar) -> list[tuple[int, int]]:
        """Give where each of several known names stands; none when a text is more than names and what joins them."""
        spans = [(match.start, match.end) for match in self.names.find(folded)]
        gaps = [folded[before:after] for (_, before), (after, _) in pairwise(spans)]
        joint = re.compile(grammar.fragments["enumeration_joint"], re.IGNORECASE)
        if not gaps or not all(joint.fullmatch(naming.without_legal_words(gap, grammar)) for gap in gaps):
            return []
        edges = f"{folded[: spans[0][0]]} {folded[spans[-1][1] :]}"
        return [] if key(naming.without_legal_words(edges, grammar)) else spans

    def bearer(self, mention: str, grammar: Grammar) -> Link:
        """Say who alone bears a duty: a body, or the post in one where a post is named."""
        if self._expansion(mention, grammar) is None and self.groups.link(mention, grammar) is None:
            unnamed = naming.without_person(mention)
            for text in dict.fromkeys((mention, unnamed, nominative(unnamed, grammar))):
                folded = fold(text)
                named = any(target.role for match in self.names.find(folded)[:1] for target in match.targets)
                if named or naming.post_phrase(folded, grammar):
                    seated = self.seat(text, grammar)
                    if seated.post:
                        return replace(seated.body, entity=seated.post)
        return self.link(mention, grammar)

    def longest_known(self, folded: str, position: int) -> int:
        """Give the end of the longest name, enumeration or abbreviation of this document at a position; 0 for none."""
        end = max(self.names.longest_at(folded, position), self.names.enumerations.end_at(folded, position))
        for known in self._folded_keys:
            after = position + len(known)
            if folded.startswith(known, position) and not folded[after : after + 1].isalnum():
                end = max(end, after)
        return end

    @cached_property
    def _folded_keys(self) -> list[str]:
        return [fold(each) for each in self.abbreviations]

    def _expansion(self, mention: str, grammar: Grammar) -> str | None:
        """Give what the document says a mention stands for, in whatever case it stands."""
        if not self._expansions:
            return None
        return self._expansions.get(key(mention)) or self._expansions.get(key(nominative(mention, grammar)))

    @cached_property
    def _expansions(self) -> dict[str, str]:
        return {key(each): value for each, value in self.abbreviations.items()}

    def _chosen(self, targets: Iterable[Target], text: str, *, defined: bool = False) -> Link:
        """Choose among those that bear a name: the best, if it is good enough and better than any other."""
        moment = Moment(self.on, self.after)
        judged = ((self.registry.bodies[each.body].iri, judge(self.registry, each, text, moment)) for each in targets)
        ranked = best_first(Candidate(iri, each.score, each.reasons) for iri, each in judged)
        clear = [each for each in ranked if each.score >= CLEAR]
        if clear and (len(clear) == 1 or clear[0].score > clear[1].score):
            body = self.registry.body_at(clear[0].iri)
            why = (*(("defined in the document",) if defined else ()), *clear[0].reasons)
            return Link("class" if body and body.is_class else "linked", clear[0].iri, reason="; ".join(why))
        if clear:
            return Link("candidates", None, tuple(each.iri for each in clear), "several bodies have this name")
        alike = candidates(self.registry, self.names, text, on=self.on, limit=_FEW)
        iris = dict.fromkeys((*(each.iri for each in alike if each.score >= CLEAR), *(each.iri for each in ranked)))
        return Link("candidates", None, tuple(iris), f"no body of this name exists on {self.on}")

    def _unknown(self, name: str, grammar: Grammar) -> Link:
        """Mint what the registry does not hold: a common noun means something of this document alone."""
        folded = fold(name)
        scope = self.scope if grammar.search("common_noun", folded) else ""
        link = self.local(name, grammar, scope=scope)
        if grammar.search("authorised_body", folded):
            return replace(link, reason="an authorised body that the document does not name")
        return replace(link, reason="named by a common noun that the document does not explain") if scope else link

    def local(self, name: str, grammar: Grammar, scope: str = "") -> Link:
        """Mint an organisation the registry does not know; the same name gives the same entity wherever it counts.

        That is in every document or, with a `scope`, in one. A part of a known body is the same part however the body
        is written («Департамент … Министерства финансов», «Департамент … МФ РК»).
        """
        name = " ".join(name.split()).strip(_EDGE)
        for rule in grammar.of("article"):
            name = rule.regex.sub("", name).strip()
        part, parent = self._part_of_known(name, grammar)
        iri = str(BodyIri(("local", digest(key(part) + (parent or "") + scope))))
        self.bodies.setdefault(iri, LocalBody(iri, name, grammar.language, parent=parent))
        return Link("local", iri, reason="not in the registry")

    def _part_of_known(self, name: str, grammar: Grammar) -> tuple[str, str | None]:
        """Take out of the name of a part of a known body the body it is of: «Департамент …», «Министерства …».

        The body stands where the language puts it, with no more than a territory behind it; a name without one, or with
        several, is given back whole, with `None`.
        """
        named = self.names.find(fold(name))
        for match in named if len(named) == 1 else ():
            before, after = name[: match.start], name[match.end :]
            part, beyond = (after, before) if grammar.words["country_first"] else (before, after)
            placed = not key(beyond) or grammar.search("territory", fold(beyond))
            bodies = [each for each in match.targets if not each.role]
            if not bodies or not placed or not grammar.search("body_noun", fold(part)):
                continue
            whole = self._chosen(bodies, name[match.start : match.end])
            if whole.status == "linked":
                return f"{before} {after}", whole.entity
        return name, None

    def seat(self, mention: str, grammar: Grammar) -> Seated:
        """Say which post, in which body, a line names; the body alone when it names no post we know.

        Of two posts held together («заместитель Премьер-Министра – Министр финансов») it is the second. Of two to
        choose from («заместитель акима или руководитель аппарата») it is neither.
        """
        if found := grammar.search("body_class", fold(mention)):
            heads = Link("class", self.registry.bodies[str(found[0].sets["body"])].iri, reason="by kind")
            return Seated(self._post(heads, found[0].sets.get("post"), mention, grammar), heads)
        if either := self._either(mention, grammar):
            return either
        *others, last = _TOGETHER.split(mention)
        if others and (held := self._seat(last, grammar)).post and held.body.status == "linked":
            return held
        seated = self._seat(mention, grammar)
        if seated.post or not others:
            return seated
        return next((each for post in (last, *reversed(others)) if (each := self._seat(post, grammar)).post), seated)

    def _either(self, mention: str, grammar: Grammar) -> Seated | None:
        """Give the body that the posts to choose from are in, or the bodies as candidates; `None` for one post."""
        found = grammar.search("post_choice", fold(mention))
        if not found:
            return None
        apart = replace(self, bodies={}, posts={})
        seats = [apart._seat(mention[: found[1].start()], grammar), apart._seat(mention[found[1].end() :], grammar)]
        if not all(seat.post for seat in seats):
            return None
        if seats[0].body.entity == seats[1].body.entity and seats[0].body.status == "linked":
            return Seated(None, seats[0].body)
        bodies = tuple(str(seat.body.entity) for seat in seats if seat.body.status == "linked")
        return Seated(None, Link("candidates", None, bodies, "one post or another"))

    def _seat(self, mention: str, grammar: Grammar) -> Seated:
        mention = naming.without_asides(mention, grammar)
        folded = fold(mention)
        named = [match for match in self.names.find(folded) if any(target.role for target in match.targets)]
        if named:
            roles = frozenset(target for target in named[0].targets if target.role)
            aide = naming.aide(named[0], folded, grammar)
            if aide or naming.mostly_covers(named[0], folded, grammar):
                body = self._chosen(roles, mention[named[0].start : named[0].end])
                of_body = (each.role for each in roles if self.registry.bodies[each.body].iri == body.entity)
                role = next(of_body, None)
                return Seated(self._post(body, f"{aide}-{role}" if aide and role else role, mention, grammar), body)
        phrase = naming.post_phrase(folded, grammar)
        if phrase is None:
            whole = self._named(mention, grammar)
            return Seated(None, self._chosen(whole.targets, mention) if whole else UNRESOLVED)
        role, start, end = phrase
        body = self._employer((mention[:start] + " " + mention[end:]).strip(_EDGE), grammar)
        return Seated(self._post(body, role, mention, grammar), body)

    def _employer(self, rest: str, grammar: Grammar) -> Link:
        if not rest:
            return UNRESOLVED
        rest = self._expansion(rest, grammar) or rest
        for text in dict.fromkeys((rest, nominative(rest, grammar))):
            if whole := self._named(text, grammar):
                return self._chosen(whole.targets, text)
        folded = fold(rest)
        matches = [match for match in self.names.find(folded) if not all(target.role for target in match.targets)]
        known = UNRESOLVED
        if matches:
            known = self._chosen(matches[0].targets, rest[matches[0].start : matches[0].end])
            if grammar.search("post_qualifier", naming.beside(matches[0], folded, grammar)):
                return known
        return self.local(nominative(rest, grammar), grammar)

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
        """Give the IRI of a person by name: the registry's, where one person of it has exactly these names.

        Initials and a surname are those of many: the same ones mean one person within a document only.
        """
        known = person_named(self.registry, name)
        words = name_words(name) if len(name_words(name)) > 1 else {self.scope, *_LETTERS.findall(name.casefold())}
        iri = known.iri if known else str(PersonIri(("local", digest(" ".join(sorted(words))))))
        self.persons.setdefault(iri, Person(iri, name, grammar.language))
        return iri


def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:5] for word in re.findall(r"\w{4,}", fold(text).casefold()))
