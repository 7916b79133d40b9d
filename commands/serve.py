"""Serving: pages, SPARQL and the matching of names over one graph, until told to stop."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from remit.commands.ground import DEFAULT_GRAPH, FOUND

if TYPE_CHECKING:
    from remit.commands import options as opt


def serve(
    graph: opt.GraphAt = DEFAULT_GRAPH,
    host: opt.Host = "127.0.0.1",
    port: opt.Port = 8000,
    lang: opt.WordLanguage = "en",
    timeout: opt.QuerySeconds = 30.0,
) -> int:
    """Serve pages, a SPARQL endpoint and the matching of names for OpenRefine."""
    from remit.web import server

    if not server.is_loopback(host):
        print(f"remit: {host}: whoever can reach it can read the whole graph", file=sys.stderr, flush=True)
    server.serve(graph, host, port, lang, timeout)
    return FOUND


COMMANDS: dict[Callable[..., int], str] = {serve: "remit serve --graph my.graph --port 8080 --lang kk"}
