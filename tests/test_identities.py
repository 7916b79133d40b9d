"""Answers by decisions: under one IRI, found by any; nothing changed in the claims; an undo gives the old answers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest
import sparql_server
from sample_decisions import decide, undo
from sample_identities import (
    CITED,
    COMPANY,
    COMPANY_RU,
    DIRECTOR,
    DIRECTOR_RU,
    ENGLISH,
    KAZAKH,
    RUSSIAN,
    records,
    write_identities,
)
from sample_parts import ENERGY, document_iri

from remit.graph.decisions import apply
from remit.graph.identities import DECISIONS, IdentifiedStore, aliases, identified
from remit.graph.network import build_network
from remit.graph.records import Records
from remit.graph.store import Store, Write, open_store
from remit.ontology.decisions import Decision, mention_iri
from remit.ontology.registry import load_registry
from remit.queries.catalogue import Row, query
from remit.queries.chain import chain
from remit.queries.search import search
from remit.queries.show import show
from remit.queries.who import who

MENTION = mention_iri("body", "«МЭО»")
PERSONS = [decide(KAZAKH, "same", RUSSIAN, 1), decide(RUSSIAN, "same", ENGLISH, 2)]
BODIES = [decide(COMPANY_RU, "same", COMPANY, 3)]
MEANT = [decide(MENTION, "same", ENERGY, 4)]
RESPONSIBILITY = document_iri("ru.txt") + "#responsibility-1"


@pytest.fixture(scope="module")
def location(tmp_path_factory: pytest.TempPathFactory) -> str:
    return write_identities(tmp_path_factory.mktemp("identities") / "graph")


Decided = Callable[..., Store]


@pytest.fixture
def decided(location: str, request: pytest.FixtureRequest) -> Decided:
    """Give the graph with decisions applied."""

    def applied(*decisions: Decision) -> Store:
        with open_store(location, writable=True) as written:
            apply(written, decisions)
        store = open_store(location)
        request.addfinalizer(store.close)
        return store

    return applied


def rows(store: Store, name: str, **arguments: str) -> list[Row]:
    ours = ("kk.txt", "ru.txt", "en.txt")
    return [row for row in query(name).run(store, arguments) if row["document"] in ours]


def column(found: list[Row], name: str) -> set[Any]:
    return {row[name] for row in found}


def test_without_decisions_the_store_is_the_store(decided: Decided) -> None:
    store = decided()
    assert identified(store) is store
    assert Records(store).store is store
    assert not store.ask(f"ASK {{ GRAPH <{DECISIONS}> {{ ?s ?p ?o }} }}")


def test_one_person_answers_under_one_iri_and_is_found_by_any(decided: Decided) -> None:
    before = rows(decided(), "tenures")
    assert column(before, "person") == {KAZAKH, RUSSIAN, ENGLISH}
    store = decided(*PERSONS)
    assert column(rows(store, "tenures"), "person") == {ENGLISH}
    for iri in (KAZAKH, RUSSIAN, ENGLISH):
        assert column(rows(store, "tenures", person=iri), "document") == {"kk.txt", "ru.txt", "en.txt"}
    assert column(rows(store, "tenures"), "person_name") == column(before, "person_name")
    assert rows(decided(*PERSONS, *(undo(one, 9) for one in PERSONS)), "tenures") == before


def test_the_posts_of_one_body_are_one(decided: Decided) -> None:
    store = decided(*BODIES)
    found = rows(store, "tenures")
    assert column(found, "body") == {COMPANY} and column(found, "post") == {DIRECTOR}
    assert len(rows(store, "tenures", post=DIRECTOR_RU)) == 3
    assert Records(store).posts_in(COMPANY_RU) and set(Records(store).posts_in(COMPANY_RU)) == {DIRECTOR}
    assert {held.person for held in Records(store).tenures(post=DIRECTOR_RU)} == {KAZAKH, RUSSIAN, ENGLISH}


def test_a_mention_that_was_decided_bears_the_duty_in_every_document(decided: Decided) -> None:
    before = rows(decided(), "duties")
    assert column(before, "bearer") == {None} and len(rows(decided(), "unresolved")) == 6
    store = decided(*MEANT)
    found = rows(store, "duties")
    assert column(found, "bearer") == {ENERGY} and "Энергетика министрлігі" in column(found, "bearer_name")
    assert len(rows(store, "duties", bearer=ENERGY)) == 3 and not rows(store, "duties", bearer=COMPANY)
    assert column(rows(store, "unresolved"), "kind") == {"act"}
    assert rows(decided(*MEANT, undo(MEANT[0], 9)), "duties") == before


def test_one_claim_can_mean_something_else(decided: Decided) -> None:
    store = decided(*MEANT, decide(RESPONSIBILITY, "same", COMPANY))
    assert {row["document"]: row["bearer"] for row in rows(store, "duties")} == {
        "kk.txt": ENERGY,
        "ru.txt": COMPANY,
        "en.txt": ENERGY,
    }


def test_who_and_chain_follow_what_a_mention_means(decided: Decided) -> None:
    registry = load_registry()
    duty = document_iri("ru.txt") + "#duty-1"
    (answer,) = who(decided(), registry, duty)
    assert (answer.bearers[0].bearer, answer.bearers[0].state) == (None, "unresolved")
    assert chain(decided(), registry, duty).chains[0][0].source != ENERGY
    store = decided(*MEANT)
    (answer,) = who(store, registry, duty)
    assert (answer.bearers[0].bearer, answer.bearers[0].state) == (ENERGY, "same")
    assert duty in {answer.duty for answer in who(store, registry, ENERGY)}
    hops = [hop for links in chain(store, registry, duty).chains for hop in links]
    assert (ENERGY, duty) in {(hop.source, hop.target) for hop in hops}


def test_a_citation_that_was_decided_leads_to_the_act(decided: Decided) -> None:
    store = decided(decide(mention_iri("act", "the resolution on lakes"), "same", CITED))
    assert column(rows(store, "citations"), "act") == {CITED} and len(rows(store, "citations", act=CITED)) == 3
    duty = document_iri("ru.txt") + "#duty-1"
    assert [one.cited for one in Records(store).citing(duty, "based_on")] == [CITED]
    assert len(Records(store).cited_by(CITED, "based_on")) == 3
    assert Records(decided()).cited_by(CITED, "based_on") == []


def test_show_tells_the_other_iris_and_all_claims(decided: Decided) -> None:
    store = decided(*PERSONS, *MEANT)
    entry = show(store, KAZAKH)
    assert entry.iri == ENGLISH
    assert [fact["value"] for fact in entry.facts if fact["property"] == "owl:sameAs"] == [RUSSIAN, KAZAKH]
    assert {fact["value"] for fact in entry.facts if fact["property"] == "foaf:name"} == {
        "Asset Myssalov",
        "Мысалов Асет Бекович",
        "Әсет Мысалов",
    }
    assert {claim["document"] for claim in entry.claims} == {"kk.txt", "ru.txt", "en.txt"}
    assert {claim["claim"] for claim in show(store, ENERGY).claims if claim["as"] == ["remit:means"]} == {
        document_iri(name) + "#responsibility-1" for name in ("kk.txt", "ru.txt", "en.txt")
    }


def test_search_finds_one_thing_by_the_names_of_all(decided: Decided) -> None:
    store = decided(*PERSONS)
    for words in ("Мысалов", "Myssalov", "Әсет"):
        found = [hit.iri for hit in search(store, words, ["person"])]
        assert found[0] == ENGLISH and found.count(ENGLISH) == 1 and not {KAZAKH, RUSSIAN} & set(found)


def test_the_network_has_one_node_a_thing_and_the_edges_of_decided_mentions(decided: Decided) -> None:
    store = decided(*PERSONS, *MEANT)
    for network in (build_network(store), build_network(store, [RUSSIAN, ENERGY])):
        assert ENGLISH in network and not {KAZAKH, RUSSIAN} & set(network)
        assert network.nodes[ENGLISH]["kind"] == "person"
        assert network.has_edge(ENERGY, document_iri("ru.txt") + "#duty-1")


def test_no_claim_and_no_fact_is_changed(decided: Decided) -> None:
    plain = {str(quad) for quad in decided().quads()}
    store = decided(*PERSONS, *BODIES, *MEANT)
    added = {str(quad) for quad in store.quads()} - plain
    assert plain <= {str(quad) for quad in store.quads()} and added
    assert all(quad.endswith(f"<{DECISIONS}>") for quad in added)
    assert {str(quad) for quad in decided().quads()} == plain


def test_what_is_there_already_is_not_written_again(
    decided: Decided, location: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    decided(*PERSONS, *MEANT)
    with open_store(location, writable=True) as store:
        writes: list[object] = []
        monkeypatch.setattr(store, "write", writes.append)
        apply(store, [*MEANT, *reversed(PERSONS)])
        assert not writes
        apply(store, MEANT)
        assert len(writes) == 1


def test_a_server_takes_decisions_and_answers_by_them() -> None:
    with sparql_server.serve() as url, open_store(url, writable=True) as store:
        store.write(Write(documents=records()))
        apply(store, [*PERSONS, *MEANT])
        assert column(rows(store, "tenures", person=KAZAKH), "person") == {ENGLISH}
        assert len(rows(store, "duties", bearer=ENERGY)) == 3
        apply(store, [])
        assert identified(store) is store


def test_who_decided_stands_in_the_graph(decided: Decided) -> None:
    store = decided(*PERSONS, decide(COMPANY, "not-same", COMPANY_RU))
    text = (
        "SELECT ?by ?at WHERE { GRAPH ?g { ?d a remit:Decision ; remit:judgement 'not-same' ; dct:creator ?by ;"
        " prov:generatedAtTime ?at . ?one owl:differentFrom ?other } }"
    )
    prefixes = (
        "PREFIX remit: <https://w3id.org/remit/ns#> PREFIX dct: <http://purl.org/dc/terms/>"
        " PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX owl: <http://www.w3.org/2002/07/owl#> "
    )
    (row,) = store.select(prefixes + text)
    assert (row["by"].value, row["at"].value) == ("A. Reader", "2026-03-01T12:00:00Z")


def test_an_identified_store_is_a_store_like_any(decided: Decided) -> None:
    store = identified(decided(*PERSONS))
    assert isinstance(store, IdentifiedStore) and identified(store) is store
    assert aliases(store, ENGLISH) == [RUSSIAN, KAZAKH] and aliases(store, ENERGY) == []
    text = "SELECT ?s { ?s ?p ?o }"
    person = {"s": pyoxigraph.NamedNode(KAZAKH)}
    assert {row["s"].value for row in store.select(text, person)} == {ENGLISH}
    assert store.ask("ASK { ?s ?p ?o }", person) and not store.ask(
        "ASK { ?s ?p ?o }", {"s": pyoxigraph.NamedNode("urn:x")}
    )
    assert len(store.construct("CONSTRUCT { ?s a ?o } WHERE { ?s a ?o }", person)) == 3
    assert sum(1 for _ in store.quads())


def test_a_load_applies_the_log_beside_the_graph(tmp_path: Path) -> None:
    from remit.graph.load import load
    from remit.ontology.decision_log import DecisionLog, default_log

    (tmp_path / "note.txt").write_text("An invented note about nothing in particular.\n", "utf-8")
    location = str(tmp_path / "graph")
    log = DecisionLog(default_log(location))
    log.append([decide(KAZAKH, "same", RUSSIAN), decide(RUSSIAN, "same", ENGLISH), decide(KAZAKH, "not-same", ENGLISH)])
    log.path.write_bytes(log.path.read_bytes() + b'{"at": "20')
    notes = dict(reversed(load(location, [str(tmp_path / "note.txt")]).notes))
    assert "broke off" in notes[str(log.path)]
    with open_store(location) as store:
        assert store.ask(f"ASK {{ GRAPH <{DECISIONS}> {{ ?s ?p ?o }} }}")
    log.path.unlink()
    report = load(location, [str(tmp_path / "note.txt")])
    assert any("no longer apply" in note for _, note in report.notes)
    with open_store(location) as store:
        assert not store.ask(f"ASK {{ GRAPH <{DECISIONS}> {{ ?s ?p ?o }} }}")
