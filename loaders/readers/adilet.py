"""Pages of the state's database of law, as its server made them: their head, the article that is the act, its notes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath

from selectolax.lexbor import LexborHTMLParser, LexborNode

from remit.loaders.document import Stated
from remit.loaders.grammar import load_grammar
from remit.ontology.letters import fold

_ARTICLE = ".container_gamma article, #container .text article, .module_npaView article"
_ID = re.compile(r"(?<!\w)[A-Z]\d{2}(?:\d{8}|\d{7}_|[A-Z]{2}\d{6}|[A-Z]{2}[A-Z0-9]\d{4}[A-Z]|\d{6}[A-Z]_)(?![^\W_])")
_SAVED_FROM = re.compile(r"saved from url=\(\d+\)(https?://\S+)")
_RED = re.compile(r"red|#?(?:ff0000|f00)", re.IGNORECASE)
_RED_STYLE = re.compile(r"(?:^|;)\s*color\s*:\s*(?:red|#f00(?:000)?|rgb\(\s*255,\s*0,\s*0\s*\))", re.IGNORECASE)
_LANGUAGES = ("kk", "ru", "en")
_HEAD = 4096


@dataclass(frozen=True)
class ActPage:
    """The page of an act: its article, and what stands above it."""

    article: LexborNode
    stated: Stated


def find_act(tree: LexborHTMLParser, name: str) -> ActPage | None:
    """Give the act that a page of the database shows; `None` for any other page."""
    article = tree.css_first(_ARTICLE)
    if article is None:
        return None
    requisite, title = (_text(tree, selector) for selector in (".slogan p", ".slogan h1"))
    return ActPage(article, Stated(requisite, title, act_id(tree, name), address(tree)))


def act_id(tree: LexborHTMLParser, name: str) -> str | None:
    """Give the id of the act a page is for: as its address or links to other languages say, else its file's name."""
    links = [node.attributes.get("href") or "" for node in tree.css("#menu a[href*='/docs/']")]
    told = (address(tree) or "", *links, PurePosixPath(name).name)
    return next((found for each in told if (found := find_id(each))), None)


def find_id(text: str) -> str | None:
    """Give the first act id in a text or address; `None` when there is none."""
    found = _ID.search(text)
    return found[0] if found else None


def address(tree: LexborHTMLParser) -> str | None:
    """Give the address that a page says it has, or that a browser noted when it saved it; `None` when neither did."""
    for selector, attribute in (("link[rel=canonical]", "href"), ("meta[property='og:url']", "content")):
        node = tree.css_first(selector)
        if node and (told := node.attributes.get(attribute)) and told.startswith("http"):
            return told
    return None


def saved_from(markup: str) -> str | None:
    """Give the address that a browser notes at the top of a page it saves; `None` when there is none."""
    found = _SAVED_FROM.search(markup, 0, _HEAD)
    return found[1] if found else None


def is_marked(element: LexborNode) -> bool:
    """Tell whether an element looks as the publisher's notes do: of their class, or in red."""
    if element.tag not in ("p", "span", "font", "div"):
        return False
    attributes = element.attributes
    if "note" in (attributes.get("class") or "").split():
        return True
    red = _RED.fullmatch((attributes.get("color") or "").strip()) or _RED_STYLE.search(attributes.get("style") or "")
    return bool(red)


def begins_note(text: str) -> bool:
    """Tell whether a text begins as notes to acts do («Сноска.», «Ескерту.»)."""
    start = fold(" ".join(text.split()))
    return any(load_grammar(language).search("note", start) for language in _LANGUAGES)


def _text(tree: LexborHTMLParser, selector: str) -> str | None:
    node = tree.css_first(selector)
    return " ".join(node.text().split()) or None if node else None
