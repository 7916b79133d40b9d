"""The scorer: what is right counts once, and what is missing, extra or wrong is told apart."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from sample_texts import ROOT
from scoring import Tally, alike, score

from remit.loaders.pipeline import Pipeline
from remit.loaders.sources import find_sources
from remit.ontology.claims import Claim, DocumentRecord, Seat

STEM = "03_kk_pm_order_working_group"


@pytest.fixture(scope="module")
def read(pipeline: Pipeline) -> tuple[DocumentRecord, dict[str, Any]]:
    """A document whose seats are all read rightly, and what it says."""
    (source,) = find_sources([str(ROOT / "examples" / f"{STEM}.txt")])
    gold = json.loads((ROOT / "tests" / "golden" / "examples" / f"{STEM}.json").read_text("utf-8"))
    return pipeline.read(source), gold


def _seats(record: DocumentRecord, change: Callable[[list[Seat]], list[Seat]]) -> DocumentRecord:
    seats = change([claim for claim in record.claims if isinstance(claim, Seat)])
    others: list[Claim] = [claim for claim in record.claims if not isinstance(claim, Seat)]
    return replace(record, claims=(*others, *seats))


def test_what_is_read_rightly_scores_full(read: tuple[DocumentRecord, dict[str, Any]]) -> None:
    tally = score(*read)["members"]
    assert (tally.tp, tally.fp, tally.fn, tally.f1, tally.accuracy) == (len(read[1]["members"]), 0, 0, 1.0, 1.0)
    assert tally.remarks == []


def test_a_missing_row_an_extra_one_and_a_wrong_field_are_told_apart(
    read: tuple[DocumentRecord, dict[str, Any]],
) -> None:
    record, gold = read
    whole = len(gold["members"])
    short = score(_seats(record, lambda seats: seats[1:]), gold)["members"]
    assert (short.tp, short.fp, short.fn) == (whole - 1, 0, 1)
    stranger = _seats(record, lambda seats: [*seats, replace(seats[0], mention="Батыс жұлдыздар орталығы")])
    assert (score(stranger, gold)["members"].fp, score(stranger, gold)["members"].fn) == (1, 0)
    wrong = score(_seats(record, lambda seats: [replace(seats[0], role="observer"), *seats[1:]]), gold)["members"]
    assert (wrong.f1, wrong.fields["role"]) == (1.0, (whole - 1, whole))
    assert len(wrong.remarks) == 1


def test_a_debatable_row_counts_neither_way(read: tuple[DocumentRecord, dict[str, Any]]) -> None:
    record, gold = read
    members = [{**gold["members"][0], "debatable": True}, *gold["members"][1:]]
    for seats in (record, _seats(record, lambda seats: seats[1:])):
        tally = score(seats, {"members": members})["members"]
        assert (tally.tp, tally.fp, tally.fn) == (len(members) - 1, 0, 0)


def test_what_stands_behind_the_part_covered_is_not_extra(read: tuple[DocumentRecord, dict[str, Any]]) -> None:
    record, gold = read
    beginning = {"members": gold["members"][:5]}
    assert score(record, beginning)["members"].fp == len(gold["members"]) - 5
    assert score(record, beginning, partial=True)["members"].fp == 0


def test_only_kinds_that_the_gold_record_lists_are_scored(read: tuple[DocumentRecord, dict[str, Any]]) -> None:
    assert score(read[0], {}) == {}
    assert set(score(read[0], {"items": []})) == {"items", "executors"}


def test_tallies_add_up() -> None:
    total = Tally(1, 2, 3, {"role": (1, 2)}) + Tally(4, 5, 6, {"role": (3, 3), "person": (0, 1)})
    assert (total.tp, total.fp, total.fn) == (5, 7, 9)
    assert total.fields == {"role": (4, 5), "person": (0, 1)}
    assert total.f1 == pytest.approx(2 * 5 / (2 * 5 + 7 + 9))
    assert total.accuracy == pytest.approx(4 / 6)
    assert Tally().f1 == Tally().accuracy == 1.0


@pytest.mark.parametrize(
    ("one", "other", "least", "most"),
    [
        ("«О радио»", "о РАДИО.", 1.0, 1.0),
        ("Министрлiк", "Министрлік", 1.0, 1.0),
        ("Министерство финансов", "Министерство финансов РК", 0.9, 1.0),
        ("МФ", "МФЦА", 0.0, 0.75),
        ("степь", "камень", 0.0, 0.6),
        ("", "камень", 0.0, 0.0),
    ],
)
def test_how_alike_texts_are(one: str, other: str, least: float, most: float) -> None:
    assert least <= alike(one, other) <= most
    assert alike(one, other) == alike(other, one)
