"""Which alerts does a look at a live page cause, and is each change told exactly once?"""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alerts import Looks, decide
from model import AlertKind, Bracket, Cadence, Location, Spell, SpellKind
from tests import followed
from tests import watched as the
from tests.followed import at

RELOCATED = Bracket(after=at(1), by=at(2))
MOVES = replace(the.WATCH, kinds=frozenset({"relocated"}))


def told(found):
    return [(alert.kind.value, alert.cause) for alert in found]


def walk(*days, **how):
    """What each arrival led to, by the day of those that told something."""
    follower = the.Follower(**how)
    return {number: told(new) for number, one in enumerate(days) if (new := follower.take(one))}, follower


# ---------------------------------------------------------------- where a watch begins


def test_what_was_there_at_the_first_look_is_not_told():
    archived = [the.seen("full", day, holder="web") for day in range(3)] + [the.seen("longer", 3, holder="web")]
    decision = the.decided(*archived, the.seen("more", 4))
    assert decision.alerts == ()
    assert decision.upto == at(4)


def test_what_came_before_the_watch_is_not_told():
    seen = [the.seen("full", 0), the.seen("longer", 1), the.seen("more", 3)]
    assert told(the.decided(*seen, began=at(2)).alerts) == [("change", "acme/privacy@20200104000000")]
    assert told(the.decided(*seen, began=at(3)).alerts) == []


def test_a_watch_begins_when_its_file_says_so():
    seen = [the.seen("full", 0), the.seen("longer", 1), the.seen("more", 3)]
    assert len(the.decided(*seen, watch=replace(the.WATCH, since=at(0)), began=at(3)).alerts) == 2
    later = replace(the.WATCH, since=at(9))
    decision = the.decided(*seen, watch=later)
    assert decision.alerts == ()
    assert the.decided(*seen, the.seen("full", 8), watch=later, upto=decision.upto).alerts == ()


def test_a_timeline_that_nobody_watches_is_told_to_nobody():
    other = replace(the.WATCH, timelines=("other/*",))
    decision = the.decided(the.seen("full", 0), the.seen("longer", 1), watch=other)
    assert (decision.alerts, decision.upto) == ((), None)


def test_a_timeline_that_comes_under_an_old_watch_later_is_not_told_its_past():
    seen = [the.seen(text, day) for day, text in enumerate(["full", "longer", "more", "full", "longer"])]
    assert the.decided(*seen).alerts == ()
    assert the.decided(*seen, began=at(-300)).upto == at(4)
    news = the.seen("styled", 4, second=60)
    assert told(the.decided(*seen, news, watch=the.ALL).alerts) == [("change", "acme/privacy@20200105000100")]
    assert len(the.decided(*seen, news, watch=replace(the.ALL, since=at(0))).alerts) == 3  # returns are no news


def test_a_timeline_that_shows_no_text_at_first_begins_with_the_first_look():
    """Else its start would move on with each look, and its end would never come after it."""
    follower = the.Follower()
    assert follower.take(the.seen("full", -2, holder="web"), the.seen("wall", 0)) == []
    assert follower.upto == at(0)
    days = {day: told(new) for day in (2, 5, 9, 10) if (new := follower.take(the.seen("gone", day)))}
    assert days == {9: [("ended", "ended 20200101000000")]}
    assert follower.upto == at(0)


def test_a_watch_that_begins_at_a_look_without_text_is_told_of_what_changed_before_the_next():
    follower = the.Follower()
    follower.arrived = [the.seen("full", 0), the.seen("full", 3)]
    assert follower.take(the.seen("wall", 5)) == []
    assert follower.upto == at(3)
    assert len(follower.take(the.seen("longer", 4, holder="web"), the.seen("longer", 6))) == 1


def test_a_mark_never_lies_ahead_of_the_looks():
    follower = the.Follower(replace(the.WATCH, since=at(9)))
    marks = []
    for text, day in [("wall", 0), ("full", 1), ("wall", 2), ("torn", 3)]:
        assert follower.take(the.seen(text, day)) == []
        marks.append(follower.upto)
    assert marks == [at(0), at(1), at(1), at(3)]


