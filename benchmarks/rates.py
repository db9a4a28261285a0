"""Does an archive see one client that keeps its rates, whatever the service has to do at once?

    python -m benchmarks.rates [--policies 12] [--hosts 4] [--captures 10] [--seed 1]

Gives the running service two backfills at once while it visits live pages. The archive refuses some requests with 429
and Retry-After, some with 503, each once. Its own log is held against the rates that are set. Prints a line per goal,
and exits 1 if one is missed.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path
from time import monotonic, sleep

from aiohttp import web

import scheduler
from benchmarks.world.goals import Goal, counted, report
from benchmarks.world.happenings import World
from benchmarks.world.installation import Archives
from benchmarks.world.past import Asked, Past, record
from benchmarks.world.script import make_world
from benchmarks.world.span import Span
from benchmarks.world.stage import Stage, staged
from model import OrderKind
from settings import Home
from store import open_store

RATES = Archives(every="never", index_per_minute=120, replay_per_minute=240)
_DAYS = 8.0
_DAY_SECONDS = 20.0
_RETRY_AFTER = 3
_TOLERANCE = 0.1  # seconds by which requests may come closer on their way
_IN_FLIGHT = 0.1  # seconds after a refusal in which what was sent before it may arrive
_WITHIN = 180.0  # seconds for both orders


def main(arguments: Sequence[str]) -> int:
    given = _parser().parse_args(arguments)
    world = make_world(days=_DAYS, policies=given.policies, hosts=given.hosts, seed=given.seed)
    with tempfile.TemporaryDirectory() as folder:
        return report(run(world, Path(folder), given.captures))


def run(world: World, folder: Path, captures: int) -> list[Goal]:
    """Two backfills at once beside live visits, and what the archive saw of them."""
    with staged(world, folder, _DAY_SECONDS, make_past=partial(_past, captures), archives=RATES) as stage:
        done = stage.child.up() and stage.wait_until(0.2) and _ordered(stage)
        stopped = stage.child.stop()
        print(f"{len(stage.past.log)} requests to the archive, {len(stage.site.log)} to sites")
        return [
            Goal(name="orders_left", figure=0 if done else 1),
            counted("pages_not_visited_meanwhile", _unvisited(stage)),
            *judged(stage.past.log, captures * len(world.pages)),
            Goal(name="stopped_within_seconds", figure=round(stopped, 1), most=10),
        ]


def judged(log: Sequence[Asked], captures: int) -> list[Goal]:
    """Goals of an archive's log."""
    index = [one for one in log if one.index]
    replay = [one for one in log if not one.index]
    return [
        counted("index_too_fast", _too_fast(index, RATES.index_per_minute)),
        counted("replay_too_fast", _too_fast(replay, RATES.replay_per_minute)),
        counted("asked_during_pause", _during_pause(log)),
        Goal(name="clients_besides_one", figure=len({one.agent for one in log}) - 1),
        counted("captures_fetched_not_once", _not_once(replay, captures)),
    ]


def _too_fast(log: Sequence[Asked], per_minute: float) -> Iterator[str]:
    """Requests that came sooner after the one before than an even pace has it, and minutes with too many."""
    interval = 60 / per_minute
    times = sorted(one.at for one in log)
    for one, other in pairwise(times):
        if other - one < interval - _TOLERANCE:
            yield f"{other - one:.3f} s instead of {interval:.3f} s"
    for at, begin in enumerate(times):
        within = sum(time < begin + 60 for time in times[at:])
        if within > per_minute + 1:
            yield f"{within} within a minute instead of {per_minute:.0f}"


def _during_pause(log: Sequence[Asked]) -> Iterator[str]:
    until = since = 0.0
    for one in sorted(log, key=lambda one: one.at):
        if since + _IN_FLIGHT < one.at < until:
            yield f"{one.path[:60]} {until - one.at:.2f} s too early"
        if one.retry_after:
            since, until = one.at, one.at + one.retry_after - _TOLERANCE


def _not_once(replay: Sequence[Asked], captures: int) -> Iterator[str]:
    fetched = Counter(one.path for one in replay if one.status == 200)
    yield from (f"{path} {count} times" for path, count in fetched.items() if count != 1)
    if len(fetched) != captures:
        yield f"{len(fetched)} of {captures} captures"


def _ordered(stage: Stage) -> bool:
    """Whether two overlapping backfills, ordered at once, were done in time."""
    names = [page.timeline for page in stage.world.pages]
    half = len(names) // 2
    for timelines in (names[: half + 2], names[half - 2 :]):
        arguments = {"timelines": timelines, "archives": ["past"]}
        scheduler.give_order(stage.home, OrderKind.BACKFILL, arguments)
    deadline = monotonic() + _WITHIN
    while monotonic() < deadline and stage.child.running:
        if not _waiting(stage.home):
            return True
        sleep(0.5)
    return False


def _waiting(home: Home) -> int:
    with open_store(home.database, readonly=True) as store:
        return len(store.orders.waiting())


def _unvisited(stage: Stage) -> Iterator[str]:
    """Pages that can be seen and were not asked for while the archive was."""
    begin, end = stage.past.log[0].at, stage.past.log[-1].at
    visited = {line.timeline for line in stage.site.log if begin < line.began < end}
    yield from (page.timeline for page in stage.world.pages if not page.unseen and page.timeline not in visited)


class _Refusing:
    """Answers some requests with 429 or 503, each of them once."""

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()

    async def __call__(self, request: web.Request) -> web.StreamResponse | None:
        self._seen[request.path_qs] += 1
        number = len(self._seen)
        if self._seen[request.path_qs] > 1:
            return None
        if number % 40 == 20:
            return web.Response(status=429, headers={"Retry-After": str(_RETRY_AFTER)})
        return web.Response(status=503) if number % 15 == 7 else None


def _past(captures: int, world: World, span: Span, port: int) -> Past:
    days = [-700.0 + 10 * number for number in range(captures)]
    found = [record(world, span, port, page, day, 1 + at % 4) for page in world.pages for at, day in enumerate(days)]
    return Past(found, span.now, _Refusing())


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="benchmarks.rates", description=__doc__)
    parser.add_argument("--policies", type=int, default=12)
    parser.add_argument("--hosts", type=int, default=4)
    parser.add_argument("--captures", type=int, default=10)
    parser.add_argument("--seed", default="1")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
