"""Texts for the tests of the loaders: golden cases in files, documents out of strings."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from remit.loaders.document import Document
from remit.loaders.grammar import LANGUAGES
from remit.loaders.parts import Part
from remit.loaders.readers.text import read
from remit.loaders.sources import Source

ROOT = Path(__file__).parents[1]
CASES = ROOT / "tests" / "cases"
SHARED = ROOT.parent / "shared"
TAB = "⇥"


def cases(name: str) -> list[Any]:
    """Give the cases of one file in every language as (language, case); a case with a `gap` is known to fail, and why.

    In the texts of the cases `⇥` stands for a tab.
    """
    params = []
    for language in LANGUAGES:
        listed = yaml.safe_load((CASES / language / f"{name}.yaml").read_text("utf-8"))
        for number, case in enumerate(listed, 1):
            case["text"] = case["text"].replace(TAB, "\t")
            marks = [pytest.mark.xfail(reason=case["gap"], strict=True)] if "gap" in case else []
            params.append(pytest.param(language, case, id=f"{language}-{number}", marks=marks))
    return params


def document(text: str, name: str = "sample.txt") -> Document:
    """Read a string as a plain-text document; `⇥` stands for a tab."""
    return read(text.replace(TAB, "\t").encode(), name)


def part(kind: str, text: str) -> Part:
    """Make a part of which all blocks are content."""
    return Part(kind, list(document(text).blocks))


def source(content: str | bytes, name: str = "sample.txt") -> Source:
    """Make a source that holds this content."""
    data = content.replace(TAB, "\t").encode() if isinstance(content, str) else content
    give: Callable[[], bytes] = lambda: data  # noqa: E731
    return Source(name, f"/{name}", "text/plain", give)
