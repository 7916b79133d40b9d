import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from remit.ontology.entries import BodyEntry
from remit.ontology.errors import RegistryError
from remit.ontology.registry import Registry, load_registry

GOOD = {
    "bodies.yaml": """
- {id: old, kind: ministry, names: {en: Old}, end: '2020-01-01', verified: 'yes'}
- {id: new, kind: ministry, names: {en: New}, short: {en: [N]}, start: '2020-01-01', verified: 'no'}
- id: centre
  kind: quasi_state
  names: {en: Centre}
  parents: [{id: old, end: '2020-01-01'}, {id: new, start: '2020-01-01'}]
  verified: partial
- {id: all, kind: generic_class, names: {en: All}, is_class: true, members_of_kind: [ministry], verified: 'no'}
""",
    "local_bodies.yaml": "- {id: akimat-here, kind: akimat, names: {en: A}, territory: here, verified: 'no'}",
    "posts.yaml": "- {id: minister, names: {en: Minister}, verified: 'yes'}",
    "persons.yaml": "- {id: somebody, names: {en: Some Body}}",
    "holders.yaml": "- {person: somebody, post: minister, body: old, start: 2019-05, end: 2019-07, verified: 'no'}",
    "regions.yaml": "- {id: here, kind: oblast, names: {en: Here}, verified: 'yes'}",
    "changes.yaml": """
- id: reform
  date: '2020-01-01'
  act: decree
  verified: partial
  changes:
    - {before: old, after: new, kind: rename, scope: {en: [air, water]}}
    - {after: centre, kind: create, verified: 'no'}
""",
    "acts.yaml": "- {id: decree, type: presidential-decree, number: '1', date: '2019-12-31', verified: 'yes'}",
    "act_types.yaml": "- {id: law, code: law, names: {en: law}, issuers: [old], verified: 'yes'}",
    "markers.yaml": "- {id: acting, en: [acting], meaning: acting holder, verified: 'yes'}",
    "abbreviations.yaml": "- {abbreviation: LLP, language: en, kind: legal-form, meaning: partnership}",
}

Load = Callable[..., Registry]


@pytest.fixture
def load(tmp_path: Path) -> Load:
    def written(**changed: str) -> Registry:
        folder = tmp_path / "xx"
        folder.mkdir()
        for name, text in {**GOOD, **{f"{key}.yaml": text for key, text in changed.items()}}.items():
            (folder / name).write_text(text, encoding="utf-8")
        return load_registry(folder)

    return written


@pytest.fixture(scope="module")
def kz() -> Registry:
    return load_registry()


def replaced(name: str, old: str, new: str) -> dict[str, str]:
    text = GOOD[f"{name}.yaml"]
    assert old in text
    return {name: text.replace(old, new)}


def test_a_good_folder_gives_its_entries(load: Load) -> None:
    registry = load()
    assert registry.country == "xx"
    assert registry.body("new").iri == "https://w3id.org/remit/id/body/xx/new"
    assert registry.body("new").short == {"en": ("N",)}
    assert registry.body_at(registry.body("new").iri) is registry.body("new")
    assert registry.post_iri("new", "minister") == "https://w3id.org/remit/id/post/xx/new/minister"
    assert registry.acts["decree"].iri == "https://w3id.org/remit/id/eli/kz/presidential-decree/decree"
    assert registry.abbreviations[0].meaning == "partnership"
    assert registry.markers["acting"].texts == {"en": ("acting",)}


def test_a_parent_depends_on_the_day(load: Load) -> None:
    registry = load()
    parents = [registry.parent("centre", day) for day in (date(2019, 12, 31), date(2020, 1, 1), None)]
    assert [parent.id for parent in parents if parent] == ["old", "new", "new"]
    assert registry.parent("old") is None


def test_a_class_has_the_members_of_the_day(load: Load) -> None:
    registry = load()
    assert [body.id for body in registry.members("all", date(2019, 1, 1))] == ["old"]
    assert [body.id for body in registry.members("all")] == ["old", "new"]
    assert registry.members("centre") == ()


def test_a_holder_depends_on_the_day(load: Load) -> None:
    registry = load()
    (holding,) = registry.holders("old", "minister", date(2019, 6, 1))
    assert (holding.person, holding.post_iri) == ("somebody", "https://w3id.org/remit/id/post/xx/old/minister")
    assert registry.holders("old", "minister", date(2019, 8, 1)) == ()
    assert registry.holders("old", "akim") == ()


