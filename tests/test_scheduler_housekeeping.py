"""Is done now and then what has to be done now and then, and not again after a restart?"""

import asyncio
from datetime import timedelta
from functools import partial

import pytest

import pipeline
from crawler.clerk import Clerk
from crawler.desk import Hop
from crawler.trouble import Trouble
from model import AlertKind, Cadence, Failure, RunKind
from scheduler.housekeeping import Housekeeping
from scheduler.rounds import Rounds
from store import Store, open_store
from store.looks import Looks
from tests import followed as the
from tests.homes import FEED, home_with, opened
from tests.outbox import an_alert
from tests.test_crawler_clerk import Clock

DAY = timedelta(days=1)
SETTINGS = FEED + '[operator]\nchannel = "feed"\n[schedule]\nkeep_backups = 2\n'
WATCHES = """
[all]
channel = "feed"
timelines = ["*"]
heartbeat = "weekly"
[slow]
channel = "feed"
timelines = ["*"]
digest = "daily"
"""


@pytest.fixture
def home(tmp_path):
    return home_with(tmp_path, settings=SETTINGS, watches=WATCHES, acme=the.URL)


@pytest.fixture
def clock():
    return Clock()


def kept_house(home, clock, *days, meanwhile=lambda rounds: None):
    """One process that keeps house after each of these waits; a new one each call."""

    async def main():
        rounds = Rounds(home, clock)
        await rounds.open()
        try:
            house = Housekeeping(rounds)
            for wait in days:
                clock.now += wait
                meanwhile(rounds)
                await house.files_changed()
                await house.round()
        finally:
            await rounds.close()

    asyncio.run(main())


def alerts(home, kind):
    with opened(home) as store:
        return [one for one in reversed(store.outbox.alerts(500)) if one.kind is kind]


def test_a_backup_is_made_once_a_day_also_over_restarts_and_the_old_ones_go(home, clock):
    for _ in range(8):
        kept_house(home, clock, timedelta(hours=6), timedelta(hours=6))
    made = sorted(path.name for path in home.backups.iterdir())
    assert len(made) == 2
    with open_store(home.backups / made[-1], readonly=True) as store:
        assert store.faults() == []
    with opened(home) as store:
        moment, path, size = store.agenda.last_backup()
        assert (path, size) == (home.backups / made[-1], path.stat().st_size)
        assert clock() - moment < DAY


def test_a_copy_that_a_person_made_stays(home, clock):
    home.backups.mkdir()
    (home.backups / "clausewatch-before-the-move.db").write_bytes(b"mine")
    kept_house(home, clock, *[DAY] * 5)
    assert (home.backups / "clausewatch-before-the-move.db").exists()


def test_where_no_backup_can_be_written_the_work_goes_on(home, clock, caplog):
    home.backups.write_bytes(b"a file in its place")
    kept_house(home, clock, DAY)
    assert "no backup" in caplog.text
    (notice,) = alerts(home, AlertKind.NOTICE)
    assert "No backup was made" in notice.message.subject
    with opened(home) as store:
        assert store.agenda.last_backup() is None


def test_a_backup_that_failed_is_tried_again_after_an_hour_and_told_once_a_day(home, clock, caplog):
    home.backups.write_bytes(b"a file in its place")
    kept_house(home, clock, *[timedelta(minutes=10)] * 48)  # 8 hours, all of one day
    assert caplog.text.count("no backup") == 8
    days = {one.made_at.date() for one in alerts(home, AlertKind.NOTICE)}
    assert len(alerts(home, AlertKind.NOTICE)) == len(days)
    home.backups.unlink()
    kept_house(home, clock, timedelta(minutes=1))
    assert len(list(home.backups.iterdir())) == 1


