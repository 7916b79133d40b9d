"""The SPARQL endpoint: formats, datasets, refusals and limits, and the clients people use."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pyoxigraph
import pytest
from web_server import PLAN, Site, load_examples, serving

from remit.graph.sparql import check
from remit.ontology.errors import UsageError
from remit.ontology.iris import DocumentIri, digest
from remit.web.formats import GRAPHS, JSON_RESULTS, RESULTS, TURTLE
from remit.web.limits import Limits
from remit.web.sparql_pool import SparqlPool
from remit.web.sparql_worker import Answer, Question
from remit.web.sparql_worker import answer as answered

LABEL = "<http://www.w3.org/2004/02/skos/core#prefLabel>"
REGISTRY = "https://w3id.org/remit/id/graph/registry"
ENERGY = "https://w3id.org/remit/id/body/kz/energy"
NAMES = f"SELECT ?name {{ GRAPH <{REGISTRY}> {{ <{ENERGY}> {LABEL} ?name FILTER (LANG(?name) = 'kk') }} }}"
DESCRIBED = f"CONSTRUCT {{ ?s {LABEL} ?o }} WHERE {{ GRAPH <{REGISTRY}> {{ ?s {LABEL} ?o }} }}"
ENDLESS = "SELECT (COUNT(*) AS ?n) { GRAPH ?a {?b ?c ?d} GRAPH ?e {?f ?g ?h} GRAPH ?i {?j ?k ?l} }"
HUNGRY = "SELECT * { GRAPH ?a {?b ?c ?d} GRAPH ?e {?f ?g ?h} } ORDER BY ?d ?h"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with serving(load_examples(tmp_path_factory.mktemp("protocol")), "--timeout", "2") as site:
        yield site


def test_a_query_comes_in_three_ways(site: Site) -> None:
    ways = [
        site.get("/sparql", query=NAMES),
        site.post("/sparql", {"query": NAMES}),
        site.post("/sparql", NAMES.encode(), {"Content-Type": "application/sparql-query; charset=utf-8"}),
    ]
    for answer in ways:
        assert answer.media == JSON_RESULTS
        [row] = answer.json["results"]["bindings"]
        assert row["name"]["xml:lang"] == "kk"
        assert "Энергетика" in row["name"]["value"]


@pytest.mark.parametrize("media", RESULTS)
def test_rows_come_in_the_formats_of_the_standard(site: Site, media: str) -> None:
    answer = site.get("/sparql", {"Accept": media}, query=NAMES)
    assert (answer.status, answer.media) == (200, media)
    if "json" in media:
        assert answer.json["head"]["vars"] == ["name"]
    elif "xml" in media:
        assert ElementTree.fromstring(answer.body).tag == "{http://www.w3.org/2005/sparql-results#}sparql"
    else:
        assert "Энергетика" in list(csv.reader(io.StringIO(answer.text)))[1][0]


@pytest.mark.parametrize("media", GRAPHS)
def test_triples_come_in_the_formats_of_rdf(site: Site, media: str) -> None:
    answer = site.get("/sparql", {"Accept": media}, query=DESCRIBED)
    assert (answer.status, answer.media) == (200, media)
    triples = {quad.triple for quad in pyoxigraph.parse(answer.body, GRAPHS[media])}
    assert any(triple.subject == pyoxigraph.NamedNode(ENERGY) for triple in triples)


def test_describe_gives_triples(site: Site) -> None:
    answer = site.get("/sparql", query=f"DESCRIBE <{ENERGY}>")
    assert (answer.status, answer.media) == (200, TURTLE)


@pytest.mark.parametrize(
    ("fields", "status", "words"),
    [
        ({"query": "SELECT * {"}, 400, "error at 1:"),
        ({"query": "DROP ALL"}, 400, "no query"),
        ({"query": "ж" * 150_000}, 400, "no query"),  # names that never come to a colon
        ({"query": "a." * 200_000}, 400, "no query"),
        ({"query": '"' + '\\"' * 150_000}, 400, "no query"),  # strings that never close
        ({"query": '\\"""\n' * 60_000}, 400, "no query"),
        ({"query": "INSERT DATA { <a:a> <a:b> <a:c> }"}, 400, "no query"),
        ({"query": "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"}, 400, "SERVICE is not allowed"),
        ({"query": "SELECT * { \\u0053ERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }"}, 400, "SERVICE"),
        ({"query": "ASK {}", "default-graph-uri": "no iri"}, 400, "IRI"),
        ({"update": "DROP ALL"}, 400, "no updates"),
        ({}, 400, "no queries"),
        ({"query": ENDLESS}, 503, "no answer within 2 seconds"),
        ({"query": "SELECT * { GRAPH ?a {?b ?c ?d} GRAPH ?e {?f ?g ?h} }"}, 400, "longer than 32 MiB"),
    ],
)
def test_a_refusal_is_one_line(site: Site, fields: dict[str, str], status: int, words: str) -> None:
    answer = site.post("/sparql", fields, FORM)
    assert (answer.status, answer.media) == (status, "text/plain")
    assert words in answer.text
    assert answer.text.strip().count("\n") == 0
    assert site.get("/sparql", query="ASK {}").json["boolean"] is True


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("DROP ALL", "no query where SELECT"),
        ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "SERVICE is not allowed"),
    ],
)
def test_the_worker_refuses_what_may_not_be_asked(query: str, words: str) -> None:
    refused = answered(pyoxigraph.Store(), Question(query, JSON_RESULTS, TURTLE), 1000)
    assert (refused.status, words in refused.body.decode()) == (400, True)


