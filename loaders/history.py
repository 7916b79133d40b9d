"""The versions of acts in the git history of a mirror, one commit a version, dated by the day it took force.

Git is only asked for commits, trees and blobs. What a repository's own settings could make it run (hooks, filters, text
conversions, signature checks) belongs to commands that are not used here; missing objects are not fetched.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from itertools import pairwise
from pathlib import Path, PurePosixPath
from tempfile import TemporaryFile
from typing import TYPE_CHECKING

from remit.loaders import mirror
from remit.loaders.document import Stated
from remit.ontology.errors import UnreadableDocument, UsageError
from remit.ontology.intervals import PartialDate

if TYPE_CHECKING:
    from remit.loaders.sources import Source

MAX_BLOB_BYTES = 64 << 20
MAX_LISTING_BYTES = 1 << 30
_MAX_COMPLAINT = 160
_SAFE = (
    "--no-pager", "--no-replace-objects", "--literal-pathspecs", "-c", "core.hooksPath=/dev/null", "-c",
    "core.fsmonitor=false", "-c", "protocol.allow=never",
)  # fmt: skip
_REMEDY = "give a folder of a git clone, or load it without --history"
_FILE = b"100"  # how the modes of files begin; links and submodules are others


@dataclass(frozen=True)
class _Repository:
    """A git repository; `prefix` is the given folder in it, empty or with a slash at its end."""

    folder: Path
    name: str
    prefix: str
    bare: bool

    def blob(self, identifier: str, name: str) -> bytes:
        """Give the bytes of a file; raise `UnreadableDocument` when they are not there or too many."""
        try:
            return _git(self.folder, "cat-file", "blob", identifier, limit=MAX_BLOB_BYTES)
        except UsageError as error:
            raise UnreadableDocument(error.what, name, "mend the clone, or load it without --history") from error


@dataclass(frozen=True)
class _Version:
    """A document from one day on: the files of its act by path, or none where the act was gone."""

    day: date
    commit: str
    files: Mapping[str, str]
    text: tuple[tuple[str, str], ...]  # those that make its text: a change of another is no new version


def with_history(path: str, current: Iterable[Source]) -> Iterator[Source]:
    """Give the superseded versions of the acts below a folder, each a source of its own, then those `current`.

    A version is called `PATH@YYYY-MM-DD` by the day it took force, and states that day and the day it was superseded.
    Of versions that took force on one day the last counts; a version that reads as a later one is left out. A bare
    repository has its last commit in place of `current`. Raises `UsageError` where there is no history to read.
    """
    repository = _repository(path)
    timelines = _timelines(repository)
    last = {_text(version) for name, versions in timelines.items() for version in versions[-1:] if version.text}
    superseded = [
        (name, version, after.day)
        for name, versions in timelines.items()
        for version, after in pairwise(versions)
        if version.text and version.day < after.day
    ]
    newest = {_text(version): (name, version.day) for name, version, _ in sorted(superseded, key=_by_day)}
    for name, version, until in superseded:
        if _text(version) not in last and newest[_text(version)] == (name, version.day):
            yield _dated(_source(repository, name, version), version.day, until)
    if repository.bare:
        tips = ((name, versions[-1]) for name, versions in timelines.items())
        yield from (_source(repository, name, version) for name, version in tips if version.text)
    else:
        yield from current


def _by_day(superseded: tuple[str, _Version, date]) -> date:
    return superseded[1].day


def _text(version: _Version) -> tuple[str, ...]:
    """Give what tells one text from another, wherever in the repository it stands."""
    return tuple(identifier for _, identifier in version.text)


def _timelines(repository: _Repository) -> dict[str, list[_Version]]:
    """Give the versions of each document of the layout by its path, in the order of the commits."""
    files: dict[str, dict[str, str]] = {}
    timelines: dict[str, list[_Version]] = {}
    for commit, day, changes in _commits(repository):
        for path, identifier in changes.items():
            state = files.setdefault(_act_folder(path), {})
            if identifier:
                state[path] = identifier
            else:
                state.pop(path, None)
        for folder in dict.fromkeys(map(_act_folder, changes)):
            whole = dict(files[folder])
            for language in mirror.LANGUAGES:
                name = str(PurePosixPath(folder, f"{language}.md"))
                _extend(timelines, name, _Version(day, commit, whole, _text_of(whole, folder, name)))
    return timelines


def _text_of(files: Mapping[str, str], folder: str, name: str) -> tuple[tuple[str, str], ...]:
    """Give the files that make the text of a document, none where it has no contents or the act no metadata."""
    if name not in files or str(PurePosixPath(folder, mirror.META)) not in files:
        return ()
    parts = name.removesuffix(".md") + "/"
    return tuple(sorted(item for item in files.items() if item[0] == name or item[0].startswith(parts)))


def _extend(timelines: dict[str, list[_Version]], name: str, version: _Version) -> None:
    """Put a version at the end of a document's timeline; one with the same text mends the metadata of the last."""
    versions = timelines.get(name, [])
    if versions and versions[-1].text == version.text:
        versions[-1] = replace(version, day=versions[-1].day)
    elif versions or version.text:
        timelines.setdefault(name, versions).append(version)