def test_a_backup_is_left_when_it_is_time_to_stop_and_nothing_of_it_stays(home, clock, monkeypatch):
    copied = []
    real = Store.copy_into

    def copy_into(store, path, stopped):
        stop.set()
        copied.append(path)
        real(store, path, stopped)

    async def main():
        rounds = Rounds(home, clock)
        await rounds.open()
        await Housekeeping(rounds).round(stop)
        await rounds.close()

    home.backups.mkdir()
    (home.backups / "clausewatch-20200101T000000Z.db.part").write_bytes(b"of a killed process")
    stop = asyncio.Event()
    monkeypatch.setattr(Store, "copy_into", copy_into)
    asyncio.run(main())
    assert len(copied) == 1
    assert list(home.backups.iterdir()) == []
    with opened(home) as store:
        assert store.agenda.last_backup() is None
        assert [one for one in store.outbox.alerts() if one.kind is AlertKind.NOTICE] == []


def beating(home, clock, answers):
    """Daily visits that show these bodies; then the heartbeats."""

    def visit(rounds):
        catalog = rounds.standing.catalog
        with open_store(home.database) as store:
            with store.writing():
                store.frontier.add_visits([the.URL], store.frontier.begin(RunKind.VISITS, clock()), clock())
            clerk = Clerk(store, partial(pipeline.read_in, store, catalog), clock)
            (task,) = clerk.next_visits(1)
            hop = Hop(original=the.URL, status=200, headers=(("content-type", "text/html"),), body=next(shown))
            clerk.visited(task, [hop], None, clock())
            pipeline.derive(store, catalog.timelines[0], clock())

    shown = iter(answers)
    kept_house(home, clock, *[DAY] * len(answers), meanwhile=visit)
    return [(one.evidence["visits"], one.evidence["usable"]) for one in alerts(home, AlertKind.HEARTBEAT)]


def a_policy():
    return the.page(*(f"We collect data of kind {n} that you give us, to send you what you order." for n in range(40)))


def test_a_wall_between_two_looks_at_a_policy_is_no_visit_that_worked(home, clock):
    beats = beating(home, clock, [a_policy()] * 2 + [the.WALL] * 5 + [a_policy()] * 10)
    walls = sum(visits - usable for visits, usable in beats)
    assert walls == 5
    assert sum(visits for visits, _ in beats) == 10  # all 5 walls, and 5 that showed the policy


def test_a_heartbeat_is_computed_once_a_period_and_while_others_may_write(home, clock, monkeypatch):
    asked = []
    real = Looks.live_visits

    def live_visits(looks, keys):
        with open_store(home.database) as other, other.writing():  # would wait for 10 s, and fail
            asked.append(clock())
        return real(looks, keys)

    monkeypatch.setattr(Looks, "live_visits", live_visits)
    kept_house(home, clock, *[timedelta(hours=4)] * 50)  # more than a week
    kept_house(home, clock, *[timedelta(minutes=1)] * 3)  # after a restart
    assert len(asked) == len(alerts(home, AlertKind.HEARTBEAT)) >= 1


def test_a_heartbeat_comes_once_a_period_and_says_how_visits_went(home, clock):
    body = the.page(*(f"We collect data of kind {n} that you give us, to send you what you order." for n in range(40)))

    def visit(rounds):
        catalog = rounds.standing.catalog
        with open_store(home.database) as store:
            with store.writing():
                store.frontier.add_visits([the.URL], store.frontier.begin(RunKind.VISITS, clock()), clock())
            clerk = Clerk(store, partial(pipeline.read_in, store, catalog), clock)
            (task,) = clerk.next_visits(1)
            broken = Trouble(reason=Failure.UNREACHABLE, detail="", original=the.URL) if clock().day % 5 == 0 else None
            hop = Hop(original=the.URL, status=200, headers=(("content-type", "text/html"),), body=body)
            clerk.visited(task, [] if broken else [hop], broken, clock())
            pipeline.derive(store, catalog.timelines[0], clock())

    kept_house(home, clock, *[DAY] * 15, meanwhile=visit)
    kept_house(home, clock, timedelta(hours=1))
    beats = alerts(home, AlertKind.HEARTBEAT)
    assert [one.watch for one in beats] == ["all"] * len(beats)
    assert len(beats) == len({one.cause for one in beats}) == 2
    assert "of 7 visits worked" in beats[-1].message.text


def collected(home, clock, cause):
    with opened(home) as store:
        store.outbox.keep(an_alert(name="", watch="slow", channel="", cause=cause, made_at=clock()))


