"""What to load: files, folders and archives given by path, each document under the name it was given as."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path, PurePosixPath

from remit.loaders import archives, fetched, mirror
from remit.loaders.document import Stated
from remit.loaders.history import with_history
from remit.loaders.readers import SUFFIXES
from remit.ontology.errors import UnreadableDocument, UsageError


@dataclass(frozen=True)
class Source:
    """A document to read: `name` as given, `read` gives its bytes.

    `origin` is the URL of a file that `remit fetch` got, else its absolute path.
    `state` gives what is stated of the document beside its text; it raises `UnreadableDocument` when that cannot be
    read. `retrieved` is when it was got from where it was published, where that is known.
    """

    name: str
    origin: str
    media_type: str | None
    read: Callable[[], bytes]
    state: Callable[[], Stated | None] | None = None
    retrieved: datetime | None = None


def find_sources(paths: Iterable[str], *, history: bool = False) -> Iterator[Source]:
    """Give the documents at the paths: a file is one whatever its suffix, a folder and an archive give all they hold
    that can be read; acts in the layout of the mirror are one source a language. With `history`, every path is a folder
    of a git repository, and the superseded versions of its acts are sources too (see `remit.loaders.history`).

    Raises `UsageError` for a path where there is nothing, or no history. What cannot be read in an archive says so when
    it is read.
    """
    for path in paths:
        if not path:
            raise UsageError("an empty path", "load", "name a file or folder")
        given = Path(path)
        if given.is_dir():
            yield from with_history(path, _inside(given)) if history else _inside(given)
        elif history and given.exists():
            raise UsageError("only a folder has a history", path, "give the folder, or leave out --history")
        elif given.exists():
            yield from _whole_act(given) if (given.parent / mirror.META).exists() else mirror.bind(_open(given))
        else:
            raise UsageError("no such file or folder", path, "check the path")


def find_source(path: str) -> Source:
    """Give the one document at a path; raise `UsageError` where there is none, or more than one."""
    found = list(find_sources([path]))
    if len(found) != 1:
        raise UsageError(f"{len(found)} documents, not one", path, "name a file")
    return found[0]


def _inside(folder: Path) -> Iterator[Source]:
    """Give what a folder holds."""
    files = sorted(each for each in folder.rglob("*") if each.is_file())
    wanted = [each for each in files if _wanted(each.relative_to(folder).as_posix())]
    yield from mirror.bind(source for each in wanted for source in _open(each))


def _wanted(inner: str) -> bool:
    path = PurePosixPath(inner)
    hidden = any(part.startswith(".") and part != ".." for part in path.parts)
    readable = path.suffix.lower() in SUFFIXES or path.name == mirror.META or archives.is_archive(inner)
    return not hidden and readable and path.stem.lower() != "readme" and not inner.endswith(fetched.RECORD)


def _whole_act(path: Path) -> Iterator[Source]:
    """Give a file of the mirror with what stands beside it."""
    beside = [path.parent / mirror.META, *sorted((path.parent / path.stem).glob("*.md"))]
    yield from mirror.bind(_source(each) for each in (path, *beside))


def _open(path: Path) -> Iterator[Source]:
    """Give the file as a source, or what is in it when it is an archive."""
    if not archives.is_archive(path.name):
        yield _source(path)
        return
    whole = _source(path)
    try:
        for member in archives.members(path, whole.name):
            if _wanted(member.name):
                media_type = SUFFIXES.get(PurePosixPath(member.name).suffix.lower())
                yield Source(f"{whole.name}/{member.name}", f"{whole.origin}/{member.name}", media_type, member.read)
    except UnreadableDocument as error:
        yield Source(whole.name, whole.origin, None, partial(_refuse, error))


def _refuse(error: UnreadableDocument) -> bytes:
    raise error


def _source(path: Path) -> Source:
    record = fetched.record_of(path)
    return Source(
        name=_written(Path(os.path.normpath(path)).as_posix()),
        origin=record.url if record else _written(str(path.resolve())),
        media_type=SUFFIXES.get(path.suffix.lower()),
        read=path.read_bytes,
        retrieved=record.retrieved if record else None,
    )


def _written(path: str) -> str:
    """Give a path as it can be written down: bytes that are no UTF-8 as `\\xff`."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")
