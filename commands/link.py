"""Deciding who is who: what is unresolved, and what people decided about it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from remit.commands.ground import DEFAULT_GRAPH, FOUND, NOTHING, opened
from remit.ontology.errors import UsageError

if TYPE_CHECKING:
    import typer

    from remit.commands import options as opt
    from remit.graph.store import Store
    from remit.ontology.canonical import Canonical
    from remit.ontology.decision_log import DecisionLog
    from remit.ontology.decisions import Decision, Judgement
    from remit.queries.linking import Open

_ANSWERS: dict[str, Judgement] = {"y": "same", "n": "not-same", "u": "unsure"}


def unresolved(
    ctx: typer.Context,
    kind: opt.Kinds = None,
    limit: opt.Limit = 20,
    graph: opt.GraphAt = DEFAULT_GRAPH,
    decisions: opt.DecisionsAt = None,
    format: opt.RowFormat = "table",
) -> int:
    """List what is unresolved, the most frequent first, or take decisions with a command of the group."""
    if ctx.invoked_subcommand:
        return FOUND
    from remit.commands.rendering import print_rows
    from remit.ontology.registry import load_registry
    from remit.queries.linking import COLUMNS, Linking

    with opened(graph) as store:
        found = Linking(store, load_registry(), _entries(_log(graph, decisions))).pending(kind, limit)
    whole = format in ("json", "jsonl")
    print_rows([one.as_json() if whole else one.as_row() for one in found], COLUMNS, format)
    return FOUND if found else NOTHING


def decide(
    left: opt.Side,
    judgement: opt.JudgementOf,
    right: opt.OtherSide,
    note: opt.Note = "",
    by: opt.By = None,
    graph: opt.GraphAt = DEFAULT_GRAPH,
    decisions: opt.DecisionsAt = None,
) -> int:
    """Decide that two things are the same or not, or what a mention means."""
    from remit.ontology.registry import load_registry
    from remit.queries.deciding import Sides, entry
    from remit.queries.linking import Linking

    log, registry = _log(graph, decisions), load_registry()
    with _writable(graph) as store:
        known = _entries(log)
        sides = Sides(store, registry, Linking(store, registry, known))
        taken = entry(sides.iri(left), judgement, sides.iri(right), _decider(by), note)
        log.append([taken])
        print(f"{taken.id}: {taken.left} {taken.judgement} {taken.right}")
        return _apply(store, [*known, taken])


def review(
    kind: opt.Kinds = None,
    limit: opt.Limit = 20,
    by: opt.By = None,
    graph: opt.GraphAt = DEFAULT_GRAPH,
    decisions: opt.DecisionsAt = None,
) -> int:
    """Go through what is unresolved and answer: the same, not the same, unsure, skip, quit."""
    from remit.ontology.registry import load_registry
    from remit.queries.linking import Linking

    log, decider = _log(graph, decisions), _decider(by)
    with _writable(graph) as store:
        known = _entries(log)
        taken = _ask(Linking(store, load_registry(), known).pending(kind, limit), log, decider)
        print(f"{len(taken)} decisions in {log.path}")
        return _apply(store, [*known, *taken])


def log(graph: opt.GraphAt = DEFAULT_GRAPH, decisions: opt.DecisionsAt = None, format: opt.RowFormat = "table") -> int:
    """List the decisions, the earliest first, and what became of each."""
    from remit.commands.rendering import print_rows
    from remit.queries.deciding import LOG_COLUMNS, history

    rows = list(history(_entries(_log(graph, decisions))))
    print_rows(rows, LOG_COLUMNS, format)
    return FOUND if rows else NOTHING


def undo(
    id: opt.DecisionId,
    note: opt.Note = "",
    by: opt.By = None,
    graph: opt.GraphAt = DEFAULT_GRAPH,
    decisions: opt.DecisionsAt = None,
) -> int:
    """Take a decision, or an undo, back."""
    from remit.queries import deciding

    log = _log(graph, decisions)
    with _writable(graph) as store:
        known = _entries(log)
        taken = deciding.undo(known, id, _decider(by), note)
        log.append([taken])
        print(f"{taken.id}: undoes {taken.undoes}")
        return _apply(store, [*known, taken])


def replay(
    graph: opt.GraphAt = DEFAULT_GRAPH, decisions: opt.DecisionsAt = None, format: opt.TextFormat = "text"
) -> int:
    """Apply the whole log to the graph anew; print what is one thing now, and what contradicts itself."""
    from remit.commands.rendering import print_json
    from remit.graph.decisions import apply
    from remit.queries.deciding import outcome

    known = _entries(_log(graph, decisions))
    with _writable(graph) as store:
        canonical = apply(store, known)
    if format == "json":
        print_json(outcome(canonical, known))
        return NOTHING if canonical.conflicts else FOUND
    for cluster in outcome(canonical, known)["clusters"]:
        print("\n  = ".join([cluster["canonical"], *cluster["others"]]))
    for mention, thing in sorted(canonical.means.items()):
        print(f"{mention}\n  means {thing}")
    return _told(canonical, known)


def _ask(subjects: Sequence[Open], log: DecisionLog, decider: str) -> list[Decision]:
    """Ask about each candidate until one is the same; each answer is in the log before the next question."""
    from remit.queries.deciding import entry

    taken: list[Decision] = []
    for subject in subjects:
        print(f"\n{subject.mention} [{subject.kind}, {subject.count}×, {', '.join(subject.documents[:3])}]")
        for candidate in subject.candidates:
            print(f"  {candidate.name} ({', '.join(candidate.reasons)})\n  {candidate.iri}")
            answer = _answer()
            if answer == "q":
                return taken
            if answer == "s":
                break
            taken.append(entry(subject.iri, _ANSWERS[answer], candidate.iri, decider))
            log.append(taken[-1:])
            if answer == "y":
                break
    return taken


def _answer() -> str:
    """Read an answer; the end of the input is `q`."""
    while True:
        print("  same? y yes, n no, u unsure, s skip, q quit: ", end="", flush=True)
        line = sys.stdin.readline()
        answer = line.strip().casefold()[:1] if line else "q"
        if answer in (*_ANSWERS, "s", "q"):
            return answer


def _apply(store: Store, decisions: Sequence[Decision]) -> int:
    from remit.graph.decisions import apply

    return _told(apply(store, decisions), decisions)


def _told(canonical: Canonical, decisions: Sequence[Decision]) -> int:
    """Print the conflicts; give the status."""
    from remit.queries.deciding import outcome

    for conflict in outcome(canonical, decisions)["conflicts"]:
        print(
            f"conflict: {conflict['left']} and {conflict['right']} are not one ({conflict['because']}); "
            f"not followed: {'; '.join(conflict['not_followed'])}"
        )
    return NOTHING if canonical.conflicts else FOUND


def _log(graph: str, path: str | None) -> DecisionLog:
    from pathlib import Path

    from remit.ontology.decision_log import DecisionLog, default_log

    return DecisionLog(Path(path) if path else default_log(graph))


def _entries(log: DecisionLog) -> list[Decision]:
    """Read a log; tell of an entry whose writing broke off."""
    logged = log.read()
    if logged.broken_off:
        told = "its last line broke off and is no decision; it gives way to the next one"
        print(f"remit: {log.path}: {told}", file=sys.stderr)
    return list(logged.decisions)


def _writable(graph: str) -> Store:
    from remit.graph.store import open_store

    return open_store(graph, writable=True)


def _decider(by: str | None) -> str:
    import getpass

    try:
        return by or getpass.getuser()
    except (KeyError, OSError) as error:
        raise UsageError("nobody is logged in by name", "--by", "say who decides") from error


ALONE = unresolved  # what the name of the group does by itself
COMMANDS: dict[Callable[..., int], str] = {
    decide: "remit link decide 'Ministry of Culture' same mculture --note 'the only one in 2025'",
    review: "remit link review --kind person --by 'A. Reader'",
    log: "remit link log --format csv",
    undo: "remit link undo 3f9a --note 'another person of that name'",
    replay: "remit link replay --decisions shared.decisions.jsonl",
}
