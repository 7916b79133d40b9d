"""SPARQL texts: what form a query has, what it may not do, and how terms are bound to its variables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

import pyoxigraph

from remit.ontology.errors import UsageError

Term = pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal

FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_TOKEN = re.compile(
    r"""
      (?P<space> \s+ | \#[^\r\n]* )
    | (?P<iri> <[^<>"{}|^`\\\x00-\x20]*> )
    | (?P<string> \"{3}(?:\"{0,2}+(?:[^\"\\]|\\.))*+\"{3} | '{3}(?:'{0,2}+(?:[^'\\]|\\.))*+'{3}
                | (?!\"{3})"(?:[^"\\\r\n]|\\.)*+" | (?!'{3})'(?:[^'\\\r\n]|\\.)*+' )
    | (?P<unclosed> \"{3}(?:\"{0,2}+(?:[^\"\\]|\\.))*+ | '{3}(?:'{0,2}+(?:[^'\\]|\\.))*+
                  | "(?:[^"\\\r\n]|\\.)*+ | '(?:[^'\\\r\n]|\\.)*+ )
    | (?P<variable> [?$]\w+ )
    | (?P<language> @[A-Za-z]+(?:-[A-Za-z0-9]+)* )
    | (?P<name> (?:_|[^\W\d_][\w.\-]*+)?:(?:[\w:.\-]|%[0-9A-Fa-f]{2}|\\.)*+ )
    | (?P<run> [^\W\d_][\w.\-]*+ )
    | (?P<word> [A-Za-z_]+ )
    | (?P<mark> . )
    """,
    re.VERBOSE | re.DOTALL,
)
_PART = re.compile(r"(?P<word>[A-Za-z_]+)|(?P<mark>.)")
_CODE_POINT = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_KEPT = 20_000  # characters of the longest query whose check is remembered


def _tokens(query: str) -> Iterator[re.Match[str]]:
    """Read a query in time that grows with its length alone, whatever it holds: no letter is read over and over.

    Letters, digits, dots and hyphens in a row that no colon follows are no name; their words and marks come one by one.
    """
    for match in _TOKEN.finditer(query):
        if match.lastgroup == "run":
            yield from _PART.finditer(query, match.start(), match.end())
        elif match.lastgroup != "space":
            yield match


@lru_cache(maxsize=256)
def _kept_tokens(query: str) -> tuple[re.Match[str], ...]:
    return tuple(_tokens(query))


def check(query: str, *forms: str) -> None:
    """Raise `UsageError` unless the query has one of the `forms` and asks nothing of other servers."""
    (_check if len(query) > _KEPT else _kept_check)(query, *forms)


def _check(query: str, *forms: str) -> None:
    form = _form(query)
    if form not in forms:
        raise UsageError(f"{form or 'no query'} where {' or '.join(forms)} is wanted", "SPARQL")
    # Some engines decode \uXXXX before they read a query, so that a keyword or the end of a string can hide in one.
    decoded = _CODE_POINT.sub(lambda match: chr(min(int(match[1] or match[2], 16), 0x10FFFF)), query)
    if any(_is_service(token) for text in (query, decoded) for token in _tokens(text)):
        raise UsageError("SERVICE is not allowed: queries make no requests to other servers", "SPARQL")


_kept_check = lru_cache(maxsize=256)(_check)


def _form(query: str) -> str | None:
    words = (token[0].upper() for token in _tokens(query) if token.lastgroup == "word")
    first = next((word for word in words if word not in ("BASE", "PREFIX")), None)
    return first if first in FORMS else None


def _is_service(token: re.Match[str]) -> bool:
    """Tell whether a parser that does not ask for white space after a keyword can read SERVICE out of the token.

    Where a string that is not closed ends is for the parser to say, so that nothing in it may be the keyword.
    """
    if token.lastgroup == "unclosed":
        return "service" in token[0].lower()
    keyword = token[0].partition(":")[0] if token.lastgroup in ("name", "word") else ""
    return keyword.lower().endswith("service")


def bind(query: str, bindings: Mapping[str, Term] | None) -> str:
    """Give the query with a VALUES block of the bindings at the start of its outermost group.

    A bound variable keeps its place in the solutions. In a sub-select or a branch of a UNION it joins from outside, as
    any variable does. Raises `UsageError` for a variable the query does not have, or a query without such a group.
    """
    if not bindings:
        return query
    tokens = _kept_tokens(query)
    variables = {token[0][1:] for token in tokens if token.lastgroup == "variable"}
    for name in bindings:
        if name not in variables:
            raise UsageError(f"no variable ?{name} to bind in the query", "SPARQL")
    opening, closing = _outermost_group(tokens)
    start, end = tokens[opening].end(), tokens[closing].start()
    group = query[start:end]
    if tokens[opening + 1][0].upper() == "SELECT":
        group = f" {{{group}}} "
    block = values(list(bindings), [list(bindings.values())])
    return f"{query[:start]} {block} {group}{query[end:]}"


def _outermost_group(tokens: Sequence[re.Match[str]]) -> tuple[int, int]:
    """Give the positions of the braces of the WHERE group: the last pair on the outermost level but that of VALUES."""
    pairs: list[tuple[int, int]] = []
    depth, opening = 0, 0
    for position, token in enumerate(tokens):
        if token.lastgroup != "mark":
            if depth == 0 and token[0].upper() == "VALUES":
                break
        elif token[0] in "{(":
            if depth == 0:
                opening = position
            depth += 1
        elif token[0] in "})":
            depth -= 1
            if depth == 0 and token[0] == "}":
                pairs.append((opening, position))
    short_construct = len(pairs) == 1 and _first_word(tokens) == "CONSTRUCT"
    if not pairs or short_construct:
        raise UsageError("only a query with a WHERE group (and a template, for CONSTRUCT) takes bindings", "SPARQL")
    return pairs[-1]


def _first_word(tokens: Sequence[re.Match[str]]) -> str | None:
    words = (token[0].upper() for token in tokens if token.lastgroup == "word")
    return next((word for word in words if word in FORMS), None)


def values(variables: Sequence[str], rows: Sequence[Sequence[Term]]) -> str:
    """Give a VALUES block; the terms write themselves as N-Triples, which is SPARQL too."""
    names = " ".join(f"?{variable}" for variable in variables)
    lines = " ".join("(" + " ".join(str(term) for term in row) + ")" for row in rows)
    return f"VALUES ({names}) {{ {lines} }}"
