"""A document's record in the making: claims with IRIs of their own, their evidence, and what each block gave."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice

from remit.loaders.document import Block, Document
from remit.loaders.linking import Linker
from remit.ontology.claims import Act, BlockStatus, Claim, Evidence, Link, Unresolved


@dataclass
class Draft:
    """Collects what is found in one document; `act` is the act it is, `linker` links its mentions."""

    document: Document
    iri: str
    linker: Linker
    act: Act | None
    claims: list[Claim] = field(default_factory=list)
    acts: dict[str, Act] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    items: dict[int, str] = field(default_factory=dict)  # start of a plan's row → the item it is
    groups: dict[str, str] = field(default_factory=dict)  # key of a group's name → its IRI here, once it is claimed
    understood: dict[int, str] = field(default_factory=dict)  # block start → rule, for blocks that claim nothing
    _counts: Counter[str] = field(default_factory=Counter)

    def mint(self, kind: str) -> str:
        """Give the next IRI of a kind of thing in this document (`…#seat-3`)."""
        self._counts[kind] += 1
        return f"{self.iri}#{kind}-{self._counts[kind]}"

    def evidence(self, start: int, end: int) -> Evidence:
        """Quote a stretch of the document."""
        return self.document.evidence(start, end)

    def add(self, claim: Claim) -> None:
        """Keep a claim."""
        self.claims.append(claim)

    def add_act(self, act: Act) -> None:
        """Keep an act; what several passages say of one act is put together, the first to say a thing counts."""
        known = self.acts.get(act.iri)
        if known is None:
            self.acts[act.iri] = act
        else:
            self.acts[act.iri] = Act(
                act.iri,
                known.type,
                known.number or act.number,
                known.date or act.date,
                known.adilet_id or act.adilet_id,
                known.registration_number or act.registration_number,
                known.issuer or act.issuer,
                tuple(dict.fromkeys((*known.titles, *act.titles))),
            )

    def note_unresolved(self, link: Link, mention: str, evidence: Evidence, rule: str) -> None:
        """Claim that a mention could not be resolved, where that is so."""
        if link.status in ("candidates", "unresolved") and mention:
            self.add(Unresolved(self.mint("unresolved"), evidence, rule, "body", mention, link.candidates, link.reason))

    def understand(self, blocks: Iterable[Block], rule: str) -> None:
        """Note that these blocks were read and say nothing that is claimed."""
        for block in blocks:
            self.understood.setdefault(block.start, rule)

    def coverage(self) -> tuple[BlockStatus, ...]:
        """Say of every block whether it gave claims, says nothing of ours, or was not understood.

        A block that gave nothing, and that no rule takes for something else, is not understood if it names a body.
        """
        fired = self._rules_fired()
        statuses = []
        for block in self.document.blocks:
            rules = tuple(fired.get(block.start, ()))
            if rules:
                status = "claims"
            elif block.start in self.understood:
                status, rules = "nothing", (self.understood[block.start],)
            else:
                status = "unknown" if self.linker.names.find(block.folded) else "nothing"
            statuses.append(BlockStatus(block.start, block.end, block.kind, status, rules))
        return tuple(statuses)

    def _rules_fired(self) -> dict[int, dict[str, None]]:
        """Give the rules whose claims rest on each block, by its start, in the order of their passages."""
        blocks = self.document.blocks
        ends = [block.end for block in blocks]
        fired: dict[int, dict[str, None]] = {}
        for start, end, rule in sorted((each.evidence.start, each.evidence.end, each.rule) for each in self.claims):
            for block in islice(blocks, bisect_right(ends, start), None):
                if block.start >= end:
                    break
                fired.setdefault(block.start, {})[rule] = None
        return fired
