"""From compositions and their changes to claims: which group, who sits in it since when, who leaves it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from remit.loaders.composition import GroupMention, SeatMention, find_group, find_seats
from remit.loaders.composition_changes import CompositionChange, GoneMention, find_changes
from remit.loaders.document import Block
from remit.loaders.draft import Draft
from remit.loaders.grammar import Grammar, load_grammar
from remit.loaders.groups import group_iri, name_key
from remit.loaders.parts import Part
from remit.loaders.persons import nominative_post
from remit.ontology.claims import Act, Citation, Group, Seat, SeatEnd
from remit.ontology.intervals import PartialDate
from remit.ontology.letters import fold


@dataclass(frozen=True)
class _Sitting:
    """What all seats of one list share: their group, the grammar they are read by, since when, by which act."""

    group: str
    grammar: Grammar
    since: PartialDate | None
    added_by: str | None


def claim_composition(draft: Draft, part: Part, since: PartialDate | None, added_by: str | None) -> None:
    """Claim the group and the seats of a composition; `since` and `added_by` come from the act or a note."""
    grammar = load_grammar(part.language)
    iri = _claim_group(draft, find_group(part), grammar, draft.act.iri if draft.act else None)
    _claim_seats(draft, enumerate(find_seats(part), 1), _Sitting(iri, grammar, since, added_by))


def _claim_group(draft: Draft, group: GroupMention | None, grammar: Grammar, formed_by: str | None) -> str:
    """Claim a group unless the document has named it above; give its IRI here."""
    key = name_key(group.name, grammar) if group else ""
    iri = draft.groups.get(key) or draft.linker.groups.first() or draft.mint("group")
    if group and iri not in draft.groups.values():
        lasting = group_iri(formed_by, group.name, grammar) if formed_by else None
        evidence = draft.evidence(group.start, group.end)
        act = draft.act.iri if draft.act else None
        draft.add(Group(iri, evidence, group.rule, group.name, grammar.language, act, lasting))
        draft.groups[key] = iri
    return iri


def _claim_seats(draft: Draft, seats: Iterable[tuple[int, SeatMention]], sitting: _Sitting) -> None:
    grammar = sitting.grammar
    for position, seat in seats:
        seated = draft.linker.seat(nominative_post(seat.mention, grammar), grammar)
        evidence = draft.evidence(seat.start, seat.end)
        draft.add(
            Seat(
                iri=draft.mint("seat"),
                evidence=evidence,
                rule=seat.rule,
                group=sitting.group,
                position=position,
                role=seat.role,
                mention=seat.mention,
                by_agreement=seat.by_agreement,
                post=seated.post,
                body=seated.body,
                person=draft.linker.person(seat.person, grammar) if seat.person else None,
                since=sitting.since,
                added_by=sitting.added_by,
                number=seat.number,
            )
        )
        draft.note_unresolved(seated.body, seat.mention, evidence, seat.rule)


def claim_seat_changes(draft: Draft, part: Part, citations: list[Citation]) -> list[Block]:
    """Claim who comes into compositions that other acts approved, and who leaves them, by the changes in a part.

    Gives the blocks that are lines of compositions.
    """
    changes, listed = find_changes(part)
    grammar = load_grammar(part.language)
    for change in changes:
        base = _amended(change, citations, draft)
        group = _changed_group(change, base, grammar)
        if group is None:
            draft.notes.append(f"a change of a composition of no group that is named: {change.at.text[:80]}")
        elif change.kind == "words":
            draft.notes.append(f"words changed in a composition are not followed: {change.at.text[:80]}")
        else:
            iri = _claim_group(draft, group, grammar, base.iri if base else None)
            _claim_change(draft, change, iri, grammar)
    return listed


def _claim_change(draft: Draft, change: CompositionChange, group: str, grammar: Grammar) -> None:
    act, day = (draft.act.iri, draft.act.date) if draft.act else (None, None)
    everyone = GoneMention(change.at.start, change.at.end, change.rule)
    for gone in (everyone,) if change.kind == "restated" else change.gone:
        seated = draft.linker.seat(nominative_post(gone.mention, grammar), grammar)
        draft.add(
            SeatEnd(
                iri=draft.mint("seat-end"),
                evidence=draft.evidence(gone.start, gone.end),
                rule=gone.rule,
                group=group,
                mention=gone.mention or None,
                number=gone.number,
                post=seated.post,
                person=draft.linker.person(gone.person, grammar) if gone.person else None,
                until=day,
                removed_by=act,
            )
        )
    _claim_seats(draft, _placed(change.seats), _Sitting(group, grammar, day, act))


def _placed(seats: tuple[SeatMention, ...]) -> Iterable[tuple[int, SeatMention]]:
    """Place seats by their numbers in the composition where all have one, else in the order they are named."""
    numbers = [seat.number for seat in seats]
    if all(number and number.isdigit() for number in numbers):
        return [(int(seat.number or 0), seat) for seat in seats]
    return enumerate(seats, 1)


def _amended(change: CompositionChange, citations: list[Citation], draft: Draft) -> Act | None:
    """Give the act that approved the composition: named where the change is announced, else the last one amended."""
    own = draft.act.iri if draft.act else None
    acts = draft.acts
    here = [each for each in citations if change.at.start <= each.evidence.start < change.at.end]
    above = [each for each in citations if each.evidence.start < change.at.start and each.relation == "amends"]
    cited = [each.act.iri for each in (*here[:1], *reversed(above)) if each.act.iri != own]
    return acts[cited[0]] if cited else None


def _changed_group(change: CompositionChange, base: Act | None, grammar: Grammar) -> GroupMention | None:
    """Name the group as the change does, or the title of the act that formed it: «О создании Комиссии по родникам».

    A change in an annex of the act is one of a composition only when that title names a group.
    """
    named = change.group
    if named and not grammar.search("group_noun", fold(named.name)):
        return named
    for language, title in base.titles if base else ():
        if language == grammar.language and (found := grammar.search("group_titled", fold(title))):
            rule, match = found
            name = title[match.start("name") : match.end("name")].strip()
            return GroupMention(name, change.at.start, change.at.end, rule.id)
    return named if change.in_composition else None
