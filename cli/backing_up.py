"""How is a backup made from the command line?"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from cli import output, place
from cli.answers import iso
from cli.declare import Json
from cli.exits import Exit, RefusalError
from model import timestamp14
from store import NoRoomError, Store, open_store
from store import backup as copy_of


def backup(
    file: Annotated[
        Path | None, typer.Argument(metavar="FILE", help="Where to. Default: a new file in the home's backups.")
    ] = None,
    json: Json = False,
) -> None:
    """Make a copy of the database that is whole.

    It can be made at any time, also while the service runs. The copy is a database like the one it was made
    of: put in its place, it is the installation as it stood.

    Example: clausewatch backup
    """
    import scheduler

    home, now = place.home(), scheduler.now()
    to = file or home.backups / named(now)
    if to.exists():
        raise RefusalError(f"{to} is there already: name another file")
    with open_store(home.database, readonly=True) as store:
        _copy(store, to)
    size = to.stat().st_size
    _note(to, size, now)
    if json:
        output.as_json({"file": str(to.absolute()), "bytes": size, "made_at": iso(now)})
    else:
        output.plain(f"{to}: {size / 1e6:.1f} MB")


def named(now: datetime) -> str:
    """The name of a backup: that of the database, and when it was made."""
    digits = timestamp14(now)
    return f"clausewatch-{digits[:8]}T{digits[8:]}Z.db"


def _copy(store: Store, to: Path) -> None:
    try:
        copy_of(store, to)
    except NoRoomError as error:
        raise RefusalError(str(error), Exit.INCOMPLETE) from None
    except OSError as error:
        raise RefusalError(f"{to}: {error.strerror}" if error.strerror else str(error)) from None


def _note(to: Path, size: int, now: datetime) -> None:
    """For `clausewatch status`. The copy is good without it, so where it cannot be noted that is said, no more."""
    try:
        with open_store(place.home().database) as store, store.writing():
            store.agenda.note_backup(to.absolute(), size, now)
    except sqlite3.OperationalError as error:
        output.errors.print(f"the backup is made, but could not be noted: {error}", soft_wrap=True)


COMMANDS: dict[str, Callable[..., Any]] = {"backup": backup}
