"""Is the work that is asked for done, and no more?"""

import pytest

from model import Location, RunKind, TaskKind, TimelineId
from scheduler import derive_stale, index_tasks, now, rebuild, run_once
from settings import Home
from store import open_store
from tests import followed as the
from tests.homes import FEED, home_with, opened

FOLLOWED = the.timeline()
OTHER = the.timeline(Location(original=the.MOVED_TO), name=TimelineId.parse("acme/terms"))
BOTH = the.catalog_of(FOLLOWED, OTHER)


@pytest.fixture
def home(tmp_path):
    place = Home(tmp_path / "home")
    with open_store(place.database) as store:
        the.arrive(store, BOTH, the.response("a", 0), the.response("b", 5), the.response("c", 9, original=the.MOVED_TO))
    return place


def names(histories):
    return [str(one.timeline) for one in histories]


def test_every_original_is_asked_for_once_at_every_archive():
    places = [Location(original=url) for url in (the.URL, "http://www.acme.example/privacy/", the.MOVED_TO)]
    tasks = index_tasks([the.timeline(*places), OTHER], ["one", "two"])
    assert {task.kind for task in tasks} == {TaskKind.INDEX}
    assert [task.archive for task in tasks] == ["one", "one", "two", "two"]
    assert len({task.original for task in tasks}) == 2


def test_only_what_does_not_follow_from_the_present_facts_is_derived(home):
    assert names(derive_stale(home, BOTH.timelines)) == ["acme/privacy", "acme/terms"]
    assert names(derive_stale(home, BOTH.timelines)) == []
    with open_store(home.database) as store:
        the.arrive(store, BOTH, the.response("d", 20))
    assert names(derive_stale(home, BOTH.timelines)) == ["acme/privacy"]
    assert names(derive_stale(home, BOTH.timelines, every=True)) == ["acme/privacy", "acme/terms"]


def test_a_rebuild_makes_the_same_and_leaves_no_text_that_nobody_needs(home):
    list(derive_stale(home, BOTH.timelines))
    with open_store(home.database, readonly=True) as store:
        before = the.concluded(store, *BOTH.timelines)
    assert names(rebuild(home, BOTH.timelines)) == ["acme/privacy", "acme/terms"]
    with open_store(home.database, readonly=True) as store:
        assert the.concluded(store, *BOTH.timelines) == before
        assert store._db.execute("SELECT count(*) FROM text").fetchone() == (3,)


def test_a_rebuild_that_was_cut_off_is_finished_by_the_next_derivation(home):
    list(derive_stale(home, BOTH.timelines))
    begun = rebuild(home, BOTH.timelines)
    next(begun)
    begun.close()
    assert names(derive_stale(home, BOTH.timelines)) == ["acme/terms"]


def test_the_present_is_a_whole_second():
    assert now().microsecond == 0
    assert now().utcoffset().total_seconds() == 0


def test_a_round_goes_on_with_a_backfill_that_was_killed_and_ends_it(tmp_path):
    past = '[[privacy.locations]]\noriginal = "https://acme.example/p"\nuntil = 2020-01-01\n'
    settings = FEED + '[operator]\ncontact = "mara@lumora.example"\n[schedule]\narchives = "never"\nbackup = "never"\n'
    place = home_with(tmp_path, settings=settings, acme=past)
    with opened(place) as store:
        run = store.frontier.begin(RunKind.BACKFILL, the.at(0))
    done = run_once(place)
    assert (done.left, done.stopped) == (0, False)
    with opened(place) as store:
        assert store.frontier.going(RunKind.BACKFILL) == 0
        assert next(one for one in store.frontier.runs() if one.id == run).ended
