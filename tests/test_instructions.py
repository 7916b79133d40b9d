"""Instructions: sentences with answers in three languages, the examples, and the frame of news pages."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from sample_texts import ROOT, cases, document

from remit.loaders.document import Passage
from remit.loaders.grammar import load_grammar
from remit.loaders.instructions import find_instructions
from remit.loaders.stories import stories
from remit.ontology.intervals import PartialDate

GOLDEN = sorted((ROOT / "tests/golden/examples").glob("*.json"))
NEWS = [path for path in GOLDEN if json.loads(path.read_bytes()).get("instructions")]
PAGE = """Invented page
02.04.2026, 18:05 9101
Schools open
Images | Sample News
Tell a friend
Akimats were instructed to open schools.
Copyright of Sample News.
relevant news
03.04.2026, 09:10
Roads close
Roads were closed.
Most viewed
02.04.2026, 18:05 9101 Schools open
"""


@pytest.mark.parametrize(("language", "case"), cases("instructions"))
def test_sentences(language: str, case: dict[str, Any]) -> None:
    text, start, passages = case["text"], 0, []
    for line in text.split("\n"):
        passages.append(Passage(line, start, language))
        start += len(line) + 1
    found = find_instructions(passages, load_grammar(language), PartialDate.parse(case["published"]))
    said = [[[name for name, _, _ in each.bearers], each.task, each.due_by and str(each.due_by)] for each in found]
    assert said == case["instructions"]
    for each in found:
        assert text[each.start : each.end].strip()
        for name, low, high in each.bearers:
            assert text[low:high] in name


@pytest.mark.parametrize("path", NEWS, ids=lambda path: path.stem)
def test_examples(path: Path) -> None:
    gold = json.loads(path.read_bytes())
    read = document((ROOT / "examples" / gold["file"]).read_text("utf-8"))
    grammar = load_grammar(read.language)
    found = [
        (name, each.due_by and str(each.due_by), each.task)
        for story in stories(read)
        for each in find_instructions(story.passages, grammar, story.published)
        for name, _, _ in each.bearers
    ]
    sure = [row for row in gold["instructions"] if not row.get("debatable")]
    for row in sure:
        assert any(
            name.casefold() == row["bearer"].casefold() and due == row["due_by"] and task.startswith(row["task_prefix"])
            for name, due, task in found
        ), row
    assert len(sure) <= len(found) <= len(gold["instructions"])


def test_news_page_is_split_into_stories_without_its_frame() -> None:
    found = stories(document(PAGE))
    assert [(str(story.published), story.title.text, [each.text for each in story.passages]) for story in found] == [
        ("2026-04-02", "Schools open", ["Akimats were instructed to open schools."]),
        ("2026-04-03", "Roads close", ["Roads were closed."]),
    ]


def test_a_document_without_stamps_is_no_news_page() -> None:
    assert stories(document("О создании комиссии\n\n1. Создать комиссию.")) == ()


def test_a_stamp_says_whether_it_has_an_hour() -> None:
    day_only = document("Schools open\n\nprobe.kz, 3 February 2025\n\nAkimats were instructed to open schools.")
    assert [(str(each.published), each.timed) for each in stories(day_only)] == [("2025-02-03", False)]
    assert all(each.timed for each in stories(document(PAGE)))
