"""Target indicators: which value of what in which year, planned or actual, as written."""

from __future__ import annotations

import pytest

from remit.loaders.document import Passage
from remit.loaders.grammar import load_grammar
from remit.loaders.targets import TargetMention, find_targets


def _find(text: str, language: str = "ru", start: int = 0) -> list[TargetMention]:
    return find_targets(Passage(text, start, language), load_grammar(language))


@pytest.mark.parametrize(
    ("language", "text", "indicator", "values"),
    [
        (
            "ru",
            "Целевые индикаторы\nДоля степей под охраной:\n2025 год (факт) – 12 %\n2026 год – 14,5 %\n2030 год – 65 %",
            "Доля степей под охраной",
            [(2025, None, "12 %"), (2026, "14,5 %", None), (2030, "65 %", None)],
        ),
        (
            "ru",
            "Количество посаженных деревьев: план 2024 года – 53 520 штук, факт 2024 года – 51,8 тыс.",
            "Количество посаженных деревьев",
            [(2024, "53 520 штук", None), (2024, None, "51,8 тыс")],
        ),
        (
            "kk",
            "Қорғалатын дала үлесі: 2025 жыл (факт) – 12 %; 2026 жыл – 14 %",
            "Қорғалатын дала үлесі",
            [(2025, None, "12 %"), (2026, "14 %", None)],
        ),
        (
            "en",
            "Share of protected steppe: 2025 (actual) – 12%; 2026 – 14%",
            "Share of protected steppe",
            [(2025, None, "12%"), (2026, "14%", None)],
        ),
    ],
)
def test_values_by_year(
    language: str, text: str, indicator: str, values: list[tuple[int, str | None, str | None]]
) -> None:
    found = _find(text, language)
    assert [(each.year, each.planned, each.actual) for each in found] == values
    assert {each.indicator for each in found} == {indicator}


def test_each_indicator_has_its_own_values() -> None:
    found = _find("Доля степей: 2025 год – 5 %, 2026 год – 6 %\nКоличество камней: 2025 год – 7")
    assert [(each.indicator, each.year, each.planned) for each in found] == [
        ("Доля степей", 2025, "5 %"),
        ("Доля степей", 2026, "6 %"),
        ("Количество камней", 2025, "7"),
    ]


def test_a_year_named_twice_is_flagged() -> None:
    found = _find("Доля степей под охраной: 2025 год – 5 %, 2025 год – 6 %, 2026 год – 7 %")
    assert [each.flag for each in found] == ["year named more than once", "year named more than once", None]


def test_a_plan_and_a_fact_of_one_year_are_not_at_odds() -> None:
    assert [each.flag for each in _find("Доля степей под охраной: план 2025 года – 5 %, факт 2025 года – 6 %")] == [
        None,
        None,
    ]


def test_values_stand_where_they_say() -> None:
    text = "Доля степей под охраной: 2025 год – 5 %"
    (found,) = _find(text, start=100)
    assert text[found.start - 100 : found.end - 100].strip() == "2025 год – 5 %"


@pytest.mark.parametrize("text", ["", "В 2024 году образовано 12 групп.", "Доля степей растет.", "2024 – 2026 годы"])
def test_words_without_values_are_no_targets(text: str) -> None:
    assert [each for each in _find(text) if each.planned and each.indicator] == []
