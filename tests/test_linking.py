"""Who is meant: the registry as of a date, the document's own key, the group it is about, or somebody new."""

from __future__ import annotations

from datetime import date

import pytest

from remit.loaders.grammar import load_grammar
from remit.loaders.linking import Linker
from remit.loaders.pipeline import Pipeline
from remit.ontology.claims import UNRESOLVED

LOCAL = "local-executive-bodies"
DAYS_OF_CIVIL_SERVICE = (
    date(2016, 12, 1),
    date(2020, 5, 5),
)  # between the two agencies of that name, and in the second
RU, KK, EN = (load_grammar(language) for language in ("ru", "kk", "en"))


def _linker(pipeline: Pipeline, on: date | None = date(2026, 1, 1), key: dict[str, str] | None = None) -> Linker:
    return Linker(pipeline.registry, pipeline.names, key or {}, on)


def _body(pipeline: Pipeline, id: str) -> str:
    return pipeline.registry.bodies[id].iri


def test_one_body_under_its_names_in_every_language(pipeline: Pipeline) -> None:
    linker = _linker(pipeline)
    links = [
        linker.link("Министерству финансов РК,", RU),
        linker.link("Қазақстан Республикасының Қаржы министрлiгiне", KK),
        linker.link("Ministry of Finance", EN),
    ]
    assert {link.entity for link in links} == {_body(pipeline, "mof")}
    assert {link.status for link in links} == {"linked"}
    assert linker.bodies == {}


def test_a_short_name_means_the_body_of_its_day(pipeline: Pipeline) -> None:
    before, after = (_linker(pipeline, day).link("КС РК", RU) for day in (date(2020, 5, 5), date(2025, 5, 5)))
    assert before.entity == _body(pipeline, "constitutional-council")
    assert after.entity == _body(pipeline, "constitutional-court")


def test_two_bodies_of_one_name_are_candidates_and_none_is_chosen(pipeline: Pipeline) -> None:
    link = _linker(pipeline).link("MoE", EN)
    assert (link.status, link.entity) == ("candidates", None)
    assert {_body(pipeline, "energy"), _body(pipeline, "edu")} <= set(link.candidates)
    assert link.reason


def test_the_key_of_the_document_outranks_the_registry(pipeline: Pipeline) -> None:
    linker = _linker(pipeline, key={"MoE": "Ministry of Energy", "МФ": "Мир фонтанов"})
    assert linker.link("MoE", EN).entity == _body(pipeline, "energy")
    fountains = linker.link("МФ", RU)
    assert fountains.status == "local"
    assert [body.name for body in linker.bodies.values()] == ["Мир фонтанов"]


def test_a_key_that_only_puts_the_name_otherwise_means_the_body_of_the_registry(pipeline: Pipeline) -> None:
    odd = _linker(pipeline, key={"МФ": "Министерство финансов и государственных денег Казахстана"})
    assert odd.link("МФ", RU).entity == _body(pipeline, "mof")


def test_a_class_of_bodies_is_a_class(pipeline: Pipeline) -> None:
    linker = _linker(pipeline)
    for mention, grammar in (("акиматам областей", RU), ("облыстардың әкімдіктері", KK), ("regional akimats", EN)):
        link = linker.link(mention, grammar)
        assert (link.status, link.entity) == ("class", _body(pipeline, "akimat"))


def test_an_unknown_organisation_is_one_and_the_same_wherever_it_is_named(pipeline: Pipeline) -> None:
    one, other = _linker(pipeline), _linker(pipeline, on=None)
    links = [one.link("АО «Тихая вода»", RU), one.link('АО "Тихая  вода".', RU), other.link("АО «Тихая вода»", RU)]
    assert {link.status for link in links} == {"local"}
    assert len({link.entity for link in links}) == 1
    assert one.link("АО «Громкая вода»", RU).entity != links[0].entity


@pytest.mark.parametrize("mention", ["", "–", "№ 5", " ; "])
def test_what_names_nobody_is_unresolved(pipeline: Pipeline, mention: str) -> None:
    assert _linker(pipeline).link(mention, RU) == UNRESOLVED


def test_a_common_noun_means_the_only_group_of_the_document(pipeline: Pipeline) -> None:
    linker = _linker(pipeline)
    assert linker.link("Кеңес", KK).entity != "doc#group-1"
    linker.groups.iris.append("doc#group-1")
    assert linker.link("Кеңес", KK).entity == linker.link("Рабочей группе", RU).entity == "doc#group-1"
    chair = linker.bearer("Председатель Комиссии", RU)
    assert chair.entity is not None
    assert linker.groups.posts[chair.entity].role == "chair"
    linker.groups.iris.append("doc#group-2")
    assert linker.link("Совет", RU).entity != "doc#group-1"


