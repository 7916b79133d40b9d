"""Plain text: encodings, what is no text, and blocks that are where they say they are."""

from __future__ import annotations

import unicodedata

import pytest

from remit.loaders.readers import media_type_of
from remit.loaders.readers.text import MAX_BYTES, decode, read
from remit.ontology.errors import UnreadableDocument

WORDS = "Бұйрық № 5.\nӘділет министрлігі: 2026 жылғы 1 шілдеге дейін."
OLD = "Приказ: Министерству финансов представить отчет до 1 июля 2026 года."
KAZAKH = "Қаржы министрлігі 2026 жылғы 1 шілдеге дейін өңірлер туралы «есеп» ұсынсын, һәм бәрі осы."
RUSSIAN = "Приказ № 5.\nМинистерству финансов: «отчет» до 1 июля 2026 года."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends_give_the_same_text(encoding: str, ending: str) -> None:
    document = read(WORDS.replace("\n", ending).encode(encoding), "a.txt")
    assert document.text == WORDS
    assert document.encoding == encoding
    assert [block.text for block in document.blocks] == WORDS.split("\n")


def test_utf16_of_either_byte_order_is_told_by_its_mark() -> None:
    assert read(b"\xfe\xff" + WORDS.encode("utf-16-be"), "a.txt").text == WORDS
    assert read(b"\xff\xfe" + WORDS.encode("utf-16-le"), "a.txt").text == WORDS


@pytest.mark.parametrize(
    ("text", "encoding"), [(RUSSIAN, "cp1251"), (OLD, "koi8_r"), (OLD, "cp866"), (KAZAKH, "kz1048")]
)
def test_old_encodings_are_told_by_their_letters(text: str, encoding: str) -> None:
    document = read(text.encode(encoding), "a.txt")
    assert (document.text, document.encoding) == (text, encoding)


def test_cp1251_is_read_where_utf8_fails() -> None:
    document = read(RUSSIAN.encode("cp1251"), "a.txt")
    assert (document.text, document.encoding, document.language) == (RUSSIAN, "cp1251", "ru")


def test_text_is_brought_to_one_form_of_its_letters() -> None:
    decomposed = unicodedata.normalize("NFD", "Военный совет, йод и ёлка")
    assert read(decomposed.encode(), "a.txt").text == unicodedata.normalize("NFC", decomposed)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b" \r\n\t \n", "empty"),
        ("\ufeff".encode(), "no letters"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 40, "binary"),
        ("Приказ".encode() + b"\x00" + "министра".encode(), "binary"),
        (bytes(range(1, 32)) * 100, "binary"),
        (bytes(range(128, 256)) * 100, "UTF-8"),
        (b"\xff\xfe\x00", "utf-16"),
        (b"1234 5678 -- 9\n" * 10, "no letters"),
    ],
)
def test_what_is_no_text_is_refused_in_one_line(data: bytes, says: str) -> None:
    with pytest.raises(UnreadableDocument) as refusal:
        read(data, "inbox/a.txt")
    assert says in str(refusal.value)
    assert str(refusal.value).startswith("inbox/a.txt: ")
    assert "\n" not in str(refusal.value)
    assert refusal.value.remedy
    assert refusal.value.exit_status == 3


def test_a_file_beyond_the_limit_is_refused_before_it_is_decoded() -> None:
    with pytest.raises(UnreadableDocument, match="64 MB"):
        decode(bytes(MAX_BYTES + 1), "a.txt")


def test_every_line_that_says_something_is_in_a_block() -> None:
    text = "Один\n\n  два  \n\tтри\n\n\nчетыре"
    document = read(text.encode(), "a.txt")
    assert [(block.text, block.breaks) for block in document.blocks] == [
        ("Один", 0),
        ("два", 2),
        ("три", 1),
        ("четыре", 3),
    ]


def test_a_mark_of_another_format_outranks_what_the_file_is_called() -> None:
    assert media_type_of(b"plain words", "a.txt") == "text/plain"
    assert media_type_of(b"plain words", "a.strange") == "text/plain"
