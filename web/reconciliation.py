"""The Reconciliation Service API 0.2 (W3C Entity Reconciliation Community Group, report of 10 April 2023).

`GET /reconcile` gives the manifest; `queries` and `extend`, in the address or a posted form, give candidates and
values. An entity's id is its IRI below the base. JSONP, which the report leaves to the service, is not offered: other
origins get what they may read by CORS.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from remit.graph.view_words import load_words
from remit.ontology.errors import UsageError
from remit.ontology.iris import BASE
from remit.ontology.namespaces import REMIT
from remit.queries.labels import LANGUAGES
from remit.queries.matching import KINDS, Match
from remit.web.current import Reading
from remit.web.descriptions import describe
from remit.web.extension import extend
from remit.web.limits import Limits
from remit.web.pages import graph_of
from remit.web.rendering import json_response
from remit.web.requests import bounded, fields_of, form_of, language_of, limits_of, parse_day

HINTS = {  # properties that narrow a name down, and what they are called
    "as_of": {"kk": "Күнге", "ru": "На дату", "en": "As of the day"},
    "territory": {"kk": "Аумағы", "ru": "Территория", "en": "Territory"},
    "language": {"kk": "Атаудың тілі", "ru": "Язык названия", "en": "Language of the name"},
}
_PREVIEW = {"width": 430, "height": 260}
_MOST = 50  # candidates for one name


async def reconcile(request: Request) -> Response:
    """Answer the endpoint: the manifest, a batch of queries, or values of properties."""
    fields = dict([*fields_of(request), *(await form_of(request) if request.method == "POST" else [])])
    if "callback" in fields:
        raise HTTPException(400, "no JSONP here: ask across origins by CORS")
    if "queries" in fields:
        batch = _object(fields["queries"], "queries")
        if len(batch) > limits_of(request).batch:
            raise HTTPException(413, f"{len(batch)} queries; send at most {limits_of(request).batch} at once")
        return await run_in_threadpool(_results, request, batch)
    if "extend" in fields:
        return await run_in_threadpool(_values, request, _object(fields["extend"], "extend"))
    if request.method == "POST":
        raise HTTPException(400, "neither queries nor extend in the form")
    return json_response(manifest(str(request.base_url).rstrip("/"), language_of(request), limits_of(request).batch))


def manifest(url: str, language: str, batch: int) -> dict[str, Any]:
    """Describe the service at a URL."""
    suggest = {
        kind: {"service_url": url, "service_path": f"/reconcile/suggest/{kind}"}
        for kind in ("entity", "type", "property")
    }
    return {
        "versions": ["0.2"],
        "name": "remit: bodies, posts, persons and acts",
        "identifierSpace": BASE,
        "schemaSpace": str(REMIT),
        "defaultTypes": types(language),
        "documentation": f"{url}/",
        "batchSize": batch,
        "view": {"url": f"{url}/entity?iri={{{{id}}}}"},
        "preview": {"url": f"{url}/reconcile/preview?id={{{{id}}}}", **_PREVIEW},
        "suggest": suggest,
        "extend": {"propose_properties": {"service_url": url, "service_path": "/reconcile/properties"}},
    }


def types(language: str) -> list[dict[str, str]]:
    """Give the types of entities, named in a language."""
    kinds = load_words(language).kinds
    return [{"id": kind, "name": kinds[kind].name} for kind in KINDS]


def _results(request: Request, batch: Mapping[str, Any]) -> Response:
    with graph_of(request).reading() as reading:
        language, limits = language_of(request), limits_of(request)
        results = {key: {"result": candidates(reading, query, language, limits)} for key, query in batch.items()}
    return json_response(results)


def _values(request: Request, asked: Mapping[str, Any]) -> Response:
    with graph_of(request).reading() as reading:
        return json_response(extend(reading, asked, language_of(request)))


def candidates(reading: Reading, query: Any, language: str, limits: Limits) -> list[dict[str, Any]]:
    """Give the candidates for one query of a batch; raise `UsageError` for one not of the form the API gives it."""
    if not isinstance(query, dict) or not isinstance(query.get("query", ""), str):
        raise UsageError("a query is an object with a string query", "queries", "see the API, 4.1")
    text = bounded(query.get("query", ""), "queries", limits)
    hints = _hints(query.get("properties") or [])
    tongue = hints.get("language")
    matches = reading.matcher.match(
        text,
        kinds_of(query.get("type")),
        on=parse_day(hints.get("as_of", ""), "as_of"),
        territory=hints.get("territory"),
        language=tongue if tongue in LANGUAGES else None,
        limit=_limit(query.get("limit")),
    )
    return [_candidate(reading, match, language) for match in matches]


def _candidate(reading: Reading, match: Match, language: str) -> dict[str, Any]:
    described = describe(reading, match.iri, language)
    # A feature has a name of its own; what it was found by stands in the description.
    features = {reason.partition(":")[0].partition(" on ")[0]: True for reason in match.reasons}
    return {
        "id": match.iri.removeprefix(BASE),
        "name": described.name,
        "description": "; ".join([*described.about, *match.reasons]),
        "type": [{"id": match.kind, "name": load_words(language).kinds[match.kind].name}],
        "score": round(match.score * 100, 1),
        "match": match.sure,
        "features": [{"id": name, "value": value} for name, value in features.items()],
    }


def _object(text: str, name: str) -> dict[str, Any]:
    """Read an object; refuse with 400 what UTF-8 and JSON cannot say again: half a character, numbers without end."""
    try:
        value = json.loads(text)
        json.dumps(value, ensure_ascii=False, allow_nan=False).encode()
    except (ValueError, RecursionError) as error:
        raise HTTPException(400, f"{name} is not JSON: {error}") from error
    if not isinstance(value, dict):
        raise HTTPException(400, f"{name} is not a JSON object")
    return value


def kinds_of(asked: Any) -> Sequence[str]:
    """Give the kinds of the types asked for, all when none of them is one of ours."""
    given = [asked] if isinstance(asked, str) else asked if isinstance(asked, list) else []
    return [kind for kind in KINDS if kind in given] or KINDS


def _hints(properties: Any) -> dict[str, str]:
    """Give the properties that narrow a name down; of several values the first, of an entity its name."""
    if not isinstance(properties, list):
        raise UsageError("properties is a list", "queries", "see the API, 4.1")
    hints = {}
    for hint in properties:
        if not isinstance(hint, dict) or not isinstance(hint.get("pid"), str) or "v" not in hint:
            raise UsageError("a property has a string pid, and v", "queries", "see the API, 4.1")
        value = hint["v"][0] if isinstance(hint["v"], list) and hint["v"] else hint["v"]
        if isinstance(value, dict):
            value = value.get("name") or value.get("id")
        if hint["pid"] in HINTS and value not in (None, "", []):
            if not isinstance(value, str | int | float):
                raise UsageError("a value is a text or a number", "queries", "see the API, 4.1")
            hints[hint["pid"]] = str(value).strip()
    return hints


def _limit(asked: Any) -> int:
    return max(1, min(int(asked), _MOST)) if isinstance(asked, int | float) and asked > 0 else 10
