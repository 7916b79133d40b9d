"""One document from bytes to claims: read, split into parts, find, link, claim."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from remit.loaders.abbreviations import aliases, find_abbreviations, is_key
from remit.loaders.acts import own_act
from remit.loaders.change_claims import claim_changes
from remit.loaders.citations import CitationMention
from remit.loaders.citing import cite
from remit.loaders.claiming import (
    claim_added_powers,
    claim_designations,
    claim_duties,
    claim_plan,
    claim_statute,
    plan_tables,
)
from remit.loaders.composition import find_group
from remit.loaders.document import Block, Document, Stated
from remit.loaders.draft import Draft
from remit.loaders.earliest import written_after
from remit.loaders.formal import find_formal
from remit.loaders.grammar import grammar_digest, load_grammar
from remit.loaders.identity import OwnAct, find_identity
from remit.loaders.linking import Linker
from remit.loaders.names import NameIndex
from remit.loaders.news import claim_people
from remit.loaders.parts import Part, grammar_of, split
from remit.loaders.readers import read, reader_of
from remit.loaders.seating import claim_composition, claim_seat_changes
from remit.loaders.sources import Source
from remit.loaders.stated import stated_identity, with_requisite
from remit.loaders.statute import find_powers
from remit.ontology.claims import Act, Citation, DocumentRecord, Entity, Identity
from remit.ontology.intervals import PartialDate
from remit.ontology.iris import DocumentIri, digest
from remit.ontology.registry import Registry

EXTRACTOR = f"remit 0.1.0, grammars {grammar_digest()}"
"""What makes the claims: a new version, or a change of the grammars, reads documents anew."""


class Pipeline:
    """Reads documents against one registry; building it compiles the registry's names, so keep it for a batch."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        self.names = NameIndex(registry)

    def read(self, source: Source) -> DocumentRecord:
        """Read one document into claims; raise `UnreadableDocument` when it gives no text."""
        data = source.read()
        stated = source.state() if source.state else None
        document = _document(data, source, stated)
        parts = split(document)
        own = stated_identity(document) or find_identity(document, parts)
        draft = self._draft(document, DocumentIri((digest(source.name),)), own)
        if own and draft.act:
            evidence = draft.evidence(own.mention.start, own.mention.end)
            draft.add(Identity(draft.mint("identity"), evidence, own.mention.rule, draft.act.iri))
            draft.add_act(draft.act)
        _name_groups(draft, parts)
        genre = _claim_parts(draft, parts)
        return DocumentRecord(
            iri=draft.iri,
            name=source.name,
            source=source.origin,
            text=document.text,
            language=document.language,
            genre=genre,
            media_type=document.media_type,
            byte_sha256=hashlib.sha256(data).hexdigest(),
            text_sha256=hashlib.sha256(document.text.encode()).hexdigest(),
            act=draft.act.iri if draft.act else None,
            entities=_entities(draft),
            claims=tuple(draft.claims),
            coverage=draft.coverage(),
            abbreviations=tuple(draft.linker.abbreviations.items()),
            reader=reader_of(document.media_type),
            retrieved=source.retrieved,
            url=_address(document, source),
            version=document.stated.version if document.stated else None,
            until=document.stated.until if document.stated else None,
            stated_sha256=stated.sha256 if stated else None,
            notes=(*document.notes, *dict.fromkeys(draft.notes)),
        )

    def document(self, source: Source) -> Document:
        """Read only the text and its blocks; raise `UnreadableDocument` when there is none."""
        return _document(source.read(), source, source.state() if source.state else None)

    def _draft(self, document: Document, iri: DocumentIri, own: OwnAct | None) -> Draft:
        act: Act | None = None
        if own:
            act = own_act(own.mention, self.registry, document.language, document.text, self.names)
            if own.title and document.language not in dict(act.titles):
                act = replace(act, titles=(*act.titles, (document.language, own.title)))
        day = act.date if act else None
        on = day.first if day else None
        abbreviations = find_abbreviations(document, self.names)
        after = None if on else written_after(document)
        linker = Linker(self.registry, self.names, abbreviations, on, after, str(iri))
        return Draft(document, str(iri), linker, act)


def _document(data: bytes, source: Source, stated: Stated | None) -> Document:
    document = read(data, source.name, source.media_type)
    return with_requisite(replace(document, stated=stated.completed(document.stated)) if stated else document)


