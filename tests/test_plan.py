"""Plans in the three languages: items out of every layout, with what is missing or not understood."""

from __future__ import annotations

from typing import Any

import pytest
from sample_texts import cases, document

from remit.loaders.linking import Linker
from remit.loaders.pipeline import Pipeline
from remit.loaders.plan import PlanItem, PlanTable, read_table


def _read(text: str, pipeline: Pipeline) -> PlanTable | None:
    linker = Linker(pipeline.registry, pipeline.names, {}, None)
    rows = [block for block in document(text).blocks if block.table is not None]
    assert {row.table for row in rows} == {1}, "one table, and nothing beside it"
    return read_table(rows, linker.longest_known)


def _shown(item: PlanItem) -> dict[str, Any]:
    (deadline,) = item.deadlines or (None,)
    return {
        "number": item.number,
        "title": item.title,
        "section": item.section,
        "completion": item.completion,
        "deadline": item.deadline.text if item.deadline else None,
        "due_by": str(deadline.due_by) if deadline and deadline.due_by else None,
        "recurrence": deadline.recurrence if deadline else None,
        "executors": [each.text for each in item.executors],
        "report": item.report.text if item.report else None,
    }


@pytest.mark.parametrize(("language", "case"), cases("plans"))
def test_case(language: str, case: dict[str, Any], pipeline: Pipeline) -> None:
    table = _read(case["text"], pipeline)
    if case["items"] is None:
        assert table is None
        return
    assert table is not None
    shown = [_shown(item) for item in table.items]
    expected = case["items"]
    assert [{name: item[name] for name in want} for item, want in zip(shown, expected, strict=False)] == expected
    assert len(shown) == len(expected), shown
    assert table.missing == case.get("missing", [])
    assert len(table.targets) == case.get("targets", 0)
    assert len(table.unread) == case.get("unread", 0)


@pytest.mark.parametrize(("language", "case"), [each for each in cases("plans") if each.values[1]["items"]])
def test_every_row_is_an_item_a_section_a_target_a_heading_or_unread(
    language: str, case: dict[str, Any], pipeline: Pipeline
) -> None:
    table = _read(case["text"], pipeline)
    assert table is not None
    sorted_out = [
        *(item.row.start for item in table.items),
        *(row.start for row, _ in table.targets),
        *(row.start for row in (*table.sections, *table.headings, *table.unread)),
    ]
    rows = [block.start for block in document(case["text"]).blocks if block.table is not None]
    assert sorted(sorted_out) == rows


def test_rows_without_a_heading_are_no_plan(pipeline: Pipeline) -> None:
    assert read_table([], lambda text, at: 0) is None
    assert _read("1⇥Посадка ковыля⇥2026 год⇥МЭПР\n2⇥Опись камней⇥2027 год⇥МФ\n", pipeline) is None


def test_headings_that_other_tables_have_too_make_no_plan(pipeline: Pipeline) -> None:
    vague = "№\tНазвание\tГосударственный орган\tГод\n1\tВыдача справок\tМЮ\t2024\n2\tВыдача лицензий\tМСХ\t2025\n"
    assert _read(vague, pipeline) is None


def test_vague_headings_count_beside_those_of_a_plan(pipeline: Pipeline) -> None:
    table = _read("№\tМеры\tСрок\tПодразделение\n1\tОчистить пруд\tмай 2027 года\tотдел вод\n", pipeline)
    assert table is not None
    assert table.layout.kinds == ("number", "title", "deadline", "executors")
