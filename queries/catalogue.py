"""The query catalogue: one `.rq` file a question, run with its parameters bound as terms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from remit.graph.identities import identified
from remit.ontology.errors import UsageError
from remit.ontology.namespaces import SCHEME, XSD, concept
from remit.queries.decided import solutions
from remit.queries.labels import Labels
from remit.queries.versions import silent

if TYPE_CHECKING:
    from remit.graph.sparql import Term
    from remit.graph.store import Bindings, Solution, Store

Value = str | int | bool | list[Any] | None
Row = dict[str, Value]

FOLDER = Path(__file__).parent
OVERVIEW = ("query", "summary", "parameters", "columns")
_HEADER = "#+"
_ALPHABET = {letter: place for place, letter in enumerate("аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя")}


@dataclass(frozen=True)
class Parameter:
    """What may be asked of a query: `type` is iri, string, date, integer or code (of the SKOS scheme `scheme`)."""

    name: str
    type: str
    description: str = ""
    scheme: str | None = None
    default: str | None = None

    def term(self, value: str) -> Term:
        """Give a value as an RDF term; raise `UsageError` when it is not of the parameter's type."""
        import pyoxigraph

        from remit.ontology.intervals import PartialDate

        try:
            match self.type:
                case "iri":
                    return pyoxigraph.NamedNode(value)
                case "code":
                    return pyoxigraph.NamedNode(concept(self.scheme or self.name, value))
                case "date":
                    return pyoxigraph.Literal(
                        PartialDate.parse(value).first.isoformat(), datatype=pyoxigraph.NamedNode(XSD.date)
                    )
                case "integer":
                    return pyoxigraph.Literal(int(value))
                case _:
                    return pyoxigraph.Literal(value)
        except ValueError as error:
            raise UsageError(f"not of type {self.type}: {value!r}", f"--{self.name}", str(error)) from error


@dataclass(frozen=True)
class Query:
    """A question of the catalogue.

    `columns` are the keys of a row; those in `lists` hold lists. `labels` gives the columns that hold a name, each with
    the variable of what is named. `key` are the variables that tell one row from another: solutions that agree in them
    become one row. A parameter `x-y` is bound to the variable `?_x_y` where the query has it, else to `?x_y`. Unless it
    has `every_version`, superseded versions of acts answer only for a document named, or for a day they were in force.
    """

    name: str
    summary: str
    description: str
    text: str
    columns: tuple[str, ...]
    key: tuple[str, ...]
    sort: tuple[str, ...]
    lists: frozenset[str]
    labels: Mapping[str, str]
    parameters: Mapping[str, Parameter]
    every_version: bool = False

    def bindings(self, arguments: Mapping[str, str]) -> Bindings:
        """Give the terms of arguments and defaults by variable; raise `UsageError` for one that the query lacks."""
        unknown = [name for name in arguments if name not in self.parameters]
        if unknown:
            known = ", ".join(f"--{name} {parameter.type.upper()}" for name, parameter in self.parameters.items())
            raise UsageError(f"no parameter --{unknown[0]}", f"query {self.name}", f"it takes {known}")
        given = {name: parameter.default for name, parameter in self.parameters.items() if parameter.default}
        return {
            self._variable(name): self.parameters[name].term(value) for name, value in (given | dict(arguments)).items()
        }

    def run(self, store: Store, arguments: Mapping[str, str] | None = None, language: str | None = None) -> list[Row]:
        """Ask a store and give the rows, each with exactly the keys of `columns`, `None` where there is no value.

        Names come in `language`; without one, as written, else in the language of the document, else in any. Raises
        `UsageError` for arguments the query cannot take, `StoreError` when the store fails. Things that were decided to
        be one are named by one IRI, and found by any of theirs.
        """
        store = identified(store)
        bindings = self.bindings(arguments or {})
        passed_over: frozenset[str] = frozenset()
        if not self.every_version and self._variable("document") not in bindings:
            passed_over = silent(store, bindings.get(self._variable("as-of")))
        groups: dict[tuple[str, ...], list[Solution]] = {}
        for solution in solutions(store, self.text, bindings):
            if "document" in solution and solution["document"].value in passed_over:
                continue
            identity = tuple(str(solution.get(variable, "")) for variable in self.key)
            groups.setdefault(identity, []).append(solution)
        labels = Labels(store)
        rows = [self._row(group, labels, language) for group in groups.values()]
        rows.sort(key=lambda row: tuple(sort_key(row[name]) for name in self.sort))
        return [{name: row[name] for name in self.columns} for row in rows]

    def _row(self, solutions: list[Solution], labels: Labels, language: str | None) -> Row:
        """Make one row of the solutions that agree in the key; where facts differ, the least value is taken."""
        row: Row = {}
        for name in dict.fromkeys((*self.columns, *self.sort)):
            values = sorted({_value(solution[name]) for solution in solutions if name in solution}, key=sort_key)
            row[name] = list(values) if name in self.lists else next(iter(values), None)
        for name, variable in self.labels.items():
            written_in = next((solution["language"].value for solution in solutions if "language" in solution), None)
            things = sorted(solution[variable].value for solution in solutions if variable in solution)
            if things and (language or row[name] is None):
                row[name] = labels.label(things[0], language or written_in) or row[name]
        return row

    def _variable(self, parameter: str) -> str:
        name = parameter.replace("-", "_")
        return f"_{name}" if f"?_{name}" in self.text else name


