"""Is a loss that waits for a second look told when none comes, once, whatever happens to the process?"""

import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from alerts.flaps import PATIENCE
from model import AlertKind, Failure
from scheduler.overdue import overdue
from tests import followed as the
from tests.homes import EVERYTHING, home_with
from tests.test_scheduler_housekeeping import alerts, kept_house
from tests.test_scheduler_visiting import CHANGED, SETTINGS, World, body

ROOT = Path(__file__).parent.parent
HOUR, DAY = timedelta(hours=1), timedelta(days=1)

KILLED = """
import asyncio, os, signal, sys
from datetime import datetime
from pathlib import Path
from scheduler.housekeeping import Housekeeping
from scheduler.rounds import Rounds
from settings import Home
from store.outbox import Outbox

home, step, now = sys.argv[1:]
setattr(Outbox, step, lambda *_: os.kill(os.getpid(), signal.SIGKILL))

async def main():
    rounds = Rounds(Home(Path(home)), lambda: datetime.fromisoformat(now))
    await rounds.open()
    await Housekeeping(rounds).round()

asyncio.run(main())
"""


@pytest.fixture
def world(tmp_path):
    """A page whose text was there at one look, and much of it gone at the next."""
    made = World(home_with(tmp_path, settings=SETTINGS, watches=EVERYTHING, acme=the.URL))
    made.visit(body(12))
    made.visit(body(12, without=4))
    assert made.told() == []
    yield made
    made.store.close()


def later(world, *waits):
    """What keeping house tells of changes when nothing is looked at."""
    kept_house(world.home, world.clock, *waits)
    return alerts(world.home, AlertKind.CHANGE)


def test_where_no_look_comes_at_all_a_loss_is_told_after_a_week_and_once(world):
    assert later(world, PATIENCE - HOUR) == []
    (alert,) = later(world, HOUR)
    assert alert.made_at == world.clock()
    assert "for a week no other one showed the text" in alert.message.text
    assert len(later(world, HOUR, DAY, 9 * DAY)) == 1
    assert world.visit(body(12, without=4)).streak == 0
    assert world.told() == [CHANGED]


@pytest.mark.parametrize(
    "answer",
    [Failure.UNREACHABLE, the.WALL, the.page("Page not found. Nothing is here.")],
    ids=["failures", "walls", "gone"],
)
def test_where_the_page_is_gone_a_loss_is_told_after_a_week(world, answer):
    status = 404 if isinstance(answer, bytes) and b"not found" in answer else 200
    for _ in range(6):
        world.visit(answer, status=status)
        assert CHANGED not in world.told()
    for _ in range(6):
        world.visit(answer, status=status)
    assert world.told().count(CHANGED) == 1


def test_a_loss_that_is_seen_again_or_undone_in_time_is_not_told_by_its_time(world):
    world.visit(body(12), after=HOUR)
    assert later(world, PATIENCE, DAY) == []
    world.visit(body(12, without=4))
    world.visit(body(12, without=4))
    assert len(later(world, PATIENCE, DAY)) == 1
    assert not overdue(world.store, world.standing, world.clock())


@pytest.mark.parametrize("step", ["keep", "mark"])
def test_a_process_that_is_killed_while_it_tells_leaves_it_to_the_next(world, step):
    then = (world.clock() + PATIENCE).isoformat()
    command = [sys.executable, "-c", KILLED, str(world.home.path), step, then]
    assert subprocess.run(command, check=False, cwd=ROOT).returncode == -signal.SIGKILL
    assert alerts(world.home, AlertKind.CHANGE) == []
    assert len(later(world, PATIENCE)) == 1
    assert len(later(world, DAY)) == 1
