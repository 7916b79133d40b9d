"""Who held a post on a day: held, vacant, unknown, or no post at all."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from remit.graph.holders import Holders, body_of, role_in, role_of
from remit.graph.load import load
from remit.graph.records import Records
from remit.graph.store import Store, open_store
from remit.ontology.iris import BodyIri, PostIri
from remit.ontology.registry import load_registry
from remit.queries.chain import chain, render

DECREES = {
    "appointed.txt": "Указ Президента Республики Казахстан от 3 марта 2025 года № 9501\n\nО назначении\n\n"
    "ПОСТАНОВЛЯЮ:\n\nНазначить Үлгібаева Сабыра Мысалұлы Председателем Агентства Республики Казахстан по делам "
    "государственной службы.\n",
    "dismissed.txt": "Указ Президента Республики Казахстан от 10 октября 2025 года № 9502\n\nОб освобождении\n\n"
    "ПОСТАНОВЛЯЮ:\n\nОсвободить Үлгібаева Сабыра Мысалұлы от должности Председателя Агентства Республики Казахстан по "
    "делам государственной службы.\n",
}
DECREES["told.txt"] = (
    "Постановление Правительства Республики Казахстан от 1 апреля 2025 года № 9503\n\nО мерах\n\nПравительство "
    "Республики Казахстан ПОСТАНОВЛЯЕТ:\n\n1. Агентству Республики Казахстан по делам государственной службы "
    "обеспечить учет кадров.\n"
)
AGENCY = str(BodyIri(("kz", "acsa")))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("holders")
    for name, text in DECREES.items():
        (folder / name).write_text(text, "utf-8")
    load(str(folder / "graph"), sorted(map(str, folder.glob("*.txt"))))
    with open_store(str(folder / "graph")) as opened:
        yield opened


@pytest.fixture(scope="module")
def holders(store: Store) -> Holders:
    return Holders(Records(store), load_registry())


@pytest.mark.parametrize(
    ("post", "day", "state"),
    [
        ("government/prime-minister", "2024-02-05", "vacant"),  # between two known holders
        ("government/prime-minister", "2024-02-06", "held"),
        ("government/prime-minister", "1996-01-01", "unknown"),
        (
            "presidential-administration/head-presidential-administration",
            "2017-05-01",
            "unknown",
        ),  # two years of nobody
        ("megnr/minister", "2024-05-01", "none"),
        ("akimat-abai/akim", "2021-05-01", "none"),
    ],
)
def test_a_post_is_held_vacant_unknown_or_not_there(post: str, day: str, state: str, holders: Holders) -> None:
    iri = str(PostIri(("kz", *post.split("/"))))
    assert holders.on(iri, date.fromisoformat(day)).state == state


def test_a_dismissal_without_a_successor_leaves_the_post_vacant_for_a_while(holders: Holders) -> None:
    (post,) = {post for post in holders.head_posts(AGENCY) if role_of(post) == "agency-chair"}
    assert holders.on(post, date(2025, 10, 9)).state == "held"
    after = holders.on(post, date(2025, 10, 20))
    assert (after.state, str(after.left)) == ("vacant", "2025-10-10")
    later = holders.on(post, date(2026, 6, 1))
    assert (later.state, str(later.left)) == ("unknown", "2025-10-10")
    assert holders.on(post, date(2025, 3, 20)).state == "held"
    assert holders.on(post, None).state == "unknown"


def test_a_chain_tells_in_text_and_json_that_its_post_is_vacant(store: Store) -> None:
    chains = chain(store, load_registry(), "учет кадров", date(2025, 10, 20))
    assert [top and top["state"] for top in chains.as_json()["tops"]] == ["vacant"]
    assert chains.chains[0][0].relation == "post_in"
    told = render(chains)
    assert "the post was vacant as of 2025-10-20" in told and "left on 2025-10-10" in told
    held = chain(store, load_registry(), "учет кадров", date(2025, 5, 1))
    assert held.chains[0][0].relation == "holds" and "vacant" not in render(held)
    later = chain(store, load_registry(), "учет кадров", date(2026, 6, 1))
    assert [top and top.state for top in later.tops] == ["unknown"]


def test_heads_come_from_the_registry_the_highest_first(holders: Holders) -> None:
    heads = [role_of(post) for post in holders.head_posts(str(BodyIri(("kz", "government"))))]
    assert heads == ["prime-minister"]


def test_posts_and_bodies_lead_to_each_other() -> None:
    post = role_in(AGENCY, "agency-chair")
    assert (body_of(post), role_of(post)) == (AGENCY, "agency-chair")
    assert body_of(AGENCY) is None