@pytest.mark.parametrize(
    ("mention", "language", "role"),
    [
        ("Министр финансов Республики Казахстан", "ru", "minister"),
        ("Қазақстан Республикасының Қаржы вице-министрі", "kk", "vice-minister"),
        ("First Vice Minister of Finance", "en", "first-vice-minister"),
        ("министр финансов Серикова А.Б.", "ru", "minister"),
    ],
)
def test_a_post_is_seated_in_its_body(pipeline: Pipeline, mention: str, language: str, role: str) -> None:
    linker = _linker(pipeline)
    seated = linker.seat(mention, load_grammar(language))
    assert seated.body.entity == _body(pipeline, "mof")
    assert seated.post is not None
    assert linker.posts[seated.post].role == role


def test_a_post_in_an_unknown_body_seats_somebody_in_that_body(pipeline: Pipeline) -> None:
    linker = _linker(pipeline)
    seated = linker.seat("председатель правления акционерного общества «Тихая вода»", RU)
    assert seated.body.status == "local"
    assert seated.body.entity in linker.bodies
    assert "Тихая вода" in linker.bodies[seated.body.entity].name
    assert seated.post is not None
    assert linker.posts[seated.post].role == "board-chair"


def test_words_that_name_neither_post_nor_body_seat_nobody(pipeline: Pipeline) -> None:
    seated = _linker(pipeline).seat("хороший человек", RU)
    assert (seated.post, seated.body) == (None, UNRESOLVED)


def test_who_bears_a_duty_is_the_post_where_one_is_named(pipeline: Pipeline) -> None:
    linker = _linker(pipeline)
    post = linker.bearer("Министру финансов", RU)
    assert post.entity in linker.posts
    assert linker.bearer("Министерству финансов", RU).entity == _body(pipeline, "mof")


def test_a_person_is_known_by_full_name_only(pipeline: Pipeline) -> None:
    linker = _linker(pipeline)
    known = linker.person("Токаев Касым-Жомарт Кемелевич", RU)
    assert linker.person("Kassym-Jomart Tokayev", EN) == known
    assert linker.person("Токаев К.К.", RU) != known
    assert linker.person("Ли Виктор", RU) == linker.person("Виктор Ли", RU)


def test_the_longest_known_name_may_be_of_the_document(pipeline: Pipeline) -> None:
    linker = _linker(pipeline, key={"ДК": "Дворец камней", "ДК «С»": "Дворец степи"})
    assert linker.longest_known("ДК «С» и ДК", 0) == 6
    assert linker.longest_known("ДК «С» и ДК", 9) == 11
    assert linker.longest_known("ДКА", 0) == 0


def test_a_body_is_named_shortly_before_its_life_and_after_it(pipeline: Pipeline) -> None:
    name = "Агентство Республики Казахстан по делам государственной службы"
    ended, between, begun = (
        _linker(pipeline, day).link(name, RU) for day in (date(2014, 8, 6), *DAYS_OF_CIVIL_SERVICE)
    )
    assert ended.entity == _body(pipeline, "acsa-2014")
    assert between.entity == _body(pipeline, "acsa-2014")  # its official name, and the later one is not yet to be known
    assert begun.entity == _body(pipeline, "acsa")


def test_a_short_name_of_a_body_long_gone_gives_candidates_best_first(pipeline: Pipeline) -> None:
    link = _linker(pipeline, date(2024, 11, 1)).link("Ministry of Culture", EN)
    assert (link.status, link.entity) == ("candidates", None)
    assert link.candidates[0] == _body(pipeline, "mci")
    assert _body(pipeline, "mculture-2014") in link.candidates
    assert link.reason


def test_a_link_says_why(pipeline: Pipeline) -> None:
    link = _linker(pipeline, date(2024, 5, 5), {"МФ": "Министерство финансов"}).link("МФ", RU)
    assert link.reason.split("; ") == ["defined in the document", "form of a name in ru", "may exist on 2024-05-05"]


@pytest.mark.parametrize(
    ("mention", "language"),
    [("Агентства", "ru"), ("Агентством", "ru"), ("Агенттіктің", "kk"), ("Агенттікке", "kk"), ("the Agency", "en")],
)
def test_what_the_document_defines_is_meant_in_every_case(pipeline: Pipeline, mention: str, language: str) -> None:
    key = {"Агентство": "Агентство Республики Казахстан по финансовому мониторингу"}
    key |= {"Агенттік": "Қазақстан Республикасының Қаржылық мониторинг агенттігі"}
    key |= {"the Agency": "Agency of the Republic of Kazakhstan for Financial Monitoring"}
    link = _linker(pipeline, date(2024, 5, 5), key).link(mention, load_grammar(language))
    assert link.entity == _body(pipeline, "afm")


