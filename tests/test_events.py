"""Reorganisations of the acts read beside those of the registry: one event of both, and answers that rest on them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from remit.graph.events import Event, events
from remit.graph.load import load
from remit.graph.records import Records
from remit.graph.store import Store, open_store
from remit.graph.texts import verify
from remit.ontology.iris import BodyIri
from remit.ontology.registry import load_registry
from remit.queries.bearers import Bearer
from remit.queries.catalogue import query
from remit.queries.chain import chain
from remit.queries.chain import render as render_chain
from remit.queries.who import render, who

DOCUMENTS = {
    # the same event as one of the registry, in two languages
    "uranium_ru.txt": "Указ Президента Республики Казахстан от 18 марта 2025 года № 818\n\nО мерах\n\nПОСТАНОВЛЯЮ:\n\n"
    "1. Образовать Агентство Республики Казахстан по атомной энергии с передачей ему функций и полномочий Министерства "
    "энергетики Республики Казахстан в области учета плутония.\n\n2. Настоящий Указ вводится в действие со дня его "
    "подписания.\n",
    "uranium_kk.txt": "Қазақстан Республикасы Президентінің 2025 жылғы 18 наурыздағы № 818 Жарлығы\n\n"
    "Шаралар туралы\n\nҚАУЛЫ ЕТЕМІН:\n\n1. Қазақстан Республикасының Атом энергиясы жөніндегі агенттігі "
    "құрылсын, оған Қазақстан Республикасы Энергетика министрлігінің плутонийді есепке алу саласындағы функциялары мен "
    "өкілеттіктері берілсін.\n\n2. Осы Жарлық қол қойылған күнінен бастап қолданысқа енгізіледі.\n",
    # what the registry does not know: a centre is told something, then renamed, then ended without a transfer
    "told.txt": "Постановление Правительства Республики Казахстан от 3 марта 2025 года № 9401\n\nО мерах\n\n"
    "Правительство Республики Казахстан ПОСТАНОВЛЯЕТ:\n\n1. Республиканскому государственному учреждению "
    "«Центр озер» обеспечить учет озер.\n\n2. Министерству энергетики Республики Казахстан обеспечить учет плутония.\n",
    "renamed.txt": "Постановление Правительства Республики Казахстан от 1 июня 2025 года № 9402\n\nО переименовании\n\n"
    "Правительство Республики Казахстан ПОСТАНОВЛЯЕТ:\n\n1. Переименовать республиканское государственное учреждение "
    "«Центр озер» в республиканское государственное учреждение «Служба озер».\n",
    "ended.txt": "Постановление Правительства Республики Казахстан от 1 февраля 2026 года № 9403\n\nО ликвидации\n\n"
    "Правительство Республики Казахстан ПОСТАНОВЛЯЕТ:\n\n1. Ликвидировать республиканское государственное учреждение "
    "«Служба озер».\n",
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("events")
    for name, text in DOCUMENTS.items():
        (folder / name).write_text(text, "utf-8")
    report = load(str(folder / "graph"), sorted(map(str, folder.glob("*.txt"))))
    assert report.failures == ()
    with open_store(str(folder / "graph")) as opened:
        yield opened


def found(store: Store, kind: str) -> list[Event]:
    return [event for event in events(load_registry(), Records(store)) if event.claims and event.kind == kind]


def bearer(store: Store, duty: str, day: str) -> Bearer:
    rows = query("duties").run(store)
    (iri,) = {str(row["duty"]) for row in rows if duty in str(row["title"])}
    (answer,) = who(store, load_registry(), iri, date.fromisoformat(day))
    (one,) = answer.bearers
    return one


def test_what_two_documents_and_the_registry_say_is_one_event(store: Store) -> None:
    (event,) = found(store, "partial-transfer")
    assert event.iri.endswith("/2025-03-18-energy-aae") and event.verified == "yes"
    assert sorted(Path(str(passage.document)).name for passage in event.passages) == [
        "uranium_kk.txt",
        "uranium_ru.txt",
    ]
    assert "уран" in event.scope["ru"] and "учета плутония" in event.scope["ru"]


def test_a_document_alone_makes_an_event(store: Store) -> None:
    (renamed,) = found(store, "rename")
    assert (renamed.verified, str(renamed.date)) == (None, "2025-06-01")
    assert (renamed.passages[0].quote or "").startswith("Переименовать")


def test_the_registry_is_one_hop_with_the_passages_of_both_documents(store: Store) -> None:
    one = bearer(store, "учет плутония", "2026-01-01")
    (hop,) = one.hops
    assert (one.as_of_body, hop.kind, hop.inferred) == (str(BodyIri(("kz", "aae"))), "partial-transfer", True)
    assert hop.words == ("учета плутония",)
    assert len(hop.sources) == 2 and all(source.quote and source.document for source in hop.sources)


def test_a_claimed_change_leads_on_and_shows_its_passage(store: Store) -> None:
    one = bearer(store, "учет озер", "2025-12-31")
    (hop,) = one.hops
    assert (one.state, one.as_of_name, hop.kind, hop.date) == (
        "moved", "республиканское государственное учреждение «Служба озер»", "rename", "2025-06-01",
    )  # fmt: skip
    assert hop.act and hop.act.endswith("P2500009402")
    assert (hop.verified, one.inferred) == (None, False)
    assert "«Переименовать" in one.explanation[0]


def test_a_body_that_an_act_ends_is_orphaned_in_text_and_json(store: Store) -> None:
    one = bearer(store, "учет озер", "2026-03-01")
    assert (one.state, one.orphaned, one.as_of_body) == ("orphaned", True, None)
    (answer,) = who(store, load_registry(), "учет озер", date(2026, 3, 1))[:1]
    assert answer.as_json()["bearers"][0]["orphaned"] is True
    assert "orphaned: no transfer found" in render([answer])


def test_a_chain_passes_the_claimed_change_with_its_passage(store: Store) -> None:
    rows = query("duties").run(store)
    (iri,) = {str(row["duty"]) for row in rows if "учет озер" in str(row["title"])}
    chains = chain(store, load_registry(), iri, date(2025, 12, 31))
    (link,) = [link for link in chains.chains[0] if link.relation == "successor_of"]
    assert (link.strength, link.kind, link.since) == ("stated", "rename", "2025-06-01")
    assert link.document and link.document.endswith("renamed.txt") and link.quote
    assert link.quote in render_chain(chains)


def test_changes_of_documents_stand_in_the_query_with_their_passages(store: Store) -> None:
    rows = [row for row in query("changes").run(store, {"since": "2025-06-01"}) if row["document"]]
    assert [(row["kind"], row["date"]) for row in rows] == [("rename", "2025-06-01"), ("abolish", "2026-02-01")]
    assert all(row["quote"] and row["before_mention"] for row in rows)
    by_then = query("changes").run(store, {"as-of": "2025-12-31"})
    assert "abolish" not in {row["kind"] for row in by_then if row["document"]}
    assert verify(store).findings == ()
