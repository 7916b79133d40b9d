"""Names in Latin letters as people write Kazakh and Russian ones: one plain spelling for all the ways."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from remit.loaders.grammar import LANGUAGES, load_grammar
from remit.ontology.letters import fold

_LATIN_WAYS = (
    ("shch", "sh"),
    ("kh", "k"),
    ("gh", "g"),
    ("j", "zh"),
    ("zhzh", "zh"),
    ("q", "k"),
    ("w", "u"),
    ("x", "h"),
)
_PLAIN = str.maketrans({"ı": "i", "y": "i", "ə": "a", "ɵ": "o"})
_TWICE = re.compile(r"(\w)\1")


def plain_latin(text: str, language: str | None = None) -> str:
    """Write a text of any language in small plain Latin letters, alike for every common romanisation of a name.

    Cyrillic letters go by the tables of the grammars (`latin`), those of `language` first; Latin diacritics fall off,
    «y» is «i», a doubled letter is one. Good for comparing, not for reading.
    """
    text = fold(text).lower()
    for each in sorted(LANGUAGES, key=lambda other: other != language):
        text = text.translate(_table(each))
    text = "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
    text = text.translate(_PLAIN)
    for way, plain in _LATIN_WAYS:
        text = text.replace(way, plain)
    return _TWICE.sub(r"\1", text)


@cache
def _table(language: str) -> dict[int, str]:
    return {ord(letter): latin for letter, latin in load_grammar(language).words.get("latin", {}).items()}
