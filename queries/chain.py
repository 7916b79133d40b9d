"""Accountability chains of what words mean: from the holder of a post down to a duty, and up to the highest act."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from remit.graph import chains as graph_chains
from remit.graph.accountability import Accountability
from remit.graph.store import Store
from remit.ontology.registry import Registry
from remit.queries.search import SearchIndex
from remit.queries.subjects import find_subjects
from remit.queries.wording import Names, reason, relation, say, strength


@dataclass(frozen=True)
class Link:
    """One hop of a chain, named; `how` tells in words what it rests on and, where it is weak, why.

    A hop over a reorganisation has its `kind` and, where known, the `act` that orders it.
    """

    source: str
    target: str
    relation: str
    source_label: str
    target_label: str
    since: str | None
    until: str | None
    document: str | None
    quote: str | None
    strength: str
    start: int | None
    end: int | None
    claim: str | None
    how: str
    kind: str | None = None
    act: str | None = None

    def as_json(self) -> dict[str, Any]:
        """Give the hop as it is printed."""
        named = {"from": self.source, "to": self.target, "relation": self.relation}
        labels = {"from_label": self.source_label, "to_label": self.target_label}
        rest = ("since", "until", "document", "quote", "strength", "start", "end", "claim", "how", "kind", "act")
        return {**named, **labels, **{name: getattr(self, name) for name in rest}}


@dataclass(frozen=True)
class Top:
    """The post that heads a chain on the day: `state` is held, vacant, unknown or none (its body did not exist).

    `left` is when the last known holder left, where nobody is known to hold it; `how` says so in words.
    """

    post: str
    post_label: str
    state: str
    left: str | None
    how: str


@dataclass(frozen=True)
class Chains:
    """Chains, the best first; `weakest` is the weakest hop of the first, `None` when there is no chain.

    `alternatives` are other ways up from the same duty; `left_out` counts the pairs of duty and bearer not followed.
    `tops` are the posts that head the chains, one a chain, `None` where no post is known.
    """

    chains: tuple[tuple[Link, ...], ...] = ()
    weakest: Link | None = None
    alternatives: tuple[tuple[Link, ...], ...] = ()
    left_out: int = 0
    tops: tuple[Top | None, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Give the chains as they are printed."""
        return {
            "chains": [[link.as_json() for link in chain] for chain in self.chains],
            "weakest": self.weakest.as_json() if self.weakest else None,
            "alternatives": [[link.as_json() for link in chain] for chain in self.alternatives],
            "left_out": self.left_out,
            "tops": [asdict(top) if top else None for top in self.tops],
        }


def chain(
    store: Store,
    registry: Registry,
    iri_or_words: str,
    as_of: date | None = None,
    lang: str = "en",
    index: SearchIndex | None = None,
) -> Chains:
    """Build the accountability chains of the first thing the words mean that has any; none when the graph has none.

    Without `as_of` each chain is as of the date of its document. For `index` see `who`. Raises `UsageError` for a
    language without words and for words without a letter or digit.
    """
    at = Accountability(store, registry, as_of)
    names = Names(at, lang)
    builder = graph_chains.Chains(at)
    for subject in find_subjects(at, iri_or_words, index=index):
        found = builder.find(subject)
        if found.chains:
            return Chains(
                tuple(tuple(_link(hop, names) for hop in one.hops) for one in found.chains),
                _link(found.chains[0].weakest, names),
                tuple(tuple(_link(hop, names) for hop in one.hops) for one in found.alternatives),
                found.left_out,
                tuple(_top(one.top, names, as_of) if one.top else None for one in found.chains),
            )
    return Chains()


def _top(top: graph_chains.Top, names: Names, day: date | None) -> Top:
    held = top.incumbency
    left = str(held.left) if held.left else None
    told = say(f"post_{held.state}", names.lang, date=day, names="") if day and held.state != "held" else ""
    how = "; ".join(part for part in (told, say("left", names.lang, date=left) if left else "") if part)
    return Top(top.post, names.of(top.post), held.state, left, how)


def _link(hop: graph_chains.Hop, names: Names) -> Link:
    passage = hop.passage
    unnamed = hop.mention if hop.source == hop.claim else None
    how = [strength(hop.strength, names.lang), reason(hop.why, names.lang), ", ".join(hop.words)]
    how += [relation(hop.kind, names.lang) if hop.kind else "", names.act(hop.act) if hop.act else ""]
    return Link(
        hop.source, hop.target, hop.relation, unnamed or names.of(hop.source), names.of(hop.target),
        hop.since, hop.until, passage.document if passage else None, passage.quote if passage else None, hop.strength,
        passage.start if passage else None, passage.end if passage else None, hop.claim,
        ": ".join(part for part in how if part), hop.kind, hop.act,
    )  # fmt: skip


def render(chains: Chains, lang: str = "en") -> str:
    """Tell the chains in words; raise `UsageError` for a language without words."""
    if not chains.chains:
        return say("nothing", lang)
    return "\n".join(_lines(chains, lang))


def _lines(chains: Chains, lang: str) -> Iterator[str]:
    for number, links in enumerate(chains.chains, 1):
        yield f"{number}. {links[0].source_label}"
        if (top := chains.tops[number - 1]) and top.how:
            yield f"   ! {top.post_label}: {top.how}"
        for link in links:
            yield from _link_lines(link, lang)
        yield ""
    if weakest := chains.weakest:
        yield say("weakest", lang, source=weakest.source_label, target=weakest.target_label, why=weakest.how)
    if chains.alternatives:
        yield say("alternatives", lang)
    for links in chains.alternatives:
        yield "   " + " → ".join([links[0].source_label, *(link.target_label for link in links)])
    if chains.left_out:
        yield say("left_out", lang, count=chains.left_out)


def _link_lines(link: Link, lang: str) -> Iterator[str]:
    period = f" {link.since or '…'}–{link.until or '…'}" if link.since or link.until else ""
    yield f"   ↓ {relation(link.relation, lang)}{period} [{link.how}]"
    yield f"   {link.target_label}"
    if link.quote:
        yield f"     «{link.quote}» ({link.document})"
