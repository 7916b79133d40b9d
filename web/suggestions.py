"""What fields of a reconciliation client are completed with, and the small page it shows of an entity (API 0.2)."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from remit.graph.view_words import load_words
from remit.ontology.iris import BASE
from remit.queries.search import search_key
from remit.queries.show import show
from remit.web.descriptions import describe, rows
from remit.web.extension import properties
from remit.web.pages import entity_iri, graph_of
from remit.web.reconciliation import HINTS, kinds_of, types
from remit.web.rendering import json_response, kind_of, page
from remit.web.requests import language_of, limits_of, number_of, words_of

_SHOWN = 10  # suggestions at once


def entities(request: Request) -> Response:
    """Give the entities that `prefix` may name, only those of a `type` when one is named."""
    prefix, language, skipped = words_of(request, "prefix"), language_of(request), _cursor(request)
    chosen = kinds_of(request.query_params.get("type"))
    with graph_of(request).reading() as reading:
        matches = reading.matcher.match(prefix, chosen, limit=skipped + _SHOWN)[skipped:] if prefix else []
        kinds = load_words(language).kinds
        found = []
        for match in matches:
            described = describe(reading, match.iri, language)
            notable = [{"id": match.kind, "name": kinds[match.kind].name}]
            about = "; ".join(described.about)
            found.append(
                {"id": match.iri.removeprefix(BASE), "name": described.name, "description": about, "notable": notable}
            )
    return json_response({"result": found})


def kinds(request: Request) -> Response:
    """Give the types whose id or name begins with `prefix`."""
    return json_response({"result": _beginning(request, types(language_of(request)))})


def hints(request: Request) -> Response:
    """Give the properties that narrow a name down whose id or name begins with `prefix`."""
    language = language_of(request)
    known = [{"id": id, "name": names[language]} for id, names in HINTS.items()]
    return json_response({"result": _beginning(request, known)})


def proposals(request: Request) -> Response:
    """Give the properties whose values can be had of entities of a `type`."""
    kind = words_of(request, "type")
    known = [{"id": name, "name": name} for name in properties(kind or None)]
    return json_response({"type": kind, "properties": known[: number_of(request, "limit", len(known))]})


def preview(request: Request) -> Response:
    """Give a small page about the entity named by `id`, for a frame in the client."""
    iri, language = entity_iri(words_of(request, "id")), language_of(request)
    with graph_of(request).reading() as reading:
        entry = show(reading.store, iri, language)
        described = describe(reading, iri, language)
        body = rows(reading, "bodies").get(iri, {})
    names = [body[column] for column in ("name_kk", "name_ru", "name_en") if body.get(column)]
    response = page(
        request, "preview.html", entry=entry, kind=kind_of(entry.types), described=described,
        names=[name for name in names if name != described.name], short=body.get("abbreviations") or [],
    )  # fmt: skip
    response.headers["content-security-policy"] = "default-src 'none'; style-src 'self'; base-uri 'none'"
    return response


def _cursor(request: Request) -> int:
    return min(number_of(request, "cursor", 0), limits_of(request).rows)


def _beginning(request: Request, known: list[dict[str, Any]]) -> list[dict[str, Any]]:
    prefix = search_key(words_of(request, "prefix")).rstrip()
    return [one for one in known if any(prefix in search_key(one[part]) for part in ("id", "name"))][_cursor(request) :]
