"""Executors of a plan's item in the three languages, parted or run together."""

from __future__ import annotations

from typing import Any

import pytest
from sample_texts import cases

from remit.loaders.document import Cell, Span
from remit.loaders.executors import ExecutorMention, find_executors, organisation
from remit.loaders.grammar import load_grammar
from remit.loaders.linking import Linker
from remit.loaders.pipeline import Pipeline


def _cell(text: str, start: int = 0) -> Cell:
    return Cell(text, (Span(start, start + len(text)),))


def _find(pipeline: Pipeline, language: str, cell: Cell, key: dict[str, str] | None = None) -> list[ExecutorMention]:
    linker = Linker(pipeline.registry, pipeline.names, key or {}, None)
    return find_executors(cell, load_grammar(language), linker.longest_known)


def _short(mention: ExecutorMention) -> Any:
    said = {"text": mention.text, "mode": mention.mode, "by_agreement": mention.by_agreement}
    plain = {"mode": "execute", "by_agreement": False}
    more = {name: value for name, value in said.items() if plain.get(name) != value}
    return mention.text if more.keys() == {"text"} else more


@pytest.mark.parametrize(("language", "case"), cases("executors"))
def test_case(language: str, case: dict[str, Any], pipeline: Pipeline) -> None:
    found = _find(pipeline, language, _cell(case["text"]), case.get("key"))
    assert [_short(mention) for mention in found] == case["executors"]


@pytest.mark.parametrize(("language", "case"), cases("executors"))
def test_a_mention_stands_where_it_says(language: str, case: dict[str, Any], pipeline: Pipeline) -> None:
    for mention in _find(pipeline, language, _cell(case["text"], 500), case.get("key")):
        assert " ".join(case["text"][mention.start - 500 : mention.end - 500].split()) == mention.text


def test_a_mention_broken_over_two_pages_is_placed_in_the_first(pipeline: Pipeline) -> None:
    cell = Cell("Министерство финансов", (Span(10, 22), Span(300, 308)))
    (mention,) = _find(pipeline, "ru", cell)
    assert (mention.text, mention.start, mention.end) == ("Министерство финансов", 10, 22)


@pytest.mark.parametrize(
    ("language", "text", "end"),
    [
        ("ru", "РГП на ПХВ «Степь» и другие", 18),
        ("ru", "ОО «Друзья «Степи»", 18),
        ("kk", "«Дала» ШЖҚ РМК мен", 14),
        ("en", 'JSC "Steppe" and others', 12),
        ("ru", "Министерство «Степи»", 0),
        ("ru", "РГП на ПХВ", 0),
        ("ru", "", 0),
    ],
)
def test_an_organisation_ends_with_its_quotes_or_its_legal_form(language: str, text: str, end: int) -> None:
    assert organisation(text, 0, load_grammar(language)) == end


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("ru", "Министерства энергетики и финансов, МИО", ["Министерства энергетики и финансов", "МИО"]),
        ("ru", "МЭ, Казпочта АО, МФ", ["МЭ", "Казпочта АО", "МФ"]),
        ("kk", "ЭМ, Абай және Ұлытау облыстарының әкімдіктері", ["ЭМ", "Абай және Ұлытау облыстарының әкімдіктері"]),
        ("en", "Ministries of Energy and Finance, MENR", ["Ministries of Energy and Finance", "MENR"]),
    ],
)
def test_an_enumeration_and_a_legal_form_are_of_one_mention(
    pipeline: Pipeline, language: str, text: str, names: list[str]
) -> None:
    assert [mention.text for mention in _find(pipeline, language, _cell(text))] == names
