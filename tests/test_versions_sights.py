"""Which body does each sighting show, and where in a timeline was it made?"""

from base64 import b32decode
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model import LIVE, Location, Rendition
from tests import followed as the
from versions import bodies_of_rows, sights_of

A_WEB = the.response("a", 10, holder="web")
B_WEB = the.response("b", 20, holder="web")
GONE_WEB = the.response("gone", 30, holder="web")
HELD = [(one.capture, one.holding) for one in (A_WEB, B_WEB, GONE_WEB)]


def seen(one):
    return one.sighting if isinstance(one, the.Response) else one


def shown(*arrivals, held=HELD):
    found = bodies_of_rows([seen(one) for one in arrivals], held)
    return [one.timestamp if one else None for one in found]


@pytest.mark.parametrize(
    ("row", "day"),
    [
        (the.row("a", 2), 10),  # before the holding
        (the.row("a", 90), 10),  # after it
        (the.row("a", 2, holder="other"), 10),  # another archive gives the same bytes the same digest
        (the.row("a", 2, original="http://www.acme.example:80/privacy/"), 10),  # the same original
        (the.row("a", 2, status=None), 10),  # a revisit row has no status
        (the.row("gone", 2, status=404), 30),
        (the.row("gone", 2, status=200), None),  # not what was held
        (the.row("a", 2, original=the.MOVED_TO), None),  # equal bytes of another original say nothing
        (the.row("c", 2), None),
        (the.row("", 2), None),
    ],
)
def test_a_row_shows_the_body_of_a_holding_with_its_digest_whenever_that_came(row, day):
    assert shown(row) == [None if day is None else the.at(day)]


@pytest.mark.parametrize("spelt", ["sha1:{}", "{}"])
@pytest.mark.parametrize("hexadecimal", [True, False])
def test_archives_that_spell_one_digest_otherwise_answer_for_each_other(spelt, hexadecimal):
    listed = the.row("a", 2, holder="other")
    digest = b32decode(listed.archive_digest).hex() if hexadecimal else listed.archive_digest
    assert shown(replace(listed, archive_digest=spelt.format(digest))) == [the.at(10)]


def test_digests_of_another_kind_answer_only_those_that_are_alike():
    listed = replace(the.row("a", 2), archive_digest="a" * 64)
    assert shown(listed) == [None]
    assert shown(listed, held=[(A_WEB.capture, replace(A_WEB.holding, archive_digest="a" * 64))]) == [the.at(10)]


def test_a_row_without_a_digest_shows_nothing():
    bare = replace(the.row("a", 2), archive_digest="")
    imported = replace(A_WEB.holding, archive_digest="")
    assert shown(bare, held=[(A_WEB.capture, imported)]) == [None]


def test_where_several_hold_equal_bytes_the_earliest_is_shown():
    again = the.response("a", 5, holder="other")
    for held in ([*HELD, (again.capture, again.holding)], [(again.capture, again.holding), *HELD]):
        assert shown(the.row("a", 50), held=held) == [the.at(5)]


def test_a_visit_that_found_nothing_new_shows_the_body_it_names_as_the_same_visitor_saw_it_last():
    live = [the.response("a", 1), the.response("b", 5), the.response("wall", 9), the.response("a", 10)]
    held = [(one.capture, one.holding) for one in live]
    asked = [the.not_modified(0), live[0], the.not_modified(2), live[1], the.not_modified(6, "b"), live[2]]
    asked += [the.not_modified(9, "b", second=1), live[3], the.not_modified(11)]  # the server's 304 is not of the wall
    assert shown(*asked, held=held) == [None, *(the.at(day) for day in (1, 1, 5, 5, 9, 5, 10, 10))]
    assert shown(live[1], the.not_modified(6, "b", holder="other"), held=held) == [the.at(5), None]
    assert shown(live[1], the.not_modified(6, "b", original=the.MOVED_TO), held=held) == [the.at(5), None]


def test_a_304_to_one_rendition_says_nothing_of_another():
    plain, browser = the.response("a", 1), the.response("a", 2, rendition=Rendition.BROWSER)
    held = [(one.capture, one.holding) for one in (plain, browser)]
    assert shown(plain, browser, the.not_modified(3), held=held)[-1] == the.at(1)
    assert shown(plain, browser, the.not_modified(3, rendition=Rendition.BROWSER), held=held)[-1] == the.at(2)


def test_of_equal_bodies_at_one_second_each_response_shows_its_own():
    both = [the.response("away", 0, status=status) for status in (301, 302)]
    found = bodies_of_rows([seen(one) for one in both], [(one.capture, one.holding) for one in both])
    assert [one.statuscode for one in found] == [301, 302]


# ---------------------------------------------------------------- sights

FOLLOWED = the.timeline(
    Location(original=the.URL, until=the.at(40)),
    Location(original=the.URL, since=the.at(20), select=("main",)),
    Location(original=the.MOVED_TO, since=the.at(30)),
)


def sights(*arrivals, followed=FOLLOWED):
    responses = [one for one in arrivals if isinstance(one, the.Response)]
    return sights_of(followed, [seen(one) for one in arrivals], [(one.capture, one.holding) for one in responses])


