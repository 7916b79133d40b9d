"""Checks a graph against the shapes: what must hold of every claim, its evidence and its dates."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.graph import _ObjectType, _SubjectType

SHAPES = Path(__file__).with_name("shapes.ttl")


@dataclass(frozen=True)
class Violation:
    """Something that breaks a shape.

    `focus` is the IRI (or literal) that breaks it, `path` the IRI of the property at fault, `None` when the node as a
    whole is; `severity` is `Violation`, `Warning` or `Info`.
    """

    focus: str
    path: str | None
    message: str
    severity: str = "Violation"


def validate(graph: Graph) -> list[Violation]:
    """Give the violations of a graph, sorted; an empty list when it conforms.

    The graph is one document's, or the registry's: evidence, duties and groups must stand in the same graph as the
    claims that refer to them. The graph is left as it was.
    """
    from pyshacl import validate as check
    from rdflib import Graph as RdfGraph
    from rdflib import Namespace

    shacl = Namespace("http://www.w3.org/ns/shacl#")
    _, report, _ = check(graph, shacl_graph=_shapes(), inference="none", advanced=False, meta_shacl=False)
    if not isinstance(report, RdfGraph):
        raise TypeError(f"no report of the validation: {report!r}")

    def value(result: _SubjectType, key: str) -> _ObjectType | None:
        return report.value(result, shacl[key])

    return sorted(
        (
            Violation(
                focus=str(value(result, "focusNode")),
                path=str(path) if (path := value(result, "resultPath")) is not None else None,
                message=str(value(result, "resultMessage")),
                severity=str(value(result, "resultSeverity")).removeprefix(str(shacl)),
            )
            for result in report.objects(None, shacl.result)
        ),
        key=lambda violation: (violation.focus, violation.path or "", violation.message),
    )


@cache
def _shapes() -> Graph:
    from rdflib import Graph

    return Graph().parse(SHAPES, format="turtle")
