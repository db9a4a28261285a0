"""What have archives to be asked to follow a policy's moves?

A backfill of an address brings its redirects; where these lead is asked for next, and so on, a few times. Home pages
of the time before its first text tell of earlier addresses.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import catalog
import discovery
from discovery import Followed, Lead, Unfound
from model import Task, TaskKind, Timeline, TimelineId
from scheduler.moving import Moved, declare, followed
from scheduler.retracing import Retraced, Retracing, queue, replay
from store import Store


def redirects(store: Store, timelines: Iterable[Timeline], archives: Sequence[str], run: int = 0) -> list[Task]:
    """Requests for redirects that archives list, as far as where they lead may tell of a move."""
    return [
        task for timeline in timelines for archive in archives for task in _redirects(store, timeline, archive, run)
    ]


def _redirects(store: Store, timeline: Timeline, archive: str, run: int) -> Iterable[Task]:
    keys = list(dict.fromkeys(place.key for place in timeline.locations))
    looked = {(one.capture.original, one.capture.timestamp) for one in store.facts.of_originals(keys, timeline.id).held}
    for key in keys:
        places = [place for place in timeline.locations if place.key == key]
        rows = [
            row
            for row in store.facts.rows(archive, key)
            if any(place.covers(row.original, row.timestamp) for place in places)
        ]
        for row in discovery.to_look_at(rows, looked):
            yield replay(archive, row, run)


def _probes(store: Store, lead: Lead, archives: Sequence[str], run: int) -> Iterable[Task]:
    """Requests for what tells whether the policy stands where a lead leads, as far as that is listed already."""
    for archive in archives:
        for row in discovery.probes(store.facts.rows(archive, lead.key), lead.after or lead.by):
            yield replay(archive, row, run)


def ask(
    store: Store,
    timelines: Sequence[Timeline],
    found: Iterable[Followed],
    archives: Sequence[str],
    run: int,
    at: datetime,
) -> int:
    """Queues what would tell more of moves; how many requests."""
    leads = {lead.key: lead for one in found for lead in one.ask}.values()
    tasks = redirects(store, timelines, archives, run)
    tasks += [task for lead in leads for task in _probes(store, lead, archives, run)]
    return queue(store, [lead.target for lead in leads], tasks, archives, run, at)


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """What one round of following led to: requests queued, moves declared, and what a person has to decide.

    `unfound` are times of which home pages told nothing, as far as that is known.
    """

    asked: int
    moved: tuple[Moved, ...]
    unfound: tuple[tuple[TimelineId, Unfound], ...] = ()

    @property
    def declared(self) -> list[Moved]:
        return [one for one in self.moved if one.declared]


def follow_round(
    store: Store,
    policies: Path,
    timelines: Sequence[Timeline],
    archives: Sequence[str],
    run: int,
    at: datetime,
    retracing: Retracing | None = None,
) -> Round:
    """Follows what is known, declares what is certain, and queues what would tell more, if the run's budget allows.

    With `retracing` also into the past, by what home pages linked.
    """
    found = {timeline.id: followed(store, timeline) for timeline in timelines}
    archives = () if store.frontier.is_spent(run) else archives
    asked = ask(store, timelines, found.values(), archives, run, at)
    traced: dict[TimelineId, Retraced] = {}
    if retracing:
        every = catalog.load(policies)
        for timeline in timelines:
            one = traced[timeline.id] = retracing.step(store, every, timeline, archives, run)
            asked += queue(store, one.indexes, one.replays, archives, run, at)  # before the next: they share home pages
    moved: list[Moved] = []
    for name, led in found.items():
        moved += declare(policies, name, [move for move in led.moves if move.certain])
        moved += [Moved(timeline=name, move=move) for move in led.moves if not move.certain]
    for name, told in traced.items():
        moved += reversed(declare(policies, name, told.told.moves[::-1]))  # each is put before the others
    fresh = [one.move.place.original for one in moved if one.declared]
    with store.writing():  # what is declared is asked for as a whole
        for archive in archives:
            for original in fresh:
                task = Task(kind=TaskKind.INDEX, archive=archive, original=original, run=run)
                store.frontier.ask_once_more(task, at)
    asked += len(fresh) * len(archives)
    unfound = tuple((name, time) for name, one in traced.items() for time in one.told.unfound)
    return Round(asked=asked, moved=tuple(moved), unfound=unfound)
