"""The parts of a document, by their marks; every block is in exactly one of them."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from sample_texts import ROOT, SHARED, cases, document

from remit.loaders.parts import split
from remit.loaders.readers.text import read


@pytest.mark.parametrize(("language", "case"), cases("parts"))
def test_case(language: str, case: dict[str, Any]) -> None:
    parts = split(document(case["text"]))
    assert [
        {"kind": part.kind, "title": part.heading, "annex": part.annex, "blocks": len(part.blocks)} for part in parts
    ] == case["parts"]
    assert all(part.language == language for part in parts if part.blocks)


TEXTS = [*sorted((ROOT / "examples").glob("*.txt")), *sorted((SHARED / "seeds").glob("*.txt"))]


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_every_block_of_a_document_is_in_exactly_one_part(path: Any) -> None:
    whole = read(path.read_bytes(), path.name)
    starts = [block.start for part in split(whole) for block in (*part.approval, *part.title, *part.blocks)]
    assert Counter(starts) == Counter(block.start for block in whole.blocks)


def test_a_document_without_words_of_ours_is_one_part() -> None:
    (only,) = split(document("просто слова\nи еще слова"))
    assert (only.kind, only.heading, only.annex, only.language) == ("act", "", None, "ru")


def test_emphasis_is_no_part_of_a_title() -> None:
    (only,) = split(document("**План посадки ковыля**\n\n1. Сажать."))
    assert (only.kind, only.heading) == ("plan", "План посадки ковыля")
