"""No pattern of a grammar runs away: each is tried on texts made to mislead it, under a limit no sound one nears."""

from __future__ import annotations

import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import pytest

from remit.loaders.grammar import LANGUAGES, Rule, load_grammar
from remit.ontology.letters import fold

RULES = {rule.id: rule for language in LANGUAGES for rule in load_grammar(language).rules}
LENGTH = 500
LIMIT = 15  # seconds for all texts of one rule, which a sound rule reads in a fraction of one

STRETCHES = (
    "а", "қ", "A", "1", " ", "\t", "\n", "«", "»", "\"", "(", ")", ",", ";", ":", "-", "–", ".", "№ ", "1.", "1) ",
    "ова ", "Аа ", "Аа Бб ", "А. ", "ный ", "ому ", "а, ", "а и ", "және ", "мен ", " and ",
    "от 5 мая 2020 года № 5, ", "2020 жылғы 5 мамыр ", "1-тармақ, ", "пункта 1 ", "Article 5 of ",
    "«а» ", "(а) ", "Министерству ", "министрлігі, ", "Ministry of ", "\u00a0",
)  # fmt: skip


class TooSlow(Exception):
    """The limit passed before a pattern had read its text."""


@contextmanager
def _limit(seconds: int) -> Iterator[None]:
    def stop(number: int, frame: FrameType | None) -> None:
        raise TooSlow

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def _misleading(rule: Rule) -> Iterator[str]:
    """Give an example over and over, its beginning before a long tail, its end after one, stretches of one thing."""
    for example in rule.examples[:1]:
        words = fold(example)
        half = len(words) // 2
        yield (words + " ") * (LENGTH // (len(words) + 1))
        yield (words[:-1] + " ") * (LENGTH // len(words))
        for stretch in ("а", " ", "а ", "1", "а, "):
            yield fold(words[:half] + stretch * (LENGTH // len(stretch)))
            yield fold(stretch * (LENGTH // len(stretch)) + words[half:])
    for stretch in STRETCHES:
        yield fold(stretch * (LENGTH // len(stretch)))


@pytest.mark.parametrize("rule", RULES.values(), ids=list(RULES))
def test_a_pattern_reads_misleading_text_to_its_end(rule: Rule) -> None:
    with _limit(LIMIT):
        for text in _misleading(rule):
            assert sum(1 for _ in rule.regex.finditer(text)) >= 0


def test_the_limit_stops_a_pattern_that_runs_away() -> None:
    with pytest.raises(TooSlow), _limit(1):
        re.search(r"(?:a+)+b", "a" * 60)
