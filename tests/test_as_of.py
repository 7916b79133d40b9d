"""As of a day nothing is told that was only written later."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from remit import cli
from remit.graph.load import load
from remit.graph.network import build_network
from remit.graph.store import Store, open_store
from remit.ontology.iris import BodyIri
from remit.queries.coverage import coverage
from remit.queries.search import search
from remit.queries.show import show
from remit.queries.versions import unheard

EARLIER = """Постановление Правительства Республики Казахстан от 5 февраля 2024 года № 9960

О школьных садах

Правительство Республики Казахстан ПОСТАНОВЛЯЕТ:

1. Министерству просвещения Республики Казахстан до 1 июня 2024 года обеспечить закладку школьных садов.
"""
LATER = EARLIER.replace("5 февраля 2024 года № 9960", "3 марта 2026 года № 9971").replace("садов", "теплиц")
MINISTRY = str(BodyIri(("kz", "edu")))
BETWEEN = date(2025, 1, 1)


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("as-of")
    (folder / "earlier.txt").write_text(EARLIER, "utf-8")
    (folder / "later.txt").write_text(LATER, "utf-8")
    load(str(folder / "graph"), [str(folder / "earlier.txt"), str(folder / "later.txt")])
    return str(folder / "graph")


@pytest.fixture
def store(graph: str) -> Iterator[Store]:
    with open_store(graph) as store:
        yield store


def stems(names: set[str | None]) -> set[str]:
    return {Path(name).stem for name in names if name}


def test_documents_of_later_days_are_unheard(store: Store) -> None:
    assert unheard(store, None) == frozenset()
    assert stems(set(unheard(store, BETWEEN))) == {"later"}
    assert stems(set(unheard(store, date(2026, 3, 3)))) == set()


def test_search_leaves_out_what_was_not_there_yet(store: Store) -> None:
    assert stems({hit.document for hit in search(store, "закладку школьных", ["duty"])}) == {"earlier", "later"}
    assert stems({hit.document for hit in search(store, "закладку школьных", ["duty"], on=BETWEEN)}) == {"earlier"}
    energy = {hit.iri for hit in search(store, "Министерство энергетики", ["body"], limit=None)}
    before = {hit.iri for hit in search(store, "Министерство энергетики", ["body"], limit=None, on=date(2010, 1, 1))}
    assert str(BodyIri(("kz", "energy"))) in energy - before
    assert {hit.label for hit in search(store, "9971", ["act"], on=BETWEEN)} == set()


def test_show_coverage_and_view_leave_out_later_documents(store: Store) -> None:
    assert stems({claim["document"] for claim in show(store, MINISTRY).claims}) == {"earlier", "later"}
    assert stems({claim["document"] for claim in show(store, MINISTRY, on=BETWEEN).claims}) == {"earlier"}
    assert stems({each.document for each in coverage(store, on=BETWEEN)}) == {"earlier"}
    network = build_network(store, on=BETWEEN, without=unheard(store, BETWEEN))
    assert stems({tie.get("document") for *_, tie in network.edges(data=True)}) == {"earlier"}


def test_a_tie_of_another_time_is_not_drawn(store: Store) -> None:
    ministry = str(BodyIri(("kz", "energy")))

    def held(on: date | None) -> int:
        network = build_network(store, [ministry], depth=2, on=on)
        return sum(tie["relation"] == "holds" for *_, tie in network.edges(data=True))

    assert 0 < held(date(2017, 1, 1)) < held(None)


def test_the_commands_take_a_day(graph: str, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["--as-of", "2025-01-01", "--graph", graph, "--format", "json"]
    for command in (["search", "закладку школьных", "--kind", "duty"], ["show", MINISTRY], ["coverage"]):
        assert cli.run([*command, *arguments]) == 0
        told = capsys.readouterr().out
        assert "earlier.txt" in told
        assert "later.txt" not in told
    assert cli.run(["audit", "language-versions", *arguments]) == 0
    assert json.loads(capsys.readouterr().out) == []
