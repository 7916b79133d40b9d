"""A result as lines for people or as JSON, beside an earlier one where there is one."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any, TypeVar

from figures import Figure, Result, Score

_A_NUMBER = re.compile(r"[-+]?[\d,.]+%?|–|new")
_CHANGE = ("BASE", "CHANGE")
_CHANGE_OF_RATIO = ("BASE'S RATIO", "CHANGE")
_Row = TypeVar("_Row", Figure, Score)


def save(result: Result, path: Path) -> None:
    """Write a result for `read_result`."""
    path.write_text(as_json(result) + "\n", encoding="utf-8")


def read_result(path: Path) -> Result:
    """Read a saved result; raise `OSError` or `ValueError` when the file is missing or is none."""
    try:
        saved = json.loads(path.read_text(encoding="utf-8"))
        return Result(
            saved["corpus"],
            tuple(Figure(**_only(Figure, row)) for row in saved["figures"]),
            tuple(Score(**_only(Score, row)) for row in saved["scores"]),
        )
    except (KeyError, TypeError) as error:
        raise ValueError(f"{path}: not a saved result ({error})") from error


def as_json(result: Result, base: Result | None = None) -> str:
    """Give a result as JSON; with a base, each figure and score has that of the base under `base`, or null."""
    written = asdict(result)
    if base:
        for name, identity in (("figures", _figure), ("scores", _score)):
            earlier = {identity(row): asdict(row) for row in getattr(base, name)}
            written[name] = [asdict(row) | {"base": earlier.get(identity(row))} for row in getattr(result, name)]
    return json.dumps(written, ensure_ascii=False, indent=1)


def as_text(result: Result, base: Result | None = None) -> str:
    """Give a result as aligned tables; with a base, also what it gave and how that changed."""
    corpus = ", ".join(f"{name} {number:,}" for name, number in result.corpus.items())
    if base and base.corpus != result.corpus:
        corpus += "\nbase: " + ", ".join(f"{name} {number:,}" for name, number in base.corpus.items())
    parts = [corpus, "", *_aligned(_figure_rows(result, base)), "", *_aligned(_score_rows(result, base))]
    return "\n".join(parts)


def _figure_rows(result: Result, base: Result | None) -> Iterable[Sequence[str]]:
    yield (
        "STAGE",
        "WHAT",
        "VALUE",
        "UNIT",
        "TIME AGAINST THE BASELINE'S",
        *((*_CHANGE, *_CHANGE_OF_RATIO) if base else ()),
    )
    earlier = {_figure(row): row for row in base.figures} if base else {}
    for row in result.figures:
        old = earlier.get(_figure(row))
        change = _change(old, row, lambda each: each.value, _number) if base else ()
        of_ratio = _change(old, row, lambda each: each.ratio or 0.0, _number) if base else ()
        yield row.stage, row.name, _number(row.value), row.unit, _against(row), *change, *of_ratio


def _score_rows(result: Result, base: Result | None) -> Iterable[Sequence[str]]:
    columns = ("KIND", "LANGUAGE", "DOCUMENTS", "HITS", "EXTRAS", "MISSES", "PRECISION", "RECALL", "F1", "FIELDS")
    yield (*columns, *(_CHANGE if base else ()))
    earlier = {_score(row): row for row in base.scores} if base else {}
    for row in result.scores:
        counts = (row.documents, row.hits, row.extras, row.misses)
        shares = (row.precision, row.recall, row.f1, row.fields)
        change = _change(earlier.get(_score(row)), row, lambda each: each.f1, "{:.3f}".format) if base else ()
        yield row.kind, row.language, *map(str, counts), *map("{:.3f}".format, shares), *change


def _change(
    old: _Row | None, new: _Row, value: Callable[[_Row], float], written: Callable[[float], str]
) -> tuple[str, str]:
    if old is None:
        return "–", "new"
    before, after = value(old), value(new)
    return written(before), f"{(after - before) / before:+.1%}" if before else "–"


def _against(figure: Figure) -> str:
    if figure.ratio is None:
        return f"not compared: {figure.baseline}"
    compared = f"{_number(figure.ratio)} × {figure.baseline}"
    if figure.limit is None:
        return compared
    return f"{compared} (limit {_number(figure.limit)} {'kept' if figure.ratio <= figure.limit else 'MISSED'})"


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def _aligned(rows: Iterable[Sequence[str]]) -> list[str]:
    """Set rows in columns, numbers to the right."""
    table = list(rows)
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    right = [all(_A_NUMBER.fullmatch(cell) for cell in column[1:]) for column in zip(*table, strict=True)]
    return [
        "  ".join(
            cell.rjust(width) if to_the_right else cell.ljust(width)
            for cell, width, to_the_right in zip(row, widths, right, strict=True)
        ).rstrip()
        for row in table
    ]


def _figure(row: Figure) -> tuple[str, ...]:
    return row.stage, row.name, row.baseline


def _score(row: Score) -> tuple[str, ...]:
    return row.kind, row.language


def _only(kind: type, row: dict[str, Any]) -> dict[str, Any]:
    return {field.name: row[field.name] for field in fields(kind)}
