"""Do alerts leave the outbox, each at least once, and is a channel that fails no harm to another?"""

import asyncio
import time
from dataclasses import replace
from datetime import timedelta
from xml.etree import ElementTree

import pytest

from alerts.deadline import MAY_HAVE_ARRIVED
from model import AlertKind, Attempt
from scheduler.delivery import Delivered, Delivery, is_due
from scheduler.threads import StoreThread
from settings import Settings, load
from store.outbox import Outbox
from tests.homes import home_with, opened
from tests.outbox import an_alert
from tests.receivers import Inbox, free_port, mail_server

MADE = an_alert().made_at
ATOM = "{http://www.w3.org/2005/Atom}"
CHANNELS = """
[mail]
port = {port}
sender = "watch@lumora.example"
[operator]
channel = "feed"
[channels.feed]
atom = "feed.xml"
[channels.mara]
mail = "mara@lumora.example"
"""


class Clock:
    def __init__(self):
        self.now = MADE

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def home(tmp_path):
    return home_with(tmp_path, settings=CHANNELS.format(port=free_port()), watches="")


def put(home, *causes, channel="mara", kind=AlertKind.CHANGE):
    with opened(home) as store:
        return [
            store.outbox.keep(an_alert(name="", cause=cause, channel=channel, kind=kind, made_at=MADE)).name
            for cause in causes
        ]


def rounds(home, clock, settings=None, times=1):
    async def main():
        thread = StoreThread(home.database, "test")
        await thread.open()
        delivery = Delivery(home, thread, clock, {})
        try:
            return [await delivery.round(settings or load(home, {})) for _ in range(times)]
        finally:
            await thread.close()

    return asyncio.run(main())


def attempts(home, name):
    with opened(home) as store:
        return store.outbox.attempts(name)


def at_port(settings: Settings, port: int) -> Settings:
    return replace(settings, mail=replace(settings.mail, port=port))


def test_an_alert_is_delivered_once(home, clock):
    (name,) = put(home, "one")
    inbox = Inbox()
    with mail_server(inbox) as port:
        settings = at_port(load(home, {}), port)
        assert rounds(home, clock, settings, times=3) == [Delivered(sent=1), Delivered(), Delivered()]
    ((_, recipients, content),) = inbox.got
    assert recipients == ["mara@lumora.example"]
    assert name.encode() in content
    assert [one.failure for one in attempts(home, name)] == [""]


def test_a_channel_that_is_down_is_asked_again_later_and_later_and_no_other_waits_for_it(home, clock):
    first, second = put(home, "one", "two")
    put(home, "three", channel="feed")
    assert rounds(home, clock, times=2) == [Delivered(sent=1, failed=1), Delivered()]
    assert len(attempts(home, first)) == 1
    assert attempts(home, second) == []  # it would fail as well
    clock.now += timedelta(minutes=1)
    assert rounds(home, clock, times=2) == [Delivered(failed=1), Delivered()]
    clock.now += timedelta(minutes=1)
    assert rounds(home, clock) == [Delivered(failed=1)]  # the second one's turn, while the first waits
    assert [len(attempts(home, name)) for name in (first, second)] == [2, 1]
    assert "127.0.0.1" in attempts(home, first)[0].failure or "localhost" in attempts(home, first)[0].failure


def test_what_was_open_when_a_process_was_killed_is_tried_at_once_and_says_that_it_may_be_a_repeat(home, clock):
    (name,) = put(home, "one")
    with opened(home) as store:
        store.outbox.begin_attempt(name, "mara", clock())
    inbox = Inbox()
    with mail_server(inbox) as port:
        rounds(home, clock, at_port(load(home, {}), port))
    ((_, _, content),) = inbox.got
    assert b"X-Clausewatch-Repeat" in content
    assert [one.ended is None for one in attempts(home, name)] == [True, False]


def test_an_alert_is_given_up_after_three_days_and_the_operator_is_told_once(home, clock):
    (name,) = put(home, "one")
    for _ in range(40):
        rounds(home, clock)
        clock.now += timedelta(hours=3)
    with opened(home) as store:
        assert store.outbox.given_up(name)
        assert store.outbox.counts()["given_up"] == 1
        (notice,) = [one for one in store.outbox.alerts() if one.kind is AlertKind.NOTICE]
        assert "mara" in notice.message.subject
    tried = len(attempts(home, name))
    rounds(home, clock)
    assert len(attempts(home, name)) == tried


def test_a_channel_that_is_not_set_any_more_is_a_failure_that_says_so(home, clock):
    (name,) = put(home, "one", channel="gone")
    assert rounds(home, clock) == [Delivered(failed=1)]
    assert "no channel 'gone'" in attempts(home, name)[0].failure


