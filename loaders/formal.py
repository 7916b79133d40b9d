"""Tell the blocks of an act that only serve its form: its title, enacting words, approval, coming into force."""

from __future__ import annotations

import re
from collections.abc import Iterator

from remit.loaders.document import Block
from remit.loaders.parts import Part, grammar_of
from remit.loaders.points import readable

_ENTRY = re.compile(r"\s*(?:\d+(?:-\d+)?\)|[-–•])\s*\S")


def find_formal(part: Part) -> Iterator[tuple[Block, str]]:
    """Give the blocks of a part that lay nothing on anybody though they may name a body, with the rule that says so.

    A line that reads like a title is one only above the enacting words: further down it may be anything. The entries of
    a list serve the form as the words above it do («Қоса беріліп отырған: 1) …»).
    """
    enacted = part.kind != "act"
    above: str | None = None  # the rule that tells what the open list is for
    for block in part.blocks:
        grammar = grammar_of(block)
        enacted = enacted or grammar.search("enacting", block.folded) is not None
        kinds = ("formal",) if enacted else ("formal", "formal_title")
        words = readable(block.passage)
        found = next(filter(None, (grammar.search(kind, words) for kind in kinds)), None)
        if found:
            rule = found[0].id
            above = rule if block.text.rstrip().endswith(":") else above
            yield block, rule
        elif above and _ENTRY.match(block.text):
            yield block, above
        else:
            above = None
