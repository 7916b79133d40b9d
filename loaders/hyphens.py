"""Words that a typist or an export broke over two lines with a hyphen, made whole again."""

from __future__ import annotations

import re
from collections.abc import Sequence

_BREAK = re.compile(r"(?<=[^\W\d_])-[^\S\n]*\n\s*(?=[^\W\d_A-ZА-ЯЁӘҒҚҢӨҰҮҺІ])")


def unbroken(text: str) -> str:
    """Give the text with broken words whole («исполни-⏎тели» → «исполнители»).

    A capital behind the break keeps both, as in «Восточно-⏎Казахстанской».
    """
    return _BREAK.sub("", text)


def places(text: str) -> Sequence[int]:
    """Give for each code point of `unbroken(text)` where it stands in `text`."""
    kept: list[int] = []
    position = 0
    for found in _BREAK.finditer(text):
        kept += range(position, found.start())
        position = found.end()
    return [*kept, *range(position, len(text))]
