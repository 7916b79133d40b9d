"""Who is meant: the registry as of a date, the document's own key, the group it is about, or somebody new."""

from __future__ import annotations

from datetime import date

import pytest

from remit.loaders.grammar import load_grammar
from remit.loaders.linking import Linker
from remit.loaders.pipeline import Pipeline
from remit.ontology.claims import UNRESOLVED

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
