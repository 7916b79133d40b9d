"""Markup in reading order: the paragraphs and tables that an HTML element holds, as a page shows them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cached_property

from selectolax.lexbor import LexborNode

from remit.loaders.hyphens import is_broken
from remit.loaders.readers.elements import beginning, number_of, walk
from remit.loaders.readers.table_frames import MAX_NESTED, Frame, Paragraph, Piece, Words

_BLOCK_TAGS = (
    "address article blockquote body caption center dd details dialog div dl dt fieldset figcaption figure form h1 h2 "
    "h3 h4 h5 h6 header hgroup hr legend li main ol p pre section summary table tbody td tfoot th thead tr ul"
)
_BLOCKS = frozenset(_BLOCK_TAGS.split())
_TABLE = frozenset(("table", "caption", "tr", "td", "th"))
_SPACES = re.compile(r"\s+")
_WITHOUT_WIDTH = re.compile(
    r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufffe\uffff\x00-\x08\x0e-\x1f\x7f-\x9f]"
)
_MARKED = re.compile(r"\W*\d|[^\w\s«»“”„\"'(\[]")
_WORD = re.compile(r"\w{4,}")
_SCHEME = re.compile(r"(?!https?:)[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_MAX_ATTRIBUTE = 2000


class Reading:
    """Walks an element once, without recursion, and collects its `pieces`.

    A note that the publisher puts into the text is a paragraph of its own, whatever it stands in: `is_marked(element)`
    tells what looks like one, `begins_note(text)` whether one begins; what is marked right after it belongs to it.
    """

    def __init__(
        self,
        root: LexborNode,
        is_marked: Callable[[LexborNode], bool] = lambda element: False,
        begins_note: Callable[[str], bool] = lambda text: False,
    ) -> None:
        self._root, self._is_marked, self._begins_note = root, is_marked, begins_note
        self._flows: list[list[Piece]] = [[]]
        self._frames: list[Frame] = []
        self._tables = 0  # tables open, those nested too deep to be read as such included
        self._lists: list[int | None] = []  # of each list open the next number, None for one without
        self._preformatted = 0
        self._line: list[str] = []
        self._length = 0
        self._links: list[tuple[int, int, str]] = []
        self._link: tuple[int, str] | None = None
        self._place: str | None = None
        self._line_place: str | None = None
        self._breaks = 2
        self._note: int | None = None  # the element that a note being read is in
        self._note_ended = False

    @cached_property
    def pieces(self) -> list[Piece]:
        """The paragraphs and tables of the element, in order."""
        for node, leaving in walk(self._root):
            if node.is_text_node:
                self._text(node.text_content or "")
            elif leaving:
                self._leave(node, node.tag or "")
            else:
                self._enter(node, node.tag or "")
        self._end_line()
        return self._flows[0]

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(_WORD.findall(self._root.text().lower()))

    def _enter(self, node: LexborNode, tag: str) -> None:
        attributes = node.attributes
        if tag == "br":
            self._break(1)
            return
        if anchor := attributes.get("id") or (attributes.get("name") if tag == "a" else None):
            self._place = anchor if len(anchor) < 100 and not _SPACES.search(anchor) else self._place
        if self._note is None and self._is_marked(node):
            self._enter_note(node, self._begins_note(beginning(node)))
        if tag in _TABLE:
            self._end_block()
        if tag in _BLOCKS:
            self._break(2)
            self._open(tag, attributes, node)
        elif tag == "a" and (target := attributes.get("href")) and len(target) < _MAX_ATTRIBUTE:
            self._link = None if _SCHEME.match(target.strip()) else (self._length, target.strip())

    def _leave(self, node: LexborNode, tag: str) -> None:
        if tag in _TABLE:
            self._end_block()
        if tag in _BLOCKS:
            self._break(2)
            self._close(tag)
        elif tag == "a":
            self._end_link()
        if self._note == node.mem_id:
            self._note, self._note_ended = None, True

    def _enter_note(self, node: LexborNode, begins: bool) -> None:
        if begins:
            self._end_block()
        if begins or self._note_ended:
            self._note, self._note_ended = node.mem_id, False

    def _open(self, tag: str, attributes: dict[str, str | None], node: LexborNode) -> None:
        if tag == "table":
            self._tables += 1
            if self._tables <= MAX_NESTED:
                self._frames.append(Frame())
        elif tag == "tr" and self._in_frame():
            self._frames[-1].begin_row(self._place)
        elif tag in ("td", "th") and self._in_frame():
            self._flows.append([])
            self._frames[-1].begin_cell(number_of(attributes.get("rowspan")), number_of(attributes.get("colspan")))
        elif tag in ("ol", "ul"):
            self._lists.append(number_of(attributes.get("start")) if tag == "ol" else None)
        elif tag == "li":
            self._mark(node)
        elif tag == "pre":
            self._preformatted += 1

    def _close(self, tag: str) -> None:
        if tag == "table":
            if self._tables <= MAX_NESTED:
                self._flows[-1] += self._frames.pop().pieces()
            self._tables -= 1
        elif tag in ("td", "th") and self._in_frame():
            self._frames[-1].end_cell(self._flows.pop())
        elif tag in ("ol", "ul"):
            self._lists.pop()
        elif tag == "pre":
            self._preformatted -= 1

    def _in_frame(self) -> bool:
        return 0 < self._tables <= MAX_NESTED

    def _mark(self, item: LexborNode) -> None:
        """Write the number or dash that a page shows before an item of a list, unless its text begins with one."""
        number = self._lists[-1] if self._lists else None
        if number is not None:
            self._lists[-1] = number + 1
        text = beginning(item).strip()
        if text and not _MARKED.match(text):
            self._text("– " if number is None else f"{number}. ")

    def _text(self, raw: str) -> None:
        if self._preformatted and "\n" in raw:
            for number, line in enumerate(raw.split("\n")):
                if number:
                    self._break(1)
                self._text(line)
            return
        text = _SPACES.sub(" ", _WITHOUT_WIDTH.sub("", raw))
        if self._note_ended and text.strip():
            self._end_block()
        if not self._line or self._line[-1].endswith(" "):
            text = text.lstrip(" ")
        if not text:
            return
        if not self._line:
            self._line_place = self._place
        elif is_broken(self._line[-1], text, self._words_of):
            self._line[-1] = self._line[-1][:-1]
            self._length -= 1
        self._line.append(text)
        self._length += len(text)

    def _words_of(self) -> frozenset[str]:
        return self._words

    def _break(self, count: int) -> None:
        """End the line, so many line ends above the next; a note keeps its lines together."""
        if self._note is not None or self._note_ended:
            self._text(" ")
        else:
            self._end_line()
            self._breaks = min(2, self._breaks + count)

    def _end_block(self) -> None:
        """End the line whatever it is in."""
        self._note_ended = False
        self._end_line()
        self._breaks = 2

    def _end_line(self) -> None:
        open_link = self._link
        self._end_link()
        words = _trimmed("".join(self._line), self._links)
        if words.text:
            self._flows[-1].append(Paragraph(words, self._line_place, below=self._breaks == 1))
            self._breaks = 0
        self._line, self._links, self._length = [], [], 0
        self._link = (0, open_link[1]) if open_link else None

    def _end_link(self) -> None:
        if self._link and self._length > self._link[0]:
            self._links.append((self._link[0], self._length, self._link[1]))
        self._link = None


def _trimmed(text: str, links: list[tuple[int, int, str]]) -> Words:
    """Give the line in NFC without white space at its ends; links cover what is left of them."""
    lead = len(text) - len(text.lstrip())
    text = text.strip()
    found = [
        (start, end, target)
        for left, right, target in links
        if (start := max(0, left - lead)) < (end := min(right - lead, len(text))) and text[start:end].strip()
    ]
    if unicodedata.is_normalized("NFC", text):
        return Words(text, tuple(found))
    pieces: list[str] = []
    composed: list[tuple[int, int, str]] = []
    at = length = 0
    for start, end, target in found:
        before, linked = (unicodedata.normalize("NFC", text[left:right]) for left, right in ((at, start), (start, end)))
        composed.append((length + len(before), length + len(before) + len(linked), target))
        pieces += before, linked
        at, length = end, length + len(before) + len(linked)
    whole = unicodedata.normalize("NFC", "".join((*pieces, unicodedata.normalize("NFC", text[at:]))))
    return Words(whole, tuple(link for link in composed if link[1] <= len(whole)))
