"""Things, ties and claims of a picture as the rows of data that its page is made of."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from remit.graph.layout import Box, place
from remit.graph.picture import Picture, Thing, Tie
from remit.graph.view_claims import Card
from remit.graph.view_page import Rows
from remit.graph.view_words import Role, Words

_LETTER, _LINE = 0.58, 1.2  # room a letter takes across and a line down, for each unit of font size
_LARGE_FONT, _FONT = 17, 13
_LARGE = frozenset({"plan", "group", "section"})


def page_rows(
    picture: Picture, cards: Mapping[str, Card], words: Words, carried: Sequence[str], shown: int
) -> tuple[Rows, Rows, dict[str, Any]]:
    """Give the rows of all `carried` things, of the ties among them, and the rest of the page's data.

    Things and claims are numbered; the first `shown` things have coordinates.
    """
    ids = {iri: number for number, iri in enumerate(carried)}
    ties = [tie for pair, tie in picture.ties.items() if ids.keys() >= set(pair)]
    cited = dict.fromkeys(claim for tie in ties for _, claim in tie.claims if claim in cards)
    cited |= dict.fromkeys(claim for iri in carried for claim in picture.things[iri].claims if claim in cards)
    claim_ids = {claim: number for number, claim in enumerate(cited)}
    degrees = picture.degrees()
    nodes: Rows = [_node(picture.things[iri], ids, claim_ids, words, degrees[iri]) for iri in carried]
    edges = [_edge(number, tie, ids, claim_ids, words) for number, tie in enumerate(ties)]
    points = place(
        [Box(*node["room"]) for node in nodes[:shown]],
        [(edge["from"], edge["to"]) for edge in edges if edge["from"] < shown and edge["to"] < shown],
    )
    for node, (x, y) in zip(nodes, points, strict=False):
        node |= {"x": x, "y": y}
    return nodes, edges, {"claims": [_claim(cards[claim], picture, words) for claim in cited], **_table(words)}


def _node(thing: Thing, ids: Mapping[str, int], claims: Mapping[str, int], words: Words, degree: int) -> dict[str, Any]:
    kind = words.kinds[thing.kind]
    large = thing.kind in _LARGE
    font = _LARGE_FONT if large else _FONT
    size = round(kind.size + (0 if large else min(10.0, 2.2 * math.log2(max(1, degree)))), 1)
    lines = thing.short.split("\n")
    # A label hangs below its shape; the room is that of both, around the shape, so that nothing else comes under it.
    across, down = max(map(len, lines)) * font * _LETTER, len(lines) * font * _LINE
    return {
        "id": ids[thing.iri],
        "iri": thing.iri,
        "group": thing.kind,
        "full": thing.label,
        "label": thing.short,
        "size": size,
        "font": {"size": font},
        "room": [round(max(2 * size, across), 1), round(2 * size + down, 1)],
        "claims": [claims[claim] for claim in thing.claims if claim in claims],
        "members": [ids[member] for member in thing.members if member in ids],
    }


def _edge(number: int, tie: Tie, ids: Mapping[str, int], claims: Mapping[str, int], words: Words) -> dict[str, Any]:
    known = [role for role in words.roles if role in tie.roles]
    look = words.roles[known[0]] if known else Role("structure", 1, (), "")
    return {
        "id": number,
        "from": ids[tie.source],
        "to": ids[tie.target],
        "roles": {role: tie.roles[role] for role in [*known, *(role for role in tie.roles if role not in known)]},
        "family": look.family,
        "width": round(look.width + 0.7 * math.log2(max(1, tie.roles.total())), 1),
        "dashes": list(look.dashes) or False,
        "claims": [[role, claims[claim]] for role, claim in tie.claims if claim in claims],
    }


def _claim(card: Card, picture: Picture, words: Words) -> dict[str, Any]:
    return {
        "iri": card.claim,
        "quote": card.quote,
        "facts": [
            [words.facts["document"], card.document],
            [words.facts["place"], f"{card.start}–{card.end}"],
            *_facts(card, picture, words),
        ],
    }


def _facts(card: Card, picture: Picture, words: Words) -> Iterator[list[str]]:
    for code, name in words.facts.items():
        values = [value for value in card.facts.get(code, ()) if (code, value) != ("by_agreement", "false")]
        if values:
            yield [name, "; ".join(_value(value, picture, words) for value in values)]


def _value(value: str, picture: Picture, words: Words) -> str:
    if value in picture.things:
        return picture.things[value].label
    return words.values.get(value, value)


def _table(words: Words) -> dict[str, Any]:
    """Give the words and looks that the script of the page needs."""
    return {
        "lang": words.lang,
        "words": words.texts,
        "kinds": {code: asdict(kind) for code, kind in words.kinds.items()},
        "roles": {code: asdict(role) for code, role in words.roles.items()},
        "families": words.families,
        "fold": [words.fold_from, words.fold_to],
    }
