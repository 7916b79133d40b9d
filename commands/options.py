"""The options that commands share, as Typer reads them off annotations; only imported once a command is to run."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import typer

from remit.ontology.errors import UsageError
from remit.ontology.intervals import PartialDate


def parse_day(text: str) -> date:
    """Read a date; of a month or year that is its first day. Raises `UsageError` on anything else."""
    try:
        return PartialDate.parse(text).first
    except ValueError as error:
        raise UsageError(str(error), "--as-of", "write YYYY-MM-DD") from error


def named_place(text: str) -> str:
    """Give a path or an address as it is; raise `UsageError` for an empty one, which would be the working folder."""
    if not text.strip():
        raise UsageError("an empty path", "the command line", "name a file or folder, or leave the option out")
    return text


def named_file(text: str) -> Path:
    """Give a path to write to or read from, as `named_place` does."""
    return Path(named_place(text))


GraphAt = Annotated[
    str,
    typer.Option(
        "--graph",
        envvar="REMIT_GRAPH",
        parser=named_place,
        metavar="G",
        help="Folder or SPARQL endpoint (https://…).",
    ),
]
RowFormat = Annotated[Literal["table", "json", "jsonl", "csv"], typer.Option("--format", help="How to print.")]
TextFormat = Annotated[Literal["text", "json"], typer.Option("--format", help="How to print.")]
AnyFormat = Annotated[
    Literal["table", "json", "jsonl", "csv", "turtle"],
    typer.Option("--format", help="How to print; turtle for CONSTRUCT and DESCRIBE."),
]
Language = Annotated[Literal["kk", "ru", "en"] | None, typer.Option("--lang", help="Language of names.")]
WordLanguage = Annotated[Literal["kk", "ru", "en"], typer.Option("--lang", help="Language of names and words.")]
AsOf = Annotated[
    date | None, typer.Option("--as-of", parser=parse_day, metavar="DATE", help="As of a day (YYYY-MM-DD).")
]
ExportFormat = Annotated[
    Literal["nquads", "trig", "turtle", "jsonld", "graphml", "gexf"], typer.Option("--format", help="Format to write.")
]
OneDocument = Annotated[str | None, typer.Option("--document", metavar="NAME", help="Only this document.")]

Paths = Annotated[list[str], typer.Argument(metavar="PATH…", help="Files, folders, archives or URLs.")]
Words = Annotated[str, typer.Argument(metavar="WORDS|IRI", help="Words of its title, or its IRI.")]
Focus = Annotated[str | None, typer.Argument(metavar="[WORDS|IRI]", help="What to draw around; all when left out.")]
Thing = Annotated[str, typer.Argument(metavar="IRI", help="What to show.")]
Sought = Annotated[str, typer.Argument(metavar="WORDS", help="Words of its name or passage, in any form.")]
QueryName = Annotated[str | None, typer.Argument(metavar="[NAME]", help="Query of the catalogue.")]
ListQueries = Annotated[bool, typer.Option("--list", help="List the queries and their parameters.")]
SparqlText = Annotated[str, typer.Argument(metavar="QUERY|@FILE|-", help="The query, a file of it, or - for stdin.")]
Kinds = Annotated[list[str] | None, typer.Option("--kind", metavar="KIND", help="Only this kind; may be repeated.")]
Limit = Annotated[int, typer.Option("--limit", min=1, help="At most so many.")]
ShowBlocks = Annotated[bool, typer.Option("--blocks", help="List the passages that were not understood.")]
MaxNodes = Annotated[int, typer.Option("--max-nodes", min=1, help="Things drawn at first.")]
PageOut = Annotated[Path, typer.Option("--out", parser=named_file, metavar="FILE.html", help="Page to write.")]
FileOut = Annotated[
    Path | None,
    typer.Option("--out", parser=named_file, metavar="FILE", help="File to write; stdout when left out."),
]
Examples = Annotated[Path | None, typer.Option("--examples", metavar="FOLDER", help="Documents to load.")]
Acts = Annotated[list[str], typer.Argument(metavar="ID|URL|@FILE…", help="Acts to get; @FILE lists them, one a line.")]
Languages = Annotated[
    str | None, typer.Option("--lang", metavar="KK,RU", help="kk, ru, en; else kk,ru, of an address its own.")
]
FolderOut = Annotated[str, typer.Option("--out", metavar="FOLDER", help="Where to keep them.")]
Engine = Annotated[str | None, typer.Option("--engine", metavar="URL", help="Base of a mirror to ask instead.")]
Rate = Annotated[
    float, typer.Option("--rate", metavar="SECONDS", min=0, max=300, help="Time between requests to a site.")
]
WithHistory = Annotated[
    bool, typer.Option("--history", help="Also every version of acts in a git clone of the mirror.")
]
Refresh = Annotated[bool, typer.Option("--refresh", help="Ask again for what is there.")]
FileLine = Annotated[
    str, typer.Argument(metavar="FILE[:LINE]", help="A document; LINE is one of its text as read, counted from 1.")
]
Status = Annotated[
    Literal["claims", "nothing", "unknown"] | None, typer.Option("--status", help="Only blocks this came of.")
]
RegistryAt = Annotated[
    Path | None, typer.Argument(metavar="[FILE|FOLDER]", help="What is laid over the registry; else what is in use.")
]
Alone = Annotated[bool, typer.Option("--alone", help="The folder is a registry of its own.")]
RegistryThing = Annotated[str, typer.Argument(metavar="ID|IRI|NAME", help="An entry of the registry.")]
Addable = Annotated[
    str, typer.Argument(metavar="KIND", help="body, post, person, holder, region, act or abbreviation.")
]
Assignments = Annotated[
    list[str], typer.Argument(metavar="KEY=VALUE…", help="Its keys; names.ru=… for a text; a list by repeating.")
]
Host = Annotated[str, typer.Option("--host", metavar="NAME", help="Where to listen; only this machine by default.")]
Port = Annotated[int, typer.Option("--port", min=0, max=65535, help="Port to listen on; 0 takes any that is free.")]
QuerySeconds = Annotated[
    float, typer.Option("--timeout", metavar="SECONDS", min=0.1, max=3600, help="Longest a SPARQL query may take.")
]
DecisionsAt = Annotated[
    str | None,
    typer.Option(
        "--decisions", envvar="REMIT_DECISIONS", metavar="FILE", help="Log of decisions; else the one beside the graph."
    ),
]
Side = Annotated[str, typer.Argument(metavar="LEFT", help="A mention as listed, an IRI, an id of the registry.")]
OtherSide = Annotated[
    str, typer.Argument(metavar="RIGHT", help="What it is or means: an IRI, an id, a name as listed.")
]
JudgementOf = Annotated[Literal["same", "not-same", "unsure"], typer.Argument(help="What you decide.")]
DecisionId = Annotated[str, typer.Argument(metavar="ID", help="Id of the decision, or how it begins.")]
Note = Annotated[str, typer.Option("--note", metavar="TEXT", help="Why, for whoever reads the log.")]
By = Annotated[
    str | None, typer.Option("--by", metavar="NAME", help="Who decides; else the name you are logged in by.")
]
