"""Progress reports: the status and the period, in words of the source."""

from __future__ import annotations

import pytest

from remit.loaders.document import Cell, Span
from remit.loaders.grammar import load_grammar
from remit.loaders.reports import find_report


@pytest.mark.parametrize(
    ("language", "text", "status", "period"),
    [
        ("ru", "Исполнено.", "Исполнено", None),
        ("ru", "На исполнении.", "На исполнении", None),
        ("ru", "Мероприятие не исполнено.", "не исполнено", None),
        ("ru", "За отчетный период учтено 5 камней. Пункт снят с контроля.", "снят с контроля", "За отчетный период"),
        ("ru", "По состоянию на 30 декабря 2024 г. посажено 5 деревьев.", None, "По состоянию на 30 декабря 2024 г."),
        ("ru", "Работы исполнены частично.", None, None),
        ("ru", "На контроле", "На контроле", None),
        ("ru", "На исполнении. Срок перенесен на 1 мая 2026 г.", "Срок перенесен на 1 мая 2026 г", None),
        ("ru", "Учтены камни, собранные за 2023 год.", None, None),
        ("kk", "Мерзімі 2026 жылғы 1 мамырға ауыстырылды.", "Мерзімі 2026 жылғы 1 мамырға ауыстырылды", None),
        ("en", "In progress. Moved to May 1, 2026.", "Moved to May 1, 2026", None),
        ("kk", "Орындалды.", "Орындалды", None),
        ("kk", "2024 жылдың қорытындысы бойынша орындалуда.", "орындалуда", "2024 жылдың қорытындысы бойынша"),
        ("kk", "Орындалған жоқ.", "Орындалған жоқ", None),
        ("en", "Completed.", "Completed", None),
        ("en", "Not completed.", "Not completed", None),
        ("en", "The work is in progress.", "in progress", None),
        ("en", "", None, None),
    ],
)
def test_status_and_period(language: str, text: str, status: str | None, period: str | None) -> None:
    report = find_report(Cell(text, (Span(7, 7 + len(text)),)), load_grammar(language))
    assert (report.status, report.period) == (status, period)
    assert (report.start, report.end) == (7, 7 + len(text))
    assert report.rule.startswith(f"{language}.report")


def test_words_across_a_page_break_are_read_and_placed_on_the_first_page() -> None:
    report = find_report(Cell("Мероприятие не исполнено.", (Span(0, 14), Span(50, 60))), load_grammar("ru"))
    assert (report.status, report.start, report.end) == ("не исполнено", 0, 14)
