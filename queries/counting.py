"""How much a graph holds: its documents, and its claims by class."""

from __future__ import annotations

from remit.graph.store import Store
from remit.ontology.namespaces import RDF, REMIT

_COUNTS = f"""SELECT ?class (COUNT(?thing) AS ?count) {{
  VALUES ?class {{ <{REMIT.Document}> <{REMIT.Claim}> <{REMIT.Duty}> <{REMIT.Responsibility}> <{REMIT.Seat}>
    <{REMIT.Citation}> <{REMIT.Tenure}> }}
  VALUES ?whole {{ <{REMIT.Document}> <{REMIT.Claim}> }}
  GRAPH ?document {{ ?thing <{RDF.type}> ?class , ?whole }}
}} GROUP BY ?class"""


def counts(store: Store) -> dict[str, int]:
    """Give the number of documents, of claims and of the commonest kinds of claim, by the name of the class."""
    rows = store.select(_COUNTS)
    return {row["class"].value.removeprefix(REMIT): int(row["count"].value) for row in rows}
