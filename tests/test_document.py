"""A document's blocks, cells and passages: where each stands in the text, and in what language it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_texts import document

from remit.loaders.document import Cell, Document, Passage, Span, block, with_breaks


def test_a_block_is_where_it_says() -> None:
    read = document("Первый абзац.\n\n  Второй абзац.  \nТретий.")
    assert [read.text[each.start : each.end] for each in read.blocks] == ["Первый абзац.", "Второй абзац.", "Третий."]


def test_each_block_has_the_language_of_its_letters_and_a_short_one_that_of_the_document() -> None:
    russian = "Министерство финансов представит Правительству отчет о посадке деревьев и об учете камней."
    read = document(f"{russian}\nҚаржы министрлігі есеп береді.\nThe Ministry reports quarterly.\n№ 5")
    assert [each.language for each in read.blocks] == ["ru", "kk", "en", "ru"]
    assert read.language == "ru"


def test_a_document_without_blocks_is_taken_for_english() -> None:
    assert Document("a.txt", "", ()).language == "en"


def test_evidence_leaves_out_white_space_at_its_ends() -> None:
    read = document("  Министр  \n финансов")
    evidence = read.evidence(0, 12)
    assert (evidence.quote, evidence.start, evidence.end) == ("Министр", 2, 9)
    assert read.text[evidence.start : evidence.end] == evidence.quote


def test_line_ends_above_a_block_are_counted() -> None:
    text = "а\nб\n\n\nв"
    blocks = with_breaks([block("paragraph", letter, text.index(letter), "ru") for letter in "абв"], text)
    assert [each.breaks for each in blocks] == [0, 1, 3]


BROKEN = Cell("Посадка ковыля", (Span(10, 17), Span(40, 46)))


@pytest.mark.parametrize(
    ("start", "end", "place"),
    [(0, 7, Span(10, 17)), (2, 5, Span(12, 15)), (8, 14, Span(40, 46)), (9, 11, Span(41, 43)), (5, 9, None)],
)
def test_offsets_in_a_broken_cell_are_brought_to_the_document(start: int, end: int, place: Span | None) -> None:
    assert BROKEN.locate(start, end) == place


def test_each_stretch_of_a_broken_cell_is_a_passage() -> None:
    assert list(BROKEN.passages("ru")) == [Passage("Посадка", 10, "ru"), Passage("ковыля", 40, "ru")]
    assert BROKEN.start == 10


@given(st.text())
def test_folding_keeps_offsets(text: str) -> None:
    passage = Passage(text, 0, "kk")
    assert len(passage.folded) == len(text)
    assert Cell(text, (Span(0, len(text)),)).folded.replace("\n", " ") == passage.folded
