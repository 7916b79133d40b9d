"""DOCX: every piece of markup that changes what a reader sees; damaged and hostile files."""

from __future__ import annotations

import zipfile
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from remit.loaders.document import Document
from remit.loaders.readers import DOCX, media_type_of
from remit.loaders.readers.docx import read
from remit.loaders.readers.docx_numbering import write
from remit.ontology.errors import UnreadableDocument

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
SAMPLE = (Path(__file__).parent / "corpus" / "formats" / "plan.docx").read_bytes()


def part(root: str, content: str, namespace: str = W) -> str:
    return f'<?xml version="1.0"?><w:{root} xmlns:w="{namespace}">{content}</w:{root}>'


def docx(body: str, main: str | None = None, **parts: str) -> bytes:
    """Make a DOCX file of a body, with more parts by the kind of their relation."""
    relation = '<Relationship Id="r{0}" Type="{1}/{0}" Target="{2}"/>'
    related = "".join(relation.format(kind, R, f"{kind}.xml") for kind in parts)
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        root = relation.format("officeDocument", R, "/word/document.xml")
        archive.writestr("_rels/.rels", f'<Relationships xmlns="{PACKAGE}">{root}</Relationships>')
        archive.writestr("word/document.xml", main or part("document", f"<w:body>{body}</w:body>"))
        archive.writestr("word/_rels/document.xml.rels", f'<Relationships xmlns="{PACKAGE}">{related}</Relationships>')
        for kind, content in parts.items():
            archive.writestr(f"word/{kind}.xml", part(kind, content))
    return buffer.getvalue()


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*runs: str, properties: str = "") -> str:
    content = "".join(each if each.startswith("<") else run(each) for each in runs)
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


def tc(*paragraphs: str, properties: str = "") -> str:
    content = "".join(each if each.startswith("<") else p(each) for each in paragraphs)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content or p()}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    content = "".join(each if each.startswith("<w:tc>") else tc(each) for each in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{content}</w:tr>"


def tbl(*rows: str) -> str:
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def document(body: str, **parts: str) -> Document:
    found = read(docx(body, **parts), "sample.docx")
    for block in found.blocks:
        assert found.text[block.start : block.end] == block.text
        for cell in block.cells:
            assert " ".join(found.text[span.start : span.end] for span in cell.spans) == cell.text
    return found


def texts(body: str, **parts: str) -> list[str]:
    return [block.text for block in document(body, **parts).blocks]


def cells(found: Document) -> list[list[str]]:
    return [[cell.text for cell in block.cells] for block in found.blocks if block.kind == "row"]


def number(level: int, list_id: int = 1) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'


def level(index: int, text: str, format: str = "decimal", more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{format}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


LISTS = (
    f'<w:abstractNum w:abstractNumId="7">{level(0, "%1.")}{level(1, "%2)")}{level(2, "%1.%2.%3", "lowerRoman")}'
    f"</w:abstractNum>"
    f'<w:abstractNum w:abstractNumId="8">{level(0, "&#xF0B7;", "bullet")}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="7"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="8"/></w:num>'
)


def test_paragraphs_in_order_with_runs_joined_and_unseen_letters_left_out() -> None:
    found = document(p("Утвер", "дить пра\u00adвила", "<w:r><w:softHyphen/></w:r>", ".") + p() + p("Дата:\u200b 2026"))
    assert found.text == "Утвердить правила.\n\nДата: 2026"
    assert [(block.kind, block.breaks, block.place) for block in found.blocks] == [
        ("paragraph", 0, None),
        ("paragraph", 2, None),
    ]
    assert found.media_type == DOCX


def test_text_is_nfc() -> None:
    assert texts(p("Қазақстандағы и\u0306од")) == ["Қазақстандағы йод"]


def test_strict_documents_are_read_alike() -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    data = docx("", part("document", f"<w:body>{p('Слова', properties=number(0))}</w:body>", strict))
    assert read(data, "strict.docx").text == "Слова"


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        ([0, 1, 1, 0, 1], ["1.", "1)", "2)", "2.", "1)"]),
        ([0, 2, 2, 0, 2], ["1.", "1.1.i", "1.1.ii", "2.", "2.1.i"]),
    ],
)
def test_numbers_are_counted(levels: list[int], expected: list[str]) -> None:
    body = "".join(p("слово", properties=number(each)) for each in levels)
    assert texts(body, numbering=LISTS) == [f"{label} слово" for label in expected]