def test_a_change_takes_from_its_event_what_it_does_not_say(load: Load) -> None:
    registry = load()
    (change,) = registry.changes_from("old")
    assert (change.id, change.act, change.verified) == ("reform-old-new", "decree", "partial")
    assert change.scope == {"en": ("air", "water")}
    (created,) = registry.changes_to("centre")
    assert (created.kind, created.verified, str(created.date)) == ("create", "no", "2020-01-01")


@pytest.mark.parametrize(
    ("planted", "problem"),
    [
        (replaced("bodies", "id: new", "id: old"), "id is taken twice, see "),
        (replaced("local_bodies", "akimat-here", "new"), "id is taken twice, see "),
        (replaced("bodies", "id: new", "id: New One"), "an id is small letters"),
        (replaced("bodies", "names: {en: Old}, ", ""), "'names'"),
        (replaced("bodies", "kind: ministry, names: {en: Old}", "kin: ministry, names: {en: Old}"), "'kin'"),
        (replaced("bodies", "end: '2020-01-01', verified: 'yes'", "end: soon, verified: 'yes'"), "not a date: 'soon'"),
        (replaced("bodies", "end: '2020-01-01', verified", "start: '2021', end: '2020', verified"), "ends before"),
        (replaced("bodies", "verified: partial", "verified: surely"), "verified is 'surely'"),
        (replaced("bodies", "{id: old, end: '2020-01-01'}", "{id: older}"), "no body older"),
        (replaced("bodies", "{id: old, end: '2020-01-01'}", "{id: old, start: '2019'}"), "old and new overlap"),
        (replaced("bodies", "{id: new, start: '2020-01-01'}", "{id: centre}"), "stands under itself"),
        (replaced("local_bodies", "territory: here", "territory: there"), "no region there"),
        (replaced("holders", "somebody", "nobody"), "no person nobody"),
        (replaced("holders", "post: minister", "post: king"), "no post king"),
        (replaced("holders", "end: 2019-07", "end: 2019-04"), "ends before"),
        (replaced("holders", "start: 2019-05", "also: king"), "no body king"),
        (replaced("changes", "before: old", "before: older"), "no body older"),
        (replaced("changes", "act: decree", "act: law"), "no act law"),
        (
            replaced("changes", "scope: {en: [air, water]}", "scope: [air]"),
            "change reform-old-new: scope: want a mapping",
        ),
        (replaced("changes", "kind: rename", "kind: wish"), "unknown kind 'wish'"),
        (replaced("changes", "kind: create", "kind: abolish"), "kind abolish with before None"),
        (
            replaced("changes", "before: old, after: new", "before: new, after: old"),
            "new did not exist before 2020-01-01",
        ),
        (replaced("changes", "date: '2020-01-01'", "date: '2019-05-01'"), "new did not exist on 2019-05-01"),
        (replaced("changes", "before: old", "before: centre"), "centre ends by it, but has no end"),
        (replaced("changes", "date: '2020-01-01'\n  act", "act"), "key 'date' is missing"),
        (replaced("acts", "type", "issuer: king, type"), "no body king"),
        (replaced("act_types", "[old]", "[king]"), "no body king"),
        ({"posts": "- [just a list"}, "cannot be read: did not find"),
        ({"posts": "- just words"}, "posts.yaml:1: a post is a mapping"),
        ({"posts": "posts: []"}, "posts.yaml:1: posts: want a list of records"),
        ({"posts": "- {id: minister, id: king, names: {en: King}}"}, "posts.yaml:1: post: a key is written twice"),
        ({"abbreviations": "- {abbreviation: LLP}"}, "abbreviations.yaml:1: abbreviation: key 'language' is missing"),
        ({"colours": "- {id: red}"}, "colours.yaml:1: no section 'colours'"),
        (replaced("bodies", "short: {en: [N]}", "short: {en: N}"), "short.en: want a list, not 'N'"),
        (replaced("bodies", "short: {en: [N]}", "short: [N]"), "short: want a mapping from language to text"),
        (replaced("bodies", "names: {en: Old}", "names: {english: Old}"), "names: 'english' is no code of a language"),
        (replaced("bodies", "names: {en: Old}", "names: {en: 'Old  one'}"), "has spaces to spare"),
        (
            replaced("bodies", "names: {en: New}", "names: {en: «centre»}"),
            "is the name of new at the same time",
        ),
        (replaced("bodies", "is_class: true", "is_class: 'yes'"), "is_class: want true or false, not 'yes'"),
        (replaced("bodies", "[{id: old, end", "[{name: old, end"), "parents: want {id, start, end}"),
        (replaced("bodies", "verified: partial", "wikidata: 42\n  verified: partial"), "wikidata '42' is none"),
        (replaced("regions", "names", "iso: Here, names"), "iso 'Here' is none"),
        (replaced("bodies", "verified: partial", "verified: [partial]"), "verified: want a text, not ['partial']"),
        (replaced("bodies", "kind: quasi_state", "kind: {en: x}"), "kind: want a text"),
        (replaced("bodies", "kind: quasi_state", "kind: quasi_state\n  places: [here]"), "unknown key 'places'"),
        (replaced("acts", "id: decree", "id: [decree]"), "id: want a text"),
        (replaced("changes", "  changes:", "  changes: none\n  others:"), "unknown key 'others'"),
        (replaced("changes", "- {after: centre,", "- centre\n    - {after: centre,"), "want records of before, after"),
        (replaced("holders", "start: 2019-05, end: 2019-07", "start: 2020-02"), "begins when old is no more"),
        (replaced("holders", "body: old, start", "body: new, start"), "ends before there is a new"),
    ],
)
def test_a_planted_error_is_found(load: Load, planted: dict[str, str], problem: str) -> None:
    with pytest.raises(RegistryError) as caught:
        load(**planted)
    assert any(problem in found for found in caught.value.problems), caught.value.problems


