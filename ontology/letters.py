"""Letters of the three languages: which language a text is in, and look-alikes typed for one another."""

from __future__ import annotations

import re

_KAZAKH_ONLY = frozenset("әғқңөұүһіӘҒҚҢӨҰҮҺІ")
_LOOKALIKES = str.maketrans(
    {
        "i": "і", "I": "І", "h": "һ", "ə": "ә", "Ə": "Ә", "o": "о", "O": "О", "a": "а", "A": "А", "e": "е",
        "E": "Е", "c": "с", "C": "С", "p": "р", "P": "Р", "x": "х", "X": "Х", "y": "у", "K": "К", "k": "к",
        "H": "Н", "T": "Т", "B": "В", "M": "М", "ѳ": "ө", "Ѳ": "Ө",
    }
)  # fmt: skip
_SPACES = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2007": " ", "—": "–", "−": "–", "‑": "-", "‐": "-"})
_MIXED_WORD = re.compile(r"[^\W\d_]*[Ѐ-ӿ][^\W\d_]*")
_LOOKALIKE = re.compile(r"[A-Za-zəƏѳѲ]")
_LONG_RUN = re.compile(r"(?P<kept>\s{60}|\d{60})(?:(?<=\s)\s|(?<=\d)\d)")


def fold(text: str) -> str:
    """Write Latin look-alikes inside Cyrillic words as the Cyrillic letters they stand for.

    The result has the length of the input, so offsets in one are offsets in the other. Words wholly in Latin letters
    stay. No-break spaces become spaces, dashes `–`, odd hyphens `-`. Every 61st of a run of spaces or digits becomes
    `¦`: no document means anything by such runs, and patterns would lose themselves in them.
    """
    text = _LONG_RUN.sub(r"\g<kept>¦", text.translate(_SPACES))
    if not _LOOKALIKE.search(text):
        return text
    return _MIXED_WORD.sub(lambda match: match[0].translate(_LOOKALIKES), text)


def language_of(text: str, fallback: str | None = None) -> str | None:
    """Tell kk, ru or en by the letters; `fallback` for a text too short or too even to tell."""
    cyrillic = kazakh = latin = 0
    for letter in text:
        if "Ѐ" <= letter <= "ӿ":
            cyrillic += 1
            kazakh += letter in _KAZAKH_ONLY
        elif letter.isascii() and letter.isalpha():
            latin += 1
    if cyrillic + latin < 12:
        return fallback
    if latin > 2 * cyrillic:
        return "en"
    # Running Kazakh has 15–25 % letters of its own; a Russian sentence that quotes a Kazakh title stays below 5 %.
    if kazakh > 0.06 * cyrillic or (fallback == "kk" and (kazakh or cyrillic < 40)):
        return "kk"
    return "ru"