def test_a_list_may_set_the_count_anew_and_marks_are_dashes() -> None:
    body = "".join(p("слово", properties=number(0, list_id)) for list_id in (1, 2, 2, 3))
    assert texts(body, numbering=LISTS) == ["1. слово", "5. слово", "6. слово", "– слово"]


def test_numbers_of_styles_and_their_bases() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Point"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Inner"><w:basedOn w:val="Point"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Loop"><w:basedOn w:val="Loop"/></w:style>'
    )
    body = "".join(p("слово", properties=f'<w:pStyle w:val="{style}"/>') for style in ("Point", "Inner", "Loop"))
    plain = p("без номера", properties='<w:pStyle w:val="Point"/>' + number(0, 0))
    assert texts(body + plain, styles=styles, numbering=LISTS) == ["1. слово", "2. слово", "слово", "без номера"]


@pytest.mark.parametrize(
    ("count", "format", "expected"),
    [
        (4, "upperRoman", "IV"), (2, "lowerLetter", "b"), (28, "upperLetter", "BB"), (3, "russianLower", "в"),
        (7, "decimalZero", "07"), (9, "none", ""), (9, "chineseCounting", "9"), (99999, "lowerRoman", "99999"),
    ],
)  # fmt: skip
def test_formats_of_numbers(count: int, format: str, expected: str) -> None:
    assert write(count, format) == expected


def test_tracked_deletions_are_left_out_and_insertions_kept() -> None:
    deleted = "<w:del><w:r><w:delText>старый</w:delText></w:r></w:del>"
    moved = f"<w:moveFrom>{run('ушло ')}</w:moveFrom><w:moveTo>{run('пришло ')}</w:moveTo>"
    assert texts(p("срок ", deleted, f"<w:ins>{run('новый ')}</w:ins>", moved)) == ["срок новый пришло"]


def test_a_deleted_end_joins_paragraphs_and_takes_no_number() -> None:
    gone = number(0) + "<w:rPr><w:del/></w:rPr>"
    body = p("первая часть ", properties=gone) + p("вторая", properties=number(0)) + p("третья", properties=number(0))
    assert texts(body, numbering=LISTS) == ["1. первая часть вторая", "2. третья"]


def test_deleted_rows_and_cells_are_left_out() -> None:
    cell = tc("нет", properties="<w:cellDel/>")
    row = tr("нет", "нет", "нет", properties="<w:del/>")
    found = document(tbl(tr("а", "б", "в", cell), row, tr("г", "д", "еж")))
    assert cells(found) == [["а", "б", "в"], ["г", "д", "еж"]]


def test_hidden_words_and_field_codes_are_left_out() -> None:
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>тайна</w:t></w:r>"
    shown = '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t> видно</w:t></w:r>'
    field = "<w:r><w:instrText>PAGE</w:instrText></w:r>"
    assert texts(p("слово", hidden, field, shown)) == ["слово видно"]


def test_line_ends_part_lines_but_not_phrases() -> None:
    end = "<w:r><w:br/></w:r>"
    found = document(p("СОСТАВ", end, "совета", end, "Члены:", end, "1) министр"))
    expected = [("СОСТАВ совета", 0), ("Члены:", 1), ("1) министр", 1)]
    assert [(block.text, block.breaks) for block in found.blocks] == expected


def test_centred_lines_of_a_title_stand_together() -> None:
    centre = '<w:jc w:val="center"/>'
    found = document(p("ПЛАН", properties=centre) + p("мероприятий", properties=centre) + p("Пункт"))
    assert [block.breaks for block in found.blocks] == [0, 1, 2]