def test_what_a_document_calls_by_a_common_noun_is_its_own(pipeline: Pipeline) -> None:
    one, other = (Linker(pipeline.registry, pipeline.names, {}, None, scope=scope) for scope in ("doc-1", "doc-2"))
    for mentions, grammar in ((("Учреждение", "учреждения"), RU), (("Мекеме", "мекеменің"), KK)):
        links = [one.link(mention, grammar) for mention in mentions]
        assert {link.status for link in links} == {"local"}
        assert len({link.entity for link in links}) == 1
        assert other.link(mentions[0], grammar).entity != links[0].entity
        assert "common noun" in links[0].reason


def test_an_authorised_body_is_whom_the_document_names_or_nobody_known(pipeline: Pipeline) -> None:
    defined = _linker(pipeline, key={"уполномоченный орган": "Министерство финансов Республики Казахстан"})
    assert defined.link("Уполномоченному органу", RU).entity == _body(pipeline, "mof")
    for mention, grammar in (
        ("уполномоченный орган", RU),
        ("Уполномоченный орган в области доступа к информации", RU),
        ("Ақпаратқа қол жеткізу саласындағы уәкілетті орган", KK),
        ("the authorised body in the field of information", EN),
    ):
        link = _linker(pipeline).link(mention, grammar)
        assert (link.status, link.reason) == ("local", "an authorised body that the document does not name")


@pytest.mark.parametrize(
    ("mention", "language", "body"),
    [
        ("МИО", "ru", "local-executive-bodies"),
        ("местным исполнительным органам областей, городов республиканского значения, столицы", "ru", LOCAL),
        ("облыстардың, республикалық маңызы бар қалалардың, астананың жергілікті атқарушы органдары", "kk", LOCAL),
        ("local executive bodies of regions and the capital", "en", "local-executive-bodies"),
        ("областным акиматам", "ru", "akimat"),
        ("маслихатам областей, городов Астаны, Алматы и Шымкента", "ru", "maslikhat"),
        ("мәслихаттарға", "kk", "maslikhat"),
        ("местным представительным органам", "ru", "maslikhat"),
        ("жергілікті өкілді органдарға", "kk", "maslikhat"),
        ("государственным органам, подчиненным и подотчетным Президенту", "ru", "bodies-under-president"),
        ("Центральным государственным органам", "ru", "central-state-bodies"),
        ("орталық мемлекеттік органдарға", "kk", "central-state-bodies"),
    ],
)
def test_classes_of_bodies_stay_classes(pipeline: Pipeline, mention: str, language: str, body: str) -> None:
    link = _linker(pipeline).link(mention, load_grammar(language))
    assert (link.status, link.entity) == ("class", _body(pipeline, body))


@pytest.mark.parametrize("mention", ["Supreme Court Chairman", "Chairman of the Supreme Court"])
def test_an_english_post_stands_before_its_body_or_after_it(pipeline: Pipeline, mention: str) -> None:
    seated = _linker(pipeline).seat(mention, EN)
    assert seated.body.entity == _body(pipeline, "supreme-court")
    assert seated.post is not None


def test_the_post_of_any_ministry_is_none_of_a_certain_one(pipeline: Pipeline) -> None:
    for mention, grammar in (("Deputy Minister", EN), ("заместитель министра", RU), ("министрдің орынбасары", KK)):
        assert _linker(pipeline).seat(mention, grammar).body.entity is None


@pytest.mark.parametrize(
    ("language", "bearers", "director"),
    [
        (
            "ru",
            [
                "Департаменту учета родников Министерства финансов Республики Казахстан",
                "Департаментом учета родников Минфина (Серикова А.Б.)",
                "Департамент учета родников МФ РК",
            ],
            "директор Департамента учета родников Министерства финансов",
        ),
        (
            "kk",
            [
                "Қазақстан Республикасы Қаржы министрлігінің Бұлақтарды есепке алу департаментіне",
                "Қазақстан Республикасының Қаржы министрлігі Бұлақтарды есепке алу департаменті (А.Б. Серікова)",
                "ҚР Қаржы министрлігінің Бұлақтарды есепке алу департаменті",
            ],
            "Қаржы министрлігі Бұлақтарды есепке алу департаментінің директоры",
        ),
        (
            "en",
            [
                "the Department of Springs of the Ministry of Finance",
                "Department of Springs of the Ministry of Finance of the Republic of Kazakhstan",
            ],
            "director of the Department of Springs of the Ministry of Finance",
        ),
    ],
)
def test_a_part_of_a_known_body_is_one_however_the_body_is_written(
    pipeline: Pipeline, language: str, bearers: list[str], director: str
) -> None:
    linker, grammar = _linker(pipeline), load_grammar(language)
    entities = {linker.bearer(mention, grammar).entity for mention in bearers}
    assert entities == {linker.seat(director, grammar).body.entity}
    assert [each.parent for each in linker.bodies.values()] == [_body(pipeline, "mof")]