# ---------------------------------------------------------------- what is told, and when


def test_a_change_is_told_when_it_is_seen_and_never_again():
    days, follower = walk(*(the.seen(text, day) for day, text in enumerate(["full", "longer", "longer", "more"])))
    assert days == {1: [("change", "acme/privacy@20200102000000")], 3: [("change", "acme/privacy@20200104000000")]}
    assert follower.upto == at(3)


def test_a_look_that_shows_no_text_moves_nothing():
    days, follower = walk(the.seen("full", 0), the.seen("wall", 1))
    assert days == {}
    assert follower.upto == at(0)
    assert len(follower.take(the.seen("longer", 2))) == 1


def test_several_changes_between_two_usable_looks_are_told_one_by_one_in_order():
    follower = the.Follower()
    follower.take(the.seen("full", 0))
    follower.take(the.seen("wall", 3))
    new = follower.take(the.seen("longer", 1, holder="web"), the.seen("more", 4))
    assert told(new) == [("change", "acme/privacy@20200102000000"), ("change", "acme/privacy@20200105000000")]


def test_a_loss_that_waits_does_not_move_the_mark_back():
    decision = the.decided(the.seen("full", 0), the.seen("torn", 3), upto=at(2))
    assert (decision.second_look, decision.upto) == (True, at(2))


def test_a_late_capture_narrows_a_bracket_and_tells_nothing():
    follower = the.Follower()
    follower.take(the.seen("full", 0))
    assert len(follower.take(the.seen("longer", 4))) == 1
    assert follower.take(the.seen("longer", 2, holder="web"), the.seen("full", 1, holder="web")) == []
    assert follower.take(the.seen("longer", 5)) == []


def test_a_backfill_tells_nothing():
    follower = the.Follower()
    follower.take(the.seen("longer", 50))
    old = [the.seen(text, day, holder="web") for day, text in enumerate(["full", "more", "torn", "full"])]
    assert follower.take(*old) == []
    assert follower.take(the.seen("longer", 51)) == []


def test_what_does_not_matter_is_not_told_and_the_mark_moves_on():
    days, follower = walk(the.seen("full", 0), the.seen("styled", 1))
    assert days == {}
    assert follower.upto == at(1)


def test_where_a_timeline_stands_at_two_addresses_the_dead_one_does_not_silence_the_other():
    both = followed.timeline(Location(original=followed.URL), Location(original=followed.MOVED_TO))
    arrived = []
    for day, text in enumerate(["full", "longer"]):
        arrived += [the.seen(text, day, original=followed.MOVED_TO), the.seen("gone", day, second=5)]
    decision = the.decided(*arrived, timeline=both, upto=at(0))
    assert told(decision.alerts) == [("change", "acme/privacy@20200102000000")]
    assert decision.upto == at(1)


def test_a_watch_that_collects_gives_no_channel():
    collecting = replace(the.WATCH, digest=Cadence.WEEKLY)
    (alert,) = the.decided(the.seen("full", 0), the.seen("longer", 1), watch=collecting).alerts
    assert alert.channel == ""
    assert the.decided(the.seen("full", 0), the.seen("longer", 1)).alerts[0].channel == "mail"


def test_what_only_an_archive_saw_waits_for_a_look_of_our_own():
    follower = the.Follower()
    follower.take(the.seen("full", 0))
    assert follower.take(the.seen("longer", 3, holder="web")) == []
    assert follower.upto == at(0)
    assert told(follower.take(the.seen("longer", 6))) == [("change", "acme/privacy@20200104000000")]


def test_a_watch_can_be_made_to_begin_later():
    later = replace(the.WATCH, since=at(5))
    assert the.decided(the.seen("full", 0), the.seen("longer", 2), watch=later, upto=at(0)).alerts == ()