def test_tabs_set_a_name_apart_from_a_post() -> None:
    tab = "<w:r><w:tab/></w:r>"
    found = document(p("Министр", tab, tab, "А. Яблоков") + p("от 1 мая 2026 года", tab, "город Астана"))
    assert [(block.kind, block.text) for block in found.blocks] == [
        ("pair", "Министр\tА. Яблоков"),
        ("paragraph", "от 1 мая 2026 года город Астана"),
    ]


def test_spans_keep_columns_and_cells_reach_down() -> None:
    down, head = '<w:vMerge w:val="restart"/>', tr("№", "Мера", "Срок", "Кто")
    found = document(
        tbl(
            head,
            tr(tc("Раздел", properties='<w:gridSpan w:val="4"/>')),
            tr("1", "первая", tc("май", properties=down), "МФ"),
            tr("2", "вторая", tc(properties="<w:vMerge/>"), "МЮ"),
        )
    )
    assert cells(found)[1:] == [["Раздел", "", "", ""], ["1", "первая", "май", "МФ"], ["2", "вторая", "май", "МЮ"]]
    assert found.blocks[3].cells[2].spans == found.blocks[2].cells[2].spans


def test_headings_of_two_levels_do_not_reach_down() -> None:
    down = '<w:vMerge w:val="restart"/>'
    found = document(
        tbl(
            tr(tc("Мера", properties=down), tc("Срок", properties='<w:gridSpan w:val="2"/>')),
            tr(tc(properties="<w:vMerge/>"), "начало", "конец"),
            tr("учет", "май", "июнь"),
        )
    )
    assert cells(found) == [["Мера", "Срок", ""], ["", "начало", "конец"], ["учет", "май", "июнь"]]


def test_headings_that_come_again_are_left_out() -> None:
    head = tr("№", "Мера", "Срок") + tr("1", "2", "3")
    found = document(tbl(head, tr("1", "учет", "май")) + tbl(head, tr("2", "сбор", "июнь")))
    assert [row[0] for row in cells(found)] == ["№", "1", "1", "2"]
    assert {block.table for block in found.blocks} == {1}


def test_lines_of_a_cell() -> None:
    found = document(tbl(tr("а", tc("Минфин", p("Минюст", "<w:r><w:br/></w:r>", "МВД")), "в"), tr("г", "д", "е")))
    assert found.blocks[0].cells[1].text == "Минфин\nМинюст\nМВД"
    assert found.blocks[0].text == "а\tМинфин\nМинюст\nМВД\tв"


def test_two_cells_side_by_side_are_a_pair_and_one_is_a_frame() -> None:
    found = document(tbl(tr("", tc("Утвержден", "приказом"))) + p("и") + tbl(tr(tc("1. Пункт", "2. Пункт"))))
    assert [(block.kind, [cell.text for cell in block.cells] or block.text) for block in found.blocks] == [
        ("pair", ["", "Утвержден приказом"]), ("paragraph", "и"), ("paragraph", "1. Пункт"), ("paragraph", "2. Пункт"),
    ]  # fmt: skip


def test_nested_tables() -> None:
    """A small table in a cell is lines of the cell; one of data is a table of its own, below."""
    inner = tbl(tr("№", "Мера", "Срок"), tr("1", "учет", "май"))
    found = document(tbl(tr("а", "б", tc(tbl(tr("в", "г")), inner)), tr("д", "е", "ж")))
    assert cells(found) == [["а", "б", "в г"], ["д", "е", "ж"], ["№", "Мера", "Срок"], ["1", "учет", "май"]]
    assert [block.table for block in found.blocks] == [1, 1, 2, 2]


def test_footnotes_stand_below_their_paragraph_and_headers_nowhere() -> None:
    note = f'<w:footnote w:id="2">{p("по согласованию")}</w:footnote>'
    reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    body = p("Министр", reference) + tbl(tr("а", tc(p("б", reference)), "в"), tr("г", "д", "е")) + p("конец")
    found = texts(body, footnotes=note, header=p("ШАПКА"))
    assert found == ["Министр", "* по согласованию", "а\tб\tв", "г\tд\tе", "* по согласованию", "конец"]


