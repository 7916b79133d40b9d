"""Persons of the registry by their names, however they are written."""

from __future__ import annotations

import pytest

from remit.loaders.person_names import person_named, plain_words
from remit.loaders.pipeline import Pipeline


@pytest.mark.parametrize(
    "name",
    ["Kassym-Jomart Tokayev", "Qasym-Zhomart Toqaev", "Tokaev Kasym-Zhomart", "Қасым-Жомарт Тоқаев"],
)
def test_ways_to_write_a_name_are_of_one_person(pipeline: Pipeline, name: str) -> None:
    found = person_named(pipeline.registry, name)
    assert found and found.id == "tokayev"


@pytest.mark.parametrize("name", ["Tokayev", "K. Tokayev", "Askar Samplov", "Kassym Tokayev"])
def test_a_surname_initials_and_unknown_names_are_nobodys(pipeline: Pipeline, name: str) -> None:
    assert person_named(pipeline.registry, name) is None


def test_glides_and_romanisations_do_not_tell_names_apart() -> None:
    assert plain_words("Yerlan Zhaqsybayev") == plain_words("Erlan Jaksybaev") == plain_words("Ерлан Жақсыбаев")
    assert plain_words("Yerlan Samplov") != plain_words("Arlan Samplov")
