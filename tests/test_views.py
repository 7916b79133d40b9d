"""The picture: what it shows at first, around a focus and in three languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import sample_records as samples
import yaml
from view_samples import Page, filled, plan_record

from remit.graph.picture import wrap
from remit.graph.store import Store
from remit.graph.view_words import LANGUAGES, load_words
from remit.graph.views import write_view
from remit.ontology.errors import RemitError, UsageError

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with filled(tmp_path_factory.mktemp("samples") / "graph", *samples.all_records()) as store:
        yield store


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with filled(tmp_path_factory.mktemp("large") / "graph", plan_record(60, bodies=12)) as store:
        yield store


# -- what it shows -----------------------------------------------------------------------------------------------


def test_an_overview_shows_things_of_every_kind_with_the_passages_they_rest_on(store: Store, tmp_path: Path) -> None:
    report = write_view(store, tmp_path / "all.html", lang="ru")
    page = Page(tmp_path / "all.html")
    assert report.path == tmp_path / "all.html"
    assert (report.nodes, report.edges) == (len(page.data["nodes"]), len(page.data["edges"]))
    kinds = {node["group"] for node in page.data["nodes"]}
    assert {"group", "plan", "item", "duty", "act", "body", "post", "person"} <= kinds
    quotes = {claim["quote"] for claim in page.data["page"]["claims"]}
    assert "Көлдер жөніндегі жұмыс тобы" in quotes
    claim = next(claim for claim in page.data["page"]["claims"] if claim["iri"].endswith("#seat-1"))
    facts = dict(claim["facts"])
    assert facts["Документ"] == "invented/order.txt"
    assert re.fullmatch(r"\d+–\d+", facts["Место в тексте"])
    assert facts["Правило"]
    assert facts["Распознавание"] == "найден в реестре"


def test_every_claim_of_a_tie_is_a_claim_of_the_page(store: Store, tmp_path: Path) -> None:
    write_view(store, tmp_path / "all.html")
    page = Page(tmp_path / "all.html")
    count = len(page.data["page"]["claims"])
    ties = [*page.data["edges"], *page.data["page"]["edges"]]
    assert ties
    assert all(0 <= number < count for tie in ties for _, number in tie["claims"])
    assert all(tie["roles"] and sum(tie["roles"].values()) >= len(tie["claims"]) for tie in ties)
    assert any("lead" in tie["roles"] and tie["claims"] for tie in ties)


def test_acts_are_named_by_type_number_and_date(store: Store, tmp_path: Path) -> None:
    for lang, name in (
        ("ru", "Постановление Правительства № 902 2026-01-15"),
        ("kk", "Үкімет қаулысы № 902 2026-01-15"),
    ):
        write_view(store, tmp_path / "all.html", lang=lang)
        assert any(full.startswith(name) for full in Page(tmp_path / "all.html").drawn)


def test_an_overview_bundles_what_would_be_a_hairball(large: Store, tmp_path: Path) -> None:
    report = write_view(large, tmp_path / "all.html", lang="ru")
    page = Page(tmp_path / "all.html")
    sections = {node["full"]: node for node in page.data["nodes"] if node["group"] == "section"}
    assert set(sections) == {"1. Раздел Мера (30)", "2. Раздел Мера (30)", "Состав (11)"}
    members = [things for section in sections.values() for things in section["members"]]
    by_id = {node["id"]: node for node in page.things}
    assert len(members) == len(set(members)) == 71
    assert {by_id[member]["group"] for member in members} == {"item", "person"}
    assert not any(node["group"] == "item" for node in page.data["nodes"])
    assert report.left_out == 71
    assert page.data["page"]["total"] == 60 + 12 + 12 + 2
    lead = next(e for e in page.data["edges"] if by_id[e["to"]]["group"] == "section" and "lead" in e["roles"])
    assert lead["roles"]["lead"] == len(lead["claims"]) > 1


def test_a_focus_is_found_by_words_typed_with_other_letters(large: Store, store: Store, tmp_path: Path) -> None:
    write_view(store, tmp_path / "focus.html", focus="праздник oзep")
    page = Page(tmp_path / "focus.html")
    middle = [node for node in page.data["nodes"] if node["id"] in page.data["page"]["focus"]]
    assert [node["full"] for node in middle] == ["Провести праздник озёр"]
    assert page.title == "праздник oзep"
    assert len(page.data["nodes"]) < len(page.things)


def test_a_focus_by_iri_follows_the_chain_of_authority_upwards(store: Store, tmp_path: Path) -> None:
    item = f"{samples.document_iri('invented/plan.txt')}#item-1.1"
    write_view(store, tmp_path / "focus.html", focus=item, lang="ru")
    page = Page(tmp_path / "focus.html")
    assert page.title == "Провести праздник озёр"
    assert "План мероприятий по реализации Концепции вымышленных фестивалей" in page.drawn
    assert "Концепция вымышленных фестивалей" in page.drawn
    assert any(full.startswith("Постановление Правительства № 902") for full in page.drawn)


def test_a_busy_body_beside_the_focus_does_not_bring_all_its_duties(tmp_path: Path) -> None:
    with filled(tmp_path / "graph", plan_record(40, bodies=2)) as busy:
        write_view(busy, tmp_path / "focus.html", focus="Мера 7", lang="ru")
    page = Page(tmp_path / "focus.html")
    assert page.drawn == {"Мера 7", "Орган Мера 1", "План больших озёр"}
    assert sum(node["group"] == "item" for node in page.things) == 40


def test_a_focus_with_a_crowd_around_it_is_bundled_too(tmp_path: Path) -> None:
    with filled(tmp_path / "graph", plan_record(90, bodies=4)) as crowd:
        write_view(crowd, tmp_path / "focus.html", focus="план больших", lang="ru")
    page = Page(tmp_path / "focus.html")
    assert page.drawn == {
        "План больших озёр", "1. Раздел Мера (45)", "2. Раздел Мера (45)", *(f"Орган Мера {n}" for n in range(4)),
    }  # fmt: skip


def test_no_more_than_max_nodes_are_drawn_and_the_rest_is_carried(large: Store, tmp_path: Path) -> None:
    report = write_view(large, tmp_path / "few.html", focus="Орган", max_nodes=10)
    page = Page(tmp_path / "few.html")
    assert report.nodes == len(page.data["nodes"]) == 10
    assert report.left_out == 86 - sum(node["group"] != "section" for node in page.data["nodes"])
    assert len(page.things) > 60


def test_drawn_things_have_their_places_and_the_others_have_none(large: Store, tmp_path: Path) -> None:
    write_view(large, tmp_path / "all.html")
    page = Page(tmp_path / "all.html")
    assert len({(node["x"], node["y"]) for node in page.data["nodes"]}) == len(page.data["nodes"])
    assert not any("x" in node for node in page.data["page"]["nodes"])
    assert page.data["options"]["physics"] == {"enabled": False}


@pytest.mark.parametrize("focus", ["экофестиваль на Луне", "", "https://w3id.org/remit/id/body/kz/nobody"])
def test_a_focus_that_means_nothing_is_an_error(store: Store, tmp_path: Path, focus: str) -> None:
    with pytest.raises(RemitError, match="nothing has"):
        write_view(store, tmp_path / "none.html", focus=focus)
    assert list(tmp_path.iterdir()) == []


def test_other_errors_say_what_to_do(store: Store, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="use one of kk, ru, en"):
        write_view(store, tmp_path / "x.html", lang="de")
    with pytest.raises(UsageError, match="from 1 up"):
        write_view(store, tmp_path / "x.html", max_nodes=0)
    with pytest.raises(UsageError, match="name another file"):
        write_view(store, tmp_path / "missing" / "x.html")
    (tmp_path / "folder").mkdir()
    with pytest.raises(UsageError, match="name another file"):
        write_view(store, tmp_path / "folder")
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


def test_an_empty_graph_is_an_error(tmp_path: Path) -> None:
    with filled(tmp_path / "graph") as empty, pytest.raises(RemitError, match="load documents first"):
        write_view(empty, tmp_path / "x.html")


def test_long_labels_are_wrapped_and_cut() -> None:
    lines = wrap("Министерство экологии и природных ресурсов и ещё чего-то очень длинного").split("\n")
    assert len(lines) == 3
    assert max(map(len, lines)) <= 20
    assert lines[-1].endswith("…")
    assert wrap("x" * 500).replace("…", "").strip("x\n") == ""
    assert wrap("") == ""


# -- words --------------------------------------------------------------------------------------------------------


def test_every_word_is_there_in_every_language() -> None:
    table = yaml.safe_load((ROOT / "graph/templates/view.yaml").read_text("utf-8"))

    def phrases(node: object) -> Iterator[dict[str, str]]:
        if isinstance(node, dict):
            if "en" in node:
                yield node
            else:
                for child in node.values():
                    yield from phrases(child)

    found = list(phrases({name: part for name, part in table.items() if name != "fold"}))
    assert len(found) > 100
    for phrase in found:
        assert set(phrase) == set(LANGUAGES), phrase
        assert all(text.strip() for text in phrase.values()), phrase
        marks = {tuple(sorted(re.findall(r"\{\d}", text))) for text in phrase.values()}
        assert len(marks) == 1, phrase


def test_the_script_says_only_words_that_exist() -> None:
    script = "".join(path.read_text("utf-8") for path in (ROOT / "graph/templates").glob("*.js"))
    used = set(re.findall(r"\bwords\.(\w+)", script))
    assert used
    assert used <= set(load_words("en").texts)


def test_look_alike_letters_fold_to_one() -> None:
    words = load_words("kk")
    assert len(words.fold_from) == len(words.fold_to) == len(set(words.fold_from))
    assert words.fold("Kaзaкстан Үкіметі") == words.fold("Қазақстан Укiметi")
    assert not set(words.fold(words.fold_to)) - set(words.fold_to)