def test_text_boxes_are_read_once_before_their_paragraph() -> None:
    box = f"<w:txbxContent>{p('Утвержден')}</w:txbxContent>"
    either = f"<w:Choice>{box}</w:Choice><w:Fallback>{box}</w:Fallback>"
    drawing = f"<w:r><w:AlternateContent>{either}</w:AlternateContent></w:r>"
    assert texts(p(drawing, "ПЛАН")) == ["Утвержден", "ПЛАН"]


def test_content_controls_are_looked_into() -> None:
    assert texts(f"<w:sdt><w:sdtPr/><w:sdtContent>{p('Министр')}</w:sdtContent></w:sdt>") == ["Министр"]


def test_the_look_tells_a_docx_from_other_archives() -> None:
    other = BytesIO()
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("word.txt", "слово")
    assert media_type_of(docx(p("слово")), "no-suffix") == DOCX
    assert media_type_of(other.getvalue(), "archive.zip", "application/zip") == "application/zip"


BOMB = '<?xml version="1.0"?><!DOCTYPE b [<!ENTITY a "слово"><!ENTITY b "&a;&a;&a;">]>'
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE b [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"PK\x03\x04 cut off", "damaged DOCX"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "password"),
        (SAMPLE[: len(SAMPLE) // 2], "damaged DOCX"),
        (docx(p()), "no words in it"),
        (docx("", "<not xml"), "broken XML"),
        (docx("", part("document", "")), "no words in it"),
        (docx("", BOMB + part("document", f"<w:body>{p('&b;')}</w:body>")[21:]), "document type"),
        (docx("", OUTSIDE + part("document", f"<w:body>{p('&a;')}</w:body>")[21:]), "document type"),
        (docx(p("слово" * 100) + " " * (65 << 20)), "more than 64 MB"),
    ],
)
def test_what_cannot_be_read_is_said_in_a_line(data: bytes, problem: str) -> None:
    with pytest.raises(UnreadableDocument, match=problem) as caught:
        read(data, "broken.docx")
    assert "\n" not in str(caught.value) and "broken.docx" in str(caught.value)


@pytest.mark.parametrize("depth", [30, 70])
def test_words_of_tables_nested_however_deep_are_kept(depth: int) -> None:
    body = tbl(tr("а", "б", tc("глубоко")))
    for _ in range(depth):
        body = tbl(tr(tc(body)))
    assert "глубоко" in document(body).text


def test_a_thousand_nested_tables_are_refused() -> None:
    body = p("глубоко")
    for _ in range(1000):
        body = tbl(tr(tc(body)))
    with pytest.raises(UnreadableDocument, match="nested too deep"):
        read(docx(body), "deep.docx")


def test_a_row_of_ten_thousand_cells_keeps_its_words() -> None:
    found = document(tbl(tr(*(f"слово{index}" for index in range(10_000))), tr("а", "б", "в")))
    assert "слово9999" in found.text
    assert max(len(block.cells) for block in found.blocks) <= 64


def test_spans_out_of_all_measure() -> None:
    wide = tc("слово", properties='<w:gridSpan w:val="999999999"/>')
    assert "конец" in document(tbl(tr(wide, "а", "б"), tr("в", wide, wide, "конец"))).text


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_damaged_files_raise_nothing_else(data: st.DataObject) -> None:
    """Bytes of a file changed, or of the XML inside it: a document comes of it, or `UnreadableDocument`."""
    if data.draw(st.booleans()):
        damaged = spoil(data, SAMPLE)
    else:
        with zipfile.ZipFile(BytesIO(SAMPLE)) as archive:
            xml = archive.read("word/document.xml")
        damaged = docx("", spoil(data, xml).decode("utf-8", "replace"))
    with suppress(UnreadableDocument):
        assert read(damaged, "fuzzed.docx").text


def spoil(data: st.DataObject, content: bytes) -> bytes:
    """Change some bytes, and perhaps cut the end off."""
    spoiled = bytearray(content[: data.draw(st.integers(1, len(content)))] if data.draw(st.booleans()) else content)
    for _ in range(data.draw(st.integers(0, 20))):
        spoiled[data.draw(st.integers(0, len(spoiled) - 1))] = data.draw(st.integers(0, 255))
    return bytes(spoiled)
