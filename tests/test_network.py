"""The sample graph as a network."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
import sample_records
from sample_graph import write_sample

from remit.graph.network import build_network
from remit.graph.store import Store, open_store

ITEM = f"{sample_records.plan().iri}#item-1.1"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(write_sample(tmp_path / "graph")) as opened:
        yield opened


def test_whole_graph_has_things_of_every_kind_with_labels(store: Store) -> None:
    network = build_network(store, lang="ru")
    kinds = {data["kind"] for _, data in network.nodes(data=True)}
    assert {"body", "post", "person", "act", "plan", "item", "duty", "group"} <= kinds
    assert network.nodes[ITEM] == {"kind": "item", "label": "Провести праздник озёр"}
    assert network.nodes[sample_records.CONCEPT.iri]["label"] == "Концепция вымышленных фестивалей"


def test_edge_carries_claim_passage_and_mode(store: Store) -> None:
    network = build_network(store)
    (edge,) = network.get_edge_data(sample_records.CULTURE, ITEM).values()
    assert edge == {
        "relation": "responsible_for",
        "claim": f"{sample_records.plan().iri}#responsibility-3",
        "document": "invented/plan.txt",
        "quote": "МКИ",
        "mode": "co-execute",
        "by_agreement": False,
    }
    relations = {data["relation"] for *_, data in network.edges(data=True)}
    assert {"part_of", "implements", "approved_by", "sits_in", "holds", "post_in", "became"} <= relations


def test_focus_is_what_lies_within_the_depth(store: Store) -> None:
    near = build_network(store, [ITEM], depth=1)
    assert ITEM in near and sample_records.CULTURE in near
    assert sample_records.CONCEPT.iri not in near
    assert sample_records.CONCEPT.iri in build_network(store, [ITEM], depth=2)
    assert len(build_network(store, ["https://example.org/nothing"])) == 0


def test_same_edges_near_a_focus_as_in_the_whole(store: Store) -> None:
    whole, near = build_network(store), build_network(store, [ITEM], depth=1)
    claims = {data.get("claim") for *_, data in whole.edges(ITEM, data=True)}
    claims |= {data.get("claim") for *_, data in whole.in_edges(ITEM, data=True)}
    assert {data.get("claim") for *_, data in near.edges(data=True)} == claims


@pytest.mark.parametrize("write", ["write_graphml", "write_gexf"])
def test_attributes_suit_the_export_formats(store: Store, write: str) -> None:
    import networkx

    target = BytesIO()
    getattr(networkx, write)(build_network(store), target)
    assert "праздник" in target.getvalue().decode() or "озёр" in target.getvalue().decode()
