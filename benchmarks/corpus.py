"""A corpus of any size out of the example documents: copies with numbers of their own."""

from __future__ import annotations

import re
from itertools import count, islice
from pathlib import Path

from remit.loaders.sources import Source, find_sources

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = ROOT / "examples"
_INVENTED_NUMBER = re.compile(r"(?<!\d)99(?=\d{2,3}(?!\d))")  # the examples number all their acts from 9901


def make_corpus(folder: Path, size: int) -> list[Source]:
    """Write `size` documents to a folder and give them as sources, the examples themselves first.

    The copies take turns, so that no two neighbours have lines in common; each is numbered as an act of its own.
    """
    texts = [(Path(source.name).stem, source.read().decode()) for source in find_sources([str(EXAMPLES)])]
    copies = ((copy, stem, text) for copy in count() for stem, text in texts)
    for number, (copy, stem, text) in enumerate(islice(copies, size)):
        (folder / f"{number:04d}_{stem}.txt").write_text(_renumbered(text, copy), encoding="utf-8")
    return list(find_sources([str(folder)]))


def _renumbered(text: str, copy: int) -> str:
    if not copy:
        return text
    mark, _, rest = text.partition("\n")
    return f"{mark} ({copy})\n{_INVENTED_NUMBER.sub(f'99{copy:03d}', rest)}"
