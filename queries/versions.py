"""Which documents answer a question: of an act with versions the newest; as of a day, what was written by then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from remit.ontology.namespaces import DCT, ELI, REMIT

if TYPE_CHECKING:
    from datetime import date

    from remit.graph.sparql import Term
    from remit.graph.store import Store

_SUPERSEDED = f"""SELECT ?document ?since ?until {{ GRAPH ?doc {{
  ?doc <{REMIT.until}> ?until ; <{ELI.version_date}> ?since ; <{DCT.identifier}> ?document }} }}"""


def unheard(store: Store, on: date | None) -> frozenset[str]:
    """Give the names of the documents that do not answer as of a day: those that the query `documents` leaves out.

    Without a day, all answer.
    """
    from remit.queries.catalogue import query

    if on is None:
        return frozenset()
    documents = query("documents")
    heard = {row["document"] for row in documents.run(store, {"as-of": on.isoformat()})}
    return frozenset(str(row["document"]) for row in documents.run(store)) - heard


def silent(store: Store, day: Term | None = None) -> frozenset[str]:
    """Give the names of the documents that do not answer: superseded versions, or those not in force on a day."""
    superseded = store.select(_SUPERSEDED)
    names = {row["document"].value for row in superseded}
    if day is None:
        return frozenset(names)
    answering = {row["document"].value for row in superseded if row["since"].value <= day.value < row["until"].value}
    newest = {name.rpartition("@")[0] for name in answering}  # a version is called PATH@DATE, the newest PATH
    return frozenset(names - answering | newest)
