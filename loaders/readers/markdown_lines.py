"""The runs of one paragraph of Markdown put together as lines, and what its marks tell of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.token import Token

_ANCHOR = re.compile(r"<a\s[^>]*?(?:id|name)\s*=\s*[\"']?([^\s\"'>]+)", re.IGNORECASE)
_BREAK = re.compile(r"<br\b", re.IGNORECASE)
_FILE_BESIDE = re.compile(r"(?!\w+:|/)[^#?]*\.md(?:#|$)")
_DEPTHS = {"strong": "strong", "em": "emphasis", "s": "struck"}


@dataclass(frozen=True)
class Inline:
    """A paragraph: its lines without marks, and the last anchor in it.

    `emphasised` and `strong` tell that every letter is in italics or bold, and in bold; `is_navigation` that there
    are no words but those of a link to a file beside this one.
    """

    lines: tuple[str, ...]
    anchor: str | None
    emphasised: bool
    strong: bool
    is_navigation: bool


def read_inline(tokens: list[Token], quoted: bool = False) -> Inline:
    """Put the runs of a paragraph together; what is struck through is left out.

    In a quote (`quoted`) lines stay as they are, unless marks of emphasis reach over the line end; elsewhere only a
    hard break ends a line.
    """
    lines = [""]
    anchor = target = None
    depth = dict.fromkeys(_DEPTHS.values(), 0)
    letters: list[tuple[bool, bool, bool]] = []  # of each run with letters: in italics or bold, in bold, linked beside
    for token in tokens:
        mark = _DEPTHS.get(token.type.rpartition("_")[0])
        run = token.content
        if mark:
            depth[mark] += token.nesting
        elif token.type == "link_open":
            target = str(token.attrs.get("href", ""))
        elif token.type == "link_close":
            target = None
        elif token.type == "html_inline":
            anchor = match[1] if (match := _ANCHOR.match(run)) else anchor
            run = "\n" if _BREAK.match(run) else ""
        elif token.type in ("softbreak", "hardbreak"):
            spans = token.type == "softbreak" and (not quoted or depth["strong"] or depth["emphasis"])
            run = " " if spans else "\n"
        if depth["struck"]:
            continue
        if run == "\n":
            lines.append("")
        elif run:
            lines[-1] += run
            if any(letter.isalpha() for letter in run):
                beside = target is not None and _FILE_BESIDE.match(target) is not None
                letters.append((depth["strong"] + depth["emphasis"] > 0, depth["strong"] > 0, beside))
    every = [bool(letters) and all(column) for column in zip(*letters, strict=True)] or [False] * 3
    return Inline(tuple(line for each in lines if (line := " ".join(each.split()))), anchor, *every)
