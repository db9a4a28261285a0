"""How fast are all conclusions made again, by one process, by two, and by a cluster, and are they the same?

    CLAUSEWATCH_BENCH=... python -m benchmarks.rebuild [--only WORDS] [--times 3]

All captures of the recorded timelines are kept in a file that holds facts alone. Copies of it are rebuilt: by one
process, timed stage by stage in captures per second of processor time; by one and by two in turns, compared by wall
time (which tells little while the machine has other work, so processor time is printed beside it); by two workers of a
Dask cluster on loopback, and by such of which one is killed half-way. What each gives must be that of one process.
Prints a line per goal, and exits 1 if one is missed.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from shutil import copytree
from statistics import median
from time import monotonic
from typing import Any

import distributed

from benchmarks.corpus import bench
from benchmarks.recorded.timelines import Recorded, recorded
from benchmarks.storing.in_ours import filled
from benchmarks.storing.lines import Line, halved, recorded_lines
from benchmarks.timing import stages
from benchmarks.world.goals import Goal, counted, report
from scheduler import Makers, rebuild, standing
from settings import Home
from store import open_store

_FASTER = 1.7
_SETTINGS = '[operator]\ncontact = "operator@world.example"\n'


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What a rebuild took in seconds: on the clock, and of processor time in all processes. `said` is what came out."""

    wall: float
    cpu: float
    captures: int
    said: Sequence[str]


def main(arguments: Sequence[str]) -> int:
    given = _parser().parse_args(arguments)
    if bench() is None:
        print("rebuild: skipped, CLAUSEWATCH_BENCH names no folder with recorded pages")
        return 0
    found = recorded(given.only)
    with tempfile.TemporaryDirectory() as folder:
        furnished = furnish(Path(folder) / "facts", found, recorded_lines(found))
        return report(run(furnished, Path(folder), given.times))


def furnish(place: Path, found: Sequence[Recorded], lines: Sequence[Line]) -> Path:
    """A home in which everything is kept, in the order of a backfill, and nothing is concluded."""
    (place / "policies").mkdir(parents=True)
    (place / "settings.toml").write_text(_SETTINGS, encoding="utf-8")
    for one in found:
        text = f"name = {json.dumps(one.id)}\n[[{one.name.kind}.locations]]\noriginal = {json.dumps(one.original)}\n"
        (place / "policies" / f"{one.name.organisation}.toml").write_text(text, encoding="utf-8")
    filled(Home(place).database, chain.from_iterable(map(halved, lines)))
    return place


def run(furnished: Path, folder: Path, times: int) -> Iterator[Goal]:
    """`furnished` is a home with facts alone; copies of it are made in `folder`."""
    copies = (copytree(furnished, folder / f"home-{number}") for number in range(1_000))
    first = _staged(Home(next(copies)))
    ratios, others = [], dict[str, Sequence[str]]()
    for number in range(times):
        one, two = (_run(Home(next(copies)), Makers(jobs=jobs)) for jobs in (1, 2))
        ratios.append(one.wall / two.wall)
        others |= {f"one process, {number}": one.said, f"two processes, {number}": two.said}
        print(
            f"{number + 1}: by one {one.wall:.1f} s ({one.cpu:.1f} of processor time), by two {two.wall:.1f} s"
            f" ({two.cpu:.1f}); {ratios[-1]:.2f} times as fast"
        )
    with _cluster() as (address, kill):
        others["a cluster"] = _run(Home(next(copies)), Makers(cluster=address)).said
        others["a cluster with a killed worker"] = _run(Home(next(copies)), Makers(cluster=address), kill).said
    yield Goal(name="two_jobs_against_one", figure=1 / median(ratios), most=1 / _FASTER)
    yield counted("otherwise_made", (who for who, said in others.items() if said != first.said))


def _staged(home: Home) -> Run:
    with stages() as seconds:
        made = _run(home, Makers())
    for stage, took in seconds.items():
        print(f"{stage:22} {took:8.2f} s, {made.captures / max(took, 0.001):10,.0f} captures a second")
    print(f"{'all of it':22} {made.cpu:8.2f} s, {made.captures / made.cpu:10,.0f} captures a second")
    return made


def _run(home: Home, makers: Makers, half_way: Callable[[], None] = lambda: None) -> Run:
    timelines = standing(home).catalog.timelines
    begun, used, captures = monotonic(), _used(), 0
    for number, history in enumerate(rebuild(home, timelines, makers=makers)):
        captures += len(history.examined)
        if number == len(timelines) // 2:
            half_way()
    wall, cpu = monotonic() - begun, _used() - used
    with open_store(home.database, readonly=True) as store:
        lines = store.exporting.conclusions([one.id for one in timelines])
        said = [json.dumps(line, sort_keys=True) for line in lines]
    return Run(wall=wall, cpu=cpu, captures=captures, said=said)


def _used() -> float:
    """Of processor time, by this process and by those that it started and that ended."""
    return sum(one.ru_utime + one.ru_stime for one in map(getrusage, (RUSAGE_SELF, RUSAGE_CHILDREN)))


@contextmanager
def _cluster() -> Iterator[tuple[str, Callable[[], None]]]:
    """The address of a scheduler with two workers, and what kills one of these."""
    start: Any = distributed.LocalCluster  # which has no types
    with start(n_workers=2, threads_per_worker=1, processes=True, host="127.0.0.1", dashboard_address=None) as running:

        def kill() -> None:
            connect: Any = distributed.Client
            with connect(running.scheduler_address, set_as_default=False) as client:
                pids: Mapping[str, int] = client.run(os.getpid)
            os.kill(min(pids.values()), signal.SIGKILL)

        yield running.scheduler_address, kill


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.rebuild", description=__doc__.partition("\n")[0])
    parser.add_argument("--only", default="", help="timelines whose name holds these words")
    parser.add_argument("--times", type=int, default=3, help="how often one and two processes are compared")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
