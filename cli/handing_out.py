"""How is everything handed out, for programs of others?"""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain
from typing import Annotated, Any

import typer

from cli import output, place
from cli.ask import Names
from store import schema_text


def export(
    timelines: Names = None,
    comparable: Annotated[
        bool, typer.Option("--comparable", help="Leave out how and when we learnt of it: holdings, taken_at.")
    ] = False,
) -> None:
    """Everything kept and concluded, as JSON Lines.

    The order depends on nothing but the facts. Two installations that saw the same export the same lines
    with --comparable. With timelines named, only what was concluded of them.

    Example: clausewatch export --comparable > before.jsonl
    """
    with place.looking() as store:
        names = place.named(store, timelines or [])
        lines = store.exporting.conclusions(names or store.conclusions.timelines())
        for line in lines if names else chain(store.exporting.facts(comparable=comparable), lines):
            output.as_line({name: value for name, value in line.items() if not (comparable and name == "taken_at")})


def schema() -> None:
    """The tables of the database as SQL.

    For who asks them with other tools; docs/data.md explains them.

    Example: clausewatch schema
    """
    output.plain(schema_text())


COMMANDS: dict[str, Callable[..., Any]] = {"export": export, "schema": schema}
