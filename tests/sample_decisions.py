"""Decisions to try things on: invented bodies, an hour of minutes, one who decides."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from remit.ontology.decisions import Decision, Judgement
from remit.ontology.iris import BASE

REGISTERED = BASE + "body/kz/lakes"
ANOTHER = BASE + "body/kz/rivers"
LOCAL = BASE + "body/local/0a"
OTHER = BASE + "body/local/0b"
THIRD = BASE + "body/local/0c"
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def decide(left: str, judgement: Judgement, right: str, minute: int = 0, by: str = "A. Reader") -> Decision:
    """Decide about two IRIs so many minutes after noon."""
    return Decision(NOON + timedelta(minutes=minute), by, judgement, left, right)


def undo(entry: Decision, minute: int = 0) -> Decision:
    """Take a decision back."""
    return Decision(NOON + timedelta(minutes=minute), "A. Reader", "undo", undoes=entry.id)
