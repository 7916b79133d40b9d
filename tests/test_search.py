"""Words in any form and spelling find what has them, the closest first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import sample_graph
import sample_records

from remit.graph.store import Store, Write, open_store
from remit.ontology.claims import Post
from remit.ontology.errors import UsageError
from remit.queries.search import KINDS, search, search_key, stem

ITEM = f"{sample_records.document_iri('invented/plan.txt')}#item-1.1"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(sample_graph.write_sample(tmp_path_factory.mktemp("search") / "graph")) as store:
        yield store


@pytest.mark.parametrize(
    ("words", "iri"),
    [
        ("праздник озёр", ITEM),
        ("ПРАЗДНИК ОЗЕР", ITEM),
        ("праздники озёрам", ITEM),
        ("озёра и праздники", ITEM),
        ("прaздник oзёр", ITEM),  # Latin a and o
        ("көлдерге", f"{sample_records.document_iri('invented/order.txt')}#group-1"),
        ("Энергетика миниcтрлiгiне", sample_records.ENERGY),  # Latin c and i
        ("министерством экологии", sample_records.ECOLOGY),
        ("МЭ", sample_records.ENERGY),
        ("902", sample_records.RESOLUTION.iri),
        ("P2600000902", sample_records.RESOLUTION.iri),
        ("aidar example", sample_records.person_iri("Aidar Example")),
        ("quiet lake", f"{sample_records.document_iri('invented/news.txt')}#duty-1"),
    ],
)
def test_the_first_hit(words: str, iri: str, store: Store) -> None:
    assert search(store, words)[0].iri == iri


def test_a_phrase_stands_before_all_words_and_those_before_some(store: Store) -> None:
    def score(words: str) -> float:
        return next(hit.score for hit in search(store, words, ["item"], None) if hit.iri == ITEM)

    assert score("праздник озёр") > 3 > score("озеро праздников") > 2 > score("праздник вулканов") > 0


def test_words_of_the_passage_count_less_than_those_of_the_name(store: Store) -> None:
    hit = next(hit for hit in search(store, "отчёт", ["item"]) if hit.iri == ITEM)
    assert 2 < hit.score < 3
    assert (hit.document, hit.label) == ("invented/plan.txt", "Провести праздник озёр")
    assert hit.quote and "отчёт" in hit.quote


def test_what_is_found_by_abbreviation_is_shown_by_its_name(store: Store) -> None:
    assert search(store, "МЭ", ["body"], language="ru")[0].label == "Министерство энергетики"


def test_kinds_and_limit(store: Store) -> None:
    assert {hit.kind for hit in search(store, "министрлігі")} > {"body"}
    assert {hit.kind for hit in search(store, "министрлігі", ["body"])} == {"body"}
    assert len(search(store, "министрлігі", limit=1)) == 1
    iris = [hit.iri for hit in search(store, "министрлігі", limit=None)]
    assert len(iris) == len(set(iris))


def test_nothing_found(store: Store) -> None:
    assert search(store, "вулкан") == []


@pytest.mark.parametrize("words", ["", "  ", "«…»"])
def test_no_words(words: str, store: Store) -> None:
    with pytest.raises(UsageError, match="no words to look for"):
        search(store, words)


def test_an_unknown_kind_names_those_there_are(store: Store) -> None:
    with pytest.raises(UsageError, match=f"no such kind: dog; use {', '.join(KINDS)}"):
        search(store, "озёр", ["dog", "item"])


def test_keys_and_stems() -> None:
    assert search_key("«Ёлка» — 2-я\u00a0Iшкi") == " елка 2 я ішкі "
    assert [stem(word) for word in ("акт", "план", "акции", "отходы", "экологические")] == [
        "акт", "план", "акци", "отхо", "экологичес",
    ]  # fmt: skip


def test_posts_of_one_name_are_told_apart_by_their_bodies(tmp_path: Path) -> None:
    bodies = (sample_records.ENERGY, sample_records.ECOLOGY)
    posts = [Post(body.replace("/body/", "/post/") + "/keeper", "keeper", body, "Хранитель", "ru") for body in bodies]
    news = sample_records.news()
    folder = sample_graph.write_sample(tmp_path / "graph")
    with open_store(folder, writable=True) as store:
        store.write(Write(documents=[replace(news, entities=(*news.entities, *posts))]))
        found = {hit.label for hit in search(store, "хранитель", ["post"], language="ru")}
        assert found == {"Хранитель, Министерство энергетики", "Хранитель, Министерство экологии"}
