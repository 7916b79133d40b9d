"""Readers: bytes of one format in, a `Document` out; which one is told by the look of the bytes, else by the name."""

from __future__ import annotations

from importlib import import_module
from pathlib import PurePosixPath

from remit.loaders.document import Document

SUFFIXES = {".txt": "text/plain", ".text": "text/plain"}
"""File suffixes that a folder is searched for, with the media type each stands for."""

READERS = {"text/plain": "remit.loaders.readers.text"}
"""Media type → the module whose `read(data, name)` reads it; imported when first needed."""

LOOKS: tuple[tuple[bytes, str], ...] = ()
"""First bytes that tell a media type whatever the file is called."""


def media_type_of(data: bytes, name: str, stated: str | None = None) -> str:
    """Tell the media type of a document: by its first bytes, else as stated, else by its suffix, else plain text."""
    look = next((media_type for start, media_type in LOOKS if data[:1024].lstrip().startswith(start)), None)
    return look or stated or SUFFIXES.get(PurePosixPath(name).suffix.lower(), "text/plain")


def read(data: bytes, name: str, stated: str | None = None) -> Document:
    """Read a document; raise `UnreadableDocument` when it gives no text."""
    module = import_module(READERS[media_type_of(data, name, stated)])
    document: Document = module.read(data, name)
    return document
