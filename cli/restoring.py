"""How does a backup take the place of the database, or what can be read of a damaged one?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from cli import output, place
from cli.answers import Answer
from cli.declare import Json
from cli.exits import Exit, RefusalError
from model import timestamp14
from settings import Home
from store import HarmedCopyError, Restored, Salvaged
from store import restore as put_back
from store import salvage as read_what_can_be

_NAMED = 5  # faults of a copy


def restore(
    file: Annotated[
        Path | None, typer.Argument(metavar="FILE", help="A backup; with --salvage, what to read. Default: none.")
    ] = None,
    salvage: Annotated[
        bool,
        typer.Option("--salvage", help="Without a backup: read what can be read of FILE, or of the database itself."),
    ] = False,
    json: Json = False,
) -> None:
    """Put a backup in the place of the database.

    The copy is read whole first, and taken only if nothing in it is broken; one of an earlier release is migrated.
    The database that stood there is kept beside it under a dated name. Nothing else may write meanwhile.

    Example: clausewatch restore home/backups/clausewatch-20261101T030000Z.db
    """
    home = place.home()
    with place.writing(home), _refusing():
        if salvage:
            done, told = read_what_can_be(file or home.database, home.database, _aside(home))
            _tell_salvaged(home, done, told, json=json)
        elif file:
            _tell(home, file, put_back(file, home.database, _aside(home)), json=json)
        else:
            raise RefusalError(f"which backup? {_newest(home)}")


@contextmanager
def _refusing() -> Iterator[None]:
    try:
        yield
    except HarmedCopyError as error:
        faults = "\n".join(f"  {fault}" for fault in error.faults[:_NAMED])
        said = f"{error}; nothing was restored. Take another backup, or `clausewatch restore --salvage FILE`\n{faults}"
        raise RefusalError(said) from None
    except ValueError as error:
        raise RefusalError(str(error)) from None
    except FileNotFoundError as error:
        raise RefusalError(str(error), Exit.NOTHING) from None
    except OSError as error:
        raise RefusalError(f"{error}; nothing was restored", Exit.INCOMPLETE) from None


def _aside(home: Home) -> Path:
    """Where the present database goes: a name that is free."""
    import scheduler

    digits = timestamp14(scheduler.now())
    name = f"clausewatch-before-{digits[:8]}T{digits[8:]}Z"
    names = (home.path / f"{name}{f'-{number}' if number else ''}.db" for number in range(1_000))
    return next(path for path in names if not path.exists())


def _newest(home: Home) -> str:
    found = sorted(home.backups.glob("*.db")) if home.backups.is_dir() else []
    if found:
        return f"The newest of {len(found)} is {found[-1]}"
    return f"There is none in {home.backups}; --salvage reads what can be read of {home.database}"


def _tell(home: Home, file: Path, done: Restored, *, json: bool) -> None:
    if json:
        output.as_json(_answer(home, done) | {"from": str(file.absolute())})
        return
    output.plain(f"{home.database}: {done.bytes / 1e6:.1f} MB, as {file} has it")
    _tell_former(done)
    output.plain("`clausewatch rebuild --stale` makes anew what other code concluded; then start the service again")


def _tell_salvaged(home: Home, done: Restored, told: Salvaged, *, json: bool) -> None:
    if json:
        output.as_json(_answer(home, done) | {"kept": dict(told.kept), "lost": dict(told.lost)})
    else:
        kept = ", ".join(f"{number:,} of {table}" for table, number in told.kept.items() if number)
        output.plain(f"{home.database}: {done.bytes / 1e6:.1f} MB; kept: {kept or 'nothing'}")
        for table, number in sorted(told.lost.items()):
            output.plain(f"  lost of {table}: at least {number:,}")
        _tell_former(done)
        output.plain("`clausewatch rebuild` makes the conclusions anew; backfills and imports bring back what they can")
    if told.lost:
        raise typer.Exit(Exit.INCOMPLETE)


def _tell_former(done: Restored) -> None:
    if done.former:
        output.plain(f"what stood there before is in {done.former}; delete it once all is well")


def _answer(home: Home, done: Restored) -> Answer:
    former = str(done.former.absolute()) if done.former else None
    return {"file": str(home.database.absolute()), "bytes": done.bytes, "former": former}


COMMANDS: dict[str, Callable[..., Any]] = {"restore": restore}
