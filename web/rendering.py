"""Pages out of templates, everything in them escaped, and rows as JSON and CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from remit.graph.view_words import load_words
from remit.ontology.iris import BASE, DocumentIri, digest
from remit.queries.labels import LANGUAGES
from remit.queries.wording import relation, say
from remit.web.requests import language_of

if TYPE_CHECKING:
    import jinja2

HERE = files("remit.web")
_KINDS = {
    "Document": "document", "PlanItem": "item", "Duty": "duty", "Plan": "plan", "Group": "group",
    "PublicOrganisation": "body", "Organization": "body", "BodyClass": "body", "Post": "post", "Person": "person",
    "LegalResource": "act", "LegalResourceSubdivision": "provision",
}  # fmt: skip


@cache
def words(language: str, table: str = "words") -> dict[str, str]:
    """Give what the pages say in a language, by code; of the table `terms`, names of properties and classes."""
    import yaml

    said = yaml.safe_load((HERE / f"{table}.yaml").read_text("utf-8"))
    return {code: in_languages[language] for code, in_languages in said.items()}


def kind_of(types: Iterable[str]) -> str:
    """Give the kind of a thing by its types as `show` gives them; `other` for what pages have no word for."""
    names = {name.rpartition(":")[2] for name in types}
    return next((kind for name, kind in _KINDS.items() if name in names), "other")


def page(request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:
    """Give a page in the language of the request."""
    language = language_of(request)
    common = {
        "lang": language,
        "languages": LANGUAGES,
        "words": words(language),
        "terms": words(language, "terms"),
        "kinds": {code: kind.name for code, kind in load_words(language).kinds.items()},
        "path": request.url.path,
        "parameters": dict(request.query_params),
        "link": _Links(language, request.app.state.language),
        "asked": request.query_params.get("q", ""),
    }
    return HTMLResponse(_environment().get_template(template).render(common | values), status)


def json_response(value: Any, status: int = 200) -> Response:
    """Give a value as JSON, letters of any alphabet as they are."""
    return Response(json.dumps(value, ensure_ascii=False, default=str), status, media_type="application/json")


def csv_response(rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> Response:
    """Give rows as CSV (RFC 4180); a list is its values with `|` between them."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows([flat(row.get(name)) for name in columns] for row in rows)
    return Response(out.getvalue(), media_type="text/csv")


def document_iri(name: str) -> str:
    """Give the IRI of the document that was loaded by a name."""
    return str(DocumentIri((digest(name),)))


def flat(value: Any) -> str:
    """Give a value as the text of one cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return " | ".join(map(flat, value)) if isinstance(value, list | tuple) else str(value)


class _Links:
    """Makes addresses of pages, with the language where it is not the one the server was started with."""

    def __init__(self, language: str, default: str) -> None:
        self._language = {} if language == default else {"lang": language}

    def __call__(self, path: str, **parameters: object) -> str:
        given = {name: value for name, value in (parameters | self._language).items() if value not in (None, "")}
        return f"{path}?{urlencode(given)}" if given else path


@cache
def _environment() -> jinja2.Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(str(HERE / "templates")), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    environment.filters |= {"flat": flat, "short": lambda iri: str(iri).removeprefix(BASE)}
    environment.globals |= {"say": say, "relation": relation, "document_iri": document_iri}
    return environment
