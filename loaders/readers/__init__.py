"""Readers: bytes of one format in, a `Document` out; which one is told by the look of the bytes, else by the name."""

from __future__ import annotations

import zipfile
from functools import cache
from importlib import import_module
from importlib.metadata import version
from io import BytesIO
from pathlib import PurePosixPath

from remit.loaders.document import Document

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

SUFFIXES = {
    ".txt": "text/plain",
    ".text": "text/plain",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "text/html",
    ".json": "application/json",
    ".docx": DOCX,
    ".pdf": "application/pdf",
}
"""File suffixes that a folder is searched for, with the media type each stands for."""

READERS = {
    "text/plain": "remit.loaders.readers.text",
    "text/markdown": "remit.loaders.readers.markdown",
    "text/html": "remit.loaders.readers.html",
    "application/json": "remit.loaders.readers.json",
    DOCX: "remit.loaders.readers.docx",
    "application/pdf": "remit.loaders.readers.pdf",
}
"""Media type → the module whose `read(data, name)` reads it; imported when first needed."""

LOOKS: tuple[tuple[bytes, str], ...] = (
    (b"<!DOCTYPE html", "text/html"),
    (b"<!doctype html", "text/html"),
    (b"<html", "text/html"),
    (b"%PDF-", "application/pdf"),
    (b"\xd0\xcf\x11\xe0", DOCX),  # the container of encrypted DOCX files, and of what .docx replaced
)
"""First bytes that tell a media type whatever the file is called."""


_ARCHIVE = b"PK\x03\x04"


def media_type_of(data: bytes, name: str, stated: str | None = None) -> str:
    """Tell the media type of a document: by its first bytes, else as stated, else by its suffix, else plain text."""
    look = next((media_type for start, media_type in LOOKS if data[:1024].lstrip().startswith(start)), None)
    if data.startswith(_ARCHIVE) and _is_docx(data):
        look = DOCX
    return look or stated or SUFFIXES.get(PurePosixPath(name).suffix.lower(), "text/plain")


def _is_docx(data: bytes) -> bool:
    """Tell a DOCX file from other archives by the parts it lists."""
    try:
        members = zipfile.ZipFile(BytesIO(data)).namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return False
    return "[Content_Types].xml" in members and any(member.startswith("word/") for member in members)


@cache
def reader_of(media_type: str) -> str:
    """Name the reader of a media type: its module, and the library it rests on (its `LIBRARY`) with the version."""
    module = import_module(READERS[media_type])
    library: str | None = getattr(module, "LIBRARY", None)
    return f"{READERS[media_type]} ({library} {version(library)})" if library else READERS[media_type]


def read(data: bytes, name: str, stated: str | None = None) -> Document:
    """Read a document; raise `UnreadableDocument` when it gives no text."""
    module = import_module(READERS[media_type_of(data, name, stated)])
    document: Document = module.read(data, name)
    return document
