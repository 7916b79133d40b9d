"""Real acts of the mirror: each loads, and is the act that its metadata says. Their files are not in the project."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
import yaml
from sample_texts import SHARED

from remit.graph.load import load
from remit.graph.store import Store, open_store
from remit.graph.texts import verify
from remit.loaders.pipeline import Pipeline
from remit.loaders.sources import find_sources
from remit.ontology.claims import Act, Citation, DocumentRecord, Plan, Seat

CORPUS = SHARED / "corpus" / "kazakhstan-law"
pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason="the sample of the mirror is not beside the repository")

TYPES = {"УКАЗ": "presidential-decree", "ПОСТ": "government-resolution", "ПРИК": "ministerial-order"}
ISSUERS = {
    "101000000000": "Президента Республики Казахстан",
    "103000000000": "Правительства Республики Казахстан",
    "101001000000": "Начальника Канцелярии Президента Республики Казахстан",
    "101004000000": "Управляющего Делами Президента Республики Казахстан",
}
LANGUAGES = {"kaz": "kk", "rus": "ru"}


@pytest.fixture(scope="module")
def acts(pipeline: Pipeline) -> dict[Path, dict[str, DocumentRecord]]:
    """Every act of the sample, by its folder and the name of the language's file."""
    found: dict[Path, dict[str, DocumentRecord]] = defaultdict(dict)
    for source in find_sources([str(CORPUS)]):
        found[Path(source.name).parent][Path(source.name).stem] = pipeline.read(source)
    return found


def stated(folder: Path) -> dict[str, Any]:
    return dict(yaml.safe_load((folder / "meta.yaml").read_text(encoding="utf-8")))


def own_act(record: DocumentRecord) -> Act:
    (act,) = [each for each in record.entities if isinstance(each, Act) and each.iri == record.act]
    return act


def test_every_act_loads_in_both_languages(acts: dict[Path, dict[str, DocumentRecord]]) -> None:
    assert set(acts) == {path.parent for path in CORPUS.rglob("meta.yaml")}
    assert all(set(records) == set(LANGUAGES) for records in acts.values())
    assert [(record.language, name) for records in acts.values() for name, record in records.items()] == [
        (LANGUAGES[name], name) for records in acts.values() for name in records
    ]


def test_type_number_date_and_issuer_are_those_of_the_metadata(acts: dict[Path, dict[str, DocumentRecord]]) -> None:
    for folder, records in acts.items():
        meta = stated(folder)
        for record in records.values():
            act = own_act(record)
            assert act.type == TYPES[meta["form"]], record.name
            assert str(act.date) == meta["approved_on"].isoformat(), record.name
            assert f"№ {act.number}" in meta["requisite"].split(". ")[0] + " ", record.name
            assert [act.issuer] == [ISSUERS[code] for code in meta["approved_by"]], record.name


def test_both_languages_are_expressions_of_one_act_with_a_title_each(
    acts: dict[Path, dict[str, DocumentRecord]],
) -> None:
    for folder, records in acts.items():
        meta = stated(folder)
        assert len({record.act for record in records.values()}) == 1, folder
        for name, record in records.items():
            assert own_act(record).titles == ((LANGUAGES[name], " ".join(meta["title"][name].split())),), record.name
            assert record.url == meta["source"][name]
            assert str(record.version) == meta["version_date"][name].isoformat()
    assert len({record.act for records in acts.values() for record in records.values()}) == len(acts)


def test_acts_without_force_are_known_by_what_repealed_them(acts: dict[Path, dict[str, DocumentRecord]]) -> None:
    for folder, records in acts.items():
        repealed = "Утратил" in stated(folder)["requisite"]
        for record in records.values():
            own = [each for each in record.claims if isinstance(each, Citation) and each.citing == record.act]
            assert any(each.relation == "repealed_by" for each in own) == repealed, record.name


def test_compositions_and_plans_are_as_long_in_both_languages(acts: dict[Path, dict[str, DocumentRecord]]) -> None:
    for records in acts.values():
        counts = [
            [sum(isinstance(claim, kind) for claim in record.claims) for kind in (Seat, Plan)]
            for record in records.values()
        ]
        assert counts[0] == counts[1], next(iter(records.values())).name


def test_no_marks_of_markdown_are_left_in_the_text(acts: dict[Path, dict[str, DocumentRecord]]) -> None:
    for records in acts.values():
        for record in records.values():
            for mark in ("**", "\n#", "\n> ", "<td", "<a id", "\\."):
                assert mark not in record.text, record.name


def test_every_quote_is_found_again(tmp_path: Path) -> None:
    store = str(tmp_path / "graph")
    report = load(store, [str(CORPUS)])
    assert report.failures == () and len(report.loaded) == 2 * len(list(CORPUS.rglob("meta.yaml")))
    graph: Store
    with open_store(store) as graph:
        found = verify(graph)
    assert found.documents == len(report.loaded) and found.findings == ()
