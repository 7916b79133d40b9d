"""PDF: lines joined, tables put together over pages, margins left out; scanned, damaged and hostile files."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from drawn_pages import ADVANCE, Page, pdf
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from remit.loaders.document import Document
from remit.loaders.readers import media_type_of
from remit.loaders.readers.pdf import read
from remit.ontology.errors import UnreadableDocument

SAMPLE = (Path(__file__).parent / "corpus" / "formats" / "plan.pdf").read_bytes()
LEFT, RIGHT = 50, 550
FULL = int((RIGHT - LEFT) / (10 * ADVANCE))  # letters of a full line


def document(*pages: Page) -> Document:
    found = read(pdf(*pages), "sample.pdf")
    for block in found.blocks:
        assert found.text[block.start : block.end] == block.text
    return found


def texts(*pages: Page) -> list[str]:
    return [block.text for block in document(*pages).blocks]


def cells(found: Document) -> list[list[str]]:
    return [[cell.text for cell in block.cells] for block in found.blocks if block.kind == "row"]


def full(begin: str, end: str = "") -> str:
    """Make a line as wide as the page's text."""
    return begin + " " + "м" * (FULL - len(begin) - len(end) - 2) + " " + end if end else begin.ljust(FULL, "м")


def test_lines_that_the_page_breaks_are_joined_and_those_that_end_are_not() -> None:
    page = Page().lines(LEFT, 100, [full("1. Министерству"), "внести доклад.", "2. Акимату", "внести отчет."])
    assert texts(page) == [full("1. Министерству") + " внести доклад.", "2. Акимату", "внести отчет."]


def test_indents_and_distances_begin_paragraphs() -> None:
    page = Page().lines(LEFT, 100, [full("первая"), full("вторая")]).write(LEFT + 20, 124, full("третья")[:-4])
    page.write(LEFT, 136, full("пятая")).lines(LEFT, 170, [full("шестая"), "седьмая"])
    assert [text.split("м")[0] for text in texts(page)] == ["первая", "третья", "шестая"]


def test_a_blank_line_parts_lines_that_are_full() -> None:
    page = Page().lines(LEFT, 100, [full("первая"), full("вторая"), full("третья")], pitch=24)
    assert len(texts(page.lines(LEFT, 200, [full("четвертая"), "пятая"]))) == 4


def test_a_number_of_an_act_is_no_page_number() -> None:
    page = Page().write(LEFT, 100, "Астана, Акорда").write(LEFT, 124, "№ 9909").write(295, 780, "стр. 1 из 2")
    other = Page().write(LEFT, 100, full("Слова и")).write(295, 780, "стр. 2 из 2")
    assert texts(page, other) == ["Астана, Акорда", "№ 9909", full("Слова и")]


def test_paragraphs_go_on_over_pages_past_numbers_and_heads() -> None:
    def sheet(number: int, *lines: str) -> Page:
        page = Page().write(LEFT, 30, "Вестник садовода").write(295, 780, f"– {number} –")
        return page.lines(LEFT, 100, lines)

    found = document(
        sheet(1, "1. Начало.", full("2. Министерству")),
        sheet(2, "внести доклад.", "3. Конец."),
        sheet(3, "4. Вестник садовода", "выходит."),
    )
    assert [block.text for block in found.blocks] == [
        "1. Начало.", full("2. Министерству") + " внести доклад.", "3. Конец.", "4. Вестник садовода", "выходит.",
    ]  # fmt: skip
    assert [block.place for block in found.blocks] == ["page=1", "page=1", "page=2", "page=3", "page=3"]
    assert found.evidence(found.text.index("Конец"), len(found.text)).place == "page=2"


def test_heads_of_annexes_are_text() -> None:
    def annex(number: int) -> Page:
        page = Page().lines(350, 60, [f"Приложение {number}", "к приказу"])
        return page.lines(LEFT, 120, [full("слово"), "слово.", f"{number}. Пункт.", "конец"])

    found = texts(annex(1), annex(2), annex(3))
    assert [text for text in found if text.startswith(("П", "к приказу"))] == [
        "Приложение 1", "к приказу", "Приложение 2", "к приказу", "Приложение 3", "к приказу",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("above", "below", "joined"),
    [
        ("минис-", "терству", "министерству"),
        ("вице-", "министру", "вице-министру"),
        ("Премьер-", "Министру", "Премьер-Министру"),
        ("№ 319-", "III", "№ 319-III"),
        ("2026 –", "2027", "2026 – 2027"),
        ("минис\xad", "терству", "министерству"),
        ("пла-", "нового", "планового"),
    ],
)
def test_words_broken_at_a_line_end(above: str, below: str, joined: str) -> None:
    page = Page().lines(LEFT, 100, [full("поручить", above), below]).write(LEFT, 300, "вице-министру иное")
    assert texts(page)[0].endswith(" " + joined)


