"""Keys of abbreviations: lists at the end of a document, and definitions in passing ("hereinafter – …")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from remit.loaders.document import Block, Document
from remit.loaders.names import NameIndex
from remit.loaders.parts import grammar_of
from remit.ontology.letters import fold

_ENTRY = re.compile(r"\s*(?P<key>[^–;\n]{2,60}?)\s*(?:–|\s-\s)\s*(?P<value>[^;]{6,300}?)\s*(?:;|\.?\s*$)")
_ACRONYM = re.compile(r"[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ][a-zа-яё]?[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ]")
_BOOKMARK = re.compile(r"\[bookmark: [^\]]*\]")


def find_abbreviations(document: Document, names: NameIndex) -> dict[str, str]:
    """Give abbreviation → what the document says it stands for.

    Entries of a key at the end outrank definitions in passing; of these only such count as follow a known name, for
    nothing else tells where the name defined begins.
    """
    found: dict[str, str] = {}
    for block in document.blocks:
        for alias, phrase in aliases(block):
            last = names.find(fold(phrase))[-1:]
            if last and last[0].end == len(phrase):
                found.setdefault(alias, phrase[last[0].start :])
    for block in document.blocks:
        if is_key(block):
            found.update(_entries(block))
    return found


def is_key(block: Block) -> bool:
    """Tell whether a paragraph is an entry (or a list of entries) of a key of abbreviations."""
    return block.kind == "paragraph" and bool(_entries(block))


def _entries(block: Block) -> list[tuple[str, str]]:
    """Give the entries that a block is made of, one after the other; none when it holds anything else."""
    text = _BOOKMARK.sub("", block.text).strip()
    entries: list[tuple[str, str]] = []
    end = 0
    # Entry by entry from the start, never a search: at each letter of a long paragraph a key could begin.
    while end < len(text):
        if not (match := _ENTRY.match(text, end)):
            return []
        key, value = match["key"].strip(), match["value"].strip()
        words = value.split()
        if not _ACRONYM.search(key) or key[0].isdigit() or len(words) < 2 or not any(word.islower() for word in words):
            return []
        if len(key.split()) > 6 or _ACRONYM.search(value.split()[0]):
            return []
        entries.append((key, value))
        end = match.end()
    return entries


def aliases(block: Block) -> Iterator[tuple[str, str]]:
    """Give each alias that a block defines ("hereinafter – …") with the text before it."""
    for _, match in grammar_of(block).find("alias", block.folded):
        alias = block.text[match.start("alias") : match.end("alias")].strip(' «»"')
        if alias:
            yield alias, block.text[: match.start()].rstrip()
