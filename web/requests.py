"""What a request brings: its words, its day, its language, and the body of a form, each within limits."""

from __future__ import annotations

from datetime import date
from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException
from starlette.requests import Request

from remit.ontology.errors import UsageError
from remit.ontology.intervals import PartialDate
from remit.queries.labels import LANGUAGES
from remit.web.limits import Limits

FORM = "application/x-www-form-urlencoded"
_DIGITS = 9

Fields = list[tuple[str, str]]


def limits_of(request: Request) -> Limits:
    """Give the limits the application was made with."""
    limits: Limits = request.app.state.limits
    return limits


def words_of(request: Request, name: str = "q") -> str:
    """Give what was typed into a field, empty when nothing was; raise `UsageError` when it is too long."""
    return bounded(request.query_params.get(name, ""), name, limits_of(request))


def bounded(text: str, name: str, limits: Limits) -> str:
    """Give a text without the spaces around it; raise `UsageError` when it is longer than words or an IRI may be."""
    text = text.strip()
    most = limits.words if " " in text else limits.iri
    if len(text) > most:
        raise UsageError(f"more than {most} characters", name, "use fewer words")
    return text


def language_of(request: Request) -> str:
    """Give the language asked for by `lang`, else the one the server was started with."""
    asked = request.query_params.get("lang")
    language: str = asked if asked in LANGUAGES else request.app.state.language
    return language


def day_of(request: Request) -> date | None:
    """Give the day of `as_of`, the first one of a month or year; `None` without; raise `UsageError` for no date."""
    return parse_day(words_of(request, "as_of"), "as_of")


def parse_day(text: str, name: str) -> date | None:
    """Read a day, `None` of an empty text; raise `UsageError` for what is no date."""
    try:
        return PartialDate.parse(text).first if text else None
    except ValueError as error:
        raise UsageError(str(error), name, "write YYYY-MM-DD") from error


def page_of(request: Request) -> int:
    """Give the number of the page asked for, from 1; raise `UsageError` for what is no number."""
    return max(1, number_of(request, "page", 1))


def number_of(request: Request, name: str, default: int | None = None) -> int:
    """Give the number in a field, written in at most nine digits (0-9), or the default when the field is empty.

    Raises `UsageError` for what is no such number, and for an empty field without a default.
    """
    number = words_of(request, name)
    if not number and default is not None:
        return default
    if not (number.isascii() and number.isdigit() and len(number) <= _DIGITS):
        raise UsageError("not a number", name, f"write at most {_DIGITS} digits")
    return int(number)


async def body_of(request: Request) -> str:
    """Give the body as text; refuse with 413 one over the limit, with 400 one that is not UTF-8."""
    most = limits_of(request).body
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > most:
            raise HTTPException(413, f"the body is longer than {most} bytes")
    return _utf8(bytes(body))


def fields_of(request: Request) -> Fields:
    """Give the parameters of the address in their order; refuse with 400 what is not UTF-8."""
    return _parse(request.url.query)


async def form_of(request: Request) -> Fields:
    """Give the fields of a posted form in their order; refuse with 415 a body of another type."""
    if media_type(request) != FORM:
        raise HTTPException(415, f"a body of type {media_type(request) or 'unknown'}; send {FORM}")
    return _parse(await body_of(request))


def media_type(request: Request) -> str:
    """Give the type of the body without its parameters, small letters, empty when the request names none."""
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


def _parse(text: str) -> Fields:
    try:
        return parse_qsl(text, keep_blank_values=True, max_num_fields=1000, errors="strict")
    except ValueError as error:
        raise HTTPException(400, "parameters that are not URL-encoded UTF-8") from error


def _utf8(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        raise HTTPException(400, "the body is not UTF-8") from error
