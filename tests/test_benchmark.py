"""The benchmark runs from end to end and says everything it should; how fast things are is no matter of a test."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
BENCHMARKS = ROOT / "benchmarks"
LANGUAGES = {"all", "kk", "ru", "en"}


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(BENCHMARKS / "run.py"), *arguments],
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONUTF8": "1"},
    )


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    """A quick run, as saved and as printed."""
    path = tmp_path_factory.mktemp("benchmark") / "base.json"
    done = run("--quick", "--format", "json", "--save", str(path))
    assert done.returncode == 0, done.stderr
    assert "measuring start-up" in done.stderr
    return path, json.loads(done.stdout)


@pytest.fixture(autouse=True)
def modules_of_the_benchmark(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(BENCHMARKS))


def test_every_stage_is_measured_against_a_baseline(saved: tuple[Path, dict[str, Any]]) -> None:
    figures = saved[1]["figures"]
    assert {row["stage"] for row in figures} == {
        "start-up", "reading", "storing", "SPARQL", "catalogue", "asking", "showing",
    }  # fmt: skip
    assert all(row["value"] > 0 and row["unit"] and row["baseline"] for row in figures)
    assert all(row["ratio"] > 0 for row in figures if row["ratio"] is not None)
    assert {row["unit"] for row in figures if row["stage"] == "reading"} == {"documents/s", "MB/s"}
    assert [row["limit"] for row in figures if row["stage"] == "start-up"] == [6.0]
    assert [row["unit"] for row in figures if row["stage"] == "storing"] == ["quads/s"]


def test_questions_are_timed_alone_and_as_a_server_asks_them(saved: tuple[Path, dict[str, Any]]) -> None:
    timed = {row["name"] for row in saved[1]["figures"] if row["stage"] in ("asking", "showing")}
    assert timed >= {"search", "who", "chain", "search of a server", "who of a server", "chain of a server"}
    assert timed >= {"view", "view around words"}


def test_every_query_of_the_core_is_timed(saved: tuple[Path, dict[str, Any]]) -> None:
    core = {path.stem for path in (ROOT / "queries" / "core").glob("*.rq")}
    for stage in ("SPARQL", "catalogue"):
        assert core <= {row["name"] for row in saved[1]["figures"] if row["stage"] == stage}


def test_every_kind_is_scored_for_every_language(saved: tuple[Path, dict[str, Any]]) -> None:
    scores = saved[1]["scores"]
    whole = {row["kind"]: row for row in scores if row["language"] == "all"}
    assert whole.keys() >= {"members", "items", "executors", "citations", "powers", "text_duties", "tenures"}
    assert {row["language"] for row in scores} == LANGUAGES
    for kind, row in whole.items():
        parts = [each for each in scores if each["kind"] == kind and each["language"] != "all"]
        for count in ("documents", "hits", "extras", "misses"):
            assert row[count] == sum(each[count] for each in parts)
        assert 0 <= row["f1"] <= 1


def test_a_saved_run_is_read_back_and_compared(saved: tuple[Path, dict[str, Any]]) -> None:
    from table import as_json, as_text, read_result

    base = read_result(saved[0])
    assert json.loads(as_json(base)) == saved[1]
    first, *rest = base.figures
    faster = replace(base, figures=(replace(first, value=first.value / 2), *rest), scores=base.scores[1:])
    line = next(line for line in as_text(faster, base).splitlines() if first.name in line)
    assert "-50.0%" in line
    compared = json.loads(as_json(base, faster))
    assert compared["figures"][0]["base"]["value"] == first.value / 2
    assert compared["scores"][0]["base"] is None


def test_the_table_is_aligned(saved: tuple[Path, dict[str, Any]]) -> None:
    from table import as_text, read_result

    corpus, _, heading, *rows = as_text(read_result(saved[0])).splitlines()
    assert corpus.startswith("documents ")
    unit = heading.index("UNIT")
    figures = rows[: rows.index("")]
    assert len(figures) == len(saved[1]["figures"])
    assert all(row[unit - 1] == " " and row[unit] != " " for row in figures)


@pytest.mark.parametrize("content", [None, "{}", "no JSON"])
def test_a_base_that_is_none_is_refused_before_anything_is_measured(tmp_path: Path, content: str | None) -> None:
    path = tmp_path / "base.json"
    if content is not None:
        path.write_text(content)
    done = run("--base", str(path))
    assert done.returncode == 2
    assert "--base" in done.stderr
    assert "measuring" not in done.stderr


def test_copies_of_the_examples_are_acts_of_their_own(tmp_path: Path) -> None:
    from corpus import EXAMPLES, make_corpus

    originals = sorted(path for path in EXAMPLES.glob("*.txt"))
    sources = make_corpus(tmp_path, 2 * len(originals) + 1)
    texts = [source.read().decode() for source in sources]
    assert len(set(texts)) == 2 * len(originals) + 1
    assert texts[: len(originals)] == [path.read_text("utf-8") for path in originals]
    first, again, third = texts[0], texts[len(originals)], texts[-1]
    assert ("№ 9903" in first, "№ 9900103" in again, "№ 9900203" in third) == (True, True, True)
    assert "№ 9903" not in again
