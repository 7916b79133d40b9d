"""What the folder of an embedded store goes through: writers, readers, crashes, damage."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pyoxigraph
import pytest
import sample_records

from remit.graph.store import Write, open_store
from remit.ontology.errors import StoreError

NEWS, PLAN = sample_records.news(), sample_records.plan()
COUNT = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"

WRITER = """
import os, sys
sys.path.insert(0, {tests!r})
import pyoxigraph, sample_records
from remit.graph.store import Write, open_store
from remit.graph import snapshots
{sabotage}
with open_store({graph!r}, writable=True) as store:
    store.write(Write(documents=[sample_records.plan()]))
"""


def folder(graph: str) -> set[str]:
    return {entry.name for entry in Path(graph).iterdir()}


@pytest.fixture
def graph(tmp_path: Path) -> str:
    location = str(tmp_path / "graph")
    with open_store(location, create=True) as store:
        store.write(Write(documents=[NEWS]))
    return location


def holds_only_news(location: str) -> bool:
    with open_store(location) as store:
        documents = store.select("SELECT DISTINCT ?g { GRAPH ?g { ?g ?p ?o } }")
        return [row["g"].value for row in documents] == [NEWS.iri]


def test_one_process_writes_at_a_time(graph: str) -> None:
    with open_store(graph, writable=True), pytest.raises(StoreError, match="another process is writing"):
        open_store(graph, writable=True)
    with open_store(graph, writable=True):
        assert holds_only_news(graph)


def test_a_reader_keeps_what_it_opened_while_others_write(graph: str) -> None:
    with open_store(graph) as reader:
        before = reader.select(COUNT)
        with open_store(graph, writable=True) as writer:
            for _ in range(3):
                writer.write(Write(documents=[PLAN]))
            assert writer.select(COUNT) != before
        assert reader.select(COUNT) == before
        assert len([name for name in folder(graph) if name.startswith("store-")]) == 2
    with open_store(graph, writable=True) as writer:
        writer.write(Write(removed=[PLAN.iri]))
        assert len([name for name in folder(graph) if name.startswith("store-")]) == 1
        assert writer.select(COUNT) == before


@pytest.mark.parametrize(
    "sabotage",
    [
        "pyoxigraph.Store.read_only",
        "snapshots.Snapshots._publish = lambda self, directory: os._exit(9)",
        "os.replace = lambda *names: os._exit(9)",
    ],
    ids=["none", "before publishing", "before switching"],
)
def test_a_killed_writer_leaves_the_graph_as_it_was(graph: str, sabotage: str) -> None:
    code = WRITER.format(tests=str(Path(__file__).parent), graph=graph, sabotage=sabotage)
    status = subprocess.run([sys.executable, "-c", code], check=False).returncode
    assert status == (9 if "_exit" in sabotage else 0)
    assert holds_only_news(graph) == ("_exit" in sabotage)
    with open_store(graph, writable=True) as writer:
        writer.write(Write(documents=[PLAN]))
    assert {"CURRENT", "LOCK"} < folder(graph)
    assert len(folder(graph)) == 3
    with open_store(graph) as reader:
        assert reader.ask("ASK { GRAPH ?doc { ?doc ?p ?o } }", {"doc": pyoxigraph.NamedNode(PLAN.iri)})


def test_a_failed_write_leaves_no_trace(graph: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before = folder(graph)
    with open_store(graph, writable=True) as writer:
        monkeypatch.setattr(
            os, "fsync", lambda descriptor: (_ for _ in ()).throw(OSError(28, "No space left on device"))
        )
        with pytest.raises(StoreError, match="No space left"):
            writer.write(Write(documents=[PLAN]))
        assert writer.ask("ASK { GRAPH ?g { ?s ?p ?o } }")
    assert folder(graph) - {"CURRENT.new"} == before
    assert holds_only_news(graph)


def test_a_folder_with_other_files_is_not_made_a_graph(tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").write_text("x")
    with pytest.raises(StoreError, match=r"thesis\.docx"):
        open_store(str(tmp_path), create=True)
    assert folder(str(tmp_path)) == {"thesis.docx"}


@pytest.mark.parametrize("pointer", ["", "store-99\n", "../elsewhere\n", "\xff"])
def test_a_damaged_pointer_is_reported(graph: str, pointer: str) -> None:
    (Path(graph) / "CURRENT").write_text(pointer, encoding="latin-1")
    for options in ({}, {"writable": True}, {"create": True}):
        with pytest.raises(StoreError, match="damaged"):
            open_store(graph, **options)


def test_a_damaged_snapshot_is_reported(graph: str) -> None:
    (current,) = Path(graph).glob("store-*")
    (current / "CURRENT").unlink()
    with pytest.raises(StoreError, match="cannot be opened"):
        open_store(graph)


def test_a_missing_graph_is_not_made_by_asking(tmp_path: Path) -> None:
    for options in ({}, {"writable": True}):
        with pytest.raises(StoreError, match="no graph here"):
            open_store(str(tmp_path / "none"), **options)
    assert not (tmp_path / "none").exists()


def test_a_closed_store_says_so(graph: str) -> None:
    store = open_store(graph)
    store.close()
    store.close()
    with pytest.raises(StoreError, match="closed"):
        store.ask("ASK {}")