# ---------------------------------------------------------------- only losses wait


def test_a_loss_waits_for_a_second_look():
    follower = the.Follower()
    follower.take(the.seen("full", 0))
    assert follower.take(the.seen("torn", 1)) == []
    assert follower.last.second_look
    assert follower.upto == at(0)
    assert told(follower.take(the.seen("torn", 2))) == [("change", "acme/privacy@20200102000000")]
    assert not follower.last.second_look
    assert follower.upto == at(2)


def test_a_loss_that_is_undone_at_the_next_look_is_told_to_nobody():
    days, follower = walk(*(the.seen(text, day) for day, text in enumerate(["full", "torn", "full", "full"])))
    assert days == {}
    assert follower.upto == at(3)


def test_a_wall_in_between_is_no_second_look():
    follower = the.Follower()
    for day, text in enumerate(["full", "torn", "wall"]):
        assert follower.take(the.seen(text, day)) == []
    assert follower.upto == at(0)
    assert follower.take(the.seen("full", 3)) == []
    assert follower.upto == at(3)


def test_an_archive_can_be_the_second_look():
    follower = the.Follower()
    follower.take(the.seen("full", 0))
    assert follower.take(the.seen("torn", 2)) == []
    assert len(follower.take(the.seen("torn", 1, holder="web"))) == 1


def test_a_loss_that_goes_on_is_told():
    days, _ = walk(*(the.seen(text, day) for day, text in enumerate(["full", "torn", "torn again", "torn again"])))
    assert days == {
        2: [("change", "acme/privacy@20200102000000")],
        3: [("change", "acme/privacy@20200103000000")],
    }


def test_what_else_changed_when_a_loss_was_undone_is_told():
    days, _ = walk(*(the.seen(text, day) for day, text in enumerate(["full", "torn", "more"])))
    assert days == {2: [("change", "acme/privacy@20200103000000")]}


def test_a_loss_of_which_a_part_came_back_is_told():
    part = (*the.OPENING, the.KEPT, the.EXTRA)
    days, _ = walk(*(the.seen(text, day) for day, text in enumerate(["full", "torn", part])))
    assert days == {2: [("change", "acme/privacy@20200102000000")]}


def test_what_came_with_a_loss_that_was_undone_is_told_without_the_loss():
    added = "We use cookies."
    torn, back = (*the.TEXTS["torn"], added), (*the.TEXTS["full"], added)
    for watch in (the.WATCH, the.ALL):
        days, follower = walk(
            *(the.seen(text, day) for day, text in enumerate(["full", torn, back, back])), watch=watch
        )
        assert days == {2: [("change", "acme/privacy@20200103000000")]}
        (alert,) = follower.alerts.values()
        assert [change["kinds"] for change in alert.evidence["changes"]] == [["added"]]
        assert (alert.evidence["bracket"]["after"][:10], alert.evidence["bracket"]["by"][:10]) == (
            "2020-01-01",
            "2020-01-03",
        )
        assert "never sell" not in alert.message.text


def test_a_text_of_which_most_is_gone_waits_for_half_a_day():
    """Pages are broken for hours; the second look comes within one."""
    broken, hour = the.TEXTS["full"][:2], 3600
    first = the.seen("full", 0), the.seen(broken, 1), the.seen(broken, 1, second=hour)
    assert walk(*first, the.seen("full", 1, second=2 * hour), the.seen("full", 2))[0] == {}
    assert walk(*first, the.seen(broken, 1, second=11 * hour))[0] == {}
    assert walk(*first, the.seen(broken, 2))[0] == {3: [("change", "acme/privacy@20200102000000")]}


def test_words_taken_out_of_a_clause_do_not_wait():
    cut = tuple(text.partition(", and with")[0] for text in the.TEXTS["full"])
    days, _ = walk(the.seen("full", 0), the.seen(cut, 1))
    assert days == {1: [("change", "acme/privacy@20200102000000")]}


