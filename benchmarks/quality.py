"""How right the claims are: the documents whose content is written down, read and compared."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from corpus import EXAMPLES, ROOT
from figures import Score
from scoring import Tally, score

from remit.loaders.pipeline import Pipeline
from remit.loaders.sources import find_sources

SHARED = ROOT.parent / "shared"
GOLDEN = ((ROOT / "tests" / "golden" / "examples", EXAMPLES), (SHARED / "gold", SHARED / "seeds"))


def measure_quality(pipeline: Pipeline) -> list[Score]:
    """Give the scores of each kind of row, for all documents and for each language."""
    tallies: dict[tuple[str, str], list[Tally]] = {}
    for path, gold, partial in _golden():
        (source,) = find_sources([str(path)])
        record = pipeline.read(source)
        for kind, tally in score(record, gold, partial=partial).items():
            for language in ("all", record.language):
                tallies.setdefault((kind, language), []).append(tally)
    return [_score(*key, tallies[key]) for key in sorted(tallies)]


def _golden() -> Iterator[tuple[Path, dict[str, Any], bool]]:
    """Give each document that has a golden record, the record, and whether that covers a part only."""
    for folder, documents in GOLDEN:
        for path in sorted(folder.glob("*.json")):
            gold = json.loads(path.read_text(encoding="utf-8"))
            if (document := documents / gold["file"]).is_file():
                yield document, gold, path.stem.endswith(".part")


def _score(kind: str, language: str, tallies: list[Tally]) -> Score:
    tally = sum(tallies, start=Tally())
    found, wanted = tally.tp + tally.fp, tally.tp + tally.fn
    return Score(
        kind,
        language,
        documents=len(tallies),
        hits=tally.tp,
        extras=tally.fp,
        misses=tally.fn,
        precision=tally.tp / found if found else 1.0,
        recall=tally.tp / wanted if wanted else 1.0,
        f1=tally.f1,
        fields=tally.accuracy,
    )
