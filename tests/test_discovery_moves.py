"""Is a move found where an address leads to a page that reads as the policy, and nowhere else?"""

from datetime import timedelta

import pytest

import pipeline
from discovery import follow, probes, to_look_at
from model import IndexRow
from tests import followed as the
from tests import moved


def followed(story):
    followed = moved.timeline()
    with the.blank_store() as store:
        moved.arrive(store, the.catalog_of(followed), moved.told(story))
        return follow(followed, pipeline.looking(store, followed), moved.same_owner)


def moves(story):
    """As "path (20,30] certain": where to, since when, and whether it can be declared without asking."""
    names = {original: name for name, original in moved.ADDRESSES.items()}
    return [
        f"{names[one.place.original]} ({moved.days(one.bracket.after)},{moved.days(one.bracket.by)}] "
        f"{'certain' if one.certain else 'doubtful'}"
        for one in followed(story).moves
    ]


@pytest.mark.parametrize("where", ["path", "host", "firm"])
@pytest.mark.parametrize("way", ["301", "302", "303", "307", "308", "refresh", "stub"])
def test_an_address_that_leads_for_a_week_to_much_of_the_same_text_has_moved_there(where, way):
    story = f"0 a old; 20 a old; 30 {way} old>{where}; 31 b {where}; 60 {way} old>{where}; 61 c {where}"
    assert moves(story) == [f"{where} (20,30] certain"]


@pytest.mark.parametrize(
    ("story", "expected"),
    [
        ("30 301 old>path; 31 b path", ["path (20,30] certain"]),  # the server says that it is for good
        ("30 302 old>path; 31 b path", ["path (20,30] doubtful"]),
        ("30 302 old>path; 31 b path; 36 302 old>path", ["path (20,30] doubtful"]),
        ("30 302 old>path; 31 b path; 40 b old", []),  # back at the former address
        ("30 301 old>firm; 31 a firm; 60 parked old", ["firm (20,30] certain"]),
        ("30 301 old>firm; 31 a firm; 60 other old", ["firm (20,30] certain"]),
        ("30 301 old>buyer; 31 other buyer; 60 other buyer", ["buyer (20,30] doubtful"]),  # another company's own
        ("30 301 old>path; 31 a path; 32 a path; 50 301 path>host; 51 b host", ["path (20,30] certain"]),
    ],
)
def test_a_move_is_certain_where_it_stays_and_the_text_is_the_same(story, expected):
    found = moves(f"0 a old; 20 a old; {story}")
    assert found[:1] == expected


def test_every_address_on_the_way_at_which_the_text_stood_is_a_location():
    story = "0 a old; 20 a old; 30 301 old>path; 31 a path; 40 b path; 50 301 path>host; 51 b host"
    assert moves(story) == ["path (20,30] certain", "host (40,50] certain"]


def test_an_address_that_was_only_passed_through_is_none():
    story = "0 a old; 20 a old; 30 301 old>path; 40 301 path>third; 50 301 third>host; 51 b host"
    assert moves(story) == ["host (20,30] certain"]
    (move,) = followed(story).moves
    assert [word for word in move.because if "by way of" in word] == [
        f"by way of {moved.ADDRESSES['path']}",
        f"by way of {moved.ADDRESSES['third']}",
    ]


@pytest.mark.parametrize(
    "story",
    [
        "30 301 old>home; 31 front home",
        "30 302 old>login; 31 signin login",
        "30 301 http>old; 31 a old",
        "30 301 old>http; 31 301 http>old",
        "30 301 old>slash; 60 301 old>slash",
        "30 301 old>old; 60 301 old>old",
        "30 404 old; 60 404 old",
        "30 front old; 60 front old",
        "30 parked old",
    ],
)
def test_home_pages_forms_and_other_spellings_are_not_even_asked_for(story):
    found = followed(f"0 a old; 20 a old; {story}")
    assert (found.moves, found.ask, found.refused) == ((), (), ())


