"""What did each run do?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Annotated, Any

import typer

from cli import output, place
from cli.answers import Answer, iso
from cli.declare import Json
from cli.exits import Exit, RefusalError
from cli.layout import body, line
from cli.wording import budget_spent, count, span
from model import Account, Run


def runs(
    limit: Annotated[int, typer.Option(min=1, max=10_000, help="How many runs at most.")] = 20,
    json: Json = False,
) -> None:
    """An account of each run, the latest first.

    A run is a backfill, a survey of hosts, a round of visits, or a day of the service: what it asked for, what came,
    how long it waited, and what failed.

    Example: clausewatch runs --limit 5
    """
    with place.looking() as store:
        found = store.frontier.runs(limit)
    if json:
        output.as_json([told(one) for one in found])
    else:
        for one in found:
            _show(one)
    if not found:
        raise RefusalError("nothing ran yet; `clausewatch run` and `clausewatch backfill` do", Exit.NOTHING)


def told(one: Run) -> Answer:
    """A run with its account. `ended` is null while it goes on, or where it was killed."""
    names = {"run": one.id, "kind": one.kind.value, "began": iso(one.began), "ended": iso(one.ended)}
    return names | account(one.account) | {"savings": one.savings}


def account(one: Account) -> Answer:
    """What was asked for and what came of it."""
    counts = {name: getattr(one, name) for name in _COUNTS}
    return counts | {"waited": round(one.waited, 1), "spent": one.spent, "failures": dict(one.failures)}


_COUNTS = (
    *("requests", "visits", "browser_visits", "captures", "unchanged", "duplicates"),
    *("index_pages", "bytes", "waited", "given_up"),
)


def _show(one: Run) -> None:
    took = span(one.ended - one.began) if one.ended else "not ended"
    line(f"{one.began:%Y-%m-%d %H:%M}  {one.kind:8}  {took}", "bold")
    body(", ".join(_parts(one.account)), 4)
    if one.savings:
        body(f"{count(one.savings, 'request')} to save a page (`clausewatch status` says with what outcome)", 4)
    if one.account.failures:
        failed = sorted(one.account.failures.items(), key=lambda pair: (-pair[1], pair[0]))
        body("failed: " + ", ".join(f"{number} x {output.harmless(reason)}" for reason, number in failed), 4, "dim")


def _parts(one: Account) -> Iterator[str]:
    if one.visits:
        shown = f", {one.browser_visits} in a browser" if one.browser_visits else ""
        yield f"{count(one.visits, 'visit')} ({one.unchanged} unchanged{shown})"
    index = f" ({one.index_pages} of the index)" if one.index_pages else ""
    yield f"{count(one.requests, 'request')}{index}"
    held = f" ({one.duplicates} more held already)" if one.duplicates else ""
    yield f"{count(one.captures, 'capture')} kept{held}, {one.bytes / 1e6:.1f} MB"
    if one.waited >= 1:
        yield f"{span(timedelta(seconds=one.waited))} waiting"
    if one.given_up:
        yield f"{one.given_up} given up"
    if one.spent:
        yield budget_spent(one.spent)


COMMANDS: dict[str, Callable[..., Any]] = {"runs": runs}
