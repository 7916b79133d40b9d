"""The dictionary of word forms, loaded once: pymorphy3 over OpenCorpora."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pymorphy3 import MorphAnalyzer


@cache
def analyzer(language: str = "ru") -> MorphAnalyzer:
    """Give the analyzer of a language; loading it takes a fifth of a second."""
    import pymorphy3

    return pymorphy3.MorphAnalyzer(lang=language)
