"""Explanations: every block has one, rules that fired are those of the claims, lines lead to their block."""

from __future__ import annotations

from pathlib import Path

import pytest
from sample_texts import ROOT, source

from remit import cli
from remit.loaders.explaining import explain
from remit.loaders.pipeline import Pipeline
from remit.loaders.sources import find_source
from remit.ontology.errors import UsageError

TEXT = """Қазақстан Республикасы Үкіметінің 2026 жылғы 3 наурыздағы № 9977 қаулысы

Үлгі кеңес туралы

ҚАУЛЫ ЕТЕДІ:

1. Қазақстан Республикасының Энергетика министрлігі 2026 жылғы 1 маусымға дейін есеп берсін.

Бұл сөйлемде ешқандай орган аталмайды.

Қазақстан Республикасының Энергетика министрлігі туралы бірнеше сөз.
"""


def test_every_block_is_explained_and_every_rule_that_fired_is_named(pipeline: Pipeline) -> None:
    for path in sorted((ROOT / "examples").glob("[0-9]*.txt")):
        given = find_source(str(path))
        record, blocks = pipeline.read(given), explain(pipeline, given)
        assert [(each.start, each.end, each.status) for each in blocks] == [
            (each.start, each.end, each.status) for each in record.coverage
        ]
        for block in blocks:
            assert record.text[block.start : block.end] == block.quote
            assert (block.status == "claims") == bool(block.fired)
            assert (block.status == "unknown") <= bool(block.named)
            spans = [(each.start, each.end, each.quote) for each in block.named]
            spans += [(each.start, each.end, each.quote) for each in block.matched]
            assert all(record.text[start:end] == quote for start, end, quote in spans)


def test_why_a_block_gave_nothing(pipeline: Pipeline) -> None:
    why = {each.line: each.why for each in explain(pipeline, source(TEXT, "sample.txt"))}
    assert why[7].endswith("rest on it")
    assert why[9] == "names no body or post that is known, and no rule made a claim of it"
    assert why[11] == "names a body or post, but no rule made a claim of it"


def test_a_line_leads_to_its_block(pipeline: Pipeline) -> None:
    (block,) = explain(pipeline, source(TEXT, "sample.txt"), 7)
    assert block.line == 7
    assert block.quote.startswith("1. ")
    assert {each.meanings for each in block.named} == {("energy",)}
    assert any(each.rule.startswith("kk.duty") for each in block.fired)
    for line in (2, 999):
        with pytest.raises(UsageError):
            explain(pipeline, source(TEXT, "sample.txt"), line)


def test_the_command_parts_a_file_and_a_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plain, odd = tmp_path / "order.txt", tmp_path / "order.txt:7"
    plain.write_text(TEXT, "utf-8")
    assert cli.run(["explain", f"{plain}:7"]) == 0
    one = capsys.readouterr().out
    assert one.startswith("7: 1. ")
    assert "  matches kk." in one
    odd.write_text(TEXT, "utf-8")
    assert cli.run(["explain", str(odd), "--status", "unknown"]) == 0
    assert next(line for line in capsys.readouterr().out.splitlines() if line[0] != " ").startswith("11: ")
    assert cli.run(["explain", f"{plain}:12000"]) == 2
    assert "12 lines" in capsys.readouterr().err
    assert cli.run(["explain", str(tmp_path / "nowhere.txt")]) == 2
