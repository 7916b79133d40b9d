"""A folder of numbered database directories of which one is current: written aside, then switched to at once."""

from __future__ import annotations

import fcntl
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from remit.ontology.errors import StoreError

_SNAPSHOT = re.compile(r"store-(\d+)$")
_POINTER = "CURRENT"
_LOCK = "LOCK"


class Snapshots:
    """The snapshots in one folder.

    Readers hold a shared lock on the directory they read, so a writer removes only directories nobody reads. One
    exclusive lock on the folder makes a process the writer. Locks fall with their process, however it ends.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def exists(self) -> bool:
        """Tell whether there is a current snapshot."""
        return (self._folder / _POINTER).is_file()

    def current(self) -> Path | None:
        """Give the current snapshot's directory, or `None` when nothing was ever published."""
        try:
            name = (self._folder / _POINTER).read_text(encoding="ascii").strip()
        except FileNotFoundError:
            return None
        except (OSError, UnicodeDecodeError) as error:
            raise self._damaged(error) from error
        if not _SNAPSHOT.match(name):
            raise self._damaged(f"{_POINTER} names {name!r}")
        return self._folder / name

    def hold(self) -> tuple[Path, int]:
        """Give the current snapshot and a descriptor that keeps it from being removed until it is closed."""
        while True:
            directory = self.current()
            if directory is None:
                raise StoreError("no graph here", str(self._folder), "load documents first, or name another --graph")
            try:
                descriptor = os.open(directory, os.O_RDONLY | os.O_DIRECTORY)
            except OSError as error:
                if directory == self.current():
                    raise self._damaged(error) from error
                continue
            fcntl.flock(descriptor, fcntl.LOCK_SH)
            if directory == self.current():
                return directory, descriptor
            os.close(descriptor)

    def lock(self) -> int:
        """Make this process the writer until the descriptor is closed; raise `StoreError` when another one is."""
        foreign = [entry.name for entry in self._folder.iterdir() if not self._ours(entry.name)]
        if foreign and not self.exists():
            raise StoreError(f"a folder with other files in it ({foreign[0]})", str(self._folder), "name an empty one")
        descriptor = os.open(self._folder / _LOCK, os.O_RDWR | os.O_CREAT, 0o666)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            os.close(descriptor)
            raise StoreError("another process is writing", str(self._folder), "wait until it is done") from error
        return descriptor

    @contextmanager
    def next(self) -> Iterator[Path]:
        """Give the path of a directory to fill; publish it at the end of the block, remove it on an error."""
        self.clean()
        current = self.current()
        number = int(current.name.removeprefix("store-")) + 1 if current else 1
        directory = self._folder / f"store-{number}"
        try:
            yield directory
            self._publish(directory)
        except BaseException:
            shutil.rmtree(directory, ignore_errors=True)
            raise

    def clean(self) -> None:
        """Remove every snapshot but the current one that nobody reads: older ones, and what a killed writer left."""
        current = self.current()
        for directory in self._folder.iterdir():
            if not _SNAPSHOT.match(directory.name) or directory == current:
                continue
            descriptor = os.open(directory, os.O_RDONLY | os.O_DIRECTORY)
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(directory)
            except BlockingIOError:
                continue
            finally:
                os.close(descriptor)

    def _publish(self, directory: Path) -> None:
        pointer = self._folder / f"{_POINTER}.new"
        with pointer.open("w", encoding="ascii") as file:
            file.write(f"{directory.name}\n")
            file.flush()
            os.fsync(file.fileno())
        os.replace(pointer, self._folder / _POINTER)
        folder = os.open(self._folder, os.O_RDONLY)
        os.fsync(folder)
        os.close(folder)

    def _ours(self, name: str) -> bool:
        return bool(_SNAPSHOT.match(name)) or name in (_POINTER, f"{_POINTER}.new", _LOCK)

    def _damaged(self, why: object) -> StoreError:
        return StoreError(f"damaged ({why})", str(self._folder), "load the documents again into a new folder")
