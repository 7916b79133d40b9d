"""Plain text: decode it, and recover the paragraphs and tables that it lost its layout for."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from remit.loaders.document import Document, with_breaks
from remit.loaders.readers.wrapped import unwrapped
from remit.loaders.tables import Line, assemble
from remit.ontology.errors import UnreadableDocument
from remit.ontology.letters import language_of

MAX_BYTES = 64 * 1024 * 1024
MAX_LINE = 1_000_000  # letters: no paragraph is so long; reading one as such would take minutes
_EIGHT_BIT = ("cp1251", "kz1048", "koi8_r", "cp866")  # where two read the same, the first
_SMALL = frozenset("абвгдеёжзийклмнопрстуфхцчшщъыьэюяәғқңөұүһі")
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def decode(data: bytes, name: str) -> tuple[str, str]:
    """Turn bytes into text and name the encoding: UTF-8, UTF-16 (with a byte-order mark), else one of `_EIGHT_BIT`.

    Raises `UnreadableDocument` for nothing at all, for bytes that are not text, and for more than `MAX_BYTES`.
    """
    if len(data) > MAX_BYTES:
        raise UnreadableDocument(f"{len(data) >> 20} MB, more than {MAX_BYTES >> 20} MB", name, "split the file")
    if not data.strip():
        raise UnreadableDocument("empty file, no text to read", name, "check the download")
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _strict(data, encoding, name), encoding
    if b"\x00" in data[:65536]:
        raise UnreadableDocument("binary data, not text", name, "give a text file")
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _eight_bit(data, name)


def _eight_bit(data: bytes, name: str) -> tuple[str, str]:
    """Take the encoding in which most letters are small ones of Kazakh or Russian, as in any running text."""
    readings = [(data.decode(encoding, "replace"), encoding) for encoding in _EIGHT_BIT]
    text, encoding = max(readings, key=lambda reading: sum(letter in _SMALL for letter in reading[0]))
    letters = [letter for letter in text if letter.isalpha()]
    if not letters or sum(letter.lower() in _SMALL for letter in letters) < 0.6 * len(letters):
        raise UnreadableDocument("neither UTF-8 nor an encoding of Kazakh or Russian", name, "convert it to UTF-8")
    return _strict(data, encoding, name), encoding


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeError as error:
        raise UnreadableDocument(f"broken {encoding} text", name, "convert it to UTF-8") from error


def read(data: bytes, name: str) -> Document:
    """Read plain text into a document; raise `UnreadableDocument` when there is none to read."""
    raw, encoding = decode(data, name)
    text = unicodedata.normalize("NFC", raw.replace("\r\n", "\n").replace("\r", "\n"))
    if sum(not (letter.isprintable() or letter in "\n\t\f\v") for letter in text[:65536]) > 0.05 * len(text[:65536]):
        raise UnreadableDocument("binary data, not text", name, "give a text file")
    if not any(letter.isalpha() for letter in text):
        raise UnreadableDocument("no letters in it", name, "check the file")
    lines = list(_lines(text))
    if (longest := max(len(line.text) for line in lines)) > MAX_LINE:
        what = f"a line of {longest:,} letters, more than {MAX_LINE:,}"
        raise UnreadableDocument(what, name, "break it into paragraphs")
    fallback = language_of(text) or "en"
    blocks = with_breaks(assemble(unwrapped(lines), text, fallback), text)
    return Document(name, text, tuple(blocks), "text/plain", encoding)


def _lines(text: str) -> Iterator[Line]:
    start = 0
    for line in text.split("\n"):
        yield Line(line, start)
        start += len(line) + 1
