"""Whom 300 mentions of bodies in real documents mean, drawn at random and checked by eye: precision and recall."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from remit.loaders.earliest import written_after
from remit.loaders.grammar import load_grammar
from remit.loaders.linking import Linker
from remit.loaders.pipeline import Pipeline
from remit.loaders.sources import find_sources
from remit.ontology.claims import Act, DocumentRecord, Link, Responsibility, Seat, Tenure
from remit.ontology.letters import fold

SHARED = Path(__file__).parents[2] / "shared"
SAMPLE: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "linking_sample.yaml").read_text("utf-8"))
UNKNOWN = "not-in-registry"

pytestmark = pytest.mark.skipif(not (SHARED / "corpus").exists(), reason="needs the seeds and the corpus in ../shared")


@pytest.fixture(scope="module")
def judged(pipeline: Pipeline) -> list[tuple[str, str, str | None]]:
    """For each mention: where it stands, whom it means, and whom it was linked to, if anybody."""
    return [judgement for entry in SAMPLE for judgement in _judge(pipeline, entry)]


def _judge(pipeline: Pipeline, entry: dict[str, Any]) -> list[tuple[str, str, str | None]]:
    (source,) = find_sources([str(SHARED / entry["document"])])
    record = pipeline.read(source)
    acts = {each.iri: each for each in record.entities if isinstance(each, Act)}
    day = acts[record.act].date if record.act else None
    after = None if day else written_after(pipeline.document(source))
    on = day.first if day else None
    linker = Linker(pipeline.registry, pipeline.names, dict(record.abbreviations), on, after, record.iri)
    claimed = {(start, end): link for start, end, link in _claimed(record)}
    found = []
    for mention in entry["mentions"]:
        place = (mention["start"], mention["end"])
        link = claimed.get(place) or _in_text(linker, record, *place)
        where = f"{entry['document']}:{place[0]} {record.text[slice(*place)]!r}"
        found.append((where, mention["means"], _entry_id(pipeline, link)))
    return found


def _claimed(record: DocumentRecord) -> list[tuple[int, int, Link]]:
    links = []
    for claim in record.claims:
        if isinstance(claim, Seat | Tenure | Responsibility):
            link = claim.bearer if isinstance(claim, Responsibility) else claim.body
            links.append((claim.evidence.start, claim.evidence.end, link))
    return links


def _in_text(linker: Linker, record: DocumentRecord, start: int, end: int) -> Link:
    """Link the name that the mention stands in; what stands in no name of the registry is linked as it is written."""
    names = linker.names.find(fold(record.text))
    around = next(((each.start, each.end) for each in names if each.start <= start and end <= each.end), (start, end))
    return linker.link(record.text[slice(*around)], load_grammar(record.language))


def _entry_id(pipeline: Pipeline, link: Link) -> str | None:
    """Give the id of the body, or of the body of the post, where it is one of the registry."""
    country, *rest = (link.entity or "").split("/id/")[-1].split("/")[1:] or [""]
    return rest[0] if country == pipeline.registry.country and rest[0] in pipeline.registry.bodies else None


def test_the_sample_is_whole(pipeline: Pipeline) -> None:
    expected = [mention["means"] for entry in SAMPLE for mention in entry["mentions"]]
    assert len(expected) == 300
    assert {each for each in expected if each != UNKNOWN} <= pipeline.registry.bodies.keys()


def test_who_is_linked_is_meant(judged: list[tuple[str, str, str | None]]) -> None:
    linked = [each for each in judged if each[2]]
    wrong = [each for each in linked if each[1] != each[2]]
    assert 1 - len(wrong) / len(linked) >= 0.99, wrong


def test_who_is_in_the_registry_is_linked(judged: list[tuple[str, str, str | None]]) -> None:
    held = [each for each in judged if each[1] != UNKNOWN]
    missed = [each for each in held if each[1] != each[2]]
    assert 1 - len(missed) / len(held) >= 0.95, missed
