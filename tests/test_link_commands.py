"""`remit link`: what it lists, how decisions are taken, reviewed, undone and replayed on the command line."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from sample_decisions import decide
from sample_identities import CITED, COMPANY, COMPANY_RU, ENGLISH, KAZAKH, RUSSIAN, write_identities
from sample_parts import ENERGY, document_iri

from remit import cli
from remit.ontology.decision_log import DecisionLog
from remit.ontology.decisions import mention_iri

MENTION = mention_iri("body", "МЭО")


class Outcome(NamedTuple):
    status: int
    out: str
    err: str


Remit = Callable[..., Outcome]


@pytest.fixture
def log(tmp_path: Path) -> DecisionLog:
    return DecisionLog(tmp_path / "remit.decisions.jsonl")


@pytest.fixture
def remit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Remit:
    monkeypatch.setenv("REMIT_GRAPH", write_identities(tmp_path / "graph"))
    monkeypatch.delenv("REMIT_DECISIONS", raising=False)

    def run(*arguments: str, answers: str = "") -> Outcome:
        monkeypatch.setattr("sys.stdin", io.StringIO(answers))
        status = cli.run(arguments)
        return Outcome(status, *capsys.readouterr())

    return run


def listed(remit: Remit, *arguments: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(remit("link", *arguments, "--format", "json").out)
    return found


def test_the_most_frequent_comes_first_with_its_candidates(remit: Remit) -> None:
    first, *rest = listed(remit, "--kind", "body")
    assert (first["iri"], first["mention"], first["count"]) == (MENTION, "МЭО", 3)
    assert first["documents"] == ["en.txt", "kk.txt", "ru.txt"]
    assert first["candidates"][0]["iri"] == ENERGY
    assert "no body of this name then" in first["candidates"][0]["reasons"]
    assert [one["count"] for one in (first, *rest)] == sorted((one["count"] for one in (first, *rest)), reverse=True)
    assert {COMPANY, COMPANY_RU} <= {one["iri"] for one in rest}


def test_persons_are_offered_one_another_in_every_spelling(remit: Remit) -> None:
    offered = {one["iri"]: {each["iri"] for each in one["candidates"]} for one in listed(remit, "--kind", "person")}
    assert offered == {
        KAZAKH: {RUSSIAN, ENGLISH},
        RUSSIAN: {KAZAKH, ENGLISH},
        ENGLISH: {KAZAKH, RUSSIAN},
    }


def test_every_format_tells_the_same(remit: Remit) -> None:
    found = listed(remit, "--kind", "act")
    assert [one["candidates"][0]["iri"] for one in found if one["count"] == 3] == [CITED]
    assert [json.loads(line) for line in remit("link", "--kind", "act", "--format", "jsonl").out.splitlines()] == found
    for format in ("table", "csv"):
        told = remit("link", "--kind", "act", "--format", format).out
        assert all(one["mention"] in told for one in found)
    assert len(listed(remit, "--limit", "1")) == 1


def test_a_decision_is_recorded_and_answers_follow(remit: Remit, log: DecisionLog) -> None:
    done = remit("link", "decide", "Әсет Мысалов", "same", "Asset Myssalov", "--by", "A. Reader", "--note", "one face")
    assert done.status == 0 and done.err == ""
    (entry,) = log.read().decisions
    assert (entry.left, entry.right, entry.by, entry.note) == (KAZAKH, ENGLISH, "A. Reader", "one face")
    assert done.out.startswith(entry.id)
    tenures = json.loads(remit("query", "tenures", "--person", KAZAKH, "--format", "json").out)
    assert {row["person"] for row in tenures} == {ENGLISH} and len(tenures) == 2
    assert {one["iri"] for one in listed(remit, "--kind", "person")} == {ENGLISH, RUSSIAN}


def test_a_mention_is_named_as_it_is_listed_and_a_body_by_its_id(remit: Remit) -> None:
    assert remit("link", "decide", "«МЭО»", "same", "energy").status == 0
    bearers = json.loads(remit("query", "duties", "--bearer", ENERGY, "--format", "json").out)
    assert {"kk.txt", "ru.txt", "en.txt"} <= {row["document"] for row in bearers}
    assert MENTION not in {one["iri"] for one in listed(remit)}
    assert remit("link", "decide", "МЭО", "not-same", "energy").status == 0
    again = next(one for one in listed(remit) if one["iri"] == MENTION)
    assert ENERGY not in {one["iri"] for one in again["candidates"]}


def test_one_occurrence_is_named_by_its_claim(remit: Remit) -> None:
    claim = document_iri("ru.txt") + "#responsibility-1"
    assert remit("link", "decide", claim, "same", ENERGY).status == 0
    bearers = json.loads(remit("query", "duties", "--bearer", ENERGY, "--format", "json").out)
    assert {row["document"] for row in bearers} & {"kk.txt", "ru.txt", "en.txt"} == {"ru.txt"}


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("nobody", ENERGY),
        (KAZAKH, "nobody"),
        (KAZAKH, ENERGY),
        (KAZAKH + "0", ENGLISH),
        (document_iri("ru.txt") + "#responsibility-99", ENERGY),
    ],
    ids=["no such name", "no such id", "two kinds", "no such IRI", "no such claim"],
)
def test_what_cannot_be_decided_is_not_recorded(remit: Remit, log: DecisionLog, left: str, right: str) -> None:
    refused = remit("link", "decide", left, "same", right)
    assert refused.status == 2 and refused.err.startswith("remit: ") and refused.err.count("\n") == 1
    assert log.read().decisions == ()


def test_a_name_of_several_things_is_not_guessed(remit: Remit, log: DecisionLog) -> None:
    refused = remit("link", "decide", "Қиялсу АҚ", "same", "Қиялсу АҚ")
    assert refused.status == 2
    assert log.read().decisions == ()


def test_a_contradiction_is_told_and_not_followed(remit: Remit) -> None:
    for left, judgement, right in ((KAZAKH, "same", RUSSIAN), (RUSSIAN, "same", ENGLISH)):
        assert remit("link", "decide", left, judgement, right).status == 0
    against = remit("link", "decide", KAZAKH, "not-same", ENGLISH)
    assert against.status == 1
    replayed = remit("link", "replay", "--format", "json")
    assert replayed.status == 1
    outcome = json.loads(replayed.out)
    assert outcome["clusters"] == [] and len(outcome["conflicts"][0]["not_followed"]) == 2
    states = [row["state"] for row in json.loads(remit("link", "log", "--format", "json").out)]
    assert states == ["not followed", "not followed", "in force"]
    assert "conflict" in remit("link", "replay").out


def test_an_undo_gives_back_what_was_and_can_be_undone(remit: Remit, log: DecisionLog) -> None:
    before = remit("query", "tenures", "--format", "json").out
    remit("link", "decide", KAZAKH, "same", RUSSIAN)
    merged = remit("query", "tenures", "--format", "json").out
    assert merged != before
    assert remit("link", "undo", log.read().decisions[0].id[:6]).status == 0
    assert remit("query", "tenures", "--format", "json").out == before
    assert remit("link", "undo", log.read().decisions[1].id).status == 0
    assert remit("query", "tenures", "--format", "json").out == merged
    states = [row["state"] for row in json.loads(remit("link", "log", "--format", "json").out)]
    assert states == ["in force", "undone", "in force"]
    for unknown in ("zz", ""):
        assert remit("link", "undo", unknown).status == 2


def test_review_records_each_answer_and_stops_when_told(remit: Remit, log: DecisionLog) -> None:
    done = remit("link", "review", "--kind", "person", "--by", "B", answers="?\nn\ny\nu\nq\n")
    assert done.status == 0 and done.out.count("same?") == 5
    assert [entry.judgement for entry in log.read().decisions] == ["not-same", "same", "unsure"]
    assert {entry.by for entry in log.read().decisions} == {"B"}
    assert "3 decisions" in done.out


def test_the_end_of_the_input_ends_a_review_and_a_skip_asks_nothing_more_of_a_thing(
    remit: Remit, log: DecisionLog
) -> None:
    done = remit("link", "review", "--kind", "person", answers="s\ns\n")
    assert done.status == 0 and done.out.count("same?") == 3
    assert log.read().decisions == ()


def test_a_log_of_others_is_replayed_from_where_it_lies(remit: Remit, tmp_path: Path) -> None:
    theirs = tmp_path / "theirs.jsonl"
    DecisionLog(theirs).append([decide(KAZAKH, "same", RUSSIAN), decide(MENTION, "same", ENERGY)])
    told = remit("link", "replay", "--decisions", str(theirs))
    assert told.status == 0 and told.out.splitlines() == [RUSSIAN, f"  = {KAZAKH}", MENTION, f"  means {ENERGY}"]


def test_a_log_with_a_wrong_line_is_refused_in_one_line(remit: Remit, log: DecisionLog) -> None:
    log.path.write_text("{}\n{}\n", "utf-8")
    for arguments in (("link",), ("link", "log"), ("link", "replay"), ("link", "decide", KAZAKH, "same", RUSSIAN)):
        refused = remit(*arguments)
        assert refused.status == 3 and "line 1" in refused.err and refused.err.count("\n") == 1


def test_a_line_that_broke_off_is_told(remit: Remit, log: DecisionLog) -> None:
    log.path.write_text('{"at": "2026', "utf-8")
    assert "broke off" in remit("link", "log").err
    assert remit("link", "decide", KAZAKH, "same", RUSSIAN).status == 0
    assert len(log.read().decisions) == 1


def test_an_empty_log_and_an_unknown_kind(remit: Remit) -> None:
    assert remit("link", "log").status == 1
    assert remit("link", "--kind", "ministry").status == 2
