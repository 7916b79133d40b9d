"""From mentions to claims: compositions, plans, statutes and duties of one document."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from remit.loaders.composition import find_group, find_seats
from remit.loaders.document import Block
from remit.loaders.draft import Draft
from remit.loaders.duties import find_duties
from remit.loaders.executors import ExecutorMention
from remit.loaders.grammar import Grammar, load_grammar
from remit.loaders.parts import Part
from remit.loaders.plan import PlanItem, PlanTable, plan_year, read_table
from remit.loaders.reports import find_report
from remit.loaders.statute import find_powers
from remit.loaders.targets import find_targets
from remit.ontology.claims import Duty, Group, Plan, Report, Responsibility, Seat, Target
from remit.ontology.intervals import PartialDate
from remit.ontology.iris import provision_iri


def provision(draft: Draft, part: Part, locator: str) -> str | None:
    """Give the IRI of a place in the document's act: that of the annex's point for a point of an annex."""
    if draft.act is None:
        return None
    annex = f"annex_{part.annex}" if part.annex else ""
    return provision_iri(draft.act.iri, "/".join(filter(None, (annex, locator))))


def claim_composition(draft: Draft, part: Part, since: PartialDate | None, added_by: str | None) -> None:
    """Claim the group and the seats of a composition; `since` and `added_by` come from the act or a note."""
    grammar = load_grammar(part.language)
    group = find_group(part)
    group_iri = draft.linker.groups.first() or draft.mint("group")
    if group:
        evidence = draft.evidence(group.start, group.end)
        act = draft.act.iri if draft.act else None
        draft.add(Group(group_iri, evidence, group.rule, group.name, part.language, act))
    for position, seat in enumerate(find_seats(part), 1):
        seated = draft.linker.seat(seat.mention, grammar)
        evidence = draft.evidence(seat.start, seat.end)
        draft.add(
            Seat(
                iri=draft.mint("seat"),
                evidence=evidence,
                rule=seat.rule,
                group=group_iri,
                position=position,
                role=seat.role,
                mention=seat.mention,
                by_agreement=seat.by_agreement,
                post=seated.post,
                body=seated.body,
                person=draft.linker.person(seat.person, grammar) if seat.person else None,
                since=since,
                added_by=added_by,
            )
        )
        draft.note_unresolved(seated.body, seat.mention, evidence, seat.rule)


def plan_tables(draft: Draft, part: Part) -> Iterator[PlanTable]:
    """Read the tables of a part that are plans."""
    rows = [block for block in part.blocks if block.table is not None]
    year = plan_year(part.heading, load_grammar(part.language))
    for _, each in groupby(rows, key=lambda block: block.table):
        if table := read_table(list(each), draft.linker.longest_known, year):
            yield table


def claim_plan(draft: Draft, part: Part, tables: list[PlanTable]) -> str:
    """Claim the plan, its items, their bearers, reports and targets; give the plan's IRI."""
    iri = draft.mint("plan")
    heading: list[Block] = part.title or [tables[0].header]
    evidence = draft.evidence(heading[0].start, heading[-1].end)
    act = draft.act.iri if draft.act else None
    draft.add(Plan(iri, evidence, f"{part.language}.plan", part.heading, part.language, act))
    for table in tables:
        draft.notes += [f"plan without a column of {column}" for column in table.missing]
        draft.understand((*table.headings, *table.sections, *table.continued), f"{part.language}.plan.heading")
        for item in table.items:
            _claim_item(draft, iri, item)
        _claim_targets(draft, table)
    return iri


def _claim_item(draft: Draft, plan: str, item: PlanItem) -> None:
    iri = draft.mint("item")
    draft.items[item.row.start] = iri
    span = item.title_cell.spans[0]
    grammar = load_grammar(item.row.language)
    evidence = draft.evidence(span.start, span.end)
    draft.add(
        Duty(
            iri=iri,
            evidence=evidence,
            rule=f"{grammar.language}.plan.item",
            kind="plan-item",
            title=item.title,
            language=grammar.language,
            number=item.number,
            part_of=plan,
            section=item.section,
            completion=item.completion,
            deadline_text=" ".join(item.deadline.text.split()) if item.deadline else None,
            deadlines=item.deadlines,
        )
    )
    claim_bearers(draft, iri, item.executors, grammar, None, f"{grammar.language}.plan.executor")
    if item.report:
        found = find_report(item.report, grammar)
        evidence = draft.evidence(found.start, found.end)
        draft.add(Report(draft.mint("report"), evidence, found.rule, iri, found.status, found.period))


def _claim_targets(draft: Draft, table: PlanTable) -> None:
    for row, section in table.targets:
        for passage in row.cells[-1].passages(row.language):
            for found in find_targets(passage, load_grammar(row.language)):
                draft.add(
                    Target(
                        iri=draft.mint("target"),
                        evidence=draft.evidence(found.start, found.end),
                        rule=found.rule,
                        item=None,
                        section=section,
                        indicator=found.indicator,
                        year=found.year,
                        planned=found.planned,
                        actual=found.actual,
                        flag=found.flag,
                    )
                )
    draft.understand((row for row, _ in table.targets), f"{draft.document.language}.targets")


def claim_bearers(
    draft: Draft, duty: str, bearers: tuple[ExecutorMention, ...], grammar: Grammar, basis: str | None, rule: str
) -> None:
    """Claim who answers for a duty, in the order named."""
    for position, bearer in enumerate(bearers, 1):
        link = draft.linker.bearer(bearer.text, grammar)
        evidence = draft.evidence(bearer.start, bearer.end)
        draft.add(
            Responsibility(
                iri=draft.mint("responsibility"),
                evidence=evidence,
                rule=rule,
                duty=duty,
                mode=bearer.mode,
                mention=bearer.text,
                bearer=link,
                position=position,
                by_agreement=bearer.by_agreement,
                basis=basis,
            )
        )
        draft.note_unresolved(link, bearer.text, evidence, rule)


def claim_statute(draft: Draft, part: Part) -> None:
    """Claim the functions, rights and duties that a statute gives."""
    grammar = load_grammar(part.language)
    act = draft.act.iri if draft.act else None
    for power in find_powers(part):
        iri = draft.mint("power")
        place = provision(draft, part, power.locator)
        draft.add(
            Duty(
                iri,
                draft.evidence(power.start, power.end),
                power.rule,
                power.kind,
                power.title,
                part.language,
                number=power.number,
                locator=power.locator or None,
                provision=place,
                part_of=act,
            )
        )
        holder = ExecutorMention(power.holder, power.holder_start, power.holder_end)
        claim_bearers(draft, iri, (holder,), grammar, place, power.rule)


def claim_duties(draft: Draft, part: Part) -> None:
    """Claim the duties that the points of an act lay on somebody."""
    act = draft.act.iri if draft.act else None
    for found in find_duties(part):
        iri = draft.mint("duty")
        place = provision(draft, part, found.locator)
        draft.add(
            Duty(
                iri,
                draft.evidence(found.start, found.end),
                found.rule,
                "act-point",
                found.title,
                part.language,
                number=found.number,
                locator=found.locator or None,
                provision=place,
                part_of=act,
                deadline_text=found.deadline_text,
                deadlines=found.deadlines,
            )
        )
        claim_bearers(draft, iri, found.bearers, load_grammar(part.language), place, found.rule)
