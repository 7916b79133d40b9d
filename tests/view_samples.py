"""A page of a picture taken apart, and plans of any size to draw."""

from __future__ import annotations

import hashlib
import json
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import sample_records as samples

from remit.graph.store import Store, Write, open_store
from remit.ontology.claims import DocumentRecord, Duty, Group, Link, LocalBody, Person, Plan, Responsibility, Seat
from remit.ontology.iris import BodyIri, digest


class Page(HTMLParser):
    """A page taken apart as a browser would: elements, scripts, and the data in them."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.html = path.read_text("utf-8")
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[tuple[dict[str, str | None], str]] = []
        self.title = ""
        self._open = ""
        self.feed(self.html)
        self.data: dict[str, Any] = {
            str(attributes["id"]): json.loads(text) for attributes, text in self.scripts if "id" in attributes
        }

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._open = tag
        if tag == "script":
            self.scripts.append((dict(attrs), ""))

    def handle_endtag(self, tag: str) -> None:
        self._open = ""

    def handle_data(self, data: str) -> None:
        if self._open == "script":
            attributes, text = self.scripts[-1]
            self.scripts[-1] = attributes, text + data
        elif self._open == "title":
            self.title += data

    @property
    def things(self) -> list[dict[str, Any]]:
        return [*self.data["nodes"], *self.data["page"]["nodes"]]

    @property
    def drawn(self) -> set[str]:
        return {node["full"] for node in self.data["nodes"]}


def plan_record(items: int, bodies: int = 3, name: str = "invented/large.txt", label: str = "Мера") -> DocumentRecord:
    """Give a plan of so many items in two sections, each with a lead, and a group with as many members as bodies."""
    doc = samples.document_iri(name)
    lines = [f"{label} {n}" for n in range(items)]
    text = samples.Text("\n".join(["План больших озёр", "Совет озёр", *lines]))
    entities = [
        LocalBody(str(BodyIri(("local", digest(f"{label}{n}")))), f"Орган {label} {n}", "ru") for n in range(bodies)
    ]
    people = [Person(samples.person_iri(f"{label} {n}"), f"Лицо {label} {n}", "ru") for n in range(bodies)]
    plan, group = f"{doc}#plan-1", f"{doc}#group-1"
    claims: list[Plan | Group | Duty | Responsibility | Seat] = [
        Plan(plan, text.passage("План больших озёр"), "plan.sample", "План больших озёр", "ru"),
        Group(group, text.passage("Совет озёр"), "group.sample", "Совет озёр", "ru"),
    ]
    for n, person in enumerate(people):
        role = "chair" if n == 0 else "member"
        claims.append(
            Seat(
                f"{doc}#seat-{n}", text.passage("Совет озёр"), "seat.sample", group, n + 1, role, "м", person=person.iri
            )
        )
    for n in range(items):
        item, evidence = f"{doc}#item-{n}", text.passage(lines[n])
        section = f"{1 + n % 2}. Раздел {label}"
        claims += [
            Duty(item, evidence, "item.sample", "plan-item", lines[n], "ru", str(n), part_of=plan, section=section),
            Responsibility(
                f"{item}-1", evidence, "bearer.sample", item, "lead", "о", Link("local", entities[n % bodies].iri)
            ),
        ]
    sha = hashlib.sha256(text.text.encode()).hexdigest()
    return DocumentRecord(
        doc, name, f"/{name}", text.text, "ru", "plan", "text/plain", sha, sha,
        entities=(*entities, *people), claims=tuple(claims),
    )  # fmt: skip


def filled(folder: Path, *records: DocumentRecord) -> Store:
    store = open_store(str(folder), create=True)
    store.write(Write(documents=records))
    return store
