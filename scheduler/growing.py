"""What did a backfill or an import bring? One summary to each watch that follows what grew."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

import alerts
from alerts import Grown
from model import Account, Timeline
from scheduler.standing import Standing
from store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """Of each timeline, by name, how many versions it had at a time and how many of the steps between them mattered."""

    at: datetime
    of: Mapping[str, tuple[int, int]] = field(default_factory=dict)


def sizes(store: Store, timelines: Iterable[Timeline], now: datetime) -> Sizes:
    """How much is known of each timeline now."""
    return Sizes(at=now, of={str(one.id): store.questions.size(one.id) for one in timelines})


def summarise(store: Store, standing: Standing, before: Sizes, cause: str, now: datetime) -> int:
    """Writes what was brought since `before`; returns to how many watches. In a transaction.

    Only what others than live visits brought counts, and only what was seen before: visits may go on meanwhile. The
    same cause adds nothing a second time.
    """
    more = list(_grown(store, standing, before))
    summaries = [alerts.summary(watch, more, cause, now) for watch in standing.watches]
    return sum(store.outbox.keep(summary) is not None for summary in summaries if summary)


def end_backfill(store: Store, standing: Standing, run: int, more: Account, now: datetime) -> Account:
    """Ends a run and tells what it brought, both or neither; everything must be derived by then. In a transaction."""
    began, known = store.frontier.known(run)
    summarise(store, standing, Sizes(at=began, of=known), f"backfill {run}", now)
    return store.frontier.end(run, more, now)


def _grown(store: Store, standing: Standing, before: Sizes) -> Iterable[Grown]:
    for timeline in standing.catalog.timelines:
        had, known = before.of.get(str(timeline.id), (0, 0))
        versions, changes = store.questions.size(timeline.id, before.at)
        if versions <= had or not store.facts.brought([place.key for place in timeline.locations], before.at):
            continue
        every = [one for one in store.questions.seen(timeline.id) if one.first_seen < before.at]
        yield Grown(
            timeline=str(timeline.id),
            naming=standing.naming(timeline.id),
            versions_before=had,
            versions=versions,
            changes=max(0, changes - known),
            first=every[0].first_seen,
            last=every[-1].last_seen,
        )