def test_a_problem_is_told_with_file_and_line(load: Load) -> None:
    with pytest.raises(RegistryError) as caught:
        load(**replaced("bodies", "verified: partial", "verified: surely"))
    (problem,) = caught.value.problems
    assert problem.endswith("xx/bodies.yaml:4: body centre: verified is 'surely', not yes, partial or no")


def test_a_code_belongs_to_one_entry(load: Load) -> None:
    one = "- {id: here, kind: oblast, names: {en: Here}, iso: XX-1, verified: 'yes'}"
    with pytest.raises(RegistryError, match="region there: iso XX-1 is that of here too"):
        load(regions=f"{one}\n{one.replace('here', 'there').replace('Here', 'There')}")


def test_all_problems_are_told_at_once(load: Load) -> None:
    with pytest.raises(RegistryError) as caught:
        load(**replaced("holders", "somebody", "nobody"), **replaced("acts", "verified: 'yes'", "verified: maybe"))
    assert len(caught.value.problems) == 2


def test_an_empty_folder_is_no_registry(tmp_path: Path) -> None:
    with pytest.raises(RegistryError, match="no bodies"):
        load_registry(tmp_path)


def test_the_registry_is_loaded_once(kz: Registry) -> None:
    assert load_registry() is kz


def test_bodies_have_clean_names_in_three_languages(kz: Registry) -> None:
    for body in kz.bodies.values():
        assert set(body.names) == {"kk", "ru", "en"}, body.id
        texts = [*body.names.values(), *(text for texts in body.short.values() for text in texts)]
        assert all(text == text.strip() for text in texts), body.id
        assert not [text for text in texts if re.search(r"\((?!немесе\))|\bseed\b", text)], body.id


def test_ministries_have_a_portfolio_in_three_languages(kz: Registry) -> None:
    for body in kz.bodies.values():
        if body.kind == "ministry":
            assert set(body.portfolio) == {"kk", "ru", "en"}, body.id


def test_marks_are_kept(kz: Registry) -> None:
    assert {body.verified for body in kz.bodies.values()} == {"yes", "partial", "no"}
    assert kz.body("energy").verified == "partial"
    assert kz.acts["decree-806-2018"].verified == "no"


def test_the_centre_for_the_environment_moved_with_its_ministry(kz: Registry) -> None:
    days = (date(2018, 10, 1), date(2020, 1, 1), date(2024, 10, 1))
    assert [body.id for day in days if (body := kz.parent("iac-oos", day))] == ["energy", "megnr", "menr"]


def test_a_parent_that_did_not_exist_yet_is_not_given(kz: Registry) -> None:
    assert kz.parent("kazhydromet", date(2018, 10, 1)) is None


