"""Do visits become facts: hop by hop, each body once, and failures with their reason?"""

from datetime import timedelta
from functools import partial

import pytest

import pipeline
from crawler.clerk import Clerk
from crawler.desk import Hop, Visited
from crawler.trouble import Trouble
from model import LIVE, Failure, Location, RunKind, SightingKind, TaskKind, TimelineId, original_key, sha256
from store import open_store
from tests import followed as the
from tests.test_crawler_clerk import Clock

CATALOG = the.catalog_of(the.timeline())
ELSEWHERE = "https://www.acme.example/legal/privacy-notice"
HTML = (("content-type", "text/html; charset=utf-8"), ("etag", '"one"'))


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def store(tmp_path):
    with open_store(tmp_path / "kept.db") as opened:
        yield opened


@pytest.fixture
def touched():
    return []


@pytest.fixture
def clerk(store, clock, touched):
    return Clerk(store, partial(pipeline.read_in, store, CATALOG), clock, touched.append)


def task(store, clerk, original=the.URL):
    with store.writing():
        run = store.frontier.begin(RunKind.VISITS, the.TAKEN)
        store.frontier.add_visits([original], run, the.TAKEN)
    (found,) = clerk.next_visits(9)
    assert (found.kind, found.archive, found.run) == (TaskKind.VISIT, LIVE, run)
    return found


def answer(text, original=the.URL, status=200, headers=HTML):
    return Hop(original=original, status=status, headers=headers, body=the.BODIES[text])


def moved(to, original=the.URL, status=301):
    return Hop(original=original, status=status, headers=(("location", to),), body=b"")


def visit(store, clerk, clock, *hops, trouble=None):
    clock.passes(days=1)
    return clerk.visited(task(store, clerk), hops, trouble, clock())


def sightings(store):
    facts = store.facts.of_originals([original_key(the.URL)], the.PRIVACY)
    return [(one.kind, one.original, one.statuscode, one.asked, one.reason) for one in facts.sightings]


def test_an_answer_is_a_capture_held_by_us_and_read(store, clerk, clock, touched):
    assert visit(store, clerk, clock, answer("a")) == Visited(captures=1, unchanged=0)
    (held,) = store.facts.of_originals([original_key(the.URL)], the.PRIVACY).held
    assert (held.capture.timestamp, held.capture.statuscode, held.holdings[0].holder) == (clock(), 200, LIVE)
    assert len(store.conclusions.readings(the.PRIVACY)) == 1
    assert touched == [the.URL]
    assert store.frontier.counts([LIVE]) == {"done": 1}


def test_an_equal_answer_makes_no_capture_but_is_seen(store, clerk, clock):
    visit(store, clerk, clock, answer("a"))
    assert visit(store, clerk, clock, answer("a")) == Visited(captures=0, unchanged=1)
    unmodified = Hop(original=the.URL, status=304, headers=(), body=None, confirms=sha256(the.BODIES["a"]))
    assert visit(store, clerk, clock, unmodified) == Visited(captures=0, unchanged=1)
    assert [one[:3] for one in sightings(store)] == [
        (SightingKind.RESPONSE, the.URL, 200),
        (SightingKind.NOT_MODIFIED, the.URL, 200),
        (SightingKind.NOT_MODIFIED, the.URL, 304),
    ]
    history = pipeline.derive(store, CATALOG.timelines[0], clock())
    (version,) = history.versions
    assert (version.sightings, version.last_seen) == (3, clock())


@pytest.mark.parametrize(
    "second",
    [
        answer("b"),
        answer("a", status=404),
        answer("a", headers=(("content-type", "text/html; charset=latin-1"),)),  # it is read otherwise
    ],
)
def test_what_is_not_equal_in_what_counts_is_another_capture(store, clerk, clock, second):
    visit(store, clerk, clock, answer("a"))
    assert visit(store, clerk, clock, second).captures == 1


def test_a_redirect_that_leads_elsewhere_than_before_is_another_capture(store, clerk, clock):
    visit(store, clerk, clock, moved(ELSEWHERE), answer("a", ELSEWHERE))
    assert visit(store, clerk, clock, moved(ELSEWHERE), answer("a", ELSEWHERE)).captures == 0
    assert visit(store, clerk, clock, moved(the.MOVED_TO), answer("a", the.MOVED_TO)).captures == 2


def test_what_a_redirect_led_to_belongs_to_the_timeline_that_asked(store, clerk, clock):
    visit(store, clerk, clock, moved(ELSEWHERE), answer("a", ELSEWHERE))
    assert sightings(store) == [
        (SightingKind.RESPONSE, the.URL, 301, "", ""),
        (SightingKind.RESPONSE, ELSEWHERE, 200, the.URL, ""),
    ]
    visit(store, clerk, clock, moved(ELSEWHERE), answer("b", ELSEWHERE))
    history = pipeline.derive(store, CATALOG.timelines[0], clock())
    assert [one.capture.original for one in history.versions] == [ELSEWHERE, ELSEWHERE]
    assert history.revisions[0].bracket.unusable == 0  # the redirects on the way are no sights of their own


