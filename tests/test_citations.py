"""Citations in the three languages: golden cases, traps, lists, aliases, offsets."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from remit.loaders.citations import CitationMention, announced_relation, defined_aliases, find_citations
from remit.loaders.document import Passage
from remit.loaders.grammar import LANGUAGES, load_grammar

CASES = Path(__file__).parent / "cases"
SHARED = Path(__file__).parents[2] / "shared"


def _cases() -> list[Any]:
    return [
        pytest.param(language, case, id=f"{language}-{number}")
        for language in LANGUAGES
        for number, case in enumerate(yaml.safe_load((CASES / language / "citations.yaml").read_text("utf-8")), 1)
    ]


def _find(text: str, language: str, **more: Any) -> list[CitationMention]:
    return find_citations(Passage(text, 0, language), load_grammar(language), **more)


def _field(mention: CitationMention, name: str) -> Any:
    value = getattr(mention, name)
    if name == "date":
        return str(value) if value else None
    return list(value) if name == "locators" else value


@pytest.mark.parametrize(("language", "case"), _cases())
def test_case(language: str, case: dict[str, Any]) -> None:
    found = _find(case["text"], language)
    expected = case["citations"]
    got = [{name: _field(mention, name) for name in want} for mention, want in zip(found, expected, strict=False)]
    assert got == expected
    assert len(found) == len(expected), [case["text"][mention.start : mention.end] for mention in found]


def test_offsets_are_those_of_the_document() -> None:
    text = "Согласно статье 5 Закона РК «О радио» и далее."
    (mention,) = find_citations(Passage(text, 100, "ru"), load_grammar("ru"))
    assert text[mention.start - 100 : mention.end - 100] == "статье 5 Закона РК «О радио»"


def test_every_mention_of_a_list_has_its_own_words() -> None:
    text = "указами Президента РК от 10 мая 2011 года № 5; от 3 июня 2012 года № 7"
    assert [text[m.start : m.end] for m in _find(text, "ru")] == [
        "указами Президента РК от 10 мая 2011 года № 5",
        "от 3 июня 2012 года № 7",
    ]


@pytest.mark.parametrize(
    ("language", "definition", "use", "locator", "bare"),
    [
        ("ru", "Закон РК «О радио» (далее – Закон)", "подпунктом 2) статьи 6 Закона", "art_6/sub_2", "Закон действует"),
        ("kk", "Орхус конвенциясы (бұдан әрі – Конвенция)", "Конвенцияның 4-бабы", "art_4", "Конвенция қолданылады"),
        ("en", "the Law “On Radio” (hereinafter – the Law)", "Article 6 of the Law", "art_6", "the Law applies"),
    ],
)
def test_an_alias_is_a_citation_only_with_a_locator(
    language: str, definition: str, use: str, locator: str, bare: str
) -> None:
    grammar = load_grammar(language)
    passage = Passage(definition, 50, language)
    aliases = defined_aliases(find_citations(passage, grammar))
    assert len(aliases) == 1
    (mention,) = _find(use, language, aliases=aliases)
    (named,) = aliases.values()
    assert (mention.locators, mention.type, mention.title) == ((locator,), named.type, named.title)
    assert _find(bare, language, aliases=aliases) == []


def test_a_line_lays_its_relation_on_the_points_below() -> None:
    grammar = load_grammar("ru")
    relation = announced_relation(Passage("1. Признать утратившими силу:", 0, "ru"), grammar)
    point = "1) постановление Правительства РК от 5 мая 2010 года № 5 «О садах»;"
    assert relation == "repeals"
    assert [mention.relation for mention in _find(point, "ru", relation=relation)] == ["repeals"]
    assert [mention.relation for mention in _find(point, "ru")] == ["cites"]
    assert announced_relation(Passage("1. Утвердить:", 0, "ru"), grammar) is None


def test_a_list_of_hundreds_is_read_whole() -> None:
    text = "указами " + "; ".join(f"от 5 мая 2020 года № {number}" for number in range(1, 301))
    assert [mention.number for mention in _find(text, "ru")] == [str(number) for number in range(1, 301)]


@pytest.mark.parametrize("stem", ["000_215afe90c1617c45", "003_168f268716c18658"])
def test_real_documents_give_the_citations_read_by_eye(stem: str) -> None:
    gold_file, source = SHARED / "gold" / f"{stem}.json", SHARED / "seeds" / f"{stem}.txt"
    if not (gold_file.exists() and source.exists()):
        pytest.skip("the shared documents are not beside this repository")
    lines = source.read_text("utf-8").split("\n")
    found = [mention for line in lines for mention in _find(line.strip(), "kk")]
    gold = [record for record in json.loads(gold_file.read_text("utf-8"))["citations"]]
    want = [record for record in gold if not record.get("debatable")]
    soft = {record["number"] for record in gold if record.get("debatable")}
    got = [mention for mention in found if mention.number is None or mention.number not in soft]
    assert [(m.type, m.number, str(m.date) if m.date else None, m.relation) for m in got] == [
        (record["type"], record["number"], record["date"], record["relation"]) for record in want
    ]
    assert [m.locators for m in got] == [tuple(record.get("locators", ())) for record in want]
