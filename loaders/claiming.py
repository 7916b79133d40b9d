"""From mentions to claims: plans, statutes and duties of one document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from remit.loaders.added_powers import find_added_powers
from remit.loaders.designations import find_designations
from remit.loaders.document import Block
from remit.loaders.draft import Draft
from remit.loaders.duties import find_duties
from remit.loaders.executors import ExecutorMention
from remit.loaders.grammar import Grammar, load_grammar
from remit.loaders.parts import Part
from remit.loaders.plan import PlanItem, PlanTable, plan_year, read_paragraphs, read_table
from remit.loaders.reports import find_report
from remit.loaders.statute import PowerMention, find_powers
from remit.loaders.targets import TargetMention, find_targets
from remit.ontology.claims import Citation, Duty, Link, Plan, Report, Responsibility, Target
from remit.ontology.iris import provision_iri


def provision(draft: Draft, part: Part, locator: str) -> str | None:
    """Give the IRI of a place in the document's act: that of the annex's point for a point of an annex."""
    if draft.act is None:
        return None
    annex = f"annex_{part.annex}" if part.annex else ""
    return provision_iri(draft.act.iri, "/".join(filter(None, (annex, locator))))


def plan_tables(draft: Draft, part: Part) -> Iterator[PlanTable]:
    """Read the tables of a part that are plans, and where none is, the paragraphs that are."""
    rows = [block for block in part.blocks if block.table is not None]
    year = plan_year(part.heading, load_grammar(part.language))
    for _, each in groupby(rows, key=lambda block: block.table):
        if table := read_table(list(each), draft.linker.longest_known, year):
            yield table
    if rows or part.kind in ("statute", "composition"):
        return
    if measures := read_paragraphs(part.blocks, part.language, draft.linker.longest_known, year):
        yield measures


def claim_plan(draft: Draft, part: Part, tables: list[PlanTable]) -> str:
    """Claim the plan, its items, their bearers, reports and targets; give the plan's IRI."""
    iri = draft.mint("plan")
    heading: list[Block] = part.title or _line_above(part, tables[0].header) or [tables[0].header]
    title = part.heading or (" ".join(heading[0].text.split()) if heading[0].kind == "paragraph" else "")
    evidence = draft.evidence(heading[0].start, heading[-1].end)
    act = draft.act.iri if draft.act else None
    draft.add(Plan(iri, evidence, f"{part.language}.plan", title, part.language, act))
    for table in tables:
        draft.notes += [f"plan without a column of {column}" for column in table.missing]
        draft.understand((*table.headings, *table.sections, *table.continued), f"{part.language}.plan.heading")
        for item in table.items:
            _claim_item(draft, iri, item)
        _claim_targets(draft, table)
    return iri


def _line_above(part: Part, header: Block) -> list[Block]:
    """Give the paragraph that stands right above a table and says what it is; none when it is not there."""
    above = [block for block in part.blocks if block.kind == "paragraph" and block.end <= header.start][-1:]
    return [block for block in above if not block.text.rstrip().endswith((":", ";", ","))]


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
    for target in item.targets:
        _claim_target(draft, target, iri, item.section)
    if item.report:
        found = find_report(item.report, grammar)
        evidence = draft.evidence(found.start, found.end)
        draft.add(Report(draft.mint("report"), evidence, found.rule, iri, found.status, found.period))


def _claim_targets(draft: Draft, table: PlanTable) -> None:
    for row, section in table.targets:
        for passage in row.cells[-1].passages(row.language):
            for found in find_targets(passage, load_grammar(row.language)):
                _claim_target(draft, found, None, section)
    for row, section, figures in table.figures:
        for figure in figures:
            _claim_target(draft, figure, None, section)
        draft.understand((row,), f"{row.language}.targets")
    draft.understand((row for row, _ in table.targets), f"{draft.document.language}.targets")


def _claim_target(draft: Draft, found: TargetMention, item: str | None, section: str | None) -> None:
    draft.add(
        Target(
            iri=draft.mint("target"),
            evidence=draft.evidence(found.start, found.end),
            rule=found.rule,
            item=item,
            section=section,
            indicator=found.indicator,
            year=found.year,
            planned=found.planned,
            actual=found.actual,
            flag=found.flag,
        )
    )


def claim_bearers(
    draft: Draft, duty: str, bearers: tuple[ExecutorMention, ...], grammar: Grammar, basis: str | None, rule: str
) -> None:
    """Claim who answers for a duty, in the order named."""
    each_alone = (alone for bearer in bearers for alone in _each_alone(draft, bearer, grammar))
    for position, (bearer, link) in enumerate(each_alone, 1):
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


def _each_alone(draft: Draft, bearers: ExecutorMention, grammar: Grammar) -> Iterator[tuple[ExecutorMention, Link]]:
    """Part a mention that names several under one head, and say who each is."""
    as_written = draft.document.text[bearers.start : bearers.end] == bearers.text
    for each in draft.linker.bearers(bearers.text, grammar):
        place = (bearers.start + each.start, bearers.start + each.end) if as_written else (bearers.start, bearers.end)
        yield replace(bearers, text=bearers.text[each.start : each.end], start=place[0], end=place[1]), each.link


def claim_statute(draft: Draft, part: Part) -> None:
    """Claim the functions, rights and duties that a statute gives."""
    for power in find_powers(part, draft.linker.abbreviations):
        _claim_power(draft, part, power)


def claim_designations(draft: Draft, part: Part) -> None:
    """Claim what an act names bodies to be."""
    for power in find_designations(part):
        _claim_power(draft, part, power)


def claim_added_powers(draft: Draft, part: Part, citations: Iterable[Citation]) -> None:
    """Claim the functions that an act writes into statutes; they belong to the amended act, named above them."""
    amended = [citation for citation in citations if citation.relation == "amends"]
    for power in find_added_powers(part):
        above = [citation.act.iri for citation in amended if citation.evidence.start < power.start]
        _claim_power(draft, part, power, written_into=above[-1] if above else None)


def _claim_power(draft: Draft, part: Part, power: PowerMention, written_into: str | None = None) -> None:
    iri = draft.mint("power")
    act = written_into or (draft.act.iri if draft.act else None)
    place = None if written_into else provision(draft, part, power.locator)
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
    holders = ((power.holder, power.holder_start, power.holder_end), *power.joint)
    bearers = tuple(ExecutorMention(*holder) for holder in holders)
    claim_bearers(draft, iri, bearers, load_grammar(part.language), place or act, power.rule)


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
