"""Claim people and instructions: tenures in news, reports and decrees, instructions in news."""

from __future__ import annotations

from collections.abc import Sequence

from remit.loaders.claiming import claim_bearers
from remit.loaders.document import Block, Passage
from remit.loaders.draft import Draft
from remit.loaders.executors import ExecutorMention
from remit.loaders.grammar import Grammar, load_grammar
from remit.loaders.instructions import InstructionMention, find_instructions
from remit.loaders.parts import Part
from remit.loaders.stories import Story, is_boilerplate, stories
from remit.loaders.tenure_mentions import TenureMention, distinct_tenures
from remit.loaders.tenures import find_tenures
from remit.ontology.claims import Deadline, Duty, Tenure
from remit.ontology.intervals import PartialDate


def claim_people(draft: Draft, parts: list[Part]) -> bool:
    """Claim what a news page tells of people, and an act or plan of appointments; tell whether it is a news page."""
    told = stories(draft.document)
    if draft.act and not any(story.timed for story in told):
        told = ()  # an act has its day on a line of its own, but never the hour
    if told:
        for story in told:
            _claim_story(draft, story)
        draft.understand(filter(_only_reports, draft.document.blocks), "news.report")
    else:
        _claim_in_document(draft, parts)
    return bool(told)


def _only_reports(block: Block) -> bool:
    """Tell a block of news in which nothing speaks of an appointment or an instruction: it only reports."""
    return is_boilerplate(block) or load_grammar(block.language).search("news_stated", block.folded) is None


def _claim_story(draft: Draft, story: Story) -> None:
    passages = (story.title, *story.passages)
    grammar = load_grammar(_language(passages))
    draft.linker.on = story.published.first if story.published else draft.linker.on
    _claim_tenures(draft, find_tenures(passages, grammar, story.published), grammar, story.published)
    _claim_instructions(draft, story.passages, grammar, story.published)


def _claim_instructions(
    draft: Draft, passages: Sequence[Passage], grammar: Grammar, published: PartialDate | None
) -> None:
    for found in find_instructions(passages, grammar, published):
        _claim_instruction(draft, found, grammar)


def _claim_in_document(draft: Draft, parts: list[Part]) -> None:
    day = draft.act.date if draft.act else None
    for part in parts:
        if part.kind == "composition":
            continue
        listed = draft.act is not None and part.kind == "act"  # a decree may list names and posts in a table
        reports = [
            passage
            for block in part.blocks
            if block.kind == "row" and not listed
            for cell in block.cells
            for passage in cell.passages(block.language)
        ]
        text = [block.passage for block in part.blocks if block.kind != "row" or listed]
        if text and draft.act is None and not reports:
            _claim_instructions(draft, text, load_grammar(_language(text)), None)
        for passages, holds in ((text, draft.act is None), (reports, True)):
            for language in {passage.language for passage in passages}:
                grammar = load_grammar(language)
                _claim_tenures(draft, find_tenures(passages, grammar, day, holds=holds), grammar, day)


def _language(passages: Sequence[Passage]) -> str:
    return max(passages, key=lambda passage: len(passage.text)).language


def _claim_tenures(draft: Draft, found: list[TenureMention], grammar: Grammar, day: PartialDate | None) -> None:
    claimed = {
        (each.person, each.post or each.post_name, each.event) for each in draft.claims if isinstance(each, Tenure)
    }
    for tenure in distinct_tenures(found):
        evidence = draft.evidence(tenure.start, tenure.end)
        person = draft.linker.person(tenure.person, grammar)
        seated = draft.linker.seat(tenure.post, grammar)
        key = (person, seated.post or tenure.post, tenure.event)
        if key in claimed:
            continue
        claimed.add(key)
        since, until = tenure.since, tenure.until
        # Whoever is introduced, thanked or called new took or left the post on a day that is not told.
        if not grammar.by_id[tenure.rule].sets.get("reported"):
            since = since or (day if tenure.event in ("appointed", "retained") else None)
            until = until or (day if tenure.event == "dismissed" else None)
        draft.add(
            Tenure(
                iri=draft.mint("tenure"),
                evidence=evidence,
                rule=tenure.rule,
                person=person,
                person_name=tenure.person,
                event=tenure.event,
                post=seated.post,
                post_name=tenure.post,
                body=seated.body,
                body_name=tenure.body,
                since=since,
                until=until,
                replaces=draft.linker.person(tenure.replaces, grammar) if tenure.replaces else None,
            )
        )


def _claim_instruction(draft: Draft, found: InstructionMention, grammar: Grammar) -> None:
    iri = draft.mint("instruction")
    deadlines: tuple[Deadline, ...] = ()
    if found.deadline_text:
        kind = found.due_by.precision if found.due_by else "relative"
        reason = "" if found.due_by else "counts from an event whose day is not stated"
        deadlines = (
            Deadline(found.deadline_text, "date" if kind == "day" else kind, due_by=found.due_by, reason=reason),
        )
    draft.add(
        Duty(
            iri,
            draft.evidence(found.start, found.end),
            found.rule,
            "instruction",
            found.task,
            grammar.language,
            deadline_text=found.deadline_text,
            deadlines=deadlines,
        )
    )
    bearers = tuple(ExecutorMention(text, start, end) for text, start, end in found.bearers)
    claim_bearers(draft, iri, bearers, grammar, None, found.rule)
