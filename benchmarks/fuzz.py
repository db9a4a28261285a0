"""Is every page and PDF read without an error, and in bounded time and memory, whatever happened to it?

    CLAUSEWATCH_BENCH=... python -m benchmarks.fuzz [--pages 20000] [--pdfs 2000] [--jobs 2] [--from 0]

Reads labelled pages and PDFs that were cut, spliced, flipped, nested and blown up (`benchmarks.mutating`). Time and
growth of memory, per byte, may be twenty times those of the page as it was, with a little more for each. Prints a line
per goal; exits 1 if one is missed. A seed stands for the same bytes each time. Without the variable it says so and
ends well: the data is not part of the project.
"""

from __future__ import annotations

import argparse
import logging
import resource
import sys
import time
import traceback
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field

import extract
from benchmarks.corpus import bench, labelled, pages
from benchmarks.measuring import can_measure_growth, growth_here
from benchmarks.mutating import PAGES, PDFS, Mutation, mutated
from benchmarks.world.goals import Goal, counted, report
from model import Location, Rendition

_TIMES = 20
_SECONDS_MORE = 0.25
_BYTES_MORE = 32_000_000
_ADDRESS_SPACE = 6_000_000_000
_CHUNK = 50
_LARGEST_PAGE = 150_000  # larger ones would take most of the time and show nothing else
_PLACE = Location(original="https://acme.example/privacy")


@dataclass(slots=True)
class Found:
    """What was seen over some seeds: errors, readings that took too long, readings that grew too large."""

    errors: list[str] = field(default_factory=list)
    slow: list[str] = field(default_factory=list)
    large: list[str] = field(default_factory=list)
    read: int = 0

    def add(self, other: Found) -> None:
        self.errors += other.errors
        self.slow += other.slow
        self.large += other.large
        self.read += other.read


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """Of one reading: seconds of processor time, and bytes by which memory grew."""

    seconds: float
    grown: int


def main(arguments: Sequence[str]) -> int:
    if bench() is None:
        print("fuzz: skipped, CLAUSEWATCH_BENCH names no folder with labelled pages")
        return 0
    given = _parser().parse_args(arguments)
    html = [page.body for page in pages() if len(page.body) <= _LARGEST_PAGE]
    found = Found()
    for bodies, of, many in ((html, PAGES, given.pages), ([one.body for one in labelled("pdf")], PDFS, given.pdfs)):
        found.add(_in_processes(bodies, of, range(given.first, given.first + many), given.jobs))
    print(f"{found.read} read")
    return report(goals(found))


def goals(found: Found) -> list[Goal]:
    return [
        counted("unhandled_errors", found.errors),
        counted("readings_too_slow", found.slow),
        counted("readings_too_large", found.large),
    ]


def _in_processes(bodies: list[bytes], of: Mapping[Mutation, float], seeds: range, jobs: int) -> Found:
    """In processes of their own: what kills one is told with its seeds."""
    found = Found()
    chunks = [seeds[i : i + _CHUNK] for i in range(0, len(seeds), _CHUNK)]
    while chunks:
        with ProcessPoolExecutor(jobs, initializer=_begin, initargs=(bodies,)) as pool:
            waiting = [(chunk, pool.submit(_fuzzed_here, of, chunk)) for chunk in chunks]
            chunks = []
            for chunk, result in waiting:
                try:
                    found.add(result.result())
                except BrokenProcessPool:
                    chunks = _after_death(chunk, found, [one for one, _ in waiting])
                    break
    return found


def _after_death(chunk: range, found: Found, every: list[range]) -> list[range]:
    found.errors.append(f"the process died over seeds {chunk.start} to {chunk.stop - 1}")
    return every[every.index(chunk) + 1 :]


_bodies: list[bytes] = []
_usual: dict[int, Cost] = {}
"""What a process was given, and what it has measured of it: once for all its seeds."""


def _begin(bodies: list[bytes]) -> None:
    logging.disable(logging.CRITICAL)
    resource.setrlimit(resource.RLIMIT_AS, (_ADDRESS_SPACE, _ADDRESS_SPACE))
    _bodies[:] = bodies
    _usual.clear()


def _fuzzed_here(of: Mapping[Mutation, float], seeds: Sequence[int]) -> Found:
    return fuzzed(_bodies, of, seeds, _usual)


def fuzzed(
    bodies: list[bytes], of: Mapping[Mutation, float], seeds: Sequence[int], known: dict[int, Cost] | None = None
) -> Found:
    """Reads what the seeds stand for. `known` keeps what the bodies cost as they were."""
    found = Found()
    usual = {} if known is None else known
    for seed in seeds:
        body, changed, how = mutated(bodies, of, seed)
        if id(body) not in usual:
            usual[id(body)] = _best(body)
        name = f"seed {seed}, {how}, {len(changed):,} bytes"
        found.read += 1
        try:
            cost = _cost(changed)
        except (Exception, RecursionError) as error:  # noqa: BLE001  which errors come out is the question
            found.errors.append(f"{name}: {traceback.format_exception_only(error)[-1].strip()[:200]} {_where(error)}")
            continue
        _judge(found, name, changed, cost, _per_byte(usual[id(body)], len(body)))
    return found


def _where(error: BaseException) -> str:
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"at {last.filename.rpartition('/')[2]}:{last.lineno}"


def _per_byte(cost: Cost, size: int) -> tuple[float, float]:
    return cost.seconds / max(1, size), cost.grown / max(1, size)


def _judge(found: Found, name: str, changed: bytes, cost: Cost, usual: tuple[float, float]) -> None:
    seconds = _TIMES * usual[0] * len(changed) + _SECONDS_MORE
    if cost.seconds > seconds:
        again = min(cost.seconds, _cost(changed).seconds)  # a machine with other work may have been slow
        if again > seconds:
            found.slow.append(f"{name}: {again:.2f} s instead of {seconds:.2f}")
    grown = _TIMES * usual[1] * len(changed) + _BYTES_MORE
    if cost.grown > grown:
        found.large.append(f"{name}: {cost.grown / 1e6:.0f} MB instead of {grown / 1e6:.0f}")


def _best(body: bytes) -> Cost:
    costs = [_cost(body) for _ in range(3)]
    return Cost(seconds=min(cost.seconds for cost in costs), grown=max(cost.grown for cost in costs))


def _cost(body: bytes) -> Cost:
    seconds = 0.0

    def timed() -> str:
        nonlocal seconds
        begun = time.process_time()
        text = _read(body)
        seconds = time.process_time() - begun
        return text

    if not can_measure_growth():
        timed()
        return Cost(seconds=seconds, grown=0)
    grown = growth_here(timed)
    return Cost(seconds=seconds, grown=grown)


def _read(body: bytes) -> str:
    reading = extract.read(body, {}, location=_PLACE, statuscode=200, rendition=Rendition.PLAIN)
    return extract.markdown(reading)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="benchmarks.fuzz")
    parser.add_argument("--pages", type=int, default=20_000)
    parser.add_argument("--pdfs", type=int, default=2_000)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--from", dest="first", type=int, default=0, help="the first seed")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
