"""Lines broken at one width, as mail and terminals break them, brought back to paragraphs.

A line goes on in the next one where the first word of that would not have fitted into it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from remit.loaders.tables import Line

_WIDEST = 160  # letters: no one breaks lines beyond that
_JOINTS = 5
_SHARE = 0.3  # of the line ends inside running text, in a text that is broken at a width
_BEGINS = re.compile(r"\s*(?:\d+(?:[-.]\d+)*[.)]|[-–•*]\s|[^\W\d_]\)\s|[«\"]?\d+\.\s)")
_ENDS = re.compile(r"[.;:!?][»”\"]?\s*$")


def unwrapped(lines: Sequence[Line]) -> list[Line]:
    """Join the lines of each paragraph of a text broken at one width; give others as they are.

    A joined line keeps the line ends it has inside, so that offsets stay those of the text.
    """
    width = max((len(line.text.rstrip()) for line in lines), default=0)
    pairs = [pair for pair in pairwise(lines) if not (pair[0].blank or pair[1].blank)]
    joints = {line.start for line, after in pairs if _goes_on(line, after, width)}
    if width > _WIDEST or len(joints) < max(_JOINTS, _SHARE * len(pairs)):
        return list(lines)
    return list(_joined(lines, joints))


def _goes_on(line: Line, after: Line, width: int) -> bool:
    if "\t" in line.text + after.text or _BEGINS.match(after.text):
        return False
    first = after.text.split(maxsplit=1)[0]
    in_phrase = not _ENDS.search(line.text) or first[0].islower()
    return in_phrase and len(line.text.rstrip()) + 1 + len(first) > width


def _joined(lines: Sequence[Line], joints: set[int]) -> Iterator[Line]:
    parts: list[Line] = []
    for line in lines:
        parts.append(line)
        if line.start not in joints:
            yield Line("\n".join(part.text for part in parts), parts[0].start)
            parts = []
