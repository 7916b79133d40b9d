"""Split a news page into its stories, with the day each was published, and leave out the frame around them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from remit.loaders.dates import date_of, find_dates
from remit.loaders.document import Block, Document, Passage
from remit.loaders.grammar import load_grammar
from remit.ontology.intervals import PartialDate

_TITLE_LENGTH = 220
_WORDS = re.compile(r"[^\W\d_]{2}\W+[^\W\d_]{2}")
_HOUR = re.compile(r"\d{1,2}:\d{2}")


@dataclass(frozen=True)
class Story:
    """One item of news; `title` is not among `passages`, `timed` says that its stamp has an hour."""

    published: PartialDate | None
    title: Passage
    passages: tuple[Passage, ...]
    timed: bool


def is_boilerplate(block: Block) -> bool:
    """Tell the lines a news page puts around its text: picture credits, buttons, rights, stamps, headings of links."""
    grammar = load_grammar(block.language)
    return any(grammar.search(kind, block.folded) for kind in ("boilerplate", "story_stamp", "story_end"))


def stories(document: Document) -> tuple[Story, ...]:
    """Give the stories of a news page in order; none for a document without a line that is the stamp of a story.

    A stamp is a line of its own with a day and mostly an hour; the title stands right below it, or right above.
    """
    stamped = {index: day for index, block in enumerate(document.blocks) if (day := _stamp(block, document.language))}
    stamps = list(stamped)
    if not stamps:
        return ()
    above = not _is_title(document.blocks, stamps[0] + 1)
    found = []
    for stamp, following in zip(stamps, [*stamps[1:], None], strict=True):
        title = stamp - 1 if above else stamp + 1
        last = len(document.blocks) if following is None else following - above
        if not 0 <= title < len(document.blocks):
            continue
        text = [block.passage for block in _text(document.blocks[max(stamp, title) + 1 : last])]
        if not any(_WORDS.search(passage.text) for passage in text):
            continue  # the place and day below a signature
        timed = _HOUR.search(document.blocks[stamp].text) is not None
        found.append(Story(stamped[stamp], document.blocks[title].passage, tuple(text), timed))
    return tuple(found)


def _text(blocks: tuple[Block, ...]) -> list[Block]:
    """Give the blocks up to the first heading of a list of links, those of the frame left out."""
    text: list[Block] = []
    for block in blocks:
        if load_grammar(block.language).search("story_end", block.folded):
            break
        if not is_boilerplate(block):
            text.append(block)
    return text


def _stamp(block: Block, language: str) -> PartialDate | None:
    """Give the day of a line that is a stamp; its few words may seem to be of another language than the document."""
    for grammar in map(load_grammar, dict.fromkeys((block.language, language))):
        if block.kind == "paragraph" and (found := grammar.search("story_stamp", block.folded)):
            return date_of(found[1], grammar) or next((day.value for day in find_dates(block.folded, grammar)), None)
    return None


def _is_title(blocks: tuple[Block, ...], index: int) -> bool:
    if index >= len(blocks):
        return False
    text = blocks[index].text.rstrip()
    return len(text) < _TITLE_LENGTH and not text.endswith((".", ":", ";"))
