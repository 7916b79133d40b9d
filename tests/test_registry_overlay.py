import os
import re
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from remit.graph.registry_mapping import registry_triples
from remit.ontology.entries import Abbreviation, Entry
from remit.ontology.errors import RegistryError, UsageError
from remit.ontology.registry import check_registry, load_registry, overlay_in_use
from remit.ontology.registry_adding import add, overlay_to_write, record_of

DOCS = Path(__file__).parents[1] / "docs/registry.md"


@pytest.fixture
def overlay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("REMIT_REGISTRY", raising=False)
    return Path("remit.registry.yaml")


def test_the_file_in_the_working_folder_is_laid_over(overlay: Path) -> None:
    alone = load_registry()
    overlay.write_text("bodies:\n- {id: energy, short: {ru: [МЭРК]}, source: an order}\n", encoding="utf-8")
    energy = load_registry().body("energy")
    assert energy.short["ru"] == (*alone.body("energy").short["ru"], "МЭРК")
    assert energy.names == alone.body("energy").names
    assert energy.source == "an order"
    assert energy.places == (*alone.body("energy").places, "remit.registry.yaml:2")
    overlay.unlink()
    assert load_registry() is alone


def test_the_environment_names_what_is_laid_over(overlay: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    overlay.write_text("bodies:\n- {id: a, kind: company, names: {en: A}, verified: 'no'}\n", encoding="utf-8")
    other = Path("mine")
    other.mkdir()
    (other / "bodies.yaml").write_text("- {id: b, kind: company, names: {en: B}, verified: 'no'}\n", encoding="utf-8")
    monkeypatch.setenv("REMIT_REGISTRY", "mine")
    assert {"a", "b"} & set(load_registry().bodies) == {"b"}
    monkeypatch.setenv("REMIT_REGISTRY", "")
    assert overlay_in_use() is None
    assert not {"a", "b"} & set(load_registry().bodies)
    monkeypatch.setenv("REMIT_REGISTRY", "nowhere.yaml")
    with pytest.raises(UsageError, match=r"REMIT_REGISTRY=nowhere\.yaml: no such file"):
        load_registry()


def test_an_edited_overlay_is_read_anew(overlay: Path) -> None:
    overlay.write_text("bodies:\n- {id: a, kind: company, names: {en: A}, verified: 'no'}\n", encoding="utf-8")
    first = load_registry()
    overlay.write_text("bodies:\n- {id: abc, kind: company, names: {en: A}, verified: 'no'}\n", encoding="utf-8")
    os.utime(overlay, ns=(1, 1))
    assert "a" in first.bodies and "a" not in load_registry().bodies and "abc" in load_registry().bodies


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        ("{id: mod, end: '2030'}", "partial"),
        ("{id: mod, end: '2030', verified: 'yes'}", "yes"),
    ],
)
def test_what_is_overruled_without_a_mark_is_no_more_verified(overlay: Path, record: str, expected: str) -> None:
    assert load_registry().body("government").verified == "yes"
    overlay.write_text(f"bodies:\n- {record.replace('mod', 'government')}\n", encoding="utf-8")
    government = load_registry().body("government")
    assert (str(government.interval.end), government.verified) == ("2030", expected)


def test_an_empty_value_takes_away_what_is_below(overlay: Path) -> None:
    overlay.write_text("bodies:\n- {id: energy, note: '', start: ''}\n", encoding="utf-8")
    energy = load_registry().body("energy")
    assert energy.note is None and energy.interval.start is None


def test_a_holding_is_ended_by_saying_it_again(overlay: Path) -> None:
    overlay.write_text(
        "holders:\n- {person: tokayev, post: president, body: president, start: '2019-03-20', end: '2029'}\n",
        encoding="utf-8",
    )
    held = load_registry().holders("president", "president")
    assert [str(each.interval.end) for each in held if each.person == "tokayev"] == ["2029"]


def test_the_merged_whole_is_checked(overlay: Path) -> None:
    overlay.write_text(
        "# mine\nbodies:\n- {id: a, kind: company, names: {en: A}, parents: [{id: none}], verified: 'no'}\n"
        "colours:\n- {id: red}\n",
        encoding="utf-8",
    )
    found = [str(problem) for problem in check_registry()]
    assert "remit.registry.yaml:3: body a: no body none" in found
    assert any(each.startswith("remit.registry.yaml:5: no section 'colours'") for each in found)
    with pytest.raises(RegistryError, match="no body none"):
        load_registry()


def test_what_is_laid_over_changes_the_digest_of_the_graph(overlay: Path) -> None:
    before = registry_triples(load_registry())
    overlay.write_text("posts:\n- {id: minister, forms: {ru: [министрища]}}\n", encoding="utf-8")
    after = registry_triples(load_registry())
    assert before[1:] == after[1:]  # forms serve reading only
    assert before[0] != after[0]


def test_an_added_body_stands_in_the_file_and_in_the_registry(overlay: Path) -> None:
    added = add("body", ["id=water-centre", "kind=quasi_state", "names.ru=Центр воды", "parents=mwri"], overlay)
    assert (added.place, added.extends) == ("remit.registry.yaml:3", False)
    centre = load_registry().body("water-centre")
    assert centre.names == {"ru": "Центр воды"}
    assert [parent.id for parent in centre.parents] == ["mwri"]
    assert centre.verified == "no"
    assert not list(Path().glob(".*.part"))