def test_what_only_stands_beside_a_known_body_is_no_part_of_it(pipeline: Pipeline) -> None:
    linker = _linker(pipeline)
    for mention in ("АО «Дом Министерства финансов и рек»", "Академия имени Т.К. Серикова"):
        assert linker.bodies[str(linker.link(mention, RU).entity)].parent is None
    assert {each.name for each in linker.bodies.values()} >= {"Академия имени Т.К. Серикова"}


def test_territorial_parts_of_one_body_differ_by_their_territory(pipeline: Pipeline) -> None:
    linker = _linker(pipeline)
    places = ("по городу Астане", "по области Абай")
    parts = [
        linker.link(f"Департамент юстиции Министерства юстиции Республики Казахстан {each}", RU) for each in places
    ]
    assert len({each.entity for each in parts}) == 2
    assert {each.parent for each in linker.bodies.values()} == {_body(pipeline, "moj")}


@pytest.mark.parametrize(
    ("mention", "body"),
    [
        ("Правительству", "government"),
        ("Правительством", "government"),
        ("Минфину РК", "mof"),
        ("Минюста", "moj"),
        ("Нацбанку", "national-bank"),
        ("Генпрокуратуре", "prosecutor-general"),
    ],
)
def test_a_short_name_of_one_word_is_known_in_every_case(pipeline: Pipeline, mention: str, body: str) -> None:
    assert _linker(pipeline).link(mention, RU).entity == _body(pipeline, body)


@pytest.mark.parametrize(
    ("mention", "language", "name"),
    [("Рабочим органом", "ru", "Рабочий орган"), ("председателя", "ru", "председатель"), ("Төрағаның", "kk", "Төраға")],
)
def test_an_officer_of_the_group_is_named_in_the_nominative(
    pipeline: Pipeline, mention: str, language: str, name: str
) -> None:
    linker = _linker(pipeline)
    linker.groups.iris.append("doc#group-1")
    assert linker.groups.posts[str(linker.link(mention, load_grammar(language)).entity)].name == name


@pytest.mark.parametrize(
    ("mention", "language", "ids"),
    [
        ("Верховному Суду, КНБ и Министерству юстиции РК", "ru", ["supreme-court", "knb", "moj"]),
        ("Министерствам финансов и юстиции (по согласованию)", "ru", ["mof", "moj"]),
        ("Ұлттық қауіпсіздік комитеті мен Ішкі істер министрлігіне", "kk", ["knb", "mia"]),
        ("the Supreme Court and the Ministry of Justice", "en", ["supreme-court", "moj"]),
        ("Комитету казначейства Минфина", "ru", ["c-treasury"]),
        ("Қаржыминінің Қазынашылық комитетіне", "kk", ["c-treasury"]),
    ],
)
def test_each_of_several_bodies_bears_the_duty(pipeline: Pipeline, mention: str, language: str, ids: list[str]) -> None:
    bearers = _linker(pipeline).bearers(mention, load_grammar(language))
    assert [each.link.entity for each in bearers] == [_body(pipeline, id) for id in ids]


def test_bodies_beside_a_stranger_are_not_told_apart(pipeline: Pipeline) -> None:
    linker = _linker(pipeline)
    (bearer,) = linker.bearers("Министерству финансов и обществу «Тихая вода»", RU)
    assert bearer.link.status == "local"
    assert [each.parent for each in linker.bodies.values()] == [None]


def test_initials_tell_people_apart_and_mean_one_person_in_a_document_only(pipeline: Pipeline) -> None:
    grammar = load_grammar("ru")
    here, there = (Linker(pipeline.registry, pipeline.names, {}, None, scope=scope) for scope in ("here", "there"))
    assert here.person("А. Пробов", grammar) == here.person("Пробов А.", grammar)
    assert here.person("А. Пробов", grammar) != here.person("Б. Пробов", grammar)
    assert here.person("А. Пробов", grammar) != there.person("А. Пробов", grammar)
    assert here.person("Пробов Аскар", grammar) == there.person("Аскар Пробов", grammar)
