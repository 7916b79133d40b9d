"""The graph that is served: opened for reading, and opened anew when a load has published another snapshot."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from remit.graph.snapshots import Snapshots
from remit.graph.store import Store, open_store

if TYPE_CHECKING:
    from remit.queries.matching import Matcher
    from remit.queries.search import SearchIndex

Made = TypeVar("Made")


def is_remote(location: str) -> bool:
    """Tell whether a location is the address of an endpoint and not a folder."""
    return location.startswith(("http://", "https://"))


class Reading:
    """One snapshot while it is read; what is costly to make of it is made once, when first asked for."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.readers = 0
        self._made: dict[Any, Any] = {}
        self._making = threading.RLock()

    @property
    def matcher(self) -> Matcher:
        """What finds the entities that a text may mean."""
        from remit.ontology.registry import load_registry
        from remit.queries.matching import Matcher

        return self.once("matcher", lambda: Matcher(load_registry(), self.store, self.index(None)))

    def index(self, language: str | None) -> SearchIndex:
        """Give the search index whose hits are named in a language."""
        from remit.queries.search import SearchIndex

        return self.once(("index", language), lambda: SearchIndex(self.store, language))

    def once(self, key: Any, make: Callable[[], Made]) -> Made:
        """Give what `make` gave for the key when it was first asked of this snapshot; who asks meanwhile waits."""
        if key not in self._made:
            with self._making:
                if key not in self._made:
                    self._made[key] = make()
        made: Made = self._made[key]
        return made


class CurrentGraph:
    """The newest snapshot of a graph, for any number of threads; each keeps the one it began with until it is done."""

    def __init__(self, location: str) -> None:
        self.location = location
        self._snapshots = None if is_remote(location) else Snapshots(Path(location))
        self._lock = threading.Lock()
        self._name = self._newest()
        self._reading = Reading(open_store(location))

    @contextmanager
    def reading(self) -> Iterator[Reading]:
        """Give the newest snapshot for the time of the block; raise `StoreError` when it cannot be opened."""
        with self._lock:
            newest = self._newest()
            if newest != self._name:
                before, self._reading, self._name = self._reading, Reading(open_store(self.location)), newest
                self._close_unread(before)
            current = self._reading
            current.readers += 1
        try:
            yield current
        finally:
            with self._lock:
                current.readers -= 1
                if current is not self._reading:
                    self._close_unread(current)

    def close(self) -> None:
        """Let go of the graph."""
        with self._lock:
            self._reading.store.close()

    def _newest(self) -> Path | None:
        return self._snapshots.current() if self._snapshots else None

    def _close_unread(self, reading: Reading) -> None:
        if not reading.readers:
            reading.store.close()
