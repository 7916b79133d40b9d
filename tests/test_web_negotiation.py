"""The choice of a media type by an Accept header."""

from __future__ import annotations

import pytest

from remit.web.negotiation import choose

OFFERED = ("application/sparql-results+json", "text/csv", "text/html")


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        ("", OFFERED[0]),
        ("*/*", OFFERED[0]),
        ("text/csv", "text/csv"),
        ("TEXT/CSV", "text/csv"),
        ("text/*", "text/csv"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"),
        ("text/csv;q=0.2, application/sparql-results+json;q=0.9", OFFERED[0]),
        ("application/*;q=0.5, text/csv;q=0.4", OFFERED[0]),
        ("*/*, application/sparql-results+json;q=0", "text/csv"),
        ("text/csv; charset=utf-8", "text/csv"),
        ("text/csv;q=high, text/html", "text/html"),
        ("image/png", None),
        ("text/csv;q=0", None),
        ("nonsense", None),
    ],
)
def test_what_is_liked_best_is_chosen(accept: str, chosen: str | None) -> None:
    assert choose(accept, OFFERED) == chosen
