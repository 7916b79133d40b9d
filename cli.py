"""The command line: puts the commands together, runs one, and turns what goes wrong into one line and a status.

Commands are the plain functions of `remit.commands`. Typer is imported only once one is to run, so that
`remit --help` answers at once; the names in their annotations are those of `remit.commands.options`.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from types import ModuleType
from typing import TYPE_CHECKING

from remit.commands import asking, auditing, checking, demo, drawing, explaining, filling, link, registry, serve
from remit.commands.ground import DEFAULT_GRAPH, FOUND, USAGE
from remit.ontology.errors import RemitError

if TYPE_CHECKING:
    import typer

UNWRITABLE, FAULT, INTERRUPTED, PIPE_CLOSED = 4, 70, 130, 141

# Each module gives its COMMANDS; those of a group follow the name of the group.
COMMANDS: dict[Callable[..., int], str] = {
    **filling.COMMANDS,
    **asking.COMMANDS,
    **checking.COMMANDS,
    **explaining.COMMANDS,
    **drawing.COMMANDS,
    **serve.COMMANDS,
    **demo.COMMANDS,
}
GROUPS: dict[str, ModuleType] = {"registry": registry, "link": link, "audit": auditing}


def overview() -> str:
    """Give the help of the whole command."""
    told = {command.__name__: command.__doc__ or "" for command in COMMANDS}
    told |= {name: module.__doc__ or "" for name, module in GROUPS.items()}
    return "\n".join(
        [
            "Usage: remit COMMAND [OPTIONS]",
            "",
            "Who is responsible for what, on whose authority, by when, and where that is written.",
            "",
            "Commands:",
            *(f"  {name:10} {text.splitlines()[0]}" for name, text in told.items()),
            "",
            "Every command has its own help, with an example: remit COMMAND --help",
            f"The graph is --graph, else what REMIT_GRAPH names, else ./{DEFAULT_GRAPH}.",
            "Exit status: 0 done, 1 nothing found or something amiss, 2 usage, 3 bad input, 4 store or output;",
            "70 a fault of remit, 130 interrupted, 141 nobody read on.",
        ]
    )


def app() -> typer.Typer:
    """Make the Typer application out of the commands."""
    made = _application(COMMANDS)
    made.info.name = "remit"
    for name, module in GROUPS.items():
        group, alone = _application(module.COMMANDS), getattr(module, "ALONE", None)
        if alone:
            group.callback(invoke_without_command=True)(_typed(alone))
        made.add_typer(group, name=name, help=module.__doc__, no_args_is_help=alone is None)
    return made


def _application(commands: dict[Callable[..., int], str]) -> typer.Typer:
    import typer

    made = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False)
    for command, example in commands.items():
        free = {"allow_extra_args": True, "ignore_unknown_options": True} if command is asking.query else {}
        made.command(epilog=f"Example: {example}", context_settings=free, no_args_is_help=False)(_typed(command))
    return made


def _typed(command: Callable[..., int]) -> Callable[..., int]:
    """Give a command with its annotations as Typer reads them."""
    from typing import get_type_hints

    import typer

    from remit.commands import options

    command.__annotations__ = get_type_hints(command, {"opt": options, "typer": typer}, include_extras=True)
    return command


def run(arguments: Sequence[str]) -> int:
    """Run one command line and give its exit status; what goes wrong is one line on standard error."""
    try:
        if list(arguments) in ([], ["--help"]):
            print(overview(), flush=True)
            return FOUND
        return _run(arguments)
    except BrokenPipeError:
        return PIPE_CLOSED
    except OSError as error:
        return _fail(f"standard output: cannot be written ({error.strerror}); free some room", UNWRITABLE)


def _run(arguments: Sequence[str]) -> int:
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
    except OSError:
        raise
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
