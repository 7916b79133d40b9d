"""What people decided about identity: two things are the same or not, or a mention means a thing; each is an entry.

Entries are never changed. A later one about the same pair takes the place of an earlier one, an undo takes one back.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal, get_args

from remit.ontology.errors import UsageError
from remit.ontology.iris import BASE, digest
from remit.ontology.letters import fold

Judgement = Literal["same", "not-same", "unsure", "undo"]

_MENTION = BASE + "mention/"
_DECISION = BASE + "decision/"
_NOISE = re.compile(r"[«»„“”\"'’.,;:()\s–-]+")
_CAUTION = ("undo", "same", "unsure", "not-same")  # of entries of one moment the most cautious counts as the last


@dataclass(frozen=True)
class Decision:
    """One entry of the log.

    `at` is the moment (with its time zone), `by` who decided. `left` and `right` are IRIs: two things of a kind, or a
    mention (or one claim, for that one occurrence) and the thing it means. An undo names in `undoes` the id of another
    entry and has no sides. Raises `UsageError` for what cannot be decided.
    """

    at: datetime
    by: str
    judgement: Judgement
    left: str | None = None
    right: str | None = None
    undoes: str | None = None
    note: str = ""

    def __post_init__(self) -> None:
        if problem := self._problem():
            where = self.undoes or " ".join(filter(None, (self.left, self.judgement, self.right)))
            raise UsageError(problem, where, "see remit link --help")

    def _problem(self) -> str | None:
        if self.judgement not in get_args(Judgement):
            return f"a judgement is one of {', '.join(get_args(Judgement))}"
        if self.at.tzinfo is None or not self.by.strip():
            return "a decision needs a moment with its time zone and somebody who decides"
        if self.judgement == "undo":
            return None if self.undoes and not (self.left or self.right) else "an undo names one earlier decision"
        if not self.left or not self.right or self.undoes or self.left == self.right:
            return "two different things are decided about"
        if is_mention(self.left) and is_mention(self.right):
            return "a mention is decided to mean a thing, not another mention"
        mention, thing = self.pair
        if is_mention(mention):
            of_act = mention.startswith(_MENTION + "act/")
            is_odd = mention.startswith(_MENTION) and of_act != (kind_of(thing) == "act")
            return "an act is meant by a citation, and by nothing else" if is_odd else None
        if kind_of(mention) != kind_of(thing):
            return f"a {kind_of(mention) or 'foreign thing'} and a {kind_of(thing) or 'foreign thing'} cannot be one"
        return None

    @property
    def id(self) -> str:
        """The digest of all that the entry says: the same entry has the same id in every log."""
        return digest(json.dumps(self._content(), ensure_ascii=False, sort_keys=True))

    @property
    def iri(self) -> str:
        """What the entry is called in a graph."""
        return _DECISION + self.id

    @property
    def pair(self) -> tuple[str, str]:
        """Both sides: a mention before the thing it may mean, else by their IRIs; of an undo, two empty texts."""
        left, right = sorted((self.left or "", self.right or ""), key=lambda side: (not is_mention(side), side))
        return left, right

    def as_json(self) -> dict[str, str]:
        """Give the entry as a line of the log holds it."""
        return {"id": self.id, **self._content()}

    def _content(self) -> dict[str, str]:
        said = {"at": _moment(self.at), "by": self.by, "judgement": self.judgement, "left": self.left}
        said |= {"right": self.right, "undoes": self.undoes, "note": self.note or None}
        return {name: value for name, value in said.items() if value is not None}

    @classmethod
    def parse(cls, line: str) -> Decision:
        """Read a line of a log; raise `ValueError` when it is none, or was changed after it was written."""
        said = json.loads(line)
        if not isinstance(said, dict):
            raise ValueError("not an object")
        claimed = said.pop("id", None)
        try:
            decision = cls(**{**said, "at": datetime.fromisoformat(said.get("at", ""))})
        except (TypeError, UsageError) as error:
            raise ValueError(str(error)) from error
        if decision.id != claimed:
            raise ValueError(f"its id is not that of its content, {decision.id}")
        return decision


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def mention_iri(kind: str, text: str) -> str:
    """Give the IRI that all mentions of a kind (body, act, …) written with these words share.

    Look-alike letters, capitals, quotation marks and other punctuation make no difference.
    """
    return f"{_MENTION}{kind}/{digest(_NOISE.sub(' ', fold(text)).strip().casefold())}"


def is_mention(iri: str) -> bool:
    """Tell the words of a mention, or one claim that has them, from a thing."""
    return iri.startswith(_MENTION) or "#" in iri


def kind_of(iri: str) -> str:
    """Give what kind of thing an IRI names: body, post, person, act; empty for an IRI that is none of ours."""
    kind, _, name = iri.removeprefix(BASE).partition("/") if iri.startswith(BASE) else ("", "", "")
    return ("act" if kind == "eli" else kind) if name else ""


def in_force(decisions: Iterable[Decision]) -> dict[tuple[str, str], Decision]:
    """Give the decision that counts of each pair; the order in which they come makes no difference.

    An undo takes back one entry, be it an undo; of the entries left about a pair the latest counts.
    """
    latest: dict[tuple[str, str], Decision] = {}
    for entry in standing(decisions).values():
        if entry.judgement != "undo":
            other = latest.get(entry.pair)
            if other is None or _recency(entry) > _recency(other):
                latest[entry.pair] = entry
    return latest


def standing(decisions: Iterable[Decision]) -> dict[str, Decision]:
    """Give by their ids the entries, undos among them, that no undo takes back that is not itself taken back."""
    entries = {decision.id: decision for decision in decisions}
    undoing: dict[str, list[str]] = {}
    for entry in entries.values():
        if entry.undoes:
            undoing.setdefault(entry.undoes, []).append(entry.id)
    known: dict[str, bool] = {}
    return {id: entry for id, entry in entries.items() if _stands(id, undoing, known)}


def _stands(entry: str, undoing: Mapping[str, list[str]], known: dict[str, bool]) -> bool:
    if entry not in known:
        known[entry] = not any(_stands(undo, undoing, known) for undo in undoing.get(entry, ()))
    return known[entry]


def _recency(entry: Decision) -> tuple[datetime, int, str]:
    return entry.at, _CAUTION.index(entry.judgement), entry.id
