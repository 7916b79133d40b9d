"""Names in the cases of their language, for people to read: what the finders accept is in `forms`."""

from __future__ import annotations

from remit.loaders.forms import inflected
from remit.loaders.grammar import Grammar

_RUSSIAN = ("genitive", "dative", "accusative", "instrumental", "locative")


def declined(name: str, grammar: Grammar) -> dict[str, str]:
    """Give a name, in the nominative, in its other cases by the English name of the case.

    Kazakh goes by the rules of its grammar, Russian by the dictionary of word forms. Empty for a language without
    cases, and for a name whose end or head is not known.
    """
    if found := grammar.search("declension", name):
        return {case: name + str(ending) for case, ending in found[0].sets.items()}
    return dict(zip(_RUSSIAN, inflected(name), strict=False)) if grammar.language == "ru" else {}
