"""An invented statute: functions, rights and duties of a council, and a citation that two acts would fit."""

from __future__ import annotations

from sample_parts import RESOLUTION, Text, document_iri, record

from remit.ontology.claims import Act, Citation, DocumentRecord, Duty, Link, LocalBody, Responsibility
from remit.ontology.iris import ActIri, BodyIri, digest, provision_iri


def statute(name: str = "invented/statute.txt") -> DocumentRecord:
    """Give a Kazakh statute: functions, rights and duties of a council; a citation with two candidates."""
    text = Text(
        "Ойдан шығарылған ереже.\n"
        "Кеңес Үкіметтің қаулысына сәйкес жұмыс істейді.\n"
        "5. Кеңестің функциялары: бұлақтарды санау.\n"
        "6. Кеңес министрліктерден карталар сұратуға құқылы.\n"
        "7. Хатшы хаттаманы сақтауға міндетті.\n"
    )
    doc = document_iri(name)
    council = LocalBody(str(BodyIri(("local", digest("бұлақтар кеңесі")))), "Бұлақтар кеңесі", "kk", "council")

    def power(number: int, kind: str, point: str, quote: str) -> tuple[Duty, Responsibility]:
        duty = Duty(
            f"{doc}#duty-{number}",
            text.passage(quote),
            f"statute.{kind}",
            kind,
            quote,
            "kk",
            number=point,
            locator=f"pt_{point}",
            provision=provision_iri(RESOLUTION.iri, f"pt_{point}"),
            part_of=RESOLUTION.iri,
        )
        bearer = Responsibility(
            f"{doc}#responsibility-{number}",
            text.passage(quote),
            f"statute.{kind}",
            duty.iri,
            "execute",
            "Кеңес",
            Link("local", council.iri),
            basis=duty.provision,
        )
        return duty, bearer

    return record(
        name,
        text,
        "kk",
        "statute",
        ("nothing", "claims", "claims", "claims", "claims"),
        act=RESOLUTION.iri,
        entities=(RESOLUTION, council),
        claims=(
            Citation(
                f"{doc}#citation-1",
                text.passage("Үкіметтің қаулысына сәйкес"),
                "citation.sample",
                RESOLUTION.iri,
                Act(str(ActIri(("government-resolution", "government"))), "government-resolution"),
                "based_on",
                status="candidates",
                candidates=(str(ActIri(("P2600000904",))), str(ActIri(("P2600000905",)))),
            ),
            *power(1, "function", "5", "бұлақтарды санау"),
            *power(2, "right", "6", "министрліктерден карталар сұратуға құқылы"),
            *power(3, "duty", "7", "хаттаманы сақтауға міндетті"),
        ),
    )
