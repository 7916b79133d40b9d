"""Any other page: which part of it is its content, and what stands above that."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from remit.loaders.grammar import load_grammar
from remit.ontology.letters import fold

_STORIES = "article, [itemprop~=articleBody]"
_MAIN = "main, [role=main]"
_STAMPS = "time, [itemprop=datePublished], [class*=date], [class*=time], [class*=Date], [class*=Time]"
_FRAME = "body > header, body > footer, nav, [role=navigation], [role=banner], [role=contentinfo]"
_STORY_LETTERS = 200
_TABLE = ("table", "thead", "tbody", "tfoot", "tr")
_STAMP_LETTERS = 80
_MAX_LETTERS = 2_000_000  # of a larger page all is read: no page of news is so long
_MAX_NODES, _MAX_DEPTH, _MAX_TEXTS = 100, 100, 30
_QUIET = logging.NullHandler()
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True)
class Content:
    """The element that holds a page's content, and the lines a reader sees above it: its title, the day it came out."""

    element: LexborNode
    head: list[str]


def find_content(tree: LexborHTMLParser, markup: str) -> Content | None:
    """Give the content of a page; `None` when there is no text in it.

    It is what the page marks as its articles or main part; else the smallest element with nine tenths of what the
    extractor takes for content, so that tables and lists it would drop stay in; else all but the page's menus. A
    document saved as a page, without menus, is content as a whole.
    """
    body = tree.body
    if body is None or not any(letter.isalpha() for letter in body.text()):
        return None
    if len(markup) > _MAX_LETTERS:
        return Content(body, [])
    element = _marked(tree, body) or (_extracted(markup, body) if _is_framed(body) else body)
    return Content(element, _head(tree, _squeezed(element)))


def _is_framed(body: LexborNode) -> bool:
    """Tell a page of a site, with menus and links around its content, from a document saved as a page."""
    return body.css_first(f"a[href], {_FRAME}") is not None


def _marked(tree: LexborHTMLParser, body: LexborNode) -> LexborNode | None:
    stories = [text for node in tree.css(_STORIES)[:_MAX_NODES] if len(text := _squeezed(node)) >= _STORY_LETTERS]
    if stories:
        return _around(body, stories, 1.0)
    mains = (node for node in tree.css(_MAIN)[:_MAX_NODES] if len(_squeezed(node)) >= _STORY_LETTERS)
    return next(mains, None)


def _extracted(markup: str, body: LexborNode) -> LexborNode:
    from lxml.etree import LxmlError
    from readability import Document as Readable  # type: ignore[import-untyped]
    from readability.readability import Unparseable  # type: ignore[import-untyped]

    logging.getLogger("readability").addHandler(_QUIET)  # it prints what it could not do; we then read all of the page
    for node in body.css(_FRAME):
        node.decompose()
    try:
        summary = LexborHTMLParser(Readable(markup).summary(html_partial=True))
    except (LxmlError, Unparseable, ValueError, TypeError, RecursionError, AttributeError):
        return body
    texts = [text for node in summary.css("p, li, td, div:not(:has(p, li, td, div))") if (text := _squeezed(node))]
    longest = sorted(texts, key=len)[-_MAX_TEXTS:]
    return _around(body, longest, 0.9) if sum(map(len, longest)) >= _STORY_LETTERS else body


def _around(body: LexborNode, texts: list[str], share: float) -> LexborNode:
    """Give the smallest element that holds such a share of the texts, by their letters."""
    wanted = share * sum(map(len, texts))
    element = body
    for _ in range(_MAX_DEPTH):
        inner = next((child for child in element.iter() if _held(_squeezed(child), texts) >= wanted), None)
        if inner is None:
            break
        element = inner
    # Nine tenths may lie in a table alone: what stands above a table names it.
    while element.tag in _TABLE and element.parent is not None:
        element = element.parent
    return element


def _held(text: str, texts: list[str]) -> int:
    return sum(len(each) for each in texts if each in text)


def _head(tree: LexborHTMLParser, inside: str) -> list[str]:
    titles = (text for node in tree.css("h1")[:_MAX_NODES] if (text := _line(node)))
    dates = (_line(node) for node in tree.css(_STAMPS)[:_MAX_NODES])
    stamps = (text for text in dates if len(text) <= _STAMP_LETTERS and _is_stamp(text))
    lines = (next(titles, None), next(stamps, None))
    return [line for line in lines if line and _SPACES.sub("", line) not in inside]


def _squeezed(node: LexborNode) -> str:
    return _SPACES.sub("", node.text())


def _line(node: LexborNode) -> str:
    return " ".join(node.text().split())


def _is_stamp(text: str) -> bool:
    folded = fold(text)
    return any(load_grammar(language).search("story_stamp", folded) for language in ("kk", "ru", "en"))
