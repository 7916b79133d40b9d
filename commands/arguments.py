"""What follows the name of a query on the command line."""

from __future__ import annotations

from collections.abc import Sequence

from remit.ontology.errors import UsageError


def parameters(name: str, arguments: Sequence[str]) -> dict[str, str]:
    """Read `--name value` and `--name=value`; raise `UsageError` for anything else."""
    given, rest = {}, list(arguments)
    while rest:
        option, equals, value = rest.pop(0).partition("=")
        if not option.startswith("--"):
            raise UsageError(f"unexpected {option!r}", f"query {name}", "give parameters as --NAME VALUE")
        if not equals and not rest:
            raise UsageError(f"{option} needs a value", f"query {name}", "give parameters as --NAME VALUE")
        given[option[2:]] = value if equals else rest.pop(0)
    return given
