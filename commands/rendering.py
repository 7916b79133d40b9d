"""Rows and triples on the screen and in files: table, JSON, JSON lines, CSV, Turtle."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, TextIO

from remit.ontology.errors import UsageError
from remit.ontology.iris import BASE

if TYPE_CHECKING:
    import pyoxigraph

_LONGEST_CELL = 80


def print_rows(
    rows: Sequence[Mapping[str, Any]], columns: Sequence[str], format: str, out: TextIO | None = None
) -> None:
    """Print rows as `table`, `json` (one array), `jsonl` or `csv` to a file, standard output when none is given."""
    out = out or sys.stdout
    if format == "json":
        print_json(list(rows), out)
    elif format == "jsonl":
        out.writelines(json.dumps(row, ensure_ascii=False, default=str) + "\n" for row in rows)
    elif format == "csv":
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([_flat(row.get(name)) for name in columns] for row in rows)
    else:
        _print_table(rows, columns, out)


def print_json(value: Any, out: TextIO | None = None) -> None:
    """Print a value as JSON that people can read."""
    print(json.dumps(value, ensure_ascii=False, indent=2, default=str), file=out or sys.stdout)


def print_triples(triples: Iterable[pyoxigraph.Triple], format: str, out: TextIO | None = None) -> None:
    """Print triples as Turtle, or as rows of subject, predicate and object in any other format."""
    out = out or sys.stdout
    if format != "turtle":
        parts = ("subject", "predicate", "object")
        print_rows([{part: getattr(triple, part).value for part in parts} for triple in triples], parts, format, out)
        return
    import pyoxigraph

    from remit.ontology.namespaces import PREFIXES

    turtle = pyoxigraph.serialize(triples, format=pyoxigraph.RdfFormat.TURTLE, prefixes=dict(PREFIXES))
    out.write(turtle.decode() if turtle else "")


@contextmanager
def output(path: Path | None) -> Iterator[IO[bytes]]:
    """Give a file to write to, standard output for `None`; the file takes its name only when all is written.

    Raises `UsageError` where no file can be made.
    """
    if path is None:
        yield sys.stdout.buffer
        return
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("wb") as file:
            yield file
        part.replace(path)
    except OSError as error:
        raise UsageError(f"cannot be written ({error.strerror})", str(path), "name another file") from error
    finally:
        part.unlink(missing_ok=True)


def _print_table(rows: Sequence[Mapping[str, Any]], columns: Sequence[str], out: TextIO) -> None:
    """Print a table for the eye: columns without a value are left out, IRIs and long texts shortened."""
    from rich.box import SIMPLE
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    if not rows:
        print("no rows", file=out)
        return
    shown = [name for name in columns if any(row.get(name) not in (None, []) for row in rows)]
    table = Table(box=SIMPLE, header_style="bold", show_edge=False, pad_edge=False)
    for name in shown:
        table.add_column(name, overflow="fold")
    for row in rows:
        table.add_row(*(Text(_short(_flat(row.get(name)))) for name in shown))
    # Where nobody watches, nothing is wrapped: lines stay whole for grep.
    Console(file=out, width=None if out.isatty() else (_LONGEST_CELL + 2) * len(shown)).print(table)


def _flat(value: Any) -> str:
    """Give a value as the text of one cell; a list as its values with `|` between them."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return " | ".join(map(_flat, value)) if isinstance(value, list | tuple) else str(value)


def _short(text: str) -> str:
    text = " ".join(text.replace(BASE, "").split())
    return text if len(text) <= _LONGEST_CELL else text[: _LONGEST_CELL - 1] + "…"