def test_a_signature_is_a_pair() -> None:
    page = Page().write(LEFT, 100, full("1. Пункт"))
    page.lines(LEFT, 130, ["Премьер-Министр", "Республики"]).write(400, 142, "А. Яблоков")
    page.write(LEFT, 200, "от 1 мая 2026 года").write(400, 200, "город Астана")
    found = document(page)
    assert [(block.kind, block.text) for block in found.blocks[1:]] == [
        ("pair", "Премьер-Министр Республики\tА. Яблоков"),
        ("paragraph", "от 1 мая 2026 года город Астана"),
    ]


def test_a_name_between_the_lines_of_a_post() -> None:
    page = Page().write(LEFT, 100, full("1. Пункт")).lines(LEFT, 130, ["Премьер-Министр", "Республики"])
    assert texts(page.write(400, 136, "А. Яблоков"))[1:] == ["Премьер-Министр Республики\tА. Яблоков"]


def test_lines_of_an_approval_block_and_of_a_title_stand_together() -> None:
    page = Page().lines(350, 60, ["Утвержден", "приказом", "министра"])
    page.write(280, 130, "ПЛАН").write(260, 142, "сбора яблок")
    found = document(page.write(LEFT, 200, full("слово")))
    assert [(block.text, block.breaks) for block in found.blocks[:5]] == [
        ("Утвержден", 0), ("приказом", 1), ("министра", 1), ("ПЛАН", 2), ("сбора яблок", 1),
    ]  # fmt: skip


COLUMNS = [50.0, 80.0, 300.0, 420.0, 550.0]


def table(page: Page, top: float, rows: list[list[list[str]]], height: float = 40) -> Page:
    """Draw a table with rows of even height; cells are lists of lines."""
    page.grid(COLUMNS, [top + height * index for index in range(len(rows) + 1)])
    for index, row in enumerate(rows):
        for left, lines in zip(COLUMNS, row, strict=False):
            page.lines(left + 4, top + height * index + 12, lines)
    return page


HEAD = [["№"], ["Мероприятия"], ["Срок"], ["Исполнители"]]


def test_cells_of_a_table_between_its_lines() -> None:
    page = Page().write(LEFT, 60, "План")
    item = [["1"], ["Учет садов и посадка новых деревьев на", "склонах гор"], ["май"], ["МСХ, МФ,", "МЮ"]]
    table(page, 100, [HEAD, item])
    found = document(page.write(LEFT, 300, "Примечание"))
    assert cells(found) == [
        ["№", "Мероприятия", "Срок", "Исполнители"],
        ["1", "Учет садов и посадка новых деревьев на склонах гор", "май", "МСХ, МФ,\nМЮ"],
    ]
    assert [block.kind for block in found.blocks] == ["paragraph", "row", "row", "paragraph"]


def test_a_table_over_pages_is_one_with_its_broken_rows_mended() -> None:
    broken = [["2"], ["Высадка саженцев яблони по всем скло-"], ["до 1"], ["МФ,"]]
    first = table(Page(), 600, [HEAD, [["1"], ["Учет"], ["май"], ["МСХ"]], broken])
    again = table(Page(), 60, [HEAD, [[], ["нам гор"], ["июня"], ["МЮ"]], [["3"], ["Сбор"], ["август"], ["МСХ"]]])
    found = document(first.write(295, 780, "1"), again.write(295, 780, "2").write(LEFT, 300, "склонам"))
    assert cells(found) == [
        ["№", "Мероприятия", "Срок", "Исполнители"],
        ["1", "Учет", "май", "МСХ"],
        ["2", "Высадка саженцев яблони по всем склонам гор", "до 1 июня", "МФ,\nМЮ"],
        ["3", "Сбор", "август", "МСХ"],
    ]
    assert [(block.table, block.place) for block in found.blocks[:4]] == [(1, "page=1")] * 3 + [(1, "page=2")]


def test_another_table_on_the_next_page_is_another() -> None:
    first = table(Page(), 600, [HEAD, [["1"], ["Учет"], ["май"], ["МСХ"]]])
    second = table(Page().write(LEFT, 50, "Приложение"), 100, [HEAD, [["1"], ["Сбор"], ["июнь"], ["МФ"]]])
    assert [block.table for block in document(first, second).blocks] == [1, 1, None, 2, 2]