def test_a_gain_does_not_wait_and_its_step_back_is_not_told():
    days, _ = walk(*(the.seen(text, day) for day, text in enumerate(["full", "more", "full", "full"])))
    assert days == {1: [("change", "acme/privacy@20200102000000")]}


def test_a_flap_that_comes_to_stay_is_told_once():
    texts = ["full", "torn", "full", "torn", "full", "torn", "torn", "full", "torn", "torn"]
    days, follower = walk(*(the.seen(text, day) for day, text in enumerate(texts)))
    assert days == {6: [("change", "acme/privacy@20200106000000")]}
    (alert,) = follower.alerts.values()
    assert "seen once before" in alert.message.text
    assert alert.evidence["judgement"]["severity"] == "major"


def test_what_is_owed_before_a_loss_that_waits_is_told_once():
    follower = the.Follower()
    follower.take(the.seen("full", 0))
    assert len(follower.take(the.seen("longer", 1, holder="web"), the.seen("torn", 2))) == 1
    assert follower.last.second_look
    assert follower.upto == at(1)
    assert len(the.decided(*follower.arrived, upto=follower.upto).alerts) == 0


LOST = ("change", "acme/privacy@20200103000000")


def walls(*days):
    return [the.seen("wall", day) for day in days]


def gone(*days):
    return [the.seen("gone", day) for day in days]


def test_what_is_owed_before_a_loss_that_waited_in_vain_is_told_with_it():
    follower = the.Follower()
    follower.take(the.seen("full", 0))
    assert follower.take(the.seen("longer", 1), the.seen("torn", 2), *walls(3)) == []
    assert told(follower.take(*walls(9))) == [("change", "acme/privacy@20200102000000"), LOST]
    assert follower.take(*walls(10)) == []


def test_an_end_that_is_told_with_a_loss_that_waited_in_vain_is_told_once():
    follower = the.Follower()
    for early in (the.seen("full", 0), the.seen("longer", 1), the.seen("torn", 2)):
        follower.take(early)
    found = told(follower.take(*gone(*range(3, 12))))
    assert sorted(kind for kind, _ in found) == ["change", "ended"]
    assert LOST in found
    assert follower.take(*gone(12)) == follower.take(*gone(13)) == []


@pytest.mark.parametrize(("looks", "said"), [([1], "seen at one look only"), ([1, 1.1], "seen for some hours only")])
def test_a_loss_that_waited_in_vain_says_how_it_was_seen(looks, said):
    seen = [the.seen("full", 0), *(the.seen("torn again", day) for day in looks), *walls(*range(2, 10))]
    (alert,) = the.decided(*seen, upto=at(0)).alerts
    assert said in " ".join(alert.message.text.split())


# ---------------------------------------------------------------- silent changes

SILENT = replace(the.WATCH, kinds=frozenset({"silent"}))


def dated(*days):
    """What a watch for silent changes is told of texts, a day after each other, each with its own date."""
    return walk(*(the.seen(text, day, dated=own) for day, (text, own) in enumerate(days)), watch=SILENT)[0]


def test_a_change_under_an_old_date_is_told_to_who_watches_for_it():
    assert dated(("full", "3 May 2019"), ("longer", "3 May 2019")) == {1: [("change", "acme/privacy@20200102000000")]}
    assert dated(("full", "3 May 2019"), ("longer", "May 3rd, 2019")).keys() == {1}


@pytest.mark.parametrize(
    ("before", "after"), [("3 May 2019", "4 May 2019"), ("May 2019", "June 2019"), ("", ""), ("3 May 2019", "")]
)
def test_a_change_whose_date_moved_or_that_has_none_is_no_silent_one(before, after):
    assert dated(("full", before), ("longer", after)) == {}


def test_a_silent_change_is_one_too_over_a_text_that_was_torn_for_a_moment():
    torn, back = ("torn", "3 May 2019"), ("longer", "3 May 2019")
    assert dated(("full", "3 May 2019"), torn, back, back).keys() == {2}
    assert dated(("full", "3 May 2019"), torn, ("longer", "4 May 2019"), ("longer", "4 May 2019")) == {}


