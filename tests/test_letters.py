"""Letters: the language a text is in, and look-alikes typed for one another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from remit.ontology.letters import fold, language_of


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("министрлiгi", "министрлігі"),  # Latin i
        ("министpлігі", "министрлігі"),  # Latin p
        ("Əділет", "Әділет"),  # Latin schwa
        ("әзiрлеу", "әзірлеу"),
        ("өкiм", "өкім"),
        ("шаhар", "шаһар"),  # Latin h
        ("ѳнер", "өнер"),  # fita
        ("KОМИТЕТ", "КОМИТЕТ"),  # Latin K
    ],
)
def test_latin_letters_in_a_cyrillic_word_become_the_letters_meant(typed: str, meant: str) -> None:
    assert fold(typed) == meant


@pytest.mark.parametrize("text", ["KEGOC", "Smart Bridge", "AO KEGOC", "e-mail", "№ 5", "", "Республика Қазақстан"])
def test_latin_and_cyrillic_words_stay(text: str) -> None:
    assert fold(text) == text


def test_odd_spaces_and_dashes_become_plain_ones() -> None:
    assert fold("№\u00a05\u202f000 — 7 − 2 рабочая‑группа") == "№ 5 000 – 7 – 2 рабочая-группа"


@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_folding_keeps_the_length_and_is_done_once(text: str) -> None:
    folded = fold(text)
    assert len(folded) == len(text)
    assert fold(folded) == folded


@pytest.mark.parametrize("stretch", [" ", "\n", "7", " \t"])
def test_a_run_without_end_is_broken_up_and_a_long_one_is_not(stretch: str) -> None:
    assert fold(f"а{stretch * 30}а") == f"а{stretch * 30}а".translate({0xA0: " "})
    broken = fold("а" + stretch * 200 + "а")
    assert max(len(run) for run in broken.split("¦")) <= 61
    assert len(broken) == 2 + 200 * len(stretch)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Министерству финансов внести предложения", "ru"),
        ("Қаржы министрлігі ұсыныстар енгізсін", "kk"),
        ("The Ministry of Finance shall report", "en"),
        ("Положение о конкурсе «Ең үздік кітапхана» утверждено приказом министра культуры", "ru"),
        ("Министерство внедряет систему Smart Data Ukimet", "ru"),
    ],
)
def test_language_is_told_by_letters(text: str, language: str) -> None:
    assert language_of(text) == language


def test_too_short_a_text_is_in_the_language_around_it() -> None:
    assert language_of("№ 5") is None
    assert language_of("№ 5-өкім", "kk") == "kk"
    assert language_of("Алматы облысының әкімі", None) == "kk"


def test_a_line_of_a_kazakh_text_without_letters_of_its_own_is_kazakh() -> None:
    assert language_of("Астана маслихаты", "kk") == "kk"
    assert language_of("Астана маслихаты", "ru") == "ru"
