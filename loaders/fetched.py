"""Files that were fetched: their bytes as they came, and beside each a record of where and when it was got.

`P1700000690.ru.html` has its record in `P1700000690.ru.html.fetched.json`. The bytes are put in place before
the record, each at once, so that a file with a record that fits is whole.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from remit.ontology.errors import UsageError

RECORD = ".fetched.json"
FORMATS = {"text/html": ".html", "application/json": ".json"}


@dataclass(frozen=True)
class Record:
    """What is known of a fetched file beside its bytes; `url` is where it came from in the end, after redirects."""

    act: str
    language: str
    version: str | None
    url: str
    retrieved: datetime  # UTC, to the second
    status: int
    media_type: str
    sha256: str
    etag: str | None = None


def record_of(path: Path) -> Record | None:
    """Give the record of a file; `None` when it has none, or its bytes are not those that were fetched."""
    beside = path.with_name(path.name + RECORD)
    if path.name.endswith(RECORD) or not beside.is_file():
        return None
    try:
        told = json.loads(beside.read_text("utf-8"))
        record = Record(**{**told, "retrieved": datetime.fromisoformat(told["retrieved"])})
        fits = told["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
        return record if fits and isinstance(told["url"], str) and record.retrieved.tzinfo else None
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None


def find(folder: Path, name: str) -> tuple[Path, Record] | None:
    """Give the file of that name in a folder, in whichever format it came; `None` when it is not there whole."""
    for suffix in FORMATS.values():
        path = folder / f"{name}{suffix}"
        if record := record_of(path):
            return path, record
    return None


def keep(folder: Path, name: str, data: bytes, record: Record) -> Path:
    """Put bytes and their record into a folder, in place of what had that name; give the path of the bytes.

    Raises `UsageError` when the folder cannot be written to.
    """
    path = folder / f"{name}{FORMATS[record.media_type]}"
    told = {**asdict(record), "retrieved": record.retrieved.isoformat()}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _put(path, data)
        _put(path.with_name(path.name + RECORD), (json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode())
        for suffix in set(FORMATS.values()) - {path.suffix}:
            for other in (folder / f"{name}{suffix}{RECORD}", folder / f"{name}{suffix}"):
                other.unlink(missing_ok=True)
    except OSError as error:
        raise UsageError(f"cannot be written ({error.strerror})", str(folder), "name another folder") from error
    return path


def _put(path: Path, data: bytes) -> None:
    """Write a file so that it is there whole or not at all; its name until then is hidden, so that no load reads it."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
