"""Whom words that give an instruction name as those who are to carry it out."""

from __future__ import annotations

from collections.abc import Iterator

from remit.loaders.chunks import Chunk, Marked
from remit.loaders.document import Passage
from remit.loaders.grammar import Grammar
from remit.ontology.letters import fold

Bearer = tuple[str, int, int]
"""A name, and the place in the document of the words that give it."""


def name_bearers(
    passage: Passage, marked: Marked, grammar: Grammar, stretch: tuple[int, int], which: str = "bearer"
) -> tuple[Bearer, ...]:
    """Name the bearers in a stretch of marks; a post and the person right after it are one, a plural is parted.

    Where the language tells by its ending who is told to do something, other names (who tells) are left out. `which` is
    the ending asked for: `bearer`, `source` («demanded of the ministry»), or `any`: in «let the ministry do …» it is
    the subject.
    """
    bearers: list[Bearer] = []
    last: Chunk | None = None
    for chunk in _named(marked, stretch, grammar):
        if last and _is_apposition(last, chunk, passage.text[last.end : chunk.start]):
            _, start, _ = bearers.pop()
            bearers.append((passage.text[start - passage.start : chunk.end], start, passage.start + chunk.end))
        else:
            bearers += _parted(chunk, passage, grammar)
        last = chunk
    if not grammar.of(f"instruction_{which}"):
        return tuple(bearers)
    told: list[Bearer] = []
    for each in reversed(bearers):
        between = passage.folded[each[2] - passage.start : told[-1][1] - passage.start] if told else ""
        if grammar.search(f"instruction_{which}", fold(each[0])) or grammar.search("instruction_joined", between):
            told.append(each)
    return tuple(reversed(told))


def _is_apposition(one: Chunk, other: Chunk, between: str) -> bool:
    """Tell a post and a person, in either order, named as one: «Minister …», "…, the Head of …"."""
    if (one.kind, other.kind) == ("post", "person"):
        return between.strip(" ,") == ""
    return (one.kind, other.kind) == ("person", "post") and between in (", ", ", the ")


def _parted(chunk: Chunk, passage: Passage, grammar: Grammar) -> Iterator[Bearer]:
    start = passage.start + chunk.start
    found = grammar.search("plural_bearer", fold(chunk.text))
    if not found:
        yield chunk.text, start, passage.start + chunk.end
        return
    rule, match = found
    for field in (each for of in grammar.of("bearer_field") for each in of.regex.finditer(match["fields"])):
        low, high = match.start("fields") + field.start(), match.start("fields") + field.end()
        yield rule.sets["pattern"].format(chunk.text[low:high]), start + low, start + high


def _named(marked: Marked, stretch: tuple[int, int], grammar: Grammar) -> list[Chunk]:
    """Give the names in a stretch of marks, and the common nouns that stand in a row with them («the contractors»)."""
    plain = []
    for rule in grammar.of("bearer_noun"):
        for match in rule.regex.finditer(marked.text[slice(*stretch)]):
            start, end = (marked.original(stretch[0] + place) for place in match.span("noun"))
            plain.append(Chunk("noun", start, end, marked.source[start:end]))
    return sorted([*marked.chunks_in(*stretch), *plain], key=lambda chunk: chunk.start)


def only_named(passage: Passage, marked: Marked, stretch: tuple[int, int], grammar: Grammar) -> tuple[Bearer, ...]:
    """Give whom the next sentence means by a pronoun: the only body or officials a sentence names; else nobody."""
    named = [chunk for chunk in marked.chunks_in(*stretch) if chunk.kind != "person"]
    return tuple(_parted(named[0], passage, grammar)) if len(named) == 1 else ()