def test_a_body_that_another_timeline_saw_first_is_seen_here_too(store, clock):
    """Two documents that redirect to one page: its capture was made for the first."""
    other = the.timeline(name=TimelineId.parse("acme/terms"))
    catalog = the.catalog_of(the.timeline(Location(original=ELSEWHERE)), other)
    clerk = Clerk(store, partial(pipeline.read_in, store, catalog), clock)
    clerk.visited(task(store, clerk, ELSEWHERE), [answer("a", ELSEWHERE)], None, clock())
    clock.passes(hours=1)
    clerk.visited(task(store, clerk), [moved(ELSEWHERE), answer("a", ELSEWHERE)], None, clock())
    for timeline in catalog.timelines:
        assert len(pipeline.derive(store, timeline, clock()).versions) == 1


def test_a_page_that_now_leads_to_the_home_page_is_the_wrong_page(store, clerk, clock):
    visit(store, clerk, clock, answer("a"))
    visit(store, clerk, clock, moved("https://acme.example/"), answer("b", "https://acme.example/"))
    history = pipeline.derive(store, CATALOG.timelines[0], clock())
    assert len(history.versions) == 1
    assert history.examined[-1].settled.verdict == "wrong page"


def test_a_failure_is_kept_with_its_reason_and_where_it_was(store, clerk, clock):
    dead = Trouble(reason=Failure.UNREACHABLE, detail="refused", original=ELSEWHERE)
    visit(store, clerk, clock, moved(ELSEWHERE), trouble=dead)
    assert sightings(store)[-1] == (SightingKind.FAILURE, ELSEWHERE, None, the.URL, "unreachable: refused")
    plain = Trouble(reason=Failure.TIMED_OUT, detail="", original=the.URL)
    visit(store, clerk, clock, trouble=plain)
    assert sightings(store)[-1] == (SightingKind.FAILURE, the.URL, None, "", "timed out")


def test_a_host_that_asks_for_quiet_is_not_asked_and_its_answer_is_a_capture(store, clerk, clock):
    quiet = Trouble(reason=Failure.THROTTLED, detail="", original=the.URL, retry_after=90.0)
    with store.writing():
        run = store.frontier.begin(RunKind.VISITS, the.TAKEN)
        store.frontier.add_visits([the.URL, the.MOVED_TO, "https://other.example/privacy"], run, the.TAKEN)
    first = next(one for one in clerk.next_visits(9) if one.original == the.URL)
    second = Clerk(store, clerk._read_in, clock)
    assert clerk.visited(first, [answer("wall", status=429)], quiet, clock()).captures == 1
    assert [one.original for one in second.next_visits(9)] == ["https://other.example/privacy"]
    assert second.visits_waiting() == 90.0
    assert SightingKind.FAILURE not in {one[0] for one in sightings(store)}
    clock.passes(seconds=90)
    assert [one.original for one in second.next_visits(9)] == [the.MOVED_TO]


def test_a_visit_that_was_put_back_is_due_again_and_left_no_trace(store, clerk, clock):
    clerk.put_back(task(store, clerk), 60.0)
    assert (clerk.next_visits(9), sightings(store)) == ([], [])
    clock.passes(seconds=60)
    assert [one.tries for one in clerk.next_visits(9)] == [0]


def test_nobody_waits_in_vain_for_a_host_that_asked_for_an_hour(store, clerk):
    clerk.put_back(task(store, clerk), 3600.0)
    assert clerk.visits_waiting() is None


def test_a_server_is_believed_for_a_week_that_nothing_is_modified(store, clerk, clock):
    visit(store, clerk, clock, answer("a"))
    clock.passes(days=6)
    assert clerk.validators(the.URL).etag == '"one"'
    clock.passes(days=2)
    assert clerk.validators(the.URL) is None
    visit(store, clerk, clock, answer("a"))  # asked without conditions it sent the same
    clock.passes(days=6)
    assert clerk.validators(the.URL).digest == sha256(the.BODIES["a"])


def test_a_killed_visit_is_still_queued(store, clerk, clock, touched):
    left = task(store, clerk)
    again = Clerk(store, clerk._read_in, clock, touched.append)
    assert [one.id for one in again.next_visits(9)] == [left.id]


def test_a_capture_of_the_future_hides_no_text_from_the_visits_that_follow(store, clerk, clock):
    right, clock.now = clock.now, the.at(40000)
    visit(store, clerk, clock, answer("b"))
    clock.now = right
    assert clerk.validators(the.URL) is None  # what it would confirm is not known of this time
    assert visit(store, clerk, clock, answer("b")) == Visited(captures=1, unchanged=0)
    assert visit(store, clerk, clock, answer("b")) == Visited(captures=0, unchanged=1)
    history = pipeline.derive(store, CATALOG.timelines[0], clock())
    assert {seen.moment for seen in history.seens if seen.usable} >= {clock(), clock() - timedelta(days=1)}


def test_while_an_answer_is_read_others_can_write_and_a_kill_then_loses_nothing(store, clerk, clock, tmp_path):
    def killed(*_):
        with open_store(tmp_path / "kept.db") as other:
            other._db.execute("PRAGMA busy_timeout = 0")
            with other.writing():
                other.outbox.began("mara", the.TAKEN)
        raise RuntimeError("killed here")

    clerk._read_in = killed
    with pytest.raises(RuntimeError, match="killed here"):
        visit(store, clerk, clock, answer("a"))
    assert not pipeline.is_current(store, CATALOG.timelines[0])
    assert the.texts_of(pipeline.derive(store, CATALOG.timelines[0], clock())) == "a"
