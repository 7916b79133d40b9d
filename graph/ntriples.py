"""Terms as N-Triples text; every function gives `None` for `None`, so that absent values become absent triples."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from functools import lru_cache
from urllib.parse import quote

import pyoxigraph

from remit.ontology.errors import StoreError
from remit.ontology.intervals import PartialDate
from remit.ontology.namespaces import XSD

_NOT_IN_IRIS = re.compile(r'[\x00-\x20<>"{}|\\^`]')
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r"})
_DATE_TYPES = {"day": XSD.date, "month": XSD.gYearMonth, "year": XSD.gYear}


@lru_cache(maxsize=65536)
def _iri(value: str) -> str:
    escaped = _NOT_IN_IRIS.sub(lambda match: quote(match[0], safe=""), value)
    try:
        return str(pyoxigraph.NamedNode(escaped))
    except ValueError as error:
        raise StoreError(f"not an absolute IRI ({error})", repr(value), "report the document that gave it") from error


def iri(value: str | None) -> str | None:
    """Give `<value>` with the characters that no IRI may hold percent-encoded; raise `StoreError` on a relative one."""
    return None if value is None else _iri(value)


def text(value: str | None, language: str | None = None) -> str | None:
    """Give a string literal, with its language where one is given."""
    if value is None:
        return None
    return f'"{value.translate(_ESCAPES)}"' + (f"@{language}" if language else "")


def _typed(value: str, datatype: str) -> str:
    return f'"{value}"^^<{datatype}>'


def integer(value: int | None) -> str | None:
    """Give an `xsd:integer`."""
    return None if value is None else _typed(str(value), XSD.integer)


def boolean(value: bool | None) -> str | None:
    """Give an `xsd:boolean`."""
    return None if value is None else _typed(str(value).lower(), XSD.boolean)


def partial_date(value: PartialDate | None) -> str | None:
    """Give an `xsd:date`, `xsd:gYearMonth` or `xsd:gYear`, as precise as the date is known."""
    return None if value is None else _typed(str(value), _DATE_TYPES[value.precision])


def moment(value: datetime | None) -> str | None:
    """Give an `xsd:dateTime` in UTC."""
    return None if value is None else _typed(f"{value.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}", XSD.dateTime)


def day(value: date | None) -> str | None:
    """Give an `xsd:date`."""
    return None if value is None else _typed(value.isoformat(), XSD.date)