def test_the_file_keeps_what_stands_in_it(overlay: Path) -> None:
    text = (
        "# ours\n\nbodies:\n  # the first\n  - {id: a, kind: company, names: {en: A}}\n\n  # after it\n\n"
        "persons:\n- id: p\n  names: {en: P}\n"
    )
    overlay.write_text(text, encoding="utf-8")
    add("body", ["id=b", "kind=company", "names.en=B"], overlay)
    add("person", ["id=q", "names.en=Q", "aliases=Quu", "aliases=Kew"], overlay)
    add("abbreviation", ["abbreviation=XYZ", "language=en", "kind=term", "meaning=nothing"], overlay)
    written = overlay.read_text(encoding="utf-8")
    assert [line for line in written.splitlines() if line in text.splitlines()] == text.splitlines()
    registry = load_registry()
    assert {"a", "b"} <= set(registry.bodies) and registry.persons["q"].aliases == ("Quu", "Kew")
    assert registry.abbreviations[-1].abbreviation == "XYZ"


def test_a_known_entry_is_added_to(overlay: Path) -> None:
    added = add("body", ["id=energy", "short.ru=МЭРК", "short.ru=МЗ"], overlay)
    assert added.extends
    moh = load_registry().body("moh")
    assert f"«МЗ» means body moh too ({moh.places[0]})" in added.notes
    assert {"МЭ", "МЭРК", "МЗ"} <= set(load_registry().body("energy").short["ru"])


@pytest.mark.parametrize(
    ("what", "assignments", "error"),
    [
        ("planet", ["id=mars"], "no kind 'planet'"),
        ("body", ["names.ru=Без имени"], "key 'id' is missing"),
        ("body", ["id=x", "names=Без языка"], "unclear"),
        ("body", ["id=x", "kind.ru=company"], "unclear"),
        ("body", ["id=x", "kind="], "unclear"),
        ("body", ["id=x", "kind=a", "kind=b"], "kind is given twice"),
        ("body", ["id=x", "kind=ministry", "names.ru=Министерство энергетики  РЕСПУБЛИКИ Казахстан"], "with id=energy"),
        ("body", ["id=x", "kind=ministry", "names.kk=«Энергетика министрлігі»", "start=soon"], "not a date"),
        ("body", ["id=energy", "kind=agency"], "kind of body energy is 'ministry'; to overrule it, write kind into"),
        ("body", ["id=energy", "names.ru=Минэнерго"], r"names\.ru of body energy is"),
        ("body", ["id=x", "kind=company"], "key 'names' is missing"),
        ("body", ["id=x", "kind=company", "names.en=X", "colour=red"], "unknown key 'colour'"),
        ("body", ["id=x", "kind=company", "names.en=X", "parents=y"], "no body y"),
        ("holder", ["person=tokayev", "post=minister", "body=energi"], "no body energi"),
        ("person", ["id=x", "names.ru=Токаев Касым-Жомарт Кемелевич"], "add to it with id=tokayev"),
    ],
)  # fmt: skip
def test_what_cannot_be_added_is_refused_and_nothing_written(
    overlay: Path, what: str, assignments: list[str], error: str
) -> None:
    with pytest.raises((UsageError, RegistryError), match=error):
        add(what, assignments, overlay)
    assert not overlay.exists()


def test_an_entry_of_the_file_itself_is_edited_there(overlay: Path) -> None:
    add("body", ["id=a", "kind=company", "names.en=A"], overlay)
    with pytest.raises(UsageError, match=r"remit\.registry\.yaml:3: body a is there already; edit it there"):
        add("body", ["id=a", "short.en=AA"], overlay)


def test_a_successor_may_have_the_name_of_a_body_that_is_no_more(overlay: Path) -> None:
    name = load_registry().body("aca").names["ru"]
    add("body", ["id=aca-2", "kind=agency", f"names.ru={name}", "start=2030"], overlay)
    assert "aca-2" in load_registry().bodies


def test_sections_written_in_one_line_are_left_alone(overlay: Path) -> None:
    overlay.write_text("bodies: [{id: a, kind: company, names: {en: A}}]\n", encoding="utf-8")
    with pytest.raises((UsageError, RegistryError)):
        add("body", ["id=b", "kind=company", "names.en=B"], overlay)
    assert overlay.read_text(encoding="utf-8").count("id:") == 1


def test_folders_are_not_added_to(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is a folder"):
        add("body", ["id=b", "kind=company", "names.en=B"], tmp_path)


def test_what_add_writes_to_need_not_exist(overlay: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert overlay_to_write() == overlay
    monkeypatch.setenv("REMIT_REGISTRY", "new.yaml")
    assert overlay_to_write() == Path("new.yaml")


def test_values_are_read_by_what_their_keys_hold() -> None:
    assert record_of("acts", ["id=a", "titles.ru=Б=В", "aliases.ru=Г", "aliases.ru=Д"]) == {
        "id": "a", "titles": {"ru": "Б=В"}, "aliases": {"ru": ["Г", "Д"]},
    }  # fmt: skip
    assert record_of("bodies", ["id=a", "members=b", "members=c"]) == {"id": "a", "members": ["b", "c"]}


@pytest.mark.parametrize("entry", [*Entry.__subclasses__(), Abbreviation], ids=lambda entry: entry.__name__)
def test_every_key_is_explained(entry: type[Any]) -> None:
    explained = set(re.findall(r"`(\w+)`", DOCS.read_text(encoding="utf-8")))
    written = {field.name for field in fields(entry)} - {"country", "places", "interval", "event", "texts"}
    assert written <= explained


def test_the_example_of_the_documentation_is_well(overlay: Path) -> None:
    (example,) = re.findall(r"```yaml\n(# remit\.registry\.yaml.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    overlay.write_text(example, encoding="utf-8")
    assert check_registry() == []
    registry = load_registry()
    assert registry.body("water-observatory").parents[0].id == "mwri"
    assert "Минводресурсов" in registry.body("mwri").short["ru"]
    assert registry.holders("water-observatory")[0].person == "ermekova"
    assert registry.changes_to("water-observatory")[0].kind == "partial-transfer"
