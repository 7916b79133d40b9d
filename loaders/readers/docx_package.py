"""A DOCX file as a package of XML parts: opened, bounded, and freed of what XML can do beside carrying text."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from io import BytesIO

from lxml import etree

from remit.ontology.errors import UnreadableDocument

MAX_PART = 64 * 1024 * 1024
MAX_PARTS = 20_000
_COMPOUND_FILE = b"\xd0\xcf\x11\xe0"
_REMEDY = "open it in a word processor and save it as .docx again"


class Package:
    """The parts of a DOCX file; every fault of the file is an `UnreadableDocument`."""

    def __init__(self, data: bytes, name: str) -> None:
        """Open the file; raise `UnreadableDocument` for what is not a DOCX file, is encrypted, or has no text part."""
        self._name = name
        if data.startswith(_COMPOUND_FILE):
            raise UnreadableDocument("an old .doc or a document under a password", name, "save it as .docx without one")
        try:
            self._archive = zipfile.ZipFile(BytesIO(data))
            self._members = set(self._archive.namelist())
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise UnreadableDocument("damaged DOCX file", name, "check the download") from error
        if len(self._members) > MAX_PARTS:
            raise UnreadableDocument(f"DOCX file of more than {MAX_PARTS} parts", name, _REMEDY)
        self._main = self._related("", "officeDocument") or "word/document.xml"
        if self._main not in self._members:
            raise UnreadableDocument("no text part in this DOCX file", name, _REMEDY)

    def main(self) -> etree._Element:
        """Give the root of the document's text."""
        return self._parse(self._main)

    def part(self, kind: str) -> etree._Element | None:
        """Give the root of the part that the document refers to as `kind` (styles, numbering, footnotes …), if any."""
        path = self._related(self._main, kind)
        return self._parse(path) if path in self._members else None

    def _related(self, path: str, kind: str) -> str:
        folder, member = posixpath.split(path)
        relations = posixpath.join(folder, "_rels", f"{member}.rels")
        if relations not in self._members:
            return ""
        for relation in self._parse(relations):
            target = relation.get("Target")
            if target and relation.get("Type", "").rpartition("/")[2] == kind:
                return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        return ""

    def _parse(self, path: str) -> etree._Element:
        content = self._bytes(path)
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
        )
        try:
            root = etree.fromstring(content, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            fault = "tables nested too deep" if "depth" in str(error) else "broken XML"
            raise UnreadableDocument(f"{fault} in {path}", self._name, _REMEDY) from error
        if root.getroottree().docinfo.doctype:
            raise UnreadableDocument(f"a document type in {path}, which DOCX forbids", self._name, _REMEDY)
        return root

    def _bytes(self, path: str) -> bytes:
        try:
            with self._archive.open(path) as member:
                content = member.read(MAX_PART + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as error:
            raise UnreadableDocument(f"cannot unpack {path}", self._name, "check the download") from error
        except RuntimeError as error:  # what zipfile raises for a member under a password
            raise UnreadableDocument(f"{path} is under a password", self._name, "save it without one") from error
        if len(content) > MAX_PART:
            raise UnreadableDocument(f"{path} unpacks to more than {MAX_PART >> 20} MB", self._name, "split it")
        return content
