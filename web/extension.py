"""Data extension of the Reconciliation Service API 0.2: what the catalogue says of entities, as columns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from remit.ontology.errors import UsageError
from remit.ontology.iris import BASE
from remit.queries.catalogue import Value, query
from remit.web.current import Reading
from remit.web.descriptions import label, rows

_QUERIES = {"body": "bodies", "act": "acts"}  # the query of the catalogue that has a row for each entity of a kind
_MOST = 1000  # entities, and properties, in one request


def properties(kind: str | None = None) -> dict[str, str]:
    """Give the properties of a kind of entity, of all when none is named, with the query that gives each."""
    chosen = _QUERIES.values() if kind is None else [_QUERIES[kind]] if kind in _QUERIES else []
    return {column: name for name in chosen for column in query(name).columns[1:]}


def extend(reading: Reading, asked: Mapping[str, Any], language: str) -> dict[str, Any]:
    """Give the values of the properties for the entities asked for; a thing or property that is not known has none.

    Raises `UsageError` for a request not of the form the API gives it.
    """
    ids, wanted = asked.get("ids"), asked.get("properties")
    if not isinstance(ids, list) or not isinstance(wanted, list) or max(len(ids), len(wanted)) > _MOST:
        raise UsageError(f"ids and properties are lists of at most {_MOST}", "extend", "see the API, 7.3")
    names = [one["id"] for one in wanted if isinstance(one, dict) and isinstance(one.get("id"), str)]
    return {
        "meta": [{"id": name, "name": name} for name in names],
        "rows": {
            id: {name: _values(reading, BASE + id.removeprefix(BASE), name, language) for name in names}
            for id in ids
            if isinstance(id, str)
        },
    }


def _values(reading: Reading, iri: str, name: str, language: str) -> list[dict[str, Any]]:
    for asked in _QUERIES.values():
        row = rows(reading, asked, language if asked == "acts" else None).get(iri)
        if row and name in row:
            value = row[name]
            return [_cell(reading, one, language) for one in (value if isinstance(value, list) else [value])]
    return []


def _cell(reading: Reading, value: Value, language: str) -> dict[str, Any]:
    if value is None:
        return {}
    text = str(value)
    if text.startswith(BASE):
        return {"id": text.removeprefix(BASE), "name": label(reading, text, language)}
    return {"str": text}
