"""When has a whole timeline ended, and when did it resume?"""

from dataclasses import replace

import pytest

from model import Capture, Rendition, Seen, SpellKind, Verdict, sha256
from tests import followed as the
from versions import spells_of

VERDICTS = {
    "p": Verdict.POLICY,
    "g": Verdict.GONE,
    "s": Verdict.SOFT_404,
    "k": Verdict.PARKED,
    "w": Verdict.BOT_WALL,
    "m": Verdict.MOVED,
}


def seen(what, day, location=0, original=the.URL):
    capture = Capture(original=original, timestamp=the.at(day), statuscode=200, digest=sha256(what))
    return Seen(
        moment=the.at(day),
        original=original,
        location=location,
        rendition=Rendition.PLAIN,
        capture=None if what == "?" else capture,
        verdict=VERDICTS.get(what),
    )


def spells(told):
    """`told` is "p0 g5 g12@1": what, day, and at which location."""
    seens = []
    for word in told.split():
        day, _, location = word[1:].partition("@")
        seens.append(seen(word[0], int(day), int(location or 0)))
    return told_of(spells_of(seens))


def told_of(found):
    return " ".join(
        f"{one.kind}({(one.bracket.after - the.FIRST_DAY).days},{(one.bracket.by - the.FIRST_DAY).days}]"
        for one in found
    )


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("", ""),
        ("p0 p9", ""),
        ("p0 g5", ""),  # one visit is no end
        ("p0 g5 g11", ""),  # nor are two within a week
        ("p0 g5 g12", "ended(0,5]"),
        ("p0 p3 g5 s8 k12", "ended(3,5]"),
        ("p0 g5 w12", ""),  # a wall says nothing
        ("p0 w3 g5 w9 g12", "ended(0,5]"),
        ("p0 m5 m12", ""),  # a redirect is no end
        ("p0 ?5 ?12", ""),  # nor is what nobody looked at
        ("g0 g9", ""),  # what never began has no end
        ("p0 g5 p6 g9 g12", ""),  # back in between
        ("p0 g5 p6 g9 g16", "ended(6,9]"),
        ("p0 g5 g12 p20", "ended(0,5] resumed(12,20]"),
        ("p0 g5 g12 g15 g18 p20", "ended(0,5] resumed(18,20]"),  # the last that was gone counts
        ("p0 g5 g12 p20 g30 g40 p50", "ended(0,5] resumed(12,20] ended(20,30] resumed(40,50]"),
    ],
)
def test_an_end_takes_two_visits_a_week_apart(told, expected):
    assert spells(told) == expected


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("p0@0 p0@1 g5@0 g12@0", ""),  # the other place still has it, for all that is known
        ("p0@0 p0@1 g5@0 g6@1 g12@0", ""),
        ("p0@0 p0@1 g5@0 g6@1 g20@1", ""),  # one visit to each is not enough
        ("p0@0 p0@1 g5@0 g6@1 g12@0 g13@1", "ended(0,5]"),
        ("p0@0 p20@1 g25@1 g35@1", "ended(20,25]"),  # a place left long ago need not be asked
        ("p0@0 g5@0 g12@0 p20@1", "ended(0,5] resumed(12,20]"),
    ],
)
def test_a_timeline_ends_when_it_ends_at_every_place_where_it_stood(told, expected):
    assert spells(told) == expected


def test_a_spell_says_why_and_what_was_not_looked_at():
    (one,) = spells_of([seen("p", 0), seen("?", 2), seen("w", 3), seen("s", 5), seen("g", 12)])
    assert (one.kind, one.reason) == (SpellKind.ENDED, "soft 404")
    assert (one.bracket.unlooked, one.bracket.unusable) == (1, 1)


def certain(told):
    """The days of the sights by which spells became certain, with those by which they had come about."""
    seens = [seen(word[0], int(word[1:])) for word in told.split()]
    return [((one.bracket.by - the.FIRST_DAY).days, (one.certain - the.FIRST_DAY).days) for one in spells_of(seens)]


def test_an_end_becomes_certain_later_than_it_came_and_a_return_when_it_is_seen():
    assert certain("p0 g5 g8 g12 g15 p20") == [(5, 12), (20, 20)]
    assert certain("p0 g5 w12 g13 w14") == [(5, 13)]


def test_a_move_becomes_certain_with_the_second_visit_that_was_led_there():
    seens = [seen("p", 0), *(seen("p", day, original=the.MOVED_TO) for day in (3, 6, 9))]
    (one,) = spells_of(seens)
    assert (one.bracket.by, one.certain) == (the.at(3), the.at(6))


def test_a_spell_that_was_kept_without_it_equals_the_one_that_was_concluded():
    (one,) = spells_of([seen("p", 0), seen("g", 5), seen("g", 12)])
    assert replace(one, certain=None) == one


ADDRESSES = {
    "a": the.URL,
    "A": "http://www.acme.example:80/privacy/",
    "b": the.MOVED_TO,
    "c": "https://acme.example/new",
}


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("a0 a5 A6 a7", ""),  # http and www. make no other address
        ("a0 b5", ""),  # once is not enough
        ("a0 b5 b6 b7", "relocated(0,5]"),
        ("a0 b5 a6 b7 a8 b9", ""),  # now here, now there
        ("a0 b5 c6 c7", "relocated(0,6]"),
        ("a0 b5 b6 c10 c11 a20 a21", "relocated(0,5] relocated(6,10] relocated(11,20]"),
    ],
)
def test_a_location_stands_elsewhere_once_two_visits_were_led_there(told, expected):
    seens = [seen("p", int(word[1:]), original=ADDRESSES[word[0]]) for word in told.split()]
    assert told_of(spells_of(seens)) == expected


def test_a_relocation_says_where_to():
    (one,) = spells_of([seen("p", 0), *(seen("p", day, original=the.MOVED_TO) for day in (3, 4))])
    assert one.reason == the.MOVED_TO


def test_a_long_history_is_no_trouble():
    seens = [seen("p" if day % 3 else "g", day) for day in range(20_000)]
    assert spells_of(seens) == []
