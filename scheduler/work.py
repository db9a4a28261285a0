"""What work can be asked for, and how is it done when no service does it?

Every function that writes needs the installation's lock (`scheduler.writer`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial

import crawler
import pipeline
from catalog import Catalog
from crawler.clerk import Clerk
from model import History, Task, TaskKind, Timeline
from settings import Home, Settings
from store import Store, open_store


def now() -> datetime:
    """The present second; everything recorded is in whole seconds."""
    return datetime.now(UTC).replace(microsecond=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Backfilled:
    """What a backfill did; `left` counts tasks of the archives asked that are queued, `failures` were given up."""

    crawl: crawler.Outcome
    left: int
    failures: tuple[tuple[Task, str], ...]


def backfill(
    home: Home,
    settings: Settings,
    catalog: Catalog,
    timelines: Sequence[Timeline],
    archives: Sequence[str],
    on_progress: Callable[[crawler.Progress], None] | None = None,
) -> Backfilled:
    """Asks the archives for everything they have of the timelines, and keeps it. Nothing is derived yet.

    What an earlier run left in the frontier is worked off as well. A run that was stopped or killed is
    gone on with: what it has asked of the indexes is not asked again.
    """
    chosen = [archive for archive in crawler.archives_of(settings) if archive.name in archives]
    with open_store(home.database) as store, store.writing():
        store.frontier.begin(now())
        store.frontier.retry_failed(archives, now())
        for task in index_tasks(timelines, archives):
            store.frontier.ask_again(task, now())
        queued = store.frontier.counts(archives).get("queued", 0)

    def progressed(progress: crawler.Progress) -> None:
        if on_progress:
            on_progress(replace(progress, queued=progress.queued + queued))

    outcome = crawler.run_crawl(
        partial(_clerk, home, catalog), chosen, settings=crawler.manners_of(settings), on_progress=progressed
    )
    with open_store(home.database) as store:
        if not outcome.stopped:
            with store.writing():
                store.frontier.end(now())
        left = store.frontier.counts(archives).get("queued", 0)
        return Backfilled(crawl=outcome, left=left, failures=tuple(store.frontier.failures(archives)))


def index_tasks(timelines: Iterable[Timeline], archives: Sequence[str]) -> list[Task]:
    """One question to each archive's index for every original of the timelines, equal originals once."""
    originals = {place.key: place.original for timeline in timelines for place in timeline.locations}
    return [
        Task(kind=TaskKind.INDEX, archive=archive, original=original)
        for archive in archives
        for original in originals.values()
    ]


def derive_stale(home: Home, timelines: Sequence[Timeline], *, every: bool = False) -> Iterator[History]:
    """Derives the timelines whose history does not follow from present facts, code and declarations; or every one."""
    with open_store(home.database) as store:
        for timeline in timelines:
            if every or not pipeline.is_current(store, timeline):
                yield pipeline.derive(store, timeline, now())
        _tidy(store)


def rebuild(home: Home, timelines: Sequence[Timeline]) -> Iterator[History]:
    """Drops all conclusions and makes them again from the facts."""
    with open_store(home.database) as store:
        yield from pipeline.rebuild(store, timelines, now)
        _tidy(store)


def _tidy(store: Store) -> None:
    with store.writing():
        store.conclusions.drop_unused()


def _clerk(home: Home, catalog: Catalog) -> Clerk:
    store = open_store(home.database)
    return Clerk(store, partial(pipeline.read_in, store, catalog), now)
