"""Exports: each format read back by another program says what the graph says."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from pathlib import Path

import networkx as nx
import pyoxigraph
import pytest
import rdflib
import sample_records
from sparql_server import serve

from remit.graph.dataset import open_dataset
from remit.graph.export import FORMATS, export
from remit.graph.network import build_network
from remit.graph.store import Store, Write, open_store
from remit.ontology.errors import StoreError, UsageError
from remit.ontology.namespaces import ELI, REMIT


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> str:
    location = str(tmp_path_factory.mktemp("export") / "graph")
    with open_store(location, create=True) as store:
        store.write(Write(documents=sample_records.all_records()))
    return location


@pytest.fixture
def store(graph: str) -> Iterator[Store]:
    with open_store(graph) as opened:
        yield opened


def exported(store: Store, form: str) -> bytes:
    output = io.BytesIO()
    export(store, form, output)
    return output.getvalue()


@pytest.mark.parametrize(
    ("form", "syntax"),
    [
        ("nquads", pyoxigraph.RdfFormat.N_QUADS),
        ("trig", pyoxigraph.RdfFormat.TRIG),
        ("jsonld", pyoxigraph.RdfFormat.JSON_LD),
    ],
)
def test_datasets_hold_every_quad(store: Store, form: str, syntax: pyoxigraph.RdfFormat) -> None:
    assert set(pyoxigraph.parse(exported(store, form), syntax)) == set(store.quads())


def test_json_ld_is_read_by_rdflib(store: Store) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of rdflib's own parser
        dataset = rdflib.Dataset().parse(data=exported(store, "jsonld"), format="json-ld")
        assert len(list(dataset.quads())) == len(list(store.quads()))


def test_turtle_holds_every_triple(store: Store) -> None:
    triples = {quad.triple for quad in pyoxigraph.parse(exported(store, "turtle"), pyoxigraph.RdfFormat.TURTLE)}
    assert triples == {quad.triple for quad in store.quads()}


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_graph_gives_the_same_bytes(store: Store, form: str, tmp_path: Path) -> None:
    with open_store(str(tmp_path / "other"), create=True) as other:
        for record in reversed(sample_records.all_records()):
            other.write(Write(documents=[record]))
        assert exported(other, form) == exported(store, form)


@pytest.mark.parametrize(("form", "read"), [("graphml", nx.read_graphml), ("gexf", nx.read_gexf)])
def test_networks_are_read_by_networkx(store: Store, form: str, read: object) -> None:
    assert callable(read)
    built, back = build_network(store), read(io.BytesIO(exported(store, form)))
    assert set(back.nodes) == set(built.nodes)
    assert back.number_of_edges() == built.number_of_edges() > 0


def test_an_unknown_format_is_refused(store: Store) -> None:
    with pytest.raises(UsageError, match="docx"):
        exported(store, "docx")


def count_acts(dataset: rdflib.Dataset) -> int:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of rdflib's own query method
        (row,) = dataset.query("SELECT (COUNT(?act) AS ?n) { ?act a eli:LegalResource }")
    assert isinstance(row, rdflib.query.ResultRow)
    return int(row.n)


def test_researchers_get_an_rdflib_dataset(graph: str, store: Store) -> None:
    dataset = open_dataset(graph)
    merged = dataset.default_graph
    assert len(set(merged.subjects(rdflib.RDF.type, rdflib.URIRef(ELI.LegalResource)))) == count_acts(dataset) == 4
    claims = dataset.graph(rdflib.URIRef(sample_records.plan().iri))
    assert len(claims) == sum(str(quad.graph_name) == f"<{sample_records.plan().iri}>" for quad in store.quads())


def test_researchers_get_an_rdflib_dataset_of_an_endpoint() -> None:
    with serve() as url:
        with open_store(url, writable=True) as store:
            store.write(Write(documents=[sample_records.order()]))
        dataset = open_dataset(url)
        assert count_acts(dataset) == 2
        claims = dataset.graph(rdflib.URIRef(sample_records.order().iri))
        assert (None, rdflib.RDF.type, rdflib.URIRef(REMIT.Seat)) in claims


def test_a_missing_graph_is_an_error_for_researchers_too(tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        open_dataset(str(tmp_path / "none"))
