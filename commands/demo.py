"""The tour: the example documents loaded, one question answered, its answer drawn."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from remit.commands.asking import chain, who
from remit.commands.drawing import view
from remit.commands.filling import load
from remit.ontology.errors import UsageError

if TYPE_CHECKING:
    from remit.commands import options as opt

_EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
_GRAPH, _PAGE = "demo.graph", Path("demo.html")
_QUESTION = "автоматических гидропостов"


def demo(examples: opt.Examples = None, lang: opt.WordLanguage = "en") -> int:
    """Load the example documents, answer a question and draw the answer."""
    status = load([str(_example_folder(examples))], graph=_GRAPH)
    for title, ask in (("who is responsible for", who), ("chain of accountability of", chain)):
        print(f"\n{title} «{_QUESTION}»\n")
        ask(_QUESTION, graph=_GRAPH, lang=lang)
    print()
    view(_PAGE, focus=_QUESTION, graph=_GRAPH, lang=lang)
    return status


def _example_folder(given: Path | None) -> Path:
    """Give the folder of example documents: that given, else the one beside the package or below the current folder.

    Raises `UsageError` when there is none.
    """
    candidates = [given] if given else [_EXAMPLES, Path("examples")]
    for folder in candidates:
        if folder.is_dir():
            # Documents are named by their paths as given, and short names read better.
            below = folder.is_relative_to(Path.cwd())
            return folder.relative_to(Path.cwd()) if below else folder
    raise UsageError("no example documents", str(candidates[-1]), "name their folder with --examples")


COMMANDS: dict[Callable[..., int], str] = {demo: "remit demo"}
