"""Is a backfill that was killed followed to where its pages moved, and into their past, by whoever goes on with it?"""

import asyncio
import threading

import pytest

import catalog
import crawler
import scheduler
from demo.archive import serving
from model import OrderKind, RunKind
from scheduler import now as present
from scheduler.obeying import Obeying
from scheduler.rounds import Rounds
from settings import Home
from store import open_store
from tests import moved, test_moves, test_past
from tests.homes import opened
from tests.test_backfill import start

FIRMS = {"path": moved.ADDRESSES["old"], "thrice": test_past.address("now")}
MOVED = {
    "path": [moved.ADDRESSES["old"], moved.ADDRESSES["path"]],
    "thrice": [test_past.address(name) for name in ("first", "second", "now")],
}
NEVER = '[operator]\ncontact = "mara@lumora.example"\n[schedule]\narchives = "never"\nbackup = "never"\n'
SOON = 60  # seconds


class _Archive:
    """Lists what it has, and holds back the first capture until who asked for it is dead."""

    def __init__(self):
        self.asked, self.killed = threading.Event(), threading.Event()

    async def fault(self, request):
        while request.path.startswith("/web/") and not self.killed.is_set():
            self.asked.set()
            await asyncio.sleep(0.02)


@pytest.fixture
def left(tmp_path):
    """A home whose backfill was killed when everything was listed and nothing fetched."""
    archive, records = _Archive(), list(test_past.records("thrice", test_past.STORIES["thrice"]))
    records += [test_moves.record("path", one) for one in moved.told(test_moves.STORIES["path"][0])]
    with serving(records, fault=archive.fault) as url:
        home = Home(test_past.declared(tmp_path / "home", url, "thrice"))
        text = f'[[privacy.locations]]\noriginal = "{test_moves.of("path", FIRMS["path"])}"\n'
        (home.policies / "path.toml").write_text(text, encoding="utf-8")
        with home.settings.open("a") as file:
            file.write(NEVER)
        process = start(home.path, "backfill")
        assert archive.asked.wait(SOON)
        process.kill()
        process.communicate()
        archive.killed.set()
        yield home


def stands(home, firm):
    (timeline,) = [one for one in catalog.load(home.policies).timelines if one.id.organisation == firm]
    return [place.original for place in timeline.locations]


def assert_followed(home, *firms):
    for firm in firms:
        assert stands(home, firm) == [test_moves.of(firm, original) for original in MOVED[firm]]
    with open_store(home.database, readonly=True) as store:
        assert store.frontier.going(RunKind.BACKFILL) == 0
        assert len([one for one in store.frontier.runs() if one.kind is RunKind.BACKFILL]) == 1


def serve_until_it_is_over(home):
    """As the service does that is started next."""

    async def main(stop):
        rounds = Rounds(home, present)
        obeying = Obeying(rounds)
        await rounds.open()
        await obeying.resume(stop)
        crawl = asyncio.ensure_future(rounds.crawl(stop, forever=True))
        async with asyncio.timeout(SOON):
            await obeying.look(stop)
            while await rounds.going(RunKind.BACKFILL):
                await asyncio.sleep(0.1)
        stop.set()
        await crawl
        await obeying.end()
        await rounds.close()

    crawler.on_reactor(main)


def test_a_round_that_goes_on_with_it_follows_moves_and_looks_into_the_past(left):
    scheduler.run_once(left)
    assert_followed(left, "path", "thrice")


def test_so_does_the_service(left):
    serve_until_it_is_over(left)
    assert_followed(left, "path", "thrice")


def test_an_order_says_what_ended_it(left):
    with opened(left) as store:
        run = store.frontier.going(RunKind.BACKFILL)
        store.frontier.limit(run, store.frontier.spent(run) + 2)
    given = {"timelines": ["thrice/privacy"], "archives": ["past"], "precision": "exact", "budget": 0, "past": True}
    scheduler.give_order(left, OrderKind.BACKFILL, given)
    serve_until_it_is_over(left)
    with opened(left) as store:
        (done,) = store.orders.latest(1)
        (account,) = [one.account for one in store.frontier.runs() if one.id == run]
    assert (account.spent, account.requests) == ("budget", 2)
    assert done.outcome.endswith(f"run {run}; ended by its budget: --budget")


def test_what_is_an_orders_is_left_to_it(left):
    given = {"timelines": ["thrice/privacy"], "archives": ["past"], "precision": "exact", "budget": 0, "past": False}
    scheduler.give_order(left, OrderKind.BACKFILL, given)
    serve_until_it_is_over(left)
    assert_followed(left, "path")
    assert stands(left, "thrice") == [test_past.of("thrice", FIRMS["thrice"])]
