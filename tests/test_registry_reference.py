"""The registry against the reference facts it was made from, where these are at hand."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from remit.ontology.intervals import Interval
from remit.ontology.registry import DEFAULT_FOLDER, Registry, load_registry

REFERENCE = Path(__file__).parents[2] / "shared/reference"
pytestmark = pytest.mark.skipif(not REFERENCE.is_dir(), reason="the reference facts are not here")
ONLY_NAMES = {"2019-03-23-capital", "2022-09-17-capital", "2026-05-08-alatau"}  # no body changed


@pytest.fixture(scope="module")
def kz() -> Registry:
    return load_registry(DEFAULT_FOLDER)


def facts(file: str, section: str) -> Iterator[dict[str, Any]]:
    content = yaml.load((REFERENCE / file).read_text(encoding="utf-8"), yaml.BaseLoader)[section]
    for fact in content:
        yield {key: None if value in ("", "null") else value for key, value in fact.items()}


def starts(interval: Interval) -> str | None:
    return str(interval.start) if interval.start else None


def test_every_body_is_there_with_its_start_and_mark(kz: Registry) -> None:
    for fact in facts("bodies.yaml", "bodies"):
        body = kz.bodies[fact["id"]]
        assert (starts(body.interval), body.verified) == (fact["start"], fact["verified"]), fact["id"]
        assert (body.interval.end is None) == (fact["end"] is None), fact["id"]


def test_every_region_is_there_with_its_codes(kz: Registry) -> None:
    for fact in facts("regions.yaml", "regions"):
        region = kz.regions[fact["id"]]
        codes = (region.iso, region.former_iso, region.kato, region.wikidata)
        assert codes == tuple(fact[key] for key in ("iso3166_2", "old_iso3166_2", "kato_prefix", "wikidata")), fact[
            "id"
        ]


def test_every_person_is_there_and_every_tenure_begins_as_stated(kz: Registry) -> None:
    assert {fact["id"]: fact["wikidata"] for fact in facts("holders.yaml", "persons")}.items() <= {
        id: person.wikidata for id, person in kz.persons.items()
    }.items()
    held = {(each.person, each.post, each.body, starts(each.interval)) for each in kz.holdings.values()}
    for fact in facts("holders.yaml", "holders"):
        assert (fact["person"], fact["post"], fact["body"], fact["start"]) in held


def test_posts_and_act_types_are_there(kz: Registry) -> None:
    assert {fact["id"] for fact in facts("posts.yaml", "posts")} <= set(kz.posts)
    assert {fact["id"] for fact in facts("act_types.yaml", "act_types")} <= set(kz.act_types)


def test_every_reform_that_changed_a_body_is_there(kz: Registry) -> None:
    events = {fact["id"].removeprefix("ev-") for fact in facts("reforms.yaml", "events")}
    assert events - {change.event for change in kz.changes.values()} <= ONLY_NAMES


def test_an_item_is_exported_only_where_the_reference_has_it(kz: Registry) -> None:
    known = {fact["wikidata"] for file, section in (("holders.yaml", "persons"), ("posts.yaml", "posts"),
             ("regions.yaml", "regions"), ("bodies.yaml", "bodies")) for fact in facts(file, section)}  # fmt: skip
    tables = (kz.persons, kz.posts, kz.regions, kz.bodies)
    exported = {each.wikidata for table in tables for each in table.values() if each.wikidata_verified == "yes"}
    assert exported <= known - {None}
