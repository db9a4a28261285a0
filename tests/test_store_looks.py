"""Do visits of live pages answer when they were, how they went, and what the last of them brought?"""

from dataclasses import replace
from datetime import timedelta

import pytest

from model import LIVE, Rendition, Validators, original_key
from store import open_store
from tests import followed as the

KEYS = [original_key(the.URL)]
HEADERS = (("content-type", "text/html"), ("etag", '"one"'), ("last-modified", "Wed, 01 Jan 2020 00:00:00 GMT"))


@pytest.fixture
def store(tmp_path):
    with open_store(tmp_path / "kept.db") as opened:
        yield opened


def keep(store, *arrivals, asked=""):
    for one in arrivals:
        store.facts.keep_capture(one.capture, one.holding, one.body, one.mimetype, asked)


def with_headers(one, *headers):
    return replace(one, holding=replace(one.holding, headers=headers))


def failed(day, original=the.URL, asked="", holder=LIVE):
    return replace(the.failure(day, original=original, holder=holder), asked=asked)


# ---------------------------------------------------------------- what the last visit brought


def test_the_latest_live_capture_is_ours_of_exactly_this_original_as_it_was_sent(store):
    ours = the.response("a", 5)
    keep(
        store,
        ours,
        the.response("b", 3),
        the.response("a", 9, holder="web"),
        the.response("c", 7, original=the.URL + "/"),
    )
    keep(store, the.response("b", 8, rendition=Rendition.BROWSER))
    held = store.looks.latest_live(the.URL)
    assert (held.capture, held.holdings) == (ours.capture, (ours.holding,))
    assert store.facts.held(ours.capture) == held
    assert store.looks.latest_live(the.MOVED_TO) is None


def test_the_latest_live_capture_is_asked_for_with_its_body(store):
    older, latest = the.response("a", 5), the.response("b", 6)
    keep(store, older, latest)
    assert store.looks.latest_live(the.URL, digest=latest.capture.digest).capture == latest.capture
    assert store.looks.latest_live(the.URL, digest=older.capture.digest) is None


def test_a_capture_that_an_archive_holds_as_well_is_still_ours(store):
    keep(store, the.response("a", 5), the.response("a", 5, holder="web"))
    assert [one.holder for one in store.looks.latest_live(the.URL).holdings] == [LIVE, "web"]


@pytest.mark.parametrize("order", [("away", "a"), ("a", "away")])
def test_of_two_answers_within_a_second_the_later_one_is_the_latest(store, order):
    keep(store, *(the.response(name, 1) for name in order))
    assert store.looks.latest_live(the.URL).capture == the.response(order[-1], 1).capture


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        (HEADERS, ('"one"', "Wed, 01 Jan 2020 00:00:00 GMT")),
        (HEADERS[:2], ('"one"', "")),
        (HEADERS[2:], ("", "Wed, 01 Jan 2020 00:00:00 GMT")),
        (HEADERS[:1], None),
    ],
)
def test_validators_are_what_the_server_gave_of_them(store, headers, expected):
    one = with_headers(the.response("a", 5), *headers)
    keep(store, one)
    found = store.looks.validators(the.URL, the.at(5))
    assert found == (expected and Validators(etag=expected[0], last_modified=expected[1], digest=one.capture.digest))


def test_validators_have_their_time_and_are_of_a_page_that_was_there(store):
    keep(store, with_headers(the.response("a", 5), *HEADERS))
    assert store.looks.validators(the.URL, the.at(5, 1)) is None
    assert store.looks.validators(the.MOVED_TO, the.at(0)) is None
    keep(store, with_headers(the.response("gone", 6), *HEADERS))
    assert store.looks.validators(the.URL, the.at(0)) is None


def test_what_a_clock_that_was_wrong_stamped_with_a_later_time_is_passed_over(store):
    keep(store, with_headers(the.response("a", 5), *HEADERS), with_headers(the.response("b", 4000), *HEADERS))
    assert store.looks.latest_live(the.URL).capture.timestamp == the.at(4000)
    assert store.looks.latest_live(the.URL, the.at(5)).capture.timestamp == the.at(5)
    assert store.looks.latest_live(the.URL, the.at(4)) is None
    assert store.looks.validators(the.URL, the.at(0), the.at(6)).digest == the.response("a", 5).capture.digest
    store.facts.keep_sightings([replace(the.not_modified(4001), statuscode=200)])  # a body sent whole, then
    assert store.looks.validators(the.URL, the.at(6), the.at(7)) is None


def test_what_an_archive_gave_of_the_headers_is_no_validator(store):
    keep(store, with_headers(the.response("a", 5), *HEADERS[:1]))
    keep(store, with_headers(the.response("a", 5, holder="web"), *HEADERS))
    assert store.looks.validators(the.URL, the.at(0)) is None


# ---------------------------------------------------------------- when visits were


def test_looks_are_the_visits_that_brought_an_answer_in_the_order_in_which_they_came(store):
    keep(store, the.response("a", 5), the.response("a", 5, holder="web"), the.response("b", 2))
    store.facts.keep_sightings([the.row("c", 9), failed(6), the.not_modified(4), failed(7, holder="web")])
    assert store.looks.live_looks(KEYS) == [the.at(5), the.at(2), the.at(4)]
    assert store.looks.live_visits(KEYS) == [
        (the.at(5), ""),
        (the.at(2), ""),
        (the.at(6), "timed out: nothing came"),
        (the.at(4), ""),
    ]


def test_all_answers_of_a_visit_are_one_visit_that_fails_with_its_last(store):
    keep(store, the.response("away", 1), the.response("away", 2))
    keep(store, the.response("a", 1, original=the.MOVED_TO), asked=the.URL)
    store.facts.keep_sightings([failed(2, original=the.MOVED_TO, asked=the.URL)])
    assert store.looks.live_visits(KEYS) == [(the.at(1), ""), (the.at(2), "timed out: nothing came")]
    assert store.looks.live_looks(KEYS) == [the.at(1), the.at(2)]


def test_two_originals_visited_in_one_second_are_two_visits_and_one_look(store):
    keys = [*KEYS, original_key(the.MOVED_TO)]
    keep(store, the.response("a", 1), the.response("a", 1, original=the.MOVED_TO))
    assert store.looks.live_visits(keys) == [(the.at(1), ""), (the.at(1), "")]
    assert store.looks.live_looks(keys) == [the.at(1)]


def test_originals_that_were_never_visited_have_no_looks(store):
    store.facts.keep_sightings([the.row("a", 1)])
    assert (store.looks.live_looks(KEYS), store.looks.live_visits(KEYS)) == ([], [])
    assert store.looks.live_looks([]) == []


def test_ten_years_of_visits_are_told_at_once(store):
    with store.writing():
        store.facts.keep_sightings(the.not_modified(day) for day in range(3650))
        store.facts.keep_sightings(the.row("a", day, second=1) for day in range(3650))
    assert len(store.looks.live_looks(KEYS)) == 3650
    assert store.looks.live_visits(KEYS)[-1][0] == the.FIRST_DAY + timedelta(days=3649)
