"""Matching of names with entities: one is sure only where nothing else comes near."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from web_server import PLAN, load_examples

from remit.graph.identities import DECISIONS
from remit.graph.store import Write, open_store
from remit.ontology.errors import UsageError
from remit.ontology.iris import BASE
from remit.ontology.namespaces import OWL
from remit.ontology.registry import load_registry
from remit.queries.counting import counts
from remit.queries.matching import KINDS, Match, Matcher
from remit.queries.search import SearchIndex


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> str:
    return load_examples(tmp_path_factory.mktemp("matching"))


@pytest.fixture(scope="module")
def matcher(graph: str) -> Matcher:
    store = open_store(graph)
    return Matcher(load_registry(), store, SearchIndex(store))


def sure(matches: list[Match]) -> str | None:
    return next((match.iri.removeprefix(BASE) for match in matches if match.sure), None)


@pytest.mark.parametrize(
    "text",
    ["Қаржы министрлігі", "Қаржы министрлігіне", "Министерству финансов", "Ministry of Finance", "Qarzhy ministrligi"],
)
def test_forms_of_a_name_mean_one_body(matcher: Matcher, text: str) -> None:
    assert sure(matcher.match(text)) == "body/kz/mof"


@pytest.mark.parametrize("text", ["министерство", "Министерство чудес", "Қайырымды орган", "?", "", " "])
def test_too_little_means_nobody_for_sure(matcher: Matcher, text: str) -> None:
    assert sure(matcher.match(text)) is None


def test_at_most_one_is_sure_and_the_best_stand_first(matcher: Matcher) -> None:
    for text in ("акимат", "Денсаулық сақтау министрлігі", "министр", "комитет", "МЭ"):
        matches = matcher.match(text, limit=30)
        assert sum(match.sure for match in matches) <= 1
        assert [match.score for match in matches] == sorted((match.score for match in matches), reverse=True)
        assert len({match.iri for match in matches}) == len(matches)
        assert matches == [*matches[:1], *matches[1:]] and all(match.reasons for match in matches)


def test_kinds_and_limit(matcher: Matcher) -> None:
    for kind in KINDS:
        assert {match.kind for match in matcher.match("министр финансов", [kind], limit=3)} <= {kind}
    assert len(matcher.match("министерство", limit=3)) <= 3
    with pytest.raises(UsageError, match="no such kind: planet"):
        matcher.match("Марс", ["planet"])


def test_a_day_and_a_territory_decide(matcher: Matcher) -> None:
    name = "Денсаулық сақтау министрлігі"
    assert sure(matcher.match(name)) is None
    assert sure(matcher.match(name, on=date(2024, 1, 1))) == "body/kz/moh"
    assert sure(matcher.match(name, on=date(2013, 1, 1))) == "body/kz/moh-2014"
    assert sure(matcher.match("әкімдік", territory="Абай облысы")) == "body/kz/akimat-abai"
    assert sure(matcher.match("әкімдік", territory="Абай облысы", on=date(2021, 1, 1))) is None


def test_an_identifier_means_itself(matcher: Matcher) -> None:
    for text in ("body/kz/mof", f"{BASE}body/kz/mof"):
        assert sure(matcher.match(text)) == "body/kz/mof"
    assert matcher.match(f"{BASE}body/kz/no-such", ["act"]) == []


def test_what_people_decided_to_be_one_is_one(tmp_path: Path) -> None:
    graph, name = load_examples(tmp_path, PLAN), "АО «Гидросенсор Казахстан»"
    with open_store(graph, writable=True) as store:
        [before, *_] = Matcher(load_registry(), store, SearchIndex(store)).match(name)
        assert before.sure and "/local/" in before.iri
        same = (f"<{before.iri}>", f"<{OWL.sameAs}>", f"<{BASE}body/kz/kazhydromet>")
        store.write(Write(added={DECISIONS: [same]}))
        after = Matcher(load_registry(), store, SearchIndex(store)).match(name)
    assert before.iri not in {match.iri for match in after}
    assert f"{BASE}body/kz/kazhydromet" in {match.iri for match in after}


def test_counts(graph: str, tmp_path: Path) -> None:
    with open_store(graph) as store:
        found = counts(store)
    assert found["Document"] == 2
    assert found["Claim"] > found["Responsibility"] > found["Duty"] / 2 > 0
    with open_store(str(tmp_path / "empty"), create=True) as store:
        assert counts(store) == {}
