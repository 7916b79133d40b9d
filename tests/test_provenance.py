"""Where a document came from, when, by which reader, and where in the original a passage stands: in the graph."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pyoxigraph
import pytest
import sample_records
from rdflib import Graph

from remit.graph.load import load
from remit.graph.mapping import graphs_of, nquads
from remit.graph.store import Store, open_store
from remit.loaders.readers import READERS, reader_of
from remit.ontology.claims import Evidence
from remit.ontology.intervals import PartialDate
from remit.ontology.namespaces import ELI, OA, RDF, REMIT
from remit.ontology.shapes import validate

MIRROR = Path(__file__).parent / "corpus" / "mirror"
PLACES = f"""SELECT ?place (COUNT(DISTINCT ?evidence) AS ?times) {{ GRAPH ?document {{
  ?evidence <{OA.hasSelector}> ?fragment . ?fragment a <{OA.FragmentSelector}> ; <{RDF.value}> ?place }} }}
  GROUP BY ?place ORDER BY ?place"""


@pytest.fixture(scope="module")
def mirror(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    location = str(tmp_path_factory.mktemp("mirror") / "graph")
    load(location, [str(MIRROR)])
    with open_store(location) as store:
        yield store


def objects(lines: list[str], predicate: str) -> list[str]:
    return [line.split(" ", 2)[2].rsplit(" <", 1)[0] for line in lines if f" <{predicate}> " in line]


def test_what_is_known_of_a_document_is_in_its_graph_and_what_is_not_is_not() -> None:
    plain = sample_records.news()
    known = replace(
        plain,
        reader="remit.loaders.readers.text",
        retrieved=datetime(2031, 5, 5, 14, 30, tzinfo=timezone(timedelta(hours=5))),
        url="https://site.invalid/a page",
        version=PartialDate(2031, 5, 1),
        stated_sha256="0" * 64,
    )
    predicates = (REMIT.reader, REMIT.retrievedAt, REMIT.url, ELI.version_date, REMIT.statedSha256)
    lines, nothing = list(nquads(known)), list(nquads(plain))
    assert [objects(nothing, predicate) for predicate in predicates] == [[]] * 5
    assert [objects(lines, predicate) for predicate in predicates] == [
        ['"remit.loaders.readers.text"'],
        ['"2031-05-05T09:30:00Z"^^<http://www.w3.org/2001/XMLSchema#dateTime>'],
        ['"https://site.invalid/a page"'],
        ['"2031-05-01"^^<http://www.w3.org/2001/XMLSchema#date>'],
        [f'"{"0" * 64}"'],
    ]


@pytest.mark.parametrize("place", ["z5", "page=3", 'an2_p26-1#"<>\n %', "қосымша"])
def test_a_place_in_the_original_is_a_selector_beside_the_quote(place: str) -> None:
    record = sample_records.news()
    claim = record.claims[0]
    evidence = Evidence(claim.evidence.quote, claim.evidence.start, claim.evidence.end, place)
    record = replace(record, claims=(replace(claim, evidence=evidence),))
    store = pyoxigraph.Store()
    store.bulk_load("\n".join(nquads(record)), pyoxigraph.RdfFormat.N_QUADS)
    selectors = [quad.object for quad in store.quads_for_pattern(None, pyoxigraph.NamedNode(OA.hasSelector), None)]
    assert len(selectors) == 2
    (fragment,) = [quad.object for quad in store.quads_for_pattern(None, pyoxigraph.NamedNode(RDF.value), None)]
    assert isinstance(fragment, pyoxigraph.Literal) and fragment.value == place


def test_evidence_without_a_place_has_its_quote_alone() -> None:
    record = sample_records.news()
    assert not any(OA.FragmentSelector in value for _, _, value in graphs_of(record)[record.iri])


def test_passages_of_the_mirror_carry_their_anchors(mirror: Store) -> None:
    found = {row["place"].value: int(row["times"].value) for row in mirror.select(PLACES)}
    assert set(found) == {"p2", "p3"} and min(found.values()) > 0


def test_a_graph_with_places_conforms_to_the_shapes(mirror: Store) -> None:
    for row in mirror.select(f"SELECT ?graph {{ GRAPH ?graph {{ ?graph a <{REMIT.Document}> }} }}"):
        stated = mirror.construct("CONSTRUCT { ?s ?p ?o } { GRAPH ?graph { ?s ?p ?o } }", {"graph": row["graph"]})
        assert validate(Graph().parse(data="".join(f"{triple} .\n" for triple in stated), format="nt")) == []


def test_every_reader_is_named_with_the_library_it_rests_on() -> None:
    named = {media_type: reader_of(media_type) for media_type in READERS}
    assert named["text/plain"] == "remit.loaders.readers.text"
    assert named["text/markdown"].startswith("remit.loaders.readers.markdown (markdown-it-py ")
    assert all(name.startswith(READERS[media_type]) for media_type, name in named.items())