def digested(home):
    found = alerts(home, AlertKind.DIGEST)
    with opened(home) as store:
        return [[store.outbox.alert(name).cause for name in one.evidence["alerts"]] for one in found]


def test_what_came_while_the_clock_was_set_back_over_midnight_is_in_the_next_digest(home, clock):
    kept_house(home, clock, DAY)
    collected(home, clock, "one")
    kept_house(home, clock, DAY)
    clock.now -= DAY
    collected(home, clock, "two")
    kept_house(home, clock, timedelta(0), DAY)
    assert digested(home)[0] == ["one"]
    kept_house(home, clock, DAY, DAY)
    assert digested(home) == [["one"], ["two"]]


def test_what_came_after_a_clock_was_a_year_fast_waits_for_no_year(home, clock):
    kept_house(home, clock, DAY)
    clock.now += 365 * DAY
    collected(home, clock, "one")
    kept_house(home, clock, DAY)
    clock.now -= 365 * DAY
    collected(home, clock, "two")
    kept_house(home, clock, DAY, DAY)
    assert digested(home) == [["one"], ["two"]]


def test_what_was_collected_is_told_at_once_when_the_digest_is_taken_away(home, clock):
    def no_digest(_):
        home.watches.write_text(WATCHES.replace('digest = "daily"', ""), encoding="utf-8")

    kept_house(home, clock, DAY)
    collected(home, clock, "one")
    hour = timedelta(hours=1)
    kept_house(home, clock, hour, hour, meanwhile=no_digest)
    kept_house(home, clock, DAY)
    assert digested(home) == [["one"]]
    (last,) = alerts(home, AlertKind.DIGEST)
    assert (last.watch, last.channel) == ("slow", "feed")


def test_a_digest_brings_together_what_came_also_after_days_of_sleep(home, clock):
    kept_house(home, clock, DAY)
    collected(home, clock, "one")
    kept_house(home, clock, DAY)
    kept_house(home, clock, timedelta(hours=1))
    assert len(alerts(home, AlertKind.DIGEST)) == 1
    collected(home, clock, "two")
    clock.now += 4 * DAY
    collected(home, clock, "three")
    kept_house(home, clock, 2 * DAY)
    first, second = alerts(home, AlertKind.DIGEST)
    assert (first.channel, first.watch, second.watch) == ("feed", "slow", "slow")
    assert first.evidence["until"] < second.evidence["until"]
    with opened(home) as store:
        causes = [store.outbox.alert(name).cause for one in (first, second) for name in one.evidence["alerts"]]
    assert causes == ["one", "two", "three"]


def test_a_fault_in_a_file_is_told_to_the_operator_once(home, clock):
    def spoil(_):
        if "nowhere" not in home.watches.read_text("utf-8"):
            home.watches.write_text(
                '# a name that is no channel\n[all]\nchannel = "nowhere"\ntimelines = ["*"]\n', encoding="utf-8"
            )

    kept_house(home, clock, DAY, DAY, DAY, meanwhile=spoil)
    (notice,) = alerts(home, AlertKind.NOTICE)
    assert "nowhere" in notice.message.text
    assert notice.channel == "feed"


def test_visits_have_an_account_a_day(home, clock):
    async def main():
        rounds = Rounds(home, clock)
        await rounds.open()
        house = Housekeeping(rounds)
        for hours in (1, 6, 24, 24):
            clock.now += timedelta(hours=hours)
            await house.round()
            run = await rounds.visits()
            rounds.ledger.of(run).visits += hours
        await rounds.end_visits()
        await rounds.close()

    asyncio.run(main())
    with opened(home) as store:
        runs = [one for one in reversed(store.frontier.runs()) if one.kind is RunKind.VISITS]
    assert [one.account.visits for one in runs] == [7, 24, 24]
    assert all(one.ended for one in runs)


def test_no_cadence_means_never(home, clock):
    kept_house(home, clock, *[DAY] * 3)
    assert not [one for one in alerts(home, AlertKind.DIGEST) if one.watch == "all"]
    assert Cadence.NEVER not in {one.heartbeat for one in Rounds(home, clock).standing.watches if one.name == "all"}