def test_cells_over_several_columns_or_rows() -> None:
    page = Page()
    rows = [100.0, 130.0, 160.0, 190.0, 220.0]
    for at in (100.0, 130.0, 160.0, 220.0):
        page.rule(COLUMNS[0], at, COLUMNS[-1], at)
    page.rule(COLUMNS[0], 190, COLUMNS[2], 190).rule(COLUMNS[3], 190, COLUMNS[4], 190)
    for at in COLUMNS:
        inner = at in COLUMNS[1:-1]
        page.rule(at, 100, at, 130).rule(at, 160, at, 220)
        if not inner:
            page.rule(at, 130, at, 160)
    for left, text in zip(COLUMNS, ("№", "Мера", "Срок", "Кто"), strict=False):
        page.write(left + 4, rows[0] + 15, text)
    page.write(54, 145, "Раздел первый, общий для всех")
    page.write(54, 175, "1").write(84, 175, "учет").write(304, 190, "май").write(424, 175, "МФ")
    page.write(54, 205, "2").write(84, 205, "сбор").write(424, 205, "МЮ")
    assert cells(document(page))[1:] == [
        ["Раздел первый, общий для всех", "", "", ""],
        ["1", "учет", "май", "МФ"],
        ["2", "сбор", "май", "МЮ"],
    ]


def test_a_table_without_lines_at_its_sides() -> None:
    page = Page()
    for at in COLUMNS[1:-1]:
        page.rule(at, 100, at, 160)
    for at in (100, 130, 160):
        page.rule(COLUMNS[0], at, COLUMNS[-1], at)
    for left, head, value in zip(COLUMNS, ("№", "Мера", "Срок", "Кто"), ("1", "учет", "май", "МФ"), strict=False):
        page.write(left + 4, 115, head).write(left + 4, 145, value)
    assert cells(document(page)) == [["№", "Мера", "Срок", "Кто"], ["1", "учет", "май", "МФ"]]


def test_a_box_around_text_is_no_table() -> None:
    page = Page().grid([40, 560], [90, 200]).lines(LEFT, 110, [full("1. Пункт"), "внести."])
    assert texts(page) == [full("1. Пункт") + " внести."]


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_turned_pages_are_read_as_shown(rotate: int) -> None:
    page = Page(rotate).write(LEFT, 100, "верх листа").grid([50, 150, 250, 350], [300, 330, 360])
    for index, text in enumerate(("раз", "два", "три")):
        page.write(54 + 100 * index, 315, text).write(54 + 100 * index, 345, text * 2)
    assert texts(page.write(LEFT, 500, "низ листа")) == [
        "верх листа", "раз\tдва\tтри", "разраз\tдвадва\tтритри", "низ листа",
    ]  # fmt: skip


def test_scanned_pages_are_named() -> None:
    scan = Page().picture()
    with pytest.raises(UnreadableDocument, match="no text layer on pages 1–3"):
        read(pdf(scan, scan, scan), "scan.pdf")


def test_pages_beside_scanned_ones_are_read() -> None:
    found = document(Page().write(LEFT, 100, "Слова"), Page().picture(), Page(), Page().picture())
    assert found.text == "Слова"
    assert found.notes == ("no text layer on pages 2, 4; recognise the text of the pictures first",)


KEYS = (b"41" * 32, b"42" * 32)
PASSWORD = b"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >> /ID [<00> <00>]" % KEYS


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"%PDF-1.7 and nothing more", "damaged PDF"),
        (SAMPLE[:500], "damaged PDF"),
        (pdf(Page()), "no text layer on page 1"),
        (pdf(Page().write(LEFT, 100, "1 2 3")), "no letters"),
        (pdf(Page().write(LEFT, 100, "слово"), trailer=PASSWORD), "under a password"),
    ],
)
def test_what_cannot_be_read_is_said_in_a_line(data: bytes, problem: str) -> None:
    with pytest.raises(UnreadableDocument, match=problem) as caught:
        read(data, "broken.pdf")
    assert "\n" not in str(caught.value) and "broken.pdf" in str(caught.value)


def test_the_look_tells_a_pdf() -> None:
    assert media_type_of(SAMPLE, "no-suffix") == "application/pdf"


def test_a_page_of_very_many_lines_and_words() -> None:
    page = Page()
    for index in range(3000):
        page.rule(LEFT + index % 500, 10, LEFT + index % 500, 790).rule(LEFT, index % 800, RIGHT, index % 800)
        page.write(LEFT, 1 + index % 790, "слово")
    assert "слово" in document(page).text


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_damaged_files_raise_nothing_else(data: st.DataObject) -> None:
    """Bytes of a file changed, or its end cut off: a document comes of it, or `UnreadableDocument`."""
    content = data.draw(st.sampled_from([SAMPLE, pdf(table(Page(), 100, [HEAD, HEAD]).write(LEFT, 300, "слово"))]))
    damaged = bytearray(content[: data.draw(st.integers(1, len(content)))] if data.draw(st.booleans()) else content)
    for _ in range(data.draw(st.integers(0, 20))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    with suppress(UnreadableDocument):
        assert read(bytes(damaged), "fuzzed.pdf").text
