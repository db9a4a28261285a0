"""How does the service run, and how are live pages visited at once?"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Annotated, Any

import typer

import settings
from cli import ordering, output, place, rounds
from cli.declare import Json
from cli.exits import Exit, RefusalError
from cli.ordering import Wait, Work
from cli.progress import Bar
from cli.work import Names
from model import OrderKind, Timeline
from settings import Home
from store import open_store

LOG = "clausewatch"
"""The logger under which the service tells its events of note."""


def run(
    once: Annotated[bool, typer.Option("--once", help="Do everything that is due, and end. For cron.")] = False,
    json: Json = False,
) -> None:
    """Run the service: visit, derive, tell, until stopped.

    It visits live pages and archives when they are due, derives what changed and tells who asked. Its log is a
    line for each event of note, on stderr. Ctrl-C and SIGTERM end it within seconds; nothing is lost. Other
    commands leave it their work as orders.

    With --once everything that is due is done, and the exit code is 1 where something failed, is left or could
    not be delivered. --json answers for --once alone.

    Example: clausewatch run --once
    """
    home = place.home()
    if place.surveys_left():  # they may find what is declared first
        home.policies.mkdir(exist_ok=True)
    chosen = _checked(home, archives=True)
    import scheduler

    if once:
        with place.writing(home), Bar("visiting") as bar:
            done = scheduler.run_once(home, on_progress=bar.visited(_due(home, chosen)))
        rounds.tell(done, json)
        return
    if json:
        raise RefusalError("--json answers for --once: the service itself tells in its log")
    with place.alone(), _logged():
        scheduler.serve(home)


def visit(timelines: Names = None, wait: Wait = False, json: Json = False) -> None:
    """Visit live pages now, whether they are due or not.

    Derives what changed and tells who asked. With a service running it is left to that as an order.

    Example: clausewatch visit acme/privacy
    """
    home = place.home()
    chosen = _checked(home, timelines or [])
    if not chosen:
        raise RefusalError("nothing is declared; `clausewatch add URL` begins", Exit.NOTHING)
    names = [str(one.id) for one in chosen] if timelines else []
    work = Work(kind=OrderKind.VISIT, arguments={"timelines": names}, do=lambda: _visited(home, chosen, json))
    ordering.do_or_order(home, work, wait=wait, json=json)


def _checked(home: Home, names: Sequence[str] = (), *, archives: bool = False) -> list[Timeline]:
    """The timelines meant, once it is sure that declarations and settings can be taken and say who asks."""
    from crawler.manners import archives_of, manners_of, user_agent

    chosen, config = place.chosen(place.declared(), names), settings.load(home)
    asked = [location.original for timeline in chosen for location in timeline.locations]
    try:
        user_agent(manners_of(config), archives_of(config) if archives else [], asked)
    except ValueError as error:
        raise RefusalError(f"{home.settings}: {error}") from None
    return chosen


def _due(home: Home, timelines: Sequence[Timeline]) -> int:
    """How many pages are due now. Opens the database to write: it may have to be made, or migrated."""
    import scheduler

    now = scheduler.now()
    with open_store(home.database) as store:
        kept = {one.timeline: one.due for one in store.agenda.appointments()}
    due = [one for one in timelines if one.id not in kept or ((moment := kept[one.id]) and moment <= now)]
    return _pages(due, now)


def _pages(timelines: Sequence[Timeline], now: datetime) -> int:
    places = (place for timeline in timelines for place in timeline.locations)
    return len({place.key for place in places if place.can_be_asked and place.covers(place.original, now)})


def _visited(home: Home, timelines: Sequence[Timeline], json: bool) -> None:
    import scheduler

    with Bar("visiting") as bar:
        done = scheduler.visit(home, timelines, on_progress=bar.visited(_pages(timelines, scheduler.now())))
    rounds.tell(done, json, _blind(home, timelines))


def _blind(home: Home, timelines: Sequence[Timeline]) -> dict[str, str]:
    """The timelines whose last visit showed no policy, with what it showed."""
    names = {one.id for one in timelines}
    with open_store(home.database, readonly=True) as store:
        kept = store.agenda.appointments()
    return {str(one.timeline): one.reason for one in kept if one.timeline in names and one.streak}


@contextmanager
def _logged() -> Iterator[None]:
    """The service's events on stderr, a line each."""
    handler = _Lines()
    logger, before = logging.getLogger(LOG), logging.getLogger(LOG).level
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    try:
        yield
    finally:
        logger.removeHandler(handler)
        logger.setLevel(before)


class _Lines(logging.Handler):
    """Time, level where it is more than information, and what happened; nothing in it that a terminal would act on."""

    def emit(self, record: logging.LogRecord) -> None:
        moment = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(record.created))
        level = "" if record.levelno < logging.WARNING else f"{record.levelname.lower()}: "
        trace = f"\n{logging.Formatter().formatException(record.exc_info)}" if record.exc_info else ""
        output.errors.print(output.harmless(f"{moment} {level}{record.getMessage()}{trace}"), soft_wrap=True)


COMMANDS: dict[str, Callable[..., Any]] = {"run": run, "visit": visit}
