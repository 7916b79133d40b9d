"""The pages: each says what the library says, in the language asked for, with everything in it escaped."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from html.parser import HTMLParser
from threading import Barrier
from time import sleep
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit

import pytest
from web_server import EXAMPLES, PLAN, RESOLUTION, Site, load_examples, serving

from remit.graph.store import Store, open_store
from remit.ontology.registry import load_registry
from remit.queries import chain, who
from remit.queries.catalogue import queries
from remit.queries.labels import LANGUAGES
from remit.queries.search import search
from remit.queries.show import show
from remit.web.current import Reading
from remit.web.limits import Limits
from remit.web.rendering import words

BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
WORDS = "автоматических гидропостов"
ENERGY = "https://w3id.org/remit/id/body/kz/energy"
WATER = "https://w3id.org/remit/id/body/kz/mwri"
NASTY = "\"><script>alert(1)</script>{{ 7*7 }}'"


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> str:
    return load_examples(tmp_path_factory.mktemp("pages"), PLAN, RESOLUTION)


@pytest.fixture(scope="module")
def site(graph: str) -> Iterator[Site]:
    with serving(graph) as site:
        yield site


@pytest.fixture(scope="module")
def store(graph: str) -> Iterator[Store]:
    with open_store(graph) as store:
        yield store


class Links(HTMLParser):
    """Collects the addresses a page leads to or takes something from."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        assert tag != "script"
        for name, value in attributes:
            assert not name.startswith("on")
            if name in ("href", "src", "action", "formaction") and value:
                self.found.append(value)


def as_read(value: Any) -> Any:
    """Give a value as it is after a way through JSON, lists of words in one order."""
    if isinstance(value, dict):
        return {key: as_read(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return (
            sorted(value) if value and all(isinstance(one, str) for one in value) else [as_read(one) for one in value]
        )
    return value


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("path", "parameters"),
    [
        ("/", {}),
        ("/search", {"q": WORDS}),
        ("/search", {"q": "ешқайда жоқ сөз"}),
        ("/entity", {"iri": ENERGY}),
        ("/query/duties", {}),
        ("/query/bodies", {"kind": "ministry", "page": "1"}),
        ("/who", {}),
        ("/who", {"q": WORDS, "as_of": "2026-05-01"}),
        ("/chain", {"q": WORDS}),
        ("/sparql", {}),
        ("/nothing", {}),
        ("/entity", {"iri": "body/kz/no-such-body"}),
    ],
)
def test_a_page_speaks_the_language_and_leads_nowhere_else(
    site: Site, lang: str, path: str, parameters: dict[str, str]
) -> None:
    answer = site.get(path, BROWSER, lang=lang, **parameters)
    assert answer.media == "text/html"
    assert answer.status == (404 if "no" in path + parameters.get("iri", "") else 200)
    assert f'<html lang="{lang}">' in answer.text
    assert words(lang)["who"] in answer.text
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    for link in Links(answer.text).found:
        assert urlsplit(urljoin(site.url, link)).netloc == urlsplit(site.url).netloc


def test_every_link_of_the_start_and_of_a_thing_works(site: Site) -> None:
    for page in ("/?lang=kk", f"/entity?iri={WATER}&lang=ru", f"/search?{urlencode({'q': 'су'})}", "/query/documents"):
        for link in set(Links(site.get(page, BROWSER).text).found):
            address = urljoin(page, link).partition("#")[0]
            assert site.get(address, BROWSER).status == 200, link


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("/search", "q"), ("/who", "q"), ("/chain", "q"), ("/view", "q"), ("/entity", "iri"), ("/who", "as_of"),
        ("/query/duties", "document"), ("/query/duties", NASTY), ("/sparql", "query"), ("/document", "name"),
    ],
)  # fmt: skip
def test_what_is_typed_is_escaped(site: Site, path: str, field: str) -> None:
    answer = site.get(path, BROWSER, **{field: NASTY})
    assert answer.status in (200, 400, 404)
    assert "<script>alert" not in answer.text
    assert "49" not in re.sub(r"\d{3,}", "", answer.text.partition("<main")[2])


def test_the_pages_ask_what_the_library_asks(site: Site, store: Store) -> None:
    registry = load_registry()

    def asked(path: str) -> Any:
        return as_read(site.get(path, format="json", q=WORDS, lang="ru").json)

    assert asked("/search") == [hit.as_json() for hit in search(store, WORDS, None, 50, "ru")]
    assert as_read(site.get("/entity", format="json", iri=ENERGY).json) == as_read(show(store, ENERGY, "en").as_json())
    answers = asked("/who")
    assert [row["duty"] for row in answers] == [row.duty for row in who.who(store, registry, WORDS, None, "ru")]
    assert answers[0]["bearers"][0]["name"] == who.who(store, registry, WORDS, None, "ru")[0].bearers[0].name
    assert asked("/chain") == as_read(chain.chain(store, registry, WORDS, None, "ru").as_json())


@pytest.mark.parametrize("name", queries())
def test_a_query_gives_its_rows_in_every_form(site: Site, store: Store, name: str) -> None:
    rows = queries()[name].run(store)
    assert as_read(site.get(f"/query/{name}", format="json").json) == as_read(rows)
    answer = site.get(f"/query/{name}", format="csv")
    table = list(csv.reader(io.StringIO(answer.text, newline="")))
    assert (answer.media, table[0], len(table)) == ("text/csv", list(queries()[name].columns), len(rows) + 1)
    assert f": {len(rows)}" in site.get(f"/query/{name}", BROWSER).text


