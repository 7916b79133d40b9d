"""`remit view`: a store, or what lies around a focus, as one interactive HTML file."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from remit.graph.choice import around, bundle, find_focus, overview
from remit.graph.network import build_network
from remit.graph.picture import Picture, draw
from remit.graph.view_claims import Card, read_act_names, read_cards
from remit.graph.view_page import page_html
from remit.graph.view_rows import page_rows
from remit.graph.view_words import load_words
from remit.ontology.errors import RemitError, UsageError

if TYPE_CHECKING:
    from remit.graph.store import Store

CARRIED = 2000  # things a page holds at most, shown or not: with more it is slow to open
_CROWD = 60  # things around a focus from which those that stand together are drawn as one
_NAMED = 4  # documents named in the heading of an overview


@dataclass(frozen=True)
class ViewReport:
    """What was drawn at first, how many things of the graph were not, and where the page is."""

    nodes: int
    edges: int
    left_out: int
    path: Path


def write_view(
    store: Store,
    out: Path,
    focus: str | None = None,
    lang: str = "en",
    max_nodes: int = 250,
    on: date | None = None,
    without: Collection[str] = (),
) -> ViewReport:
    """Write the picture of a store to `out`, around `focus` (an IRI, or words in names) or as an overview.

    At most `max_nodes` things are drawn at first; the page carries more, which the reader can reveal. `on` and
    `without` are those of `build_network`. Raises `UsageError` for a language or number it cannot take or a folder it
    cannot write to, `RemitError` when nothing has the words of the focus in its name or the graph is empty.
    """
    words = load_words(lang)
    if max_nodes < 1:
        raise UsageError(f"cannot draw {max_nodes} nodes", "view", "give a number from 1 up")
    network = build_network(store, lang=lang, on=on, without=without)
    claims = {data["claim"] for *_, data in network.edges(data=True) if "claim" in data} | set(network)
    cards = read_cards(store, claims)
    picture = draw(network, cards, read_act_names(store), words)
    if not picture.things:
        raise RemitError("there is nothing to draw", store.location, "load documents first: remit load PATH")
    total = len(picture.things)
    middle: list[str] = []
    if focus is None:
        heading = _documents(cards) or words.texts["overview"]
        bundle(picture, cards, words)
        order, near = overview(picture)
    else:
        middle = find_focus(picture, focus, words)
        if not middle:
            raise RemitError(f"nothing has {focus!r} in its name", store.location, "try other words")
        heading = picture.things[focus].label if focus in picture.things else focus
        order, near = around(picture, middle)
        if near > _CROWD:
            bundle(picture, cards, words, middle)
            order, near = around(picture, middle)
    shown = _linked(picture, order[: min(near, max_nodes)], middle) or order[:max_nodes]
    first = set(shown)
    carried = [*shown, *(iri for iri in order if iri not in first)][: max(CARRIED, len(shown))]
    nodes, edges, page = page_rows(picture, cards, words, carried, len(shown))
    page |= {"total": total, "focus": [carried.index(iri) for iri in middle if iri in carried]}
    drawn = [edge for edge in edges if max(edge["from"], edge["to"]) < len(shown)]
    later = [edge for edge in edges if max(edge["from"], edge["to"]) >= len(shown)]
    page |= {"nodes": nodes[len(shown) :], "edges": later}
    _save(out, page_html(heading, nodes[: len(shown)], drawn, page))
    things = sum(picture.things[iri].kind != "section" for iri in shown)
    return ViewReport(len(shown), len(drawn), total - things, out)


def _documents(cards: Mapping[str, Card]) -> str:
    names = list(dict.fromkeys(Path(card.document).stem for card in cards.values()))
    return ", ".join(names[:_NAMED]) + (f" … +{len(names) - _NAMED}" if len(names) > _NAMED else "")


def _linked(picture: Picture, chosen: Sequence[str], middle: Sequence[str]) -> list[str]:
    """Leave out what has no tie to anything else that is drawn, unless it is what was asked for."""
    among = set(chosen)
    tied = {end for pair in picture.ties if among.issuperset(pair) for end in pair}
    return [iri for iri in chosen if iri in tied or iri in middle]


def _save(out: Path, html: str) -> None:
    """Write the page whole or not at all."""
    draft = out.with_name(f".{out.name}.{os.getpid()}")
    try:
        draft.write_text(html, "utf-8")
        draft.replace(out)
    except OSError as error:
        draft.unlink(missing_ok=True)
        problem = f"cannot write the page ({error.strerror})"
        raise UsageError(problem, str(out), "name another file with --out") from error
