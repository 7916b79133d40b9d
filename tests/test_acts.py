"""Which act a citation means: derived ids, the registry, or an identity minted from what is said."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from remit.loaders.acts import Identified, adilet_id, identify, registered_id, title_key
from remit.loaders.citations import CitationMention, find_citations
from remit.loaders.document import Passage
from remit.loaders.grammar import load_grammar
from remit.loaders.issuers import issuer_in_registry
from remit.loaders.pipeline import Pipeline
from remit.ontology.intervals import PartialDate


@pytest.mark.parametrize(
    ("type", "number", "day", "expected"),
    [
        ("government-resolution", "690", "2017-10-31", "P1700000690"),
        ("government-resolution", "1154", "2008-12-11", "P080001154_"),
        ("pm-order", "162-ө", "2020-12-29", "R2000000162"),
        ("pm-order", "9906-р", "2026-05-20", "R2600009906"),
        ("presidential-decree", "5", "2011-05-10", "U1100000005"),
        ("law", "400-VI ҚРЗ", "2021-01-02", "Z2100000400"),
        ("law", "155", "1998-07-05", "Z980000155_"),
        ("ministerial-order", "77", "2025-05-05", None),
        ("government-resolution", None, "2025-05-05", None),
        ("government-resolution", "б/н", "2025-05-05", None),
        ("government-resolution", "690", None, None),
        ("government-resolution", "123456789", "2025-05-05", None),
    ],
)
def test_the_id_of_an_act_follows_from_its_kind_number_and_year(
    type: str, number: str | None, day: str | None, expected: str | None
) -> None:
    assert adilet_id(type, number, PartialDate.parse(day) if day else None) == expected


@pytest.mark.parametrize(
    ("number", "day", "expected"),
    [
        ("27500", "2022-04-03", "V2200027500"),
        ("27500", "2022-11-03", None),  # may have been registered in the year after
        ("27500", "2010-04-03", None),
        ("27500", "2022", None),
        ("27500а", "2022-04-03", None),
        (None, "2022-04-03", None),
        ("27500", None, None),
    ],
)
def test_the_id_of_an_order_follows_from_its_registration(
    number: str | None, day: str | None, expected: str | None
) -> None:
    assert registered_id("ministerial-order", number, PartialDate.parse(day) if day else None) == expected


def test_the_day_of_registration_tells_the_year_of_the_id() -> None:
    day, registered = PartialDate.parse("2022-12-20"), PartialDate.parse("2023-01-04")
    assert registered_id("ministerial-order", "31590", day, registered) == "V2300031590"


@pytest.mark.parametrize(
    ("number", "day", "expected"), [("7465", "2019-04-03", None), ("28100", "2022-05-03", "V2200028100")]
)
def test_local_acts_have_ids_by_number_since_they_are_registered_in_one_place(
    number: str, day: str, expected: str | None
) -> None:
    assert registered_id("akimat-resolution", number, PartialDate.parse(day)) == expected


def _identify(pipeline: Pipeline, text: str, language: str = "ru", on: date | None = None) -> Identified:
    (mention,) = find_citations(Passage(text, 0, language), load_grammar(language))
    return identify(mention, pipeline.registry, language, on, names=pipeline.names)


@pytest.mark.parametrize(
    ("iri", "texts"),
    [
        (
            "eli/kz/other/president/2021-04-18/281",
            {
                "ru": "распоряжением Президента Республики Казахстан от 18 апреля 2021 года № 281",
                "kk": "Қазақстан Республикасы Президентінің 2021 жылғы 18 сәуірдегі № 281 өкімі",
                "en": "Order of the President of the Republic of Kazakhstan dated 18 April 2021 No. 281",
            },
        ),
        (
            "eli/kz/ministerial-order/mof/2021-04-18/77",
            {
                "ru": "приказом и.о. Министра финансов РК от 18 апреля 2021 года № 77",
                "kk": "Қазақстан Республикасы Қаржы министрінің м.а. 2021 жылғы 18 сәуірдегі № 77 бұйрығы",
                "en": "order of the acting Minister of Finance of the Republic of Kazakhstan dated 18.04.2021 No. 77",
            },
        ),
        (
            "eli/kz/akimat-resolution/akimat-almaty/akim/2021-04-18/5",
            {
                "ru": "решением акима города Алматы от 18 апреля 2021 года № 5",
                "kk": "Алматы қаласы әкімінің 2021 жылғы 18 сәуірдегі № 5 шешімі",
            },
        ),
        (
            "eli/kz/akimat-resolution/akimat-almaty/2021-04-18/5",
            {
                "ru": "постановлением акимата города Алматы от 18 апреля 2021 года № 5",
                "kk": "Алматы қаласы әкімдігінің 2021 жылғы 18 сәуірдегі № 5 қаулысы",
            },
        ),
    ],
)
def test_an_act_is_one_by_the_body_that_its_issuer_is_in_any_language(
    pipeline: Pipeline, iri: str, texts: dict[str, str]
) -> None:
    for language, text in texts.items():
        assert _identify(pipeline, text, language).act.iri.endswith(f"/id/{iri}")


def test_an_issuer_is_the_body_of_that_name_on_the_day_of_the_act(pipeline: Pipeline) -> None:
    before, after = (
        _identify(pipeline, f"приказом Министра здравоохранения РК от 5 мая {year} года № 77").act.iri
        for year in (2014, 2021)
    )
    assert before != after


def test_the_words_for_an_issuer_are_read_in_their_own_language(pipeline: Pipeline) -> None:
    words = "Начальника Канцелярии Президента Республики Казахстан"
    day = PartialDate.parse("2019-05-05")
    for language in ("ru", "kk"):
        found = issuer_in_registry(words, "ministerial-order", day, pipeline.registry, pipeline.names, language)
        assert found == ("presidential-chancellery",)


def test_an_issuer_that_only_begins_with_a_name_is_known_by_its_words(pipeline: Pipeline) -> None:
    found = _identify(pipeline, "приказом Министра энергетики и минеральных ресурсов РК от 5 мая 2021 года № 77")
    assert "/energy/" not in found.act.iri


def test_an_order_in_two_languages_is_one_act(pipeline: Pipeline) -> None:
    russian = _identify(pipeline, "распоряжением Премьер-Министра РК от 5 мая 2026 года № 9911-р")
    kazakh = _identify(pipeline, "Премьер-Министрінің 2026 жылғы 5 мамырдағы № 9911-ө өкімі", "kk")
    assert russian.act.iri == kazakh.act.iri
    assert russian.status == kazakh.status == "linked"


def test_an_act_that_nothing_identifies_is_known_by_what_is_said(pipeline: Pipeline) -> None:
    once = _identify(pipeline, "приказом Министра трав от 5 мая 2025 года № 77 «О травах»")
    again = _identify(pipeline, "Приказ Министра трав от 5 мая 2025 г. № 77")
    other = _identify(pipeline, "приказом Министра камней от 5 мая 2025 года № 77")
    assert once.status == again.status == "local"
    assert once.act.iri == again.act.iri != other.act.iri
    assert once.act.adilet_id is None


def test_a_registered_order_is_known_by_its_registration(pipeline: Pipeline) -> None:
    found = _identify(
        pipeline,
        "приказом Министра трав Республики Казахстан от 3 апреля 2022 года № 71 "
        "(зарегистрирован в Реестре государственной регистрации нормативных правовых актов под № 27500)",
    )
    assert (found.act.adilet_id, found.status) == ("V2200027500", "linked")


def test_an_act_of_the_registry_is_found_by_its_title(pipeline: Pipeline) -> None:
    entry = next(
        each
        for each in pipeline.registry.acts.values()
        if each.type == "law" and "ru" in each.titles and _only_title(pipeline, each.titles["ru"])
    )
    mention = _mention("law", title=f"«{entry.titles['ru'].upper()}»")
    found = identify(mention, pipeline.registry, "ru")
    assert (found.status, found.act.iri) == ("linked", entry.iri)


def _only_title(pipeline: Pipeline, title: str) -> bool:
    titles = [title_key(each.titles.get("ru", "")) for each in pipeline.registry.acts.values() if each.type == "law"]
    return titles.count(title_key(title)) == 1


def _mention(type: str, **more: str) -> CitationMention:
    return CitationMention(0, 1, type, None, None, more.get("title"), None, None, None, (), "cites", "ru.test")


def test_a_document_older_than_every_constitution_means_none(pipeline: Pipeline) -> None:
    found = identify(_mention("constitution"), pipeline.registry, "ru", date(1900, 1, 1))
    assert found.status == "local"


def test_two_constitutions_and_no_day_are_candidates_or_one_is_linked(pipeline: Pipeline) -> None:
    known = [entry for entry in pipeline.registry.acts.values() if entry.type == "constitution"]
    found = identify(_mention("constitution"), pipeline.registry, "ru")
    assert found.status == ("linked" if len(known) == 1 else "candidates")
    assert len(found.candidates) == (0 if len(known) == 1 else len(known))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("«О радио»", "о РАДИО"),
        ('"Дала" туралы', "«Дала»  туралы"),
        ("Об охране – защите степей", "об охране   защите степей"),
        ("Министpлiк", "Министрлік"),
    ],
)
def test_titles_are_compared_without_quotes_case_and_spacing(one: str, other: str) -> None:
    assert title_key(one) == title_key(other)


@given(st.text())
def test_a_key_of_a_title_is_its_own_key(title: str) -> None:
    assert title_key(title_key(title)) == title_key(title)


@pytest.mark.parametrize(
    ("language", "text", "title"),
    [
        ("ru", "руководствуется Конституцией и законами Республики Казахстан", "Конституция Республики Казахстан"),
        ("ru", "руководствуется Конституцией РК", "Конституция РК"),
        ("en", "guided by the Constitution and laws of the Republic", "Constitution of the Republic of Kazakhstan"),
    ],
)
def test_an_act_named_by_a_part_of_its_title_has_the_whole(
    pipeline: Pipeline, language: str, text: str, title: str
) -> None:
    (mention, *_) = find_citations(Passage(text, 0, language), load_grammar(language))
    found = identify(mention, pipeline.registry, language, date(2020, 5, 5))
    assert found.act.titles == ((language, title),)
