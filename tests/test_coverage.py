"""Counts of blocks by document, and the passages that were not understood."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import sample_graph
import sample_records

from remit.graph.store import Store, open_store
from remit.queries.coverage import COLUMNS, coverage


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(sample_graph.write_sample(tmp_path_factory.mktemp("coverage") / "graph")) as store:
        yield store


def test_every_block_of_every_document_is_counted(store: Store) -> None:
    found = {one.document: one for one in coverage(store)}
    assert list(found) == sorted(record.name for record in sample_records.all_records())
    for record in sample_records.all_records():
        statuses = [block.status for block in record.coverage]
        one = found[record.name]
        assert (one.claims, one.nothing, one.unknown) == tuple(map(statuses.count, ("claims", "nothing", "unknown")))
        assert one.as_json()["blocks"] == len(statuses)


def test_a_passage_not_understood_is_shown_as_it_stands_in_the_text(store: Store) -> None:
    (one,) = coverage(store, "invented/order.txt")
    (passage,) = one.not_understood
    assert passage.quote == sample_records.order().text[passage.start : passage.end] == "уәкілетті орган"
    assert one.as_json(blocks=True)["not_understood"] == [passage.as_json()]
    assert tuple(one.as_json()) == COLUMNS


def test_no_such_document(store: Store) -> None:
    assert coverage(store, "elsewhere.txt") == []
