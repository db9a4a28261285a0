"""Does the service tell everybody what they want, once, over weeks of an invented world, and behave all the while?

    python -m benchmarks.days [--days 60] [--day-seconds 20] [--policies 200] [--hosts 40] [--seed 1] [--keep FOLDER]

Runs the service as a process among loopback servers whose policies change on known instants and which have all the
bad days of the web, at many times the pace of real time. Then everything that was told is held against the truth, and
the servers' logs against good manners. Prints a line per goal, and exits 1 if one is missed.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from json import dumps
from pathlib import Path

from benchmarks.world import arriving, database, manners_kept, telling
from benchmarks.world.goals import Goal, counted, report
from benchmarks.world.happenings import World
from benchmarks.world.past import archived
from benchmarks.world.script import make_world
from benchmarks.world.serving import given_clock
from benchmarks.world.stage import Stage, staged
from benchmarks.world.truth import Truth, forgotten, truth_of
from model import Alert, AlertKind
from settings import Home
from store import open_store

_EARLY = 10  # the day whose memory the last one is compared with
_GROWTH = 1.10
_STOP_WITHIN = 10.0  # seconds
_MOST_RUNS = 10_000
_LEAD_DAYS = 10.0  # before the first one, in which the service starts
_DIGEST_WITHIN = 2.0  # seconds after the end of its day


def main(arguments: Sequence[str]) -> int:
    if arguments[:1] == ["serve"]:
        serve(*arguments[1:])
        return 0
    given = _parser().parse_args(arguments)
    world = make_world(days=given.days, policies=given.policies, hosts=given.hosts, seed=given.seed)
    with tempfile.TemporaryDirectory() as folder:
        place = given.keep or Path(folder)
        place.mkdir(parents=True, exist_ok=True)
        return report(run(world, place, given.day_seconds))


def serve(folder: str) -> None:
    """The service in this process, by the world's clock."""
    from scheduler.service import serve as forever

    home = Home(Path(folder))
    forever(home, clock=given_clock(home).now, tick=0.2)


def run(world: World, folder: Path, day_seconds: float) -> list[Goal]:
    """Lets a world run to its end and judges it."""
    memory: dict[int, float] = {}
    with staged(world, folder, day_seconds) as stage:
        for day in range(1, int(world.days) + 1):
            if not stage.wait_until(day):
                break
            memory[day] = stage.child.memory()
        end = stage.span.day()
        stopped = Goal(name="stopped_within_seconds", figure=round(stage.child.stop(), 1), most=_STOP_WITHIN)
        _note(stage, folder)
        return [*judged(stage, end), _unaccounted(stage), _grown(memory), stopped]


def judged(stage: Stage, end: float, starts: Sequence[float] = (), interrupted: Sequence[str] = ()) -> list[Goal]:
    """Everything that was told and asked, against the truth."""
    kept, log = stage.kept(), list(stage.site.log)
    truth = truth_of(stage.world, log)
    findings = telling.judge(stage.world, stage.span, truth, kept)
    _say(stage, kept, truth)
    return [
        *findings.goals(),
        counted("notices_without_cause", telling.notices_without_cause(stage.world, kept)),
        counted("pages_forgotten", forgotten(stage.world, log)),
        counted("digests_wrong", _digests(stage, kept, end)),
        counted("summaries_wrong", telling.summaries_wrong(stage.world, kept, archived(stage.world))),
        *database.goals(stage.home, stage.span.at(-_LEAD_DAYS)),
        *manners_kept.goals(stage.world, log, starts),
        *arriving.goals(
            kept, hook=stage.hook.arrivals, post=stage.mailbox.arrivals, feed=stage.feed, interrupted=interrupted
        ),
    ]


def _digests(stage: Stage, kept: Sequence[Alert], end: float) -> list[str]:
    last = stage.span.at(end - _DIGEST_WITHIN / stage.span.day_seconds)
    days = telling.digests_owed(kept, "daily", last)
    months = sorted({f"{stage.span.at(day):%Y-%m}" for day in range(int(end) + 1)} - {f"{last:%Y-%m}"})
    return [
        *telling.regular(kept, "daily", AlertKind.DIGEST, days),
        *telling.regular(kept, "all", AlertKind.HEARTBEAT, months),
    ]


def _unaccounted(stage: Stage) -> Goal:
    """Requests that stand in no run's account; a few were in flight when it was stopped."""
    asked = len(stage.site.log) + len(stage.past.log)
    with open_store(stage.home.database, readonly=True) as store:
        accounted = sum(run.account.requests for run in store.frontier.runs(_MOST_RUNS))
    return Goal(name="requests_unaccounted", figure=abs(asked - accounted), most=max(3, asked // 50))


def _grown(memory: dict[int, float]) -> Goal:
    """The memory of the last day against that of the tenth; a world that is shorter has no say."""
    last = max(memory, default=0)
    print("resident memory, MB:", " ".join(f"{day}:{size:.0f}" for day, size in memory.items()))
    growth = memory[last] / memory[_EARLY] if last > _EARLY and memory[_EARLY] else 1.0
    return Goal(name="memory_growth", figure=round(growth, 3), most=_GROWTH)


def _say(stage: Stage, kept: Sequence[Alert], truth: Truth) -> None:
    counts = Counter(str(one.kind) for one in kept)
    print(f"{len(stage.world.pages)} policies on {len(stage.world.hosts)} hosts, {stage.span.day():.1f} days")
    print(f"{len(stage.site.log)} requests to sites, {len(stage.past.log)} to the archive")
    print(f"{len(truth.told)} things to tell, {len(truth.early)} before a first look, {len(truth.unseen)} unseen")
    print("in the outbox:", ", ".join(f"{number} {kind}" for kind, number in counts.most_common()))


def _note(stage: Stage, folder: Path) -> None:
    """The logs, for those who look closer."""
    lines = "".join(f"{dumps(asdict(line))}\n" for line in stage.site.log)
    (folder / "site.jsonl").write_text(lines, encoding="utf-8")
    said = [line for line in stage.child.log().splitlines() if "ERROR" in line or "Traceback" in line]
    print(f"the service's log: {len(said)} errors", *said[:5], sep="\n  ")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="benchmarks.days", description=__doc__)
    parser.add_argument("--days", type=float, default=60)
    parser.add_argument("--day-seconds", type=float, default=20)
    parser.add_argument("--policies", type=int, default=200)
    parser.add_argument("--hosts", type=int, default=40)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--keep", type=Path, help="a folder in which home and logs are left")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
