"""The history of a clone: each version of an act a document of its own, dated by the day it took force."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from remit.cli import run
from remit.graph.load import load
from remit.graph.network import build_network
from remit.graph.store import open_store
from remit.graph.texts import verify
from remit.loaders import history
from remit.loaders.pipeline import Pipeline
from remit.loaders.sources import find_sources
from remit.ontology.claims import Seat
from remit.ontology.errors import UnreadableDocument, UsageError
from remit.ontology.namespaces import DCT, ELI, REMIT
from remit.ontology.registry import load_registry
from remit.queries.catalogue import query
from remit.queries.search import search
from remit.queries.who import who

ACT = "2031/0115-o-sovete-900001"
META = """requisite: Постановление Правительства Республики Казахстан от 15 января 2031 года № 9001
title: {rus: О Совете по учебным примерам, kaz: Оқу мысалдары жөніндегі кеңес туралы}
version_date: {rus: %s, kaz: 2031-01-15}
"""
TEXT = """# О Совете по учебным примерам

Правительство Республики Казахстан **ПОСТАНОВЛЯЕТ**:

1. Утвердить прилагаемый состав Совета по учебным примерам.

**Премьер-Министр Республики Казахстан**

> *Утвержден*  
> *постановлением Правительства*  
> *от « » 2031 года №*

## СОСТАВ Совета по учебным примерам

Министр энергетики Республики Казахстан, председатель

Министр образования Республики Казахстан, заместитель председателя
"""
MEMBERS = ("Министр финансов Республики Казахстан", "Министр юстиции Республики Казахстан")
DAYS = ("2031-01-15", "2031-05-20", "2031-09-01")

Shown = tuple[str, str | None, str | None]


def git(folder: Path, *arguments: str, day: str = "2031-01-15") -> str:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    moment = {"GIT_AUTHOR_DATE": f"{day}T00:00:00+0500", "GIT_COMMITTER_DATE": "2032-01-01T00:00:00+0500"}
    settings = ("-c", "user.name=Example", "-c", "user.email=example@example.invalid", "-c", "commit.gpgsign=false")
    command = ("git", *settings, "-C", str(folder), *arguments)
    return subprocess.run(command, env=clean | moment, capture_output=True, text=True, check=True).stdout


def commit(clone: Path, day: str, files: dict[str, str | None]) -> None:
    """Write the files of the act, take away those without content, and commit them as of a day."""
    for name, content in files.items():
        path = clone / ACT / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if content is None:
            path.unlink()
        else:
            path.write_text(content, encoding="utf-8")
    git(clone, "add", "--all")
    git(clone, "commit", "--quiet", "--message", f"{ACT}\n\nCause-Act-Code: 900002", day=day)


def wording(seats: int) -> str:
    return TEXT + "".join(f"\n{member}\n" for member in MEMBERS[:seats])


@pytest.fixture
def clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clone with an act in three versions, whose Kazakh text never changed, and a file that is no act."""
    folder = tmp_path / "clone"
    folder.mkdir()
    monkeypatch.chdir(tmp_path)
    git(folder, "init", "--quiet")
    (folder / "note.txt").write_text("Заметка, которая ничего не устанавливает.\n", encoding="utf-8")
    kazakh = "# Оқу мысалдары жөніндегі кеңес туралы\n\n1. Кеңес құрылсын.\n"
    for seats, day in enumerate(DAYS):
        commit(folder, day, {"meta.yaml": META % day, "rus.md": wording(seats), "kaz.md": kazakh})
    return folder


def shown(*paths: str) -> list[Shown]:
    """Give the name, first day and end of each source of a load with history."""
    found = []
    for source in find_sources(paths, history=True):
        stated = source.state() if source.state else None
        version, until = (stated.version, stated.until) if stated else (None, None)
        found.append((source.name, str(version) if version else None, str(until) if until else None))
    return found


