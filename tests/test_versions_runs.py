"""Are versions maximal runs of what was really seen, with ends that claim no more?"""

from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model import Capture, Rendition, Seen, Verdict, sha256
from tests import followed as the
from versions import bracket, versions_of

PLAIN, BROWSER, TEXT = Rendition.PLAIN, Rendition.BROWSER, Rendition.TEXT


def seen(text, day, *, location=0, rendition=PLAIN, captured=None):
    """`text` is the words; a typographic twin has a dash behind it. "!" is a wall, "?" was not looked at."""
    if text == "?":
        return Seen(moment=the.at(day), original=the.URL, location=location, rendition=rendition)
    capture = Capture(
        original=the.URL,
        timestamp=the.at(day if captured is None else captured),
        statuscode=200,
        digest=sha256(text + rendition),
        rendition=rendition,
    )
    return Seen(
        moment=the.at(day),
        original=the.URL,
        location=location,
        rendition=rendition,
        capture=capture,
        verdict=Verdict.BOT_WALL if text == "!" else Verdict.POLICY,
        canonical=sha256(text),
        words=sha256(text.rstrip("-")),
    )


def days(moment):
    return (moment - the.FIRST_DAY) // timedelta(days=1)


def shape(versions):
    """text[first-last], as in "a[0-2] b[3-3]"."""
    names = {sha256(name): name for name in ("a", "b", "c", "a-", "b-")}
    return " ".join(f"{names[one.canonical]}[{days(one.first_seen)}-{days(one.last_seen)}]" for one in versions)


def run(texts):
    return [seen(text, day) for day, text in enumerate(texts)]


@pytest.mark.parametrize(
    ("texts", "versions"),
    [
        ("", ""),
        ("aaa", "a[0-2]"),
        ("aab", "a[0-1] b[2-2]"),
        ("aba", "a[0-0] b[1-1] a[2-2]"),  # a text that returns makes a new version of the same text
        ("a!a", "a[0-2]"),  # a wall makes no version and parts none
        ("a!b", "a[0-0] b[2-2]"),
        ("!!", ""),
        ("?a?a?", "a[1-3]"),  # what nobody looked at is no sighting of a text
    ],
)
def test_versions_are_runs_of_equal_texts(texts, versions):
    assert shape(versions_of(run(texts))) == versions


@pytest.mark.parametrize(
    ("texts", "unlooked", "unusable"),
    [("ab", 0, 0), ("a?b", 1, 0), ("a!b", 0, 1), ("a?!??b", 3, 1), ("?!a?b!?", 1, 0)],
)
def test_a_bracket_counts_what_stands_in_it_and_did_not_decide(texts, unlooked, unusable):
    seens = run(texts)
    before, after = versions_of(seens)
    found = bracket(seens, before.last_seen, after.first_seen)
    assert (found.after, found.by) == (before.last_seen, after.first_seen)
    assert (found.unlooked, found.unusable) == (unlooked, unusable)


def test_a_sighting_that_comes_late_narrows_the_bracket():
    assert shape(versions_of([seen("a", 0), seen("b", 9)])) == "a[0-0] b[9-9]"
    assert shape(versions_of([seen("a", 0), seen("a", 3), seen("b", 6), seen("b", 9)])) == "a[0-3] b[6-9]"


@pytest.mark.parametrize(
    ("between", "versions"),
    [
        ("ab", "a[0-2] b[3-9]"),
        ("a", "a[0-2] b[9-9]"),
        ("b", "a[0-0] b[2-9]"),
        ("aab", "a[0-3] b[4-9]"),
        ("c", "a[0-0] b[9-9]"),  # another wording narrows nothing
        ("acb", "a[0-2] b[4-9]"),
        ("ca", "a[0-0] b[9-9]"),  # nor what stands behind it
        ("ba", "a[0-0] b[9-9]"),
        ("a-b-", "a[0-2] b[4-9]"),  # the words decide, not the typography
    ],
)
def test_another_rendition_narrows_only_where_it_agrees_word_for_word(between, versions):
    texts = [f"{one}-" if marked == "-" else one for one, marked in pairwise(f"{between} ") if one != "-"]
    steps = 2 if "-" in between else 1
    others = [seen(text, 2 + steps * n, rendition=TEXT) for n, text in enumerate(texts)]
    seens = [seen("a", 0), *others, seen("b", 9), *(seen("b", 9 + n) for n in range(4))]
    made = versions_of(sorted(seens, key=lambda one: one.moment))
    assert shape(made).replace("[9-12]", "[9-9]").replace("-12]", "-9]") == versions
    assert {one.rendition for one in made} == {PLAIN}


def test_what_agrees_with_both_ends_narrows_neither():
    """The same words in other clauses: nobody can say of a text between on which side it stood."""
    silent = [seen("a", day, rendition=TEXT) for day in (3, 5)]
    assert shape(versions_of([seen("a", 0), *silent, seen("a-", 9), seen("a-", 10)])) == "a[0-0] a-[9-10]"


def test_what_was_seen_at_an_end_of_a_bracket_is_not_in_it():
    seens = [seen("a", 0), seen("!", 0), seen("?", 0), seen("!", 4), seen("?", 9), seen("b", 9)]
    found = bracket(seens, the.at(0), the.at(9))
    assert (found.unlooked, found.unusable) == (0, 1)
    assert bracket(seens, None, the.at(9)).unusable == 2