def test_a_feed_holds_what_was_told_the_latest_first_and_nothing_twice(home, clock):
    put(home, "one", "two", channel="feed")
    rounds(home, clock, times=2)
    with opened(home) as store:  # as if killed after the file was written and before that was noted
        (name,) = [
            store.outbox.keep(an_alert(name="", cause="three", channel="feed", made_at=MADE + timedelta(hours=1))).name
        ]
        store.outbox.begin_attempt(name, "feed", clock())
    rounds(home, clock, times=2)
    feed = ElementTree.parse(home.feeds / "feed.xml").getroot()
    ids = [entry.findtext(f"{ATOM}id") for entry in feed.iter(f"{ATOM}entry")]
    assert ids[0].endswith(name)
    assert len(ids) == len(set(ids)) == 3


def test_a_slow_channel_holds_no_other_up(home, clock, monkeypatch):
    """It is asked in a thread of its own."""
    import alerts

    def slow(channel, *_, **__):
        time.sleep(0.3)
        return ""

    monkeypatch.setattr(alerts, "deliver", slow)
    settings = load(home, {})
    many = {f"c{n}": replace(settings.channels["mara"], name=f"c{n}") for n in range(4)}
    for name in many:
        put(home, name, channel=name)
    begun = time.monotonic()
    assert rounds(home, clock, replace(settings, channels=many)) == [Delivered(sent=4)]
    assert time.monotonic() - begun < 1.0


def test_what_was_not_answered_is_tried_again_as_what_may_be_a_repeat(home, clock, monkeypatch):
    import alerts

    said = []

    def late(*_, repeat, **__):
        said.append(repeat)
        return "it had not answered after 30 s" + MAY_HAVE_ARRIVED if len(said) == 2 else "connection refused"

    monkeypatch.setattr(alerts, "deliver", late)
    (name,) = put(home, "one")
    for _ in range(4):
        rounds(home, clock)
        clock.now += timedelta(hours=12)
    assert said == [False, False, True, True]
    assert all(one.ended for one in attempts(home, name))  # each waits its time


def test_a_bug_of_a_sender_is_a_failed_try_that_the_operator_hears_of_once(home, clock, monkeypatch, caplog):
    import alerts

    def buggy(*_, **__):
        raise UnicodeError("label empty or too long")

    monkeypatch.setattr(alerts, "deliver", buggy)
    (name,) = put(home, "one")
    put(home, "three", channel="feed")
    assert rounds(home, clock) == [Delivered(sent=1, failed=1)]
    clock.now += timedelta(hours=1)
    assert rounds(home, clock) == [Delivered(sent=1, failed=1)]  # what is sent is the notice
    (first, _) = attempts(home, name)
    assert "UnicodeError" in first.failure
    assert "Traceback" in caplog.text
    with opened(home) as store:
        (notice,) = [one for one in store.outbox.alerts() if one.kind is AlertKind.NOTICE]
    assert "mara" in notice.message.subject


def test_a_bug_in_a_feed_likewise(home, clock, monkeypatch):
    import alerts

    def buggy(*_, **__):
        raise ZeroDivisionError

    monkeypatch.setattr(alerts, "write_feed", buggy)
    (name,) = put(home, "one", channel="feed")
    assert rounds(home, clock) == [Delivered(failed=1)]
    assert "ZeroDivisionError" in attempts(home, name)[0].failure


def entries(home):
    feed = ElementTree.parse(home.feeds / "feed.xml").getroot()
    return [entry.findtext(f"{ATOM}id")[9:] for entry in feed.iter(f"{ATOM}entry")]


def test_a_feed_holds_all_that_waited_at_once_and_for_a_while(home, clock):
    names = put(home, *(str(n) for n in range(130)), channel="feed")
    assert rounds(home, clock) == [Delivered(sent=130)]
    assert set(entries(home)) == set(names)
    clock.now += timedelta(days=6)
    (later,) = put(home, "later", channel="feed")
    rounds(home, clock)
    assert set(entries(home)) == {*names, later}
    clock.now += timedelta(days=6)
    put(home, "much later", channel="feed")
    rounds(home, clock)
    put(home, "last", channel="feed")
    rounds(home, clock)
    assert len(entries(home)) == 100


def test_no_message_is_loaded_before_its_turn(home, clock, monkeypatch):
    """Ten thousand that wait for a channel that is down are ten thousand short rows."""
    loaded = []
    real = Outbox.alert
    monkeypatch.setattr(Outbox, "alert", lambda outbox, name: loaded.append(name) or real(outbox, name))
    first, _, _ = put(home, "one", "two", "three")
    assert rounds(home, clock, times=2) == [Delivered(failed=1), Delivered()]
    assert loaded == [first]


def failed(*hours):
    return [Attempt(alert="a", channel="c", began=MADE, ended=MADE + timedelta(hours=h), failure="x") for h in hours]


def test_a_clock_that_was_set_back_holds_no_alert_up():
    assert is_due([], MADE)
    assert not is_due(failed(0), MADE + timedelta(seconds=59))
    assert is_due(failed(0), MADE + timedelta(seconds=60))
    assert is_due(failed(0), MADE - timedelta(days=2))
    assert not is_due(failed(*range(9)), MADE + timedelta(hours=8 + 11))
    assert is_due(failed(*range(9)), MADE + timedelta(hours=8 + 12))
