"""What to load: files and folders given by path, each document under the name it was given as."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from remit.loaders.readers import SUFFIXES
from remit.ontology.errors import UsageError


@dataclass(frozen=True)
class Source:
    """A document to read: `name` as given, `origin` its absolute path or URL, `read` gives its bytes."""

    name: str
    origin: str
    media_type: str | None
    read: Callable[[], bytes]


def find_sources(paths: Iterable[str]) -> Iterator[Source]:
    """Give the documents at the paths: a file is one whatever its suffix, a folder gives all it holds that can be read.

    Raises `UsageError` for a path where there is nothing.
    """
    for path in paths:
        given = Path(path)
        if given.is_dir():
            members = sorted(each for each in given.rglob("*") if each.is_file() and _readable(each, given))
            yield from (_source(member) for member in members)
        elif given.exists():
            yield _source(given)
        else:
            raise UsageError("no such file or folder", path, "check the path")


def _readable(path: Path, folder: Path) -> bool:
    hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
    return not hidden and path.suffix.lower() in SUFFIXES and path.stem.lower() != "readme"


def _source(path: Path) -> Source:
    return Source(
        name=Path(os.path.normpath(path)).as_posix(),
        origin=str(path.resolve()),
        media_type=SUFFIXES.get(path.suffix.lower()),
        read=path.read_bytes,
    )
