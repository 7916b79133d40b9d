"""The file in which decisions are kept: a line each, only ever added to."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from remit.ontology.decisions import Decision
from remit.ontology.errors import DecisionLogError

FILE = "remit.decisions.jsonl"


def default_log(graph: str) -> Path:
    """Give where the decisions about a graph are kept: beside its folder; here, for one behind an endpoint."""
    return Path(FILE) if graph.startswith(("http://", "https://")) else Path(graph).absolute().parent / FILE


@dataclass(frozen=True)
class Logged:
    """The entries of a log, each once, and the end of the file where the writing of one broke off; else empty."""

    decisions: tuple[Decision, ...] = ()
    broken_off: str = ""


class DecisionLog:
    """A log of decisions at a path; a file that is not there is a log without entries."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self) -> Logged:
        """Read all entries; raise `DecisionLogError` for a line that is none, and for a file that cannot be read."""
        try:
            return self._parse(self.path.read_bytes())
        except FileNotFoundError:
            return Logged()
        except OSError as error:
            raise self._failed(error) from error

    def append(self, decisions: Sequence[Decision]) -> None:
        """Add entries that are not there yet, all or none; others who add wait for their turn.

        What a writing left that broke off gives way to them: it never was an entry. Raises `DecisionLogError`.
        """
        try:
            with self.path.open("a+b") as file:
                fcntl.flock(file, fcntl.LOCK_EX)
                file.seek(0)
                content = file.read()
                logged = self._parse(content)
                known = {decision.id for decision in logged.decisions}
                lines = [_line(decision) for decision in decisions if decision.id not in known]
                if logged.broken_off:
                    file.truncate(len(content) - len(logged.broken_off.encode("utf-8", "surrogateescape")))
                elif content and not content.endswith(b"\n"):
                    lines.insert(0, b"\n")
                file.write(b"".join(lines))
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise self._failed(error) from error

    def _parse(self, content: bytes) -> Logged:
        lines = content.decode("utf-8", "surrogateescape").split("\n")
        found: dict[str, Decision] = {}
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                decision = Decision.parse(line)
            except ValueError as error:
                if number == len(lines):
                    return Logged(tuple(found.values()), line)
                what = f"line {number} is no decision ({' '.join(str(error).split())})"
                raise DecisionLogError(what, str(self.path), "take the line back as it was written, or out") from error
            found.setdefault(decision.id, decision)
        return Logged(tuple(found.values()))

    def _failed(self, error: OSError) -> DecisionLogError:
        what = f"cannot be used ({error.strerror or error})"
        return DecisionLogError(what, str(self.path), "check the file, or name another with --decisions")


def _line(decision: Decision) -> bytes:
    import json

    return json.dumps(decision.as_json(), ensure_ascii=False).encode() + b"\n"