def test_each_version_is_a_source_and_the_newest_keeps_its_name(clone: Path) -> None:
    act = f"clone/{ACT}"
    assert shown("clone") == [
        (f"{act}/rus.md@2031-01-15", "2031-01-15", "2031-05-20"),
        (f"{act}/rus.md@2031-05-20", "2031-05-20", "2031-09-01"),
        (f"{act}/kaz.md", "2031-01-15", None),
        (f"{act}/rus.md", "2031-09-01", None),
        ("clone/note.txt", None, None),
    ]


def test_a_folder_of_the_clone_gives_its_own_acts(clone: Path) -> None:
    whole = [each for each in shown("clone") if ACT in each[0]]
    assert shown("clone/2031") == shown(f"clone/{ACT}") == whole
    assert shown(f"./clone/../clone/{ACT}/") == whole
    (clone / "2030").mkdir()
    assert shown("clone/2030") == []


def test_a_bare_repository_gives_the_same_versions(clone: Path) -> None:
    git(clone, "clone", "--quiet", "--bare", ".", "../bare.git")
    act = f"bare.git/{ACT}"
    assert shown("bare.git") == [
        (f"{act}/rus.md@2031-01-15", "2031-01-15", "2031-05-20"),
        (f"{act}/rus.md@2031-05-20", "2031-05-20", "2031-09-01"),
        (f"{act}/kaz.md", "2031-01-15", None),
        (f"{act}/rus.md", "2031-09-01", None),
    ]
    contents = [source.read().decode() for source in find_sources(["bare.git"], history=True)]
    assert [contents[place] for place in (0, 1, 3)] == [wording(seats) for seats in range(3)]


def test_the_claims_of_a_version_are_those_of_its_day(clone: Path, pipeline: Pipeline) -> None:
    sources = [source for source in find_sources(["clone"], history=True) if "rus.md" in source.name]
    records = [pipeline.read(source) for source in sources]
    assert [sum(isinstance(claim, Seat) for claim in record.claims) for record in records] == [2, 3, 4]
    assert len({record.act for record in records}) == 1 and records[0].act is not None
    assert [str(record.version) for record in records] == list(DAYS)
    first = git(clone, "rev-list", "--max-parents=0", "HEAD").strip()
    assert records[0].source == f"{clone / ACT / 'rus.md'}@{first}"


def test_a_repealed_act_ends_with_the_commit_that_takes_it_away(clone: Path) -> None:
    commit(clone, "2032-02-03", {"meta.yaml": None, "rus.md": None, "kaz.md": None})
    act = f"clone/{ACT}"
    assert shown("clone") == [
        (f"{act}/kaz.md@2031-01-15", "2031-01-15", "2032-02-03"),
        (f"{act}/rus.md@2031-01-15", "2031-01-15", "2031-05-20"),
        (f"{act}/rus.md@2031-05-20", "2031-05-20", "2031-09-01"),
        (f"{act}/rus.md@2031-09-01", "2031-09-01", "2032-02-03"),
        ("clone/note.txt", None, None),
    ]


def test_of_two_versions_of_one_day_the_last_counts(clone: Path) -> None:
    commit(clone, DAYS[2], {"rus.md": wording(2) + "\nИсправлено.\n"})
    assert [name for name, *_ in shown("clone") if "@" in name] == [f"clone/{ACT}/rus.md@{day}" for day in DAYS[:2]]


def test_mended_metadata_make_no_version_and_are_those_of_the_version(clone: Path, pipeline: Pipeline) -> None:
    commit(clone, "2031-10-10", {"meta.yaml": (META % DAYS[2]).replace("9001", "9009")})
    commit(clone, "2031-11-11", {"rus.md": wording(0) + "\nИсправлено.\n"})
    sources = {source.name: source for source in find_sources(["clone"], history=True)}
    record = pipeline.read(sources[f"clone/{ACT}/rus.md@2031-09-01"])
    assert "№ 9009" in record.text and str(record.until) == "2031-11-11"
    assert not any("2031-10-10" in name for name in sources)


def test_a_wording_that_comes_back_is_given_once(clone: Path) -> None:
    commit(clone, "2031-10-10", {"rus.md": wording(0)})
    assert [each[0] for each in shown("clone") if "@" in each[0]] == [f"clone/{ACT}/rus.md@{day}" for day in DAYS[1:]]


