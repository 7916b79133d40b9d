"""The command line: each command reads its options, calls one function of the library and prints what it gives.

Commands are plain functions that give the exit status. Typer is imported only once one is to run, so that
`remit --help` answers at once; the names in their annotations are those of `remit.queries.options`.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from remit.ontology.errors import RemitError, UsageError

if TYPE_CHECKING:
    import typer

    from remit.graph.store import Store
    from remit.queries.options import (
        Acts,
        AnyFormat,
        AsOf,
        Engine,
        Examples,
        ExportFormat,
        FileOut,
        Focus,
        FolderOut,
        GraphAt,
        Kinds,
        Language,
        Languages,
        Limit,
        ListQueries,
        MaxNodes,
        OneDocument,
        PageOut,
        Paths,
        QueryName,
        Rate,
        Refresh,
        RowFormat,
        ShowBlocks,
        Sought,
        SparqlText,
        TextFormat,
        Thing,
        WithHistory,
        WordLanguage,
        Words,
    )

DEFAULT_GRAPH = "remit.graph"
FOUND, NOTHING, USAGE, FAULT, INTERRUPTED, PIPE_CLOSED = 0, 1, 2, 70, 130, 141
DEMO_QUESTION = "автоматических гидропостов"


def fetch(
    acts: Acts,
    lang: Languages = None,
    out: FolderOut = "fetched",
    engine: Engine = None,
    rate: Rate = 2.0,
    refresh: Refresh = False,
    format: TextFormat = "text",
) -> int:
    """Get acts from where they are published, to be loaded."""
    from remit.queries.fetching import fetch_acts

    return fetch_acts(acts, lang, out, engine, rate, refresh, format)


def load(
    paths: Paths, history: WithHistory = False, graph: GraphAt = DEFAULT_GRAPH, format: TextFormat = "text"
) -> int:
    """Read documents and store what they say."""
    from remit.queries.loading import load_documents

    return load_documents(graph, paths, format, history)


def query(
    ctx: typer.Context,
    name: QueryName = None,
    list_queries: ListQueries = False,
    graph: GraphAt = DEFAULT_GRAPH,
    format: RowFormat = "table",
    lang: Language = None,
) -> int:
    """Ask a query of the catalogue; its parameters follow its name."""
    from remit.queries import catalogue
    from remit.queries.arguments import parameters
    from remit.queries.rendering import print_rows

    if list_queries or name is None:
        if format == "table":
            print(catalogue.describe())
        else:
            print_rows(catalogue.overview(), catalogue.OVERVIEW, format)
        return FOUND
    asked = catalogue.query(name)
    arguments = parameters(name, ctx.args)
    asked.bindings(arguments)
    with _open(graph) as store:
        print_rows(asked.run(store, arguments, lang), asked.columns, format)
    return FOUND


def sparql(text: SparqlText, graph: GraphAt = DEFAULT_GRAPH, format: AnyFormat = "table") -> int:
    """Ask a SPARQL query: SELECT, ASK, CONSTRUCT or DESCRIBE."""
    from remit.queries.freeform import answer, query_text
    from remit.queries.rendering import print_json, print_rows, print_triples

    with _open(graph) as store:
        result = answer(store, query_text(text))
    if result.rows is not None:
        if format == "turtle":
            raise UsageError(
                "a SELECT query gives rows, not triples", "--format turtle", "use json, jsonl, csv or table"
            )
        print_rows(result.rows, list(dict.fromkeys(name for row in result.rows for name in row)), format)
    elif result.triples is not None:
        print_triples(result.triples, format)
    else:
        print_json(result.truth)
    return FOUND if result.truth is not False else NOTHING


def who(
    words: Words,
    as_of: AsOf = None,
    graph: GraphAt = DEFAULT_GRAPH,
    format: TextFormat = "text",
    lang: WordLanguage = "en",
) -> int:
    """Tell who is responsible for something, on what basis, by when and where that is written."""
    from remit.ontology.registry import load_registry
    from remit.queries import who as question
    from remit.queries.rendering import print_json

    with _open(graph) as store:
        answers = question.who(store, load_registry(), words, as_of, lang)
        if format == "json":
            print_json([answer.as_json() for answer in answers])
        else:
            print(question.render(answers, lang))
    return FOUND if answers else NOTHING


def chain(
    words: Words,
    as_of: AsOf = None,
    graph: GraphAt = DEFAULT_GRAPH,
    format: TextFormat = "text",
    lang: WordLanguage = "en",
) -> int:
    """Show the chain of accountability from whoever holds the post up to the law, and its weakest hop."""
    from remit.ontology.registry import load_registry
    from remit.queries import chain as question
    from remit.queries.rendering import print_json

    with _open(graph) as store:
        chains = question.chain(store, load_registry(), words, as_of, lang)
        if format == "json":
            print_json(chains.as_json())
        else:
            print(question.render(chains, lang))
    return FOUND if chains.chains else NOTHING


def show(thing: Thing, graph: GraphAt = DEFAULT_GRAPH, format: TextFormat = "text", lang: Language = None) -> int:
    """Show everything known of one thing."""
    from remit.queries import show as showing
    from remit.queries.rendering import print_json

    with _open(graph) as store:
        entry = showing.show(store, thing, lang)
    if format == "json":
        print_json(entry.as_json())
    else:
        print(showing.render(entry))
    return FOUND


def search(
    words: Sought,
    kind: Kinds = None,
    limit: Limit = 20,
    graph: GraphAt = DEFAULT_GRAPH,
    format: RowFormat = "table",
    lang: Language = None,
) -> int:
    """Find duties, groups, acts, bodies and people by words, in any of their forms."""
    from remit.queries import search as searching
    from remit.queries.rendering import print_rows

    with _open(graph) as store:
        hits = searching.search(store, words, kind, limit, lang)
    print_rows([hit.as_json() for hit in hits], ("kind", "label", "document", "quote", "score", "iri"), format)
    return FOUND if hits else NOTHING


def coverage(
    document: OneDocument = None,
    blocks: ShowBlocks = False,
    graph: GraphAt = DEFAULT_GRAPH,
    format: RowFormat = "table",
) -> int:
    """Count what was understood of each document; list what was not."""
    from remit.queries import coverage as covering
    from remit.queries.rendering import print_rows

    with _open(graph) as store:
        found = covering.coverage(store, document)
    if document is not None and not found:
        raise UsageError("no such document", document, "see remit query documents")
    if blocks and format != "json":
        passages = [passage.as_json() for one in found for passage in one.not_understood]
        print_rows(passages, ("document", "start", "end", "kind", "quote"), format)
    else:
        print_rows([one.as_json(blocks) for one in found], covering.COLUMNS, format)
    return FOUND


def verify(graph: GraphAt = DEFAULT_GRAPH, format: TextFormat = "text") -> int:
    """Find every quote again in the text it was taken from."""
    from dataclasses import asdict

    from remit.graph import texts
    from remit.queries.rendering import print_json, print_rows

    with _open(graph) as store:
        result = texts.verify(store)
    if format == "json":
        print_json(asdict(result))
    else:
        well = "all found again" if not result.findings else f"{len(result.findings)} not as they were read"
        print(f"{result.documents} documents, {result.claims} claims, {result.evidence} passages: {well}")
        if result.findings:
            print_rows([asdict(finding) for finding in result.findings], ("document", "subject", "problem"), "table")
    return NOTHING if result.findings else FOUND


def validate(graph: GraphAt = DEFAULT_GRAPH, format: RowFormat = "table") -> int:
    """Check the graph against the shapes: evidence, dates, references."""
    from remit.queries.rendering import print_rows
    from remit.queries.validation import COLUMNS, violations

    with _open(graph) as store:
        found = violations(store)
    if found or format != "table":
        print_rows(found, COLUMNS, format)
    else:
        print("no violations")
    return NOTHING if found else FOUND


def export(format: ExportFormat = "nquads", out: FileOut = None, graph: GraphAt = DEFAULT_GRAPH) -> int:
    """Write the whole graph in a format of others."""
    from remit.graph import export as exporting
    from remit.queries.rendering import output

    with _open(graph) as store, output(out) as file:
        exporting.export(store, format, file)
    return FOUND


def view(
    out: PageOut,
    focus: Focus = None,
    max_nodes: MaxNodes = 250,
    graph: GraphAt = DEFAULT_GRAPH,
    lang: WordLanguage = "en",
) -> int:
    """Draw the graph, or what lies around one thing, as an interactive page."""
    from remit.graph.views import write_view

    with _open(graph) as store:
        report = write_view(store, out, focus, lang, max_nodes)
    left_out = f", {report.left_out} left out" if report.left_out else ""
    print(f"{report.path}: {report.nodes} things, {report.edges} links{left_out}")
    return FOUND


def demo(examples: Examples = None, lang: WordLanguage = "en") -> int:
    """Load the example documents, answer a question and draw the answer."""
    from pathlib import Path

    from remit.queries.loading import example_folder, load_documents

    folder, location = example_folder(examples), "demo.graph"
    status = load_documents(location, [str(folder)], "text")
    for title, ask in (("who is responsible for", who), ("chain of accountability of", chain)):
        print(f"\n{title} «{DEMO_QUESTION}»\n")
        ask(DEMO_QUESTION, graph=location, lang=lang)
    print()
    view(Path("demo.html"), focus=DEMO_QUESTION, graph=location, lang=lang)
    return status


COMMANDS: dict[Callable[..., int], str] = {  # each with an example of its use
    fetch: "remit fetch P1700000690 @acts.txt --lang kk,ru --out acts",
    load: "remit load orders/ plan.docx --graph my.graph",
    query: "remit query duties --kind plan-item --due-until 2026-12-31 --format csv",
    sparql: "remit sparql 'SELECT ?d { GRAPH ?g { ?d a <https://w3id.org/remit/ns#Duty> } }' --format json",
    who: "remit who 'school festival' --as-of 2026-10-01",
    chain: "remit chain 'school festival' --format json",
    show: "remit show https://w3id.org/remit/id/body/kz/energy --lang ru",
    search: "remit search 'school festival' --kind item",
    coverage: "remit coverage --blocks",
    verify: "remit verify --graph my.graph",
    validate: "remit validate --format json",
    export: "remit export --format turtle --out graph.ttl",
    view: "remit view 'Ministry of Energy' --out energy.html",
    demo: "remit demo",
}


def _open(location: str) -> Store:
    from remit.graph.store import open_store

    return open_store(location)


def overview() -> str:
    """Give the help of the whole command."""
    lines = [f"  {command.__name__:10} {(command.__doc__ or '').splitlines()[0]}" for command in COMMANDS]
    return "\n".join(
        [
            "Usage: remit COMMAND [OPTIONS]",
            "",
            "Who is responsible for what, on whose authority, by when, and where that is written.",
            "",
            "Commands:",
            *lines,
            "",
            "Every command has its own help, with an example: remit COMMAND --help",
            f"The graph is --graph, else what REMIT_GRAPH names, else ./{DEFAULT_GRAPH}.",
            "Exit status: 0 done, 1 nothing found or something amiss, 2 usage, 3 bad input, 4 store.",
        ]
    )


def app() -> typer.Typer:
    """Make the Typer application out of the commands."""
    from typing import get_type_hints

    import typer

    from remit.queries import options

    made = typer.Typer(name="remit", rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False)
    names = {**vars(options), "typer": typer}
    for command, example in COMMANDS.items():
        command.__annotations__ = get_type_hints(command, names, include_extras=True)
        free = {"allow_extra_args": True, "ignore_unknown_options": True} if command is query else {}
        made.command(epilog=f"Example: {example}", context_settings=free, no_args_is_help=False)(command)
    return made


def run(arguments: Sequence[str]) -> int:
    """Run one command line and give its exit status; what goes wrong is one line on standard error."""
    if list(arguments) in ([], ["--help"]):
        print(overview())
        return FOUND
    import typer

    try:
        status = app()(list(arguments), prog_name="remit", standalone_mode=False)
        sys.stdout.flush()
    except RemitError as error:
        return _fail(str(error), error.exit_status)
    except typer.Abort:
        return _fail("interrupted", INTERRUPTED)
    except typer.TyperException as error:
        context = getattr(error, "ctx", None)
        return _fail(f"{error.format_message()}; see {context.command_path if context else 'remit'} --help", USAGE)
    except SystemExit:  # all that Typer leaves by itself in this mode: whoever read our output has gone away
        return PIPE_CLOSED
    except Exception as error:
        if os.environ.get("REMIT_DEBUG"):
            raise
        return _fail(f"{type(error).__name__}: {error}; a fault of remit: set REMIT_DEBUG=1 and report it", FAULT)
    return _fail("interrupted", INTERRUPTED) if status == INTERRUPTED else int(status)


def _fail(message: str, status: int) -> int:
    print(f"remit: {' '.join(message.split())}", file=sys.stderr)
    return status


def main() -> None:
    """Run the command line of this process."""
    sys.exit(run(sys.argv[1:]))
