"""Target indicators: which value of what in which year, planned or actual, as written."""

from __future__ import annotations

import pytest
from sample_texts import document

from remit.loaders.document import Cell, Passage, Span
from remit.loaders.grammar import load_grammar
from remit.loaders.linking import Linker
from remit.loaders.pipeline import Pipeline
from remit.loaders.plan import PlanTable, read_table
from remit.loaders.targets import TargetMention, find_item_targets, find_targets, read_figure


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


def _cell(text: str, start: int = 0) -> Cell:
    return Cell(text, (Span(start, start + len(text)),))


@pytest.mark.parametrize(
    ("language", "text", "values"),
    [
        ("ru", "2025 год – 81, 2026 год – 85", [(2025, "81"), (2026, "85")]),
        ("ru", "2026 – 2028 годы", []),  # a range of years
        ("ru", "2024 – 2025 учебный год", []),
        ("kk", "2026 ж. – 150 құдық, 2027 ж. – 210 құдық", [(2026, "150 құдық"), (2027, "210 құдық")]),
        ("kk", "2018 - 2020 жж.", []),
        ("en", "2027 – 24 units, 2028 – 30 units", [(2027, "24 units"), (2028, "30 units")]),
        ("en", "2026 - 2028", []),
    ],
)
def test_figures_of_an_item_are_those_of_its_title(language: str, text: str, values: list[tuple[int, str]]) -> None:
    found = find_item_targets(_cell(text), "Опись камней", load_grammar(language))
    assert [(each.year, each.planned) for each in found] == values
    assert {each.indicator for each in found} <= {"Опись камней"}


def test_a_year_named_twice_in_an_item_is_kept_and_flagged() -> None:
    found = find_item_targets(_cell("2025 год – 81, 2025 год – 85, 2026 год – 89"), "Сады", load_grammar("ru"))
    assert [(each.year, each.planned, each.flag is not None) for each in found] == [
        (2025, "81", True),
        (2025, "85", True),
        (2026, "89", False),
    ]


def test_a_cell_of_a_column_of_figures() -> None:
    planned = read_figure(_cell("12,5 ", 40), "Доля", 2026, False, load_grammar("ru"))
    assert planned is not None
    assert (planned.planned, planned.actual, planned.start) == ("12,5", None, 40)
    actual = read_figure(_cell("7"), "Доля", 2025, True, load_grammar("ru"))
    assert actual is not None and (actual.planned, actual.actual) == (None, "7")
    assert read_figure(_cell("–"), "Доля", 2026, False, load_grammar("ru")) is None


def test_columns_of_years_give_figures_and_columns_of_costs_do_not(pipeline: Pipeline) -> None:
    text = (
        "№⇥Мероприятия⇥2025 (факт)⇥2026⇥Исполнители⇥Срок\n"
        "1⇥Посадка ковыля⇥3⇥4,5⇥МЭПР⇥2026 год\n"
        "2⇥Доля степей, %⇥12⇥14⇥⇥\n"
    )
    table = _read(text, pipeline)
    assert [(each.year, each.planned, each.actual) for each in table.items[0].targets] == [
        (2025, None, "3"),
        (2026, "4,5", None),
    ]
    ((_, _, figures),) = table.figures  # a row of figures that nobody is to do is no item
    assert [(each.indicator, each.year) for each in figures] == [("Доля степей, %", 2025), ("Доля степей, %", 2026)]
    costs = text.replace("2025 (факт)⇥2026", "Расходы, млн тенге⇥").replace("1⇥Посадка", "⇥⇥2025⇥2026⇥⇥\n1⇥Посадка")
    assert all(item.targets == () for item in _read(costs, pipeline).items)


def _read(text: str, pipeline: Pipeline) -> PlanTable:
    known = Linker(pipeline.registry, pipeline.names, {}, None).longest_known
    table = read_table([block for block in document(text).blocks if block.table is not None], known)
    assert table is not None
    return table
