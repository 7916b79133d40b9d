import json
from datetime import date
from typing import Any

import pytest

from remit.cli import run
from remit.ontology.errors import RemitError, UsageError
from remit.ontology.registry import Registry, load_registry
from remit.queries.registry_entry import describe, render
from remit.queries.registry_search import find_entry, search


@pytest.fixture(scope="module")
def kz() -> Registry:
    return load_registry()


def shown(registry: Registry, words: str, as_of: date | None = None) -> dict[str, Any]:
    return describe(registry, find_entry(registry, words, as_of), as_of)


@pytest.mark.parametrize(
    ("words", "day", "kind", "id"),
    [
        ("energy", None, "body", "energy"),
        ("https://w3id.org/remit/id/body/kz/energy", None, "body", "energy"),
        ("Министерство энергетики Республики Казахстан", None, "body", "energy"),
        ("Министерства энергетики", None, "body", "energy"),
        ("Энергетика министрлігіне", None, "body", "energy"),
        ("МКИ", date(2013, 1, 1), "body", "mcultinfo-2014"),
        ("МКИ", date(2024, 1, 1), "body", "mci"),
        ("область Абай", None, "region", "abai"),
        ("president", None, "body", "president"),
        ("post/president", None, "post", "president"),
        ("https://w3id.org/remit/id/post/kz/energy/minister", None, "post", "minister"),
        ("Kassym-Jomart Tokayev", None, "person", "tokayev"),
        ("P1700000690", None, "act", "resolution-690-2017"),
    ],
)
def test_an_entry_is_found_by_id_iri_or_name(kz: Registry, words: str, day: date | None, kind: str, id: str) -> None:
    found = find_entry(kz, words, day)
    assert (found.kind, found.entry.id) == (kind, id)


def test_an_abbreviation_of_two_bodies_is_asked_back(kz: Registry) -> None:
    with pytest.raises(UsageError, match="may mean body moh-2014, body moh; give"):
        find_entry(kz, "МЗ")


@pytest.mark.parametrize("words", ["Министерство магии", "https://w3id.org/remit/id/post/kz/energy/king", "body/none"])
def test_what_the_registry_does_not_hold_is_an_error(kz: Registry, words: str) -> None:
    with pytest.raises(RemitError, match="not in the registry"):
        find_entry(kz, words)


def test_a_body_is_told_as_of_a_day(kz: Registry) -> None:
    facts = shown(kz, "iac-oos", date(2020, 1, 1))
    assert [parent["body"].split("(")[-1] for parent in facts["parents"]] == ["megnr)"]
    assert facts["existed"] == "yes"
    assert len(shown(kz, "iac-oos")["parents"]) == 3
    assert shown(kz, "megnr", date(2024, 1, 1))["existed"] == "no"


def test_names_are_declined(kz: Registry) -> None:
    cases = shown(kz, "energy")["cases"]
    assert cases["ru"]["dative"] == "Министерству энергетики Республики Казахстан"
    assert cases["kk"]["dative"] == "Қазақстан Республикасының Энергетика министрлігіне"


def test_holders_and_changes_come_with_their_acts(kz: Registry) -> None:
    facts = shown(kz, "energy", date(2018, 10, 1))
    assert any("bozumbayev" in row.get("person", "") for row in facts["posts"])
    assert not any("(kz/" in str(row) for row in facts["posts"])
    (left,) = [row for row in facts["changes_out"] if row["date"] == "2019-06-17"]
    assert left["act"] == "presidential-decree № 17 2019-06-17 (decree-17-2019)"
    assert "environment" in left["scope"]


def test_a_class_gives_its_members_of_the_day(kz: Registry) -> None:
    members = shown(kz, "local-executive-bodies", date(2020, 1, 1))["members"]
    assert len(members) == 17 and not any("akimat-abai" in member for member in members)


def test_identifiers_say_whether_they_are_verified(kz: Registry) -> None:
    assert shown(kz, "tokayev")["identifiers"] == {"wikidata": "Q200881", "wikidata_verified": "yes"}
    assert shown(kz, "government")["identifiers"] == {"agency_code": "103000000000"}
    assert shown(kz, "abai")["identifiers"] == {"iso": "KZ-10", "kato": "10"}


def test_everything_known_can_be_told(kz: Registry) -> None:
    for table in (kz.bodies, kz.regions, kz.persons, kz.acts):
        for entry in table.values():
            facts = shown(kz, entry.iri)
            assert facts["id"] == entry.id and facts["written_in"]
            assert render(facts).startswith("kind: ")


@pytest.mark.parametrize(
    ("words", "iri"),
    [
        ("Energetika ministrligi", "body/kz/energy"),
        ("Министерcтво энергетики", "body/kz/energy"),  # a Latin c
        ("министру энергетики", "post/kz/energy/minister"),
        ("Токаевым", "person/kz/tokayev"),
        ("Түркістан облысының", "region/kz/turkestan"),
        ("P1700000690", "eli/kz/P1700000690"),
    ],
)
def test_words_in_any_form_find(kz: Registry, words: str, iri: str) -> None:
    best = search(kz, words)[0]
    assert best.iri == f"https://w3id.org/remit/id/{iri}"
    assert 0 < best.score <= 1 and best.reasons


def test_a_body_that_did_not_exist_then_comes_later(kz: Registry) -> None:
    first = [search(kz, "МКИ", as_of=date(year, 1, 1))[0].subject.entry.id for year in (2013, 2024)]
    assert first == ["mcultinfo-2014", "mci"]


def test_only_the_kinds_asked_for_are_given(kz: Registry) -> None:
    assert {each.subject.kind for each in search(kz, "Астана", ("region",))} == {"region"}
    with pytest.raises(UsageError, match="no such kind: planet"):
        search(kz, "Марс", ("planet",))
    with pytest.raises(UsageError, match="no words"):
        search(kz, "…")


def test_the_commands_print_what_they_find(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["registry", "check"]) == 0
    assert capsys.readouterr().out == "no problems\n"
    assert run(["registry", "show", "energy", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["id"] == "energy"
    assert run(["registry", "search", "Минэнерго", "--format", "json", "--limit", "1"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["id"] == "energy"
    assert run(["registry", "search", "zzzzzz"]) == 1
    assert run(["registry", "show", "nobody-knows"]) == 1
    assert run(["registry", "check", "nowhere.yaml"]) == 2


def test_check_exits_with_one_and_a_line_a_problem(tmp_path: Any, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text("bodies:\n- {id: a, kind: company, names: {en: A}}\n- {id: B}\n", encoding="utf-8")
    assert run(["registry", "check", str(file)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines == [f"{file}:3: body B: keys 'names' and 'kind' are missing"]
    assert run(["registry", "check", str(file), "--alone"]) == 2


def test_add_writes_to_the_file_in_use(
    tmp_path: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("REMIT_REGISTRY", str(tmp_path / "mine.yaml"))
    assert run(["registry", "add", "body", "id=a", "kind=company", "names.en=A", "short.en=MoE"]) == 0
    out = capsys.readouterr().out.splitlines()
    assert out[0] == f"{tmp_path}/mine.yaml:3: body a added"
    assert out[1].startswith("note: «MoE» means body energy too")
    assert run(["registry", "show", "a"]) == 0
    assert run(["registry", "add", "body", "id=a", "kind=company", "names.en=A"]) == 2
