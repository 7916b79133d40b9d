"""Reconciliation as OpenRefine asks for it: a real server, batches in forms, answers of the API's shape."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from web_server import Site, load_examples, serving

from remit.web.limits import Limits

BASE = "https://w3id.org/remit/id/"
ORIGIN = {"Origin": "http://127.0.0.1:3333"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with serving(load_examples(tmp_path_factory.mktemp("reconciliation")), "--lang", "kk") as site:
        yield site


def reconcile(site: Site, *names: str, **rest: Any) -> list[list[dict[str, Any]]]:
    """Send a batch in OpenRefine's form and give the candidates of each name, checked for their shape."""
    queries = {f"q{number}": {"query": name, "type_strict": "should", **rest} for number, name in enumerate(names)}
    answer = site.post("/reconcile", {"queries": json.dumps(queries)}, ORIGIN)
    assert (answer.status, answer.media) == (200, "application/json")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert list(answer.json) == list(queries)
    results = [answer.json[key]["result"] for key in queries]
    for result in results:
        check_candidates(result)
    return results


def check_candidates(result: list[dict[str, Any]]) -> None:
    """Check a result against section 4.2 of the API 0.2."""
    scores = [candidate["score"] for candidate in result]
    assert scores == sorted(scores, reverse=True)
    assert sum(candidate["match"] for candidate in result) <= 1
    for candidate in result:
        assert set(candidate) == {"id", "name", "description", "type", "score", "match", "features"}
        assert all(isinstance(candidate[key], str) and candidate[key] for key in ("id", "name", "description"))
        assert isinstance(candidate["score"], int | float) and 0 <= candidate["score"] <= 100
        assert isinstance(candidate["match"], bool)
        assert all(set(type) == {"id", "name"} for type in candidate["type"])
        features = candidate["features"]
        assert len({feature["id"] for feature in features}) == len(features) > 0
        assert all(isinstance(feature["value"], bool | int | float) for feature in features)


def matched(result: list[dict[str, Any]]) -> str | None:
    return next((candidate["id"] for candidate in result if candidate["match"]), None)


def test_the_manifest_names_what_the_api_wants(site: Site) -> None:
    answer = site.get("/reconcile", ORIGIN)
    manifest = answer.json
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert manifest["versions"] == ["0.2"]
    assert manifest["identifierSpace"] == BASE
    assert all(isinstance(manifest[key], str) for key in ("name", "schemaSpace", "documentation"))
    assert [type["id"] for type in manifest["defaultTypes"]] == ["body", "post", "person", "act"]
    assert manifest["defaultTypes"][0]["name"] == "Орган"
    assert manifest["view"]["url"].startswith(site.url) and "{{id}}" in manifest["view"]["url"]
    assert "{{id}}" in manifest["preview"]["url"]
    assert all(isinstance(manifest["preview"][side], int) for side in ("width", "height"))
    for service in (*manifest["suggest"].values(), manifest["extend"]["propose_properties"]):
        assert site.get(service["service_path"], prefix="", type="body").status == 200
        assert service["service_url"] == site.url


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Қазақстан Республикасының Энергетика министрлігі", "body/kz/energy"),
        ("ҚР Энергетика министрлігінің", "body/kz/energy"),  # genitive
        ("Энергетика министрлiгi", "body/kz/energy"),  # Latin i for і
        ("Министерство энергетики РК", "body/kz/energy"),
        ("Министерства энергетики Республики Казахстан", "body/kz/energy"),
        ("Ministry of Energy of the Republic of Kazakhstan", "body/kz/energy"),
        ("Energetika ministrligi", "body/kz/energy"),  # Latin letters
        ("Минэнерго", "body/kz/energy"),
        ("Қаржы министрлігі", "body/kz/mof"),
        ("МЦРИАП", "body/kz/mddiai"),
        ("Министр финансов", "post/kz/mof/minister"),
        ("body/kz/energy", "body/kz/energy"),
        (f"{BASE}body/kz/energy", "body/kz/energy"),
    ],
)
def test_a_name_in_any_form_is_matched(site: Site, name: str, expected: str) -> None:
    [result] = reconcile(site, name)
    assert matched(result) == expected
    assert result[0]["score"] >= 95


