"""Is what is kept after all the kills complete, and nothing in it twice?"""

from __future__ import annotations

import json
import subprocess
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from benchmarks.killing.victim import ROOT, command, environment
from model import LIVE
from settings import Home
from store import open_store

Line = dict[str, Any]

_NAMES = {
    "capture": ("original", "timestamp", "rendition", "digest", "statuscode"),
    "holding": ("original", "timestamp", "rendition", "digest", "statuscode", "holder"),
}
"""What makes a fact itself; a sighting is all that it says, but for when we learnt of it."""


def exported(home: Home, *arguments: str) -> list[str]:
    """The lines that `clausewatch export` gives."""
    return run(home, "export", *arguments).splitlines()


def run(home: Home, *arguments: str) -> str:
    """What a command of the program prints. Raises subprocess.CalledProcessError where it fails."""
    done = subprocess.run(
        command(*arguments), cwd=ROOT, env=environment(home), stdout=subprocess.PIPE, text=True, check=True
    )
    return done.stdout


def twice(lines: Sequence[str]) -> Iterator[str]:
    """Facts that stand there more than once, and live captures that equal the one before."""
    facts = [json.loads(line) for line in lines]
    told = Counter(_name(fact) for fact in facts if fact["is"] in ("capture", "holding", "sighting"))
    yield from (f"{name}: {count} times" for name, count in told.items() if count > 1)
    yield from _in_a_row(facts)


def _name(fact: Line) -> str:
    names = _NAMES.get(fact["is"]) or sorted(fact.keys() - {"is", "taken_at"})
    return f"{fact['is']} {' '.join(str(fact[name]) for name in names)}"


def _in_a_row(facts: Sequence[Line]) -> Iterator[str]:
    held: dict[tuple[str, str], list[Line]] = defaultdict(list)
    for fact in facts:
        if fact["is"] == "holding" and fact["holder"] == LIVE:
            held[fact["original"], fact["rendition"]].append(fact)
    for (original, rendition), found in held.items():
        for one, other in pairwise(sorted(found, key=lambda fact: str(fact["timestamp"]))):
            if (one["digest"], one["statuscode"]) == (other["digest"], other["statuscode"]):
                yield f"{original}, {rendition}: kept at {one['timestamp']} and again at {other['timestamp']}"


def archived_differences(one: Sequence[str], other: Sequence[str], live: str) -> list[str]:
    """Where two exports differ, but for what was seen of live pages (all that names the host `live`, or `shown`).

    Of a capture that several archives have it does not matter which one gave it.
    """
    mine, theirs = (Counter(_told(line) for line in lines if not _is_live(line, live)) for lines in (one, other))
    return [*(f"more: {line}" for line in mine - theirs), *(f"missing: {line}" for line in theirs - mine)]


def _told(line: str) -> str:
    fact = json.loads(line)
    giver = ("holder", "archive_digest", "length", "place") if fact.get("kind") == "response" else ()
    return json.dumps({name: value for name, value in fact.items() if name not in giver})


def shown_differences(one: Sequence[str], other: Sequence[str]) -> list[str]:
    """Where what live pages say differs: the clauses of their versions, in order, whenever they were seen."""
    mine, theirs = (_said(lines) for lines in (one, other))
    return [f"{name}: {mine.get(name)}" for name in sorted({*mine, *theirs}) if mine.get(name) != theirs.get(name)]


def _said(lines: Sequence[str]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    for fact in map(json.loads, lines):
        if fact["is"] == "version" and fact["timeline"].startswith("shown"):
            found[fact["timeline"]].append((fact["rendition"], fact["clauses"]))
    return found


def _is_live(line: str, live: str) -> bool:
    return live in line or str(json.loads(line).get("timeline", "")).startswith("shown")


def left(home: Home, archives: Sequence[str]) -> Iterator[str]:
    """Tasks and orders that are not done, and what was given up."""
    with open_store(home.database, readonly=True) as store:
        for archive in (*archives, LIVE):
            counts = store.frontier.counts([archive])
            yield from (f"{archive}: {number} {state}" for state, number in counts.items() if state != "done")
        yield from (
            f"order {order.id}: {order.outcome or 'waits'}" for order in store.orders.latest(10) if order.failed
        )
        yield from (f"order {order.id} waits" for order in store.orders.waiting())
