"""The SPARQL 1.1 Protocol for queries (W3C Recommendation, 21 March 2013, 2.1): read-only, within limits of time.

Refused in one line of plain text: 400 for what is no query or more than one, an update, a request to other servers or
a syntax error; 406 for a format that cannot be given; 415 for a body of another type; 503 for what takes too long.
"""

from __future__ import annotations

import json
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from remit.web.formats import GRAPHS, HTML, JSON_RESULTS, RESULTS, TURTLE
from remit.web.negotiation import choose
from remit.web.pages import graph_of
from remit.web.rendering import page
from remit.web.requests import FORM, Fields, body_of, fields_of, form_of, limits_of, media_type
from remit.web.sparql_worker import Answer, Question

QUERY = "application/sparql-query"
_EXAMPLE = """PREFIX remit: <https://w3id.org/remit/ns#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

SELECT ?body ?name (COUNT(?duty) AS ?duties) WHERE {
  ?body remit:responsibleFor ?duty .
  OPTIONAL {
    GRAPH <https://w3id.org/remit/id/graph/registry> { ?body skos:prefLabel ?name FILTER (LANG(?name) = "kk") }
  }
}
GROUP BY ?body ?name
ORDER BY DESC(?duties)
LIMIT 20
"""


async def sparql(request: Request) -> Response:
    """Answer a query; to a browser as a page, which without a query is a form for one."""
    accept = ", ".join(request.headers.getlist("accept"))
    fields = await _fields(request)
    for_people = choose(accept, (*RESULTS, HTML)) == HTML
    if for_people and request.method != "POST" and not _values(fields, "query"):
        return page(request, "sparql.html", query=_EXAMPLE)
    text = _query(fields)
    rows, triples = (
        (JSON_RESULTS, TURTLE) if for_people else (choose(accept, tuple(RESULTS)), choose(accept, tuple(GRAPHS)))
    )
    answer = await _ask(request, Question(text, rows, triples, *_dataset(fields)))
    if for_people:
        return _shown(request, text, answer)
    if answer.status != 200:
        raise HTTPException(answer.status, answer.body.decode())
    return Response(answer.body, media_type=answer.media)


async def _fields(request: Request) -> Fields:
    """Give the parameters of a request, those of a posted form among them; a query sent as body is its `query`."""
    fields = fields_of(request)
    if request.method == "POST":
        if media_type(request) == QUERY:
            return [*fields, ("query", await body_of(request))]
        if media_type(request) != FORM:
            raise HTTPException(415, f"a body of type {media_type(request) or 'unknown'}; send {QUERY} or {FORM}")
        return [*fields, *await form_of(request)]
    return fields


def _query(fields: Fields) -> str:
    """Give the text of the one query; refuse with 400 an update, and none or several."""
    if any(name == "update" for name, _ in fields):
        raise HTTPException(400, "this endpoint takes no updates: the graph is read-only here")
    texts = _values(fields, "query")
    if len(texts) != 1:
        raise HTTPException(400, f"{len(texts) or 'no'} queries where one is wanted: send one parameter query")
    return texts[0]


def _dataset(fields: Fields) -> tuple[tuple[str, ...], tuple[str, ...]] | tuple[None, None]:
    """Give the default and the named graphs of the request, which then hold nothing that it does not name."""
    default, named = _values(fields, "default-graph-uri"), _values(fields, "named-graph-uri")
    return (tuple(default), tuple(named)) if default or named else (None, None)


async def _ask(request: Request, question: Question) -> Answer:
    pool = request.app.state.pool
    if pool is None:
        raise HTTPException(501, f"this graph is behind another endpoint: ask {graph_of(request).location}")
    answer: Answer = await pool.ask(question)
    return answer


def _values(fields: Fields, wanted: str) -> list[str]:
    return [value for name, value in fields if name == wanted]


def _shown(request: Request, text: str, answer: Answer) -> Response:
    """Give an answer as a page below the query, rows as a table, what is wrong as a line."""
    shown: dict[str, Any] = {"query": text}
    if answer.status != 200:
        return page(request, "sparql.html", answer.status, **shown, problem=answer.body.decode())
    if answer.media == TURTLE:
        return page(request, "sparql.html", **shown, turtle=answer.body.decode())
    found = json.loads(answer.body)
    if "boolean" in found:
        return page(request, "sparql.html", **shown, truth=found["boolean"])
    rows, most = found["results"]["bindings"], limits_of(request).rows
    return page(
        request, "sparql.html", **shown, columns=found["head"]["vars"], rows=rows[:most], total=len(rows)
    )  # fmt: skip
