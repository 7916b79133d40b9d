"""Every query: its header, its contract, its golden result, its parameters.

REGENERATE=1 pytest tests/test_catalogue.py writes the golden results anew: read the difference before keeping it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pyoxigraph
import pytest
import sample_graph
import sample_records

from remit.graph.store import Store, Write, open_store
from remit.ontology.errors import UsageError
from remit.queries.catalogue import describe, overview, queries, query, read_query, sort_key

GOLDEN = Path(__file__).parent / "golden"
CONTRACT = {
    "documents": "document, source, language, sha256, genre, act",
    "acts": "act, type, number, date, issuer, title, adilet_id, registration_number, status, status_as_of, document",
    "citations": "document, citing, act, type, number, date, title, issuer, registration_number, adilet_id, locator, "
    "relation, status, quote, start, end",
    "bodies": "body, kind, name_kk, name_ru, name_en, abbreviations, start, end, parent",
    "changes": "change, kind, date, act, before, after, scope, document, before_mention, after_mention, quote, start, "
    "end",
    "members": "document, group, position, role, member, mention, post, body, person, by_agreement, since, until, "
    "quote, start, end",
    "items": "document, plan, item, number, section, title, completion, deadline_text, due_from, due_by, recurrence, "
    "quote, start, end",
    "duties": "document, duty, item, number, locator, title, kind, mode, bearer, bearer_name, mention, by_agreement, "
    "position, deadline_text, due_by, recurrence, basis, quote, start, end",
    "tenures": "document, person, person_name, event, post, post_name, body, body_name, start, end, replaces, quote",
    "reports": "document, item, number, status, period, quote, start, end",
    "targets": "document, item, section, indicator, year, planned, actual",
    "unresolved": "document, kind, mention, candidates, reason, start, end",
}
SAMPLE_VALUES = {
    "iri": sample_records.ECOLOGY, "string": "invented/plan.txt", "date": "2026-07-01", "code": "linked",
    "integer": "2026",
}  # fmt: skip

ABSENT_VALUES = {
    "iri": "urn:none", "string": "none", "date": "1066-10-14", "since": "2066-10-14", "code": "none", "integer": "1066",
}  # fmt: skip


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(sample_graph.write_sample(tmp_path_factory.mktemp("catalogue") / "graph")) as store:
        yield store


def test_the_contract_is_kept() -> None:
    assert {name: ", ".join(query(name).columns) for name in CONTRACT} == CONTRACT


@pytest.mark.parametrize("name", queries())
def test_golden(name: str, store: Store) -> None:
    rows = query(name).run(store)
    file = GOLDEN / f"{name}.json"
    if os.environ.get("REGENERATE"):
        file.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n", "utf-8")
    assert rows, "the sample has nothing to ask this query about"
    assert rows == json.loads(file.read_text("utf-8"))


def test_there_is_no_golden_result_without_a_query() -> None:
    assert {file.stem for file in GOLDEN.glob("*.json")} == set(queries())


@pytest.mark.parametrize("name", queries())
def test_a_query_is_sparql_for_any_engine(name: str) -> None:
    results = pyoxigraph.Store().query(query(name).text)
    assert isinstance(results, pyoxigraph.QuerySolutions)
    given = {variable.value for variable in results.variables}
    one = query(name)
    assert set(one.key) <= given
    assert set(one.labels.values()) <= given
    # Names are put in afterwards, in the language asked for; nothing states the status of an act yet.
    assert set(one.columns) - given <= set(one.labels) | {"status", "status_as_of"}


@pytest.mark.parametrize(
    ("name", "parameter"), [(name, parameter) for name, one in queries().items() for parameter in one.parameters]
)
def test_a_parameter_narrows_the_answer(name: str, parameter: str, store: Store) -> None:
    one = query(name)
    assert one.parameters[parameter].description
    rows = one.run(store, {parameter: SAMPLE_VALUES[one.parameters[parameter].type]})
    every = one.run(store)
    assert all(row in every for row in rows)
    absent = ABSENT_VALUES.get(parameter) or ABSENT_VALUES[one.parameters[parameter].type]
    undated = parameter == "as-of" and {row.get("document") for row in every} == {"invented/plan.txt"}
    assert undated or len(one.run(store, {parameter: absent})) < len(every)


@pytest.fixture(scope="module")
def dated(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Give a graph of the sample documents, the plan being an act of 3 February 2026."""
    own = sample_records.ORDER
    plan = sample_records.plan()
    records = [replace(plan, act=own.iri, entities=(own, *plan.entities)), sample_records.order()]
    with open_store(str(tmp_path_factory.mktemp("dated") / "graph"), create=True) as store:
        store.write(Write(documents=tuple(records)))
        yield store