def test_a_column_is_reconciled_name_by_name(site: Site) -> None:
    column = ["Энергетика министрлігі", "Қаржы министрлігі", "Ешқандай жоқ орган", "", "???", "Ministry of Energy"]
    results = reconcile(site, *column, type="body", limit=5)
    assert [matched(result) for result in results] == [
        "body/kz/energy", "body/kz/mof", None, None, None, "body/kz/energy",
    ]  # fmt: skip
    assert all(len(result) <= 5 for result in results)
    assert results == [reconcile(site, name, type="body", limit=5)[0] for name in column]


def test_what_documents_bring_in_is_found(site: Site) -> None:
    [[company, *_]] = reconcile(site, "АО «Гидросенсор Казахстан»")
    assert company["match"] and company["id"].startswith("body/local/")
    [[act, *_]] = reconcile(site, "P2600009901", type=["act"])
    assert act["match"] and act["id"] == "eli/kz/P2600009901"
    assert act["type"][0]["id"] == "act"


def test_a_type_filters(site: Site) -> None:
    [bodies] = reconcile(site, "министр финансов", type="body")
    assert {candidate["type"][0]["id"] for candidate in bodies} == {"body"}
    assert matched(bodies) is None
    [posts] = reconcile(site, "министр финансов", type=["post"])
    assert matched(posts) == "post/kz/mof/minister"
    assert reconcile(site, "министр финансов", type="no such type")[0]


def test_a_name_two_bodies_had_is_decided_by_the_day_only(site: Site) -> None:
    name = "Денсаулық сақтау министрлігі"
    [undated] = reconcile(site, name)
    assert matched(undated) is None
    assert [candidate["id"] for candidate in undated[:2]] == ["body/kz/moh", "body/kz/moh-2014"]

    def on(day: Any) -> str | None:
        return matched(reconcile(site, name, properties=[{"pid": "as_of", "v": day}])[0])

    assert on("2024-01-01") == on(["2024"]) == on({"id": "2024-01"}) == "body/kz/moh"
    assert on("2013-05-01") == "body/kz/moh-2014"


def test_a_class_and_a_territory_mean_a_member(site: Site) -> None:
    def of(territory: str) -> str | None:
        return matched(reconcile(site, "МИО", properties=[{"pid": "territory", "v": territory}])[0])

    assert matched(reconcile(site, "МИО")[0]) == "body/kz/local-executive-bodies"
    assert of("Ақмола облысы") == of("Акмолинская область") == of("KZ-11") == "body/kz/akimat-akmola"
    assert of("нигде") == "body/kz/local-executive-bodies"


def test_properties_alone_give_no_candidates(site: Site) -> None:
    queries = json.dumps({"a": {"properties": [{"pid": "as_of", "v": "2024"}]}})
    assert site.get("/reconcile", queries=queries).json == {"a": {"result": []}}


@pytest.mark.parametrize(
    ("queries", "status"),
    [
        ("{", 400),
        ("[]", 400),
        ('{"q0": "name"}', 400),
        ('{"q0": {"query": 7}}', 400),
        ('{"q0": {"query": "x", "properties": [{"pid": "as_of"}]}}', 400),
        ('{"q0": {"query": "x", "properties": [{"pid": "as_of", "v": "yesterday"}]}}', 400),
        ('{"q0": {"query": "x", "properties": [{"pid": [], "v": "x"}]}}', 400),
        ('{"q0": {"query": "x", "properties": [{"pid": "territory", "v": [["x"]]}]}}', 400),
        ('{"q0": {"query": "x", "limit": Infinity}}', 400),
        ('{"q0": {"query": "x", "limit": 1e400}}', 400),
        ('{"q0": {"query": "x", "limit": 1' + "0" * 5000 + "}}", 400),
        ("[" * 20_000, 400),
        (r'{"q0": {"query": "\ud800"}}', 400),
        (r'{"\ud800": {"query": "x"}}', 400),
        (json.dumps({"q0": {"query": "я " * Limits().words}}), 400),
        (json.dumps({str(n): {"query": "x"} for n in range(Limits().batch + 1)}), 413),
    ],
)
def test_what_is_no_batch_is_refused_in_one_line(site: Site, queries: str, status: int) -> None:
    answer = site.post("/reconcile", {"queries": queries}, ORIGIN)
    assert (answer.status, answer.media) == (status, "text/plain")
    assert answer.text.strip().count("\n") == 0
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_no_jsonp(site: Site) -> None:
    assert site.get("/reconcile", callback="run").status == 400


