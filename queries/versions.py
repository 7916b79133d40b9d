"""Which versions of an act answer a question: the newest, or those of a day, where a load brought history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from remit.ontology.namespaces import DCT, ELI, REMIT

if TYPE_CHECKING:
    from remit.graph.sparql import Term
    from remit.graph.store import Store

_SUPERSEDED = f"""SELECT ?document ?since ?until {{ GRAPH ?doc {{
  ?doc <{REMIT.until}> ?until ; <{ELI.version_date}> ?since ; <{DCT.identifier}> ?document }} }}"""


def silent(store: Store, day: Term | None = None) -> frozenset[str]:
    """Give the names of the documents that do not answer: superseded versions, or those not in force on a day."""
    superseded = store.select(_SUPERSEDED)
    names = {row["document"].value for row in superseded}
    if day is None:
        return frozenset(names)
    answering = {row["document"].value for row in superseded if row["since"].value <= day.value < row["until"].value}
    newest = {name.rpartition("@")[0] for name in answering}  # a version is called PATH@DATE, the newest PATH
    return frozenset(names - answering | newest)
