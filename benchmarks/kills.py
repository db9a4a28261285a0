"""Does the service lose or double anything when it is killed?

    python -m benchmarks.kills [--kills 50] [--days 12] [--day-seconds 40] [--policies 30] [--hosts 8] [--seed 1]

Runs the service in the invented world, kills it at random moments by SIGKILL and starts it again at once, then lets it
run undisturbed to the end of the world. Prints a line per goal, and exits 1 if one is missed.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from random import Random
from time import monotonic, sleep

from benchmarks.days import judged
from benchmarks.world import database
from benchmarks.world.arriving import marked_repeats
from benchmarks.world.goals import Goal, report
from benchmarks.world.happenings import World
from benchmarks.world.script import make_world
from benchmarks.world.stage import Stage, staged

_SOONEST, _LATEST = 0.3, 6.0  # seconds after it is up


def main(arguments: Sequence[str]) -> int:
    given = _parser().parse_args(arguments)
    world = make_world(days=given.days, policies=given.policies, hosts=given.hosts, seed=given.seed)
    with tempfile.TemporaryDirectory() as folder:
        place = given.keep or Path(folder)
        place.mkdir(parents=True, exist_ok=True)
        return report(run(world, place, given.day_seconds, given.kills))


def run(world: World, folder: Path, day_seconds: float, kills: int) -> list[Goal]:
    """Kills the service so many times, lets the world end and judges what is left."""
    chance = Random(f"kills {world.seed}")
    with staged(world, folder, day_seconds) as stage:
        killed = sum(_killed(stage, chance) for _ in range(kills))
        print(f"killed {killed} times by day {stage.span.day():.1f}")
        stage.wait_until(world.days)
        end = stage.span.day()
        stopped = Goal(name="stopped_within_seconds", figure=round(stage.child.stop(), 1), most=10)
        open_attempts = database.interrupted(stage.home, list(stage.kept()))
        repeats = marked_repeats([*stage.hook.arrivals, *stage.mailbox.arrivals])
        print(f"{len(open_attempts)} alerts interrupted, {repeats} messages marked as possible repeats")
        return [
            Goal(name="kills_missed", figure=kills - killed),
            *judged(stage, end, starts=stage.child.starts[1:], interrupted=open_attempts),
            stopped,
        ]


def _killed(stage: Stage, chance: Random) -> bool:
    """Whether the service was up and running when it was killed."""
    up = stage.child.up()
    moment = monotonic() + chance.uniform(_SOONEST, _LATEST)
    while stage.child.running and monotonic() < moment:
        sleep(0.01)
    alive = stage.child.running
    stage.child.kill()
    stage.child.restart()
    return up and alive


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="benchmarks.kills", description=__doc__)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--days", type=float, default=12)
    parser.add_argument("--day-seconds", type=float, default=40)
    parser.add_argument("--policies", type=int, default=30)
    parser.add_argument("--hosts", type=int, default=8)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--keep", type=Path, help="a folder in which home and logs are left")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
