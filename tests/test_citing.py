"""What cites what: short names across parts, lists under a line, and notes on what was repealed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from remit.graph.store import Write, open_store
from remit.loaders.pipeline import Pipeline
from remit.loaders.sources import Source
from remit.ontology.claims import Citation, DocumentRecord
from remit.queries.catalogue import query

RU = "О лугах\n\nПостановление Правительства Республики Казахстан от 8 апреля 2026 года № 9904"
KK = "Шалғындар туралы\n\nҚазақстан Республикасы Үкіметінің 2026 жылғы 8 сәуірдегі № 9904 қаулысы"
EN = "On Meadows\n\nResolution of the Government of the Republic of Kazakhstan dated April 8, 2026 No. 9904"


def _read(pipeline: Pipeline, text: str) -> DocumentRecord:
    return pipeline.read(Source("invented.txt", "/invented.txt", "text/plain", text.encode))


def _cited(record: DocumentRecord) -> Iterator[Citation]:
    return (claim for claim in record.claims if isinstance(claim, Citation))


def _said(record: DocumentRecord) -> list[tuple[str | None, str]]:
    return [(citation.act.number, citation.relation) for citation in _cited(record)]


def test_a_short_name_holds_in_the_parts_below(pipeline: Pipeline) -> None:
    annex = (
        "Приложение\nк постановлению Правительства\nРеспублики Казахстан\nот 8 апреля 2026 года № 9904\n\nПравила ухода"
    )
    text = (
        f"{RU}\n\nВ соответствии с Законом Республики Казахстан от 5 мая 2020 года № 9 «О лугах» (далее – Закон) "
        f"Правительство Республики Казахстан ПОСТАНОВЛЯЕТ:\n\n1. Утвердить Правила.\n\n{annex}\n\n"
        "1. Уход ведут согласно статье 4 Закона."
    )
    assert [each.locator for each in _cited(_read(pipeline, text)) if each.act.number == "9"] == [None, "art_4"]


@pytest.mark.parametrize(
    "text",
    [
        f"{RU}\n\n1. Признать утратившими силу:\n\n1) указ № 5;\n\nуказ № 6.\n\n2. Исполнить указ № 7.",
        f"{KK}\n\n1. Күші жойылды деп танылсын:\n\n1) № 5 Жарлығы;\n\n№ 6 Жарлығы.\n\n2. № 7 Жарлығы іске асырылсын.",
        f"{EN}\n\n1. To recognize as invalid:\n\n1) Decree No. 5;\n\nDecree No. 6.\n\n2. Implement Decree No. 7.",
    ],
)
def test_what_a_point_lays_on_its_list_ends_with_the_next_point(pipeline: Pipeline, text: str) -> None:
    assert _said(_read(pipeline, text)) == [("5", "repeals"), ("6", "repeals"), ("7", "implements")]


@pytest.mark.parametrize(
    "text",
    [
        f"{RU}\n\n1. Признать утратившими силу указы Президента РК:\n\nот 5 мая 2015 года № 5 «О лугах»;",
        f"{EN}\n\n1. To recognize as invalid the decrees of the President:\n\ndated May 5, 2015 No. 5 \"On Meadows\";",
    ],
)  # fmt: skip
def test_a_list_below_a_noun_gives_only_dates_and_numbers(pipeline: Pipeline, text: str) -> None:
    record = _read(pipeline, text)
    (found,) = [each for each in _cited(record) if each.act.number == "5"]
    assert (found.act.type, str(found.act.date), found.relation) == ("presidential-decree", "2015-05-05", "repeals")
    assert record.text[found.evidence.start : found.evidence.end] == found.evidence.quote


@pytest.mark.parametrize(
    ("note", "place"),
    [
        (f"{RU}\n\nСноска. Утратило силу постановлением Правительства РК от 05.03.2028 № 185.", ""),
        (f"{RU}\n\nСноска. Пункт 3 утратил силу постановлением Правительства РК от 05.03.2028 № 185.", "pt_3"),
        (f"{KK}\n\nЕскерту. Қаулының күші жойылды – ҚР Үкіметінің 05.03.2028 № 185 қаулысымен.", ""),
        (f"{KK}\n\nЕскерту. 3-тармақтың күші жойылды – ҚР Үкіметінің 05.03.2028 № 185 қаулысымен.", "pt_3"),
        (
            f"{RU}\n\n3. Отменить:\n\n1) рубку;\n\n2) утратил силу Указом Президента РК от 05.03.2028 № 185.",
            "pt_3/sub_2",
        ),
        (
            f"{KK}\n\n3. Мыналар:\n\n1) кесу;\n\n2) күші жойылды – ҚР Президентінің 05.03.2028 № 185 Жарлығымен.",
            "pt_3/sub_2",
        ),
        (f"{EN}\n\nFootnote. Abolished by the Resolution of the Government dated 05.03.2028 No. 185.", ""),
        (
            f"{EN}\n\nFootnote. Paragraph 3 is repealed by the Resolution of the Government dated 05.03.2028 No. 185.",
            "pt_3",
        ),
    ],
)
def test_a_note_says_what_was_repealed(pipeline: Pipeline, tmp_path: Path, note: str, place: str) -> None:
    record = _read(pipeline, note)
    (found,) = _cited(record)
    assert record.act is not None
    assert found.relation == "repealed_by"
    assert found.citing == (f"{record.act}/{place}" if place else record.act)
    with open_store(str(tmp_path / "graph"), create=True) as store:
        store.write(Write(documents=(record,)))
        (row,) = query("acts").run(store, {"act": record.act})
    assert (row["status"], row["status_as_of"]) == ((None, None) if place else ("repealed", "2028-03-05"))


@pytest.mark.parametrize(
    "items",
    [
        "1) 2015 жылғы 5 мамырдағы № 5 «Шалғындар туралы»;\n\n2) 2016 жылғы 6 мамырдағы № 6.",
        "1) «Шалғындар туралы» 2015 жылғы 5 мамырдағы № 5;\n\n2) «Бұлақтар туралы» 2016 жылғы 6 мамырдағы № 6.",
    ],
)
def test_in_kazakh_a_list_takes_the_noun_and_the_issuer_from_the_line_above(pipeline: Pipeline, items: str) -> None:
    above = "1. Қазақстан Республикасы Президентінің мынадай жарлықтарының күші жойылды деп танылсын:"
    cited = list(_cited(_read(pipeline, f"{KK}\n\n{above}\n\n{items}")))
    assert [(each.act.type, each.act.number, each.relation) for each in cited] == [
        ("presidential-decree", "5", "repeals"), ("presidential-decree", "6", "repeals"),
    ]  # fmt: skip
    assert all(each.evidence.quote in items for each in cited)


def test_what_the_last_line_of_a_kazakh_list_says_holds_for_all_of_it(pipeline: Pipeline) -> None:
    text = (
        f"{KK}\n\n1. Мыналардың:\n\n1) № 5 Жарлығы;\n\n2) № 6 Жарлығының күші жойылды деп танылсын.\n\n2. № 7 Жарлығы."
    )
    assert _said(_read(pipeline, text)) == [("5", "repeals"), ("6", "repeals"), ("7", "cites")]


@pytest.mark.parametrize(
    ("head", "text", "uses"),
    [
        (
            RU,
            "1. Ратифицирован Нагойский протокол по пещерам и озерам (далее – Нагойский протокол).",
            "2. Исполнить пункт 1 статьи 4 Нагойского протокола.",
        ),
        (
            KK,
            "1. Нагоя хаттамасы (бұдан әрі – Нагоя хаттамасы) ратификациялансын.",
            "2. Нагоя хаттамасының 4-бабының 1-тармағы орындалсын.",
        ),
    ],
)
def test_the_short_name_of_a_treaty_is_that_treaty(pipeline: Pipeline, head: str, text: str, uses: str) -> None:
    first, second = _cited(_read(pipeline, f"{head}\n\n{text}\n\n{uses}"))
    assert (first.act.iri, second.locator) == (second.act.iri, "art_4/pt_1")
