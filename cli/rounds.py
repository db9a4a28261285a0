"""What did a round of the service's work do, and is anything not done?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import typer

from cli import output
from cli.answers import Answer
from cli.exits import Exit
from cli.runs import account
from cli.wording import budget_spent, count

if TYPE_CHECKING:  # the crawler and its libraries are loaded by the commands that need them
    from scheduler import Round


def tell(done: Round, json: bool, blind: Mapping[str, str] | None = None) -> None:
    """What a round did, and which of the pages asked for showed no policy. Ends in 1 where something is not done."""
    if json:
        output.as_json(told(done) | ({} if blind is None else {"without_policy": blind}))
    else:
        for line in (*lines(done), *(f"  {name} showed no policy: {why}" for name, why in (blind or {}).items())):
            output.plain(line)
    if blind or done.account.given_up or done.left or done.undelivered or done.stopped:
        raise typer.Exit(Exit.INCOMPLETE)


def told(done: Round) -> Answer:
    names = ("derived", "alerts", "sent", "undelivered", "left", "stopped")
    return {"account": account(done.account)} | {name: getattr(done, name) for name in names}


def lines(done: Round) -> Iterator[str]:
    """What a round did, in a line, and under it what is not as it should be."""
    one = done.account
    yield (
        f"{count(one.visits, 'visit')}: {count(one.captures, 'capture')} kept, {one.unchanged} unchanged,"
        f" {count(sum(one.failures.values()), 'request')} failed;"
        f" {count(done.derived, 'timeline')} derived, {count(done.alerts, 'alert')} made, {done.sent} delivered"
    )
    for reason, number in sorted(one.failures.items()):
        yield f"  {number} x {reason}"
    if done.undelivered:
        yield f"  {count(done.undelivered, 'alert')} not delivered: `clausewatch alerts` says why"
    if done.left or one.given_up:
        yield f"  {count(done.left, 'request')} still to be made, {one.given_up} given up: the next run goes on"
    if one.spent:
        yield f"  {budget_spent(one.spent)}"
    if done.stopped:
        yield "  stopped; what was done until then is kept"
