"""One suite that every store passes, over the embedded store and a real SPARQL server."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pyoxigraph
import pytest
import sample_records
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sparql_server import empty, serve

from remit.graph.facts import facts_of
from remit.graph.mapping import nquads
from remit.graph.store import Store, Write, open_store
from remit.ontology.claims import Act, DocumentRecord, Entity, Evidence, Link, LocalBody, Responsibility
from remit.ontology.errors import RemitError, StoreError, UsageError
from remit.ontology.namespaces import ELI, PREFIXES

PROLOGUE = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
BEARERS = PROLOGUE + "SELECT ?body ?duty { ?body remit:responsibleFor ?duty }"


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    with serve() as url:
        yield url


@contextmanager
def fresh(kind: str, server: str, folder: Path) -> Iterator[Store]:
    """Give an empty store of a kind."""
    if kind == "remote":
        empty(server)
    with open_store(server if kind == "remote" else str(folder / "graph"), create=True) as store:
        yield store


@pytest.fixture(params=["embedded", "remote"])
def store(request: pytest.FixtureRequest, server: str, tmp_path: Path) -> Iterator[Store]:
    with fresh(request.param, server, tmp_path) as store:
        yield store


@pytest.fixture
def filled(store: Store) -> Store:
    store.write(Write(documents=sample_records.all_records()))
    return store


def quads_of(*records: DocumentRecord) -> set[pyoxigraph.Quad]:
    lines = "".join(f"{line}\n" for record in records for line in nquads(record))
    return set(pyoxigraph.parse(lines, pyoxigraph.RdfFormat.N_QUADS))


def default_graph(store: Store) -> list[str]:
    return sorted(
        f"{quad.subject} {quad.predicate} {quad.object}"
        for quad in store.quads()
        if isinstance(quad.graph_name, pyoxigraph.DefaultGraph)
    )


def facts(*records: DocumentRecord) -> list[str]:
    return sorted({" ".join(fact) for record in records for fact in facts_of(record)})


def node(iri: str) -> pyoxigraph.NamedNode:
    return pyoxigraph.NamedNode(iri)


def test_holds_exactly_what_the_mapping_gives(filled: Store) -> None:
    quads = list(filled.quads())
    assert set(quads) == quads_of(*sample_records.all_records())
    assert len(quads) == len(set(quads))


def test_binds_a_variable_that_is_shown(filled: Store) -> None:
    solutions = filled.select(BEARERS, {"body": node(sample_records.CULTURE)})
    assert [solution["body"] for solution in solutions] == [node(sample_records.CULTURE)]


def test_binds_a_variable_that_is_not_shown(filled: Store) -> None:
    query = PROLOGUE + "SELECT ?duty { ?body remit:responsibleFor ?duty }"
    assert len(filled.select(query, {"body": node(sample_records.ECOLOGY)})) == 2


def test_binds_a_variable_of_a_filter_a_count_and_a_path(filled: Store) -> None:
    query = PROLOGUE + (
        "SELECT (COUNT(?other) AS ?n) "
        "{ ?body remit:responsibleFor/^remit:responsibleFor ?other FILTER(?other != ?not) }"
    )
    bindings = {"body": node(sample_records.CULTURE), "not": node(sample_records.ECOLOGY)}
    assert [solution["n"] for solution in filled.select(query, bindings)] == [pyoxigraph.Literal(2)]


def test_binds_around_a_sub_select(filled: Store) -> None:
    query = PROLOGUE + "SELECT ?n { SELECT ?body (COUNT(*) AS ?n) { ?body remit:responsibleFor ?d } GROUP BY ?body }"
    assert filled.select(query, {"body": node(sample_records.ECOLOGY)}) == [{"n": pyoxigraph.Literal(2)}]


def test_binds_in_ask_and_construct(filled: Store) -> None:
    body = {"body": node(sample_records.ALMATY)}
    assert filled.ask(PROLOGUE + "ASK { ?body remit:responsibleFor ?duty }", body)
    assert not filled.ask(PROLOGUE + "ASK { ?body remit:responsibleFor ?duty }", {"body": node("urn:x")})
    query = PROLOGUE + "CONSTRUCT { ?duty dct:creator ?body } WHERE { ?body remit:responsibleFor ?duty }"
    assert [triple.object for triple in filled.construct(query, body)] == [node(sample_records.ALMATY)]
    assert filled.construct("DESCRIBE ?body WHERE { ?body ?p ?o }", body)


@pytest.mark.parametrize(
    "text", ['"} } DELETE WHERE { ?s ?p ?o } #', "\\", "a\nb\r\tc", "«Қазақстан» ‘’ \N{SNOWMAN}", "?x $y {{", "\\u0022"]
)
def test_a_literal_of_any_content_is_bound_as_it_is(store: Store, text: str) -> None:
    term = pyoxigraph.Literal(text, language="kk")
    assert store.select("SELECT ?x ?y { BIND(STR(?x) AS ?y) }", {"x": term}) == [
        {"x": term, "y": pyoxigraph.Literal(text)}
    ]


def test_unbound_variables_are_absent(filled: Store) -> None:
    query = "SELECT ?s ?never { ?s ?p ?o OPTIONAL { ?s <urn:no> ?never } } LIMIT 1"
    assert [set(solution) for solution in filled.select(query)] == [{"s"}]


@pytest.mark.parametrize(
    ("query", "bindings"),
    [
        ("SELECT * { ?s ?p ?o }", {"nothing": node("urn:x")}),
        ("CONSTRUCT WHERE { ?s ?p ?o }", {"s": node("urn:x")}),
        ("DESCRIBE ?s", {"s": node("urn:x")}),
    ],
)
def test_bindings_that_have_no_place_are_refused(
    store: Store, query: str, bindings: dict[str, pyoxigraph.NamedNode]
) -> None:
    with pytest.raises(UsageError):
        store.select(query, bindings) if query.startswith("SELECT") else store.construct(query, bindings)


@pytest.mark.parametrize(
    "query",
    [
        "INSERT DATA { <urn:a> <urn:b> <urn:c> }",
        "DELETE WHERE { ?s ?p ?o }",
        "PREFIX select: <urn:x> CLEAR ALL",
        "# SELECT\nDROP ALL",
        "LOAD <http://127.0.0.1:9/>",
        "",
        "ASK { ?s ?p ?o }",
        "SELECT * {",
        "SELECT ?x { ?x }",
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { service silent ?s { ?s ?p ?o } }",
        "PREFIX x: <urn:> SELECT * { ?s ?p trueSERVICE x:y { ?s ?p ?o } }",
        "PREFIX : <http://127.0.0.1:9/> SELECT * { SERVICE:x { ?s ?p ?o } }",
        "SELECT * { \\u0053ERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        'SELECT * { ?s ?p "\\u0022 SERVICE <http://127.0.0.1:9/> { } #" }',
    ],
)
def test_select_takes_only_a_selection_from_this_graph(filled: Store, query: str) -> None:
    before = len(list(filled.quads()))
    with pytest.raises(UsageError) as caught:
        filled.select(query)
    assert "\n" not in str(caught.value)
    assert len(list(filled.quads())) == before


def test_service_is_a_word_like_others_in_names_texts_and_comments(store: Store) -> None:
    query = (
        "PREFIX ex: <http://example.org/SERVICE#>\n# SERVICE\n"
        'SELECT ?service { BIND(\'SERVICE\' AS ?service) FILTER NOT EXISTS { ex:service ex:s """SERVICE " { """ } }'
    )
    assert store.select(query) == [{"service": pyoxigraph.Literal("SERVICE")}]


