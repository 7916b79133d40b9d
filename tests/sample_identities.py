"""Three invented documents that write one person, one post and one company in several ways, and leave mentions open."""

from __future__ import annotations

from pathlib import Path

import sample_graph
from sample_parts import ENERGY, Text, document_iri, record

from remit.graph.store import Write, open_store
from remit.ontology.claims import (
    Act,
    Citation,
    DocumentRecord,
    Duty,
    Link,
    LocalBody,
    Person,
    Post,
    Responsibility,
    Tenure,
)
from remit.ontology.iris import ActIri, BodyIri, PersonIri, PostIri

KAZAKH, RUSSIAN, ENGLISH = (str(PersonIri(("local", name))) for name in ("c-kk", "b-ru", "a-en"))
COMPANY, COMPANY_RU = (str(BodyIri(("local", name))) for name in ("company-kk", "company-ru"))
DIRECTOR, DIRECTOR_RU = (str(PostIri(("local", name, "director"))) for name in ("company-kk", "company-ru"))
CITED = str(ActIri(("P2600000904",)))


def news(name: str, language: str, person: Person, post: Post, body: LocalBody, line: str) -> DocumentRecord:
    """Give a news item: somebody heads a company, a ministry that is not told for certain must do something."""
    text = Text(f"{line}\nCount the quiet lakes: МЭО. See the resolution on lakes.\n")
    doc = document_iri(name)
    return record(
        name,
        text,
        language,
        "news",
        ("claims", "claims"),
        entities=(person, post, body),
        claims=(
            Tenure(
                f"{doc}#tenure-1", text.passage(line), "tenure.holds", person.iri, person.name, "holds", post.iri,
                post.name, Link("local", body.iri), body.name,
            ),
            Duty(
                f"{doc}#duty-1", text.passage("Count the quiet lakes"), "act.point", "act-point",
                "Count the quiet lakes", "en",
            ),
            Responsibility(
                f"{doc}#responsibility-1", text.passage("МЭО"), "act.point", f"{doc}#duty-1", "execute", "МЭО",
                Link("candidates", None, (ENERGY,), "no body of this name then"),
            ),
            Citation(
                f"{doc}#citation-1", text.passage("the resolution on lakes"), "citation", f"{doc}#duty-1",
                Act(CITED, "government-resolution"), "based_on", status="candidates", candidates=(CITED,),
            ),
        ),
    )  # fmt: skip


def records() -> list[DocumentRecord]:
    """Give the documents."""
    here = LocalBody(COMPANY, "«Қиялсу» АҚ", "kk")
    there = LocalBody(COMPANY_RU, "АО «Қиялсу»", "ru")
    return [
        news(
            "kk.txt", "kk", Person(KAZAKH, "Әсет Мысалов", "kk"),
            Post(DIRECTOR, "director", COMPANY, "директор", "kk"), here, "«Қиялсу» АҚ директоры Әсет Мысалов",
        ),
        news(
            "ru.txt", "ru", Person(RUSSIAN, "Мысалов Асет Бекович", "ru"),
            Post(DIRECTOR_RU, "director", COMPANY_RU, "директор АО", "ru"), there,
            "директор АО «Қиялсу» Мысалов Асет Бекович",
        ),
        news(
            "en.txt", "en", Person(ENGLISH, "Asset Myssalov", "en"),
            Post(DIRECTOR, "director", COMPANY, "director", "en"), here, "the director Asset Myssalov",
        ),
    ]  # fmt: skip


def write_identities(folder: Path) -> str:
    """Write the documents and the sample registry into a new graph and give its location."""
    location = sample_graph.write_sample(folder)
    with open_store(location, writable=True) as store:
        store.write(Write(documents=records()))
    return location
