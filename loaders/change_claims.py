"""Claim the reorganisations that an act orders, each body linked as it was on the day."""

from __future__ import annotations

from datetime import date, timedelta

from remit.loaders.changes import ChangeMention, find_changes
from remit.loaders.draft import Draft
from remit.loaders.grammar import Grammar, load_grammar
from remit.loaders.parts import Part
from remit.loaders.topics import topics
from remit.ontology.claims import Change, Evidence, Link
from remit.ontology.intervals import PartialDate

_DAY = timedelta(days=1)


def claim_changes(draft: Draft, parts: list[Part]) -> None:
    """Claim the changes that the document, an act, orders; nothing for a document that is no act."""
    if draft.act is None:
        return
    for change in find_changes(parts, draft.linker.names.longest_at):
        _claim(draft, change, change.since or draft.act.date, draft.act.iri)


def _claim(draft: Draft, change: ChangeMention, since: PartialDate | None, act: str) -> None:
    grammar = load_grammar(change.rule.partition(".")[0])
    evidence = draft.evidence(change.start, change.end)
    day = since.first if since else None
    # A body that ends that day existed until the day before.
    before = _linked(draft, change.before, day - _DAY if day else None, grammar)
    after = _linked(draft, change.after, day, grammar)
    draft.add(
        Change(
            iri=draft.mint("change"),
            evidence=evidence,
            rule=change.rule,
            kind=change.kind,
            language=grammar.language,
            before=before,
            after=after,
            before_mention=change.before,
            after_mention=change.after,
            scope=change.scope,
            topics=topics(change.scope, grammar) if change.scope else (),
            date=since,
            act=act,
        )
    )
    _note(draft, before, change.before, evidence, change.rule)
    _note(draft, after, change.after, evidence, change.rule)


def _linked(draft: Draft, mention: str | None, day: date | None, grammar: Grammar) -> Link | None:
    if mention is None:
        return None
    known = draft.linker.on
    draft.linker.on = day or known
    try:
        return draft.linker.link(mention, grammar)
    finally:
        draft.linker.on = known


def _note(draft: Draft, link: Link | None, mention: str | None, evidence: Evidence, rule: str) -> None:
    if link and mention:
        draft.note_unresolved(link, mention, evidence, rule)