def test_loading_again_changes_nothing(filled: Store) -> None:
    before = set(filled.quads())
    filled.write(Write(documents=sample_records.all_records()))
    assert set(filled.quads()) == before


def test_a_changed_document_replaces_the_old_one(filled: Store) -> None:
    shorter = replace(sample_records.plan(), claims=sample_records.plan().claims[:4], text_sha256="0" * 64)
    filled.write(Write(documents=[shorter]))
    others = (sample_records.order(), sample_records.news(), sample_records.statute())
    assert set(filled.quads()) == quads_of(shorter, *others)


def test_the_same_text_under_another_name_replaces_the_old_one(filled: Store) -> None:
    renamed = sample_records.news("invented/again.txt")
    filled.write(Write(documents=[renamed]))
    others = (sample_records.order(), sample_records.plan(), sample_records.statute())
    assert set(filled.quads()) == quads_of(renamed, *others)


def test_of_equal_documents_in_one_batch_the_last_stays(store: Store) -> None:
    store.write(Write(documents=[sample_records.news(), sample_records.news("invented/again.txt")]))
    assert set(store.quads()) == quads_of(sample_records.news("invented/again.txt"))


def test_a_fact_stays_as_long_as_one_document_states_it(filled: Store) -> None:
    minister = node(f"{sample_records.ENERGY}/minister".replace("/body/", "/post/"))
    query = PROLOGUE + "SELECT ?label { ?post skos:prefLabel ?label ; org:postIn ?body }"
    assert len(filled.select(query, {"post": minister})) == 2
    filled.write(Write(removed=[sample_records.order().iri]))
    assert len(filled.select(query, {"post": minister})) == 1
    filled.write(Write(removed=[sample_records.news().iri]))
    assert filled.select(query, {"post": minister}) == []


def test_removing_everything_leaves_nothing(filled: Store) -> None:
    filled.write(Write(removed=[record.iri for record in sample_records.all_records()]))
    assert list(filled.quads()) == []


