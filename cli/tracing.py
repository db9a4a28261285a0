"""How is a clause followed through time from the command line?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

import typer

from cli import blame_face, life_face, moments, output, place
from cli.blaming import blamed
from cli.declare import Json
from cli.finding import asked, find_by_citation
from cli.lives import lived


def blame(
    timeline: Annotated[
        str, typer.Argument(metavar="TIMELINE|CITATION", help="Which text; timeline@date names its day as well.")
    ],
    on: Annotated[
        str | None, typer.Option(metavar="DATE", help="A day (UTC) or an instant. Default: the latest.")
    ] = None,
    since: Annotated[
        str | None, typer.Option(metavar="DATE", help="Only clauses that may have changed on this day or later.")
    ] = None,
    json: Json = False,
) -> None:
    """Between which days each clause came, and last changed its words.

    All clauses of the text that stood on a day, in reading order. A..B is after day A and no later than day B: what was
    seen on A does not show it yet, what was seen on B does. ..B is no later than B: it stood in the first text that was
    seen. Quiet changes do not count: of numbers, typography, links, and of dates that the text states for itself.

    Example: clausewatch blame acme/privacy --on 2018-05-25
    """
    with place.looking() as store:
        told = blamed(store, asked(store, timeline, on), moments.since(since) if since else None)
    output.as_json(told) if json else blame_face.blame(told)


def clause(
    citation: Annotated[str, typer.Argument(metavar="CITATION", help="timeline@timestamp#digits.")],
    json: Json = False,
) -> None:
    """The life of a clause.

    When it came, each of its wordings with the words that went and came, when it was moved, renumbered or renamed, what
    it was split from or merged into, when it was gone and returned, and where it stands now.

    Example: clausewatch clause acme/privacy@20180524120000#0f3a9c2e
    """
    with place.looking() as store:
        told = lived(store, find_by_citation(store, citation))
    output.as_json(told) if json else life_face.clause(told)


COMMANDS: dict[str, Callable[..., Any]] = {"blame": blame, "clause": clause}
