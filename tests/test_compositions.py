"""A composition as of a day, out of the act that formed the group and those that changed it."""

from __future__ import annotations

from pathlib import Path

import pytest
from sample_texts import source

from remit.graph.compositions import COMPOSITIONS, end_seats
from remit.graph.store import Store, Write, open_store
from remit.loaders.pipeline import Pipeline
from remit.queries.catalogue import query

HEAD = "Постановление Правительства Республики Казахстан от {day} года № {number}\n\n{title}\n\n"
FORMED = "О создании Комиссии по камням"
AMENDED = f"постановление Правительства Республики Казахстан от 4 февраля 2010 года № 77 «{FORMED}»"
ENACTS = "Правительство Республики Казахстан ПОСТАНОВЛЯЕТ:\n\n"

BASE = (
    HEAD.format(day="4 февраля 2010", number="77", title=FORMED)
    + ENACTS
    + "1. Создать Комиссию по камням в следующем составе:\n\n"
    "1) Ветров Иван Иванович – Министр энергетики Республики Казахстан, председатель;\n\n"
    "2) вице-министр финансов Республики Казахстан;\n\n"
    "3) Лугов А.Б. – директор фонда «Камень» (по согласованию);\n\n"
    "4) аким города Алматы.\n\n2. Постановление вводится в действие со дня подписания.\n"
)


def _amending(day: str, number: str, changes: str) -> str:
    title = f"О внесении изменений в {AMENDED}"
    point = f"1. Внести в {AMENDED} следующие изменения:\n\nв составе Комиссии по камням:\n\n{changes}\n\n"
    return HEAD.format(day=day, number=number, title=title) + ENACTS + point + "2. Постановление вводится."


FIRST = _amending(
    "5 мая 2012",
    "640",
    "вывести из указанного состава Лугова Андрея Борисовича;\n\n"
    "строку «вице-министр финансов Республики Казахстан» изложить в следующей редакции:\n\n"
    "«первый вице-министр финансов Республики Казахстан, секретарь»;\n\n"
    "строку, порядковый номер 4, исключить.",
)
SECOND = _amending(
    "7 июня 2015",
    "411",
    "состав Комиссии по камням изложить в следующей редакции:\n\n«аким города Астаны, председатель».",
)


@pytest.fixture
def store(tmp_path: Path, pipeline: Pipeline) -> Store:
    store = open_store(str(tmp_path / "graph"), create=True)
    texts = {"base.txt": BASE, "first.txt": FIRST, "second.txt": SECOND}
    store.write(Write(documents=[pipeline.read(source(text, name)) for name, text in texts.items()]))
    return store


def _members(store: Store, day: str) -> list[tuple[object, object]]:
    (group,) = {row["group"] for row in query("members").run(store)}
    rows = query("members").run(store, {"group": str(group), "as-of": day})
    return sorted((row["mention"], row["role"]) for row in rows)


def test_the_composition_is_known_as_of_any_day(store: Store) -> None:
    assert end_seats(store) == 5
    assert [mention for mention, _ in _members(store, "2011-01-01")] == [
        "Министр энергетики Республики Казахстан",
        "аким города Алматы",
        "вице-министр финансов Республики Казахстан",
        "директор фонда «Камень»",
    ]
    assert _members(store, "2013-01-01") == [
        ("Министр энергетики Республики Казахстан", "chair"),
        ("первый вице-министр финансов Республики Казахстан", "secretary"),
    ]
    assert _members(store, "2016-01-01") == [("аким города Астаны", "chair")]
    store.close()


def test_ends_are_told_anew_when_an_act_is_gone(store: Store) -> None:
    end_seats(store)
    there = f"SELECT ?seat WHERE {{ GRAPH <{COMPOSITIONS}> {{ ?seat ?property ?value }} }}"
    assert store.select(there)
    ends = "SELECT DISTINCT ?doc { GRAPH ?doc { ?end a <https://w3id.org/remit/ns#SeatEnd> } }"
    changing = [row["doc"].value for row in store.select(ends)]
    store.write(Write(removed=changing))
    assert end_seats(store) == 0
    assert not store.select(there)
    store.close()


def test_an_end_that_may_be_of_two_seats_is_of_neither(tmp_path: Path, pipeline: Pipeline) -> None:
    twice = BASE.replace("4) аким города Алматы.", "4) Лугов Антон Булатович – аким города Алматы.")
    removed = _amending("5 мая 2012", "640", "вывести из указанного состава Лугова А.Б.")
    store = open_store(str(tmp_path / "graph"), create=True)
    store.write(Write(documents=[pipeline.read(source(text, name)) for text, name in ((twice, "a"), (removed, "b"))]))
    assert end_seats(store) == 0
    store.close()
