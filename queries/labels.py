"""The names of things in a language: of bodies, posts, people and acts, and of what documents bring into being."""

from __future__ import annotations

from functools import cached_property

from remit.graph.mapping import REGISTRY
from remit.graph.store import Store
from remit.ontology.namespaces import DCT, ELI, FOAF, SKOS

LANGUAGES = ("kk", "ru", "en")  # the order in which a name is looked for when the wanted language has none

Names = dict[str, dict[str, str]]  # IRI → language → name

_ENTITIES = f"""SELECT DISTINCT ?thing ?label WHERE {{
  VALUES ?naming {{ <{SKOS.prefLabel}> <{FOAF.name}> <{ELI["title"]}> }}
  {{ ?thing ?naming ?label }} UNION {{ GRAPH <{REGISTRY}> {{ ?thing ?naming ?label }} }}
}}"""
_CLAIMS = f"""SELECT DISTINCT ?thing ?label WHERE {{
  VALUES ?naming {{ <{SKOS.prefLabel}> <{DCT["title"]}> }}
  GRAPH ?document {{ ?thing ?naming ?label }}
}}"""


class Labels:
    """The labels of one graph, each kind read once, when the first of it is asked for."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @cached_property
    def _entities(self) -> Names:
        return self._read(_ENTITIES)

    @cached_property
    def _claims(self) -> Names:
        return self._read(_CLAIMS)

    def _read(self, query: str) -> Names:
        names: Names = {}
        for row in self._store.select(query):
            label = row["label"]
            of_thing = names.setdefault(row["thing"].value, {})
            language = getattr(label, "language", None) or ""
            # Documents may name one thing in several ways: the fullest, whatever the order they come in.
            of_thing[language] = max(of_thing.get(language, ""), label.value, key=lambda name: (len(name), name))
        return names

    def label(self, iri: str, language: str | None = None) -> str | None:
        """Give the name of a thing in a language, else in any; `None` when the graph has no name for it."""
        names = self._claims.get(iri) if "#" in iri else self._entities.get(iri)
        if not names:
            return None
        order = [language or "", *LANGUAGES, *sorted(names)]
        return next(names[candidate] for candidate in order if candidate in names)
