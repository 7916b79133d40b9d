"""Deadlines in the three languages: golden cases, and what every deadline keeps to."""

from __future__ import annotations

from typing import Any

import pytest
from sample_texts import cases

from remit.loaders.deadlines import find_deadlines
from remit.loaders.grammar import load_grammar
from remit.ontology.intervals import PartialDate

KINDS = {
    "date", "month", "quarter", "half-year", "year", "range", "recurring", "relative", "permanent", "conditional",
}  # fmt: skip


@pytest.mark.parametrize(("language", "case"), cases("deadlines"))
def test_case(language: str, case: dict[str, Any]) -> None:
    found = find_deadlines(case["text"], load_grammar(language))
    expected = case["deadlines"]
    got = [{name: _plain(getattr(each, name)) for name in want} for each, want in zip(found, expected, strict=False)]
    assert got == expected
    assert len(found) == len(expected), found


def _plain(value: object) -> object:
    return str(value) if isinstance(value, PartialDate) else value


@pytest.mark.parametrize(("language", "case"), cases("deadlines"))
def test_a_deadline_is_of_a_known_kind_and_in_words_of_the_source(language: str, case: dict[str, Any]) -> None:
    for deadline in find_deadlines(case["text"], load_grammar(language)):
        assert deadline.kind in KINDS
        assert deadline.text in case["text"]
        assert not (deadline.due_from and deadline.due_by) or deadline.due_from.first <= deadline.due_by.last


@pytest.mark.parametrize(
    ("language", "text"),
    [("ru", "по мере поступления"), ("kk", "бекітілген күннен бастап екі ай ішінде"), ("en", "ongoing")],
)
def test_a_deadline_without_a_day_says_why(language: str, text: str) -> None:
    (deadline,) = find_deadlines(text, load_grammar(language))
    assert deadline.due_by is None
    assert deadline.reason


def test_a_day_that_does_not_exist_gives_no_day() -> None:
    assert all(each.kind != "date" for each in find_deadlines("до 31.02.2026", load_grammar("ru")))
