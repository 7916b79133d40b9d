"""Tenures: sentences with answers in three languages, the examples, and what keeps one mention of each."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sample_texts import ROOT, cases, document, source

from remit.loaders.document import Passage
from remit.loaders.grammar import load_grammar
from remit.loaders.persons import nominative, same_person
from remit.loaders.pipeline import Pipeline
from remit.loaders.stories import stories
from remit.loaders.tenure_mentions import TenureMention, distinct_tenures
from remit.loaders.tenures import find_tenures
from remit.ontology.claims import Tenure

GOLDEN = sorted((ROOT / "tests/golden/examples").glob("*.json"))
STAFF = [path for path in GOLDEN if json.loads(path.read_bytes()).get("appointments")]


def passages(text: str, language: str) -> Iterator[Passage]:
    start = 0
    for line in text.split("\n"):
        yield Passage(line, start, language)
        start += len(line) + 1


@pytest.mark.parametrize(("language", "case"), cases("tenures"))
def test_sentences(language: str, case: dict[str, Any]) -> None:
    text = case["text"]
    found = find_tenures(list(passages(text, language)), load_grammar(language), holds=not case.get("act"))
    kept = distinct_tenures(found)
    assert sorted([each.event, each.person, each.post, each.body] for each in kept) == sorted(case["tenures"])
    for each in found:
        assert each.person_written in text[each.start : each.end]
    if "since" in case:
        assert str(next(each.since for each in kept if each.event == "appointed")) == case["since"]
    if "replaces" in case:
        assert [each.replaces for each in kept] == [case["replaces"]]


@pytest.mark.parametrize("path", STAFF, ids=lambda path: path.stem)
def test_examples(path: Path) -> None:
    gold = json.loads(path.read_bytes())
    read = document((ROOT / "examples" / gold["file"]).read_text("utf-8"))
    grammar = load_grammar(read.language)
    if news := stories(read):
        found = [
            each for story in news for each in find_tenures([story.title, *story.passages], grammar, story.published)
        ]
    else:
        found = find_tenures([block.passage for block in read.blocks], grammar, holds=False)
    said = {(each.person, each.event, each.post.casefold()) for each in distinct_tenures(found)}
    sure = [row for row in gold["appointments"] if not row.get("debatable")]
    assert said == {(row["person_nominative"], row["event"], row["post"].casefold()) for row in sure}


def mention(person: str, event: str, post: str) -> TenureMention:
    return TenureMention(person, person, event, post, None, None, None, None, 0, 1, "en.test")


def test_a_post_held_adds_nothing_to_an_appointment_to_it() -> None:
    appointed, held = (
        mention("Askar Samplov", "appointed", "Minister of Health"),
        mention("Askar Samplov", "holds", "Minister"),
    )
    other = replace(held, post="Deputy Chairman of the Council")
    assert distinct_tenures([held, appointed, other]) == [appointed, other]


def test_persons() -> None:
    assert same_person("T. Probov", "Timur Probov")
    assert same_person("Пробов Тимур Асланович", "Тимур Пробов")
    assert not same_person("Askar Probov", "Timur Probov")
    assert not same_person("Timur Samplov", "Timur Probov")


@pytest.mark.parametrize(
    ("written", "case", "expected"),
    [
        ("Самплову Лауру Ермековну", "accs", "Самплова Лаура Ермековна"),
        ("Самплова Павла Дмитриевича", "gent", "Самплов Павел Дмитриевич"),
        ("Жандосом Сампловым", "ablt", "Жандос Самплов"),
        ("Айгуль Сампловой", "gent", "Айгуль Самплова"),
        ("Григоренко Игоря", "accs", "Григоренко Игорь"),
        ("Аскар Самплов", "nomn", "Аскар Самплов"),
    ],
)
def test_declension_is_undone(written: str, case: str, expected: str) -> None:
    assert nominative(written, load_grammar("ru"), frozenset({case})) == expected


_PAGES = {
    "en": "02.04.2031, 10:00 9101\nNews of the day\n{}\n",
    "ru": "Новости дня\n\n10:00, 2 апреля 2031 года\n\n{}\n",
    "kk": "Күн жаңалығы\n\n2031 жылғы 2 сәуір, 10:00\n\n{}\n",
}


@pytest.mark.parametrize(
    ("language", "sentence", "day"),
    [
        ("en", "Timur Probov was appointed Minister of Energy.", "2031-04-02"),
        ("en", "Timur Probov was introduced as the new Minister of Energy.", None),
        ("en", "The meeting was attended by the new Minister of Energy Timur Probov.", None),
        ("ru", "Глава государства назначил Тимура Пробова министром энергетики.", "2031-04-02"),
        ("ru", "Премьер-министр представил коллективу нового министра энергетики Тимура Пробова.", None),
        ("kk", "Тимур Пробов энергетика министрі болып тағайындалды.", "2031-04-02"),
        ("kk", "Жаңа энергетика министрі Тимур Пробов жиналысқа қатысты.", None),
    ],
)
def test_what_is_only_reported_happened_on_a_day_not_told(
    language: str, sentence: str, day: str | None, pipeline: Pipeline
) -> None:
    record = pipeline.read(source(_PAGES[language].format(sentence)))
    (tenure,) = (claim for claim in record.claims if isinstance(claim, Tenure))
    assert tenure.event == "appointed"
    assert (tenure.since and str(tenure.since)) == day