@pytest.mark.parametrize(
    "text",
    [
        "ASK { ?s ?p true.SERVICE <a:a> {} }",
        "ASK { ?s ?p true.жService <a:a> {} }",
        'ASK { ?s ?p "SERVICE <a:a> {} }',
        "ASK { ?s ?p '''SERVICE <a:a> {} }",
    ],
)
def test_the_keyword_hides_in_no_row_of_letters_and_no_open_string(text: str) -> None:
    with pytest.raises(UsageError, match="SERVICE is not allowed"):
        check(text, "ASK")


@pytest.mark.parametrize("text", ['ASK { ?s ?p "SERVICE" }', "ASK { ?s ?p ex:service.a }", "ASK { ?s ?p '', 'a' }"])
def test_what_only_looks_like_the_keyword_is_allowed(text: str) -> None:
    check(text, "ASK")


def test_long_queries_are_not_kept() -> None:
    text = "ASK {}" + " " * 30_000
    held = sys.getrefcount(text)
    check(text, "ASK")
    assert sys.getrefcount(text) == held


@pytest.mark.parametrize(
    ("body", "media", "status"),
    [
        (b"DROP ALL", "application/sparql-update", 415),
        (b"ASK {}", "text/plain", 415),
        (b"\xff", "application/sparql-query", 400),
        (b"query=%FF", "application/x-www-form-urlencoded", 400),
        (b"query=ASK%7B%7D&query=ASK%7B%7D", "application/x-www-form-urlencoded", 400),
        (b"#" * (Limits().body + 1), "application/sparql-query", 413),
    ],
)
def test_a_body_that_is_not_a_query_is_refused(site: Site, body: bytes, media: str, status: int) -> None:
    assert site.post("/sparql", body, {"Content-Type": media}).status == status


def test_an_address_without_end_is_refused(site: Site) -> None:
    assert site.get("/sparql", query="ASK {} #" + "x" * Limits().address).status == 414
    assert site.get("/sparql", query="ASK {}").status == 200


@pytest.mark.parametrize(("query", "accept"), [("ASK {}", "text/turtle"), (DESCRIBED, "text/csv"), ("ASK {}", "a/b")])
def test_a_format_that_cannot_be_given_is_refused(site: Site, query: str, accept: str) -> None:
    assert site.get("/sparql", {"Accept": accept}, query=query).status == 406


