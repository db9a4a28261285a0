"""How does a person learn whether the database is whole?"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from cli import output, place
from cli.declare import Json
from cli.exits import Exit
from store import open_store


def verify(
    file: Annotated[
        Path | None, typer.Argument(metavar="FILE", help="A backup, say. Default: the home's database.")
    ] = None,
    json: Json = False,
) -> None:
    """Read everything that is kept, and say what is not as it was.

    Each body and each text is compared with the digest under which it was kept, and SQLite checks the file and that
    every row names rows that are there. Nothing is altered, and a service may run. Ends with 1 if anything is wrong.

    Example: clausewatch verify
    """
    path = file or place.home().database
    with open_store(path, readonly=True) as store, store.looking():
        faults, counts = store.faults(), store.questions.fact_counts()
    if json:
        told = {"captures": counts.captures, "sightings": counts.sightings, "bodies": counts.bodies}
        output.as_json({"file": str(path.absolute()), **told, "faults": faults})
    else:
        whole = f"whole: {counts.captures:,} captures with {counts.bodies:,} bodies, {counts.sightings:,} sightings"
        output.plain("\n".join([f"{path}: {fault}" for fault in faults] or [f"{path}: {whole}"]))
    if faults:
        raise typer.Exit(Exit.INCOMPLETE)


COMMANDS: dict[str, Callable[..., Any]] = {"verify": verify}
