"""Is what the service kept whole, with nothing in it twice?"""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise
from typing import Any

import catalog
from benchmarks.world.goals import Goal, counted
from model import LIVE, Alert
from settings import Home
from store import Store, open_store

Line = dict[str, Any]


def goals(home: Home, begin: datetime) -> list[Goal]:
    """Goals of what is kept; `begin` is when the service's clock began, which is not the machine's."""
    with open_store(home.database, readonly=True) as store:
        facts = list(store.exporting.facts())
        captures = [line for line in facts if line["is"] in ("capture", "holding")]
        return [
            counted("database_unreadable", _unreadable(home, store)),
            counted("captures_twice", [*_twice(captures), *_in_a_row(captures)]),
            counted("facts_by_another_clock", _strange_times(facts, begin)),
        ]


def _strange_times(facts: list[Line], begin: datetime) -> Iterator[str]:
    """Facts that were learnt before the service began."""
    for line in facts:
        if "taken_at" in line and datetime.fromisoformat(line["taken_at"]) < begin:
            holder = line.get("holder", "")
            yield f"{line['is']} of {line.get('original', '')} from {holder}: taken at {line['taken_at']}"


def interrupted(home: Home, kept: list[Alert]) -> list[str]:
    """The names of alerts of which an attempt was open when its process was killed."""
    with open_store(home.database, readonly=True) as store:
        return [one.name for one in kept if any(not attempt.ended for attempt in store.outbox.attempts(one.name))]


def _unreadable(home: Home, store: Store) -> Iterator[str]:
    """Has SQLite check all of it, and reads every body and every conclusion."""
    try:
        yield from store.faults()
        digests = {line["digest"] for line in store.exporting.facts() if line["is"] == "capture"}
        for digest in digests:
            store.facts.body(digest)
        timelines = [one.id for one in catalog.load(home.policies).timelines]
        for _ in store.exporting.conclusions(timelines):
            pass
    except (sqlite3.DatabaseError, LookupError) as error:
        yield repr(error)


def _twice(lines: list[Line]) -> Iterator[str]:
    names = Counter(_name(line) for line in lines if line["is"] == "capture")
    yield from (f"{name} {count} times" for name, count in names.items() if count > 1)


def _in_a_row(lines: list[Line]) -> Iterator[str]:
    """Live captures of one original that equal the one before: these are sightings and no captures."""
    live: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        if line["is"] == "holding" and line["holder"] == LIVE:
            live[line["original"]].append(line)
    for original, held in live.items():
        held.sort(key=lambda line: str(line["timestamp"]))
        for one, other in pairwise(held):
            if all(one[key] == other[key] for key in ("digest", "statuscode", "rendition")):
                yield f"{original} at {one['timestamp']} and {other['timestamp']}"


def _name(line: Line) -> str:
    return " ".join(str(line[key]) for key in ("original", "timestamp", "rendition", "digest", "statuscode"))
