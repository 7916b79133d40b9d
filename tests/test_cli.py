"""The command line: what commands print, their exit status, their one-line errors, how light they start."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pytest
import sample_graph
import sample_records
import typer
from typer.testing import CliRunner

from remit import cli
from remit.commands import asking
from remit.graph.store import Write, open_store
from remit.queries.catalogue import queries

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs" / "cli.md"
HEAVY = [
    "SPARQLWrapper", "igraph", "networkx", "pydantic", "pymorphy3", "pyoxigraph", "pyvis", "rdflib", "rich", "typer",
    "yaml",
]  # fmt: skip
ITEM = f"{sample_records.document_iri('invented/plan.txt')}#item-1.1"

PROGRAM = "import sys; from remit.cli import run; sys.exit(run(sys.argv[1:]))"
EXAMPLES: dict[tuple[str, ...], str] = {(command.__name__,): example for command, example in cli.COMMANDS.items()} | {
    (group, command.__name__.replace("_", "-")): example
    for group, module in cli.GROUPS.items()
    for command, example in module.COMMANDS.items()
}


class Outcome(NamedTuple):
    status: int
    out: str
    err: str


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> str:
    return sample_graph.write_sample(tmp_path_factory.mktemp("cli") / "graph")


@pytest.fixture
def remit(graph: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):  # type: ignore[no-untyped-def]
    monkeypatch.setenv("REMIT_GRAPH", graph)

    def run(*arguments: str) -> Outcome:
        status = cli.run(arguments)
        return Outcome(status, *capsys.readouterr())

    return run


def test_query_prints_the_same_rows_in_every_format(remit) -> None:  # type: ignore[no-untyped-def]
    rows = json.loads(remit("query", "items", "--format", "json").out)
    assert [row["number"] for row in rows] == ["1.1", "1.2"]
    assert [json.loads(line) for line in remit("query", "items", "--format", "jsonl").out.splitlines()] == rows
    table = list(csv.DictReader(io.StringIO(remit("query", "items", "--format", "csv").out)))
    assert [row["title"] for row in table] == [row["title"] for row in rows]
    assert table[1]["due_by"] == ""
    assert all(row["title"] in remit("query", "items").out for row in rows)


def test_a_query_takes_its_parameters_after_its_name(remit) -> None:  # type: ignore[no-untyped-def]
    def numbers(*arguments: str) -> list[str]:
        return [row["number"] for row in json.loads(remit("query", "items", *arguments, "--format=json").out)]

    assert numbers("--number", "1.2") == numbers("--number=1.2") == ["1.2"]
    assert numbers("--document", "nowhere.txt") == []


def test_query_list_names_every_query_and_parameter(remit) -> None:  # type: ignore[no-untyped-def]
    text = remit("query", "--list").out
    assert all(name in text for name in queries())
    listed = json.loads(remit("query", "--list", "--format", "json").out)
    assert {row["query"] for row in listed} == set(queries())


def test_sparql_of_every_form(remit, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    select = "SELECT ?s WHERE { ?s <http://data.europa.eu/eli/ontology#number> '902' }"
    assert json.loads(remit("sparql", select, "--format", "json").out) == [{"s": sample_records.RESOLUTION.iri}]
    file = tmp_path / "query.rq"
    file.write_text(select, "utf-8")
    assert sample_records.RESOLUTION.iri in remit("sparql", f"@{file}", "--format", "csv").out
    assert remit("sparql", "ASK { ?s ?p '902' }").out == "true\n"
    assert remit("sparql", "ASK { ?s ?p 'no such' }") == (1, "false\n", "")
    turtle = remit("sparql", "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", "--format", "turtle").out
    assert "eli:number" in turtle


def test_sparql_reads_standard_input(remit, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(sys, "stdin", io.StringIO("ASK { ?s ?p ?o }"))
    assert remit("sparql", "-").out == "true\n"


def test_show_tells_facts_claims_and_passages(remit) -> None:  # type: ignore[no-untyped-def]
    entry = json.loads(remit("show", ITEM, "--format", "json").out)
    assert entry["label"] == "Провести праздник озёр"
    assert entry["passage"]["document"] == "invented/plan.txt"
    assert {claim["class"] for claim in entry["claims"]} >= {"remit:Responsibility", "remit:Report"}
    assert {"property": "remit:dutyKind", "value": "plan-item", "language": None, "label": None,
            "documents": ["invented/plan.txt"]} in entry["facts"]  # fmt: skip
    act = json.loads(remit("show", sample_records.RESOLUTION.iri, "--format", "json").out)
    number = next(fact for fact in act["facts"] if fact["property"] == "eli:number")
    assert number["documents"] == ["invented/plan.txt", "invented/statute.txt"]
    energy = remit("show", sample_records.ENERGY, "--lang", "ru").out
    assert energy.startswith("Министерство энергетики\n")
    assert "org:originalOrganization of https://w3id.org/remit/id/change/kz/invented-1" in energy


def test_search_and_coverage(remit) -> None:  # type: ignore[no-untyped-def]
    assert json.loads(remit("search", "праздники", "--format", "json").out)[0]["iri"] == ITEM
    assert remit("search", "вулкан") == (1, "no rows\n", "")
    rows = json.loads(remit("coverage", "--format", "json").out)
    assert {row["document"] for row in rows} == {record.name for record in sample_records.all_records()}
    assert "уәкілетті орган" in remit("coverage", "--blocks").out


def test_who_and_chain(remit) -> None:  # type: ignore[no-untyped-def]
    answers = json.loads(remit("who", ITEM, "--format", "json", "--as-of", "2026-05-01").out)
    assert [answer["duty"] for answer in answers] == [ITEM]
    assert "акимат г. Алматы" in remit("who", "праздник озёр", "--lang", "ru").out
    assert remit("who", "вулкан").status == 1
    chains = json.loads(remit("chain", ITEM, "--format", "json").out)
    assert chains["chains"] and chains["weakest"]
    assert remit("chain", "вулкан").status == 1


def test_view_writes_a_page(remit, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    page = tmp_path / "page.html"
    outcome = remit("view", "--out", str(page))
    assert outcome.status == 0
    assert outcome.out.startswith(str(page))
    assert page.stat().st_size


# rdflib compares years with an operator of its own that Python is about to give up.
@pytest.mark.filterwarnings("ignore:NotImplemented should not be used:DeprecationWarning:rdflib")
def test_validate(remit) -> None:  # type: ignore[no-untyped-def]
    assert remit("validate") == (0, "no violations\n", "")
    assert remit("validate", "--format", "json") == (0, "[]\n", "")


def test_verify_finds_every_quote(remit, graph: str, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    outcome = remit("verify")
    assert outcome.status == 0
    assert outcome.out.endswith("passages: all found again\n")
    record = sample_records.news()
    changed = replace(record, text=record.text.replace("Aidar", "Aidos"))
    with open_store(str(tmp_path / "graph"), create=True) as store:
        store.write(Write(documents=[changed]))
    outcome = remit("verify", "--graph", str(tmp_path / "graph"), "--format", "json")
    assert outcome.status == 1
    assert {finding["document"] for finding in json.loads(outcome.out)["findings"]} == {"invented/news.txt"}
    assert "the quote does not stand at" in remit("verify", "--graph", str(tmp_path / "graph")).out


@pytest.mark.parametrize("form", ["nquads", "trig", "turtle", "jsonld", "graphml", "gexf"])
def test_export_writes_the_whole_graph(form: str, remit, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    file = tmp_path / "graph.out"
    assert remit("export", "--format", form, "--out", str(file)).status == 0
    assert ITEM in file.read_text("utf-8")
    assert [path.name for path in tmp_path.iterdir()] == ["graph.out"]


def test_export_to_standard_output(remit) -> None:  # type: ignore[no-untyped-def]
    assert ITEM in remit("export").out
    outcome = remit("export", "--out", "/nowhere/graph.nq")
    assert (outcome.status, outcome.err.count("\n")) == (2, 1)


def test_load_tells_what_it_read_and_what_it_could_not(remit, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "note.txt").write_text("An invented note about nothing in particular.\n", "utf-8")
    (tmp_path / "empty.txt").touch()
    graph = str(tmp_path / "graph")
    outcome = remit("load", str(tmp_path / "note.txt"), str(tmp_path / "empty.txt"), "--graph", graph)
    assert outcome.status == 3
    assert outcome.out.startswith(f"{graph}: 1 loaded, 1 not readable (")
    assert outcome.err.startswith("remit: ") and "empty.txt" in outcome.err
    assert outcome.err.count("\n") == 1
    again = json.loads(remit("load", str(tmp_path / "note.txt"), "--graph", graph, "--format", "json").out)
    assert (again["loaded"], again["unchanged"]) == ([], [str(tmp_path / "note.txt")])
    outcome = remit("load", str(tmp_path / "nowhere.txt"), "--graph", graph)
    assert (outcome.status, outcome.err.count("\n")) == (2, 1)


def test_demo_without_examples(remit, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    outcome = remit("demo", "--examples", str(tmp_path / "nowhere"))
    assert (outcome.status, outcome.out) == (2, "")
    assert "name their folder with --examples" in outcome.err


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (["query", "itmes"], 2, "no query 'itmes'; use one of acts"),
        (["query", "items", "--colour", "red"], 2, "no parameter --colour; it takes --document STRING"),
        (["query", "items", "--number"], 2, "--number needs a value"),
        (["query", "items", "red"], 2, "unexpected 'red'"),
        (["query", "acts", "--graph", "/nowhere/graph"], 4, "/nowhere/graph: no graph here; load documents first"),
        (["show", "not an iri"], 2, "not an iri: "),
        (["show", "urn:nothing"], 1, "urn:nothing: nothing known"),
        (["search", "…"], 2, "no words to look for"),
        (["coverage", "--document", "nowhere.txt"], 2, "nowhere.txt: no such document"),
        (["who", "x", "--as-of", "soon"], 2, "--as-of: not a date: 'soon'"),
        (["who"], 2, "Missing argument 'WORDS|IRI'.; see remit who --help"),
        (["frobnicate"], 2, "No such command 'frobnicate'"),
        (["sparql", "SELECT"], 2, "syntax error"),
        (["sparql", "DELETE WHERE { ?s ?p ?o }"], 2, "no query where SELECT"),
        (["sparql", "@/nowhere.rq"], 2, "/nowhere.rq: cannot be read"),
        (["sparql", "SELECT * { ?s ?p ?o }", "--format", "turtle"], 2, "gives rows, not triples"),
    ],
)
def test_an_error_is_one_line(arguments: list[str], status: int, message: str, remit) -> None:  # type: ignore[no-untyped-def]
    outcome = remit(*arguments)
    assert (outcome.status, outcome.out) == (status, "")
    assert outcome.err.startswith("remit: ")
    assert message in outcome.err
    assert outcome.err.count("\n") == 1


def test_a_fault_of_ours_is_one_line_too(remit, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    def broken(*_: object) -> None:
        raise ZeroDivisionError("on purpose")

    monkeypatch.setattr("remit.queries.catalogue.query", broken)
    outcome = remit("query", "acts")
    assert outcome.status == 70
    assert outcome.err.startswith("remit: ZeroDivisionError: on purpose; ")
    monkeypatch.setenv("REMIT_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        remit("query", "acts")


def test_an_interrupt_is_one_line(remit, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("remit.queries.catalogue.query", interrupted)
    assert remit("query", "acts") == (130, "", "remit: interrupted\n")


def test_a_closed_pipe_is_no_error(graph: str) -> None:
    command = [sys.executable, "-c", "from remit.cli import main; main()", "query", "bodies", "--graph", graph]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout and process.stderr
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait() == cli.PIPE_CLOSED


@pytest.mark.parametrize("path", EXAMPLES, ids=" ".join)
def test_every_command_has_help_with_an_example(path: tuple[str, ...]) -> None:
    result = CliRunner().invoke(cli.app(), [*path, "--help"], terminal_width=100)
    assert result.exit_code == 0
    assert f"Example: {EXAMPLES[path]}" in " ".join(result.output.split())
    assert f"remit {' '.join(path)}" in EXAMPLES[path]


def test_help_is_light() -> None:
    """Nothing slow is imported to print the help of the whole command."""
    program = (
        f"import sys; from remit.cli import run; run(['--help']); sys.exit(bool(set({HEAVY!r}) & set(sys.modules)))"
    )
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert result.returncode == 0, "something slow was imported"
    assert result.stdout == cli.overview() + "\n"


def test_the_help_in_the_docs_is_what_the_commands_print() -> None:
    """REGENERATE=1 pytest tests/test_cli.py writes docs/cli.md anew."""
    import os

    runner = CliRunner(env={"REMIT_GRAPH": None})
    parts = ["# The command line\n\nWhat each command prints for `--help`.\n", f"```text\n{cli.overview()}\n```\n"]
    for path in EXAMPLES:
        result = runner.invoke(cli.app(), [*path, "--help"], prog_name="remit", terminal_width=100)
        parts.append(f"## {' '.join(path)}\n\n```text\n{result.output.rstrip()}\n```\n")
    text = "\n".join(parts)
    if os.environ.get("REGENERATE"):
        DOCS.write_text(text, "utf-8")
    assert DOCS.read_text("utf-8") == text


def test_commands_are_plain_functions(graph: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert isinstance(cli.app(), typer.Typer)
    assert asking.search("праздники", graph=graph, format="json") == 0
    assert json.loads(capsys.readouterr().out)[0]["iri"] == ITEM
    with open_store(graph) as store:
        assert store.ask("ASK { ?s ?p ?o }")


def test_output_that_cannot_be_written_is_one_line() -> None:
    for arguments in (["--help"], ["query", "--list"]):
        with open("/dev/full", "w") as full:
            done = subprocess.run([sys.executable, "-c", PROGRAM, *arguments], stdout=full, stderr=subprocess.PIPE)
        assert done.returncode == cli.UNWRITABLE
        assert done.stderr.decode().startswith("remit: standard output: cannot be written")
        assert done.stderr.count(b"\n") == 1


def test_an_empty_path_is_not_the_working_folder(remit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.chdir(tmp_path)
    for arguments in (["load", ""], ["view", "--out", ""], ["export", "--out", ""], ["load", ".", "--graph", ""]):
        outcome = remit(*arguments)
        assert (outcome.status, outcome.out) == (2, "")
        assert "empty path" in outcome.err
    assert list(tmp_path.iterdir()) == []


def test_an_address_that_nothing_is_fetched_from_is_one_line(remit, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    outcome = remit("load", "https://nowhere.invalid/docs/P2600000001", "--graph", str(tmp_path / "graph"))
    assert outcome.status == 3
    assert outcome.err.count("\n") == 1
    assert not (tmp_path / "graph").exists()
