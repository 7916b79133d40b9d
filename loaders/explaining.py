"""Why a document was read as it was: which rules fired where, and why a block gave nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from remit.loaders.document import Block
from remit.loaders.names import NameMatch
from remit.loaders.parts import grammar_of, split
from remit.loaders.pipeline import Pipeline
from remit.loaders.sources import Source
from remit.ontology.claims import BlockStatus, Claim, DocumentRecord
from remit.ontology.errors import UsageError


@dataclass(frozen=True)
class Fired:
    """A rule that made a claim, `claim`, of a passage."""

    rule: str
    claim: str
    quote: str
    start: int
    end: int


@dataclass(frozen=True)
class Matched:
    """A rule that matches a passage, whether or not anything came of it; `kind` is what the rule tells."""

    rule: str
    kind: str
    quote: str
    start: int
    end: int


@dataclass(frozen=True)
class Named:
    """A name of the registry, and the bodies, or posts in them, that it can stand for."""

    quote: str
    start: int
    end: int
    meanings: tuple[str, ...]


@dataclass(frozen=True)
class Explanation:
    """A block, `text[start:end]` from line `line` (from 1) on, and what was made of it.

    `part` is the kind of part it was taken to stand in, `status` and `why` what came of it, `understood` the rule that
    says it holds nothing of ours. `matched` are all rules of its language that match it.
    """

    line: int
    start: int
    end: int
    kind: str
    part: str | None
    language: str
    status: str
    why: str
    quote: str
    fired: tuple[Fired, ...]
    named: tuple[Named, ...]
    matched: tuple[Matched, ...]
    understood: str | None = None

    def as_json(self) -> dict[str, Any]:
        """Give the explanation as it is printed."""
        return asdict(self)


def explain(pipeline: Pipeline, source: Source, line: int | None = None) -> list[Explanation]:
    """Explain every block of a document, or the one that stands on a line of its text as read (from 1).

    Raises `UnreadableDocument` when it gives no text, `UsageError` when it has no such line or nothing stands on it.
    """
    record, document = pipeline.read(source), pipeline.document(source)
    parts = {
        block.start: part.kind for part in split(document) for block in (*part.approval, *part.title, *part.blocks)
    }
    read = zip(document.blocks, record.coverage, strict=True)
    blocks = [(block, status) for block, status in read if line is None or line in _lines(record.text, block)]
    if line is not None and not blocks:
        last = record.text.count("\n") + 1
        hint = "an empty line belongs to no block" if line <= last else f"the text has {last} lines"
        raise UsageError("nothing to explain", f"{source.name}:{line}", hint)
    return [
        _explained(record, block, status, parts.get(block.start), pipeline.names.find(block.folded))
        for block, status in blocks
    ]


def _lines(text: str, block: Block) -> range:
    first = text.count("\n", 0, block.start) + 1
    return range(first, first + text.count("\n", block.start, block.end) + 1)


def _explained(
    record: DocumentRecord, block: Block, status: BlockStatus, part: str | None, names: tuple[NameMatch, ...]
) -> Explanation:
    fired = tuple(_fired(record.claims, block))
    understood = status.rules[0] if status.status == "nothing" and status.rules else None
    return Explanation(
        line=_lines(record.text, block).start,
        start=block.start,
        end=block.end,
        kind=block.kind,
        part=part,
        language=block.language,
        status=status.status,
        why=_why(len(fired), understood, bool(names)),
        quote=block.text,
        fired=fired,
        named=tuple(_named(match, block) for match in names),
        matched=tuple(_matched(block)),
        understood=understood,
    )


def _why(claims: int, understood: str | None, named: bool) -> str:
    if claims:
        return f"{claims} claims rest on it" if claims > 1 else "a claim rests on it"
    if understood:
        return "read, and says nothing that is claimed"
    if named:
        return "names a body or post, but no rule made a claim of it"
    return "names no body or post that is known, and no rule made a claim of it"


def _fired(claims: tuple[Claim, ...], block: Block) -> Iterator[Fired]:
    for claim in claims:
        passage = claim.evidence
        if passage.start < block.end and block.start < passage.end:
            yield Fired(claim.rule, type(claim).__name__, passage.quote, passage.start, passage.end)


def _named(match: NameMatch, block: Block) -> Named:
    meanings = {f"{target.body}/{target.role}" if target.role else target.body for target in match.targets}
    quote = block.text[match.start : match.end]
    return Named(quote, block.start + match.start, block.start + match.end, tuple(sorted(meanings)))


def _matched(block: Block) -> Iterator[Matched]:
    for rule in grammar_of(block).rules:
        for match in rule.regex.finditer(block.folded):
            if match[0].strip():
                start, end = match.span()
                yield Matched(rule.id, rule.kind, block.text[start:end], block.start + start, block.start + end)
