"""What do archives and live pages have to be asked, and when is it time?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from model import Precision, RunKind, Task, TaskKind, Timeline
from scheduler import cadence, growing
from scheduler.standing import Standing
from scheduler.visiting import Chance
from store import Store

_SLACK = 1.6  # jitter is half of it at most
_LONGEST_PUT_OFF = timedelta(hours=25)  # a host may ask to be left alone for a day


def open_originals(timelines: Iterable[Timeline], now: datetime) -> list[str]:
    """The originals of all locations that are open now, equal ones once."""
    originals = {
        place.key: place.original
        for timeline in timelines
        for place in timeline.locations
        if place.can_be_asked and place.covers(place.original, now)
    }
    return list(originals.values())


def keep_agenda(store: Store, standing: Standing, now: datetime) -> None:
    """An appointment for every declared timeline. To be called when declarations changed, in a transaction."""
    store.agenda.ensure(((one.id, bool(open_originals([one], now))) for one in standing.catalog.timelines), now)
    for watch in standing.watches:
        store.outbox.began(watch.name, now)


def ask_due(store: Store, standing: Standing, run: int, now: datetime) -> int:
    """Queues a visit for every timeline that is due; returns how many pages. In a transaction.

    However many visits were missed, one makes up for them. What is set here as the next due time only stands until
    the visit's outcome sets another.
    """
    due = [standing.catalog.timeline(one) for one in store.agenda.due(now)]
    queued = store.frontier.add_visits(open_originals(due, now), run, now)
    for timeline in due:
        appointment = store.agenda.appointment(timeline.id)
        if appointment:
            is_open = bool(open_originals([timeline], now))
            every = timeline.every or standing.settings.schedule.every
            store.agenda.set(replace(appointment, due=now + every if is_open else None))
    return queued


def archives_due(store: Store, standing: Standing, now: datetime, chance: Chance) -> list[Timeline]:
    """The timelines whose archives are to be asked again, with the next time set. In a transaction."""
    schedule = standing.settings.schedule
    due = store.agenda.archives_due(now)
    for name in due:
        appointment = store.agenda.appointment(name)
        if appointment:
            again = now + schedule.archives * (1 + chance() * schedule.jitter) if schedule.archives else None
            store.agenda.set(replace(appointment, archives_due=again))
    return [standing.catalog.timeline(one) for one in due] if schedule.archives else []


def ask_archives(
    store: Store,
    timelines: Sequence[Timeline],
    archives: Sequence[str],
    now: datetime,
    every: Iterable[Timeline],
    precision: Precision = Precision.EXACT,
    budget: int | None = 0,
) -> int:
    """Asks the archives what they have of the timelines, to date their changes so closely; the run. In a transaction.

    With a `budget` the run makes at most so many requests from now on; 0: any number; None: what it was given before.

    Goes on with a run that did not end: backfills that are asked for at once share one. `every` are all timelines,
    whose sizes a new run notes, so that in the end it can be told what it brought.
    """
    run = store.frontier.going(RunKind.BACKFILL)
    run = run or store.frontier.begin(RunKind.BACKFILL, now, growing.sizes(store, every, now).of)
    store.frontier.retry_failed(archives, now, run)
    for task in index_tasks(timelines, archives, run, precision):
        store.frontier.ask_again(task, now)
    store.frontier.take_over(run)
    if budget is not None:
        store.frontier.limit(run, budget and store.frontier.spent(run) + budget)
    return run


def index_tasks(
    timelines: Iterable[Timeline], archives: Sequence[str], run: int = 0, precision: Precision = Precision.EXACT
) -> list[Task]:
    """One question to each archive's index for every original of the timelines, equal originals once."""
    places = (place for timeline in timelines for place in timeline.locations if place.can_be_asked)
    originals = {place.key: place.original for place in places}
    return [
        Task(kind=TaskKind.INDEX, archive=archive, original=original, run=run, precision=precision)
        for archive in archives
        for original in originals.values()
    ]


def bring_nearer(store: Store, standing: Standing, now: datetime) -> None:
    """The clock may have been set back, while this process ran or before: nothing is due later than anything can be.

    In a transaction.
    """
    schedule = standing.settings.schedule
    longest = max((one.every or schedule.every for one in standing.catalog.timelines), default=schedule.every)
    archives = schedule.archives or timedelta(days=366)
    store.agenda.bring_nearer(now + longest * cadence.LONGEST * _SLACK, now + archives * _SLACK, now)
    store.frontier.bring_nearer(now + _LONGEST_PUT_OFF, now)
