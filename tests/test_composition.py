"""Compositions in the three languages: who sits in which role, whatever the layout of the lines."""

from __future__ import annotations

from typing import Any

import pytest
from sample_texts import cases, document, part

from remit.loaders.composition import SeatMention, find_group, find_seats
from remit.loaders.parts import Part, split


def _composition(text: str) -> Part:
    (found,) = [each for each in split(document(text)) if each.kind == "composition"]
    return found


def _short(seat: SeatMention) -> dict[str, Any]:
    more = {"by_agreement": seat.by_agreement, "person": seat.person}
    return {"role": seat.role, "mention": seat.mention, **{name: value for name, value in more.items() if value}}


@pytest.mark.parametrize(("language", "case"), cases("compositions"))
def test_case(language: str, case: dict[str, Any]) -> None:
    composition = _composition(case["text"])
    group = find_group(composition)
    assert composition.language == language
    assert (group.name if group else None) == case["group"]
    assert [_short(seat) for seat in find_seats(composition)] == case["seats"]


@pytest.mark.parametrize(("language", "case"), cases("compositions"))
def test_a_seat_stands_where_it_says(language: str, case: dict[str, Any]) -> None:
    text = document(case["text"]).text
    seats = find_seats(_composition(case["text"]))
    assert all(seat.rule.startswith(f"{language}.") for seat in seats)
    for seat in seats:
        quote = " ".join(text[seat.start : seat.end].replace("|", " ").split())
        assert all(word in quote for word in f"{seat.mention} {seat.person or ''}".split())


def test_an_untitled_list_has_seats_but_no_group() -> None:
    untitled = part("composition", "вице-министр финансов, председатель")
    assert find_group(untitled) is None
    assert [seat.role for seat in find_seats(untitled)] == ["chair"]


def test_lines_struck_out_and_rulers_seat_nobody() -> None:
    listed = part("composition", "* * *\n~~вице-министр финансов~~\n________\n–\n1.\n")
    assert find_seats(listed) == []