def test_parts_of_a_cut_act_are_put_together_as_they_were(clone: Path) -> None:
    head = "# Учебный пример\n\n## Части документа\n\n- [1](rus/an001.md)\n"
    commit(clone, "2031-10-10", {"rus.md": head, "rus/an001.md": "## Приложение в первой редакции\n"})
    commit(clone, "2031-11-11", {"rus/an001.md": "## Приложение во второй редакции\n"})
    texts = {source.name: source.read().decode() for source in find_sources(["clone"], history=True)}
    assert "в первой" in texts[f"clone/{ACT}/rus.md@2031-10-10"]
    assert "во второй" in texts[f"clone/{ACT}/rus.md"]


def rows(location: str) -> list[Shown]:
    asked = (
        f"SELECT ?name ?since ?until {{ GRAPH ?doc {{ ?doc a <{REMIT.Document}> ; <{DCT.identifier}> ?name . "
        f"OPTIONAL {{ ?doc <{ELI.version_date}> ?since }} OPTIONAL {{ ?doc <{REMIT.until}> ?until }} }} }}"
    )
    with open_store(location) as store:
        found = store.select(asked)
    texts = [{name: term.value for name, term in row.items()} for row in found]
    return sorted((row["name"], row.get("since"), row.get("until")) for row in texts)


def test_the_graph_dates_every_version_and_a_second_load_passes_over_them(clone: Path) -> None:
    report = load("graph", ["clone"], history=True)
    assert (len(report.loaded), report.failures) == (5, ())
    assert rows("graph") == sorted(shown("clone"))
    again = load("graph", ["clone"], history=True)
    assert (len(again.unchanged), again.quads) == (5, 0)
    plain = load("graph", ["clone"])
    assert (len(plain.unchanged), plain.quads) == (3, 0)
    with open_store("graph") as store:
        assert verify(store).findings == ()


def test_a_new_version_supersedes_the_newest(clone: Path) -> None:
    load("graph", ["clone"], history=True)
    commit(clone, "2031-10-10", {"meta.yaml": META % "2031-10-10", "rus.md": wording(2) + "\nИсправлено.\n"})
    report = load("graph", ["clone"], history=True)
    act = f"clone/{ACT}/rus.md"
    assert report.loaded == (f"{act}@2031-09-01", act)
    assert rows("graph") == sorted(shown("clone"))


def test_versions_that_read_alike_stay_one_document_on_every_load(clone: Path) -> None:
    commit(clone, "2031-10-10", {"meta.yaml": META % "2031-10-10", "rus.md": wording(2).replace("\n\n", "\n\n\n")})
    load("graph", ["clone"], history=True)
    before = rows("graph")
    assert (f"clone/{ACT}/rus.md", "2031-10-10", None) in before
    report = load("graph", ["clone"], history=True)
    assert (report.loaded, report.quads, rows("graph")) == ((), 0, before)


def seats(location: str, **arguments: str) -> list[str]:
    with open_store(location) as store:
        found = query("members").run(store, {name.replace("_", "-"): value for name, value in arguments.items()})
    return [f"{str(row['document']).rpartition('/')[2]} {row['position']}" for row in found]


def test_queries_answer_from_the_newest_version_unless_another_is_asked_for(clone: Path) -> None:
    load("whole", ["clone"], history=True)
    load("plain", ["clone"])
    newest = [f"rus.md {place}" for place in range(1, 5)]
    assert seats("whole") == seats("plain") == newest
    assert seats("whole", document=f"clone/{ACT}/rus.md@2031-01-15") == [f"rus.md@2031-01-15 {n}" for n in (1, 2)]
    assert seats("whole", as_of="2031-05-19") == [f"rus.md@2031-01-15 {n}" for n in (1, 2)]
    assert seats("whole", as_of="2031-05-20") == [f"rus.md@2031-05-20 {n}" for n in (1, 2, 3)]
    assert seats("whole", as_of="2031-09-01") == newest
    with open_store("whole") as store:
        listed = [row["document"] for name in ("documents", "acts") for row in query(name).run(store)]
        assert [listed.count(f"clone/{ACT}/rus.md@{day}") for day in DAYS] == [2, 2, 0]
        assert [hit.document for hit in search(store, "состав совета", kinds=["group"])] == [f"clone/{ACT}/rus.md"]


