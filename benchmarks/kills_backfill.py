"""Does a backfill of three archives lose or double anything when it is killed, with a browser at work beside it?

    python -m benchmarks.kills_backfill [--kills 50] [--policies 12] [--looks 40] [--live 4] [--seed 1]
        [--precision all] [--keep FOLDER]

A service is ordered to backfill invented policies, whose captures stand at random in three archives of different
dialects, a quarter of them in two or three. Beside it the same process visits live pages that only a browser shows,
every ten seconds: a backfill by itself starts no browser. The service is killed by SIGKILL at random moments, alone or
with its whole process group, and started again at once; then it is let alone until the backfill is done. All captures
are asked for, or with `--precision exact` those that date the changes. What is kept is held against an installation
that nobody disturbed. Prints a line per goal, and exits 1 if one is missed.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from time import monotonic, sleep
from urllib.parse import urlsplit

from benchmarks.archives import Served, serving_archive
from benchmarks.killing import kept
from benchmarks.killing.past import DIALECTS, archived, declarations, split
from benchmarks.killing.shown import shown_pages
from benchmarks.killing.victim import Started, Victim, still_running
from benchmarks.world.goals import Goal, counted, report
from settings import Home
from store import open_store

_SOONEST, _LATEST = 0.3, 4.0  # seconds after it is up
_SLOW, _FAST = 30, 6_000  # replays a minute of each archive: while it is killed, and afterwards
_DONE_WITHIN, _GONE_WITHIN = 900.0, 30.0  # seconds
_OPERATOR = '[operator]\ncontact = "operator@killed.example"\n'
_SCHEDULE = '[schedule]\nevery = "10s"\njitter = 0\narchives = "never"\nbackup = "never"\n'


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How much there is, and how often it is killed."""

    kills: int
    policies: int
    looks: int
    live: int
    seed: str = "1"
    latest: float = _LATEST
    slow: int = _SLOW
    precision: str = "all"


@dataclass(slots=True, kw_only=True)
class Kills:
    """What the kills met: how many found the backfill going on, and what ran below the process."""

    hits: int = 0
    with_browser: int = 0
    started: set[Started] = field(default_factory=set)


@dataclass(frozen=True, slots=True, kw_only=True)
class Servers:
    """What there is to be asked, and what is declared of it."""

    archives: Sequence[tuple[str, Served]]
    live: str  # host and port
    policies: Mapping[str, str]

    def home(self, path: Path) -> Home:
        """A fresh home that asks them, and asks the archives fast."""
        home = Home(path)
        home.policies.mkdir(parents=True)
        for name, said in self.policies.items():
            (home.policies / f"{name}.toml").write_text(said, "utf-8")
        self.set_rate(home, _FAST)
        with open_store(home.database):
            return home

    def set_rate(self, home: Home, replays: int) -> None:
        hosts = json.dumps([self.live, *(urlsplit(served.url).netloc for _, served in self.archives)])
        tables = "".join(served.table(name, replay_per_minute=replays) for name, served in self.archives)
        crawl = f"[crawl]\ndelay = 0\nallow_hosts = {hosts}\n"
        home.settings.write_text(f"{_OPERATOR}{crawl}{_SCHEDULE}{tables}", "utf-8")

    @property
    def names(self) -> list[str]:
        return [name for name, _ in self.archives]

    def asked(self) -> int:
        return sum(len(served.log) for _, served in self.archives)


def main(arguments: Sequence[str]) -> int:
    given = _parser().parse_args(arguments)
    plan = Plan(
        kills=given.kills,
        policies=given.policies,
        looks=given.looks,
        live=given.live,
        seed=given.seed,
        precision=given.precision,
    )
    with tempfile.TemporaryDirectory() as folder:
        place = given.keep or Path(folder)
        place.mkdir(parents=True, exist_ok=True)
        return report(run(plan, place))


def run(plan: Plan, folder: Path) -> list[Goal]:
    """Kills a backfill so many times, lets it end, and judges what is left."""
    with _serving(plan) as servers:
        calm = servers.home(folder / "calm")
        kept.run(calm, "backfill", "--precision", plan.precision)
        kept.run(calm, "visit")
        usual = servers.asked()
        home = servers.home(folder / "killed")
        servers.set_rate(home, plan.slow)
        kills, ended = _killed_and_ended(plan, servers, home)
        print(f"{usual} requests to archives undisturbed, {servers.asked() - usual} when killed")
        kept.run(home, "visit")
        return [*_goals(plan, kills, ended), *_judged(servers, home, calm)]