@pytest.mark.parametrize("name", CONTRACT)
def test_every_query_answers_as_of_a_day(name: str, dated: Store) -> None:
    one = query(name)
    every = [row for row in one.run(dated) if row.get("document")]
    assert one.run(dated, {"as-of": "2026-02-02"}) == [
        row for row in one.run(dated) if not row.get("document") and str(row.get("date") or "") <= "2026-02-02"
    ]
    there = [row for row in one.run(dated, {"as-of": "2026-02-03"}) if row.get("document")]
    assert there == [row for row in every if str(row.get("date") or "") <= "2026-02-03"]
    assert "s of a day" in one.description


def test_parameters_choose_rows(store: Store) -> None:
    borne = query("duties").run(store, {"bearer": sample_records.ECOLOGY})
    assert [(row["number"], row["mode"]) for row in borne] == [("1.1", "execute"), ("1.2", "lead")]
    led = query("duties").run(store, {"bearer": sample_records.ECOLOGY, "mode": "lead"})
    assert [row["number"] for row in led] == ["1.2"]
    assert [row["document"] for row in query("documents").run(store, {"genre": "news"})] == ["invented/news.txt"]
    assert [row["date"] for row in query("changes").run(store, {"since": "2015-01-01"})] == ["2019-06-17", "2026-02-03"]
    (claimed,) = query("changes").run(store, {"document": "invented/order.txt"})
    assert (claimed["after"], claimed["after_mention"]) == (None, "Көлдер жөніндегі жұмыс тобы")
    assert {row["year"] for row in query("targets").run(store, {"year": "2027"})} == {2027}


@pytest.mark.parametrize(
    ("day", "there"), [("2004-12-31", False), ("2005-01-01", True), ("2014-12-31", True), ("2015-01-01", False)]
)
def test_a_bound_known_to_the_year_holds_for_all_of_it(day: str, there: bool, store: Store) -> None:
    bodies = query("bodies").run(store, {"as-of": day, "kind": "committee"})
    assert bool(bodies) is there


def test_names_come_in_the_language_asked_for(store: Store) -> None:
    def names(language: str | None) -> set[object]:
        rows = query("duties").run(store, {"bearer": sample_records.ENERGY}, language)
        return {row["bearer_name"] for row in rows}

    assert names(None) == {"Ministry of Energy"}  # the document is English
    assert names("kk") == {"Энергетика министрлігі"}
    ecology = query("duties").run(store, {"bearer": sample_records.ECOLOGY}, "en")
    assert {row["bearer_name"] for row in ecology} == {"Экология министрлігі"}  # it has no English name
    assert query("tenures").run(store)[0]["body_name"] == "Ministry of Energy"
    assert query("tenures").run(store, language="ru")[0]["body_name"] == "Министерство энергетики"


def test_names_stand_in_the_order_of_the_kazakh_alphabet(store: Store) -> None:
    names = [row["name_kk"] for row in query("bodies").run(store)]
    assert names == [
        "Алматы қаласының әкімдігі", "Әткеншек комитеті", "Бұлақтар кеңесі", "Экология министрлігі",
        "Энергетика министрлігі", None,
    ]  # fmt: skip
    words = ["яблоко", "Қала", "кала", "әже", "аға", "10", "і", "ы"]
    assert sorted(words, key=sort_key) == ["10", "аға", "әже", "кала", "Қала", "ы", "і", "яблоко"]


def test_a_value_cannot_break_out_of_its_place(store: Store) -> None:
    for value in ('" } #', "x' } UNION { ?s ?p ?o", "\\", "a\nb"):
        assert query("documents").run(store, {"document": value}) == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"colour": "red"}, "it takes --document STRING, --plan IRI, --number STRING, --due-until DATE"),
        ({"due-until": "soon"}, "not of type date: 'soon'"),
        ({"plan": "not an iri"}, "not of type iri"),
    ],
)
def test_arguments_a_query_cannot_take(arguments: dict[str, str], message: str, store: Store) -> None:
    with pytest.raises(UsageError, match=message):
        query("items").run(store, arguments)


def test_an_unknown_query_names_those_there_are() -> None:
    with pytest.raises(UsageError, match="no query 'itmes'; use one of acts, bodies"):
        query("itmes")


@pytest.mark.parametrize("header", ["#+ summary: only\n", "#+ [: not yaml\n", ""])
def test_a_header_not_understood_names_the_file(header: str, tmp_path: Path) -> None:
    file = tmp_path / "odd.rq"
    file.write_text(header + "SELECT * {}", "utf-8")
    with pytest.raises(UsageError, match=r"odd\.rq: header not understood"):
        read_query(file)


def test_the_overview_lists_every_query_and_parameter() -> None:
    assert [row["query"] for row in overview()] == sorted(queries())
    assert all(f"--{name} " in describe() for one in queries().values() for name in one.parameters)
