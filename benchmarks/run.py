"""`make bench`: how fast remit is beside what one would do without it, and how right its claims are.

Every time is measured beside that of a baseline in the same run, in turns; on a busy machine only the ratio of the two
says something. What is saved with `--save` can be compared with a later run by `--base`.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from asking import measure_answers, measure_views
from corpus import EXAMPLES, make_corpus
from figures import FULL, QUICK, Figure, Result, Size, progress
from quality import measure_quality
from reading import measure_names, measure_reading
from startup import measure_startup
from storing import fill, measure_queries, measure_storing
from table import as_json, as_text, read_result, save

from remit.loaders.pipeline import Pipeline
from remit.loaders.sources import find_sources
from remit.ontology.registry import load_registry


def measure(size: Size) -> Result:
    """Measure everything at a size."""
    progress("start-up")
    figures: list[Figure] = measure_startup(size)
    registry = load_registry()
    pipeline = Pipeline(registry)
    with tempfile.TemporaryDirectory(prefix="remit-bench-") as name:
        folder = Path(name)
        corpus = folder / "corpus"
        corpus.mkdir()
        sources = make_corpus(corpus, size.documents)
        progress(f"the reading of {len(sources)} documents")
        read, records = measure_reading(pipeline, sources, size)
        examples = records[: len(list(find_sources([str(EXAMPLES)])))]
        figures += read
        progress("the finding of names")
        figures += measure_names(pipeline.names, registry, size)
        progress("storing")
        figures += measure_storing(folder, registry, records, size)
        with fill(folder / "few", registry, examples) as few, fill(folder / "many", registry, records) as many:
            progress("the catalogue")
            figures += measure_queries(few, many, size)
            progress("search, answers and views")
            figures += measure_answers(many, registry, size)
            figures += measure_views(many, folder, size)
            quads = sum(1 for _ in many.quads())
    progress("quality")
    letters = sum(len(record.text) for record in records)
    return Result(
        {
            "documents": len(records),
            "letters": letters,
            "claims": sum(len(record.claims) for record in records),
            "quads": quads,
        },
        tuple(figures),
        tuple(measure_quality(pipeline)),
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmark with the options of a command line; give the exit status."""
    parser = argparse.ArgumentParser(description="Measure the speed and the quality of remit.")
    parser.add_argument("--quick", action="store_true", help="measure little, only to see that everything runs")
    parser.add_argument("--format", choices=("table", "json"), default="table", help="how to print the result")
    parser.add_argument("--save", type=Path, metavar="FILE", help="write the result there, for --base")
    parser.add_argument("--base", type=Path, metavar="FILE", help="compare with a result saved earlier")
    options = parser.parse_args(arguments)
    try:
        base = read_result(options.base) if options.base else None
    except (OSError, ValueError) as error:
        parser.error(f"--base: {error}")
    result = measure(QUICK if options.quick else FULL)
    if options.save:
        save(result, options.save)
    print(as_json(result, base) if options.format == "json" else as_text(result, base))
    return 0


if __name__ == "__main__":
    sys.exit(main())