def test_environment_left_energy_which_went_on(kz: Registry) -> None:
    change = kz.changes["2019-06-17-energy-megnr"]
    assert (change.kind, str(change.date), change.act) == ("partial-transfer", "2019-06-17", "decree-17-2019")
    assert "environment" in change.scope["en"] and "экология" in change.scope["ru"]
    assert "қоршаған орта" in change.scope["kk"]
    assert kz.body("energy").interval.end is None


def test_what_passes_in_part_says_what(kz: Registry) -> None:
    for change in kz.changes.values():
        if change.kind == "partial-transfer":
            assert set(change.scope) == {"kk", "ru", "en"}, change.id


def test_a_body_that_ended_with_a_reform_is_followed(kz: Registry) -> None:
    ended = [body for body in kz.bodies.values() if body.kind == "ministry" and body.interval.end]
    assert ended and all(kz.changes_from(body.id) for body in ended)


@pytest.mark.parametrize(("day", "count"), [(date(2020, 1, 1), 17), (date(2024, 1, 1), 20)])
def test_local_executive_bodies_are_the_akimats_of_the_day(kz: Registry, day: date, count: int) -> None:
    members = kz.members("local-executive-bodies", day)
    assert len(members) == count
    assert {body.kind for body in members} == {"akimat"}
    assert ("akimat-ulytau" in {body.id for body in members}) == (count == 20)


def test_each_region_has_its_akimat_and_maslikhat(kz: Registry) -> None:
    for kind in ("akimat", "maslikhat"):
        bodies: dict[str | None, BodyEntry] = {
            body.territory: body for body in kz.bodies.values() if body.kind == kind and not body.is_class
        }
        assert set(bodies) == set(kz.regions)
        for id, region in kz.regions.items():
            assert bodies[id].interval == region.interval


@pytest.mark.parametrize(
    ("language", "abbreviation", "day", "body"),
    [
        ("ru", "МКИ", date(2013, 1, 1), "mcultinfo-2014"),
        ("ru", "МКИ", date(2024, 1, 1), "mci"),
        ("ru", "МЧС", date(2014, 1, 1), "mes-2004"),
        ("ru", "МЧС", date(2021, 1, 1), "mes"),
        ("kk", "МҚІСЖҚА", date(2018, 9, 14), "acsac-2016"),
        ("en", "MIC", date(2017, 1, 1), "mic-info"),
        ("en", "MIC", date(2024, 1, 1), "mps"),
    ],
)
def test_an_abbreviation_means_one_body_on_a_day(
    kz: Registry, language: str, abbreviation: str, day: date, body: str
) -> None:
    found = [
        entry.id
        for entry in kz.bodies.values()
        if abbreviation in entry.short.get(language, ()) and entry.interval.covers(day)
    ]
    assert found == [body]


def test_words_that_any_document_uses_of_its_own_bodies_name_none(kz: Registry) -> None:
    for body in kz.bodies.values():
        for texts in body.short.values():
            assert not {"Совет", "Кеңес", "Фонд", "Қор", "рабочая группа", "жұмыс тобы"} & set(texts), body.id


def test_holders_are_known_by_day(kz: Registry) -> None:
    assert [holding.person for holding in kz.holders("energy", "minister", date(2018, 10, 1))] == ["bozumbayev"]
    assert [holding.person for holding in kz.holders("government", "prime-minister", date(2021, 5, 5))] == ["mamin"]


def test_acts_are_named_by_their_adilet_id(kz: Registry) -> None:
    assert kz.acts["resolution-690-2017"].iri == "https://w3id.org/remit/id/eli/kz/P1700000690"
    ids = [act.adilet_id for act in kz.acts.values() if act.adilet_id]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[KZUNPRSVGH]\d{2}[0-9A-Z_]{8}", id) for id in ids)


def test_every_reform_rests_on_an_act_or_says_it_does_not_know(kz: Registry) -> None:
    without = {change.event for change in kz.changes.values() if change.act is None}
    assert without == {"2013-10-29", "2023-01-01-constitutional-court"}


@pytest.mark.parametrize("iri", ["https://w3id.org/remit/id/body/local/0123", "https://w3id.org/remit/id/eli/kz/X", ""])
def test_what_is_no_body_of_the_registry_is_none(kz: Registry, iri: str) -> None:
    assert kz.body_at(iri) is None


def test_an_unknown_body_is_a_key_error(kz: Registry) -> None:
    with pytest.raises(KeyError):
        kz.body("ministry-of-magic")
