"""How right the claims are: the documents whose content is written down, read and compared."""

from __future__ import annotations

from figures import Score
from golden import golden_documents
from scoring import Tally, score

from remit.loaders.pipeline import Pipeline
from remit.loaders.sources import find_sources


def measure_quality(pipeline: Pipeline) -> list[Score]:
    """Give the scores of each kind of row, for all documents and for each language."""
    tallies: dict[tuple[str, str], list[Tally]] = {}
    for document in golden_documents():
        (source,) = find_sources([str(document.path)])
        record = pipeline.read(source)
        for kind, tally in score(record, document.gold, partial=document.partial).items():
            for language in ("all", record.language):
                tallies.setdefault((kind, language), []).append(tally)
    return [_score(*key, tallies[key]) for key in sorted(tallies)]


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
