import re
from pathlib import Path

import pytest
from rdflib import OWL, SKOS, Dataset, Graph, URIRef
from rdflib.plugins.sparql import prepareQuery

from remit.graph.mapping import REGISTRY
from remit.graph.registry_mapping import registry_triples
from remit.ontology.namespaces import ORG, RDF, REMIT, WIKIDATA
from remit.ontology.registry import Registry, load_registry

DOCS = Path(__file__).parents[1] / "docs/registry.md"
ID = "https://w3id.org/remit/id/"


@pytest.fixture(scope="module")
def kz() -> Registry:
    return load_registry()


@pytest.fixture(scope="module")
def dataset(kz: Registry) -> Dataset:
    dataset = Dataset()
    lines = "".join(f"{' '.join(triple)} .\n" for triple in registry_triples(kz))
    dataset.graph(URIRef(REGISTRY)).parse(data=lines, format="nt")
    return dataset


@pytest.fixture(scope="module")
def graph(dataset: Dataset) -> Graph:
    return dataset.graph(URIRef(REGISTRY))


@pytest.fixture(scope="module")
def federated() -> str:
    (query,) = re.findall(r"```sparql\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    return str(query)


def test_only_verified_items_are_exported(kz: Registry, graph: Graph) -> None:
    entries = [*kz.persons.values(), *kz.bodies.values(), *kz.regions.values()]
    expected = {
        (entry.iri, WIKIDATA[entry.wikidata])  # type: ignore[attr-defined]
        for entry in entries
        if entry.wikidata and entry.wikidata_verified == "yes"
    }
    assert {(str(one), str(other)) for one, other in graph.subject_objects(OWL.sameAs)} == expected
    assert len(expected) == 72


def test_posts_match_positions_but_are_not_the_same(kz: Registry, graph: Graph) -> None:
    matches = {str(one): str(other) for one, other in graph.subject_objects(SKOS.exactMatch)}
    assert matches[f"{ID}post/kz/president/president"] == "http://www.wikidata.org/entity/Q5256775"
    assert set(matches).isdisjoint(map(str, graph.subjects(OWL.sameAs)))
    assert f"{ID}post/kz/president/vice-president" not in matches  # the item is of another post of that name


def test_codes_are_exported(graph: Graph) -> None:
    def values(thing: str, term: str) -> set[str]:
        return {str(value) for value in graph.objects(URIRef(ID + thing), URIRef(REMIT[term]))}

    assert values("body/kz/government", "agencyCode") == {"103000000000"}
    assert values("region/kz/akmola", "isoCode") == {"KZ-11", "KZ-AKM"}
    assert values("region/kz/akmola", "katoCode") == {"11"}


def test_earlier_parents_are_exported_with_their_dates(graph: Graph) -> None:
    member, organization = URIRef(ORG.member), URIRef(ORG.organization)
    centre = URIRef(f"{ID}body/kz/iac-oos")
    stood = {
        str(graph.value(node, organization)).removeprefix(f"{ID}body/kz/"): str(graph.value(node, URIRef(REMIT.since)))
        for node in graph.subjects(URIRef(RDF.type), URIRef(REMIT.Subordination))
        if graph.value(node, member) == centre
    }
    assert set(stood) == {"energy", "megnr", "menr"}
    assert stood["megnr"] == "2019-06-17"


def test_the_federated_query_parses(federated: str) -> None:
    assert "SERVICE" in federated
    prepareQuery(federated)


def test_the_local_half_of_the_federated_query_gives_rows(federated: str, dataset: Dataset) -> None:
    local = re.sub(r"  SERVICE <[^>]*> \{.*?\n  \}\n", "", federated, flags=re.DOTALL)
    assert "SERVICE" not in local
    rows = list(dataset.query(local))
    assert ("Токаев Касым-Жомарт Кемелевич", "2019-03-20") in {(str(row[0]), str(row[2])) for row in rows}  # type: ignore[index]
