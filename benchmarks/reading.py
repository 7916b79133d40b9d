"""How fast documents become claims, and names are found in their text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus import EXAMPLES
from figures import Figure, Size, beside

from remit.loaders.names import NameIndex
from remit.loaders.pipeline import Pipeline
from remit.loaders.sources import Source, find_sources
from remit.ontology.claims import DocumentRecord
from remit.ontology.letters import fold
from remit.ontology.registry import Registry


def measure_reading(
    pipeline: Pipeline, sources: Sequence[Source], size: Size
) -> tuple[list[Figure], list[DocumentRecord]]:
    """Compare reading documents into claims with reading their bytes as lines; give the records too."""
    records = [pipeline.read(source) for source in sources]  # the first time also compiles the patterns
    mine, lines = beside(
        lambda: [pipeline.read(source) for source in sources],
        lambda: [source.read().decode().splitlines() for source in sources],
        size.rounds,
    )
    megabytes = sum(len(record.text.encode()) for record in records) / 1e6
    baseline = "bytes to lines of text"
    return [
        Figure("reading", "documents to claims", len(records) / mine, "documents/s", baseline, mine / lines),
        Figure("reading", "text to claims", megabytes / mine, "MB/s", baseline, mine / lines),
    ], records


def measure_names(names: NameIndex, registry: Registry, size: Size) -> list[Figure]:
    """Compare finding names by the index with a loop over names, and with one pattern of them all, in the examples.

    Both baselines look for what the registry lists; the index finds the case forms of these names too.
    """
    # Each line once, and more lines than the index remembers, which is some of those it has seen last.
    texts = (source.read().decode() for source in find_sources([str(EXAMPLES)]))
    lines = list(dict.fromkeys(fold(line) for text in texts for line in text.splitlines()))
    text = "\n".join(lines)
    listed = _listed(registry)
    pattern = re.compile("|".join(map(re.escape, sorted(listed, key=len, reverse=True))))
    names.find("")  # builds the automaton
    figures = []
    for baseline, work in (
        ("a loop over the names", lambda: [_places(text, name) for name in listed]),
        ("one pattern of the names", lambda: pattern.findall(text)),
    ):
        mine, other = beside(lambda: [names.find(line) for line in lines], work, size.rounds)
        megabytes = len(text.encode()) / 1e6
        figures.append(Figure("reading", "text to names", megabytes / mine, "MB/s", baseline, mine / other))
    return figures


def _listed(registry: Registry) -> list[str]:
    bodies = registry.bodies.values()
    whole = {fold(name) for body in bodies for name in body.names.values()}
    return sorted(whole | {fold(name) for body in bodies for names in body.short.values() for name in names})


def _places(text: str, name: str) -> list[int]:
    places, place = [], text.find(name)
    while place >= 0:
        places.append(place)
        place = text.find(name, place + 1)
    return places
