"""Bodies as running text names them, and the text with each of them replaced by a mark, for rules on what ties them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from remit.loaders.grammar import Grammar
from remit.ontology.letters import fold

Known = Callable[[str, int], int]
"""Gives the end of the longest known name at a position of a folded text, 0 when none begins there."""

_MARK = re.compile(r"⟦(\d+)⟧")
_ASIDE = re.compile(r"(?<=⟧)\s*\([^()]*\)")
_DETERMINER = re.compile(r"^(?:the )", re.IGNORECASE)
_SHORTEST_ALIAS = 5
_LONGEST_ENDING = 4


@dataclass(frozen=True)
class Masked:
    """A folded text in which ⟦0⟧, ⟦1⟧ … stand for `bodies`, as they are written; asides right behind them left out."""

    text: str
    bodies: tuple[str, ...]

    def named(self, marks: str | None) -> list[str]:
        """Give the bodies that a stretch of the text marks, in order."""
        return [self.bodies[int(match[1])] for match in _MARK.finditer(marks or "")]

    def written(self, stretch: str) -> str:
        """Put the bodies back into a stretch of the text."""
        return _MARK.sub(lambda match: self.bodies[int(match[1])], stretch)


def mask(text: str, grammar: Grammar, known: Known) -> Masked:
    """Mark the bodies that a text of one language names.

    A name that nothing in the text bounds ends where the longest known one does. Asides («(далее – Центр)») are not
    part of what is said, so they are left out.
    """
    folded = fold(text)
    pieces: list[str] = []
    bodies: list[str] = []
    at = 0
    for start, end in sorted(_spans(folded, grammar, known)):
        pieces.append(folded[at:start].replace("⟦", "["))
        pieces.append(f"⟦{len(bodies)}⟧")
        bodies.append(text[start:end])
        at = end
    pieces.append(folded[at:].replace("⟦", "["))
    return Masked(_ASIDE.sub("", "".join(pieces)), tuple(bodies))


def _spans(folded: str, grammar: Grammar, known: Known) -> list[tuple[int, int]]:
    """Give where bodies stand; an earlier rule takes its stretch first."""
    taken: list[tuple[int, int]] = []
    for rule in grammar.of("change_body"):
        for match in rule.regex.finditer(folded):
            start, end = match.span("body")
            name = known(folded, start) if rule.sets.get("open") else 0
            end = name if start < name else end - (folded[end - 1] == ".")
            if all(end <= other[0] or other[1] <= start for other in taken):
                taken.append((start, end))
    return taken


class Aliases:
    """What a document calls its bodies for short: «(далее – Агентство)»."""

    def __init__(self) -> None:
        self._full: dict[str, str] = {}

    def learn(self, text: str, masked: Masked, grammar: Grammar) -> None:
        """Note the aliases that a text defines right behind the bodies it names."""
        for alias, before in _defined(text, grammar):
            named = [body for body in masked.bodies if before.endswith(body)]
            if named and len(alias) >= _SHORTEST_ALIAS and " " not in alias:
                self._full.setdefault(_stem(alias), named[-1])

    def full(self, mention: str) -> str:
        """Give the full name that a mention is short for, else the mention."""
        word = _stem(mention)
        for alias, full in self._full.items():
            shared = alias[:-1] if len(alias) > _SHORTEST_ALIAS else alias
            if " " not in word and word.startswith(shared) and len(word) - len(alias) <= _LONGEST_ENDING:
                return full
        return mention


def _defined(text: str, grammar: Grammar) -> Iterator[tuple[str, str]]:
    for _, match in grammar.find("alias", fold(text)):
        alias = text[match.start("alias") : match.end("alias")].strip(' «»"')
        yield _DETERMINER.sub("", alias), text[: match.start()].rstrip()


def _stem(mention: str) -> str:
    return fold(_DETERMINER.sub("", mention.strip())).casefold()