def test_parameters_of_a_query_and_its_pages(site: Site, store: Store) -> None:
    ministries = queries()["bodies"].run(store, {"kind": "ministry"})
    assert as_read(site.get("/query/bodies", format="json", kind="ministry").json) == as_read(ministries)
    assert site.get("/query/bodies", BROWSER, colour="blue").status == 400
    assert site.get("/query/no-such-query", BROWSER).status == 404
    first, second = (site.get("/query/bodies", BROWSER, page=page).text for page in ("1", "2"))
    assert f"1–{Limits().rows}" in first
    assert f"{Limits().rows + 1}–" in second


def test_a_quote_stands_in_its_context(site: Site, store: Store) -> None:
    claim = next(row for row in show(store, WATER).claims if row["document"].endswith(PLAN))
    text = (EXAMPLES / PLAN).read_text("utf-8")
    answer = site.get(
        "/document", BROWSER, name=claim["document"], start=str(claim["start"]), end=str(claim["end"])
    ).text  # fmt: skip
    assert f'<mark id="quote">{claim["quote"]}</mark>' in answer
    assert text.splitlines()[0] in answer
    assert site.get("/document", name="none", start="0", end="1").status == 404
    assert site.get("/document", name=claim["document"], start="0", end="99999999").status == 400
    assert site.get("/document", name=claim["document"], start="-1", end="x").status == 400
    assert site.get("/document", name=claim["document"], start="0").status == 400


@pytest.mark.parametrize("number", ["9" * 5000, "٣", "-1", "x"])
@pytest.mark.parametrize(
    ("path", "name"),
    [("/document?name=x&start=0", "end"), ("/query/bodies?lang=en", "page"), (f"/entity?iri={ENERGY}", "page")],
)
def test_what_is_no_number_is_refused(site: Site, path: str, name: str, number: str) -> None:
    answer = site.get(f"{path}&{urlencode({name: number})}")
    assert (answer.status, answer.text.count("\n")) == (400, 1)


def test_pages_answer_as_of_a_day(site: Site, store: Store) -> None:
    day = date(2001, 1, 1)

    def asked(path: str, **parameters: str) -> Any:
        return as_read(site.get(path, None, format="json", as_of=day.isoformat(), **parameters).json)

    found = [hit.as_json() for hit in search(store, WORDS, None, 50, "en", day)]
    assert asked("/search", q=WORDS) == found != as_read(site.get("/search", format="json", q=WORDS).json)
    told = as_read(show(store, WATER, "en", day).as_json())
    assert asked("/entity", iri=WATER) == told != as_read(show(store, WATER, "en").as_json())
    assert site.get("/view", q=WORDS).status == 200
    assert site.get("/view", q=WORDS, as_of=day.isoformat()).status == 404
    for path, parameters in (("/search", {"q": WORDS}), ("/entity", {"iri": WATER}), ("/view", {"q": WORDS})):
        assert site.get(path, None, as_of="soon", **parameters).status == 400


def test_a_search_keeps_a_language_only_where_one_was_chosen(graph: str) -> None:
    with serving(graph, "--lang", "kk") as site:
        assert 'name="lang"' not in site.get("/search", BROWSER).text
        assert '<input type="hidden" name="lang" value="en">' in site.get("/search", BROWSER, lang="en").text


def test_what_is_costly_is_made_once_for_all_who_ask_at_once(store: Store) -> None:
    reading, together, made = Reading(store), Barrier(8), []

    def make() -> int:
        made.append(1)
        sleep(0.05)
        return len(made)

    def ask(_: int) -> int:
        together.wait(30)
        return reading.once("key", make)

    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(ask, range(8))) == [1] * 8
    assert len(made) == 1


def test_the_picture_is_the_one_of_the_view(site: Site) -> None:
    answer = site.get("/view", BROWSER, q=WORDS, lang="kk")
    assert answer.status == 200
    assert '<html lang="kk">' in answer.text
    assert 'http-equiv="Content-Security-Policy"' in answer.text
    assert answer.headers["Content-Security-Policy"] == "frame-ancestors 'none'"


def test_words_without_end_are_refused(site: Site) -> None:
    answer = site.get("/who", BROWSER, q="а " * Limits().words)
    assert answer.status == 400
    assert str(Limits().words) in answer.text


def test_programs_get_errors_in_one_line(site: Site) -> None:
    answer = site.get("/entity", iri="body/kz/no-such-body")
    assert (answer.status, answer.media) == (404, "text/plain")
    assert answer.text.count("\n") == 1
    assert site.get("/who", BROWSER, format="json", q=WORDS, as_of="soon").media == "text/plain"


def test_pages_are_only_read(site: Site) -> None:
    for path in ("/", "/who", "/query/duties"):
        assert site.post(path, {"q": "x"}).status == 405


def test_words_and_terms_are_there_in_every_language() -> None:
    for table in ("words", "terms"):
        assert len({tuple(words(lang, table)) for lang in LANGUAGES}) == 1
        assert all(said.strip() for lang in LANGUAGES for said in words(lang, table).values())
