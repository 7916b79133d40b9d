"""Tables out of flat text: the three layouts, rows broken over pages, and what only looks like a table."""

from __future__ import annotations

import pytest
from sample_texts import document

from remit.loaders.document import Block
from remit.loaders.tables import MAX_CELLS


def _rows(text: str) -> list[list[str]]:
    return [[cell.text for cell in block.cells] for block in document(text).blocks if block.table is not None]


def _kinds(text: str) -> list[str]:
    return [block.kind for block in document(text).blocks]


def test_cells_parted_by_tabs_are_rows() -> None:
    assert _rows("№⇥Мера⇥Срок\n1⇥Ковыль⇥2026\n\n2⇥⇥2027") == [
        ["№", "Мера", "Срок"],
        ["1", "Ковыль", "2026"],
        ["2", "", "2027"],
    ]


def test_cells_side_by_side_are_a_table_where_rows_are_wide() -> None:
    assert _rows("а⇥|⇥б⇥|⇥в\nг⇥|⇥д⇥|⇥е") == [["а", "б", "в"], ["г", "д", "е"]]


@pytest.mark.parametrize("line", ["Премьер-Министр⇥|⇥А. Серікұлы", "⇥|⇥Бекітемін", "Премьер-Министр⇥|"])
def test_two_cells_side_by_side_are_a_pair_and_no_table(line: str) -> None:
    assert _kinds(f"Текст\n{line}\nТекст") == ["paragraph", "pair", "paragraph"]


def test_a_cell_a_line_is_a_row_where_blanks_part_the_rows() -> None:
    text = "⇥№\n⇥Мера\n⇥Срок\n\n⇥1\n⇥Ковыль\nвдоль дорог\n⇥2026"
    assert _rows(text) == [["№", "Мера", "Срок"], ["1", "Ковыль\nвдоль дорог", "2026"]]


def test_a_lone_tab_is_an_empty_cell_of_a_row_that_lacks_one() -> None:
    text = "⇥№\n⇥Мера\n⇥Срок\n\n⇥1\n⇥Ковыль\n⇥\n\n⇥2\n⇥Камни\n⇥2026\n⇥\n⇥3\n⇥\n⇥2027\n\nПримечание"
    assert _rows(text) == [["№", "Мера", "Срок"], ["1", "Ковыль", ""], ["2", "Камни", "2026"], ["3", "", "2027"]]


def test_paragraphs_indented_by_a_tab_are_no_table() -> None:
    text = "⇥Первый абзац приказа.\n⇥Второй абзац приказа.\n\n⇥Третий абзац приказа."
    assert _kinds(text) == ["paragraph"] * 3


def test_a_row_without_a_number_continues_the_one_above() -> None:
    text = "№⇥Мера⇥Срок\n1⇥Ковыль⇥2026\n2⇥Опись⇥2027\n⇥камней⇥"
    blocks = [block for block in document(text).blocks if block.table is not None]
    assert [cell.text for cell in blocks[-1].cells] == ["2", "Опись камней", "2027"]
    assert len(blocks[-1].cells[1].spans) == 2


def test_a_line_with_a_number_of_its_own_continues_nothing() -> None:
    assert _rows("№⇥Мера⇥Срок\n1⇥Ковыль⇥2026\n⇥1.1. Камни⇥")[-1] == ["", "1.1. Камни", ""]


def test_tables_apart_have_numbers_of_their_own() -> None:
    text = "№⇥Мера⇥Срок\n1⇥Ковыль⇥2026\nА теперь другое.\n№⇥Мера⇥Срок\n1⇥Камни⇥2027"
    assert [block.table for block in document(text).blocks] == [1, 1, None, 2, 2]


def test_a_row_of_ten_thousand_cells_keeps_all_its_text() -> None:
    (block,) = document("⇥".join(f"слово{number}" for number in range(10_000))).blocks
    assert len(block.cells) == MAX_CELLS
    assert block.cells[-1].text.endswith("слово9999")


@pytest.mark.parametrize(
    "text",
    [
        "а⇥б⇥в\n\n\nг⇥|⇥д\n⇥е\nж",
        "⇥\n⇥⇥\n⇥⇥⇥а\n| б |\n⇥|⇥",
        "⇥а\n⇥б\n⇥в\n\n⇥г\nд\n⇥е\n⇥ж\n\n\nз⇥и⇥к\n⇥л⇥",
        "|⇥|⇥|\n⇥|⇥|⇥\nа",
    ],
)
def test_every_line_that_says_something_is_in_exactly_one_block(text: str) -> None:
    read = document(text)
    position, said = 0, 0
    for line in read.text.split("\n"):
        if any(letter.isalpha() for letter in line):
            said += 1
            assert len([block for block in read.blocks if _holds(block, position, line)]) == 1, line
        position += len(line) + 1
    assert said


def _holds(block: Block, start: int, line: str) -> bool:
    first = start + len(line) - len(line.lstrip())
    cells = {span.start for cell in block.cells for span in cell.spans}
    return block.start <= first < block.end or first in cells


def test_a_long_run_of_spaces_is_read_at_once() -> None:
    (block,) = document(" " * 200_000 + "x").blocks
    assert block.text.endswith("x")
