"""Pages that ask: queries of the catalogue, who is responsible, chains of accountability."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from remit.ontology.errors import UsageError
from remit.ontology.registry import load_registry
from remit.queries import chain as chains
from remit.queries import who as answers
from remit.queries.catalogue import query
from remit.web.pages import graph_of
from remit.web.rendering import csv_response, json_response, page
from remit.web.requests import day_of, language_of, limits_of, page_of, words_of

_ANSWERS = 30  # shown at once
_OWN = ("lang", "format", "page")  # parameters of the page, the rest are the query's


def catalogue(request: Request) -> Response:
    """Give the rows of a query, with its parameters in a form; `format=json` and `csv` give all rows."""
    try:
        asked = query(request.path_params["name"])
    except UsageError as error:
        raise HTTPException(404, str(error)) from error
    given = {name: words_of(request, name) for name in request.query_params if name not in _OWN}
    arguments = {name: value for name, value in given.items() if value}
    language = language_of(request) if "lang" in request.query_params else None
    with graph_of(request).reading() as reading:
        rows = asked.run(reading.store, arguments, language)
    format = request.query_params.get("format")
    if format == "json":
        return json_response(rows)
    if format == "csv":
        return csv_response(rows, asked.columns)
    number, most = page_of(request), limits_of(request).rows
    shown = rows[(number - 1) * most : number * most]
    columns = [name for name in asked.columns if any(row[name] not in (None, []) for row in shown)]
    return page(
        request, "query.html", query=asked, arguments=arguments, rows=shown, columns=columns, number=number,
        first=(number - 1) * most + 1, last=(number - 1) * most + len(shown), total=len(rows),
    )  # fmt: skip


def who(request: Request) -> Response:
    """Give who is responsible for what the words of `q` mean, as of the day of `as_of`."""
    words, day, language = words_of(request), day_of(request), language_of(request)
    with graph_of(request).reading() as reading:
        index = reading.index(None)
        found = answers.who(reading.store, load_registry(), words, day, language, index) if words else []
    if request.query_params.get("format") == "json":
        return json_response([answer.as_json() for answer in found])
    left_out = max(0, len(found) - _ANSWERS)
    return page(request, "who.html", answers=found[:_ANSWERS], left_out=left_out)


def chain(request: Request) -> Response:
    """Give the chains of accountability of what the words of `q` mean, as of the day of `as_of`."""
    words, day, language = words_of(request), day_of(request), language_of(request)
    with graph_of(request).reading() as reading:
        store, registry, index = reading.store, load_registry(), reading.index(None)
        found = chains.chain(store, registry, words, day, language, index) if words else chains.Chains()
    if request.query_params.get("format") == "json":
        return json_response(found.as_json())
    return page(request, "chain.html", found=found)
