"""HTML: pages of acts in both of their ages, pages filled by script, news, other pages, and what is no page at all."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_pages import CORPUS, claims, record_of, sound

from remit.loaders.document import Document, Stated
from remit.loaders.pipeline import Pipeline
from remit.loaders.readers import read
from remit.loaders.readers.elements import MAX_DEPTH, MAX_LETTERS
from remit.loaders.readers.html import MAX_BYTES
from remit.ontology.claims import Citation
from remit.ontology.errors import UnreadableDocument

ARTICLE = '<div class="container_gamma text"><div class="gs_12"><article>{}</article></div></div>'
TAGS = (
    "p div b font·color=red span·class=note a·href=/rus/docs/P1700000690 br table tr td td·rowspan=3·colspan=2 "
    "th·rowspan=0 caption ul li pre h1 article script time p·id=z1 "
    "/p /div /b /font /span /a /table /tr /td /ul /pre /article /script"
)
WORDS = (
    "Сноска. ",
    "Министру ",
    "сло-",
    "во\u0306 ",
    "&nbsp;",
    "&#xD800;",
    "\x00",
    "\u00ad",
    "\t",
    "1. ",
    "№ 690",
    "\n",
)
SOUP = st.one_of(
    st.sampled_from(TAGS.split()).map(lambda tag: f"<{tag.replace('·', ' ')}>"),
    st.sampled_from(WORDS),
    st.text(max_size=5),
)


def load(name: str) -> Document:
    return sound(read((CORPUS / name).read_bytes(), name))


def act(markup: str) -> Document:
    return sound(read(ARTICLE.format(markup).encode(), "act.html", "text/html"))


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks]


def rows(document: Document) -> list[list[str]]:
    return [[cell.text for cell in block.cells] for block in document.blocks if block.cells]


@pytest.mark.parametrize("name", ["resolution", "composition_kaz", "news"])
def test_a_page_gives_the_claims_of_its_text(pipeline: Pipeline, name: str) -> None:
    without_links = re.sub(rb'<a href="/\w+/docs/[^"]*">', b"<a>", (CORPUS / f"{name}.html").read_bytes())
    page, text = record_of(pipeline, f"{name}.html", without_links), record_of(pipeline, f"{name}.txt")
    assert claims(text)
    assert claims(page) == claims(text)
    assert page.genre == text.genre
    assert page.act == text.act


def test_a_link_tells_an_act_that_words_alone_do_not(pipeline: Pipeline) -> None:
    cited = {
        claim.act.adilet_id for claim in record_of(pipeline, "resolution.html").claims if isinstance(claim, Citation)
    }
    assert {"V2600098765", "P2500009917"} <= cited


def test_the_head_of_an_act_is_stated_and_what_stands_around_it_is_left_out() -> None:
    document = load("resolution.html")
    assert document.stated == Stated(
        "Постановление Правительства Республики Казахстан от 14 апреля 2026 года № 9931. Выдуманный образец.",
        "О Совете по бережному пользованию водой",
        "P2600009931",
        "https://adilet.zan.kz/rus/docs/P2600009931",
    )
    assert not any(left in document.text for left in ("Конституция", "Об инновациях", "Қазақша", "Приказ № 1", "Указ"))


def test_places_are_the_nearest_anchors() -> None:
    places = {block.text[:9]: block.place for block in load("resolution.html").blocks}
    assert places["1. Образо"] == "z2"
    assert places["МЭПР – Ми"] == "z18"
    assert places["2\tПоверка"] == "z15"


def test_links_are_where_the_text_has_them() -> None:
    document = load("resolution.html")
    assert [(document.text[start:end], target) for start, end, target in document.links][-2:] == [
        ("№ 9917", "/rus/docs/P2500009917#z3"),
        ("№ 41-НҚ", "/rus/docs/V2600098765"),
    ]


def test_an_old_page_in_cp1251_splits_points_at_line_ends_and_joins_words_cut_by_tags() -> None:
    document = load("old_order.htm")
    assert document.encoding == "cp1251"
    assert document.stated and document.stated.adilet_id == "V0900099123"
    assert [(block.place, block.breaks) for block in document.blocks[2:6]] == [
        ("z1", 2),
        ("z2", 1),
        ("z3", 1),
        ("z4", 2),
    ]
    assert "учет прудов Карагандинской области." in document.text
    assert "№ 984 ПРИКАЗЫВАЮ:" in document.text


def test_notes_are_paragraphs_of_their_own() -> None:
    assert texts(load("old_order.htm"))[:2] == [
        "Сноска. Утратил силу приказом Министра охраны окружающей среды РК от 04.06.2012 № 98-п"
        " (порядок введения в действие см. п. 3).",
        "Примечание ИЗПИ! Порядок введения в действие см. п. 4.",
    ]
    inside = act('<p>1. Внести отчет. <span class="note">Сноска. Пункт 1 в редакции приказа.</span> Далее.</p>')
    assert texts(inside) == ["1. Внести отчет.", "Сноска. Пункт 1 в редакции приказа.", "Далее."]
    assert texts(act("<p>Слово <font color=red>красным</font> в строке.</p>")) == ["Слово красным в строке."]


def test_a_word_broken_by_a_hyphen_is_joined_and_a_word_with_a_hyphen_is_not() -> None:
    assert rows(load("old_order.htm"))[1][1:] == ["Наименование", "Социально-экономическое значение"]
    assert texts(act("<p>Іс-<b>шара</b>, жүзе-<b>ге</b>, жүзеге, Премьер-<i>Министр</i></p>")) == [
        "Іс-шара, жүзеге, жүзеге, Премьер-Министр"
    ]


def test_a_cell_that_covers_rows_stands_in_each_of_them() -> None:
    document = load("resolution.html")
    first, second = (block for block in document.blocks if block.place in ("z14", "z15"))
    assert second.cells[4] == first.cells[4]
    assert second.cells[4].text == "МВРИ, МЭПР,\nАО «Гидросенсор Казахстан» (по согласованию)"
    assert second.cells[2].text == ""


def test_headings_of_two_levels_are_one_row() -> None:
    assert rows(load("resolution.html"))[3] == [
        "№ п/п", "Мероприятия", "Завершение\nФорма завершения", "Срок исполнения", "Ответственные исполнители",
    ]  # fmt: skip


def test_signature_and_approval_blocks_are_pairs() -> None:
    pairs = [block for block in load("composition_kaz.html").blocks if block.kind == "pair"]
    assert [[cell.text for cell in block.cells] for block in pairs] == [
        ["Қазақстан Республикасының Премьер-Министрі", "Д. Ормантаев"],
        ["", "Қазақстан Республикасы Премьер-Министрінің 2026 жылғы 20 мамырдағы № 9932-ө өкіміне қосымша"],
    ]
    split = "<table><tr><td></td><td>Утвержден</td></tr><tr><td></td><td>приказом № 1</td></tr></table><p>Слово</p>"
    assert rows(act(split)) == [["", "Утвержден приказом № 1"]]


def test_a_page_filled_by_script_is_unreadable_and_says_what_to_get() -> None:
    with pytest.raises(
        UnreadableDocument, match=r"shell.html: no text in this page \(P2600009931\).*old\.adilet\.zan\.kz"
    ):
        load("shell.html")
    with pytest.raises(UnreadableDocument, match="R2000000055"):
        read(b'<html><body><div id="root">Loading</div></body></html>', "pages/R2000000055.html")
    with pytest.raises(UnreadableDocument, match="a browser fills it in; save it as it is shown"):
        read(b'<html><body><div id="root"></div></body></html>', "page.html")


def test_news_has_its_title_and_day_and_nothing_from_its_frame() -> None:
    lines = texts(load("news.html"))
    assert lines[:2] == ["Правительство обсудило запасы воды", "12 мая 2026, 12:10"]
    assert lines[4].startswith("– Министерству водных ресурсов")
    assert lines[-1].endswith("заместителем акима Костанайской области.")


def test_a_page_of_several_stories_keeps_all() -> None:
    lines = texts(load("stories_eng.html"))
    assert [line for line in lines if ":" in line] == ["02.04.2026, 18:05", "09.04.2026, 12:40"]
    assert not {"Home", "Copyright of Dala News, a news agency that does not exist."} & set(lines)


def test_a_plan_on_any_page_keeps_the_lists_in_its_cells() -> None:
    document = load("plan_page.html")
    assert rows(document)[1][4] == "– МВРИ\n– МЭПР"
    assert not any(left in document.text for left in ("Главная", "Карта сайта"))


def test_what_a_list_shows_before_its_items_is_written_once() -> None:
    assert texts(act("<ol start=3><li>внести</li><li>4) принять</li></ol><ul><li>дать</li></ul>")) == [
        "3. внести", "4) принять", "– дать",
    ]  # fmt: skip


def test_the_encoding_is_that_of_the_mark_else_the_declared_else_found() -> None:
    page = "<html><head><meta charset='{}'></head><body><p>Слово о воде, сказанное к месту</p></body></html>"
    for data, encoding in (
        (page.format("windows-1251").encode("cp1251"), "cp1251"),
        (page.format("koi8-r").encode("koi8-r"), "koi8-r"),
        (page.format("no-such").encode(), "utf-8"),
        (page.format("utf-8").encode("cp1251"), "cp1251"),
        (page.format("windows-1251").encode("utf-8-sig"), "utf-8-sig"),
        (page.format("utf-8").encode("utf-16"), "utf-16"),
    ):
        document = read(data, "page.html", "text/html")
        assert (document.encoding, document.text) == (encoding, "Слово о воде, сказанное к месту")


@pytest.mark.parametrize(
    "markup",
    [
        "<table><tr><td>слово</td><td>" * 1000 + "текст" + "</td></tr></table>" * 1000,
        "<table>" + "<tr>" + "<td>слово" * 10_000 + "<tr>" + "<td>другое" * 10_000 + "</table>",
        "<table>" + ("<tr>" + "<td colspan=65000 rowspan=65000>слово" * 100) * 50 + "</table>",
        "<div>" * (MAX_DEPTH - 10) + "слово" + "</div>" * (MAX_DEPTH - 10),
        "<a href=/x>слово</a> " * 20_000,
        "<a href=/x>сло\u0306во</a> " * 2_000,
        "<b>сло-</b><b>во</b>" * 5_000,
    ],
    ids=["nested tables", "wide rows", "spans", "nested tags", "links", "letters to compose", "hyphens"],
)
def test_odd_pages_are_read_within_bounds(markup: str) -> None:
    document = act(markup)
    assert "слово" in document.text or "во" in document.text
    assert max(len(block.cells) for block in document.blocks) <= 64


def test_entities_of_a_document_type_are_not_expanded() -> None:
    bomb = '<!DOCTYPE html [<!ENTITY a "слово"><!ENTITY b "&a;&a;">]><p>Текст &b; &amp; &lt;p&gt;</p>'
    assert texts(read(bomb.encode(), "page.html")) == ["]>", "Текст &b; & <p>"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"<html>" + b"x" * MAX_BYTES, "a page of 32 MB"),
        (b"<html>" + b"x" * MAX_LETTERS, "a page of 16 million letters"),
        (b"<html>" + b"<div>" * (MAX_DEPTH + 1), f"tags nested more than {MAX_DEPTH} deep"),
        (b"<html><body><p>&nbsp;</p><script>var text</script></body></html>", "no text in this page"),
        (b"<html><p>" + b"\x00" * 9, "binary data"),
        (b"<html><p>\xff\xfe\xd0 abc", "neither UTF-8 nor an encoding"),
        (b"", "empty file"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_line(data: bytes, said: str) -> None:
    with pytest.raises(UnreadableDocument, match=said) as caught:
        read(data, "page.html", "text/html")
    assert "\n" not in str(caught.value)


@settings(max_examples=200, deadline=None)
@given(st.lists(SOUP), st.booleans())
def test_no_soup_of_tags_breaks_the_reader(soup: list[str], in_article: bool) -> None:
    markup = "".join(soup)
    data = (ARTICLE.format(markup) if in_article else markup).encode("utf-8", "replace")
    try:
        document = sound(read(data, "soup.html", "text/html"))
    except UnreadableDocument:
        return
    assert any(letter.isalpha() for letter in document.text)
    document.text.encode()
