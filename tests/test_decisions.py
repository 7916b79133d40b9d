"""Decisions: what counts of them, in any order, and the log that keeps them."""

from __future__ import annotations

import json
import multiprocessing
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_decisions import LOCAL, OTHER, REGISTERED, decide, undo

from remit.ontology.decision_log import DecisionLog, default_log
from remit.ontology.decisions import Decision, in_force, is_mention, kind_of, mention_iri
from remit.ontology.errors import DecisionLogError, UsageError
from remit.ontology.iris import BASE

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def test_of_two_decisions_about_a_pair_the_later_counts_whichever_side_comes_first() -> None:
    early, late = decide(LOCAL, "same", OTHER, 1), decide(OTHER, "not-same", LOCAL, 2)
    assert in_force([late, early]) == in_force([early, late]) == {late.pair: late}


def test_of_one_moment_the_more_cautious_counts() -> None:
    yes, no = decide(LOCAL, "same", OTHER), decide(LOCAL, "not-same", OTHER)
    assert list(in_force([no, yes]).values()) == [no]


def test_an_undo_brings_back_what_the_undone_replaced_and_can_be_undone() -> None:
    early, late = decide(LOCAL, "same", OTHER, 1), decide(LOCAL, "not-same", OTHER, 2)
    back = undo(late, 3)
    assert list(in_force([back, late, early]).values()) == [early]
    assert list(in_force([undo(back, 4), back, late, early]).values()) == [late]


def test_an_undo_of_what_is_not_in_the_log_does_nothing_yet() -> None:
    entry = decide(LOCAL, "same", OTHER)
    assert in_force([undo(entry)]) == {}


def test_the_id_is_of_the_content_in_any_time_zone() -> None:
    there = timezone(timedelta(hours=5))
    here = Decision(NOW, "A", "same", LOCAL, OTHER)
    assert here.id == Decision(NOW.astimezone(there), "A", "same", LOCAL, OTHER).id
    assert here.id != Decision(NOW, "A", "same", LOCAL, OTHER, note="seen the passport").id
    assert here.iri == BASE + "decision/" + here.id


@given(st.text(min_size=1).filter(str.strip), st.text(), st.datetimes(timezones=st.just(UTC)))
def test_a_line_reads_as_what_was_written(by: str, note: str, at: datetime) -> None:
    entry = Decision(at, by, "unsure", LOCAL, REGISTERED, note=note)
    assert Decision.parse(json.dumps(entry.as_json())) == entry


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (LOCAL, LOCAL),
        (LOCAL, BASE + "person/local/1"),
        (mention_iri("body", "МКИ"), mention_iri("body", "МИК")),
        (mention_iri("act", "Заң"), LOCAL),
        (mention_iri("body", "МКИ"), BASE + "eli/kz/Z1"),
        (LOCAL, None),
    ],
    ids=["itself", "another kind", "two mentions", "a body cited", "an act that bears", "nothing"],
)
def test_what_cannot_be_decided_is_refused(left: str, right: str | None) -> None:
    with pytest.raises(UsageError):
        Decision(NOW, "A", "same", left, right)


def test_who_decides_and_when_must_be_said() -> None:
    with pytest.raises(UsageError, match="somebody who decides"):
        Decision(NOW, " ", "same", LOCAL, OTHER)
    with pytest.raises(UsageError, match="time zone"):
        Decision(NOW.replace(tzinfo=None), "A", "same", LOCAL, OTHER)
    with pytest.raises(UsageError, match="one earlier decision"):
        Decision(NOW, "A", "undo")


def test_a_mention_is_its_words_however_they_are_typed() -> None:
    assert mention_iri("body", "«Қазавтожол» АҚ") == mention_iri("body", 'қазавтожол ақ"')
    assert mention_iri("body", "Есеп комитеті") == mention_iri("body", "Eсеп комитетi")
    assert mention_iri("body", "МКИ") != mention_iri("act", "МКИ")
    assert is_mention(mention_iri("body", "МКИ")) and is_mention(BASE + "document/1#seat-2") and not is_mention(LOCAL)


def test_the_kind_of_a_thing_is_in_its_iri() -> None:
    assert [kind_of(iri) for iri in (LOCAL, BASE + "eli/kz/A", BASE + "post", "urn:x")] == ["body", "act", "", ""]


def test_a_log_keeps_each_entry_once(tmp_path: Path) -> None:
    log = DecisionLog(tmp_path / "log.jsonl")
    one, two = decide(LOCAL, "same", OTHER, 1), decide(LOCAL, "not-same", REGISTERED, 2)
    log.append([one])
    log.append([one, two])
    assert log.read().decisions == (one, two)
    log.path.write_bytes(log.path.read_bytes() * 2)
    assert log.read().decisions == (one, two)


def test_a_log_that_is_not_there_is_empty(tmp_path: Path) -> None:
    assert DecisionLog(tmp_path / "none.jsonl").read().decisions == ()


def test_a_line_that_broke_off_is_told_and_gives_way_to_the_next_entry(tmp_path: Path) -> None:
    log = DecisionLog(tmp_path / "log.jsonl")
    one, two = decide(LOCAL, "same", OTHER, 1), decide(LOCAL, "same", REGISTERED, 2)
    log.append([one, two])
    whole = log.path.read_bytes()
    first = whole.index(b"\n") + 1
    for end in range(first + 1, len(whole) - 1):
        log.path.write_bytes(whole[:end])
        logged = log.read()
        assert logged.decisions == (one,)
        assert logged.broken_off.encode("utf-8", "surrogateescape") == whole[first:end]
        log.append([two])
        assert log.path.read_bytes() == whole


def test_a_last_line_that_lacks_only_its_end_is_an_entry(tmp_path: Path) -> None:
    log = DecisionLog(tmp_path / "log.jsonl")
    one, two = decide(LOCAL, "same", OTHER, 1), decide(LOCAL, "same", REGISTERED, 2)
    log.append([one])
    log.path.write_bytes(log.path.read_bytes().rstrip())
    log.append([two])
    assert log.read().decisions == (one, two) and log.read().broken_off == ""


def test_a_line_that_was_changed_is_refused(tmp_path: Path) -> None:
    log = DecisionLog(tmp_path / "log.jsonl")
    log.append([decide(LOCAL, "same", OTHER, 1), decide(LOCAL, "same", REGISTERED, 2)])
    log.path.write_text(log.path.read_text("utf-8").replace('"same"', '"not-same"', 1), "utf-8")
    with pytest.raises(DecisionLogError, match="line 1 is no decision"):
        log.read()


def test_a_log_that_cannot_be_a_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DecisionLogError, match="--decisions"):
        DecisionLog(tmp_path).read()
    with pytest.raises(DecisionLogError, match="--decisions"):
        DecisionLog(tmp_path).append([decide(LOCAL, "same", OTHER)])


def _append(path: Path, number: int) -> None:
    for minute in range(20):
        DecisionLog(path).append([decide(LOCAL, "same", f"{OTHER}{number}", minute)])


def test_those_who_write_at_once_wait_for_one_another(tmp_path: Path) -> None:
    path = tmp_path / "log.jsonl"
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=_append, args=(path, number)) for number in range(3)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(60)
    assert [writer.exitcode for writer in writers] == [0, 0, 0]
    assert len(DecisionLog(path).read().decisions) == 60


def test_the_log_of_a_graph_lies_beside_it(tmp_path: Path) -> None:
    assert default_log(str(tmp_path / "my.graph")) == tmp_path / "remit.decisions.jsonl"
    assert default_log("https://example.org/query") == Path("remit.decisions.jsonl")