def test_one_capture_held_in_two_renditions_is_one_version():
    made = versions_of([seen("a", 0), seen("a", 0, rendition=TEXT), seen("a", 5), seen("a", 5, rendition=TEXT)])
    assert (shape(made), made[0].rendition, made[0].sightings) == ("a[0-5]", PLAIN, 2)


def test_the_rendition_with_most_sightings_speaks_and_plain_where_they_are_equally_many():
    two, three = [seen("a", 1), seen("a", 4)], [seen("b", n, rendition=BROWSER) for n in (1, 2, 4)]
    assert [one.rendition for one in versions_of(sorted(two + three, key=lambda s: s.moment))] == [BROWSER]
    assert [one.rendition for one in versions_of(sorted(two + three[::2], key=lambda s: s.moment))] == [PLAIN]


def test_the_later_declared_location_speaks_where_two_overlap():
    old = [seen("a", day, location=0) for day in (0, 2, 4, 6, 8, 38)]
    new = [seen("b", day, location=1) for day in (3, 7)]
    made = versions_of(sorted(old + new, key=lambda one: one.moment))
    assert shape(made) == "a[0-2] b[3-7] a[8-38]"
    assert [one.location for one in made] == [0, 1, 0]


def test_an_old_text_at_an_address_left_behind_does_not_make_it_stand_longer_at_the_new_one():
    new = [seen("a", 3, location=1), seen("b", 9, location=1)]
    old = [seen("a", 0), seen("a", 2), seen("a", 5), seen("b", 8)]
    made = versions_of(sorted(old + new, key=lambda one: one.moment))
    assert shape(made) == "a[0-2] a[3-3] b[8-9]"  # but a text that stands there stands


def test_an_address_left_behind_says_nothing_for_a_month_after_the_last_word_of_the_new_one():
    new = [seen("b", 3, location=1), seen("b", 7, location=1)]
    for day, expected in ((8, "b[3-7]"), (37, "b[3-7]"), (38, "b[3-7] a[38-38]")):
        assert shape(versions_of([*new, seen("a", day, location=0)])) == expected


def test_the_capture_of_a_version_is_one_that_was_made_while_it_stood():
    """An index row shows a body that was fetched as it stood years later, after another text."""
    made = versions_of([seen("a", 0, captured=30), seen("a", 2), seen("b", 9), seen("a", 30), seen("a", 31)])
    assert [days(one.capture.timestamp) for one in made] == [2, 9, 30]
    made = versions_of([seen("a", 0, captured=30), seen("b", 9), seen("a", 30)])
    assert [days(one.capture.timestamp) for one in made] == [30, 9, 30]


# ---------------------------------------------------------------- what always holds

sightings = st.lists(
    st.builds(
        seen,
        st.sampled_from(["a", "b", "c", "a-", "!", "?"]),
        st.integers(0, 12),
        location=st.integers(0, 1),
        rendition=st.sampled_from(Rendition),
    ),
    max_size=20,
    unique_by=lambda one: one.moment,
).map(lambda found: sorted(found, key=lambda one: one.moment))


@settings(max_examples=400, deadline=None)
@given(sightings)
def test_any_versions_are_maximal_in_order_and_claim_only_what_was_seen(seens):
    made = versions_of(seens)
    assert [one.number for one in made] == list(range(1, len(made) + 1))
    assert bool(made) == any(one.usable for one in seens)
    for one in made:
        shown = [seen for seen in seens if seen.usable and one.first_seen <= seen.moment <= one.last_seen]
        speaking = [seen for seen in shown if (seen.location, seen.rendition) == (one.location, one.rendition)]
        # at each end these words were seen
        assert {shown[0].moment, shown[-1].moment} == {one.first_seen, one.last_seen}
        assert {shown[0].words, shown[-1].words} == {one.words}
        # within it the place that speaks said nothing else
        assert {seen.canonical for seen in speaking} == {one.canonical}
        assert one.sightings == len(speaking)
        assert one.capture in {seen.capture for seen in speaking}
    for before, after in pairwise(made):
        assert before.last_seen < after.first_seen
        assert (before.location, before.rendition, before.canonical) != (
            after.location,
            after.rendition,
            after.canonical,
        )


@settings(max_examples=200, deadline=None)
@given(sightings, st.data())
def test_any_wall_or_row_that_nobody_looked_at_changes_no_version(seens, data):
    usable = [one for one in seens if one.usable]
    assert versions_of(usable) == versions_of(seens)
    walls = data.draw(st.lists(st.builds(seen, st.sampled_from("!?"), st.integers(0, 12)), max_size=5))
    assert versions_of(sorted([*seens, *walls], key=lambda one: one.moment)) == versions_of(seens)


@settings(max_examples=200, deadline=None)
@given(sightings)
def test_any_brackets_count_every_sighting_that_did_not_decide_at_most_once(seens):
    made = versions_of(seens)
    brackets = [bracket(seens, one.last_seen, two.first_seen) for one, two in pairwise(made)]
    assert sum(one.unlooked for one in brackets) <= sum(seen.capture is None for seen in seens)
    assert sum(one.unusable for one in brackets) <= sum(seen.verdict is Verdict.BOT_WALL for seen in seens)
