"""Loading: what is read, passed over and reported, and that a broken load can go on."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pyoxigraph
import pytest
import sample_records
from sparql_server import serve

from remit.graph import load as loading
from remit.graph.load import LoadReport, load
from remit.graph.mapping import REGISTRY, RUNS
from remit.graph.store import Write, open_store
from remit.graph.texts import document_text, passage, verify
from remit.loaders.sources import Source
from remit.ontology.claims import DocumentRecord
from remit.ontology.entries import BodyEntry
from remit.ontology.errors import StoreError, UnreadableDocument, UsageError
from remit.ontology.namespaces import PREFIXES
from remit.ontology.registry import Registry

REGISTRY_OF_ONE = Registry(
    bodies={"energy": BodyEntry(id="energy", names={"en": "Ministry of Energy"}, kind="ministry")}
)
PROLOGUE = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())


class FakePipeline:
    """Reads any text as a news item without claims; a text that says so is unreadable."""

    def __init__(self, registry: Registry) -> None:
        assert registry.bodies

    def read(self, source: Source) -> DocumentRecord:
        content = source.read()
        if b"unreadable" in content:
            raise UnreadableDocument("no text in it", source.name)
        if b"killed" in content:
            raise KeyboardInterrupt
        text, sha = content.decode(), hashlib.sha256(content).hexdigest()
        base = sample_records.news(source.name)
        return replace(base, text=text, claims=(), coverage=(), byte_sha256=sha, text_sha256=sha)


@pytest.fixture(autouse=True)
def pipeline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "Pipeline", FakePipeline)
    monkeypatch.setattr(loading, "EXTRACTOR", "test-1")


@pytest.fixture(params=["embedded", "remote"])
def location(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "embedded":
        yield str(tmp_path / "graph")
    else:
        with serve() as url:
            yield url


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    for name in ("a", "b", "c"):
        (tmp_path / "in" / f"{name}.txt").write_text(f"Invented text {name}.")
    return tmp_path / "in"


def run(location: str, *paths: Path, batch_size: int = 2) -> LoadReport:
    return load(location, map(str, paths), registry=REGISTRY_OF_ONE, batch_size=batch_size)


def names(location: str) -> list[str]:
    with open_store(location) as store:
        rows = store.select(PROLOGUE + "SELECT ?name { GRAPH ?doc { ?doc a remit:Document ; dct:identifier ?name } }")
    return sorted(row["name"].value.rpartition("/")[2] for row in rows)


def counts(report: LoadReport) -> tuple[int, int, int]:
    return len(report.loaded), len(report.unchanged), len(report.failures)


def test_loads_and_then_passes_over(location: str, folder: Path) -> None:
    assert counts(run(location, folder)) == (3, 0, 0)
    assert names(location) == ["a.txt", "b.txt", "c.txt"]
    report = run(location, folder)
    assert counts(report) == (0, 3, 0)
    assert report.quads == 0


def test_reads_again_what_changed(location: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(location, folder)
    (folder / "b.txt").write_text("Another invented text.")
    assert counts(run(location, folder)) == (1, 2, 0)
    monkeypatch.setattr(loading, "EXTRACTOR", "test-2")
    assert counts(run(location, folder)) == (3, 0, 0)
    assert names(location) == ["a.txt", "b.txt", "c.txt"]


def test_another_registry_takes_the_place_of_the_old_and_reads_everything_again(location: str, folder: Path) -> None:
    run(location, folder)
    renamed = BodyEntry(id="energy", names={"en": "Ministry of Power"}, kind="ministry")
    report = load(location, [str(folder)], registry=Registry(bodies={"energy": renamed}))
    assert counts(report) == (3, 0, 0)
    with open_store(location) as store:
        query = PROLOGUE + "SELECT ?name { GRAPH ?registry { ?body skos:prefLabel ?name } }"
        rows = store.select(query, {"registry": pyoxigraph.NamedNode(REGISTRY)})
    assert [row["name"].value for row in rows] == ["Ministry of Power"]


def test_goes_on_after_a_bad_document(location: str, folder: Path) -> None:
    (folder / "b.txt").write_text("unreadable")
    told: list[tuple[str, str]] = []
    report = load(
        location, [str(folder)], registry=REGISTRY_OF_ONE, progress=lambda name, outcome: told.append((name, outcome))
    )
    assert counts(report) == (2, 0, 1)
    assert [(name.rpartition("/")[2], str(error.what)) for name, error in report.failures] == [
        ("b.txt", "no text in it")
    ]
    assert [outcome for _, outcome in sorted(told)] == ["loaded", "failed", "loaded"]
    assert names(location) == ["a.txt", "c.txt"]


def test_a_broken_load_goes_on_where_it_stopped(location: str, folder: Path) -> None:
    (folder / "c.txt").write_text("killed")
    with pytest.raises(KeyboardInterrupt):
        run(location, folder, batch_size=1)
    assert names(location) == ["a.txt", "b.txt"]
    (folder / "c.txt").write_text("Invented text c.")
    assert counts(run(location, folder)) == (1, 2, 0)


def test_the_same_bytes_under_two_names_are_one_document_and_stay_so(location: str, folder: Path) -> None:
    (folder / "c.txt").write_bytes((folder / "a.txt").read_bytes())
    run(location, folder)
    assert names(location) == ["b.txt", "c.txt"]
    assert counts(run(location, folder)) == (0, 3, 0)
    assert names(location) == ["b.txt", "c.txt"]


def test_a_document_under_a_new_name_takes_the_place_of_the_old(location: str, folder: Path) -> None:
    run(location, folder)
    (folder / "a.txt").rename(folder / "z.txt")
    assert counts(run(location, folder)) == (1, 2, 0)
    assert names(location) == ["b.txt", "c.txt", "z.txt"]


def test_each_run_is_recorded(location: str, folder: Path) -> None:
    run(location, folder)
    (folder / "d.txt").write_text("Invented text d.")
    run(location, folder)
    query = PROLOGUE + (
        "SELECT ?run ?doc { GRAPH ?runs { ?run a prov:Activity ; prov:startedAtTime ?start ; prov:endedAtTime ?end . "
        "FILTER(?start <= ?end) } GRAPH ?doc { ?doc prov:wasGeneratedBy ?run } }"
    )
    with open_store(location) as store:
        rows = store.select(query, {"runs": pyoxigraph.NamedNode(RUNS)})
    assert len(rows) == 4
    assert len({row["run"] for row in rows}) == 2


def test_a_path_that_does_not_exist_makes_no_graph(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        run(str(tmp_path / "graph"), tmp_path / "none")
    assert not (tmp_path / "graph").exists()


def test_two_loads_at_once_are_refused(tmp_path: Path, folder: Path) -> None:
    with open_store(str(tmp_path / "graph"), create=True), pytest.raises(StoreError, match="another process"):
        run(str(tmp_path / "graph"), folder)


def test_every_quote_is_found_again(location: str) -> None:
    with open_store(location, create=True, writable=True) as store:
        store.write(Write(documents=sample_records.all_records()))
        verification = verify(store)
    claims = sum(len(record.claims) for record in sample_records.all_records())
    assert (verification.documents, verification.claims, verification.findings) == (4, claims, ())


def test_what_does_not_stand_as_it_says_is_found(location: str) -> None:
    plan, order, news, statute = (
        sample_records.plan(), sample_records.order(), sample_records.news(), sample_records.statute()
    )  # fmt: skip
    moved = replace(plan.claims[0], evidence=replace(plan.claims[0].evidence, start=3, end=9))
    records = [
        replace(plan, claims=(moved, *plan.claims[1:])),
        replace(order, text=order.text.replace("құжат", "хат"), claims=()),
        news,
        replace(statute, text_sha256="0" * 64),
    ]
    with open_store(location, create=True, writable=True) as store:
        store.write(Write(documents=records))
        bare = (
            f"<{news.iri}#bare>",
            "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>",
            f"<{PREFIXES['remit']}Claim>",
        )
        store.write(Write(added={news.iri: [bare]}))
        findings = verify(store).findings
    assert sorted((finding.document, finding.problem) for finding in findings) == [
        (news.name, "the claim has no complete evidence"),
        (order.name, "the text is not the one that was read: its SHA-256 differs"),
        (plan.name, "the quote does not stand at 3–9"),
        (statute.name, "the text is not the one that was read: its SHA-256 differs"),
    ]


def test_a_passage_is_shown_in_its_context(location: str) -> None:
    news = sample_records.news()
    start = news.text.index("Dana Sample")
    with open_store(location, create=True, writable=True) as store:
        store.write(Write(documents=[news]))
        shown = passage(store, news.iri, start, start + 11, context=10)
        assert document_text(store, news.iri) == news.text
        assert passage(store, "urn:none", 0, 1) is None
        with pytest.raises(UsageError):
            passage(store, news.iri, 0, len(news.text) + 1)
    assert shown is not None
    assert (shown.before, shown.quote, shown.after) == ("replacing ", "Dana Sample", ".\nThe Mini")
