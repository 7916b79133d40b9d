"""Bodies carried through the reorganisations of the registry that comes with remit."""

from __future__ import annotations

from datetime import date

import pytest

from remit.graph.scopes import words_found
from remit.graph.succession import Course, Succession
from remit.ontology.iris import BodyIri
from remit.ontology.registry import load_registry

PLAN, AUTUMN = date(2018, 9, 14), date(2024, 10, 1)


def body(id: str) -> str:
    return str(BodyIri(("kz", id)))


@pytest.fixture(scope="module")
def succession() -> Succession:
    return Succession(load_registry())


def changes(course: Course) -> list[str]:
    return [move.change.iri.rpartition("/")[2] for move in course.moves]


@pytest.mark.parametrize(
    ("phrase", "language", "text", "found"),
    [
        ("экологиялық", "kk", "Экологиялық ақпаратқа қолжетімділік", True),
        ("қоршаған орта", "kk", "қоршаған ортаны қорғау орталығы", True),
        ("қалдықтар", "kk", "тұрмыстық қалдықтардың жинауы", True),
        ("охрана окружающей среды", "ru", "центр по охране окружающей среды", True),
        ("экология", "ru", "проведение экофестиваля", False),
        ("связь", "ru", "расходы, связанные с переездом", False),
        ("водные ресурсы", "ru", "ресурсы водные", False),
        ("environment", "en", "the state of the environments", True),
        ("water", "en", "watermark", False),
        ("экология", "ru", "", False),
    ],
)
def test_scope_words_are_found_in_any_form(phrase: str, language: str, text: str, found: bool) -> None:
    assert words_found({language: (phrase,)}, text) == ((phrase,) if found else ())


def test_partial_transfer_is_followed_when_its_scope_is_the_topic(succession: Succession) -> None:
    (course,) = succession.carry(body("energy"), PLAN, AUTUMN, "экологиялық ақпарат беру")
    assert course.body == body("menr")
    assert [(move.change.date.year, move.inferred) for move in course.moves] == [(2019, True), (2023, False)]
    assert "экологиялық" in course.moves[0].words
    assert "2023-09-01-menr-mwri" in [change.iri.rpartition("/")[2] for change in course.passed_over]
    assert course.inferred


def test_partial_transfer_of_another_matter_is_passed_over(succession: Succession) -> None:
    (course,) = succession.carry(body("energy"), PLAN, AUTUMN, "добыча нефти")
    assert (course.body, course.state, course.inferred) == (body("energy"), "same", False)
    assert [change.kind for change in course.passed_over] == ["partial-transfer"]


def test_changes_before_the_document_and_after_the_day_do_not_count(succession: Succession) -> None:
    transfer = date(2019, 6, 17)
    assert changes(succession.carry(body("energy"), PLAN, date(2019, 6, 16), "экология")[0]) == []
    assert changes(succession.carry(body("energy"), PLAN, transfer, "экология")[0]) != []
    assert changes(succession.carry(body("energy"), transfer, AUTUMN, "экология")[0]) == []


def test_rename_is_followed_whatever_the_topic(succession: Succession) -> None:
    (course,) = succession.carry(body("megnr"), date(2020, 1, 1), AUTUMN, "что угодно")
    assert (course.body, course.state, course.inferred) == (body("menr"), "moved", False)


def test_split_goes_by_topic_else_gives_every_candidate(succession: Succession) -> None:
    (course,) = succession.carry(body("mcs"), PLAN, AUTUMN, "развитие культуры")
    assert (course.body, course.state, course.inferred) == (body("mci"), "moved", True)
    courses = succession.carry(body("mcs"), PLAN, AUTUMN, "закупка мебели")
    assert {course.body for course in courses} == {body("mci"), body("mts")}
    assert all(course.state == "candidate" and course.inferred for course in courses)


def test_body_that_ended_without_successor_is_orphaned(succession: Succession) -> None:
    (course,) = succession.carry(body("a-land-2014"), date(2010, 1, 1), AUTUMN, "земля")
    assert (course.body, course.state) == (body("a-land-2014"), "orphaned")


def test_body_the_registry_does_not_hold_stays(succession: Succession) -> None:
    local = str(BodyIri(("local", "0123456789abcdef")))
    assert succession.carry(local, PLAN, AUTUMN, "экология") == [Course(local)]
    assert succession.parentage(local, PLAN, AUTUMN, "") is None


def test_parent_on_each_date_with_the_way_between(succession: Succession) -> None:
    then = succession.parentage(body("iac-oos"), PLAN, date(2018, 10, 1), "")
    assert then is not None
    assert (then.before, then.after, changes(then.course)) == (body("energy"), body("energy"), [])
    now = succession.parentage(body("iac-oos"), PLAN, AUTUMN, "")
    assert now is not None and now.stated
    assert (now.before, now.after) == (body("energy"), body("menr"))
    assert [(move.change.kind, move.inferred) for move in now.course.moves] == [
        ("partial-transfer", True),
        ("rename", False),
    ]


def test_ministry_has_no_parent_to_name(succession: Succession) -> None:
    assert succession.parentage(body("energy"), PLAN, AUTUMN, "") is None


def test_origins_lead_back_through_reorganisations(succession: Succession) -> None:
    origins = succession.origins(body("menr"))
    assert origins[:2] == [body("menr"), body("megnr")]
    assert body("energy") in origins and body("mof") not in origins


def test_class_has_members_as_of_a_day(succession: Succession) -> None:
    members = succession.members(body("local-executive-bodies"), AUTUMN)
    assert body("akimat-almaty") in members and body("akimat-abai") in members
    assert body("akimat-abai") not in succession.members(body("local-executive-bodies"), date(2018, 1, 1))
    assert succession.members(body("energy"), AUTUMN) == []
    assert body("local-executive-bodies") in succession.classes(body("akimat-almaty"), AUTUMN)