def test_a_flap_that_comes_to_stay_under_an_old_date_is_a_silent_change():
    texts = ["full", "torn", "full", "torn", "full", "torn", "torn"]
    assert dated(*((text, "3 May 2019") for text in texts)).keys() == {6}


# ---------------------------------------------------------------- odd clocks


@pytest.mark.parametrize("pause", [timedelta(seconds=-1), timedelta(days=31)])
def test_a_look_whose_clock_is_odd_tells_nothing(pause):
    seen = [the.seen("full", 0), the.seen("longer", 1)]
    found = the.history(*seen)
    odd = Looks(first=at(0), newest=at(1), previous=at(1) - pause)
    how = {"began": at(0), "history": found, "naming": the.NAMING, "held_by": the.own_visit, "now": the.NOW}
    decision = decide(the.WATCH, upto=at(0), looks=odd, **how)
    assert (decision.alerts, decision.upto, decision.odd_clock) == ((), at(0), True)


def test_a_pause_is_odd_by_the_cadence_where_looks_are_rare():
    rare = timedelta(days=60)
    assert walk(the.seen("full", 0), the.seen("longer", 60), every=rare)[0] == {
        1: [("change", "acme/privacy@20200301000000")]
    }
    assert walk(the.seen("full", 0), the.seen("longer", 300), every=rare)[1].last.odd_clock is False
    assert walk(the.seen("full", 0), the.seen("longer", 301), every=rare)[1].last.odd_clock
    assert walk(the.seen("full", 0), the.seen("longer", 30), every=timedelta(hours=1))[1].last.odd_clock is False


def test_what_an_odd_look_showed_is_told_by_the_next_ordinary_one():
    follower = the.Follower()
    follower.take(the.seen("full", 0))
    assert follower.take(the.seen("longer", 40)) == []
    assert follower.last.odd_clock
    assert told(follower.take(the.seen("longer", 41))) == [("change", "acme/privacy@20200210000000")]


# ---------------------------------------------------------------- clocks that were set back


FAST = [the.seen("full", 0), the.seen("full", 1), the.seen("full", 12), the.seen("full", 13)]
"""Between the second and the third look of these the clock was put ten days ahead."""


def after_fast(*texts, fast=FAST, begin=3, began=None):
    """What a watch is told, by the day, when after some looks the clock is set back and goes on for these days."""
    follower = the.Follower(began=began or fast[0].capture.timestamp)
    before = [one for look in fast for one in told(follower.take(look))]
    days = {
        day: told(new)
        for day, text in enumerate(texts, begin)
        if (new := follower.take(the.seen(text, day, second=60)))
    }
    return before, days, follower


def test_a_clock_that_is_set_back_takes_the_mark_with_it():
    _, days, follower = after_fast("full")
    assert (days, follower.upto, follower.last.odd_clock) == ({}, at(3, 60), True)
    _, days, follower = after_fast("wall")
    assert (days, follower.upto, follower.last.odd_clock) == ({}, at(3, 60), True)


def test_what_changes_while_a_clock_catches_up_is_told_once():
    _, days, follower = after_fast("full", "longer", *["longer"] * 5, "more", *["more"] * 8)
    assert days == {4: [("change", "acme/privacy@20200105000100")], 10: [("change", "acme/privacy@20200111000100")]}
    assert follower.upto == at(18, 60)


def test_what_the_look_showed_at_which_a_clock_was_set_back_is_told_by_the_next():
    _, days, _ = after_fast(*["longer"] * 14)
    assert days == {4: [("change", "acme/privacy@20200104000100")]}


def test_what_was_told_while_a_clock_ran_ahead_is_not_told_again():
    for fast in ([*FAST[:3], the.seen("longer", 13)], [*FAST[:2], the.seen("longer", 12), the.seen("longer", 13)]):
        before, days, _ = after_fast(*["longer"] * 14, fast=fast)
        assert (len(before), days) == (1, {})


