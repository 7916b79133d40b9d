"""JSON as portals answer: the markup or the text of one document under a known key, with its head beside it."""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import PurePosixPath

from remit.loaders.document import Document, Stated
from remit.loaders.readers import text as plain
from remit.loaders.readers.adilet import find_id
from remit.loaders.readers.elements import parse
from remit.loaders.readers.html import document_of
from remit.ontology.errors import UnreadableDocument

LIBRARY = "selectolax"
MEDIA_TYPE = "application/json"
_TEXTS = ("text_content", "content", "body", "text", "html")
_TITLES = ("title", "name", "heading")
_REQUISITES = ("requisites", "requisite")
_IDS = ("ngr", "act_id", "adilet_id", "doc_id", "code", "id", "url")
_ADDRESSES = ("url", "link", "source")
_MARKUP = re.compile(r"<(?:p|br|article|div|table|span|h[1-6]|b|a|ul|ol)\b[^<>]*>", re.IGNORECASE)
_MAX_VALUES = 100_000


def read(data: bytes, name: str) -> Document:
    """Read a portal's answer into a document; raise `UnreadableDocument` when it holds none, or more than one."""
    raw, encoding = plain.decode(data, name)
    found = list(_documents(_parsed(raw, name)))
    if len(found) != 1:
        what = f"{len(found)} documents in one file" if found else f"no document: none of the keys {', '.join(_TEXTS)}"
        raise UnreadableDocument(what, name, "give each document in a file of its own" if found else "check the file")
    record = found[0]
    stated = Stated(_first(record, _REQUISITES), _first(record, _TITLES), _id(record, name), _address(record))
    content = _first(record, _TEXTS) or ""
    if _MARKUP.search(content):
        tree = parse(content, name)
        root = tree.css_first("article") or tree.body
        made = document_of(root, name, MEDIA_TYPE, stated) if root else None
        if made is None:
            raise UnreadableDocument(f"no text in the markup under {', '.join(_TEXTS)}", name, "check the file")
        document = made
    else:
        # Blank lines and tabs are all the layout that a text has, so it is read as a text file would be.
        whole = "\n\n".join(filter(None, (stated.title, stated.requisite, content)))
        document = plain.read(whole.encode(), name)
    return replace(document, media_type=MEDIA_TYPE, encoding=encoding, stated=stated)


def _parsed(raw: str, name: str) -> object:
    try:
        return json.loads(raw.removeprefix("\ufeff"))
    except RecursionError as error:
        raise UnreadableDocument("JSON nested too deep", name, "check the file") from error
    except ValueError as error:
        raise UnreadableDocument("broken JSON", name, "check that the download is whole") from error


def _documents(answer: object) -> Iterator[Mapping[str, object]]:
    """Give the outermost objects that have a text."""
    waiting = deque([answer])
    for _ in range(_MAX_VALUES):
        if not waiting:
            return
        value = waiting.popleft()
        if isinstance(value, dict):
            if _first(value, _TEXTS):
                yield value
            else:
                waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)


def _first(record: Mapping[str, object], keys: tuple[str, ...]) -> str | None:
    """Give the text under the first of the keys that has one; half letters that JSON can spell become `\ufffd`."""
    texts = (value for key in keys if isinstance(value := record.get(key), str) and value.strip())
    text = next(texts, None)
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace") if text else None


def _id(record: Mapping[str, object], name: str) -> str | None:
    told = (value for key in _IDS if isinstance(value := record.get(key), str))
    return next((found for value in (*told, PurePosixPath(name).name) if (found := find_id(value))), None)


def _address(record: Mapping[str, object]) -> str | None:
    address = _first(record, _ADDRESSES)
    return address if address and address.startswith(("http://", "https://")) else None
