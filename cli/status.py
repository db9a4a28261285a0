"""Is all well, and if not, what needs a person?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Annotated, Any

import typer
from rich.text import Text

import settings
from cli import output, place
from cli.answers import Answer
from cli.declare import Json
from cli.exits import Exit, RefusalError
from cli.layout import body, hang, line
from cli.output import console, harmless
from cli.standing import standing
from cli.wording import ago, count
from settings import Home
from store import Store, open_store

All = Annotated[bool, typer.Option("--all", help="Every timeline, however many; a pipe is given them all.")]

_SHOWN = 20  # timelines on a terminal


def status(all_: All = False, json: Json = False) -> None:
    """How things stand, and what needs a person.

    The service, each timeline's last visit that showed its policy and its next one, what could not be delivered,
    what waits. What needs a person comes first.

    For monitoring: the exit code is 0 where all is well, 1 where something needs a person, 4 where nothing is
    declared. It answers while the service writes.

    Example: clausewatch status
    """
    import scheduler

    home = place.home()
    timelines, config = place.declared().timelines if home.policies.is_dir() else (), settings.load(home)
    if not timelines:
        if left := place.surveys_left():
            raise RefusalError(f"nothing is declared yet; {_not_surveyed(left)}", Exit.NOTHING)
        raise RefusalError("nothing is declared; `clausewatch add URL` begins", Exit.NOTHING)
    with _looking(home) as store:
        told = standing(store, timelines, home, config, scheduler.service_of(home.lock), scheduler.now())
    if json:
        output.as_json(told)
    else:
        show(told, everything=all_ or not console.is_terminal)
    if not told["well"]:
        raise typer.Exit(Exit.INCOMPLETE)


@contextmanager
def _looking(home: Home) -> Iterator[Store | None]:
    """The store as it stands at one moment, None before anything was recorded."""
    if not home.database.exists():
        yield None
        return
    with open_store(home.database, readonly=True) as store, store.looking():
        yield store


# ---------------------------------------------------------------- what a person sees


def show(told: Answer, *, everything: bool) -> None:
    told = harmless(told)
    service = told["service"]
    running = f"running, process {service['process']}" if service["running"] else "not running"
    line(Text("service  ", style="bold") + Text(running))
    for need in told["needs"]:
        hang(Text("!", style="bold red"), Text(need, style="bold red"), 2)
    line()
    now = _moment(told["at"])
    rows = told["timelines"]
    shown = rows if everything else rows[:_SHOWN]
    for row in shown:
        _row(row, now)
    if len(shown) < len(rows):
        body(f"... and {count(len(rows) - len(shown), 'timeline')} more: --all", 0, "dim")
    line()
    for name, text in _rest(told, now):
        hang(Text(name, style="bold"), Text(text), 10)


def _row(row: Answer, now: datetime) -> None:
    style = "bold red" if row["needs"] else "magenta" if row["failing"] else "bold"
    hang(Text(row["timeline"], style=style), Text(), 0)
    body("; ".join(_said(row, now)), 4)


def _said(row: Answer, now: datetime) -> Iterator[str]:
    if row["looked_at"] is None:
        yield "never visited"
    elif row["usable_at"] is None:
        yield "never showed its policy"
    else:
        yield f"policy last seen {_ago(row['usable_at'], now)}"
    if row["failing"]:
        visits = f"the last {count(row['failing'], 'visit')}" if row["failing"] > 1 else "the last visit"
        yield f"{visits} showed none: {row['reason'] or 'no reason known'}"
    if row["overdue"]:
        yield f"overdue, the next visit was due {_ago(row['next_visit'], now)}"
    elif row["next_visit"]:
        yield f"next visit {_due(row['next_visit'], now)}"
    elif row["looked_at"]:
        yield "no visit is due: no address is declared for today"


def _rest(told: Answer, now: datetime) -> Iterator[tuple[str, str]]:
    """Everything beside the timelines, a line each."""
    outbox, frontier = told["outbox"], told["frontier"]
    yield "outbox", f"{outbox['waiting']} waiting, {outbox['failing']} failing, {outbox['given_up']} given up"
    yield "requests", f"{frontier['queued']} queued, {frontier['failed']} failed"
    if told["saving"]["wanted"]:
        yield "saving", _saving(told["saving"])
    for order in told["orders"]:
        yield "order", f"{order['order']}, {order['kind']}, given {_ago(order['asked_at'], now)}"
    if left := told["surveys"]["left"]:
        yield "surveys", _not_surveyed(left)
    if moves := told["moves"]["undeclared"]:
        yield "moves", f"{count(moves, 'move')} not declared; `clausewatch moves` shows where to, and why"
    run, backup = told["last_run"], told["last_backup"]
    if run:
        end = f"ended {_ago(run['ended'], now)}" if run["ended"] else "not ended"
        yield "last run", f"{run['kind']}, begun {_ago(run['began'], now)}, {end}; `clausewatch runs`"
    else:
        yield "last run", "none"
    yield "backup", f"{_ago(backup['at'], now)}, {backup['file']}" if backup else "none; `clausewatch backup` makes one"
    yield "database", f"{told['database']['file']}, {told['database']['bytes'] / 1e6:.1f} MB"
    for notice in told["notices"]:
        yield (
            "notice",
            f"{_ago(notice['made_at'], now)}: {notice['subject']}; `clausewatch alert {notice['alert'][:8]}`",
        )


def _not_surveyed(hosts: int) -> str:
    return f"{count(hosts, 'host')} not surveyed to the end; `clausewatch add` or `clausewatch run` goes on"


def _saving(account: Answer) -> str:
    """Of the pages that an archive was to save within a week."""
    counts = ", ".join(f"{account[name]} {name}" for name in ("asked", "saved", "failed", "waiting"))
    reasons = "; ".join(f"{number} x {reason}" for reason, number in account["failures"].items())
    return f"{count(account['wanted'], 'page')} within a week: {counts}" + (f": {reasons}" if reasons else "")


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def _ago(text: str, now: datetime) -> str:
    return ago(_moment(text), now)


def _due(text: str, now: datetime) -> str:
    return "is due" if _moment(text) <= now else ago(_moment(text), now)


COMMANDS: dict[str, Callable[..., Any]] = {"status": status}