def test_what_a_clock_that_ran_ahead_showed_is_no_news_when_its_time_comes():
    """It was there at the first look, so it was never told; by the times it stands between texts of later."""
    before, days, _ = after_fast(*["longer"] * 14, fast=[the.seen("full", 12), the.seen("longer", 13)])
    assert (len(before), days) == (1, {})
    for began in (at(11, 3600), at(12), at(12, 30)):
        before, days, _ = after_fast("longer", "longer", "longer", fast=FAST[2:], begin=11, began=began)
        assert (before, days) == ([], {})


def test_a_watch_that_began_while_a_clock_ran_ahead_is_told_of_what_comes_before_that():
    _, days, _ = after_fast("full", "longer", "longer", "more", fast=FAST[2:])
    assert days == {4: [("change", "acme/privacy@20200105000100")], 6: [("change", "acme/privacy@20200107000100")]}


def test_a_mark_that_lies_ahead_is_brought_back_by_an_ordinary_look_too():
    seen = [the.seen("full", 0), the.seen("full", 1)]
    decision = the.decided(*seen, upto=at(90))
    assert (decision.upto, decision.odd_clock) == (at(1), True)
    assert told(the.decided(*seen, the.seen("longer", 2), upto=decision.upto).alerts) == [
        ("change", "acme/privacy@20200103000000")
    ]


def test_a_clock_that_lost_its_time_for_one_look_does_not_bring_up_the_past():
    """A machine without a battery begins in a year long past. What archives saw since was never told and stays so."""
    follower = the.Follower(began=at(100))
    follower.take(the.seen("full", 100))
    follower.take(the.seen("full", 101), the.seen("longer", 50, holder="web"), the.seen("full", 51, holder="web"))
    for text, day in [("full", 0), ("full", 102), ("full", 103), ("full", 104)]:
        assert follower.take(the.seen(text, day)) == []
    assert told(follower.take(the.seen("more", 105))) == [("change", "acme/privacy@20200415000000")]


def test_an_end_is_not_told_again_by_a_clock_that_lost_its_time():
    texts = [(100, "full"), (101, "gone"), (108, "gone"), (20, "gone"), (109, "gone"), (110, "gone"), (111, "full")]
    days, _ = walk(*(the.seen(text, day) for day, text in texts), began=at(100))
    assert [(day, kind) for day, new in days.items() for kind, _ in new] == [(2, "ended"), (6, "resumed")]


def test_an_end_that_gets_certain_while_a_clock_catches_up_is_told():
    for fast in (FAST, FAST[2:]):
        _, days, _ = after_fast("full", *["gone"] * 9, fast=fast)
        assert [(day, kind) for day, new in days.items() for kind, _ in new] == [(11, "ended")]


def test_answers_of_one_round_that_overtake_each_other_are_no_clock_set_back():
    moments = [at(0), at(1, 5), at(1), at(2)]
    assert Looks.of(moments) == Looks(first=at(0), newest=at(2), previous=at(1))
    assert Looks.of([at(0), at(9), at(1), at(2)]).behind == {at(1): at(9), at(2): at(9)}


# ---------------------------------------------------------------- a whole timeline


def test_an_end_is_told_once_when_it_is_certain_and_so_is_the_return():
    texts = [(0, "full"), (1, "gone"), (4, "gone"), (8, "gone"), (9, "gone"), (20, "full"), (21, "full")]
    days, follower = walk(*(the.seen(text, day) for day, text in texts))
    assert days == {3: [("ended", "ended 20200101000000")], 5: [("resumed", "resumed 20200101000000")]}
    ended = follower.alerts[AlertKind.ENDED, "ended 20200101000000"]
    assert "has ended" in ended.message.subject
    assert "after 2020-01-01 and no later than 2020-01-02" in ended.message.text


