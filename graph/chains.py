"""Accountability chains: person, post, body, duty, provision, act and the acts above, each hop with what says so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from remit.graph.accountability import Accountability
from remit.graph.authority import Step
from remit.graph.holders import Incumbency
from remit.graph.records import Charge, Duty, Held, Passage, precedence
from remit.graph.succession import Course, Move, Parentage

# From the strongest to the weakest.
STRENGTHS = ("stated", "registry", "unverified-registry", "undated", "inferred", "unresolved", "repealed")
MAX_CHAINS = 20
_FROM_REGISTRY = {"yes": "registry"}
_SETTLED = ("linked", "local", "class")


@dataclass(frozen=True)
class Hop:
    """One hop: `passage` is `None` for what the registry says; `why` names the reason of a strength, for words.

    `words` are the words that tied a transfer to the duty; `mention` names a bearer that was not resolved. A hop over a
    reorganisation has its `kind` and, where known, the `act` that orders it.
    """

    source: str
    target: str
    relation: str
    strength: str
    passage: Passage | None = None
    since: str | None = None
    until: str | None = None
    why: str = ""
    words: tuple[str, ...] = ()
    mention: str | None = None
    claim: str | None = None
    kind: str | None = None
    act: str | None = None


@dataclass(frozen=True)
class Top:
    """The post at the head of a chain and whether it is held, vacant or unknown by whom on the day."""

    post: str
    incumbency: Incumbency


@dataclass(frozen=True)
class Chain:
    """Hops from the holder at the top to the highest act; `top` is the post that answers, `None` when none is known."""

    hops: tuple[Hop, ...]
    top: Top | None = None

    @property
    def weakest(self) -> Hop:
        """The weakest hop, the nearest to the top of several."""
        return max(self.hops, key=lambda hop: STRENGTHS.index(hop.strength))

    @property
    def nodes(self) -> list[str]:
        """Everything the chain passes, in order."""
        return [self.hops[0].source, *(hop.target for hop in self.hops)]


@dataclass(frozen=True)
class Found:
    """The chains of a start, the best first, other ways up from its duty, and how many bearers were left out."""

    chains: tuple[Chain, ...]
    alternatives: tuple[Chain, ...] = ()
    left_out: int = 0


class Chains:
    """Builds chains from a person, post, body, duty, plan or act, as of the day of `accountability`."""

    def __init__(self, accountability: Accountability) -> None:
        self._at = accountability
        self._records = accountability.records

    def find(self, start: str, limit: int = MAX_CHAINS) -> Found:
        """Build at most `limit` chains that pass through `start`; none when nothing ties it to a duty or an act above.

        From a duty there is one chain a bearer, in the order listed. Each takes the way up that reaches the highest
        act; the other ways of a single duty come back as alternatives.
        """
        duties = [duty for iri in self._duties(start) if (duty := self._records.duty(iri))]
        if not duties:
            ways = [Chain(tuple(_upward(step) for step in way)) for way in self._at.authority.paths(start)]
            return Found(tuple(ways[:limit]), (), max(0, len(ways) - limit))
        anywhere = self._records.kind(start) not in ("body", "post", "person")
        pairs: list[tuple[Duty, Charge | None]] = []
        for duty in duties:
            charges = sorted(self._records.charges(duty.iri), key=precedence)
            pairs += [(duty, charge) for charge in charges] or [(duty, None)]
        chains: list[Chain] = []
        for seen, (duty, charge) in enumerate(pairs):
            if len(chains) >= limit:
                return Found(tuple(chains[:limit]), (), len(pairs) - seen)
            chains += [chain for chain in self._of(duty, charge) if anywhere or start in chain.nodes]
        others = self._at.authority.paths(duties[0].iri)[1:] if len(duties) == 1 else []
        alternatives = tuple(Chain(tuple(_upward(step) for step in way)) for way in others)
        return Found(tuple(chains[:limit]), alternatives, max(0, len(chains) - limit))

    def _duties(self, start: str) -> list[str]:
        """Give the duties whose chains may pass through a thing."""
        if self._records.duty(start):
            return [start]
        kind = self._records.kind(start)
        posts = self._at.holders.posts_of(start) if kind == "person" else [start] if kind == "post" else []
        bodies = [body for post in posts if (body := self._body_of(post))]
        bodies += [start] if kind == "body" or self._at.registry.body_at(start) else []
        succession = self._at.succession
        near = [one for body in bodies for one in (body, *succession.children(body))]
        bearers = dict.fromkeys(
            [start, *(origin for one in (*posts, *near) for origin in self._at.origins(one))],
        )
        borne = [duty for bearer in bearers for duty in self._records.duties_of(bearer)]
        behind = self._records.duties_in(start) + self._records.duties_behind(start) if not borne else []
        return list(dict.fromkeys(borne + behind))

    def _body_of(self, post: str) -> str | None:
        stated = self._records.body_of(post)
        known = (held.body for held in self._at.holders.tenures(post) if held.body)
        return stated or next(known, None)

    def _of(self, duty: Duty, charge: Charge | None) -> Iterator[Chain]:
        """Build the chains of one bearer of a duty: one, or one for each body it may have become."""
        way = next(iter(self._at.authority.paths(duty.iri)), ())
        up = tuple(_upward(step) for step in way)
        if charge is None:
            if up:
                yield Chain(up)
            return
        if charge.bearer is None:
            yield Chain((self._charged(charge, charge.iri, None), *up))
            return
        for down, course, top in self._tops(charge.bearer, duty):
            yield Chain((*down, self._charged(charge, charge.bearer, course), *up), top)

    def _charged(self, charge: Charge, bearer: str, course: Course | None) -> Hop:
        lost = "orphaned" if course and course.state == "orphaned" else ""
        unsettled = "" if charge.status in _SETTLED and charge.bearer else "unresolved"
        return Hop(
            bearer, charge.duty, charge.mode, "unresolved" if lost or unsettled else "stated", charge.passage,
            why=unsettled or lost, mention=charge.mention, claim=charge.iri,
        )  # fmt: skip

    def _tops(self, bearer: str, duty: Duty) -> Iterator[tuple[tuple[Hop, ...], Course | None, Top | None]]:
        """Give what stands above a bearer: who heads what it has become by the day, or the body over it."""
        day = self._at.day(duty)
        if self._records.kind(bearer) == "post":
            for post, course in self._at.post_courses(bearer, duty):
                top = Top(post, self._at.holders.on(post, day))
                yield (*_held(top), *self._moved(course, bearer)), course, top
            return
        for course in self._at.courses(bearer, duty):
            down, head = self._headed(course.body, duty, day)
            yield (*down, *self._moved(course)), course, head

    def _moved(self, course: Course, post: str | None = None) -> Iterator[Hop]:
        """Lead back from what a body has become to what it was; from post to post where a post was named."""
        for move in reversed(course.moves):
            hop = _backward(move, course)
            ends = (self._at.post_in(body, post) if post else body for body in (move.after, move.before))
            yield replace(hop, source=next(ends), target=next(ends))

    def _headed(self, body: str, duty: Duty, day: date | None) -> tuple[tuple[Hop, ...], Top | None]:
        """Lead from a person through a post to a body; for one without a known head, through the body above it."""
        if posts := self._at.holders.head_posts(body):
            top = Top(posts[0], self._at.holders.on(posts[0], day))
            known = "registry" if self._at.registry.body_at(body) else "stated"
            return (*_held(top), Hop(top.post, body, "post_in", known)), top
        above = self._at.parentage(body, duty)
        if not above or not above.after:
            return (), None
        over = tuple(self._over(above, body, day))
        for post in self._at.holders.head_posts(above.after)[:1]:
            top = Top(post, self._at.holders.on(post, day))
            return (*_held(top), Hop(post, above.after, "post_in", "registry"), *over), top
        return over, None

    def _over(self, above: Parentage, body: str, day: date | None) -> Iterator[Hop]:
        assert above.after is not None
        if not above.stated and above.before:
            yield from (_backward(move, above.course) for move in reversed(above.course.moves))
        source = above.after if above.stated or not above.before else above.before
        entry, parent = self._at.registry.body_at(body), self._at.registry.body_at(source)
        periods = [one.interval for one in entry.parents if parent and one.id == parent.id] if entry else []
        dated = next((one for one in periods if (one.start or one.end) and day and one.covers(day)), None)
        known = _FROM_REGISTRY.get(entry.verified if entry else "", "unverified-registry")
        yield Hop(
            source, body, "parent_of", known if dated else "undated",
            since=str(dated.start) if dated and dated.start else None,
            until=str(dated.end) if dated and dated.end else None,
        )  # fmt: skip


def _held(top: Top) -> Iterator[Hop]:
    incumbency = top.incumbency
    for held in islice(reversed(incumbency.tenures), 1):
        persons = {other.person for other in incumbency.tenures}
        yield _holding(held, top.post, "unresolved" if len(persons) > 1 else "")


def _holding(held: Held, post: str, doubt: str) -> Hop:
    start, end = held.interval.start, held.interval.end
    known = "stated" if held.passage.quote else _FROM_REGISTRY.get(held.verified or "", "unverified-registry")
    strength = doubt or (known if start else "undated")
    return Hop(
        held.person, post, "holds", strength, held.passage if held.passage.quote else None,
        since=str(start) if start else None, until=str(end) if end else None, why="several-holders" if doubt else "",
        claim=held.iri,
    )  # fmt: skip


def _backward(move: Move, course: Course) -> Hop:
    change = move.change
    known = "stated" if change.passages else _FROM_REGISTRY.get(change.verified or "", "unverified-registry")
    doubt = "several-successors" if course.state == "candidate" else "scope" if move.inferred else ""
    return Hop(
        move.after, move.before, "successor_of", "inferred" if move.inferred else known,
        change.passages[0] if change.passages else None, since=str(change.date), why=doubt, words=move.words,
        claim=change.iri, kind=change.kind, act=change.act,
    )  # fmt: skip


def _upward(step: Step) -> Hop:
    why = "title" if step.strength == "inferred" else ""
    since = step.repealed_on if step.strength == "repealed" else None
    return Hop(step.source, step.target, step.relation, step.strength, step.passage, until=since or None, why=why)
