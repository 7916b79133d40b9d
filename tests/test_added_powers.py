"""Functions that amending acts write into statutes."""

from __future__ import annotations

from sample_texts import document, part

from remit.loaders.added_powers import find_added_powers
from remit.loaders.pipeline import Pipeline
from remit.loaders.sources import Source
from remit.ontology.claims import Duty, Responsibility

RUSSIAN = """1. В постановлении Правительства Республики Казахстан от 5 июля 2019 года № 9479 «О некоторых вопросах»:
в Положении о Министерстве финансов Республики Казахстан, утвержденном указанным постановлением:
пункт 15 дополнить подпунктами 12-3) и 12-4) следующего содержания:
«12-3) ведет реестр родников согласно закону «О родниках»;
12-4) утверждает форму паспорта.».
пункт 19 дополнить подпунктом 5) следующего содержания:
«5) подписывает паспорта.».
2. Перечень дополнить подпунктом 7) следующего содержания:
«7) ведет учет;»."""
KAZAKH = """1. «Кейбір мәселелер туралы» қаулыда:
көрсетілген қаулымен бекітілген Қазақстан Республикасының Қаржы министрлігі туралы ережеде:
15-тармақта:
функциялары мынадай мазмұндағы 12-3) тармақшамен толықтырылсын:
«12-3) бұлақтардың тізілімін жүргізеді;»."""


def test_entries_have_the_place_they_take_in_the_statute() -> None:
    found = find_added_powers(part("annex", RUSSIAN))
    assert [(each.holder, each.locator, each.title) for each in found] == [
        (
            "Министерстве финансов Республики Казахстан",
            "pt_15/sub_12-3",
            "ведет реестр родников согласно закону «О родниках»",
        ),
        ("Министерстве финансов Республики Казахстан", "pt_15/sub_12-4", "утверждает форму паспорта"),
    ]
    text = document(RUSSIAN).text
    assert all(text[each.start : each.end] == each.title for each in found)


def test_kazakh_names_the_point_on_a_line_of_its_own() -> None:
    (power,) = find_added_powers(part("annex", KAZAKH))
    assert (power.holder, power.locator) == ("Қазақстан Республикасының Қаржы министрлігі", "pt_15/sub_12-3")
    assert power.title == "бұлақтардың тізілімін жүргізеді"


def test_they_belong_to_the_act_that_is_amended(pipeline: Pipeline) -> None:
    text = "Постановление Правительства Республики Казахстан от 3 марта 2025 года № 9850\n\n" + RUSSIAN.replace(
        "\n", "\n\n"
    )
    record = pipeline.read(Source("added.txt", "added.txt", "text/plain", lambda: text.encode()))
    duties = [claim for claim in record.claims if isinstance(claim, Duty) and claim.kind == "function"]
    (amended,) = {duty.part_of for duty in duties}
    assert amended and amended.endswith("P1900009479") and record.act != amended
    bearers = {claim.bearer.entity for claim in record.claims if isinstance(claim, Responsibility)}
    assert [str(bearer).rsplit("/", 1)[-1] for bearer in bearers] == ["mof"]
