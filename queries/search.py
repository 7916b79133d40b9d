"""Words to things: what in the graph has a name or a passage with these words, in any of their forms."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from remit.graph.identities import identified
from remit.graph.store import Store
from remit.ontology.errors import UsageError
from remit.ontology.iris import BodyIri, PostIri
from remit.ontology.letters import fold
from remit.ontology.namespaces import PREFIXES
from remit.queries.catalogue import query
from remit.queries.labels import Labels
from remit.queries.versions import unheard

KINDS = ("item", "duty", "group", "plan", "act", "body", "post", "person")

_DATED = (("body", "bodies"), ("act", "acts"))  # the kinds of thing that are asked of the catalogue as of a day
_PHRASE, _ALL, _SOME = 3.0, 2.0, 1.0
_IN_QUOTE_ONLY = 0.5  # taken off when the words stand in the passage but not in the name
_WORD = re.compile(r"\w+")
_PREFIXES = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
_DOCUMENTS = f"""{_PREFIXES}SELECT ?doc ?name WHERE {{
  GRAPH ?doc {{ ?doc dct:identifier ?name }} FILTER NOT EXISTS {{ GRAPH ?doc {{ ?doc remit:until ?superseded }} }}
}}"""
_CLAIMS = f"""{_PREFIXES}SELECT ?iri ?class ?label ?doc ?quote ?kind WHERE {{
  VALUES (?class ?naming) {{ (remit:Duty dct:title) (remit:Plan dct:title) (remit:Group skos:prefLabel) }}
  GRAPH ?doc {{
    ?iri a ?class ; ?naming ?label ; prov:wasDerivedFrom ?passage .
    ?passage oa:hasSelector ?selector . ?selector oa:exact ?quote .
  }}
  OPTIONAL {{ GRAPH ?doc {{ ?iri remit:dutyKind ?kind }} }}
}}"""
_ENTITIES = f"""{_PREFIXES}SELECT DISTINCT ?iri ?class ?label WHERE {{
  VALUES (?class ?naming) {{
    (eli:LegalResource eli:title) (eli:LegalResource eli:number) (eli:LegalResource eli:id_local)
    (org:Organization skos:prefLabel) (org:Organization skos:altLabel)
    (cv:PublicOrganisation skos:prefLabel) (cv:PublicOrganisation skos:altLabel)
    (remit:BodyClass skos:prefLabel) (remit:BodyClass skos:altLabel)
    (org:Post skos:prefLabel) (foaf:Person foaf:name)
  }}
  {{ ?iri a ?class ; ?naming ?label }}
  UNION {{ GRAPH <https://w3id.org/remit/id/graph/registry> {{ ?iri a ?class ; ?naming ?label }} }}
}}"""
_KIND_OF_CLASS = {
    "Duty": "duty", "Plan": "plan", "Group": "group", "LegalResource": "act", "Organization": "body",
    "PublicOrganisation": "body", "BodyClass": "body", "Post": "post", "Person": "person",
}  # fmt: skip


@dataclass(frozen=True)
class Hit:
    """A thing found: `document` and `quote` are `None` for entities that no single document brings into being.

    `score`: 3 and more when the words stand together as typed, 2 and more when all are there in some form, less than 2
    when only some are; half a point less when they stand in the passage and not in the name.
    """

    kind: str
    iri: str
    label: str
    document: str | None
    quote: str | None
    score: float

    def as_json(self) -> dict[str, Any]:
        """Give the hit as it is printed."""
        return {**vars(self), "score": round(self.score, 3)}


def search_key(text: str) -> str:
    """Give the words of a text as they are compared: small letters, look-alikes as one, single spaces around each."""
    folded = fold(unicodedata.normalize("NFKC", text)).casefold().replace("ё", "е")
    return f" {' '.join(_WORD.findall(folded))} "


def stem(word: str) -> str:
    """Give the part of a word that its forms share; Russian and Kazakh both change words at their end."""
    length = len(word)
    return word[: length - (0 if length < 5 else 1 if length < 6 else 2 if length < 8 else 3)]


class SearchIndex:
    """The names and passages of one graph, read once."""

    def __init__(self, store: Store, language: str | None = None) -> None:
        self._store = identified(store)
        self._language = language
        self._labels = Labels(self._store)

    @cached_property
    def _entries(self) -> list[tuple[Hit, str, str]]:
        return list(self._told_apart(list(self._read())))

    def _told_apart(self, entries: list[tuple[Hit, str, str]]) -> Iterator[tuple[Hit, str, str]]:
        """Name the body with posts of one name («Minister»)."""
        posts = {hit.iri: hit.label for hit, _, _ in entries if hit.kind == "post"}
        shared = Counter(posts.values())
        for hit, label, quote in entries:
            body = None
            if shared[posts.get(hit.iri, "")] > 1:
                body = self._labels.label(str(BodyIri(PostIri.parse(hit.iri).segments[:-1])), self._language)
            yield replace(hit, label=f"{hit.label}, {body}") if body else hit, label, quote

    def _read(self) -> Iterator[tuple[Hit, str, str]]:
        """Give each thing once a name, with the keys of that name and of its passage."""
        documents = {row["doc"].value: row["name"].value for row in self._store.select(_DOCUMENTS)}
        for text in (_CLAIMS, _ENTITIES):
            for row in self._store.select(text):
                value = {name: term.value for name, term in row.items()}
                if "doc" in value and value["doc"] not in documents:  # a superseded version
                    continue
                item = value.get("kind", "").endswith("/plan-item")
                kind = "item" if item else _KIND_OF_CLASS[re.split("[#/]", value["class"])[-1]]
                # What is found by its number or abbreviation is shown by its name.
                label = self._labels.label(value["iri"], self._language) or value["label"]
                hit = Hit(kind, value["iri"], label, documents.get(value.get("doc", "")), value.get("quote"), 0.0)
                yield hit, search_key(value["label"]), search_key(value.get("quote", ""))

    def find(self, words: str, kinds: Collection[str] | None = None, limit: int | None = 20) -> list[Hit]:
        """Give what has the words, best first, each thing once; `limit` `None` for all.

        Raises `UsageError` for words without a letter or digit and for a kind that does not exist.
        """
        unknown = sorted(set(kinds or ()) - set(KINDS))
        if unknown:
            raise UsageError(f"no such kind: {', '.join(unknown)}", "search", f"use {', '.join(KINDS)}")
        sought = _Sought(words)
        best: dict[str, Hit] = {}
        for hit, label, quote in self._entries:
            if kinds and hit.kind not in kinds:
                continue
            score = max(sought.score(label), sought.score(quote) - _IN_QUOTE_ONLY)
            if score > 0 and (hit.iri not in best or _rank(hit, score) < _rank(best[hit.iri], best[hit.iri].score)):
                best[hit.iri] = replace(hit, score=score)
        return sorted(best.values(), key=lambda hit: _rank(hit, hit.score))[:limit]


def _rank(hit: Hit, score: float) -> tuple[float, int, str, str]:
    return -score, KINDS.index(hit.kind), hit.label, hit.iri


class _Sought:
    """Words sought, compiled."""

    def __init__(self, words: str) -> None:
        key = search_key(words)
        self._words = list(dict.fromkeys(key.split()))
        if not self._words:
            raise UsageError("no words to look for", "search", "type at least one word")
        self._phrase = key.rstrip()
        self._stems = [re.compile(rf" {re.escape(stem(word))}") for word in self._words]

    def score(self, text: str) -> float:
        """Give how well a text (as `search_key` gives it) answers, 0 when none of the words are in it."""
        found = sum(1 for pattern in self._stems if pattern.search(text))
        if not found:
            return 0.0
        share = found / len(self._stems)
        closeness = min(1.0, len(self._phrase) / len(text)) * 0.4  # of two texts with the words, the shorter is meant
        if self._phrase in text:
            return _PHRASE + closeness
        return (_ALL if share == 1 else _SOME * share) + closeness * share


def search(
    store: Store,
    words: str,
    kinds: Collection[str] | None = None,
    limit: int | None = 20,
    language: str | None = None,
    on: date | None = None,
) -> list[Hit]:
    """Find things by words once, named in a language; who asks often keeps a `SearchIndex`. See `SearchIndex.find`.

    As of a day, what documents of later days say is left out, and bodies and acts that the queries of the catalogue do
    not give for that day.
    """
    index = SearchIndex(store, language)
    if on is None:
        return index.find(words, kinds, limit)
    hits = index.find(words, kinds, None)
    dated = {kind: {row[kind] for row in query(name).run(store, {"as-of": on.isoformat()})} for kind, name in _DATED}
    later = unheard(store, on)
    return [hit for hit in hits if hit.document not in later and hit.iri in dated.get(hit.kind, (hit.iri,))][:limit]
