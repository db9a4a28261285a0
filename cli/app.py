"""Which commands are there, and how do they end?"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Any

import typer

from catalog import NotAddedError, UnknownTimelineError
from cli import (
    alerting,
    ask,
    backing_up,
    declare,
    handing_out,
    importing,
    moves,
    output,
    place,
    ruling,
    runs,
    serving,
    status,
    tracing,
    verifying,
    watching,
    work,
)
from cli.exits import Exit, RefusalError
from cli.stopping import ending_well, stoppable
from settings import SettingsError
from store import DamagedError

app = typer.Typer(
    name="clausewatch",
    help="What did a policy say on that day, what changed, when, clause by clause?",
    epilog="Everything of one installation is in the folder CLAUSEWATCH_HOME (default: ./home)."
    " Exit codes: 0 done, 1 done in part or stopped, 2 something you gave is wrong, 3 another process writes,"
    " 4 nothing found.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    rich_markup_mode=None,
)
"""Every command, for the terminal and for whoever runs them from a program, as the demo does."""

_COMMANDS: Mapping[str, Callable[..., Any]] = {
    **declare.COMMANDS,
    **serving.COMMANDS,
    **status.COMMANDS,
    **runs.COMMANDS,
    **work.COMMANDS,
    **moves.COMMANDS,
    **importing.COMMANDS,
    **ruling.COMMANDS,
    **ask.COMMANDS,
    **tracing.COMMANDS,
    **alerting.COMMANDS,
    **watching.COMMANDS,
    **backing_up.COMMANDS,
    **verifying.COMMANDS,
    **handing_out.COMMANDS,
}
for name, command in _COMMANDS.items():
    app.command(name)(ending_well(command))


def _version(wanted: bool) -> None:
    if wanted:
        import history
        from crawler.manners import version

        output.plain(f"clausewatch {version()} ({history.code_edition()})")
        raise typer.Exit


@app.callback()
def clausewatch(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_version, is_eager=True, help="Which release this is, and which code concludes."
        ),
    ] = False,
) -> None:
    pass


_EXPECTED: dict[type[Exception], Exit] = {
    UnknownTimelineError: Exit.NOTHING,
    FileNotFoundError: Exit.NOTHING,
    NotAddedError: Exit.WRONG,
    SettingsError: Exit.WRONG,
    DamagedError: Exit.WRONG,
}


_DATABASE_HINT = "see that the file is whole and can be written, and that its disk has room"


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs the command line. Expected failures end in a message and a code, everything else is loud."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a terminal that knows fewer characters than policies use
    try:
        with stoppable():
            app(args=None if arguments is None else list(arguments), prog_name="clausewatch")
    except RefusalError as refusal:
        _end(str(refusal), refusal.code)
    except tuple(_EXPECTED) as error:
        _end(str(error), _EXPECTED[type(error)])
    except (sqlite3.IntegrityError, sqlite3.ProgrammingError):  # faults of the program, not of the file
        raise
    except sqlite3.DatabaseError as error:
        file = f"{place.home().database}: "
        _end(str(error) if str(error).startswith(file) else f"{file}{error}; {_DATABASE_HINT}", Exit.WRONG)


def _end(message: str, code: Exit) -> None:
    sys.stderr.write(f"clausewatch: {output.harmless(message)}\n")
    sys.exit(code)