def test_the_dataset_of_the_request_takes_the_place_of_the_querys(site: Site) -> None:
    document = str(DocumentIri((digest(str(Path(__file__).parents[1] / "examples" / PLAN)),)))
    in_default = "ASK { ?x a <https://w3id.org/remit/ns#Document> }"
    in_named = "ASK { GRAPH ?g { ?x a <https://w3id.org/remit/ns#Document> } }"

    def holds(query: str, **dataset: str) -> bool:
        given = {name.replace("_", "-"): iri for name, iri in dataset.items()}
        return bool(site.post("/sparql", {"query": query, **given}).json["boolean"])

    assert (holds(in_default), holds(in_named)) == (False, True)
    assert holds(in_default, default_graph_uri=document)
    assert not holds(in_named, default_graph_uri=document)
    assert holds(in_named, named_graph_uri=document)
    assert not holds(in_named, named_graph_uri=REGISTRY)
    assert holds(in_default.replace("{", f"FROM <{REGISTRY}> {{", 1), default_graph_uri=document)


def test_other_origins_may_not_read(site: Site) -> None:
    answer = site.get("/sparql", {"Origin": "https://elsewhere.example"}, query="ASK {}")
    assert "Access-Control-Allow-Origin" not in answer.headers


def test_a_browser_gets_pages(site: Site) -> None:
    browser = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
    form = site.get("/sparql", browser)
    assert (form.status, form.media) == (200, "text/html")
    assert "<textarea" in form.text
    table = site.get("/sparql", browser, query=NAMES).text
    assert "Энергетика" in table and "<table" in table
    wrong = site.get("/sparql", browser, query="SELECT <script>")
    assert (wrong.status, wrong.media) == (400, "text/html")
    assert "SELECT &lt;script&gt;" in wrong.text
    assert "<script" not in wrong.text


def test_sparqlwrapper_reads(site: Site) -> None:
    from SPARQLWrapper import JSON, POST, SPARQLWrapper

    wrapper = SPARQLWrapper(f"{site.url}/sparql")
    wrapper.setReturnFormat(JSON)
    wrapper.setQuery(NAMES)
    found: Any = wrapper.queryAndConvert()
    assert "Энергетика" in found["results"]["bindings"][0]["name"]["value"]
    wrapper.setMethod(POST)
    wrapper.setQuery(DESCRIBED)
    wrapper.setReturnFormat("turtle")
    assert b"\xd0\xad" in wrapper.query().response.read()


def test_rdflib_reads_and_cannot_write(site: Site) -> None:
    import rdflib
    from rdflib.plugins.stores.sparqlstore import SPARQLStore

    graph = rdflib.Graph(SPARQLStore(f"{site.url}/sparql", method="POST"), identifier=rdflib.URIRef(REGISTRY))
    name = rdflib.URIRef(LABEL.strip("<>"))
    assert "Энергетика" in " ".join(map(str, graph.objects(rdflib.URIRef(ENERGY), name)))
    assert len(list(graph.query(f"SELECT ?o {{ <{ENERGY}> {LABEL} ?o }}"))) == 3
    with pytest.raises(TypeError, match="read only"):
        graph.add((rdflib.URIRef("a:a"), name, rdflib.Literal("x")))


def test_a_query_that_wants_too_much_memory_is_ended(tmp_path: Path) -> None:
    import asyncio

    graph = load_examples(tmp_path, PLAN)

    async def ask() -> list[Answer]:
        pool = SparqlPool(graph, Limits(seconds=30, memory=300 << 20, answer=4 << 30, workers=1))
        try:
            questions = (Question(query, JSON_RESULTS, TURTLE) for query in ("ASK {}", HUNGRY, "ASK {}"))
            return [await pool.ask(question) for question in questions]
        finally:
            await pool.close()

    before, hungry, after = asyncio.run(ask())
    assert (before.status, hungry.status, after.status) == (200, 503, 200)
    assert b"more memory" in hungry.body
