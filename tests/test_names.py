"""Names of bodies and posts in running text: case forms, short names, the country before or after, look-alikes."""

from __future__ import annotations

import pytest

from remit.loaders.forms import inflected, name_forms, nominative
from remit.loaders.grammar import load_grammar
from remit.loaders.names import NameIndex, NameMatch
from remit.loaders.pipeline import Pipeline
from remit.ontology.letters import fold


def _found(names: NameIndex, text: str) -> list[tuple[str, set[str], set[str | None]]]:
    return [_shown(match, text) for match in names.find(fold(text))]


def _shown(match: NameMatch, text: str) -> tuple[str, set[str], set[str | None]]:
    targets = match.targets
    return text[match.start : match.end], {each.body for each in targets}, {each.role for each in targets}


@pytest.mark.parametrize(
    ("text", "name", "body"),
    [
        ("Министерству финансов внести предложения", "Министерству финансов", "mof"),
        ("от Министерства финансов Республики Казахстан", "Министерства финансов Республики Казахстан", "mof"),
        ("ҚР Қаржы министрлігіне тапсырылсын", "ҚР Қаржы министрлігіне", "mof"),
        ("Қаржы министрлiгi есеп береді", "Қаржы министрлiгi", "mof"),  # Latin i
        ("РеспубликасыныңҚаржы министрлігі", "Қаржы министрлігі", "mof"),  # run together
        ("by the Ministry of Finance of the RK", "Ministry of Finance", "mof"),
        ("Правительством РК утверждено", "Правительством РК", "government"),
    ],
)
def test_a_body_is_found_in_every_form(pipeline: Pipeline, text: str, name: str, body: str) -> None:
    assert name in {words for words, bodies, _ in _found(pipeline.names, text) if body in bodies}


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Министр финансов доложил", "minister"),
        ("вице-министру финансов поручено", "vice-minister"),
        ("Қаржы вице-министрінің баяндамасы", "vice-minister"),
        ("the Vice Minister of Finance reported", "vice-minister"),
    ],
)
def test_a_post_is_found_with_its_body(pipeline: Pipeline, text: str, role: str) -> None:
    assert [(bodies, roles) for _, bodies, roles in _found(pipeline.names, text)] == [({"mof"}, {role})]


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Комитетом геологии", "c-geology"),
        ("Комитета геологии Министерства экологии, геологии и природных ресурсов", "c-geology"),
        ("Комитет лесного хозяйства и животного мира МЭПР", "c-forest"),
        ("ҚР Қаржы министрлігінің Қазынашылық комитетіне", "c-treasury"),
        ("Қаржы министрлігі Қазынашылық комитеті", "c-treasury"),
        ("State Revenue Committee", "c-src"),
        ("акиматом Абайской области", "akimat-abai"),
        ("акимата г. Алматы", "akimat-almaty"),
        ("акимат ВКО", "akimat-east-kazakhstan"),
        ("Высшей аудиторской палаты", "supreme-audit-chamber"),
        ("государственным органам, непосредственно подчиненным и подотчетным Президенту РК", "bodies-under-president"),
        ("МИНИСТЕРСТВА\nФИНАНСОВ", "mof"),
        ("Первого Президента Республики Казахстан – Елбасы", "first-president"),
        ("Канцелярией Президента Республики Казахстан", "presidential-chancellery"),
        ("ЭМ-ге", "energy"),
        ("JSC QazPost", "qazpost"),
        ("Energy Minister", "energy"),
    ],
)
def test_the_whole_text_is_one_name(pipeline: Pipeline, text: str, body: str) -> None:
    assert [(words, bodies) for words, bodies, _ in _found(pipeline.names, text)] == [(text, {body})]


def test_a_proper_name_without_its_quotes_has_its_capital(pipeline: Pipeline) -> None:
    assert [bodies for _, bodies, _ in _found(pipeline.names, "АО Финансовый центр")] == [{"financial-centre"}]
    assert _found(pipeline.names, "новый финансовый центр, у финансового центра") == []
    assert _found(pipeline.names, "жаңа қаржы орталығы") == []


def test_an_abbreviation_of_something_else_is_no_body(pipeline: Pipeline) -> None:
    assert _found(pipeline.names, "продукция АПК") == []


def test_the_longest_name_wins_where_names_overlap(pipeline: Pipeline) -> None:
    text = "Администрация Президента Республики Казахстан"
    assert [words for words, *_ in _found(pipeline.names, text)] == [text]


@pytest.mark.parametrize("text", ["", "степь", "минфинансовый", "МФЦА", "Министерству финансовой полиции"])
def test_a_name_inside_another_word_is_none(pipeline: Pipeline, text: str) -> None:
    bodies = {body for _, found, _ in _found(pipeline.names, text) for body in found}
    assert bodies.isdisjoint({"mof", "presidential-administration"})


def test_one_abbreviation_may_stand_for_several_bodies(pipeline: Pipeline) -> None:
    ((_, bodies, _),) = _found(pipeline.names, "MoE")
    assert {"energy", "edu"} <= bodies


def test_the_longest_name_at_a_place_is_given_by_its_end(pipeline: Pipeline) -> None:
    text = fold("и Министерству финансов РК")
    assert pipeline.names.longest_at(text, 2) == len(text)
    assert pipeline.names.longest_at(text, 0) == 0


def test_a_russian_name_is_put_into_its_cases_up_to_the_first_noun() -> None:
    forms = set(inflected("Верховный суд Казахстана"))
    assert {"Верховного суда Казахстана", "Верховному суду Казахстана", "Верховным судом Казахстана"} <= forms
    assert list(inflected("в степи")) == []


def test_a_name_is_also_known_without_its_country() -> None:
    forms = set(name_forms("Министерство финансов Республики Казахстан", load_grammar("ru")))
    assert {"Министерство финансов", "Министерству финансов", "Министерства финансов Республики Казахстан"} <= forms


@pytest.mark.parametrize(
    ("language", "phrase", "plain"),
    [
        ("ru", "Министерства степей", "Министерство степей"),
        ("ru", "Национальной палаты камней", "Национальная палата камней"),
        ("ru", "Рабочая группа", "Рабочая группа"),
        ("kk", "акционерлік қоғамының", "акционерлік қоғамы"),
        ("kk", "акционерлік қоғамы", "акционерлік қоғамы"),
        ("kk", "Комиссияның", "Комиссия"),
        ("kk", "Министрлікке", "Министрлік"),
        ("en", "the Chamber of Stones", "the Chamber of Stones"),
    ],
)
def test_a_genitive_is_brought_to_the_nominative(language: str, phrase: str, plain: str) -> None:
    assert nominative(phrase, load_grammar(language)) == plain
