"""Text broken at one width reads as it would unbroken; text that is not stays as it is."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_texts import ROOT, SHARED, document, source

from remit.loaders.pipeline import Pipeline
from remit.loaders.readers.wrapped import unwrapped
from remit.loaders.tables import Line
from remit.ontology.claims import DocumentRecord, Duty, Seat

SEEDS = sorted((SHARED / "seeds").glob("*.txt"))
PROSE = ["02_ru_resolution_commission", "12_ru_resolution_concept", "13_kk_resolution_concept", "08_en_news"]


def wrapped(text: str, width: int) -> str:
    return "\n".join(
        line if "\t" in line else "\n".join(textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False))
        for line in text.split("\n")
    )


def lines_of(text: str) -> list[Line]:
    starts = [0, *(place + 1 for place, letter in enumerate(text) if letter == "\n")]
    return [Line(line, start) for start, line in zip(starts, text.split("\n"), strict=True)]


def told(record: DocumentRecord) -> set[tuple[object, ...]]:
    rows: set[tuple[object, ...]] = set()
    for claim in record.claims:
        if isinstance(claim, Duty):
            rows.add(("duty", claim.locator, claim.kind, " ".join(claim.title.split()), claim.deadline_text))
        elif isinstance(claim, Seat):
            rows.add(("seat", claim.position, claim.role, claim.post, claim.body.entity))
        else:
            rows.add((type(claim).__name__, " ".join(claim.evidence.quote.split())))
    return rows


@pytest.mark.parametrize("name", PROSE)
@pytest.mark.parametrize("width", [72, 100])
def test_a_document_broken_at_a_width_says_the_same(name: str, width: int, pipeline: Pipeline) -> None:
    text = (ROOT / "examples" / f"{name}.txt").read_text("utf-8")
    broken = wrapped(text, width)
    assert broken != text
    assert told(pipeline.read(source(broken, name))) == told(pipeline.read(source(text, name)))


@pytest.mark.parametrize("path", [*sorted((ROOT / "examples").glob("[0-9]*.txt")), *SEEDS], ids=lambda path: path.stem)
def test_text_that_is_not_broken_stays(path: Path) -> None:
    lines = lines_of(path.read_text("utf-8"))
    assert unwrapped(lines) == lines


def test_what_begins_anew_is_not_joined() -> None:
    words = "қала мен ауылдағы мектептердің жанындағы үйірмелер туралы бірінші сөйлем осымен бітеді"
    text = "\n".join(f"{number}. {words};" for number in range(1, 12))
    lines = lines_of(wrapped(text, 60))
    assert [line.text[:2] for line in unwrapped(lines)] == [f"{number}."[:2] for number in range(1, 12)]


@given(st.text(alphabet="аб в.\n1)-\t", max_size=400))
def test_nothing_is_lost(text: str) -> None:
    joined = unwrapped(lines_of(text))
    assert "\n".join(line.text for line in joined) == text
    assert all(text[line.start :].startswith(line.text) for line in joined)


def test_offsets_are_those_of_the_text() -> None:
    text = wrapped((ROOT / "examples" / f"{PROSE[0]}.txt").read_text("utf-8"), 80)
    assert all(text[block.start : block.end] == block.text for block in document(text).blocks)
