"""What a passage says of a person and a post, and which mentions in one document say the same."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from remit.loaders.grammar import load_grammar
from remit.loaders.persons import same_person
from remit.ontology.intervals import PartialDate
from remit.ontology.letters import fold

_POST_WORD = re.compile(r"[\w’-]+")
_DASH = re.compile(r"\s[-–]\s|/")


@dataclass(frozen=True)
class TenureMention:
    """A person and a post; offsets are the document's and enclose the names of both.

    `person`, `post` and `body` are in the nominative where declension can be undone; `body` is named inside the post or
    beside it. `since` and `until` are days the passage states. `event`: appointed, dismissed, retained, holds.
    """

    person: str
    person_written: str
    event: str
    post: str
    body: str | None
    since: PartialDate | None
    until: PartialDate | None
    replaces: str | None
    start: int
    end: int
    rule: str


def distinct_tenures(mentions: Sequence[TenureMention]) -> list[TenureMention]:
    """Keep one mention for each person, post and event of a document: the one that says most of the post.

    A post held is left out where an event says the same of the person and the post, or where it is a mere «Minister»
    and another mention says of what.
    """
    mentions = [each for each in mentions if not _is_said_better(each, mentions)]
    kept: list[TenureMention] = []
    for mention in sorted(mentions, key=_fullest_first):
        known = (each for each in kept if mention.event in (each.event, "holds"))
        if not any(same_person(each.person, mention.person) and _same_post(each, mention) for each in known):
            kept.append(mention)
    return sorted(kept, key=lambda each: each.start)


def _is_said_better(mention: TenureMention, others: Sequence[TenureMention]) -> bool:
    grammar = load_grammar(mention.rule.partition(".")[0])
    if mention.event != "holds" or not grammar.search("generic_post", fold(mention.post)):
        return False
    return any(other.post != mention.post and same_person(other.person, mention.person) for other in others)


def _fullest_first(mention: TenureMention) -> tuple[bool, int, int, int]:
    return mention.event == "holds", -len(mention.post), -len(mention.person), mention.start


def _post_parts(mention: TenureMention) -> tuple[list[frozenset[str]], frozenset[str]]:
    """Give the words of each office of a post ("Deputy Prime Minister – Minister of Finance" is two), and of rank."""
    words = load_grammar(mention.rule.partition(".")[0]).words
    known: dict[str, str] = words.get("same_post", {})
    filler, rank = frozenset(words.get("post_filler", ())), frozenset(words.get("post_rank", ()))
    parts = _DASH.split(fold(mention.post).casefold())
    offices = [" ".join(_POST_WORD.findall(part)).removeprefix("the ") for part in parts]
    return [frozenset(known.get(office, office).split()) - filler for office in offices], rank


def _same_post(one: TenureMention, other: TenureMention) -> bool:
    (mine, rank), (theirs, _) = _post_parts(one), _post_parts(other)
    return any((a <= b or b <= a) and not (a ^ b) & rank for a in mine for b in theirs)


def full_name(person: str, named: Sequence[str]) -> str:
    """Give the full name that a surname alone stands for, where just one person of the name is named; else itself."""
    if " " in person:
        return person
    full = {name for name in named if " " in name and person.casefold() in name.casefold().split()}
    return full.pop() if len(full) == 1 else person