def _value(term: Term) -> str | int | bool:
    """Give a term as JSON has it: concepts of our schemes as codes, other IRIs whole, dates as written."""
    datatype = getattr(getattr(term, "datatype", None), "value", None)
    if datatype == XSD.boolean:
        return term.value in ("true", "1")
    if datatype == XSD.integer:
        return int(term.value)
    return term.value.rpartition("/")[2] if datatype is None and term.value.startswith(SCHEME) else term.value


def sort_key(value: Value) -> tuple[int, Any]:
    """Give what a value sorts by: nothing last, numbers by size, words by the Kazakh alphabet, then as written."""
    if value is None:
        return (2, "")
    if isinstance(value, int):
        return (0, value)
    return (1, ([(_ALPHABET.get(letter, -1), letter) for letter in str(value).casefold()], value))


def read_query(path: Path) -> Query:
    """Read a `.rq` file; raise `UsageError` when its header is missing or not as the catalogue needs it."""
    import yaml

    text = path.read_text("utf-8")
    header = [line.removeprefix(_HEADER)[1:] for line in text.splitlines() if line.startswith(_HEADER)]
    try:
        described = yaml.safe_load("\n".join(header))
        return Query(
            name=path.stem,
            summary=described["summary"],
            description=described["description"].strip(),
            text=text,
            columns=tuple(described["columns"]),
            key=tuple(described["key"]),
            sort=tuple(described["sort"]),
            lists=frozenset(described.get("lists", ())),
            labels=described.get("labels", {}),
            parameters={name: Parameter(name, **rest) for name, rest in described.get("params", {}).items()},
            every_version=described.get("versions") == "every",
        )
    except (yaml.YAMLError, KeyError, TypeError) as error:
        raise UsageError(f"header not understood ({' '.join(str(error).split())})", str(path), "mend it") from error


@cache
def queries() -> Mapping[str, Query]:
    """Give the queries of the catalogue by name, in the order of their names."""
    return {path.stem: read_query(path) for path in sorted(FOLDER.glob("*/*.rq"), key=lambda path: path.stem)}


def query(name: str) -> Query:
    """Give a query by its name; raise `UsageError` naming those there are when there is no such one."""
    try:
        return queries()[name]
    except KeyError:
        raise UsageError(f"no query {name!r}", "query", f"use one of {', '.join(queries())}") from None


def overview() -> list[Row]:
    """Give one row a query: its name, its summary, the parameters it takes and the columns it gives."""
    return [
        {
            "query": one.name,
            "summary": one.summary,
            "parameters": [f"--{name} {parameter.type.upper()}" for name, parameter in one.parameters.items()],
            "columns": list(one.columns),
        }
        for one in queries().values()
    ]


def describe() -> str:
    """Tell the queries and their parameters in lines for people."""
    lines = []
    for one in queries().values():
        lines.append(f"{one.name}: {one.summary}")
        for name, parameter in one.parameters.items():
            lines.append(f"    {f'--{name} {parameter.type.upper()}':20} {parameter.description}")
    return "\n".join(lines)
