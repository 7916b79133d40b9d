"""Markdown read into blocks: without marks, with anchors, signatures and tables, and nothing but clear errors."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from remit.loaders.document import Block, Document
from remit.loaders.readers import markdown
from remit.ontology.errors import UnreadableDocument


def read(text: str) -> Document:
    return markdown.read(text.encode(), "sample.md")


def texts(text: str) -> list[str]:
    return [block.text for block in read(text).blocks]


def block_of(text: str, kind: str) -> Block:
    (found,) = [block for block in read(text).blocks if block.kind == kind]
    return found


def test_marks_of_emphasis_are_not_text() -> None:
    assert texts("# Об *учебных* примерах\n\nСлово по **по** частям **Ка**рагандин*ской* области") == [
        "Об учебных примерах",
        "Слово по по частям Карагандинской области",
    ]


def test_points_keep_their_numbers_and_lose_their_indents() -> None:
    source = "9. Пункт.\n\n10. Пункт:\n\n    1) подпункт;\n\n       абзац подпункта;\n\n    2-1) подпункт.\n\n- черта\n"
    assert texts(source) == ["9. Пункт.", "10. Пункт:", "1) подпункт;", "абзац подпункта;", "2-1) подпункт.", "- черта"]


def test_deep_indents_are_text_and_not_code() -> None:
    assert texts("Начало.\n\n        глубокий абзац\n") == ["Начало.", "глубокий абзац"]


def test_escaped_numbers_are_numbers() -> None:
    assert texts("1\\. Пример.\n\n2\\) Пример.") == ["1. Пример.", "2) Пример."]


def test_an_anchor_is_the_place_of_what_stands_under_it_until_a_heading() -> None:
    source = '<a id="p1"></a>\n\n1. Первый.\n\n   абзац\n\n<a name="p2"></a>\n2. Второй.\n\n## Раздел\n\n3. Третий.'
    assert [(block.text, block.place) for block in read(source).blocks] == [
        ("1. Первый.", "p1"),
        ("абзац", "p1"),
        ("2. Второй.", "p2"),
        ("Раздел", None),
        ("3. Третий.", None),
    ]


def test_an_anchor_above_a_heading_is_that_of_the_article() -> None:
    source = '<a id="st3"></a>\n\n### Статья 3. Пример\n\nТекст статьи.'
    assert [block.place for block in read(source).blocks] == ["st3", "st3"]


def test_evidence_carries_the_anchor() -> None:
    document = read('<a id="p1"></a>\n\n1. Первый пример.')
    assert document.evidence(3, 9).place == "p1"


def test_the_lines_of_an_approval_block_stand_right_below_one_another() -> None:
    blocks = read("Текст.\n\n> *УТВЕРЖДЕНО*  \n> *Указом Президента*  \n> *№ 1*\n\nДалее.").blocks
    assert [(block.text, block.breaks) for block in blocks] == [
        ("Текст.", 0),
        ("УТВЕРЖДЕНО", 2),
        ("Указом Президента", 1),
        ("№ 1", 1),
        ("Далее.", 2),
    ]


def test_a_note_is_one_paragraph_even_where_its_lines_are_wrapped() -> None:
    assert texts("> *Ескерту. Бірінші жол\n> екінші жол.*") == ["Ескерту. Бірінші жол екінші жол."]


@pytest.mark.parametrize(
    "source",
    [
        "**Премьер-Министр Республики Казахстан**\n\n**П. Примеров**",
        "*Премьер-Министр Республики Казахстан*\n\n*П. Примеров*",
        "**Премьер-Министр Республики Казахстан П. Примеров**",
    ],
)
def test_a_signature_is_a_pair(source: str) -> None:
    pair = block_of(f"Текст.\n\n{source}\n\nДалее.", "pair")
    assert [cell.text for cell in pair.cells] == ["Премьер-Министр Республики Казахстан", "П. Примеров"]


def test_other_lines_in_bold_stay_paragraphs_in_their_order() -> None:
    source = "**Глава**\n\n**Другая глава**\n\n**1. Пункт П. Примеров**\n\nТекст.\n\n**Последняя**"
    assert [(block.kind, block.text) for block in read(source).blocks] == [
        ("paragraph", "Глава"),
        ("paragraph", "Другая глава"),
        ("paragraph", "1. Пункт П. Примеров"),
        ("paragraph", "Текст."),
        ("paragraph", "Последняя"),
    ]


def test_a_table_in_html_spans_rows_and_columns() -> None:
    source = (
        '<table>\n<tr>\n<td>1</td>\n<td>Мера</td>\n<td rowspan="2">\nМинистерство,\n\nведомство\n</td>\n</tr>\n'
        "<tr>\n<td>2</td>\n<td>&laquo;Мера&raquo; &amp; мера</td>\n</tr>\n"
        '<tr>\n<td colspan="3">Раздел</td>\n</tr>\n</table>\n\nПосле.'
    )
    document = read(source)
    rows = [[cell.text for cell in block.cells] for block in document.blocks if block.kind == "row"]
    assert [[" ".join(text.split()) for text in row] for row in rows] == [
        ["1", "Мера", "Министерство, ведомство"],
        ["2", "«Мера» & мера", "Министерство, ведомство"],
        ["Раздел", "", ""],
    ]
    first, second = (block.cells[2] for block in document.blocks[:2])
    assert first.spans == second.spans
    assert document.blocks[-1].text == "После."


def test_lines_of_a_cell_stay_lines() -> None:
    source = "<tr><td>а</td><td>б</td><td>\nпервая\nвторая\n</td></tr><tr><td>в</td><td>г</td><td>д</td></tr>"
    assert read(f"<table>{source}</table>").blocks[0].cells[2].text == "первая\nвторая"


def test_a_table_in_pipes_is_a_table() -> None:
    document = read("| № | Мера | Срок |\n|---|---|---|\n| 1 | Мера **одна** | май |\n")
    assert [[cell.text for cell in block.cells] for block in document.blocks] == [
        ["№", "Мера", "Срок"],
        ["1", "Мера одна", "май"],
    ]


def test_a_table_that_does_not_end_loses_no_text() -> None:
    assert "хвост" in read("<table>\n<tr><td>начало\n\nхвост\n").text


def test_struck_text_is_left_out_and_struck_points_stay_readable() -> None:
    assert texts("1. Хранить ~~черновые~~ примеры.\n\n*2) исключен постановлением;*") == [
        "1. Хранить примеры.",
        "2) исключен постановлением;",
    ]


def test_fences_keep_their_lines() -> None:
    assert texts("```\nФамилия ____\n\n* не список\n```") == ["Фамилия ____", "* не список"]


def test_front_matter_and_links_to_files_beside_are_not_text() -> None:
    source = "---\npart_of: ../rus.md\nlist:\n- a\n---\n\n↑ [Вся редакция](../rus.md)\n\nСм. [сайт](https://site.invalid/a.md)."
    assert texts(source) == ["См. сайт."]


def test_text_is_nfc_and_blocks_are_where_they_say() -> None:
    document = read("Й&#1080;&#774; ба\u0438\u0306те\n\n| а | б | и&#774; |\n|--|--|--|\n| 1 |  | 3 |")
    assert unicodedata.is_normalized("NFC", document.text)
    assert document.blocks[0].text == "Йй байте"
    _assert_sound(document)


@pytest.mark.parametrize("empty", ["", "  \n", "---\n", "<a id='x'></a>", "<!-- -->", "```\n```", "~~снято~~"])
def test_a_file_without_text_is_refused_in_one_line(empty: str) -> None:
    with pytest.raises(UnreadableDocument, match=r"sample\.md: (empty file, )?no text") as refused:
        read(empty)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    "deep",
    [
        "> " * 5000 + "глубина",
        "- " * 5000 + "глубина",
        "1. " * 5000 + "глубина",
        "\n".join(" " * depth + "- слово" for depth in range(0, 2000, 2)) + "\n\nглубина",
        "<table><tr><td>" * 1000 + "глубина" + "</td></tr></table>" * 1000,
        "[" * 20000 + "глубина",
        "*_" * 10000 + "глубина",
        "слово " + "`" * 20000 + " глубина",
        "<table>\n" * 3000 + "глубина",
    ],
    ids=["quotes", "dashes", "numbers", "indents", "tables", "brackets", "marks", "ticks", "open tables"],
)
def test_depth_loses_no_text(deep: str) -> None:
    document = read(deep)
    assert "глубина" in document.text
    _assert_sound(document)


_PIECES = st.sampled_from(
    [
        "# ", "## ", "> ", "- ", "* ", "1. ", "2) ", "   ", "\n", "\n\n", "  \n", "|", "|---|---|---|\n", "**", "*",
        "_", "~~", "```\n", "`",
        "<table>", "</table>", "<tr>", "<td rowspan=3>", "<td colspan=99999999>", "</td>", "<br>",
        "<a id=\"p1\">", "</a>", "[", "](x.md)", "](https://a.invalid)", "\\", "&nbsp;", "&#0;", "&#xD800;", "---\n",
        "<!--", "-->", "\t", "\x00", "П. Примеров", "Министр", "Ескерту. ", "и\u0306", "2031 жылғы", "№ 5", "\ufeff",
        "\u2028", "\r\n", "1",
    ]
)  # fmt: skip


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(_PIECES | st.text(max_size=8), max_size=40).map("".join))
def test_no_text_breaks_the_reader(text: str) -> None:
    try:
        document = markdown.read(text.encode("utf-8", "surrogatepass"), "sample.md")
    except UnreadableDocument as refused:
        assert "\n" not in str(refused)
    else:
        _assert_sound(document)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200))
def test_no_bytes_break_the_reader(data: bytes) -> None:
    try:
        _assert_sound(markdown.read(data, "sample.md"))
    except UnreadableDocument as refused:
        assert "\n" not in str(refused)


def _assert_sound(document: Document) -> None:
    assert unicodedata.is_normalized("NFC", document.text)
    document.text.encode()
    end = 0
    for block in document.blocks:
        assert document.text[block.start : block.end] == block.text
        assert block.text.strip()
        assert block.start >= end
        end = block.end
        for cell in block.cells:
            assert "\n".join(document.text[span.start : span.end] for span in cell.spans) == cell.text