def _address(document: Document, source: Source) -> str | None:
    """Give the address of the original: as the page states it, else where it was fetched from."""
    stated = document.stated.url if document.stated else None
    return stated or (source.origin if source.retrieved else None)


def _name_groups(draft: Draft, parts: list[Part]) -> None:
    """Mint the groups the document brings into being, so that «Кеңес» can be linked wherever it stands."""
    names = {group.name for part in parts if part.kind == "composition" and (group := find_group(part))}
    stands_in_statute = any(part.kind == "statute" and find_powers(part) for part in parts)
    defined = any(_defines_group(part) for part in parts)
    if len(names) == 1 or (not names and (stands_in_statute or defined)):
        draft.linker.groups.iris.append(draft.mint("group"))


def _defines_group(part: Part) -> bool:
    return any(grammar_of(block).search("group_noun", alias) for block in part.blocks for alias, _ in aliases(block))


def _claim_parts(draft: Draft, parts: list[Part]) -> str:
    """Claim what each part says; give the document's genre."""
    genres = set()
    short_names: dict[str, CitationMention] = {}
    for part in parts:
        draft.understand((*part.approval, *part.title), f"{part.language}.heading")
        notes = [block for block in part.blocks if _is_note(block)]
        keys = [block for block in part.blocks if is_key(block)]
        signatures = [block for block in part.blocks if block.kind == "pair" and part.kind == "act"]
        draft.understand((*notes, *keys, *signatures), f"{part.language}.understood")
        for block, rule in find_formal(part) if part.kind in ("act", "annex", "list", "statute") else ():
            draft.understand((block,), rule)
        tables = list(plan_tables(draft, part))
        plan = claim_plan(draft, part, tables) if tables else None
        citations = cite(draft, part, plan, short_names)
        if part.kind in ("act", "annex", "list"):
            listed = claim_seat_changes(draft, part, citations)
            part.blocks = [block for block in part.blocks if block not in listed]
            claim_added_powers(draft, part, citations)
        if part.kind == "composition":
            since, added_by = _in_wording_of(draft, part, citations)
            draft.linker.on = since.first if since else draft.linker.on
            claim_composition(draft, part, since, added_by)
            draft.linker.on = draft.act.date.first if draft.act and draft.act.date else None
        elif part.kind == "statute":
            claim_statute(draft, part)
        elif part.kind == "act" and draft.act:
            claim_duties(draft, part)
            claim_designations(draft, part)
        genres.add("plan" if tables else part.kind)
    claim_changes(draft, parts)
    told = claim_people(draft, parts)
    return _genre(draft, parts, genres, told)


def _is_note(block: Block) -> bool:
    grammar = grammar_of(block)
    return bool(grammar.search("note", block.folded) or grammar.search("struck", block.folded))


def _genre(draft: Draft, parts: list[Part], genres: set[str], told: bool) -> str:
    """Name the document's genre: what it is as a whole, not what its annexes are."""
    enacts = any(grammar_of(block).search("enacting", block.folded) for block in parts[0].blocks) if parts else False
    if enacts or (draft.act and "plan" not in genres):
        return "act"
    return next((genre for genre in ("plan", "composition", "statute") if genre in genres), "news" if told else "other")


def _in_wording_of(draft: Draft, part: Part, citations: list[Citation]) -> tuple[PartialDate | None, str | None]:
    """Say since when a composition stands: since the act that gave it its wording, as a note tells, else its own act.

    Of one that other acts changed, without giving it anew, nothing tells which seats are new: not known.
    """
    notes = [block for block in part.blocks if load_grammar(block.language).search("note", block.folded)]
    for citation in citations:
        note = next((each for each in notes if each.start <= citation.evidence.start < each.end), None)
        if note and citation.relation == "amended_by":
            anew = grammar_of(note).search("worded_anew", note.folded)
            return (citation.act.date, citation.act.iri) if anew else (None, None)
    return (draft.act.date, draft.act.iri) if draft.act else (None, None)


def _entities(draft: Draft) -> tuple[Entity, ...]:
    linker = draft.linker
    return (
        *draft.acts.values(),
        *linker.bodies.values(),
        *linker.posts.values(),
        *linker.groups.posts.values(),
        *linker.persons.values(),
    )