@pytest.mark.parametrize(
    ("original", "day", "location"),
    [
        (the.URL, 0, 0),
        (the.URL, 20, 1),  # the later-declared speaks, from its first day
        (the.URL, 39, 1),
        (the.URL, 40, 1),
        (the.MOVED_TO, 29, None),
        (the.MOVED_TO, 30, 2),
        ("https://other.example/", 30, None),
    ],
)
def test_a_sighting_belongs_to_the_last_declared_location_that_covers_it(original, day, location):
    found = sights(the.response("a", day, original=original))
    assert [one.location for one in found] == ([] if location is None else [location])


def test_what_several_holders_saw_is_one_sight():
    both = the.response("a", 1, holder="web"), the.response("a", 1, holder="other"), the.response("a", 1)
    assert len(sights(*both, the.row("a", 1, holder="web"), the.row("a", 1, holder="other", status=None))) == 1


def test_a_listed_capture_that_nobody_fetched_is_a_sight_without_a_body():
    found = sights(the.row("a", 1), the.row("b", 2, status=None), the.failure(3))
    assert [(one.moment, one.capture) for one in found] == [(the.at(1), None), (the.at(2), None)]


def test_a_row_of_what_was_seen_at_that_second_is_left_out():
    found = sights(the.response("a", 1), the.row("b", 1, original="http://acme.example/privacy"), the.row("b", 2))
    assert [(one.moment, bool(one.capture)) for one in found] == [(the.at(1), True), (the.at(2), False)]


def test_a_text_and_a_page_of_one_second_are_two_sights():
    found = sights(the.response("a", 1, holder="web"), the.response("a", 1, holder="corpus", rendition=Rendition.TEXT))
    assert [one.rendition for one in found] == [Rendition.PLAIN, Rendition.TEXT]


def hop(text, day, original, status=200, asked=""):
    response = the.response(text, day, original=original, status=status)
    return response, replace(response.sighting, asked=asked)


def visited(*hops, followed=FOLLOWED):
    held = [(one.capture, one.holding) for one, _ in hops]
    found = sights_of(followed, [sighting for _, sighting in hops], held)
    return [(one.original, one.location, one.capture.statuscode) for one in found]


ELSEWHERE = "https://www.acme.example/legal/privacy-notice"


def test_where_redirects_led_a_visit_is_a_sight_of_the_location_that_was_asked_for():
    way = hop("away", 5, the.URL, 301), hop("away", 5, the.MOVED_TO, 302, the.URL), hop("a", 5, ELSEWHERE, 200, the.URL)
    assert visited(*way) == [(ELSEWHERE, 0, 200)]
    assert visited(hop("a", 5, ELSEWHERE)) == []  # seen otherwise it belongs to nobody


def test_where_redirects_led_to_a_declared_original_its_own_location_counts():
    assert visited(hop("away", 35, the.URL, 301), hop("a", 35, the.MOVED_TO, 200, the.URL)) == [(the.MOVED_TO, 2, 200)]


@pytest.mark.parametrize("text", ["a", "b"])
def test_a_visit_that_went_on_in_a_browser_is_a_sight_of_what_that_showed(text):
    sent, shown = the.response("a", 5), the.response(text, 5, rendition=Rendition.BROWSER)
    assert [(one.moment, one.rendition) for one in sights(sent, shown)] == [(the.at(5), Rendition.BROWSER)]
    later = the.not_modified(6), the.not_modified(6, text, rendition=Rendition.BROWSER)
    assert [one.rendition for one in sights(sent, shown, *later)] == [Rendition.BROWSER] * 2


def test_what_was_sent_is_a_sight_where_no_browser_showed_it_then():
    shown = the.response("b", 5, rendition=Rendition.BROWSER)
    for other in (the.response("a", 5, holder="web"), the.response("a", 6)):
        assert {one.rendition for one in sights(shown, other)} == {Rendition.PLAIN, Rendition.BROWSER}


def test_a_redirect_that_was_not_followed_is_a_sight_of_its_own():
    assert visited(hop("away", 5, the.URL, 301)) == [(the.URL, 0, 301)]
    assert visited(hop("away", 5, the.URL, 301), hop("a", 6, ELSEWHERE, 200, the.URL)) == [
        (the.URL, 0, 301),
        (ELSEWHERE, 0, 200),
    ]


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.builds(the.response, st.sampled_from("ab"), st.integers(0, 5), holder=st.sampled_from([LIVE, "web"])),
            st.builds(
                the.row, st.sampled_from(["a", "b", "c"]), st.integers(0, 5), status=st.sampled_from([200, None])
            ),
            st.builds(the.failure, st.integers(0, 5)),
        ),
        max_size=10,
    )
)
def test_any_sights_are_in_order_and_each_once(arrivals):
    arrivals.sort(key=lambda one: seen(one).timestamp)
    found = sights(*arrivals)
    assert found == sorted(found, key=lambda one: one.moment)
    assert len(set(found)) == len(found)
    looked = {one.moment for one in found if one.capture}
    assert looked >= {one.capture.timestamp for one in arrivals if isinstance(one, the.Response)}
    assert not looked & {one.moment for one in found if not one.capture}


def test_a_list_without_digests_adds_no_unseen_look_where_another_archive_was_looked_at():
    bare = replace(the.row("a", 10, holder="list", status=None), archive_digest="", mimetype="")
    alone = replace(the.row("a", 12, holder="list", status=None), archive_digest="", mimetype="")
    found = sights(bare, A_WEB, the.row("a", 10, holder="web"), alone)
    assert [(one.moment, bool(one.capture)) for one in found] == [(the.at(10), True), (the.at(12), False)]
