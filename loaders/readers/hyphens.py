"""Words that a page breaks in two with a hyphen: `Минис-` and `терство`."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from functools import cache

from remit.loaders.morphology import analyzer

_LAST = re.compile(r"(?<![\w-])([^\W\d_]{2,})-$")
_FIRST = re.compile(r"([^\W\d_A-ZА-ЯЁӘҒҚҢӨҰҮҺІ]+)(?![\w-])")


def is_broken(left: str, right: str, words: Callable[[], Collection[str]]) -> bool:
    """Tell whether a hyphen at the end of `left` only breaks a word that goes on in `right`.

    It does when the page writes the word in one piece elsewhere (`words` gives those, in small letters), or a
    dictionary knows it so; the hyphen of «іс-шара» and «социально-экономический» stays.
    """
    last = _LAST.search(left) if left.endswith("-") else None
    first = _FIRST.match(right) if last else None
    if last is None or first is None:
        return False
    word = (last[1] + first[1]).lower()
    return word in words() or _in_dictionary(word)


@cache
def _in_dictionary(word: str) -> bool:
    return bool(analyzer().word_is_known(word))
