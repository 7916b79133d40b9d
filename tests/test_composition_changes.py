"""Changes of compositions in the three languages: who comes in, who goes, what is given anew, in which group."""

from __future__ import annotations

from typing import Any

import pytest
from sample_texts import cases, document, source

from remit.loaders.composition_changes import CompositionChange, find_changes
from remit.loaders.grammar import load_grammar
from remit.loaders.groups import group_iri
from remit.loaders.parts import split
from remit.loaders.pipeline import Pipeline
from remit.loaders.quoted_lines import quoted_line
from remit.ontology.claims import Group, Seat, SeatEnd

BASE = "О создании Комиссии по камням"


def _changes(text: str) -> list[CompositionChange]:
    parts = [part for part in split(document(text)) if part.kind in ("act", "annex", "list")]
    return [change for part in parts for change in find_changes(part)[0]]


def _short(thing: Any, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: value for name in names if (value := getattr(thing, name))}


@pytest.mark.parametrize(("language", "case"), cases("composition_changes"))
def test_case(language: str, case: dict[str, Any]) -> None:
    found = []
    for change in _changes(case["text"]):
        assert change.rule.startswith(f"{language}.")
        row: dict[str, Any] = {"kind": change.kind}
        row |= {"group": change.group.name} if change.group else {}
        seats = [_short(seat, ("role", "mention", "person", "number", "by_agreement")) for seat in change.seats]
        gone = [_short(each, ("mention", "person", "number")) for each in change.gone]
        found.append(row | ({"seats": seats} if seats else {}) | ({"gone": gone} if gone else {}))
    assert found == case["changes"]


@pytest.mark.parametrize(("language", "case"), cases("composition_changes"))
def test_what_goes_and_comes_stands_where_it_says(language: str, case: dict[str, Any]) -> None:
    text = document(case["text"]).text
    for change in _changes(case["text"]):
        assert all(each.number or each.mention[:8] in text[each.start : each.end] for each in change.gone)
        assert all(seat.mention[:8] in text[seat.start : seat.end] for seat in change.seats)


@pytest.mark.parametrize(
    ("line", "bare", "opens", "ends"),
    [
        ("«Министр рек, секретарь»;", "Министр рек, секретарь", False, True),
        ("«2. Директор Центра «Ветер»", "2. Директор Центра «Ветер»", True, False),
        ("«Ветер» қорының директоры", "«Ветер» қорының директоры", False, False),
        ("директор Центра «Ветер»;", "директор Центра «Ветер»;", False, False),
        ('директор Центра "Ветер" (по согласованию)".', 'директор Центра "Ветер" (по согласованию)', False, True),
        ('"Chairman of the "Wind" Centre', 'Chairman of the "Wind" Centre', True, False),
    ],
)
def test_only_the_outer_marks_of_a_quotation_are_taken_off(line: str, bare: str, opens: bool, ends: bool) -> None:
    (block,) = document(line).blocks
    found = quoted_line(block)
    assert (found.block.text, found.opens, found.ends) == (bare, opens, ends)
    assert line[found.block.start :].startswith(bare)


@pytest.mark.parametrize(
    ("language", "forms", "other"),
    [
        ("ru", ("Рабочая группа по воде", "рабочей группы по воде"), "рабочая группа по газу"),
        ("kk", ("Су жөніндегі кеңес", "Су жөніндегі кеңестің", "су жөніндегі кеңесі"), "Газ жөніндегі кеңес"),
        ("en", ("Council on Water", "the Council on Water"), "Council on Gas"),
    ],
)
def test_a_group_has_one_name_in_every_case(language: str, forms: tuple[str, ...], other: str) -> None:
    act = "https://w3id.org/remit/id/eli/kz/P1000000077"
    grammar = load_grammar(language)
    iris = {group_iri(act, form, grammar) for form in forms}
    assert len(iris) == 1
    assert group_iri(act, other, grammar) not in iris
    assert group_iri("https://w3id.org/remit/id/eli/kz/P1000000078", forms[0], grammar) not in iris


def _act(day: str, number: str, title: str, body: str) -> str:
    return f"Постановление Правительства Республики Казахстан от {day} года № {number}\n\n{title}\n\n{body}\n"


def test_an_amending_act_speaks_of_the_group_of_the_act_it_amends(pipeline: Pipeline) -> None:
    formed = _act(
        "4 февраля 2010",
        "77",
        BASE,
        "Правительство Республики Казахстан ПОСТАНОВЛЯЕТ:\n\n1. Создать Комиссию по камням в следующем составе:\n\n"
        "Ветров Иван Иванович – Министр энергетики Республики Казахстан, председатель\n\n2. Постановление вводится.",
    )
    amending = _act(
        "5 мая 2012",
        "640",
        f"О внесении изменений в постановление Правительства Республики Казахстан от 4 февраля 2010 года № 77 «{BASE}»",
        "Правительство Республики Казахстан ПОСТАНОВЛЯЕТ:\n\n1. Внести в постановление Правительства Республики "
        f"Казахстан от 4 февраля 2010 года № 77 «{BASE}» следующие изменения:\n\nввести в состав Комиссии, "
        "утвержденный указанным постановлением:\n\nОзерова Петра Ивановича – Министра финансов Республики Казахстан, "
        "председателем;"
        "\n\nвывести из указанного состава Ветрова И.И.\n\n2. Постановление вводится.",
    )
    first, second = (pipeline.read(source(text, f"{n}.txt")) for n, text in enumerate((formed, amending)))
    groups = [claim.group for record in (first, second) for claim in record.claims if isinstance(claim, Group)]
    assert len(groups) == 2
    assert groups[0] == groups[1] is not None
    (seat,) = (claim for claim in second.claims if isinstance(claim, Seat))
    (end,) = (claim for claim in second.claims if isinstance(claim, SeatEnd))
    assert (str(seat.since), seat.added_by) == (str(end.until), end.removed_by) == ("2012-05-05", second.act)
    names = {entity.iri: getattr(entity, "name", None) for entity in second.entities}
    assert (names[seat.person or ""], names[end.person or ""]) == ("Озеров Пётр Иванович", "Ветров И.И.")
