"""Names of one person, or body, in the spellings of three languages; names of others that are not."""

from __future__ import annotations

import pytest

from remit.queries.namesakes import Namesakes


def alike(kind: str, *names: str) -> list[tuple[str, bool]]:
    found = Namesakes({name: [name] for name in names}, kind).of(names[0])
    return [(one.iri, one.initials) for one in found]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Әсет Мысалов", "Асет Мысалов"),
        ("Әсет Мысалов", "Asset Myssalov"),
        ("Мысалов Асет Бекович", "Asset Myssalov"),
        ("Ерболат Үлгіқызы", "Yerbolat Ulgikyzy"),
        ("Ерқанат Жолды-Мысал", "Yerkanat Zholdy-Myssal"),
        ("Гүлмира Өрнекова", "Гульмира Орнекова"),
    ],
)
def test_spellings_of_one_name_find_one_another(one: str, other: str) -> None:
    assert alike("person", one, other) == [(other, False)]
    assert alike("person", other, one) == [(one, False)]


def test_an_initial_stands_for_a_name_and_is_told() -> None:
    assert alike("person", "Мысалов А.Б.", "Мысалов Асет Бекович") == [("Мысалов Асет Бекович", True)]
    assert alike("person", "А. Мысалов", "Asset Myssalov") == [("Asset Myssalov", True)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Әсет Мысалов", "Мысалов"),
        ("Әсет Мысалов", "Болат Мысалов"),
        ("Мысалов А.Б.", "Мысалов Болат Бекович"),
        ("Мысалов Асет Бекович", "Мысалов Асет Данович"),
        ("А.Б.", "Асет Бекович"),
    ],
)
def test_names_of_others_do_not(one: str, other: str) -> None:
    assert alike("person", one, other) == []


def test_the_likest_comes_first_and_each_thing_once() -> None:
    names = {"a": ["Әсет Мысалов"], "b": ["А. Мысалов", "Мысалов А.Б."], "c": ["Асет Мысалов", "Asset Myssalov"]}
    found = Namesakes(names, "person").of("a")
    assert [one.iri for one in found] == ["c", "b"] and found[0].score > found[1].score
    assert Namesakes(names, "person").of("nobody") == []


def test_bodies_are_alike_word_for_word_but_for_legal_forms() -> None:
    assert alike("body", "«Қиялсу» АҚ", "АО «Қиялсу»", "Қиялсу басқармасы") == [("АО «Қиялсу»", False)]