def test_graphs_of_other_kinds_are_cleared_and_added(store: Store) -> None:
    graph, first, second = "urn:g", ("<urn:a>", "<urn:b>", '"1"'), ("<urn:a>", "<urn:b>", '"2"@kk')
    store.write(Write(added={graph: [first]}))
    store.write(Write(added={graph: [second]}))
    assert len(list(store.quads())) == 2
    store.write(Write(cleared=[graph], added={graph: [second]}))
    assert [str(quad.object) for quad in store.quads()] == ['"2"@kk']


def test_merged_facts_are_counted_once_whatever_the_default_graph_is(store: Store) -> None:
    """Oxigraph's union default graph counts a triple once a graph it stands in (oxigraph#1919): ours stand in one."""
    twins = [replace(sample_records.order(f"invented/{n}.txt"), text_sha256=str(n) * 64) for n in range(3)]
    store.write(Write(documents=twins))
    count = PROLOGUE + "SELECT (COUNT(?act) AS ?n) { ?act a eli:LegalResource }"
    assert store.select(count) == [{"n": pyoxigraph.Literal(2)}]
    assert default_graph(store) == facts(*twins)
    copy = pyoxigraph.Store()
    copy.bulk_extend(store.quads())
    union = copy.query(count, use_default_graph_as_union=True)
    assert isinstance(union, pyoxigraph.QuerySolutions)
    assert [solution["n"] for solution in union] == [pyoxigraph.Literal(2)]


def test_a_store_opened_for_reading_takes_no_writes(filled: Store) -> None:
    with open_store(filled.location) as reader:
        assert set(reader.quads()) == set(filled.quads())
        with pytest.raises(StoreError):
            reader.write(Write(removed=[sample_records.news().iri]))


# --- any sequence of writes ------------------------------------------------------------------------------------------

ACTS = [
    Act(f"https://w3id.org/remit/id/eli/kz/X{n}", "law", number=str(n), titles=(("kk", f"Ойдан шығарылған заң {n}"),))
    for n in range(3)
]
BODIES = [LocalBody(f"https://w3id.org/remit/id/body/local/{kind}", "«a»\n\\b", "ru", kind) for kind in ("x", "y")]
ENTITIES: list[Entity] = [*ACTS, *BODIES]


@st.composite
def records(draw: st.DrawFn) -> DocumentRecord:
    iri = sample_records.document_iri(draw(st.sampled_from("abc")))
    bearers = draw(st.lists(st.sampled_from([body.iri for body in BODIES]), max_size=2))
    claims = tuple(
        Responsibility(
            f"{iri}#r-{n}", Evidence("x", 0, 1), "r", "urn:shared-duty", "execute", "x", Link("local", bearer)
        )
        for n, bearer in enumerate(bearers)
    )
    sha = draw(st.sampled_from(["1", "2", "3", "4"])) * 64
    entities = tuple(draw(st.lists(st.sampled_from(ENTITIES), max_size=3)))
    return DocumentRecord(iri, iri, iri, "x", "ru", "act", "text/plain", sha, sha, entities=entities, claims=claims)


writes = st.builds(
    Write,
    documents=st.lists(records(), max_size=3),
    removed=st.lists(st.sampled_from([sample_records.document_iri(name) for name in "abc"]), max_size=1),
)


def expected(sequence: list[Write]) -> list[DocumentRecord]:
    """Give the documents that stand after the writes, by the simplest account of what replacing means."""
    standing: list[DocumentRecord] = []
    for write in sequence:
        standing = [record for record in standing if record.iri not in write.removed]
        for new in write.documents:
            standing = [old for old in standing if old.iri != new.iri and old.text_sha256 != new.text_sha256]
            standing.append(new)
    return standing


@pytest.mark.parametrize(("kind", "examples"), [("embedded", 40), ("remote", 25)])
def test_the_default_graph_is_always_the_facts_of_the_documents(kind: str, examples: int, server: str) -> None:
    @settings(max_examples=examples, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(st.lists(writes, min_size=1, max_size=4))
    def holds(sequence: list[Write]) -> None:
        with tempfile.TemporaryDirectory() as folder, fresh(kind, server, Path(folder)) as store:
            for write in sequence:
                store.write(write)
            standing = expected(sequence)
            assert default_graph(store) == facts(*standing)
            assert set(store.quads()) == quads_of(*standing)

    holds()


def test_errors_are_one_line(tmp_path: Path) -> None:
    for location in (str(tmp_path / "none"), "http://127.0.0.1:1/query"):
        with pytest.raises(RemitError) as caught:
            open_store(location)
        assert location in str(caught.value)
        assert "\n" not in str(caught.value)
        assert caught.value.exit_status == 4


def test_act_titles_are_facts(filled: Store) -> None:
    titles = filled.select(f"SELECT ?title {{ ?act <{ELI['title']}> ?title }}", {"act": node(sample_records.ORDER.iri)})
    assert titles == [{"title": pyoxigraph.Literal(sample_records.ORDER.titles[0][1], language="kk")}]
