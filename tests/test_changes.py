"""Reorganisations in the text of acts in the three languages: what is ordered, of whom, and what is no such order."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from sample_texts import cases, part

from remit.loaders.body_phrases import mask
from remit.loaders.changes import ChangeMention, find_changes
from remit.loaders.grammar import load_grammar
from remit.loaders.names import NameIndex
from remit.loaders.pipeline import Pipeline
from remit.loaders.sources import find_sources
from remit.loaders.topics import topics
from remit.ontology.claims import Change, DocumentRecord
from remit.ontology.registry import load_registry

HERE = Path(__file__).parent
GOLDEN = [
    file for file in sorted((HERE / "golden/changes").glob("*.json")) if "changes" in json.loads(file.read_text())
]


@pytest.fixture(scope="module")
def names() -> NameIndex:
    return NameIndex(load_registry())


def found_in(text: str, names: NameIndex) -> list[ChangeMention]:
    return find_changes([part("act", text)], names.longest_at)


def shown(change: ChangeMention) -> dict[str, Any]:
    return vars(change) | {"since": str(change.since) if change.since else None}


@pytest.mark.parametrize(("language", "case"), cases("changes"))
def test_case(language: str, case: dict[str, Any], names: NameIndex) -> None:
    found = [shown(change) for change in found_in(case["text"], names)]
    expected = case["changes"]
    assert [{key: one[key] for key in want} for one, want in zip(found, expected, strict=False)] == expected
    assert len(found) == len(expected), found


@pytest.mark.parametrize("file", GOLDEN, ids=lambda file: file.stem)
def test_a_golden_document_gives_its_changes_and_no_other(file: Path, pipeline: Pipeline) -> None:
    golden = json.loads(file.read_text())
    record = read(golden["file"], pipeline)
    act = golden["act"]["date"]
    expected = [
        (one["kind"], one["before"], one["after"], one.get("scope"), one.get("date", act)) for one in golden["changes"]
    ]
    found = [
        (claim.kind, claim.before_mention, claim.after_mention, claim.scope, str(claim.date))
        for claim in claims(record)
    ]
    assert sorted(map(str, found)) == sorted(map(str, expected))


def read(name: str, pipeline: Pipeline) -> DocumentRecord:
    (source,) = find_sources([str(HERE / "corpus/changes" / name)])
    return pipeline.read(source)


def claims(record: DocumentRecord) -> list[Change]:
    return [claim for claim in record.claims if isinstance(claim, Change)]


def test_bodies_are_linked_as_they_were_on_the_day(pipeline: Pipeline) -> None:
    (renamed,) = [claim for claim in claims(read("ru_51_decree_ministries.txt", pipeline)) if claim.kind == "rename"]
    assert renamed.before and renamed.before.status == "linked"
    assert str(renamed.before.entity).endswith("/transport")
    assert renamed.after and renamed.after.status == "local"


def test_an_alias_stands_for_the_body_it_was_given_to(pipeline: Pipeline) -> None:
    transfer = next(claim for claim in claims(read("kk_51_decree_agencies.txt", pipeline)) if claim.scope)
    created = next(claim for claim in claims(read("kk_51_decree_agencies.txt", pipeline)) if claim.kind == "create")
    assert transfer.after == created.after and transfer.after_mention == created.after_mention


def test_a_document_that_is_no_act_orders_nothing(pipeline: Pipeline, tmp_path: Path) -> None:
    file = tmp_path / "news.txt"
    file.write_text("Упразднить Министерство энергетики Республики Казахстан.\n", "utf-8")
    (source,) = find_sources([str(file)])
    assert claims(pipeline.read(source)) == []


@pytest.mark.parametrize(
    ("language", "text", "masked"),
    [
        ("ru", "Создать РГУ «Центр «Дала» (далее – Центр) Министерства энергетики", "Создать ⟦0⟧ ⟦1⟧"),
        ("ru", "Реорганизовать Министерство рек, озер и болот Республики Казахстан путем", "Реорганизовать ⟦0⟧ путем"),
        (
            "ru",
            "учреждение «А», находящееся в ведении Комитета рек, и учреждение «Б»",
            "⟦0⟧, находящееся в ведении ⟦1⟧, и ⟦2⟧",
        ),
        ("kk", "Қазақстан Республикасының Өзендер, көлдер және батпақтар министрлігі құрылсын", "⟦0⟧ құрылсын"),
        ("ru", "предприятия «А «Б» и «В», находящиеся", "⟦0⟧ и ⟦1⟧, находящиеся"),
        ("ru", "функции Министерства финансов Республики Казахстан по учету", "функции ⟦0⟧ по учету"),
        ("kk", "Қазақстан Республикасы Қаржы министрлігінің көлдер саласындағы", "⟦0⟧нің көлдер саласындағы"),
        ("kk", "Қазақстан Республикасы Қаржы министрлігінің Қазынашылық комитетіне", "⟦0⟧не"),
        ("en", "the Ministry of Tourism of the Republic of Kazakhstan and the Ministry of Sports", "⟦0⟧ and ⟦1⟧"),
    ],
)
def test_bodies_are_marked(language: str, text: str, masked: str, names: NameIndex) -> None:
    assert mask(text, load_grammar(language), names.longest_at).text == masked


@pytest.mark.parametrize(
    ("language", "scope", "about"),
    [
        ("ru", "в сфере защиты конкуренции и контроля", ("защиты конкуренции",)),
        (
            "ru",
            "по расследованию экономических и финансовых преступлений",
            ("экономических и финансовых преступлений",),
        ),
        ("ru", "в сферах геологии, учета недр", ("геологии", "учета недр")),
        ("kk", "атом энергиясын пайдалану және уран өндіру саласындағы", ("атом энергиясын", "уран")),
        ("en", "in the fields of uranium and radiation safety", ("uranium", "radiation safety")),
        ("en", "in the field of protection", ()),
    ],
)
def test_topics_of_a_scope(language: str, scope: str, about: tuple[str, ...]) -> None:
    assert topics(scope, load_grammar(language)) == about