def test_answers_in_words_and_pictures_come_from_the_newest_version(clone: Path) -> None:
    for number, day in enumerate(("2031-10-10", "2031-11-11")):
        duty = f"\n2. Министерству энергетики Республики Казахстан представить {number + 5} учебных отчетов.\n"
        commit(clone, day, {"meta.yaml": META % day, "rus.md": TEXT.replace("\n**Премьер", f"{duty}\n**Премьер")})
    load("graph", ["clone"], history=True)
    with open_store("graph") as store:
        (answer,) = who(store, load_registry(), "учебных отчетов")
        assert "6 учебных отчетов" in str(answer.as_json())
        drawn = {edge["document"] for *_, edge in build_network(store).edges(data=True) if "document" in edge}
    assert drawn == {f"clone/{ACT}/rus.md"}


def test_the_command_loads_history_only_when_asked(clone: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["load", "clone", "--graph", "plain"]) == 0
    assert run(["load", "clone", "--history", "--graph", "whole"]) == 0
    assert capsys.readouterr().out.splitlines()[0].startswith("plain: 3 loaded")
    assert (len(rows("plain")), len(rows("whole"))) == (3, 5)


def test_where_there_is_no_history_one_line_says_so(
    clone: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    (tmp_path / "plain").mkdir()
    (tmp_path / "empty").mkdir()
    git(tmp_path / "empty", "init", "--quiet")
    git(tmp_path, "clone", "--quiet", "--depth=1", clone.as_uri(), "shallow")
    for path in ("plain", "empty", "shallow", "clone/note.txt", "clone/.git/objects"):
        assert run(["load", path, "--history", "--graph", "graph"]) == UsageError.exit_status
        (line,) = capsys.readouterr().err.splitlines()
        assert line.startswith(f"remit: {path}: ")
    assert not (tmp_path / "graph").exists()


def test_without_git_one_line_says_so(clone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(UsageError, match="git cannot be run"):
        list(find_sources(["clone"], history=True))


def test_a_repository_runs_nothing_of_its_own(clone: Path, tmp_path: Path) -> None:
    trap = tmp_path / "trap"
    trap.write_text(f"#!/bin/sh\ntouch {tmp_path}/sprung\n", encoding="utf-8")
    trap.chmod(0o755)
    (clone / ".gitattributes").write_text("* diff=trap filter=trap\n", encoding="utf-8")
    commit(clone, "2031-10-10", {"rus.md": wording(0) + "\nИсправлено.\n"})
    for key in (
        "diff.trap.textconv", "diff.trap.command", "diff.external", "filter.trap.smudge", "filter.trap.process",
        "core.fsmonitor", "core.pager", "core.sshCommand", "gpg.program", "remote.origin.uploadpack",
    ):  # fmt: skip
        git(clone, "config", key, str(trap))
    for key, value in {
        "extensions.partialClone": "origin", "remote.origin.promisor": "true", "remote.origin.url": f"ext::{trap}",
        "protocol.ext.allow": "always", "protocol.allow": "always", "log.showSignature": "true",
        "core.hooksPath": str(tmp_path), "core.repositoryFormatVersion": "1",
    }.items():  # fmt: skip
        git(clone, "config", key, value)
    lost = git(clone, "rev-parse", f"HEAD~3:{ACT}/rus.md").strip()
    (clone / ".git" / "objects" / lost[:2] / lost[2:]).unlink()
    first, *others = [each for each in find_sources(["clone"], history=True) if "rus.md@" in each.name]
    with pytest.raises(UnreadableDocument, match=r"clone/2031/.*; mend the clone"):
        first.read()
    assert [each.read().decode() for each in others] == [wording(1), wording(2)]
    assert not (tmp_path / "sprung").exists()


def test_too_much_is_not_read(clone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "MAX_BLOB_BYTES", 100)
    source = next(iter(find_sources(["clone"], history=True)))
    with pytest.raises(UnreadableDocument, match="more than"):
        source.read()