@contextmanager
def _serving(plan: Plan) -> Iterator[Servers]:
    chance = Random(f"backfill {plan.seed}")
    parts = split(archived(plan.policies, plan.looks, chance), chance)
    with ExitStack() as stack:
        url, shown = stack.enter_context(shown_pages(plan.live))
        archives = [
            (f"the {dialect} one", stack.enter_context(serving_archive(found, dialect)))
            for dialect, found in zip(DIALECTS, parts, strict=True)
        ]
        yield Servers(archives=archives, live=urlsplit(url).netloc, policies=declarations(plan.policies) | shown)


# ---------------------------------------------------------------- killing


def _killed_and_ended(plan: Plan, servers: Servers, home: Home) -> tuple[Kills, bool]:
    """What the kills met, and whether the service did the rest in time and then ended without a fault."""
    chance, kills, victim = Random(f"kills {plan.seed}"), Kills(), Victim(home)
    try:
        victim.up()
        kept.run(home, "backfill", "--precision", plan.precision)  # left to it as an order
        for _ in range(plan.kills):
            _kill(victim, home, kills, chance, plan.latest)
            victim = Victim(home)
        _say(plan, kills)
        victim.stop()
        servers.set_rate(home, _FAST)
        victim = Victim(home)
        done = _waited_for(lambda: not _going_on(home) or not victim.running)
        return kills, victim.stop() and done
    finally:
        if victim.running:
            victim.kill(group=True)


def _kill(victim: Victim, home: Home, kills: Kills, chance: Random, latest: float) -> None:
    up = victim.up()
    sleep(chance.uniform(_SOONEST, latest))
    hit = up and victim.running and _going_on(home)
    kills.with_browser += victim.shows()
    started = victim.kill(group=chance.random() < 0.5)
    kills.hits += hit
    kills.started |= started


def _going_on(home: Home) -> bool:
    """Whether the backfill that was ordered is not done."""
    with open_store(home.database, readonly=True) as store:
        return bool(store.orders.waiting())


def _waited_for(happened: Callable[[], bool]) -> bool:
    deadline = monotonic() + _DONE_WITHIN
    while not happened():
        if monotonic() > deadline:
            return False
        sleep(0.2)
    return True


def _say(plan: Plan, kills: Kills) -> None:
    print(
        f"killed {plan.kills} times, {kills.hits} times in the backfill, {kills.with_browser} times with a browser up"
    )


# ---------------------------------------------------------------- judging


def _goals(plan: Plan, kills: Kills, ended: bool) -> list[Goal]:
    left = still_running(kills.started, _GONE_WITHIN)
    least = plan.kills // 5 if plan.live else 0
    return [
        Goal(name="kills_missed", figure=plan.kills - kills.hits),
        Goal(name="kills_with_a_browser_too_few", figure=max(0, least - kills.with_browser)),
        Goal(name="browser_processes_left", figure=len(left)),
        Goal(name="not_ended", figure=int(not ended)),
    ]


def _judged(servers: Servers, home: Home, calm: Home) -> list[Goal]:
    mine, theirs = (kept.exported(one, "--comparable") for one in (home, calm))
    return [
        counted("left_to_do", kept.left(home, servers.names)),
        counted("archived_otherwise", kept.archived_differences(mine, theirs, servers.live)),
        counted("live_otherwise", kept.shown_differences(mine, theirs)),
        counted("facts_twice", kept.twice(kept.exported(home))),
        counted("database_unreadable", _unreadable(home)),
    ]


def _unreadable(home: Home) -> Iterator[str]:
    with open_store(home.database, readonly=True) as store:
        yield from store.faults()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="benchmarks.kills_backfill", description=__doc__)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--policies", type=int, default=12)
    parser.add_argument("--looks", type=int, default=40)
    parser.add_argument("--live", type=int, default=4)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--precision", default="all")
    parser.add_argument("--keep", type=Path, help="a folder in which both homes are left")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
