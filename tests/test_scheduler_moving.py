"""Is a live page that leads elsewhere watched at both addresses, declared there in time, and told of once?"""

import asyncio
import tomllib
from datetime import timedelta
from functools import partial

import pytest

import pipeline
from crawler.clerk import Clerk
from crawler.desk import Hop
from model import LIVE, AlertKind, RunKind, Task, TaskKind
from scheduler import moving
from scheduler.asking import keep_agenda
from scheduler.following import follow_round
from scheduler.rounds import Rounds
from scheduler.standing import standing
from scheduler.visiting import Deriving
from store import open_store
from tests import moved
from tests.homes import FEED, home_with
from tests.test_crawler_clerk import Clock

SETTINGS = FEED + '[operator]\nchannel = "feed"\n'
WATCH = '[all]\nchannel = "feed"\ntimelines = ["*"]\nseverity = "none"\n' + (
    'kinds = ["added", "removed", "modified", "ended", "resumed", "relocated"]\n'
)
OLD, NEW = moved.ADDRESSES["old"], moved.ADDRESSES["path"]
HTML = ("content-type", "text/html")
DAY = timedelta(days=1)


class World:
    """A page that is visited day by day, as its service would."""

    def __init__(self, home):
        self.home, self.clock = home, Clock()
        with self.store as store, store.writing():
            keep_agenda(store, standing(home, {}), self.clock())

    @property
    def store(self):
        return open_store(self.home.database)

    def visit(self, *answers, of=OLD, watch=True):
        """A day later; answers are (original, status, body, where to)."""
        self.clock.now += DAY
        now = standing(self.home, {})
        (timeline,) = now.catalog.timelines
        with self.store as store:
            clerk = Clerk(store, partial(pipeline.read_in, store, now.catalog), self.clock)
            with store.writing():
                run = store.frontier.begin(RunKind.VISITS, self.clock())
                store.frontier.add_visits([of], run, self.clock())
            (task,) = [one for one in clerk.next_visits(9) if one.original == of]
            hops = [
                Hop(original=one, status=status, headers=(HTML, *([("location", to)] if to else [])), body=body)
                for one, status, body, to in answers
            ]
            clerk.visited(task, hops, None, self.clock())
            Deriving(store=store, clock=self.clock, chance=lambda: 0.0).derive(now, timeline)
            return moving.watch(store, self.home, now.settings, timeline, self.clock()) if watch else None

    def led(self, status, text, to=NEW):
        return self.visit((OLD, status, b"", to), (to, 200, moved.PAGES[text], ""))

    def shown(self, text, original=OLD):
        return self.visit((original, 200, moved.PAGES[text], ""), of=original)

    def locations(self):
        return tomllib.loads((self.home.policies / "tarn.toml").read_text())["privacy"]["locations"]

    def told(self):
        with self.store as store:
            return [one.kind for one in reversed(store.outbox.alerts())]


@pytest.fixture
def world(tmp_path):
    return World(home_with(tmp_path, settings=SETTINGS, watches=WATCH, tarn=OLD))


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_page_that_leads_elsewhere_for_a_week_is_declared_there_and_told_of_once(world, status):
    world.shown("a")
    for _ in range(7):
        world.led(status, "a")
    assert [one["original"] for one in world.locations()] == [OLD]
    ((one,), both) = world.led(status, "a")
    assert (one.declared, both) == (True, [])
    first, second = world.locations()
    assert (first["until"] - second["since"], second["original"]) == (DAY, NEW)
    for text in "aab":
        world.shown(text, NEW)
    assert world.told() == [AlertKind.RELOCATED, AlertKind.CHANGE]


def test_a_page_that_leads_elsewhere_for_some_days_stays_where_it_is(world):
    world.shown("a")
    for _ in range(5):
        world.led(302, "b")
    for _ in range(9):
        world.shown("b")
    assert len(world.locations()) == 1
    assert AlertKind.NOTICE not in world.told()


def test_where_a_note_leads_is_visited_until_the_move_is_certain(world):
    world.shown("a")
    for _ in range(4):
        _, both = world.visit((OLD, 200, moved.MADE["stub"](NEW), ""))
        assert both == [NEW]
        world.shown("a", NEW)
    ((one,), both) = world.visit((OLD, 200, moved.MADE["stub"](NEW), ""))
    assert (one.declared, both) == (True, [])
    assert [one["original"] for one in world.locations()] == [OLD, NEW]
    assert world.told() == [AlertKind.NOTICE]  # that three visits showed no text


@pytest.mark.parametrize(("budget", "asked"), [(0, True), (2, True), (1, False)])
def test_archives_are_asked_about_a_lead_as_long_as_the_budget_lasts(world, budget, asked):
    world.shown("a")
    world.visit((OLD, 200, moved.MADE["stub"](NEW), ""))
    now = standing(world.home, {})
    with world.store as store:
        with store.writing():
            run = store.frontier.begin(RunKind.BACKFILL, world.clock())
            store.frontier.limit(run, budget)
            question = Task(kind=TaskKind.INDEX, archive="web", original=OLD, run=run)
            store.frontier.ask_again(question, world.clock())
            store.frontier.finish(*store.frontier.due("web", world.clock(), 1, ()))
        done = follow_round(store, world.home.policies, now.catalog.timelines, ["web"], run, world.clock())
    assert (done.asked > 0) is asked


def test_another_company_is_never_declared_by_itself_and_the_operator_hears_of_it_once(world):
    world.shown("a")
    for _ in range(12):
        world.led(301, "other", moved.ADDRESSES["buyer"])
    assert len(world.locations()) == 1
    assert world.told().count(AlertKind.NOTICE) == 1


def test_a_file_that_cannot_be_written_to_is_told_and_nothing_breaks(world):
    path = world.home.policies / "tarn.toml"
    path.write_text(f'[privacy]\nlocations = [{{original = "{OLD}"}}]\n', encoding="utf-8")
    world.shown("a")
    for _ in range(8):
        moves, _ = world.led(301, "a")
    assert [(one.declared, "written" in one.problem) for one in moves] == [(False, True)]


def test_the_service_queues_the_other_address_and_takes_a_declared_move_in(world):
    world.shown("a")
    world.visit((OLD, 200, moved.MADE["stub"](NEW), ""))

    async def derive():
        rounds = Rounds(world.home, world.clock)
        await rounds.open()
        try:
            rounds.touch(rounds.standing.catalog.timelines)
            await rounds.derive_touched(asyncio.Event())
            queued = await rounds.keeper.run(lambda store: store.frontier.counts([LIVE]).get("queued", 0))
            return queued, [one.original for one in rounds.standing.catalog.timelines[0].locations]
        finally:
            await rounds.close()

    assert asyncio.run(derive()) == (1, [OLD])
    world.shown("a", NEW)
    world.clock.now += 6 * DAY
    world.visit((OLD, 200, moved.MADE["stub"](NEW), ""), watch=False)
    assert asyncio.run(derive()) == (0, [OLD, NEW])