def test_a_late_capture_that_narrows_an_end_does_not_tell_it_again():
    follower = the.Follower()
    for day, text in [(0, "full"), (3, "gone"), (11, "gone")]:
        follower.take(the.seen(text, day))
    assert len(follower.alerts) == 1
    assert follower.take(the.seen("full", 1, holder="web"), the.seen("gone", 2, holder="web")) == []
    assert follower.take(the.seen("gone", 12)) == []


def test_each_end_is_told():
    texts = [(0, "full"), (1, "gone"), (8, "gone"), (9, "full"), (10, "gone"), (17, "gone"), (18, "full")]
    days, _ = walk(*(the.seen(text, day) for day, text in texts))
    assert [kind for new in days.values() for kind, _ in new] == ["ended", "resumed", "ended", "resumed"]


def test_an_end_and_the_return_from_it_that_became_known_together_are_both_told():
    follower = the.Follower()
    follower.take(the.seen("full", 0))
    new = follower.take(the.seen("gone", 1), the.seen("gone", 8), the.seen("full", 9))
    assert [kind for kind, _ in told(new)] == ["ended", "resumed"]


def test_a_return_that_only_an_archive_saw_waits_for_a_look_of_our_own():
    follower = the.Follower()
    for day, text in [(0, "full"), (1, "gone"), (8, "gone")]:
        follower.take(the.seen(text, day))
    assert follower.take(the.seen("full", 9, holder="web"), the.seen("wall", 10)) == []
    assert [kind for kind, _ in told(follower.take(the.seen("full", 11)))] == ["resumed"]


def test_an_end_before_the_watch_is_not_told():
    texts = [(0, "full"), (1, "gone"), (8, "gone"), (9, "gone")]
    assert the.decided(*(the.seen(text, day) for day, text in texts), began=at(2)).alerts == ()
    follower = the.Follower(began=at(2))
    follower.arrived = [the.seen("full", 0), the.seen("gone", 1)]
    assert [follower.take(the.seen("gone", day)) for day in (8, 9)] == [[], []]


def test_a_change_that_came_with_the_return_is_told_beside_it():
    texts = [(0, "full"), (1, "gone"), (8, "gone"), (9, "longer")]
    days, _ = walk(*(the.seen(text, day) for day, text in texts))
    assert sorted(kind for kind, _ in days[3]) == ["change", "resumed"]


def test_a_move_is_told_to_who_asks_for_it_once_for_each_address():
    seen = [the.seen("full", day) for day in range(4)]
    moved = Spell(kind=SpellKind.RELOCATED, bracket=RELOCATED, reason=followed.MOVED_TO, certain=at(3))
    narrowed = replace(moved, bracket=replace(RELOCATED, after=at(1, 30)))
    how = {"began": at(0), "looks": the.looks(*seen), "naming": the.NAMING, "held_by": the.own_visit, "now": the.NOW}
    causes = []
    for spells in [(), (moved,), (narrowed,)]:
        found = replace(the.history(*seen), spells=spells)
        assert decide(the.WATCH, upto=at(2), history=found, **how).alerts == ()
        causes += told(decide(MOVES, upto=at(2), history=found, **how).alerts)
    assert causes == [("relocated", "relocated acme.example/legal/privacy")] * 2


def test_a_move_that_was_certain_before_is_not_told_to_who_asks_for_it_later():
    moved, new = ([the.seen("full", day, original=followed.MOVED_TO) for day in days] for days in ((1, 2), (3,)))
    both = followed.timeline(Location(original=followed.URL), Location(original=followed.MOVED_TO))
    spell = Spell(kind=SpellKind.RELOCATED, bracket=Bracket(after=at(0), by=at(1)), reason=followed.MOVED_TO)
    seen = [the.seen("full", 0), *moved, *new]
    how = {"began": at(0), "looks": the.looks(*seen), "naming": the.NAMING, "held_by": the.own_visit, "now": the.NOW}
    for certain, count in [(at(2), 0), (at(2, 1), 1), (at(3), 1), (at(3, 1), 0)]:
        found = replace(the.history(*seen, timeline=both), spells=(replace(spell, certain=certain),))
        assert len(decide(MOVES, upto=at(2), history=found, **how).alerts) == count


