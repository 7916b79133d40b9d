"""Markdown: headings, numbered points with anchors, quotes, tables in HTML or pipes, signatures in bold."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from remit.loaders.document import Document
from remit.loaders.readers.flow import Flow, Row
from remit.loaders.readers.markdown_lines import Inline, read_inline
from remit.loaders.readers.text import decode
from remit.ontology.errors import UnreadableDocument

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token

LIBRARY = "markdown-it-py"
_FRONT_MATTER = re.compile(r"\A---\n(?:\w[^\n]*:[^\n]*\n|[ \t-][^\n]*\n)*?---\n")
# Deeper than any document goes: what the parser finds nested deeper still, it leaves out.
_DEEP = (
    (re.compile(r"^(?:[ \t]*>){9,}", re.MULTILINE), "> "),
    (re.compile(r"^(?:[ \t]*(?:[-*+]|\d{1,9}[.)])(?=[ \t])){9,}", re.MULTILINE), "-"),
    (re.compile(r"^[ \t]{40,}", re.MULTILINE), " " * 40),
)
_NESTING = 200
_BRACKETS = 500
_LINE_END = re.compile(r"(?<=[^>\s])[ \t]*\n[ \t]*(?=[^<\s])")  # between two lines of a cell
_NAME = re.compile(r"(?:[^\W\d_]\.\s?){1,3}[^\W\d_][\w’'-]+")
_SIGNED = re.compile(rf"(?P<post>.*[^\W\d_]{{2}})\s+(?P<name>{_NAME.pattern})")


def read(data: bytes, name: str) -> Document:
    """Read Markdown into a document without its marks; raise `UnreadableDocument` when there is no text in it."""
    raw, encoding = decode(data, name)
    text = _FRONT_MATTER.sub("", raw.replace("\r\n", "\n").replace("\r", "\n"))
    flow = Flow()
    _Reading(flow).read(_parser().parse(_bounded(text)))
    document = flow.document(name, "text/markdown")
    if document is None:
        raise UnreadableDocument("no text in it", name, "check the file")
    return replace(document, encoding=encoding)


def _bounded(text: str) -> str:
    """Bring nesting and open brackets, on which the parser's time hangs, to what documents have."""
    for deep, shallow in _DEEP:
        text = deep.sub(shallow, text)
    paragraphs = text.split("\n\n")
    for number, each in enumerate(paragraphs):
        if each.count("[") > _BRACKETS + each.count("]("):
            paragraphs[number] = each.replace("[", "\\[")
    return "\n\n".join(paragraphs)


class _Reading:
    """Follows the tokens of a document, and keeps where it is: in a quote, under which anchor, at which number."""

    def __init__(self, flow: Flow) -> None:
        self._flow = flow
        self._quotes = 0
        self._marker = ""  # number or dash of a point whose text is still to come
        self._place: str | None = None
        self._fresh = False  # the anchor stands right above
        self._post = ""  # a line in bold that the next may name the holder of

    def read(self, tokens: Iterable[Token]) -> None:
        """Put what the tokens say into the flow."""
        tag = ""
        rows: list[list[str]] = []
        for token in tokens:
            match token.type:
                case "heading_open" | "paragraph_open" | "th_open" | "td_open":
                    tag = token.tag
                case "tr_open":
                    rows.append([])
                case "inline" if tag in ("th", "td"):
                    rows[-1].append("\n".join(read_inline(token.children or []).lines))
                case "inline":
                    self._inline(read_inline(token.children or [], self._quotes > 0), tag.startswith("h"))
                case "table_close":
                    self._end_line()
                    self._flow.table(Row(tuple(row), self._place) for row in rows)
                    rows = []
                case "html_table":
                    self._html_table(token.content)
                case "fence":
                    self._paragraph(token.content)
                case "list_item_open":
                    self._marker += f"{token.info}{token.markup} " if token.info else "- "
                case "list_item_close":
                    self._end_line()
                case "blockquote_open" | "blockquote_close":
                    self._quotes += token.nesting
        self._end_line()

    def _inline(self, inline: Inline, heading: bool) -> None:
        if inline.anchor:
            self._place, self._fresh = inline.anchor, True
        if not inline.lines or inline.is_navigation:
            return
        if (heading or (self._quotes and len(inline.lines) > 1)) and not self._fresh:
            self._place = None  # the points that the anchor began are over
        if heading or self._quotes or self._marker or not self._sign(inline):
            self._paragraph("\n".join(inline.lines))

    def _sign(self, inline: Inline) -> bool:
        """Take a line in bold for a signature: a post with a name, or a post that the next line names the holder of."""
        line = inline.lines[0]
        if not inline.emphasised or len(inline.lines) > 1 or line[:1].isdigit():
            return False
        if self._post and _is_name(line):
            post, self._post = self._post, ""
            self._flow.pair((post, line), self._place)
        elif (signed := _SIGNED.fullmatch(line)) and inline.strong and _is_name(signed["name"]):
            self._end_line()
            self._flow.pair((signed["post"], signed["name"]), self._place)
        else:
            self._end_line()
            self._post = line
        return True

    def _paragraph(self, text: str) -> None:
        marker, self._marker = self._marker, ""
        self._end_line()
        self._flow.paragraph(marker + text, self._place)
        self._fresh = False

    def _html_table(self, html: str) -> None:
        from selectolax.lexbor import LexborHTMLParser

        from remit.loaders.readers.markup import Reading
        from remit.loaders.readers.table_frames import Table

        self._end_line()
        body = LexborHTMLParser(_LINE_END.sub("<br>", html)).body
        for piece in Reading(body).pieces if body else ():
            if isinstance(piece, Table):
                self._flow.table(replace(row, place=row.place or self._place) for row in piece.rows)
            else:
                self._flow.paragraph(piece.words.text, piece.place or self._place, close=piece.below)

    def _end_line(self) -> None:
        """Put down a line in bold that no name followed, and a number that no text followed."""
        for text in (self._post, self._marker):
            self._flow.paragraph(text, self._place)
        self._post = self._marker = ""


def _is_name(text: str) -> bool:
    """Tell initials with a surname."""
    return bool(_NAME.fullmatch(text)) and text[0].isupper() and text.rsplit(".", 1)[-1].strip()[0].isupper()


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": _NESTING})
    # Points are indented as they please, and lines after a tag are text all the same.
    parser.enable(["table", "strikethrough"]).disable(["code", "html_block"])
    parser.block.ruler.before("fence", "html_table", _take_html_table, {"alt": ["paragraph", "blockquote", "list"]})
    return parser


def _take_html_table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Take a table in HTML whole, blank lines in it included; one that does not end is no table."""
    if not _line_at(state, start).startswith("<table") or state.env.get("unclosed table"):
        return False
    depth = 0
    for line in range(start, end):
        content = _line_at(state, line)
        depth += content.count("<table") - content.count("</table")
        if depth <= 0:
            if not silent:
                state.line = line + 1
                state.push("html_table", "", 0).content = state.getLines(start, line + 1, state.blkIndent, False)
            return True
    state.env["unclosed table"] = True
    return False


def _line_at(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].lower()
