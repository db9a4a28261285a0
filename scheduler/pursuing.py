"""How does a command follow moves through archives, where no service does?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

import catalog
import crawler
from catalog import Catalog
from discovery import Unfound
from model import Bound, RunKind, TimelineId
from scheduler.following import follow_round
from scheduler.moving import MOST_ROUNDS, Moved
from scheduler.present import now
from scheduler.retracing import Retracing
from scheduler.work import clerk_of
from settings import Home, Settings
from store import open_store

_OnProgress = Callable[[crawler.Progress], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pursued:
    """What was declared and what is doubtful; times of which home pages were looked at in vain.

    `spent` is the `Bound` that ended it with something left to ask, if one did.
    """

    moved: tuple[Moved, ...] = ()
    unfound: tuple[tuple[TimelineId, Unfound], ...] = ()
    spent: str = ""


def follow(
    home: Home,
    settings: Settings,
    timelines: Sequence[TimelineId],
    archives: Sequence[str],
    on_progress: _OnProgress | None = None,
    *,
    past: bool = False,
) -> Pursued:
    """Follows the moves of timelines through archives, as far as they lead; with `past` also to earlier addresses.

    After a backfill, in whose run it falls. Stopped, it goes on with the next one.
    """
    moved: dict[tuple[TimelineId, str, datetime | None], Moved] = {}
    unfound: tuple[tuple[TimelineId, Unfound], ...] = ()
    retracing, ended_by = Retracing() if past else None, ""
    for _ in range(MOST_ROUNDS):
        declared = catalog.load(home.policies)
        chosen = [one for one in map(declared.find, timelines) if one]
        with open_store(home.database) as store:
            run = store.frontier.going(RunKind.BACKFILL)
            done = follow_round(store, home.policies, chosen, archives, run, now(), retracing)
            spent = store.frontier.is_spent(run)
        moved |= {(one.timeline, one.move.place.original, one.move.place.since): one for one in done.moved}
        unfound = done.unfound
        if not done.asked or spent:
            break
        outcome = _crawl(home, settings, catalog.load(home.policies), archives, run, on_progress)
        ended_by = outcome.spent
        if outcome.stopped or outcome.spent not in ("", Bound.BUDGET):
            break
    return Pursued(moved=tuple(moved.values()), unfound=unfound, spent=ended_by)


def _crawl(
    home: Home,
    settings: Settings,
    declared: Catalog,
    archives: Sequence[str],
    run: int,
    on_progress: _OnProgress | None,
) -> crawler.Outcome:
    ledger = crawler.Ledger()

    outcome = crawler.run_crawl(
        partial(clerk_of, home, declared, crawler.Budget.of(settings, ledger), archives),
        [archive for archive in crawler.archives_of(settings) if archive.name in archives],
        settings=crawler.manners_of(settings),
        ledger=ledger,
        on_progress=on_progress,
    )
    with open_store(home.database) as store, store.writing():
        store.frontier.account(run, ledger.settle(run))
    return outcome