def _act_folder(path: str) -> str:
    """Give the folder of the act that a file belongs to: the parts of a cut act lie one folder deeper."""
    folder = PurePosixPath(path).parent
    return str(folder.parent if folder.name in mirror.LANGUAGES else folder)


def _commits(repository: _Repository) -> Iterator[tuple[str, date, dict[str, str]]]:
    """Give each commit from the first to the last, its day, and what it changed: files by path, empty when gone."""
    folder = repository.folder
    shown = _git(folder, "rev-list", "--first-parent", "--reverse", "--format=%H,%as,%P", "HEAD", "--").decode()
    commits = [line.split(",") for line in shown.splitlines() if not line.startswith("commit ")]
    days = {commit: _day(commit, day, repository.name) for commit, day, _ in commits}
    asked = "".join(f"{' '.join((commit, *parents.split()[:1]))}\n" for commit, _, parents in commits)
    changed = _git(
        folder, "diff-tree", "--stdin", "-r", "-z", "--root", "--raw", "--no-abbrev", "--no-renames", "--no-relative",
        "--ignore-submodules=all", "--", *(["."] if repository.prefix else []), given=asked.encode(),
    )  # fmt: skip
    commit, changes = "", dict[str, str]()
    fields = iter(changed.split(b"\0"))
    for field in fields:
        if field.startswith(b":"):
            path = next(fields).decode(errors="replace").removeprefix(repository.prefix)
            _, mode, _, identifier, status = field.split()
            if mirror.belongs(path):
                changes[path] = identifier.decode() if status != b"D" and mode.startswith(_FILE) else ""
        elif field:
            if changes:
                yield commit, days[commit], changes
            commit, changes = field.decode().strip(), {}
    if changes:
        yield commit, days[commit], changes


def _day(commit: str, day: str, name: str) -> date:
    try:
        return date.fromisoformat(day)
    except ValueError as error:
        raise UsageError(f"commit {commit} has no date", name, "load it without --history") from error


def _source(repository: _Repository, name: str, version: _Version) -> Source:
    """Give a version of a document as the source that the layout makes of its files."""
    from remit.loaders.sources import Source

    called = {path: PurePosixPath(repository.name, path).as_posix() for path in version.files}
    files = (
        Source(
            called[path],
            f"{repository.folder.resolve() / path}@{version.commit}",
            "text/markdown" if path.endswith(".md") else None,
            partial(repository.blob, identifier, called[path]),
        )
        for path, identifier in version.files.items()
    )
    return next(source for source in mirror.bind(files) if source.name == called[name])


def _dated(source: Source, day: date, until: date) -> Source:
    return replace(source, name=f"{source.name}@{day}", state=partial(_state, source, day, until))


def _state(source: Source, day: date, until: date) -> Stated:
    stated = source.state() if source.state else None
    return replace(stated or Stated(), version=_partial(day), until=_partial(until))


def _partial(day: date) -> PartialDate:
    return PartialDate(day.year, day.month, day.day)


def _repository(path: str) -> _Repository:
    folder = Path(path)
    asked = ("--is-inside-work-tree", "--is-shallow-repository", "--absolute-git-dir", "--show-prefix")
    try:
        told = os.fsdecode(_git(folder, "rev-parse", *asked)).splitlines()
        _git(folder, "rev-parse", "--verify", "HEAD^{commit}")
    except UsageError as error:
        raise UsageError(f"no git history here ({error.what})", path, _REMEDY) from error
    inside, shallow, storage, *prefix = told
    if shallow == "true":
        raise UsageError("a shallow clone has lost its history", path, "complete it with git fetch --unshallow")
    if inside != "true" and Path(storage).resolve() != folder.resolve():
        raise UsageError("inside the storage of a git repository", path, _REMEDY)
    return _Repository(folder, Path(os.path.normpath(path)).as_posix(), "".join(prefix), inside != "true")


def _git(folder: Path, *command: str, given: bytes = b"", limit: int = MAX_LISTING_BYTES) -> bytes:
    """Give what a git command prints; raise `UsageError` when it cannot be run, fails or prints too much."""
    # Nothing of the caller's repository, and no transport whatever: a missing object is not to be fetched.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    environment |= {"GIT_ALLOW_PROTOCOL": "none", "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
    with TemporaryFile() as asked, TemporaryFile() as complaint:
        asked.write(given)
        asked.seek(0)
        try:
            process = subprocess.Popen(
                ["git", "-C", str(folder), *_SAFE, *command],
                stdin=asked, stdout=subprocess.PIPE, stderr=complaint, env=environment,
            )  # fmt: skip
        except OSError as error:
            raise UsageError("git cannot be run", str(folder), "install git") from error
        with process:
            assert process.stdout
            output = process.stdout.read(limit + 1)
            if len(output) > limit:
                process.kill()
                raise UsageError(f"more than {limit >> 20} MB", str(folder), _REMEDY)
        if process.returncode:
            complaint.seek(0)
            problem = " ".join(complaint.read(_MAX_COMPLAINT).decode(errors="replace").split())
            raise UsageError(problem or f"git {command[0]} failed", str(folder), _REMEDY)
    return output
