"""Pages for people: the start, what is found by words, one thing, one passage in its document, the picture."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from remit.graph.texts import document_text, passage
from remit.graph.views import write_view
from remit.ontology.errors import RemitError, UsageError
from remit.ontology.iris import BASE
from remit.queries import search as searching
from remit.queries.catalogue import overview, query
from remit.queries.counting import counts
from remit.queries.show import Entry, show
from remit.queries.versions import unheard
from remit.web.current import CurrentGraph, Reading
from remit.web.rendering import document_iri, json_response, kind_of, page, words
from remit.web.requests import day_of, language_of, limits_of, number_of, page_of, words_of

_CONTEXT, _AROUND = 160, 4000  # characters either side of a quote: on the page of a thing, on that of a document
_FOUND, _CLAIMS, _DRAWN = 50, 40, 250  # shown at once: hits, claims of a thing, things in a picture


def graph_of(request: Request) -> CurrentGraph:
    """Give the graph that is served."""
    graph: CurrentGraph = request.app.state.graph
    return graph


def home(request: Request) -> Response:
    """Give the start page: a field for words, the documents, the queries there are."""
    most = limits_of(request).rows
    with graph_of(request).reading() as reading:
        amounts = reading.once("counts", lambda: counts(reading.store))
        documents = reading.once("documents", lambda: query("documents").run(reading.store))
    return page(
        request, "home.html", counts=amounts, documents=documents[:most], left_out=max(0, len(documents) - most),
        queries=overview(),
    )  # fmt: skip


def search(request: Request) -> Response:
    """Give what has the words of `q`, best first, as of the day of `as_of`."""
    sought, day, language = words_of(request), day_of(request), language_of(request)
    with graph_of(request).reading() as reading:
        if sought and day:
            hits = searching.search(reading.store, sought, limit=_FOUND, language=language, on=day)
        else:
            hits = reading.index(language).find(sought, limit=_FOUND) if sought else []
    if request.query_params.get("format") == "json":
        return json_response([hit.as_json() for hit in hits])
    return page(request, "search.html", hits=hits, most=_FOUND)


def entity(request: Request) -> Response:
    """Give what `remit show` knows of the thing named by `iri` as of the day of `as_of`, quotes in their context."""
    iri = entity_iri(words_of(request, "iri"))
    with graph_of(request).reading() as reading:
        entry = show(reading.store, iri, language_of(request), day_of(request))
        if request.query_params.get("format") == "json":
            return json_response(entry.as_json())
        return _entity_page(request, reading, entry)


def entity_iri(given: str) -> str:
    """Give a whole IRI for one that may be given below the base, as reconciliation does; `UsageError` for none."""
    if not given:
        raise UsageError("no IRI", "iri", "name a thing, or search for it")
    return given if ":" in given.partition("/")[0] else BASE + given


def document(request: Request) -> Response:
    """Give the passage from `start` to `end` of the document called `name`, with the text around it."""
    name, start, end = words_of(request, "name"), number_of(request, "start"), number_of(request, "end")
    iri = document_iri(name)
    with graph_of(request).reading() as reading:
        found = passage(reading.store, iri, start, end, _AROUND)
    if found is None:
        raise RemitError("no such document", name, "see the list of documents")
    more = len(found.before) == _AROUND, len(found.after) == _AROUND
    return page(request, "document.html", name=name, iri=iri, found=found, start=start, end=end, more=more)


def picture(request: Request) -> Response:
    """Give the picture of what lies around `q` as of the day of `as_of`, the one that `remit view` writes."""
    focus, day, language = words_of(request) or None, day_of(request), language_of(request)
    with TemporaryDirectory() as folder, graph_of(request).reading() as reading:
        out = Path(folder) / "view.html"
        write_view(reading.store, out, focus, language, _DRAWN, day, unheard(reading.store, day))
        html = out.read_text("utf-8")
    # The page brings its own policy for its scripts; only who may frame it cannot be said there.
    return HTMLResponse(html, headers={"content-security-policy": "frame-ancestors 'none'"})


def _by_property(entry: Entry) -> list[tuple[str, list[dict[str, Any]]]]:
    """Give the facts of each property, in the order in which properties have names, the others after them."""
    order = {term: place for place, term in enumerate(words("en", "terms"))}
    facts: dict[str, list[dict[str, Any]]] = {}
    for fact in entry.facts:
        facts.setdefault(fact["property"], []).append(fact)
    return sorted(facts.items(), key=lambda row: (order.get(row[0], len(order)), row[0]))


def _entity_page(request: Request, reading: Reading, entry: Entry) -> Response:
    number = page_of(request)
    claims = entry.claims[(number - 1) * _CLAIMS : number * _CLAIMS]
    texts: dict[str, str | None] = {}

    def around(row: dict[str, Any]) -> tuple[str, str]:
        name = row["document"]
        if name not in texts:
            texts[name] = document_text(reading.store, document_iri(name))
        text = texts[name] or ""
        return text[max(0, row["start"] - _CONTEXT) : row["start"]], text[row["end"] : row["end"] + _CONTEXT]

    return page(
        request, "entity.html", entry=entry, kind=kind_of(entry.types), facts=_by_property(entry), claims=claims,
        around=around, number=number,
        first=(number - 1) * _CLAIMS + 1, last=(number - 1) * _CLAIMS + len(claims), total=len(entry.claims),
    )  # fmt: skip
