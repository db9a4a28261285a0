"""Does the database lose or double anything when whoever writes it is killed?

    python -m benchmarks.kills_store [--kills 200] [--policies 4] [--looks 30] [--seed 1] [--keep FOLDER]

Takes captures in, imports a WARC file, rebuilds, migrates databases of earlier code, makes a backup, restores one, and
vacuums, each in a process of its own that is killed by SIGKILL at random moments and begun again. After each kill
all that is kept is read and compared with its digests. What stands there in the end is held against what an
undisturbed run left, the conclusions once they are up to date. Prints how many kills met each kind of work, a line
per goal, and exits 1 if one is missed.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import catalog
import pipeline
from benchmarks.killing.stages import TAKEN, Stage, stages
from benchmarks.killing.struck import alone, struck
from benchmarks.world.goals import Goal, counted, report
from settings import Home
from store import open_store

_SPREAD = 1.05  # of the time that the work takes: a few kills come too late
_TRIES = 6  # for one kill


@dataclass(slots=True, kw_only=True)
class Met:
    """What the kills met, and what was wrong after any of them."""

    kills: dict[str, int] = field(default_factory=dict)
    whole_runs: int = 0
    failed: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    otherwise: list[str] = field(default_factory=list)


def main(arguments: Sequence[str]) -> int:
    given = _parser().parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        place = given.keep or Path(folder)
        place.mkdir(parents=True, exist_ok=True)
        return report(run(place, given.kills, given.policies, given.looks, given.seed))


def run(folder: Path, kills: int, policies: int, looks: int, seed: str) -> list[Goal]:
    """Kills so many times, and judges what is left."""
    chance, met = Random(f"kills of the store {seed}"), Met()
    found = stages(folder, policies, looks, chance)
    for number, stage in enumerate(found):
        wanted = kills // len(found) + (number < kills % len(found))
        _stage(stage, Home(folder / stage.name), wanted, chance, met)
        print(f"{stage.name}: killed {met.kills.get(stage.name, 0)} times")
    print(f"{met.whole_runs} times the work came to its end and was held against an undisturbed one")
    return [
        Goal(name="kills_missed", figure=kills - sum(met.kills.values())),
        counted("ended_otherwise", met.failed),
        counted("verify_not_clean", met.faults),
        counted("lost_or_doubled", met.otherwise),
    ]


def _stage(stage: Stage, home: Home, wanted: int, chance: Random, met: Met) -> None:
    """Kills the work so often, goes on with it, and begins anew when it is done."""
    log = home.path.parent / f"{stage.name}.log"
    stage.make(home)
    takes = alone(lambda: stage.work(home), log)
    told, tries = 0, _TRIES * wanted
    expected = _fresh(stage, home, log, chance)
    while told < wanted and tries:
        tries -= 1
        ended = struck(lambda: stage.work(home), log, chance.uniform(0, takes * _SPREAD))
        told += ended is None
        met.faults += [f"{stage.name}: {one}" for one in faults(home, home.path.parent / "scratch")]
        if ended is not None:
            met.failed += [f"{stage.name}: ended with {ended}, see {log}"] if ended else []
            _judge(stage, home, expected, met)
            expected = _fresh(stage, home, log, chance)
    met.kills[stage.name] = told
    alone(lambda: stage.work(home), log)
    _judge(stage, home, expected, met)


def _fresh(stage: Stage, home: Home, log: Path, chance: Random) -> list[str]:
    """Makes the home as it is before the work; what an undisturbed run of it leaves."""
    before = chance.getstate()
    stage.make(home)
    alone(lambda: stage.work(home), log)
    left = everything(home)
    chance.setstate(before)
    stage.make(home)
    return left


def _judge(stage: Stage, home: Home, expected: Sequence[str], met: Met) -> None:
    met.whole_runs += 1
    left = everything(home)
    more, missing = set(left) - set(expected), set(expected) - set(left)
    met.otherwise += [f"{stage.name}: more: {one[:200]}" for one in sorted(more)]
    met.otherwise += [f"{stage.name}: missing: {one[:200]}" for one in sorted(missing)]
    if not more and not missing and left != list(expected):
        met.otherwise.append(f"{stage.name}: {len(left)} lines, or in another order; expected {len(expected)}")


def everything(home: Home) -> list[str]:
    """All facts, and what follows from them once it is up to date."""
    declared = catalog.load(home.policies)
    with open_store(home.database) as store:
        for timeline in declared.timelines:
            if not pipeline.is_current(store, timeline):
                pipeline.derive(store, timeline, TAKEN)
        names = [one.id for one in declared.timelines]
        lines = [*store.exporting.facts(comparable=True), *store.exporting.conclusions(names)]
        return [json.dumps(line) for line in lines]


def faults(home: Home, scratch: Path) -> Iterator[str]:
    """What is wrong after a kill, seen in a copy of what lies there: the next process finds it as it was."""
    scratch.mkdir(exist_ok=True)
    for suffix in ("", "-wal", "-journal"):
        path = home.path / f"clausewatch.db{suffix}"
        if path.exists():
            shutil.copyfile(path, scratch / path.name)
    if not (scratch / "clausewatch.db").exists():
        yield "there is no database"
    backups = sorted(home.backups.glob("*.db")) if home.backups.exists() else []
    for path in (scratch / "clausewatch.db", *backups):
        with open_store(path) as store:
            yield from (f"{path.name}: {fault}" for fault in store.faults())
            told = Counter(json.dumps(line) for line in store.exporting.facts(comparable=True))
            yield from (f"{path.name}: {times} times: {line}" for line, times in told.items() if times > 1)
    shutil.rmtree(scratch)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="benchmarks.kills_store", description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--policies", type=int, default=4)
    parser.add_argument("--looks", type=int, default=30)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--keep", type=Path, help="a folder in which homes and logs are left")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
