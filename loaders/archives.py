"""Archives of documents: what ZIP and TAR files hold, within limits; no path in them becomes one of the file system."""

from __future__ import annotations

import bz2
import gzip
import lzma
import tarfile
import weakref
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from io import BufferedIOBase, BytesIO
from pathlib import Path, PurePosixPath
from tempfile import mkstemp

from remit.ontology.errors import UnreadableDocument

_PACKED: dict[str, Callable[[Path], BufferedIOBase]] = {
    ".gz": gzip.GzipFile, ".tgz": gzip.GzipFile, ".xz": lzma.LZMAFile, ".txz": lzma.LZMAFile, ".bz2": bz2.BZ2File,
    ".tbz2": bz2.BZ2File,
}  # fmt: skip
SUFFIXES = (".zip", ".tar", ".tar.gz", ".tgz", ".tar.xz", ".txz", ".tar.bz2", ".tbz2")
MAX_MEMBERS = 100_000
MAX_MEMBER_BYTES = 64 << 20
MAX_TOTAL_BYTES = 4 << 30
MAX_RATIO = 200  # of text to its compressed form; real documents stay below 30
_SMALL = 1 << 20  # below this no ratio is too high
_CHUNK = 1 << 20
_BROKEN = (
    zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError, OverflowError,
    NotImplementedError, RuntimeError,
)  # fmt: skip


@dataclass(frozen=True)
class Member:
    """A file in an archive: its path in there, and `read`, which raises `UnreadableDocument` when it cannot be had."""

    name: str
    read: Callable[[], bytes]


def is_archive(path: str) -> bool:
    """Tell an archive by its suffix."""
    return path.lower().endswith(SUFFIXES)


def members(path: Path, name: str) -> Iterator[Member]:
    """Give the files in an archive; `name` is what it is called in messages.

    Raises `UnreadableDocument` for one that is broken or too large. A member that leads out of the archive, is a link,
    or is too large is given, and says so when it is read; folders and special files are not given.
    """
    try:
        yield from _zip(path, name) if path.name.lower().endswith(".zip") else _tar(path, name)
    except _BROKEN as error:
        raise _broken(name, error) from error


def _zip(path: Path, name: str) -> Iterator[Member]:
    with zipfile.ZipFile(path) as archive:
        infos = [info for info in archive.infolist() if not info.is_dir()]
    _check(name, len(infos), sum(info.file_size for info in infos), path.stat().st_size)
    for info in infos:
        inner = _printable(_called(info))
        problem = _problem(inner) or ("a password is needed" if info.flag_bits & 1 else None)
        problem = problem or _too_large(info.file_size, info.compress_size)
        read = partial(_unzip, path, info, name, inner)
        yield Member(inner, partial(_refuse, name, inner, problem) if problem else read)


def _called(info: zipfile.ZipInfo) -> str:
    """Give a member's name; one that old tools wrote in the letters of DOS is read as such."""
    if info.flag_bits & 0x800 or info.filename.isascii():
        return info.filename.replace("\\", "/")
    try:
        return info.filename.encode("cp437").decode("cp866").replace("\\", "/")
    except UnicodeError:
        return info.filename.replace("\\", "/")


def _printable(name: str) -> str:
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in name) or "\ufffd"


def _unzip(path: Path, info: zipfile.ZipInfo, name: str, inner: str) -> bytes:
    try:
        with zipfile.ZipFile(path) as archive, archive.open(info) as file:
            return _bounded(file.read, name, inner)
    except _BROKEN as error:
        raise _broken(f"{name}/{inner}", error) from error


@dataclass(frozen=True, eq=False)
class _Tar:
    """A TAR that is not packed: the file itself, or a copy that goes when nothing refers to this any more."""

    path: Path

    def slice(self, start: int, size: int, where: str) -> bytes:
        """Give a stretch of the file."""
        try:
            with self.path.open("rb") as file:
                file.seek(start)
                data = file.read(size)
        except OSError as error:
            raise _broken(where, error) from error
        if len(data) < size:
            raise _broken(where, EOFError("it is cut off"))
        return data


def _tar(path: Path, name: str) -> Iterator[Member]:
    whole = _unpacked(path, name)
    with tarfile.open(whole.path, "r:") as archive:
        for number, info in enumerate(archive, 1):
            _check(name, number, 0, 1)
            if not (info.isfile() or info.issym() or info.islnk()):
                continue
            inner = _printable(info.name.removeprefix("./"))
            problem = _problem(inner) or (None if info.isreg() and info.sparse is None else "a link")
            problem = problem or _too_large(info.size, info.size)
            read = partial(whole.slice, info.offset_data, info.size, f"{name}/{inner}")
            yield Member(inner, partial(_refuse, name, inner, problem) if problem else read)


def _unpacked(path: Path, name: str) -> _Tar:
    """Unpack a packed TAR, for its members could be read in order only."""
    opener = _PACKED.get(path.suffix.lower())
    if opener is None:
        return _Tar(path)
    descriptor, copy = mkstemp(".tar")
    whole = _Tar(Path(copy))
    weakref.finalize(whole, whole.path.unlink, missing_ok=True)
    size = path.stat().st_size
    with open(descriptor, "wb") as file, opener(path) as packed:
        while chunk := packed.read(_CHUNK):
            file.write(chunk)
            _check(name, 0, file.tell(), size)
    return whole


def _check(name: str, count: int, total: int, size: int) -> None:
    if count > MAX_MEMBERS:
        raise UnreadableDocument(f"more than {MAX_MEMBERS} files in it", name, "unpack it and load the folder")
    if total > MAX_TOTAL_BYTES or (total > _SMALL and total > MAX_RATIO * size):
        raise UnreadableDocument(f"{total >> 20} MB packed into {size >> 10} KB", name, "unpack it and load the folder")


def _problem(inner: str) -> str | None:
    path = PurePosixPath(inner)
    if path.is_absolute() or ".." in path.parts or path.parts[0].endswith(":"):
        return "a path that leads out of the archive"
    return "an archive in an archive" if is_archive(inner) else None


def _too_large(size: int, packed: int) -> str | None:
    if size > MAX_MEMBER_BYTES:
        return f"{size >> 20} MB, more than {MAX_MEMBER_BYTES >> 20} MB"
    if size > _SMALL and size > MAX_RATIO * max(1, packed):
        return f"{size >> 20} MB packed into {packed >> 10} KB"
    return None


def _bounded(read: Callable[[int], bytes], name: str, inner: str) -> bytes:
    """Read a member to its end, and no more than is allowed, whatever size its archive states."""
    data = BytesIO()
    while chunk := read(_CHUNK):
        data.write(chunk)
        if data.tell() > MAX_MEMBER_BYTES:
            raise _refusal(name, inner, f"more than {MAX_MEMBER_BYTES >> 20} MB")
    return data.getvalue()


def _refuse(name: str, inner: str, problem: str) -> bytes:
    raise _refusal(name, inner, problem)


def _refusal(name: str, inner: str, problem: str) -> UnreadableDocument:
    return UnreadableDocument(problem, f"{name}/{inner}", "unpack it and load the file")


def _broken(where: str, error: Exception) -> UnreadableDocument:
    return UnreadableDocument(f"broken archive: {str(error) or type(error).__name__}", where, "get it again")
