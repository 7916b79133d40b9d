"""What the invented documents are made of: their acts and bodies, and texts that hand out evidence."""

from __future__ import annotations

import hashlib

from remit.ontology.claims import Act, BlockStatus, Claim, DocumentRecord, Entity, Evidence
from remit.ontology.intervals import PartialDate
from remit.ontology.iris import ActIri, BodyIri, DocumentIri, PersonIri, PostIri, digest

ENERGY = str(BodyIri(("kz", "energy")))
ECOLOGY = str(BodyIri(("kz", "menr")))
CULTURE = str(BodyIri(("kz", "mci")))
ALMATY = str(BodyIri(("kz", "akimat-almaty-city")))
GOVERNMENT = str(BodyIri(("kz", "government")))
DEPUTY_PRIME_MINISTER = str(PostIri(("kz", "government", "deputy-prime-minister")))

ORDER = Act(
    iri=str(ActIri(("R2600000901",))),
    type="pm-order",
    number="901",
    date=PartialDate.parse("2026-02-03"),
    adilet_id="R2600000901",
    issuer="Қазақстан Республикасының Премьер-Министрі",
    titles=(("kk", "Ойдан шығарылған көлдер жөніндегі жұмыс тобын құру туралы"),),
)
CONCEPT = Act(
    iri=str(ActIri(("concept", "government", "vymyshlennaya-kontseptsiya"))),
    type="concept",
    titles=(("ru", "Концепция вымышленных фестивалей"),),
)
RESOLUTION = Act(
    iri=str(ActIri(("P2600000902",))),
    type="government-resolution",
    number="902",
    date=PartialDate.parse("2026-01-15"),
    adilet_id="P2600000902",
    issuer="Правительство Республики Казахстан",
)
DECREE = Act(
    iri=str(ActIri(("U2600000903",))),
    type="presidential-decree",
    number="903",
    date=PartialDate.parse("2026"),
    adilet_id="U2600000903",
)


class Text:
    """A text that hands out the evidence of its passages."""

    def __init__(self, text: str) -> None:
        self.text = text

    def passage(self, quote: str, nth: int = 1) -> Evidence:
        """Give the `nth` place where `quote` stands; raise `ValueError` when there is none."""
        start = -1
        for _ in range(nth):
            start = self.text.index(quote, start + 1)
        return Evidence(quote, start, start + len(quote))

    def blocks(self, *statuses: str) -> tuple[BlockStatus, ...]:
        """Give one block a line, with a status each; lines beyond the statuses are `nothing`."""
        blocks, start = [], 0
        for number, line in enumerate(self.text.split("\n")):
            status = statuses[number] if number < len(statuses) else "nothing"
            rules = ("sample.rule",) if status == "claims" else ()
            blocks.append(BlockStatus(start, start + len(line), "paragraph", status, rules))
            start += len(line) + 1
        return tuple(blocks)


def document_iri(name: str) -> str:
    """Give the IRI of the document loaded under a name."""
    return str(DocumentIri((digest(name),)))


def person_iri(name: str) -> str:
    """Give the IRI of a person whom the registry does not know."""
    return str(PersonIri(("local", digest(name))))


def record(
    name: str,
    text: Text,
    language: str,
    genre: str,
    coverage: tuple[str, ...],
    *,
    entities: tuple[Entity, ...],
    claims: tuple[Claim, ...],
    act: str | None = None,
    abbreviations: tuple[tuple[str, str], ...] = (),
) -> DocumentRecord:
    """Give the record of a text under a name; `coverage` has a status for each of its first lines."""
    sha = hashlib.sha256(text.text.encode()).hexdigest()
    return DocumentRecord(
        iri=document_iri(name),
        name=name,
        source=f"/{name}",
        text=text.text,
        language=language,
        genre=genre,
        media_type="text/plain",
        byte_sha256=sha,
        text_sha256=sha,
        act=act,
        entities=entities,
        claims=claims,
        coverage=text.blocks(*coverage),
        abbreviations=abbreviations,
    )
