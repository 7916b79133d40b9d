"""Words that a page, a typist or an export breaks in two with a hyphen: `Минис-` and `терство`."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cache

from remit.loaders.morphology import analyzer

_LAST = re.compile(r"(?<![\w-])([^\W\d_]{2,})-$")
_FIRST = re.compile(r"([^\W\d_A-ZА-ЯЁӘҒҚҢӨҰҮҺІ]+)(?![\w-])")
_BREAK = re.compile(r"(?<=[^\W\d_])(?P<hyphen>-)[^\S\n]*\n\s*(?P<rest>[^\W\d_A-ZА-ЯЁӘҒҚҢӨҰҮҺІ]+)")


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


def unbroken(text: str) -> str:
    """Give the text with words broken over lines whole («исполни-⏎тели» → «исполнители»).

    A compound keeps its hyphen («социально-⏎экономический»): one whose second half is a word by itself, while the whole
    is none without it. A capital behind the break keeps both, as in «Восточно-⏎Казахстанской».
    """
    return "".join(text[start:end] for start, end in _kept(text))


def places(text: str) -> Sequence[int]:
    """Give for each code point of `unbroken(text)` where it stands in `text`."""
    return [place for start, end in _kept(text) for place in range(start, end)]


def _kept(text: str) -> Iterator[tuple[int, int]]:
    """Give the stretches of a text that stay when its broken words are made whole."""
    position = 0
    for found in _BREAK.finditer(text):
        left = re.split(r"[\W\d_]+", text[: found.start()])[-1]
        whole, rest = (left + found["rest"]).lower(), found["rest"].lower()
        compound = _in_dictionary(rest) and not _in_dictionary(whole)
        yield position, found.end("hyphen") if compound else found.start("hyphen")
        position = found.start("rest")
    yield position, len(text)


@cache
def _in_dictionary(word: str) -> bool:
    return bool(analyzer().word_is_known(word))
