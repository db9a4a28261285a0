"""How many alerts does a policy raise in a year, where every recorded version would have been one?

    CLAUSEWATCH_BENCH=... python -m benchmarks.replay [--services open|back] [--documents N] [--processes 2]
                                                      [--sample N] [--seed S]

Takes the versions of 300 policies, as an archive recorded them by hand-written selectors, in as texts, and counts what
would be told: at once, and where what is in doubt waits to be seen again. Versions for which the archive had changed
how it reads are no changes of the policy and count on neither side. Prints why the others are not told, a line per
goal, and exits 1 if one is missed. `--services` takes three fifths of the services, or the others, by a hash of the
name; `--sample` shows so many alerts, and so many loud changes that were not told, to be read by a person.

The goals: of a labelled sample of such changes no more deserve an alert than 52 % in policies with up to 20 recorded
changes, 45 % with up to 100 and 6.2 % with more (the upper ends of its 95 % intervals); what is told must not be more
than these shares of the recorded changes. A version is concluded about within 200 ms of processor time on average.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from hashlib import sha1
from itertools import islice
from multiprocessing import get_context
from random import Random
from typing import Any

from benchmarks.corpus import bench, histories
from benchmarks.recorded.histories import Replayed, Step, replayed
from benchmarks.world.goals import Goal, report

_SHARES = ((20, 0.52), (100, 0.45), (10**9, 0.062))  # up to so many recorded changes, so many deserve an alert
_MOST_MILLISECONDS = 200
_OPEN = 3  # of five
_REASONS = 40


def main(arguments: Sequence[str]) -> int:
    given = _parser().parse_args(arguments)
    if bench() is None:
        print("replay: skipped, CLAUSEWATCH_BENCH names no folder with scorers")
        return 0
    rows = islice((row for row in histories() if _chosen(row["service"], given.services)), given.documents)
    with ProcessPoolExecutor(given.processes, mp_context=get_context("spawn")) as pool:
        found = list(pool.map(replayed, rows))
    _say(found)
    _sample(found, given.sample, given.seed)
    return report(goals(found))


def _chosen(service: str, services: str) -> bool:
    is_open = int(sha1(service.encode()).hexdigest(), 16) % 5 < _OPEN
    return not services or is_open == (services == "open")


def goals(found: Sequence[Replayed]) -> list[Goal]:
    told = sum(step.told for one in found for step in one.steps)
    return [
        Goal(name="told_against_deserving_at_most", figure=told / max(1.0, _deserving(found)), most=1),
        Goal(name="ms_per_version", figure=1000 * _seconds(found), most=_MOST_MILLISECONDS),
    ]


def _deserving(found: Sequence[Replayed]) -> float:
    """How many of the recorded changes deserve an alert at most, going by the labelled sample."""
    return sum(len(one.steps) * next(share for most, share in _SHARES if one.recorded_in_all <= most) for one in found)


def _seconds(found: Sequence[Replayed]) -> float:
    return sum(one.seconds for one in found) / max(1, sum(one.versions for one in found))


def _say(found: Sequence[Replayed]) -> None:
    steps = [step for one in found for step in one.steps]
    years = sum(one.years for one in found)
    at_once = sum(step.judgement.alert for step in steps)
    waiting = sum(bool(step.judgement.hold) for step in steps if step.judgement.alert)
    told = sum(step.told for step in steps)
    print(f"{len(found)} documents, {years:.0f} document-years, {sum(one.versions for one in found)} versions")
    print(f"recorded changes: {len(steps)}, {len(steps) / years:.2f} per document and year")
    print(f"alerts at once: {at_once}, {at_once / years:.2f} per document and year, {waiting} of them would wait")
    print(f"alerts with waiting: {told}, {told / years:.2f} per document and year")
    print(f"{_of(found, lambda step: step.told)} documents raise none, of {len(found)}")
    slowest = max(found, key=lambda one: one.seconds / one.versions)
    print(f"CPU ms per version: mean {1000 * _seconds(found):.0f}, worst {_each(slowest):.0f} ({slowest.name})")
    _table("why not told, first reason", Counter(next(iter(step.judgement.because), "") for step in _quiet(steps)))
    _table("natures of what is not told", Counter(str(one) for step in _quiet(steps) for one in step.judgement.natures))
    _table("severity of what is told", Counter(str(step.judgement.severity) for step in steps if step.told))
    _table("categories of what is told", Counter(c for step in steps if step.told for c in step.judgement.categories))
    _table("why it would wait", Counter(step.judgement.hold for step in steps if step.judgement.hold))


def _each(one: Replayed) -> float:
    return 1000 * one.seconds / one.versions


def _of(found: Sequence[Replayed], told: Callable[[Step], bool]) -> int:
    return sum(not any(map(told, one.steps)) for one in found)


def _quiet(steps: Sequence[Step]) -> Iterator[Step]:
    yield from (step for step in steps if not step.judgement.alert)


def _table(name: str, counts: Mapping[str, int]) -> None:
    print(f"{name}:")
    for what, count in Counter(counts).most_common(_REASONS):
        print(f"  {count:5d} {what}")


def _sample(found: Sequence[Replayed], number: int, seed: str) -> None:
    """To be read by a person."""
    all_steps = [(one, step) for one in found for step in one.steps]
    kinds: dict[str, Callable[[Step], bool]] = {
        "told": lambda step: step.told,
        "not told": lambda step: step.loud and not step.judgement.alert,
    }
    for name, is_of in kinds.items():
        of_kind = [(one, step) for one, step in all_steps if is_of(step)]
        for one, step in Random(f"{seed} {name}").sample(of_kind, min(number, len(of_kind))):
            judged: Any = step.judgement
            print(f"\n== {name}: {one.name} {step.recorded} {judged.severity} {', '.join(judged.categories)}")
            print(f"   natures {', '.join(judged.natures)}; because {'; '.join(judged.because)}; hold {judged.hold!r}")
            print(*(f"   | {line}" for line in step.words), sep="\n")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="benchmarks.replay", description=__doc__)
    parser.add_argument("--services", choices=("open", "back"), default="")
    parser.add_argument("--documents", type=int, help="only the first so many")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--sample", type=int, default=0)
    parser.add_argument("--seed", default="1")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
