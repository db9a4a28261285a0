"""Which commands are there, and how do they end?"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from typing import Any

import typer

from catalog import NotAddedError, UnknownTimelineError
from cli import ask, declare, work
from cli.exits import Exit, RefusalError
from scheduler.writer import AnotherWriterError
from settings import SettingsError

# The whole command line, as typer runs it and as the documentation is checked against.
app = typer.Typer(
    name="clausewatch",
    help="What did a policy say on that day, what changed, when, clause by clause?",
    epilog="Everything of one installation is in the folder CLAUSEWATCH_HOME (default: ./home)."
    " Exit codes: 0 done, 1 done in part, 2 something you gave is wrong, 3 another process writes, 4 nothing found.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    rich_markup_mode=None,
)
_COMMANDS: Mapping[str, Callable[..., Any]] = declare.COMMANDS | work.COMMANDS | ask.COMMANDS
for name, command in _COMMANDS.items():
    app.command(name)(command)

_EXPECTED: dict[type[Exception], Exit] = {
    UnknownTimelineError: Exit.NOTHING,
    NotAddedError: Exit.WRONG,
    SettingsError: Exit.WRONG,
    AnotherWriterError: Exit.BUSY,
    FileNotFoundError: Exit.NOTHING,
}


def main() -> None:
    """Runs the command line. Expected failures end in a message and a code, everything else is loud."""
    try:
        app()
    except RefusalError as refusal:
        _end(refusal, refusal.code)
    except tuple(_EXPECTED) as error:
        _end(error, _EXPECTED[type(error)])
    except BrokenPipeError:  # `clausewatch log | head`
        sys.stderr.close()
        sys.exit(Exit.DONE)


def _end(error: Exception, code: Exit) -> None:
    print(f"clausewatch: {error}", file=sys.stderr)  # noqa: T201 the one place that speaks to the terminal unformatted
    sys.exit(code)
