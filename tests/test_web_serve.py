"""`remit serve` as a process: where it listens, whom it answers, how it stops, and that it notices a load."""

from __future__ import annotations

import signal
import socket
from pathlib import Path

import pytest
import sparql_server
from web_server import EXAMPLES, load_examples, serving, start

from remit.commands import serve as command
from remit.graph.load import load
from remit.web import server


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> str:
    return load_examples(tmp_path_factory.mktemp("serve"))


def children(pid: int) -> list[str]:
    return Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_says_where_it_is_and_stops_without_complaint(graph: str, number: signal.Signals) -> None:
    with serving(graph) as site:
        assert site.url.startswith("http://127.0.0.1:")
        assert site.get("/sparql", query="ASK {}").json["boolean"] is True
        worker = children(site.process.pid)[0]
        site.process.send_signal(number)
        printed, complaints = site.process.communicate(timeout=20)
        assert site.process.returncode == 0
        assert site.said[1:3] == (f"SPARQL: {site.url}/sparql", f"OpenRefine: {site.url}/reconcile")
        assert (printed.strip(), complaints) == ("", "")
    assert not Path(f"/proc/{worker}").exists()


def test_a_load_is_seen_without_a_new_start(tmp_path: Path) -> None:
    graph = load_examples(tmp_path, "14_en_plan_rows.txt")
    count = "SELECT (COUNT(?d) AS ?n) { GRAPH ?g { ?d a <https://w3id.org/remit/ns#Document> } }"
    with serving(graph) as site:
        before = site.get("/sparql", query=count).json["results"]["bindings"][0]["n"]["value"]
        assert "08_en_news" not in site.get("/", {"Accept": "text/html"}).text
        load(graph, [str(EXAMPLES / "08_en_news.txt")])
        after = site.get("/sparql", query=count).json["results"]["bindings"][0]["n"]["value"]
        assert "08_en_news" in site.get("/", {"Accept": "text/html"}).text
    assert (before, after) == ("1", "2")


def test_a_graph_behind_an_endpoint_has_pages_and_names_the_endpoint(graph: str) -> None:
    with sparql_server.serve() as url:
        load(f"{url}/query", [str(EXAMPLES / "14_en_plan_rows.txt")])
        with serving(f"{url}/query") as site:
            assert "14_en_plan_rows" in site.get("/", {"Accept": "text/html"}).text
            refused = site.get("/sparql", query="ASK {}")
    assert (refused.status, refused.text) == (501, f"this graph is behind another endpoint: ask {url}/query\n")


def test_a_foreign_name_pointing_here_is_refused(graph: str) -> None:
    with serving(graph) as site:
        assert site.get("/", {"Host": "elsewhere.example"}).status == 400
        assert site.get("/", {"Host": f"localhost:{site.url.rpartition(':')[2]}"}).status == 200


def test_a_taken_port_is_one_line(graph: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        process = start(graph, "--port", str(taken.getsockname()[1]))
        printed, complaint = process.communicate(timeout=60)
    assert (process.returncode, printed) == (2, "")
    assert complaint.count("\n") == 1
    assert "name another --port" in complaint


def test_no_graph_is_one_line(tmp_path: Path) -> None:
    process = start(str(tmp_path / "none"))
    printed, complaint = process.communicate(timeout=60)
    assert (process.returncode, printed) == (4, "")
    assert complaint.count("\n") == 1


@pytest.mark.parametrize(
    ("host", "loopback"),
    [("127.0.0.1", True), ("127.9.9.9", True), ("::1", True), ("localhost", True), ("0.0.0.0", False), ("box", False)],
)
def test_whoever_listens_to_others_is_warned(
    host: str, loopback: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(server, "serve", lambda *arguments: None)
    assert command.serve(host=host) == 0
    assert server.is_loopback(host) is loopback
    assert ("can read the whole graph" in capsys.readouterr().err) is not loopback
