"""The registry of bodies, posts, people, regions and acts: check it, show an entry, search it, add to your own file."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from remit.commands.ground import FOUND, NOTHING

if TYPE_CHECKING:
    from remit.commands import options as opt


def check(path: opt.RegistryAt = None, alone: opt.Alone = False, format: opt.RowFormat = "table") -> int:
    """List every problem of the registry, or of a file or folder laid over it."""
    from dataclasses import asdict

    from remit.commands.rendering import print_rows
    from remit.ontology.errors import UsageError
    from remit.ontology.registry import check_registry

    if path and not path.exists():
        raise UsageError("no such file or folder", str(path), "name a registry file or folder")
    if alone and (path is None or not path.is_dir()):
        raise UsageError("a registry of its own is a folder", "--alone", "name the folder")
    problems = check_registry(folder=path) if alone else check_registry(overlay=path)
    if format != "table":
        print_rows([asdict(problem) for problem in problems], ("place", "what"), format)
    else:
        print("\n".join(map(str, problems)) or "no problems")
    return NOTHING if problems else FOUND


def show(
    thing: opt.RegistryThing, as_of: opt.AsOf = None, format: opt.TextFormat = "text", lang: opt.WordLanguage = "en"
) -> int:
    """Show everything the registry knows of one entry."""
    from remit.commands.rendering import print_json
    from remit.ontology.registry import load_registry
    from remit.queries.registry_entry import describe, render
    from remit.queries.registry_search import find_entry

    registry = load_registry()
    facts = describe(registry, find_entry(registry, thing, as_of), as_of, lang)
    if format == "json":
        print_json(facts)
    else:
        print(render(facts))
    return FOUND


def search(
    words: opt.Sought,
    as_of: opt.AsOf = None,
    kind: opt.Kinds = None,
    limit: opt.Limit = 10,
    format: opt.RowFormat = "table",
    lang: opt.WordLanguage = "en",
) -> int:
    """Find entries by a name in any form or script, misspelt ones too, with the reasons for each."""
    from remit.commands.rendering import print_rows
    from remit.ontology.registry import load_registry
    from remit.queries import registry_search

    found = registry_search.search(load_registry(), words, tuple(kind or ()), limit, as_of, lang)
    print_rows([each.as_json() for each in found], registry_search.COLUMNS, format)
    return FOUND if found else NOTHING


def add(kind: opt.Addable, values: opt.Assignments, format: opt.TextFormat = "text") -> int:
    """Add an entry, or names to one, in your own file over the registry."""
    from dataclasses import asdict

    from remit.commands.rendering import print_json
    from remit.ontology import registry_adding

    added = registry_adding.add(kind, values, registry_adding.overlay_to_write())
    if format == "json":
        print_json(asdict(added))
    else:
        print(f"{added.place}: {added.kind} {added.id} {'added to' if added.extends else 'added'}")
        print("".join(f"note: {note}\n" for note in added.notes), end="")
    return FOUND


COMMANDS: dict[Callable[..., int], str] = {  # each with an example of its use
    check: "remit registry check my.registry.yaml",
    show: "remit registry show energy --as-of 2018-10-01",
    search: "remit registry search 'Energetika ministrligi'",
    add: "remit registry add body id=water-centre kind=quasi_state names.ru='Центр воды' parents=mwri verified=no",
}
