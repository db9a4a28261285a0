"""Are few home pages asked for, and does what they linked count only where it reads as the policy?"""

from datetime import timedelta

import pytest

import pipeline
from discovery import Front, Gap, fronts_to_ask, gaps_of, probes, trace
from model import IndexRow, original_key
from tests import followed as the
from tests import moved

YEARS = 365
HOME = moved.ADDRESSES["home"]


def row(day, status=200, original=HOME):
    return IndexRow(
        urlkey="", timestamp=the.at(day), original=original, mimetype="text/html", statuscode=status, digest=f"{day}"
    )


def fronts(text):
    """Of "100 path; 200 -": when a home page linked which address."""
    words = [one.split() for one in text.split(";") if one.strip()]
    return [Front(original=HOME, moment=the.at(int(day)), target=moved.ADDRESSES.get(name, "")) for day, name in words]


def asked_for(shows, listed, gaps):
    """All home pages that are asked for, one round after the other, where a page of a day links what `shows` says."""
    rows, seen, rounds = [row(day) for day in listed], {}, 0
    while step := fronts_to_ask(rows, seen.values(), gaps, set(seen)):
        rounds += 1
        for one in step:
            day = moved.days(one.timestamp)
            seen[one.timestamp] = Front(original=HOME, moment=one.timestamp, target=moved.ADDRESSES.get(shows(day), ""))
    return sorted(map(moved.days, seen)), rounds


def test_few_captures_bound_when_a_home_page_linked_another_address():
    gap = Gap(None, the.at(10 * YEARS))
    days, rounds = asked_for(lambda day: "third" if day < 1_234 else "path", range(0, 11 * YEARS, 3), [gap])
    around = [max(day for day in days if day < 1_234), min(day for day in days if day >= 1_234)]
    assert len(days) <= 12
    assert rounds <= 9
    assert around[1] - around[0] <= 60


@pytest.mark.parametrize("every", [1, 40, 400])
def test_never_more_than_a_dozen_are_asked_for_however_often_the_link_changes(every):
    gaps = [Gap(None, the.at(9 * YEARS)), Gap(the.at(12 * YEARS), the.at(20 * YEARS))]
    days, _ = asked_for(lambda day: ("path", "third", "old")[day // 200 % 3], range(0, 25 * YEARS, every), gaps)
    assert 2 <= len(days) <= 12


@pytest.mark.parametrize(
    ("listed", "gap"),
    [
        ([100, 200, 300], Gap(None, the.at(100))),  # no home page is older than the policy
        ([80, 200], Gap(None, the.at(100))),  # or hardly
        ([100, 900], Gap(the.at(200), the.at(800))),
        ([], Gap(None, None)),
    ],
)
def test_nothing_is_asked_for_where_it_could_tell_nothing(listed, gap):
    assert fronts_to_ask([row(day) for day in listed], [], [gap], set()) == []


def test_what_is_no_page_or_could_not_be_had_is_passed_over():
    rows = [row(0, 301), row(10), row(20), row(30, 404), row(300)]
    gap = Gap(None, the.at(200))
    assert [moved.days(one.timestamp) for one in fronts_to_ask(rows, [], [gap], set())] == [10, 300]
    assert [moved.days(one.timestamp) for one in fronts_to_ask(rows, [], [gap], {the.at(10)})] == [20, 300]


def traced(story, linked, *places, taken=()):
    followed = moved.timeline(*places)
    with the.blank_store() as store:
        moved.arrive(store, the.catalog_of(followed), moved.told(story))
        return trace(followed, fronts(linked), pipeline.looking(store, followed), moved.same_owner, taken)


def found(told):
    names = {original: name for name, original in moved.ADDRESSES.items()}
    day = lambda one: "" if one is None else moved.days(one)  # noqa: E731
    return [f"{names[one.place.original]} [{day(one.place.since)},{day(one.place.until)})" for one in told.moves]


def test_an_earlier_address_counts_until_the_next_text():
    told = traced("0 a third; 300 a third; 500 a path; 1000 b old", "10 third; 400 third; 600 path; 900 path; 1100 old")
    assert found(told) == ["third [,500)", "path [500,1000)"]
    assert [one.certain for one in told.moves] == [True, True]


def test_an_address_of_which_nothing_is_known_is_asked_about_first():
    told = traced("1000 b old", "10 third; 400 third; 600 path; 1100 old")
    assert [(one.original, one.since, one.until) for one in told.ask] == [
        (moved.ADDRESSES["third"], None, the.at(600)),
        (moved.ADDRESSES["path"], the.at(400), the.at(1000)),
    ]
    assert told.moves == ()


@pytest.mark.parametrize(
    ("story", "linked"),
    [
        ("0 other path; 1000 b old", "10 path; 500 path; 1100 old"),  # who had the domain before
        ("0 terms path; 1000 b old", "10 path; 500 path; 1100 old"),
        ("0 404 path; 1000 b old", "10 path; 500 path; 1100 old"),
        ("0 front path; 1000 b old", "10 path; 500 path; 1100 old"),
        ("0 a buyer; 1000 b old", "10 buyer; 500 buyer; 1100 old"),  # another company's domain
        ("0 other path; 1000 b old", "10 path; 500 path; 1100 path"),  # linked still: another document of that kind
        ("0 a old; 300 a old; 1000 b old", "10 old; 500 old; 1100 old"),
    ],
)
def test_what_does_not_read_as_this_policy_is_none_of_it(story, linked):
    assert found(traced(story, linked)) == []


def test_an_address_of_another_timeline_is_left_to_that():
    story, linked = "0 a path; 1000 b old", "10 path; 500 path; 1100 old"
    assert found(traced(story, linked)) == ["path [,1000)"]
    assert found(traced(story, linked, taken={original_key(moved.ADDRESSES["path"])})) == []


def test_a_year_between_two_texts_is_a_gap_and_time_with_one_text_is_none():
    def gaps(story):
        followed = moved.timeline()
        with the.blank_store() as store:
            moved.arrive(store, the.catalog_of(followed), moved.told(story))
            _, seens = pipeline.looking(store, followed)(())
        return [(one.after and moved.days(one.after), moved.days(one.by)) for one in gaps_of(seens)]

    assert gaps("10 a old; 600 b old") == [(None, 10), (10, 600)]
    assert gaps("10 a old; 600 a old") == [(None, 10)]
    assert gaps("10 a old; 300 b old") == [(None, 10)]


def test_probes_stay_within_a_time():
    rows = [row(day) for day in (0, 100, 200, 300, 400)]
    days = [moved.days(one.timestamp) for one in probes(rows, None, the.at(300))]
    assert days == [0, 200]
    assert probes(rows, the.at(400) + timedelta(seconds=1)) == []