def test_a_preflight_is_answered(site: Site) -> None:
    import urllib.request

    headers = {**ORIGIN, "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type"}
    answer = site.send(urllib.request.Request(f"{site.url}/reconcile", headers=headers, method="OPTIONS"))
    assert answer.status == 200
    assert "POST" in answer.headers["Access-Control-Allow-Methods"]


def test_fields_are_completed(site: Site) -> None:
    found = site.get("/reconcile/suggest/entity", ORIGIN, prefix="Қаржы министрлігі").json["result"]
    assert found[0]["id"] == "body/kz/mof"
    assert found[0]["notable"] == [{"id": "body", "name": "Орган"}]
    rest = site.get("/reconcile/suggest/entity", prefix="Қаржы министрлігі", cursor="1").json["result"]
    assert rest[: len(found) - 1] == found[1:]
    posts = site.get("/reconcile/suggest/entity", prefix="министр финансов", type="post").json["result"]
    assert {entity["notable"][0]["id"] for entity in posts} == {"post"}
    assert site.get("/reconcile/suggest/type", prefix="лау").json["result"] == [{"id": "post", "name": "Лауазым"}]
    hints = site.get("/reconcile/suggest/property", prefix="").json["result"]
    assert [hint["id"] for hint in hints] == ["as_of", "territory", "language"]


@pytest.mark.parametrize("number", ["9" * 5000, "٣", "-1", "x"])
@pytest.mark.parametrize(
    ("path", "name"), [("/properties", "limit"), ("/suggest/entity", "cursor"), ("/suggest/type", "cursor")]
)
def test_what_is_no_number_is_refused(site: Site, path: str, name: str, number: str) -> None:
    answer = site.get(f"/reconcile{path}", None, **{name: number})
    assert (answer.status, answer.text.count("\n")) == (400, 1)


def test_columns_are_added(site: Site) -> None:
    proposed = site.get("/reconcile/properties", ORIGIN, type="body", limit="3").json
    assert proposed["type"] == "body"
    assert len(proposed["properties"]) == 3
    asked = {"ids": ["body/kz/energy", "body/kz/nothing"], "properties": [{"id": "name_kk"}, {"id": "parent"}]}
    answer = site.post("/reconcile", {"extend": json.dumps(asked)}, ORIGIN).json
    assert [column["id"] for column in answer["meta"]] == ["name_kk", "parent"]
    energy = answer["rows"]["body/kz/energy"]
    assert "Энергетика министрлігі" in energy["name_kk"][0]["str"]
    assert energy["parent"][0]["id"] == "body/kz/government"
    assert answer["rows"]["body/kz/nothing"] == {"name_kk": [], "parent": []}
    for wrong in ('{"ids": 1, "properties": []}', r'{"ids": ["\ud800"], "properties": [{"id": "name_kk"}]}'):
        assert site.post("/reconcile", {"extend": wrong}).status == 400


def test_a_preview_may_stand_in_a_frame_and_other_pages_may_not(site: Site) -> None:
    preview = site.get("/reconcile/preview", id="body/kz/energy")
    assert "Қазақстан Республикасының Энергетика министрлігі" in preview.text
    assert "Министерство энергетики" in preview.text
    assert "frame-ancestors" not in preview.headers["Content-Security-Policy"]
    page = site.get("/entity", {"Accept": "text/html"}, iri="body/kz/energy")
    assert "frame-ancestors 'none'" in page.headers["Content-Security-Policy"]
    assert site.get("/reconcile/preview", id="body/kz/nothing").status == 404
