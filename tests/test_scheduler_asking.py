"""Is what is due asked for, once, and nothing else?"""

from datetime import UTC, datetime, timedelta

import pytest

from model import LIVE, Location, TimelineId
from scheduler.asking import (
    archives_due,
    ask_archives,
    ask_due,
    bring_nearer,
    index_tasks,
    keep_agenda,
    open_originals,
)
from scheduler.standing import standing
from tests import followed as the
from tests.homes import home_with, opened

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
DAY = timedelta(days=1)
ACME, BRAM = TimelineId.parse("acme/privacy"), TimelineId.parse("bram/privacy")
PAST = '[[privacy.locations]]\noriginal = "https://cobalt.example/p"\nuntil = 2020-01-01\n'
OFTEN = '[privacy]\nevery = "6h"\n[[privacy.locations]]\noriginal = "https://often.example/p"\n'


@pytest.fixture
def home(tmp_path):
    return home_with(tmp_path, acme="https://acme.example/p", bram="https://bram.example/p", cobalt=PAST, often=OFTEN)


def at(home, call, *more):
    with opened(home) as store:
        return call(store, standing(home, {}), *more)


def queued(home):
    with opened(home) as store:
        return store.frontier.counts([LIVE]).get("queued", 0)


def due(home):
    with opened(home) as store:
        return {str(one.timeline): one.due for one in store.agenda.appointments()}


def test_only_locations_that_are_open_are_visited(home):
    timelines = standing(home, {}).catalog.timelines
    assert open_originals(timelines, NOW) == [f"https://{name}.example/p" for name in ("acme", "bram", "often")]


def test_what_is_new_is_due_at_once_and_then_by_its_cadence(home):
    at(home, keep_agenda, NOW)
    assert at(home, ask_due, 1, NOW) == 3
    assert at(home, ask_due, 1, NOW) == 0
    often = NOW + timedelta(hours=6)
    assert due(home) == {
        "acme/privacy": NOW + DAY, "bram/privacy": NOW + DAY, "cobalt/privacy": None, "often/privacy": often,
    }  # fmt: skip


def test_however_many_visits_were_missed_one_makes_up_for_them(home):
    at(home, keep_agenda, NOW)
    at(home, ask_due, 1, NOW)
    assert at(home, ask_due, 1, NOW + 7 * DAY) == 0  # the first is still queued
    assert queued(home) == 3
    assert due(home)["acme/privacy"] == NOW + 8 * DAY


def test_what_is_not_declared_any_more_is_not_visited(home):
    at(home, keep_agenda, NOW)
    (home.policies / "bram.toml").unlink()
    at(home, keep_agenda, NOW)
    assert "bram/privacy" not in due(home)
    assert at(home, ask_due, 1, NOW) == 2


def test_after_the_clock_was_set_back_nothing_waits_until_it_is_again_what_it_was(home):
    """Whoever set it back, and whether this process ran then."""
    at(home, keep_agenda, NOW)
    at(home, ask_due, 1, NOW)
    at(home, archives_due, NOW, lambda: 0.0)
    before = due(home)
    at(home, bring_nearer, NOW)
    assert due(home) == before  # all is as it can be
    back = NOW - 3000 * DAY
    at(home, bring_nearer, back)
    assert set(due(home).values()) == {back, None}
    with opened(home) as store:
        assert {one.archives_due for one in store.agenda.appointments()} == {back}
        assert len(store.frontier.due_visits(back, 9, [])) == 3


def test_archives_are_asked_again_after_their_time(home):
    at(home, keep_agenda, NOW)
    assert len(at(home, archives_due, NOW, lambda: 0.0)) == 4  # a past location, too, has a past
    assert at(home, archives_due, NOW + 29 * DAY, lambda: 0.0) == []
    assert len(at(home, archives_due, NOW + 30 * DAY, lambda: 0.0)) == 4


def test_archives_are_not_asked_where_they_never_shall_be(home):
    home.settings.write_text('[schedule]\narchives = "never"\n[channels.feed]\natom = "f.xml"\n', encoding="utf-8")
    at(home, keep_agenda, NOW)
    assert at(home, archives_due, NOW, lambda: 0.0) == []
    assert at(home, archives_due, NOW, lambda: 0.0) == []


def test_backfills_at_once_share_a_run_and_ask_each_index_once(home):
    with opened(home) as store:
        every = standing(home, {}).catalog.timelines
        runs = [ask_archives(store, some, ["web"], NOW, every) for some in (every[:2], every)]
        assert len(set(runs)) == 1
        assert store.frontier.counts(["web"]) == {"queued": 4}
        began, known = store.frontier.known(runs[0])
        assert began == NOW
        assert known == {str(one.id): (0, 0) for one in every}


def test_a_location_that_opens_later_is_visited_then(home):
    opens = '[[privacy.locations]]\noriginal = "https://cobalt.example/p"\nsince = 2026-06-01\n'
    (home.policies / "cobalt.toml").write_text(opens, encoding="utf-8")
    at(home, keep_agenda, NOW)
    assert due(home)["cobalt/privacy"] is None
    june = NOW + 30 * DAY
    at(home, keep_agenda, june)
    assert due(home)["cobalt/privacy"] == june


def test_where_no_page_can_stand_nobody_is_asked():
    nowhere = Location(original="https://open-terms-archive.invalid/Bramble/Imprint")
    timelines = [the.timeline(nowhere, Location(original=the.URL))]
    assert open_originals(timelines, NOW) == [the.URL]
    assert [one.original for one in index_tasks(timelines, ["web"])] == [the.URL]
