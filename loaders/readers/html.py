"""HTML: pages of acts, news and any other page, read as they are seen, without what stands around the text."""

from __future__ import annotations

import codecs
import re
from collections import defaultdict, deque
from collections.abc import Sequence
from dataclasses import replace

from selectolax.lexbor import LexborHTMLParser, LexborNode

from remit.loaders.document import Document, Stated
from remit.loaders.readers.adilet import act_id, address, begins_note, find_act, is_marked, saved_from
from remit.loaders.readers.elements import parse
from remit.loaders.readers.flow import Flow
from remit.loaders.readers.markup import Reading
from remit.loaders.readers.page import find_content
from remit.loaders.readers.table_frames import Paragraph, Piece
from remit.loaders.readers.text import decode
from remit.ontology.errors import UnreadableDocument

LIBRARY = "selectolax"
MAX_BYTES = 32 * 1024 * 1024
_CHARSET = re.compile(rb"<(?:meta|\?xml)\s[^>]*?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_TAGS = re.compile(rb"<[^<>]*>")
_HEAD = 4096
_FILLED_BY_SCRIPT = "#root, #app, #__next"
_FEW_LETTERS = 200
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def read(data: bytes, name: str) -> Document:
    """Read a page into a document; raise `UnreadableDocument` when there is no text in it."""
    if len(data) > MAX_BYTES:
        what = f"a page of {len(data) >> 20} MB, more than {MAX_BYTES >> 20} MB"
        raise UnreadableDocument(what, name, "split the page")
    markup, encoding = _decoded(data, name)
    tree = parse(markup, name)
    document: Document | None = None
    if page := find_act(tree, name):
        stated = replace(page.stated, url=page.stated.url or saved_from(markup))
        document = document_of(page.article, name, "text/html", stated)
    elif content := find_content(tree, markup):
        stated = Stated(title=_title(tree), url=address(tree) or saved_from(markup))
        document = document_of(content.element, name, "text/html", stated, content.head)
    shell = tree.css_first(_FILLED_BY_SCRIPT) is not None
    if document is None or (shell and len(document.text) < _FEW_LETTERS):
        raise _without_text(tree, name, shell)
    return replace(document, encoding=encoding)


def document_of(
    root: LexborNode, name: str, media_type: str, stated: Stated, head: Sequence[str] = ()
) -> Document | None:
    """Make a document of an element, with the lines of a head above it; `None` when there is no text in the element."""
    body = Reading(root, is_marked, begins_note).pieces
    flow = Flow()
    for line in head if body else ():
        flow.paragraph(line)
    for piece in body:
        if isinstance(piece, Paragraph):
            flow.paragraph(piece.words.text, piece.place, close=piece.below)
        else:
            flow.table(piece.rows)
    document = flow.document(name, media_type)
    return replace(document, stated=stated, links=_links(body, document)) if document else None


def _links(pieces: list[Piece], document: Document) -> tuple[tuple[int, int, str], ...]:
    """Bring the links of paragraphs and cells to where the document has these."""
    starts: defaultdict[str, deque[int]] = defaultdict(deque)
    for block in document.blocks:
        own = [(cell.text, cell.start) for cell in block.cells if block.start <= cell.start <= block.end]
        for text, start in own or [(block.text, block.start)]:
            starts[text].append(start)
    found: list[tuple[int, int, str]] = []
    for piece in pieces:
        for words in (piece.words,) if isinstance(piece, Paragraph) else piece.cells:
            if starts[words.text]:
                start = starts[words.text].popleft()
                found += [(start + left, start + right, target) for left, right, target in words.links]
    return tuple(found)


def _decoded(data: bytes, name: str) -> tuple[str, str]:
    """Decode as the byte-order mark says, else as the page says, else as plain text is decoded."""
    declared = _CHARSET.search(data, 0, _HEAD)
    if declared and not data.startswith(_MARKS):
        try:
            codec = codecs.lookup(declared[1].decode())
            # A page that says UTF-16 in letters one can read is not in UTF-16.
            if not codec.name.startswith("utf") and data.strip():
                return codecs.decode(data, codec.name), codec.name
        except (LookupError, ValueError, TypeError):
            pass
    # The names of tags are no words: what is between them tells Cyrillic of one byte a letter.
    encoding = decode(data, name)[1] if _is_utf(data) else decode(_TAGS.sub(b" ", data), name)[1]
    return data.decode(encoding), encoding


def _is_utf(data: bytes) -> bool:
    try:
        return data.startswith(_MARKS) or bool(data.decode())
    except UnicodeDecodeError:
        return False


def _without_text(tree: LexborHTMLParser, name: str, shell: bool) -> UnreadableDocument:
    if not shell:
        return UnreadableDocument("no text in this page", name, "check that it was saved whole")
    id = act_id(tree, name)
    if id is None:
        return UnreadableDocument("no text in this page: a browser fills it in", name, "save it as it is shown")
    remedy = f"save https://old.adilet.zan.kz/rus/docs/{id} or the answer of /api/documents/by-ngr/{id}"
    return UnreadableDocument(f"no text in this page ({id}): a browser fills it in", name, remedy)


def _title(tree: LexborHTMLParser) -> str | None:
    for selector in ("h1", "title"):
        node = tree.css_first(selector)
        if node and (text := " ".join(node.text().split())):
            return text
    return None
