"""The application: which address gives what, who may read it from elsewhere, and how what goes wrong is told."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from remit.ontology.errors import RemitError, StoreError, UsageError
from remit.web import pages, protocol, questions, reconciliation, suggestions
from remit.web.current import CurrentGraph, is_remote
from remit.web.limits import Limits
from remit.web.rendering import HERE, page
from remit.web.sparql_pool import SparqlPool

HEADERS = {
    "content-security-policy": "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
}


def make_app(
    graph: CurrentGraph, language: str = "en", hosts: Sequence[str] = ("*",), limits: Limits | None = None
) -> Starlette:
    """Make the application over a graph, which it closes when it ends.

    `hosts` are the names it may be called by: a page elsewhere that has its own name point here gets nothing.
    """
    limits = limits or Limits()
    pool = None if is_remote(graph.location) else SparqlPool(graph.location, limits)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        yield
        if pool:
            await pool.close()
        graph.close()

    app = Starlette(
        routes=_routes(),
        middleware=[
            Middleware(SecurityHeaders),
            Middleware(TrustedHostMiddleware, allowed_hosts=list(hosts), www_redirect=False),
            Middleware(BoundedAddresses, most=limits.address),
            Middleware(OpenReconciliation),
        ],
        exception_handlers={HTTPException: _refused, RemitError: _failed, Exception: _broken},
        lifespan=lifespan,
    )
    app.state.graph, app.state.pool, app.state.language, app.state.limits = graph, pool, language, limits
    return app


def _routes() -> list[Route | Mount]:
    return [
        Route("/", pages.home),
        Route("/search", pages.search),
        Route("/entity", pages.entity),
        Route("/document", pages.document),
        Route("/view", pages.picture),
        Route("/query/{name}", questions.catalogue),
        Route("/who", questions.who),
        Route("/chain", questions.chain),
        Route("/sparql", protocol.sparql, methods=["GET", "POST"]),
        Route("/reconcile", reconciliation.reconcile, methods=["GET", "POST"]),
        Route("/reconcile/suggest/entity", suggestions.entities),
        Route("/reconcile/suggest/type", suggestions.kinds),
        Route("/reconcile/suggest/property", suggestions.hints),
        Route("/reconcile/properties", suggestions.proposals),
        Route("/reconcile/preview", suggestions.preview),
        Mount("/static", StaticFiles(directory=str(HERE / "static"), follow_symlink=True)),
    ]


class SecurityHeaders:
    """Adds `HEADERS` to every answer that does not bring its own."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                there = {name.lower() for name, _ in message["headers"]}
                added = [(name.encode(), value.encode()) for name, value in HEADERS.items()]
                message["headers"] = [*message["headers"], *(pair for pair in added if pair[0] not in there)]
            await send(message)

        await self._app(scope, receive, send_with_headers if scope["type"] == "http" else send)


class BoundedAddresses:
    """Refuses requests whose address is longer than `most` bytes: uvicorn bounds only what comes in several parts."""

    def __init__(self, app: ASGIApp, most: int) -> None:
        self._app = app
        self._most = most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        too_long = scope["type"] == "http" and len(scope["raw_path"]) + len(scope["query_string"]) > self._most
        refused = PlainTextResponse(f"the address is longer than {self._most} bytes: send a form\n", 414)
        await (refused if too_long else self._app)(scope, receive, send)


class OpenReconciliation:
    """Opens reconciliation to pages of any origin, as its API wants, and nothing else."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._open = CORSMiddleware(app, allow_origins=["*"], allow_methods=["GET", "POST"], allow_headers=["*"])

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        open = scope["type"] == "http" and scope["path"].startswith("/reconcile")
        await (self._open if open else self._app)(scope, receive, send)


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return _told(request, error.status_code, error.detail, dict(error.headers or {}))


def _failed(request: Request, error: Exception) -> Response:
    """Tell one of our errors: 400 for what was asked, 503 for the graph, 404 for what it does not hold."""
    status = 400 if isinstance(error, UsageError) else 503 if isinstance(error, StoreError) else 404
    return _told(request, status, str(error), {})


def _broken(request: Request, error: Exception) -> Response:
    """Tell a fault of ours, in one line to whoever runs the server too."""
    line = f"{type(error).__name__}: {' '.join(str(error).split())}; a fault of remit"
    print(f"remit: {request.url.path}: {line}: set REMIT_DEBUG=1 and report it", file=sys.stderr, flush=True)
    return PlainTextResponse(f"{line}\n", 500, HEADERS)


def _told(request: Request, status: int, message: str, headers: dict[str, str]) -> Response:
    line = " ".join(message.split())
    service = request.url.path.startswith(("/sparql", "/reconcile")) or request.query_params.get("format")
    if service or "text/html" not in request.headers.get("accept", ""):
        return PlainTextResponse(f"{line}\n", status, headers)
    response = page(request, "error.html", status, message=line)
    response.headers.update(headers)
    return response
