"""Taking decisions: what the words of a command mean, entries for the log, and what became of each entry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from remit.graph.records import Records
from remit.graph.store import Store
from remit.ontology.canonical import Canonical, settle
from remit.ontology.decisions import Decision, Judgement, in_force, is_mention, standing
from remit.ontology.errors import UsageError
from remit.ontology.registry import Registry
from remit.queries.linking import Linking

LOG_COLUMNS = ("id", "at", "by", "judgement", "left", "right", "undoes", "state", "note")
_SCHEMES = ("http://", "https://", "urn:")


class Sides:
    """What may be decided about in one store, with one registry."""

    def __init__(self, store: Store, registry: Registry, linking: Linking) -> None:
        self._records = Records(store)
        self._registry = registry
        self._linking = linking

    def iri(self, text: str) -> str:
        """Give the IRI that a text means: an IRI itself, the id of an entry of the registry, a name as listed.

        Raises `UsageError` for what nothing or several things are called.
        """
        text = text.strip()
        if text.startswith(_SCHEMES):
            found = [text] if self._is_known(text) else []
        else:
            found = self._registered(text) or self._linking.named(text)
        if not found:
            raise UsageError(
                "nothing of this name to decide about", text, "give an IRI, or a name as remit link lists it"
            )
        if len(found) > 1:
            raise UsageError(f"this may be {' or '.join(found)}", text, "give one of these")
        return found[0]

    def _registered(self, text: str) -> list[str]:
        registry = self._registry
        entries = (registry.bodies.get(text), registry.persons.get(text), registry.acts.get(text))
        return [entry.iri for entry in entries if entry]

    def _is_known(self, iri: str) -> bool:
        if is_mention(iri):
            return self._linking.has(iri)
        persons = (person.iri for person in self._registry.persons.values())
        return self._records.kind(iri) is not None or self._registry.body_at(iri) is not None or iri in persons


def entry(left: str, judgement: Judgement, right: str, by: str, note: str = "") -> Decision:
    """Give a decision taken now; raise `UsageError` for what cannot be decided."""
    return Decision(datetime.now(UTC), by, judgement, left, right, note=note)


def undo(decisions: Iterable[Decision], beginning: str, by: str, note: str = "") -> Decision:
    """Give the undo of the entry whose id begins so; raise `UsageError` when none or several do."""
    ids = [decision.id for decision in decisions if decision.id.startswith(beginning)]
    if len(ids) != 1 or not beginning:
        what = f"{len(ids)} decisions have such an id" if ids and beginning else "no decision has this id"
        raise UsageError(what, beginning, "see remit link log")
    return Decision(datetime.now(UTC), by, "undo", undoes=ids[0], note=note)


def history(decisions: Iterable[Decision]) -> Iterator[dict[str, Any]]:
    """Give the entries of a log as rows, the earliest first, each with its `state`.

    That is in force, not followed (for a conflict), replaced by a later one, undone; an undo is in force or undone.
    """
    entries = sorted(decisions, key=lambda one: (one.at, one.id))
    left, counting = standing(entries), {one.id for one in in_force(entries).values()}
    refused = {one for conflict in settle(entries).conflicts for one in conflict.decisions}
    for one in entries:
        if one.id not in left:
            state = "undone"
        elif one.id in refused:
            state = "not followed"
        else:
            state = "in force" if one.id in counting or one.undoes else "replaced"
        yield {**dict.fromkeys(LOG_COLUMNS), **one.as_json(), "state": state}


def outcome(canonical: Canonical, decisions: Iterable[Decision]) -> dict[str, Any]:
    """Give what follows from decisions, ready to be printed: clusters, meanings of mentions, conflicts."""
    clusters: dict[str, list[str]] = {}
    for thing, chosen in sorted(canonical.same.items()):
        clusters.setdefault(chosen, []).append(thing)
    told = {one.id: " ".join(filter(None, (one.left, one.judgement, one.right))) for one in decisions}
    conflicts = [
        {
            "left": conflict.left,
            "right": conflict.right,
            "not_followed": [told[one] for one in conflict.decisions],
            "because": told[conflict.negative] if conflict.negative else "two things that nothing makes one",
        }
        for conflict in canonical.conflicts
    ]
    return {
        "clusters": [{"canonical": chosen, "others": others} for chosen, others in clusters.items()],
        "means": dict(sorted(canonical.means.items())),
        "conflicts": conflicts,
    }
