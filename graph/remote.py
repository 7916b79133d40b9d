"""The graph behind a SPARQL 1.1 endpoint, asked and changed through SPARQLWrapper."""

from __future__ import annotations

import ast
import time
from collections.abc import Iterator
from contextlib import contextmanager
from textwrap import shorten
from types import TracebackType
from typing import Self
from urllib.parse import unquote, urlsplit, urlunsplit

import pyoxigraph

from remit.graph.sparql import bind, check
from remit.graph.store import Bindings, Solution, Write
from remit.graph.updates import additions, insertion, removal, replaced
from remit.ontology.errors import RemitError, StoreError, UsageError

TIMEOUT = 120.0  # seconds for a whole request; loads of large batches are the slowest
_CHUNK = 1 << 16
_QUADS = "SELECT ?s ?p ?o ?g { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"


def endpoints(location: str) -> tuple[str, str]:
    """Give the URLs for queries and for updates.

    A bare server gets `/query` and `/update`; `…/query` has `…/update` beside it; any other URL takes both.
    """
    parts = urlsplit(location)
    host = parts.netloc.rpartition("@")[2]
    path = parts.path.rstrip("/")
    if not path:
        path = "/query"
    update = path.removesuffix("query") + "update" if path.endswith("/query") else path
    return urlunsplit((parts.scheme, host, path, "", "")), urlunsplit((parts.scheme, host, update, "", ""))


class RemoteStore:
    """A `Store` behind an endpoint (see `remit.graph.store.Store`).

    A write is one update request, which a server makes whole or not at all. A user name and password may stand in the
    URL. `timeout` (seconds) bounds each request from connecting to the last byte: SPARQLWrapper's own limit is for
    single waits, so an answer that trickles would never end.
    """

    def __init__(self, location: str, *, writable: bool = False, timeout: float = TIMEOUT) -> None:
        parts = urlsplit(location)
        self.location = urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
        self._user = unquote(parts.username or "")
        self._password = unquote(parts.password or "")
        self._query_url, self._update_url = endpoints(location)
        self._writable = writable
        self._timeout = timeout
        self.ask("ASK {}")

    def select(self, query: str, bindings: Bindings | None = None) -> list[Solution]:
        check(query, "SELECT")
        results = self._results(bind(query, bindings), "SELECT")
        if not isinstance(results, pyoxigraph.QuerySolutions):
            raise self._not_sparql()
        names = [variable.value for variable in results.variables]
        return [{name: term for name in names if (term := solution[name]) is not None} for solution in results]

    def ask(self, query: str, bindings: Bindings | None = None) -> bool:
        check(query, "ASK")
        return bool(self._results(bind(query, bindings), "ASK"))

    def construct(self, query: str, bindings: Bindings | None = None) -> list[pyoxigraph.Triple]:
        check(query, "CONSTRUCT", "DESCRIBE")
        body = self._request(bind(query, bindings), "CONSTRUCT", "application/n-triples")
        with self._reading():
            return [quad.triple for quad in pyoxigraph.parse(body, pyoxigraph.RdfFormat.N_TRIPLES)]

    def write(self, write: Write) -> int:
        if not self._writable:
            raise StoreError("opened for reading only", self.location, "open it as writable")
        graphs = additions(write)
        operations = [*removal(replaced(self, write), write.cleared), insertion(graphs)]
        self._request(" ;\n".join(operations), "INSERT", "*/*")
        return sum(map(len, graphs.values()))

    def quads(self) -> Iterator[pyoxigraph.Quad]:
        for solution in self.select(_QUADS):
            yield pyoxigraph.Quad(solution["s"], solution["p"], solution["o"], solution.get("g"))  # type: ignore[arg-type]

    def close(self) -> None:
        """Do nothing: each request has a connection of its own."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _results(self, query: str, form: str) -> pyoxigraph.QuerySolutions | pyoxigraph.QueryBoolean:
        body = self._request(query, form, "application/sparql-results+json")
        with self._reading():
            return pyoxigraph.parse_query_results(body, pyoxigraph.QueryResultsFormat.JSON)

    def _request(self, text: str, form: str, accept: str) -> bytes:
        from SPARQLWrapper import POST, POSTDIRECTLY, SPARQLWrapper

        wrapper = SPARQLWrapper(self._query_url, self._update_url)
        wrapper.setMethod(POST)
        wrapper.setRequestMethod(POSTDIRECTLY)
        wrapper.setTimeout(max(1, int(self._timeout)))
        wrapper.addCustomHttpHeader("Accept", accept)
        if self._user:
            wrapper.setCredentials(self._user, self._password)
        wrapper.queryString = text
        wrapper.queryType = (
            form  # its own guess goes by regular expressions, which mistake a `#` in an IRI for a comment
        )
        deadline = time.monotonic() + self._timeout
        with self._failures():
            response = wrapper.query().response
            chunks = []
            with response:
                while chunk := response.read1(_CHUNK):
                    chunks.append(chunk)
                    if time.monotonic() > deadline:
                        raise TimeoutError
        return b"".join(chunks)

    @contextmanager
    def _failures(self) -> Iterator[None]:
        """Turn what can go wrong with a request into one of our errors."""
        from http.client import HTTPException
        from urllib.error import HTTPError

        from SPARQLWrapper.SPARQLExceptions import SPARQLWrapperException

        try:
            yield
        except (OSError, HTTPException, SPARQLWrapperException) as error:
            for cause in (error, error.__context__):
                if isinstance(cause, HTTPError):
                    cause.close()
            raise self._explained(error) from error

    def _explained(self, error: Exception) -> RemitError:
        from urllib.error import HTTPError

        from SPARQLWrapper import SPARQLExceptions as wrong

        match error:
            case wrong.QueryBadFormed():
                return UsageError(f"the endpoint refuses the query ({_said(error)})", self.location)
            case wrong.Unauthorized():
                remedy = "give them in the URL: https://user:password@…"
                return StoreError("a user name and a password are wanted", self.location, remedy)
            case wrong.EndPointNotFound():
                return StoreError("no SPARQL endpoint at this address (404)", self.location, "check the URL")
            case wrong.EndPointInternalError():
                return StoreError(f"the endpoint failed (500 {_said(error)})", self.location, "see its log")
            case HTTPError():
                what = f"the endpoint refuses the request ({error.code} {error.reason})"
                return StoreError(what, self.location, "check the URL and your rights")
        if isinstance(error, TimeoutError) or isinstance(getattr(error, "reason", None), TimeoutError):
            what = f"no answer in {self._timeout:g} seconds"
            return StoreError(what, self.location, "ask for less, or try again later")
        what = f"cannot be reached ({shorten(str(error), 120, placeholder=' …')})"
        return StoreError(what, self.location, "check the URL and that the server runs")

    @contextmanager
    def _reading(self) -> Iterator[None]:
        try:
            yield
        except (SyntaxError, ValueError) as error:
            raise self._not_sparql() from error

    def _not_sparql(self) -> StoreError:
        return StoreError("the answer is not one of SPARQL 1.1", self.location, "check that the URL is an endpoint's")


def _said(error: Exception) -> str:
    """Give the server's words out of a message of SPARQLWrapper's, which quotes them as a bytes literal."""
    quoted = str(error).partition("Response:\n")[2]
    words = ast.literal_eval(quoted).decode("utf-8", "replace") if quoted else "no explanation"
    return shorten(words, 160, placeholder=" …")
