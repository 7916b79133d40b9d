"""Adds a record to the file that a user lays over the registry: checked first, written whole, nothing said twice."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from remit.ontology.errors import RegistryError, UsageError
from remit.ontology.intervals import Interval
from remit.ontology.registry import DEFAULT_FOLDER, DEFAULT_OVERLAY, OVERLAY_VARIABLE, SHIPPED
from remit.ontology.registry_checks import overlap, problems_in, same_name
from remit.ontology.registry_files import (
    SECTIONS,
    Layer,
    Placed,
    entries_of,
    lay_over,
    parse_layer,
    read_layer,
)
from remit.ontology.registry_records import LISTS, TEXT, TEXTS, Record, key_of, reason

ADDABLE = {
    "body": "bodies", "post": "posts", "person": "persons", "holder": "holders", "region": "regions", "act": "acts",
    "abbreviation": "abbreviations",
}  # fmt: skip
"""What can be added, by the section it is written into."""
_MARKS = frozenset({"id", "verified", "source", "note"})
_HEADER = "# Laid over the registry of remit: see docs/registry.md.\n"


@dataclass(frozen=True)
class Added:
    """What was written: `place` is its file and line; `extends` tells that the entry was known before.

    `notes` say, in English, which of its short names mean another entry too.
    """

    kind: str
    id: str
    place: str
    extends: bool
    notes: tuple[str, ...]


def overlay_to_write() -> Path:
    """Give the file that `add` writes to: the overlay in use, which need not exist yet."""
    return Path(os.environ.get(OVERLAY_VARIABLE) or DEFAULT_OVERLAY)


def record_of(section: str, assignments: Sequence[str]) -> Record:
    """Read `key=value`, `key.language=value` and, of lists, the same key again; raise `UsageError` for anything else.

    A parent is given by its id: `parents=energy`.
    """
    record: Record = {}
    for assignment in assignments:
        path, equals, value = assignment.partition("=")
        key, dot, language = path.partition(".")
        aliases = section == "persons" and key == "aliases"
        by_language = key in TEXT | TEXTS and not aliases
        if not equals or not value.strip() or by_language != bool(dot):
            raise UsageError("unclear", assignment, "give KEY=VALUE, of names KEY.LANGUAGE=VALUE: names.ru=…")
        if key == "parents":
            record.setdefault(key, []).append({"id": value})
        elif key in LISTS or aliases:
            record.setdefault(key, []).append(value)
        elif key in TEXTS:
            record.setdefault(key, {}).setdefault(language, []).append(value)
        else:
            into, name = (record.setdefault(key, {}), language) if by_language else (record, key)
            if name in into:
                raise UsageError(f"{path} is given twice", assignment, "give it once")
            into[name] = value
    return record


def add(what: str, assignments: Sequence[str], overlay: Path) -> Added:
    """Write a record (`what` is one of `ADDABLE`) into an overlay, a file that is made when it is not there.

    A record with the id of a known entry adds to it. Raises `UsageError` for what is unclear, said already, or would
    rename or contradict what is known; `RegistryError` when the registry would not be well with it. Then nothing is
    written.
    """
    if what not in ADDABLE:
        raise UsageError(f"no kind {what!r}", "registry add", f"use {', '.join(ADDABLE)}")
    if overlay.is_dir():
        raise UsageError("is a folder", str(overlay), f"write into its files, or let {OVERLAY_VARIABLE} name a file")
    section, kind = ADDABLE[what], SECTIONS[ADDABLE[what]]
    record = record_of(section, assignments)
    try:
        id = key_of(kind, record)
    except KeyError as error:
        raise UsageError(reason(error), f"registry add {what}", "see docs/registry.md for the keys") from error
    content = overlay.read_bytes() if overlay.exists() else _HEADER.encode()
    below, above = read_layer(DEFAULT_FOLDER, SHIPPED)[0], _layer(content, overlay)
    known = lay_over(below, above)
    _refuse_what_is_said(kind, id, record, below, above)
    _refuse_same_names(kind, id, record, known)
    notes = tuple(_same_short_names(kind, id, record, known))
    content = _with_record(content.decode(), section, record).encode()
    written = _layer(content, overlay)
    if _said(written) != {**_said(above), (kind, id): record}:
        raise UsageError(f"{section} cannot be added to as it is written", str(overlay), "begin each record with «- »")
    entries, problems = entries_of([below, written], DEFAULT_FOLDER.name)
    if problems := [*problems, *problems_in(entries)]:
        raise RegistryError([str(problem) for problem in problems], f"{overlay} with {kind} {id}")
    _write(overlay, content)
    return Added(kind, id, written[kind][id].places[-1], id in below[kind], notes)


def _layer(content: bytes, overlay: Path) -> Layer:
    layer, problems = parse_layer(content, str(overlay))
    if problems:
        raise RegistryError([str(problem) for problem in problems], str(overlay))
    return layer


def _said(layer: Layer) -> dict[tuple[str, str], Record]:
    return {(kind, id): placed.record for kind, records in layer.items() for id, placed in records.items()}


def _refuse_what_is_said(kind: str, id: str, record: Record, below: Layer, above: Layer) -> None:
    if id in above[kind]:
        raise UsageError(f"{kind} {id} is there already", above[kind][id].places[-1], "edit it there")
    if id not in below[kind]:
        return
    known = below[kind][id]
    for path, value in _single_values(record):
        key, _, language = path.partition(".")
        stated = known.record.get(key, {}).get(language) if language else known.record.get(key)
        if key not in _MARKS and stated not in (None, value):
            where = known.places[-1]
            raise UsageError(
                f"{path} of {kind} {id} is {stated!r}", where, f"to overrule it, write {path} into the file"
            )


def _single_values(record: Record) -> Iterator[tuple[str, Any]]:
    for key, value in record.items():
        if key in TEXT:
            yield from ((f"{key}.{language}", text) for language, text in value.items())
        elif isinstance(value, str):
            yield key, value


def _refuse_same_names(kind: str, id: str, record: Record, known: Layer) -> None:
    for name in record.get("names", {}).values():
        for other, placed in _named_alike(kind, id, record, known, name):
            raise UsageError(
                f"«{name}» names {kind} {other} already",
                placed.places[0],
                f"add to it with id={other}, or give the dates that tell them apart",
            )


def _same_short_names(kind: str, id: str, record: Record, known: Layer) -> Iterator[str]:
    for names in record.get("short", {}).values():
        for name in names:
            for other, placed in _named_alike(kind, id, record, known, name):
                yield f"«{name}» means {kind} {other} too ({placed.places[0]})"


def _named_alike(kind: str, id: str, record: Record, known: Layer, name: str) -> Iterator[tuple[str, Placed]]:
    """Give the other entries of a kind that have a name at the time of a record."""
    for other, placed in known[kind].items():
        alike = any(same_name(each) == same_name(name) for each in _names(placed.record))
        if other != id and alike and overlap(_interval(record), _interval(placed.record)):
            yield other, placed


def _names(record: Record) -> Iterator[str]:
    yield from record.get("names", {}).values()
    for names in record.get("short", {}).values():
        yield from names
    if isinstance(record.get("aliases"), list):
        yield from record["aliases"]


def _interval(record: Record) -> Interval:
    try:
        return Interval.parse(record.get("start"), record.get("end"))
    except ValueError as error:
        raise UsageError(str(error), "registry add", "dates are YYYY, YYYY-MM or YYYY-MM-DD") from error


def _with_record(text: str, section: str, record: Record) -> str:
    """Give the text of an overlay with a record at the end of a section; all else stays as it is written."""
    import yaml

    root = yaml.compose(text, yaml.SafeLoader)
    node = dict((key.value, value) for key, value in root.value).get(section) if root else None
    lines = text.splitlines()
    block = yaml.safe_dump([record], allow_unicode=True, sort_keys=False, default_flow_style=None, width=120)
    if not isinstance(node, yaml.SequenceNode) or not node.value:
        return "\n".join([*lines, f"{section}:", *block.splitlines(), ""])
    at = node.end_mark.line + (node.end_mark.column > 0)
    while at > 0 and (not lines[at - 1].strip() or lines[at - 1].lstrip().startswith("#")):
        at -= 1
    indent = " " * node.start_mark.column
    return "\n".join([*lines[:at], *(indent + line for line in block.splitlines()), *lines[at:], ""])


def _write(path: Path, content: bytes) -> None:
    """Write a file as a whole or not at all; raise `UsageError` where none can be made."""
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_bytes(content)
        part.replace(path)
    except OSError as error:
        raise UsageError(f"cannot be written ({error.strerror})", str(path), "name another file") from error
    finally:
        part.unlink(missing_ok=True)
