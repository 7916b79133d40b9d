"""The documents whose content is written down: ours in the repository, the shared ones beside it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus import EXAMPLES, ROOT
from rows import Gold

SHARED = ROOT.parent / "shared"
_OURS = ROOT / "tests" / "golden"


@dataclass(frozen=True)
class GoldenDocument:
    """A document, what it says, and whether that is written down for a part of it only."""

    name: str
    path: Path
    gold: Gold
    partial: bool


def golden_documents() -> Iterator[GoldenDocument]:
    """Give our own documents, a folder a genre, then the shared ones where they are."""
    ours = [(folder, ROOT / "tests" / "corpus" / folder.name) for folder in sorted(_OURS.iterdir()) if folder.is_dir()]
    for folder, documents in ours:
        yield from _of(folder, EXAMPLES if folder.name == EXAMPLES.name else documents)
    yield from _of(SHARED / "gold", SHARED / "seeds")


def _of(folder: Path, documents: Path) -> Iterator[GoldenDocument]:
    for record in sorted(folder.glob("*.json")):
        gold = json.loads(record.read_text(encoding="utf-8"))
        name = f"{folder.name}/{record.stem}"
        yield GoldenDocument(name, documents / gold["file"], gold, record.stem.endswith(".part"))
