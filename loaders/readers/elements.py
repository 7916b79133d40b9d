"""Elements of a page: parsing within bounds, and a walk over them that no depth of nesting breaks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from selectolax.lexbor import LexborHTMLParser, LexborNode

from remit.ontology.errors import UnreadableDocument

MAX_LETTERS = 16 * 1024 * 1024
MAX_DEPTH = 5000
_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)")
_CLOSED_BY_NEXT_TAGS = "p li dt dd tr td th tbody thead tfoot option br hr img input meta link wbr col source area"
_CLOSED_BY_NEXT = frozenset(_CLOSED_BY_NEXT_TAGS.split())
_UNSEEN_TAGS = "script style noscript template iframe object svg math button select textarea nav aside footer del head"
_UNSEEN = frozenset(_UNSEEN_TAGS.split())
_NUMBER = re.compile(r"\d{1,5}")
_FIRST_NODES = _FIRST_LETTERS = 40


def parse(markup: str, name: str) -> LexborHTMLParser:
    """Parse a page; raise `UnreadableDocument` for one so large or nested so deep that it would take for ever."""
    if len(markup) > MAX_LETTERS:
        what = f"a page of {len(markup) >> 20} million letters, more than {MAX_LETTERS >> 20}"
        raise UnreadableDocument(what, name, "split the page")
    if _deep(markup):
        raise UnreadableDocument(f"tags nested more than {MAX_DEPTH} deep", name, "check that this is a page of text")
    return LexborHTMLParser(markup)


def _deep(markup: str) -> bool:
    """Tell whether tags may be nested too deep: each is taken for open until one of its name closes."""
    opened: Counter[str] = Counter()
    depth = 0
    for match in _TAG.finditer(markup):
        closing, tag = match.groups()
        if tag in _CLOSED_BY_NEXT:
            continue
        if not closing:
            opened[tag] += 1
            depth += 1
            if depth > MAX_DEPTH:
                return True
        elif opened[tag]:
            opened[tag] -= 1
            depth -= 1
    return False


def walk(root: LexborNode) -> Iterator[tuple[LexborNode, bool]]:
    """Give what a reader sees of an element, in order: each text once, each element on entering it and on leaving.

    The flag is `True` on leaving. Scripts, controls, menus, asides and deleted text are left out.
    """
    ancestors: list[LexborNode] = []
    node = root.first_child
    while node is not None or ancestors:
        if node is None:
            node = ancestors.pop()
            yield node, True
        elif node.is_text_node:
            yield node, False
        elif node.is_element_node and node.tag not in _UNSEEN and "hidden" not in node.attributes:
            yield node, False
            ancestors.append(node)
            node = node.first_child
            continue
        node = node.next


def beginning(element: LexborNode) -> str:
    """Give the first words of an element, as far as a look at its first few nodes tells."""
    text = ""
    for node in islice(element.traverse(include_text=True), _FIRST_NODES):
        if node.is_text_node:
            text += node.text_content or ""
            if len(text.strip()) >= _FIRST_LETTERS:
                break
    return text


def number_of(value: str | None) -> int:
    """Read a number as an attribute states it, 1 where it states none."""
    match = _NUMBER.match((value or "").strip())
    return int(match[0]) if match else 1
