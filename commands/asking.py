"""Asking: queries of the catalogue and in SPARQL, who answers for what, chains, one thing, words."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from remit.commands.ground import DEFAULT_GRAPH, FOUND, NOTHING, opened
from remit.ontology.errors import UsageError

if TYPE_CHECKING:
    import typer

    from remit.commands import options as opt


def query(
    ctx: typer.Context,
    name: opt.QueryName = None,
    list_queries: opt.ListQueries = False,
    graph: opt.GraphAt = DEFAULT_GRAPH,
    format: opt.RowFormat = "table",
    lang: opt.Language = None,
) -> int:
    """Ask a query of the catalogue; its parameters follow its name."""
    from remit.commands.arguments import parameters
    from remit.commands.rendering import print_rows
    from remit.queries import catalogue

    if list_queries or name is None:
        if format == "table":
            print(catalogue.describe())
        else:
            print_rows(catalogue.overview(), catalogue.OVERVIEW, format)
        return FOUND
    asked = catalogue.query(name)
    arguments = parameters(name, ctx.args)
    asked.bindings(arguments)
    with opened(graph) as store:
        print_rows(asked.run(store, arguments, lang), asked.columns, format)
    return FOUND


def sparql(text: opt.SparqlText, graph: opt.GraphAt = DEFAULT_GRAPH, format: opt.AnyFormat = "table") -> int:
    """Ask a SPARQL query: SELECT, ASK, CONSTRUCT or DESCRIBE."""
    from remit.commands.rendering import print_json, print_rows, print_triples
    from remit.queries.freeform import answer, query_text

    with opened(graph) as store:
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
    words: opt.Words,
    as_of: opt.AsOf = None,
    graph: opt.GraphAt = DEFAULT_GRAPH,
    format: opt.TextFormat = "text",
    lang: opt.WordLanguage = "en",
) -> int:
    """Tell who is responsible for something, on what basis, by when and where that is written."""
    from remit.commands.rendering import print_json
    from remit.ontology.registry import load_registry
    from remit.queries import who as question

    with opened(graph) as store:
        answers = question.who(store, load_registry(), words, as_of, lang)
        if format == "json":
            print_json([answer.as_json() for answer in answers])
        else:
            print(question.render(answers, lang))
    return FOUND if answers else NOTHING


def chain(
    words: opt.Words,
    as_of: opt.AsOf = None,
    graph: opt.GraphAt = DEFAULT_GRAPH,
    format: opt.TextFormat = "text",
    lang: opt.WordLanguage = "en",
) -> int:
    """Show the chain of accountability from whoever holds the post up to the law, and its weakest hop."""
    from remit.commands.rendering import print_json
    from remit.ontology.registry import load_registry
    from remit.queries import chain as question

    with opened(graph) as store:
        chains = question.chain(store, load_registry(), words, as_of, lang)
        if format == "json":
            print_json(chains.as_json())
        else:
            print(question.render(chains, lang))
    return FOUND if chains.chains else NOTHING


def show(
    thing: opt.Thing,
    as_of: opt.AsOf = None,
    graph: opt.GraphAt = DEFAULT_GRAPH,
    format: opt.TextFormat = "text",
    lang: opt.Language = None,
) -> int:
    """Show everything known of one thing."""
    from remit.commands.rendering import print_json
    from remit.queries import show as showing

    with opened(graph) as store:
        entry = showing.show(store, thing, lang, as_of)
    if format == "json":
        print_json(entry.as_json())
    else:
        print(showing.render(entry))
    return FOUND


def search(
    words: opt.Sought,
    kind: opt.Kinds = None,
    limit: opt.Limit = 20,
    as_of: opt.AsOf = None,
    graph: opt.GraphAt = DEFAULT_GRAPH,
    format: opt.RowFormat = "table",
    lang: opt.Language = None,
) -> int:
    """Find duties, groups, acts, bodies and people by words, in any of their forms."""
    from remit.commands.rendering import print_rows
    from remit.queries import search as searching

    with opened(graph) as store:
        hits = searching.search(store, words, kind, limit, lang, as_of)
    print_rows([hit.as_json() for hit in hits], ("kind", "label", "document", "quote", "score", "iri"), format)
    return FOUND if hits else NOTHING


COMMANDS: dict[Callable[..., int], str] = {  # each with an example of its use
    query: "remit query duties --kind plan-item --due-until 2026-12-31 --format csv",
    sparql: "remit sparql 'SELECT ?d { GRAPH ?g { ?d a <https://w3id.org/remit/ns#Duty> } }' --format json",
    who: "remit who 'school festival' --as-of 2026-10-01",
    chain: "remit chain 'school festival' --format json",
    show: "remit show https://w3id.org/remit/id/body/kz/energy --lang ru",
    search: "remit search 'school festival' --kind item",
}