def test_an_end_that_other_code_reads_out_of_the_past_is_not_told():
    seen = [the.seen("full", day) for day in (0, 20, 21)]
    bracket = Bracket(after=at(0), by=at(1))
    ended = Spell(kind=SpellKind.ENDED, bracket=bracket, reason="gone", certain=at(8))
    resumed = Spell(kind=SpellKind.RESUMED, bracket=Bracket(after=at(8), by=at(20)), certain=at(20))
    found = replace(the.history(*seen), spells=(ended, resumed))
    how = {"began": at(0), "looks": the.looks(*seen), "naming": the.NAMING, "held_by": the.own_visit, "now": the.NOW}
    assert decide(the.WATCH, upto=at(20), history=found, **how).alerts == ()
    assert len(decide(the.WATCH, upto=at(0), history=found, **how).alerts) == 2


def test_an_end_and_its_return_beside_a_loss_that_waits_are_told_once():
    """An archive saw the text before, so that the mark, by which they are named, moves in two steps."""
    follower = the.Follower()
    follower.take(the.seen("full", 0))
    archived = [
        the.seen("longer", 1, holder="web"),
        the.seen("gone", 2, holder="web"),
        the.seen("gone", 9, holder="web"),
    ]
    found = [*follower.take(*archived, the.seen("torn", 10))]
    for day in (11, 12, 13):
        found += follower.take(the.seen("torn", day))
    assert sorted(kind for kind, _ in told(found)) == ["change", "change", "ended", "resumed"]


# ---------------------------------------------------------------- always


texts = st.sampled_from([*the.TEXTS, "wall", "gone"])
steps = st.lists(st.tuples(st.integers(1, 9), texts), min_size=1, max_size=12)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps)
def test_a_second_call_tells_nothing_new(taken):
    day, follower = 0, the.Follower(replace(the.ALL, kinds=frozenset()))
    for pause, text in taken:
        day += pause
        follower.take(the.seen(text, day))
        again = the.decided(*follower.arrived, watch=follower.watch, upto=follower.upto)
        assert {(alert.kind, alert.cause) for alert in again.alerts} <= follower.alerts.keys()
        assert not [alert for alert in again.alerts if alert.kind is AlertKind.CHANGE]
        assert again.upto == follower.upto


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps)
def test_every_text_that_stays_is_told_or_was_known(taken):
    """Who is told look by look knows in the end of every text seen twice that is new to the timeline."""
    day, follower = 0, the.Follower(replace(the.ALL, kinds=frozenset()))
    for pause, text in taken:
        day += pause
        for _ in range(2):
            follower.take(the.seen(text, day))
            day += 1
    found = the.history(*follower.arrived)
    new = {version.canonical: version for version in reversed(found.versions)}.values()
    causes = {cause for _, cause in follower.alerts}
    expected = {f"acme/privacy@{version.capture.timestamp:%Y%m%d%H%M%S}" for version in new if version.number > 1}
    assert expected <= causes


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(2, 20), st.integers(0, 8), st.integers(1, 20))
def test_a_change_is_told_once_however_far_and_when_a_clock_is_set_back(ahead, before, after):
    """One text for days, then another for days; in between, or before or after, a clock that ran ahead is put right."""
    truth = ["full"] * 6 + ["longer"] * 30
    fast = [the.seen(truth[day], day + ahead) for day in range(before + 1)]
    first = [the.seen("full", -1), the.seen("full", -1, second=60)]
    found, days, _ = after_fast(*truth[before + 1 : before + 1 + after], fast=[*first, *fast], begin=before + 1)
    seen = before + after >= (7 if before == 5 else 6)  # the look at which the clock was put right tells nothing
    assert len(found) + sum(len(new) for new in days.values()) == seen
