"""Is a subscriber told of what matters, and of nearly nothing else, from the live page to the outbox?

    CLAUSEWATCH_BENCH=... python -m benchmarks.whole_way [--only WORDS] [--processes 2] [--keep FOLDER]

The recorded timelines stand live once more, each capture at its moment. The product visits them by its own clock and
crawler, keeps, reads, derives, judges and writes what it would tell into the outbox of its own store. That is held
against what is known of the pages, and against a reader's rulings in `whole_way_rulings.jsonl`. Prints each case that
stands against it and a line per goal, and exits 1 if one is missed.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import chain
from multiprocessing import get_context
from pathlib import Path
from time import monotonic

from benchmarks.corpus import bench
from benchmarks.recorded.accounts import Account, account
from benchmarks.recorded.rulings import cases_of, goals, read
from benchmarks.recorded.saying import say
from benchmarks.recorded.timelines import Recorded, recorded, with_bodies
from benchmarks.recorded.years import lived
from benchmarks.world.goals import report
from settings import Home

RULINGS = Path(__file__).with_name("whole_way_rulings.jsonl")


def main(arguments: Sequence[str]) -> int:
    given = _parser().parse_args(arguments)
    if bench() is None:
        print("whole way: skipped, CLAUSEWATCH_BENCH names no folder with scorers")
        return 0
    ruled = read(given.rulings)
    found = recorded(given.only)
    begun = monotonic()
    with tempfile.TemporaryDirectory() as folder:
        accounts = {one.id: one for one in run(found, given.keep or Path(folder), given.processes)}
    print(f"{monotonic() - begun:.0f} seconds")
    cases = cases_of(found, accounts, ruled)
    say(cases)
    return report(goals(cases), shown=given.shown)


def run(found: Sequence[Recorded], folder: Path, processes: int) -> Iterator[Account]:
    """What the product said of each; every process has a home of its own, with a part of the timelines."""
    parts = [found[number::processes] for number in range(processes)]
    places = [folder / f"home-{number}" for number in range(processes)]
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        yield from chain.from_iterable(pool.map(part, filter(None, parts), places))


def part(found: Sequence[Recorded], place: Path) -> list[Account]:
    """Lives through some timelines in this process."""
    return [account(one) for one in lived(with_bodies(found), Home(place))]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="benchmarks.whole_way", description=__doc__)
    parser.add_argument("--only", default="", help="timelines whose id holds these words")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--keep", type=Path, help="a folder in which the homes are left")
    parser.add_argument("--rulings", type=Path, default=RULINGS)
    parser.add_argument("--shown", type=int, default=200, help="how many cases are printed for each goal")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
