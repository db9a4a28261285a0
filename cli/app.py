"""Which commands are there, and how do they end?"""

from __future__ import annotations

import errno
import os
import sqlite3
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from catalog import NotAddedError, UnknownTimelineError
from cli import (
    alerting,
    ask,
    backing_up,
    declare,
    forgetting,
    handing_out,
    importing,
    moves,
    output,
    place,
    proving,
    restoring,
    ruling,
    runs,
    serving,
    shrinking,
    status,
    tracing,
    verifying,
    watching,
    work,
)
from cli.exits import Exit, RefusalError
from cli.stopping import ending_well, stoppable
from settings import SettingsError
from store import DamagedError, is_busy, is_full, named

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
    **restoring.COMMANDS,
    **verifying.COMMANDS,
    **shrinking.COMMANDS,
    **forgetting.COMMANDS,
    **handing_out.COMMANDS,
    **proving.COMMANDS,
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
        database = place.home().database
        told = error if f"{database}" in str(error) else named(error, database)
        _end(str(told), _code_of(error, database))
    except OSError as error:
        if error.errno not in _OF_THE_DISK:
            raise
        file = error.filename or place.home().path
        _end(f"{file}: {error.strerror}: {_OF_THE_DISK[error.errno]}, and run this again", Exit.INCOMPLETE)


_MAKE_ROOM = "what was kept before is whole; make room on its disk"
_MAY_WRITE = f"user {os.geteuid()} has to be allowed to write there, and the disk must not be mounted to be read only"
_OF_THE_DISK = {
    errno.ENOSPC: _MAKE_ROOM,
    errno.EDQUOT: _MAKE_ROOM,
    errno.EROFS: f"{_MAY_WRITE}; see to that",
    errno.EACCES: f"{_MAY_WRITE}; see to that",
}
"""What the system says of disk and rights when a file is written, and what to do."""


def _code_of(error: sqlite3.DatabaseError, database: Path) -> Exit:
    if is_busy(error):
        return Exit.BUSY
    return Exit.INCOMPLETE if is_full(error, database) else Exit.WRONG


def _end(message: str, code: Exit) -> None:
    sys.stderr.write(f"clausewatch: {output.harmless(message)}\n")
    sys.exit(code)
