"""What every command stands on: the graph it works with and the statuses it exits with."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from remit.graph.store import Store

DEFAULT_GRAPH = "remit.graph"
FOUND, NOTHING, USAGE = 0, 1, 2


def opened(location: str) -> Store:
    """Open the graph at a folder or an endpoint to read; raise `StoreError` where there is none."""
    from remit.graph.store import open_store

    return open_store(location)
