"""Paragraphs of a DOCX file: their words as they would be printed, with the number that styles and lists give them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from remit.loaders.readers.docx_markup import child, children, kind, number, switched_on, value
from remit.loaders.readers.docx_numbering import Numbering

_LEFT_OUT = frozenset(("del", "moveFrom", "delText", "instrText", "pPr", "rPr", "sdtPr", "fldData", "rt"))
_DELETED_MARKS = ("del", "moveFrom")
_STYLE_DEPTH = 16
_GOES_ON = re.compile(r"[^\W\d_]|\(")
_SIGNATURE = re.compile(r"[^\W\d\t][^\d\t]{0,160}?[ \xa0]*\t[\t \xa0]*[^\W\d\t][^\d\t]{0,60}")


@dataclass
class Paragraph:
    """A paragraph: its `text`, the text boxes it anchors, the footnotes it refers to (kind, id)."""

    text: str = ""
    centred: bool = False
    carried: str = ""  # its words when its end is deleted: the next paragraph begins with them
    boxes: list[etree._Element] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class _Style:
    based_on: str | None
    list_id: str | None
    level: int | None
    alignment: str | None


class Paragraphs:
    """Reads the paragraphs of one document, in order: numbers are counted on the way."""

    def __init__(self, styles: etree._Element | None, numbering: Numbering) -> None:
        self._numbering = numbering
        self._default: str | None = None
        self._styles: dict[str, _Style] = {}
        for style in children(styles, "style") if styles is not None else ():
            identity, properties = value(style, "styleId") or "", child(style, "pPr")
            self._styles[identity] = _Style(value(child(style, "basedOn")), *_of(properties))
            if value(style, "type") == "paragraph" and value(style, "default") in ("1", "true", "on"):
                self._default = identity

    def read(self, element: etree._Element, carried: str = "") -> Paragraph:
        """Read one paragraph, which begins with the words `carried` from the one above; hidden words are left out."""
        paragraph = Paragraph()
        properties = child(element, "pPr")
        words = carried + "".join(_words(element, paragraph))
        mark = child(properties, "rPr")
        if any(child(mark, name) is not None for name in _DELETED_MARKS):
            paragraph.carried = words
            return paragraph
        list_id, level, alignment = self._effective(properties)
        paragraph.centred = alignment == "center"
        paragraph.text = lines_of(words)
        label = self._numbering.label(list_id, level) if list_id else ""
        if paragraph.text and label:
            paragraph.text = f"{label} {paragraph.text}"
        return paragraph

    def _effective(self, properties: etree._Element | None) -> tuple[str | None, int, str | None]:
        """Give list, level and alignment: the paragraph's own, else those of its styles."""
        list_id, level, alignment = _of(properties)
        name = value(child(properties, "pStyle")) or self._default
        for _ in range(_STYLE_DEPTH):
            style = self._styles.get(name or "")
            if style is None:
                break
            if list_id is None and style.list_id is not None:
                list_id = style.list_id
                if level is None:
                    level = self._numbering.level_of_style(list_id, name or "") if style.level is None else style.level
            alignment = alignment or style.alignment
            name = style.based_on
        return list_id if list_id != "0" else None, level or 0, alignment


def signature(text: str) -> tuple[str, str] | None:
    """Give both sides of a paragraph that sets a post and a name apart by tabs, `None` for other paragraphs."""
    if not _SIGNATURE.fullmatch(text.replace("\n", " ")):
        return None
    left, _, right = text.replace("\n", " ").partition("\t")
    return left.strip(), right.strip()


def _of(properties: etree._Element | None) -> tuple[str | None, int | None, str | None]:
    numbers = child(properties, "numPr")
    return value(child(numbers, "numId")), number(child(numbers, "ilvl")), value(child(properties, "jc"))


def _words(element: etree._Element, paragraph: Paragraph) -> Iterator[str]:
    """Walk a paragraph without recursion, for its markup may be nested as deep as the file likes."""
    pending = [iter(element)]
    while pending:
        each = next(pending[-1], None)
        if each is None:
            pending.pop()
            continue
        name = kind(each)
        if name in _LEFT_OUT or (name == "r" and switched_on(child(each, "rPr", "vanish"))):
            continue
        if name == "txbxContent":
            paragraph.boxes.append(each)
        elif name == "AlternateContent":
            pending.append(iter(list(each)[:1]))
        elif name in ("footnoteReference", "endnoteReference"):
            paragraph.notes.append((name.removesuffix("Reference"), value(each, "id") or ""))
        elif name == "t":
            yield (each.text or "").replace("\n", " ").replace("\t", " ")
        elif name in _MARKS:
            yield _MARKS[name]
        elif name == "sym":
            yield _symbol(value(each, "char"))
        else:
            pending.append(iter(each))


_MARKS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}


def _symbol(code: str | None) -> str:
    """Give a symbol by its code; those of symbol fonts stand in the private area and mean no letter."""
    try:
        letter = int(code or "", 16)
    except ValueError:
        return ""
    return chr(letter) if 0x20 <= letter < 0xD800 else ""


def lines_of(words: str) -> str:
    """Join lines that a line end parts in mid-phrase; what begins with a capital or a mark stays a line of its own."""
    joined = ""
    for line in filter(None, (each.strip(" ") for each in words.split("\n"))):
        in_phrase = _GOES_ON.match(line) and not line[0].isupper() and not joined.rstrip().endswith((";", ":", "."))
        joined += (" " if in_phrase else "\n") * bool(joined) + line
    return joined
