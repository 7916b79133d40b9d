"""Statutes in the three languages: who may or must do what, and where that is written."""

from __future__ import annotations

from typing import Any

import pytest
from sample_texts import cases, document, part

from remit.loaders.points import read_points, walk
from remit.loaders.statute import find_powers


@pytest.mark.parametrize(("language", "case"), cases("statutes"))
def test_case(language: str, case: dict[str, Any]) -> None:
    powers = find_powers(part("statute", case["text"]))
    got = [(power.kind, power.holder, power.locator) for power in powers]
    assert got == [(want["kind"], want["holder"], want["locator"]) for want in case["powers"]]
    for power, want in zip(powers, case["powers"], strict=True):
        assert power.title.startswith(want["begins"])


@pytest.mark.parametrize(("language", "case"), cases("statutes"))
def test_a_power_and_its_holder_stand_where_they_say(language: str, case: dict[str, Any]) -> None:
    text = document(case["text"]).text
    for power in find_powers(part("statute", case["text"])):
        assert " ".join(text[power.start : power.end].split()) == power.title
        assert text[power.holder_start : power.holder_end] == power.holder
        assert power.rule.startswith(f"{language}.")


def test_points_have_locators_and_know_their_chapter() -> None:
    points = read_points(
        part("statute", "Глава 1. Начало\n1. Первый.\n2. Второй:\n1) раз;\n2) два.\nГлава 2. Конец\n3-1. Третий.")
    )
    assert [(place, point.chapter) for point, _, place in walk(points)] == [
        ("pt_1", "Глава 1. Начало"),
        ("pt_2", "Глава 1. Начало"),
        ("pt_2/sub_1", "Глава 1. Начало"),
        ("pt_2/sub_2", "Глава 1. Начало"),
        ("pt_3-1", "Глава 2. Конец"),
    ]


def test_a_subpoint_without_a_point_stands_under_no_number() -> None:
    (point,) = read_points(part("act", "1) раз;\n2) два."))
    assert point.number is None
    assert [sub.number for sub in point.subpoints] == ["1", "2"]
    assert [place for *_, place in walk([point])] == ["", "sub_1", "sub_2"]


def test_a_point_ends_where_its_last_subpoint_does() -> None:
    text = "1. Совет:\n1) раз;\n2) два."
    (point,) = read_points(part("act", text))
    assert text[point.passage.start : point.end] == "Совет:\n1) раз;\n2) два."


@pytest.mark.parametrize(
    ("text", "term", "title"),
    [
        ("6. Организатор размещает объявления на своем сайте.", "организатор", "Организатор размещает"),
        (
            "6. Ұйымдастырушы өткізу туралы хабарландыруларды өзінің сайтында орналастырады.",
            "ұйымдастырушы",
            "Ұйымдастырушы",
        ),
        ("6. The Organiser publishes the notices on its site.", "The Organiser", "The Organiser publishes"),
    ],
)
def test_a_word_that_the_document_defines_names_a_holder(text: str, term: str, title: str) -> None:
    assert find_powers(part("statute", text)) == []
    (power,) = find_powers(part("statute", text), [term])
    assert (power.kind, power.holder.lower(), power.locator) == ("function", term.lower(), "pt_6")
    assert power.title.startswith(title)


def test_what_is_longer_than_any_sentence_is_not_read() -> None:
    long = "1. Секретарь обеспечивает " + "подготовку материалов " * 120
    assert find_powers(part("statute", f"{long}.")) == []
    assert [power.locator for power in find_powers(part("statute", f"{long[:900]}."))] == ["pt_1"]