@pytest.mark.parametrize(
    ("story", "why"),
    [
        (
            "30 301 old>terms; 31 terms terms; 60 terms terms",
            "a document of kind terms where one of kind privacy stood",
        ),
        ("30 301 old>path; 31 soft404 path", "begins with"),
        ("30 301 old>path; 31 parked path", "this domain is"),
        ("30 301 old>path; 31 404 path", "status 404"),
        ("30 301 old>path; 31 301 path>old", "status 301"),  # a circle
    ],
)
def test_what_does_not_read_as_the_policy_is_refused_with_the_reason(story, why):
    found = followed(f"0 a old; 20 a old; {story}")
    assert (found.moves, found.ask) == ((), ())
    assert [why in reason for _, reason in found.refused] == [True]


def test_an_address_of_which_nothing_is_known_is_to_be_asked():
    found = followed("0 a old; 20 a old; 30 301 old>path")
    assert (found.moves, [one.target for one in found.ask]) == ((), [moved.ADDRESSES["path"]])


def test_visits_that_are_led_on_are_followed_too():
    story = "0 live a old; 20 live a old; 30 live 301 old>path=a; {} live 301 old>path=b"
    assert moves(story.format(33)) == ["path (20,30] doubtful"]
    assert moves(story.format(40)) == ["path (20,30] certain"]


def test_a_maze_of_redirects_ends():
    day = iter(range(21, 1000))
    names = ["path", "host", "firm", "third", "buyer"]
    hops = [f"{next(day)} 301 {one}>{other}" for one in ["old", *names] for other in names if one != other]
    found = followed("0 a old; 20 a old; " + "; ".join(hops))
    assert found.moves == ()


# ---------------------------------------------------------------- which redirects of an index are looked at


def row(status, day, original=moved.ADDRESSES["old"]):
    return IndexRow(
        urlkey="", timestamp=the.at(day), original=original, mimetype="text/html", statuscode=status, digest="EMPTY"
    )


def test_of_the_last_redirects_the_first_and_the_last_are_looked_at():
    rows = [
        row(200, 0),
        row(301, 10),
        row(301, 20),
        row(301, 30),
        row(200, 40),
        row(301, 50),
        row(302, 60),
        row(301, 70),
    ]
    wanted = [moved.days(one.timestamp) for one in to_look_at(rows, ())]
    assert wanted == [10, 50, 70]
    looked = {(one.original, one.timestamp) for one in rows[5:6]}
    assert [moved.days(one.timestamp) for one in to_look_at(rows, looked)] == [10, 70]


def test_a_page_that_is_redirected_from_http_all_day_costs_a_few_requests():
    rows = [row(301, day, moved.ADDRESSES["http"]) for day in range(400)] + [row(200, day) for day in range(400)]
    assert len(to_look_at(sorted(rows, key=lambda one: one.timestamp), ())) == 2
    flapping = [row(status, day) for day in range(0, 400, 2) for status in (200, 301)]
    flapping = [row(one.statuscode, n) for n, one in enumerate(flapping)]
    assert len(to_look_at(flapping, ())) <= 6


def test_a_few_captures_tell_whether_the_policy_stands_where_a_redirect_leads():
    rows = [row(200, 5), row(301, 30), row(200, 31), row(404, 40), row(200, 50), row(200, 90), row(301, 95)]
    assert [moved.days(one.timestamp) for one in probes(rows, the.at(20))] == [31, 90, 30]
    assert [moved.days(one.timestamp) for one in probes(rows, the.at(60))] == [90, 95]
    assert probes(rows, the.at(96)) == []


def test_a_capture_that_only_an_index_lists_has_no_target_of_its_own():
    """Redirects have empty bodies: all of them look alike in an index, wherever they lead."""
    known = moved.told("0 a old; 20 a old; 30 301 old>http")
    rows = [the.row(b"", day, original=moved.ADDRESSES["old"], status=301) for day in (40, 50)]
    later = moved.told("60 301 old>path; 61 a path")
    with the.blank_store() as store:
        catalog = the.catalog_of(moved.timeline())
        moved.arrive(store, catalog, [*known, *later])
        the.arrive(store, catalog, *rows, the.row(b"", 60, original=moved.ADDRESSES["old"], status=301))
        (move,) = follow(moved.timeline(), pipeline.looking(store, moved.timeline()), moved.same_owner).moves
    assert move.bracket.by == the.at(60)
    assert move.bracket.by - move.bracket.after == timedelta(days=40)
