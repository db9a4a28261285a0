"""Is a backfill gone on with as it was ordered, whatever ended the process before, or another backfill?"""

import asyncio
from datetime import timedelta

import pytest

from model import OrderKind, RunKind
from scheduler import give_order
from scheduler.obeying import Obeying
from scheduler.rounds import Rounds
from tests import followed as the
from tests.homes import FEED, home_with, opened
from tests.test_crawler_clerk import Clock

NEVER = FEED + '[schedule]\narchives = "never"\n'
SOON = timedelta(seconds=30)


@pytest.fixture
def home(tmp_path):
    return home_with(tmp_path, settings=NEVER, acme=the.URL)


def left_by_a_killed_process(home, budget=0):
    with opened(home) as store:
        run = store.frontier.begin(RunKind.BACKFILL, the.TAKEN)
        store.frontier.limit(run, budget)
    return run


def obeyed(home, call):
    """What `call` gives of one who obeys, while no crawl goes on."""

    async def main():
        rounds, stop = Rounds(home, Clock()), asyncio.Event()
        await rounds.open()
        obeying = Obeying(rounds)
        try:
            return await call(rounds, obeying, stop)
        finally:
            stop.set()
            await obeying.end()
            await rounds.close()

    return asyncio.run(main())


async def going(rounds):
    return await rounds.going(RunKind.BACKFILL)


async def until(true):
    async with asyncio.timeout(SOON.total_seconds()):
        while not await true():
            await asyncio.sleep(0.05)


def test_a_backfill_is_not_over_before_what_a_killed_process_kept_is_planned(home):
    run = left_by_a_killed_process(home)

    async def call(rounds, obeying, stop):
        await obeying.resume(stop)
        await asyncio.sleep(1.5)  # it looks twice a second
        assert await going(rounds) == run
        rounds.gone_on = True

        async def over():
            return not await going(rounds)

        await until(over)

    obeyed(home, call)


def test_a_budget_outlives_the_process_and_the_order(home):
    run = left_by_a_killed_process(home, budget=7)
    give_order(home, OrderKind.BACKFILL, {"timelines": [], "archives": [], "precision": "exact", "budget": 3})

    async def call(rounds, obeying, stop):
        async def asked():
            return await rounds.keeper.run(lambda store: store.frontier.counts(rounds.archives).get("queued"))

        await obeying.resume(stop)
        await obeying.look(stop)
        await until(asked)
        return await rounds.keeper.run(lambda store: store.frontier.budget(run))

    assert obeyed(home, call) == 7


def test_a_backfill_that_fails_leaves_the_next_one_its_budget(home, monkeypatch):
    async def call(rounds, obeying, stop):
        async def failing(*_):
            raise ZeroDivisionError

        rounds.gone_on = True
        monkeypatch.setattr(rounds, "follow_moves", failing)
        with pytest.raises(ZeroDivisionError):
            await obeying._backfill([], (), stop)
        first = asyncio.ensure_future(obeying._backfill(rounds.standing.catalog.timelines, (), stop, budget=5))
        await until(rounds.archives_left)
        run = await going(rounds)
        found = await rounds.keeper.run(lambda store: store.frontier.budget(run))
        stop.set()
        await first
        return found

    assert obeyed(home, call) == 5
