"""Does a plan find what fetching everything finds, with few requests, whatever comes in whatever order?"""

from datetime import timedelta
from itertools import accumulate
from math import log2
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.plan import Asked, Look, Need, listing_of, plan
from model import Precision, original_key
from tests.planned import BEGIN, EVER, URL, Played, changes, listed, row

KEY = original_key(URL)


def standing(*lengths: int) -> list[str]:
    """Texts that stand one after the other, each for so many captures."""
    return [chr(ord("A") + number) for number, length in enumerate(lengths) for _ in range(length)]


def test_one_change_among_many_captures_is_dated_to_its_two_neighbours_by_halving() -> None:
    played = Played(standing(700, 300))
    played.to_the_end()
    assert played.changes() == [(699, 700)]
    assert len(played.asked) <= 2 + log2(1000) + 12  # the ends, the halves, and a grid of quarters of years


def test_a_text_that_never_changed_costs_the_ends_and_a_grid() -> None:
    played = Played(["A"] * 800)
    played.to_the_end()
    assert len(played.asked) <= 2 + 800 / 45
    assert played.asked[:2] == [0, 799]


def test_a_text_that_came_and_went_for_longer_than_a_quarter_is_found() -> None:
    played = Played(["A"] * 300 + ["B"] * 100 + ["A"] * 300)
    played.to_the_end()
    assert played.changes() == [(299, 300), (399, 400)]


def test_a_short_text_that_came_and_went_is_found_where_its_length_tells() -> None:
    texts = ["A"] * 100 + ["B"] * 5 + ["A"] * 180
    lengths = [20_000 + at % 7 for at in range(285)]
    assert not found(texts, lengths)
    lengths[100:105] = [23_000 + at for at in range(5)]
    assert found(texts, lengths) == [(99, 100), (104, 105)]


def found(texts: list[str], lengths: list[int]) -> list[tuple[int, int]]:
    played = Played(texts, lengths=lengths)
    played.to_the_end()
    return played.changes()


def test_where_the_length_jumps_a_change_is_found_in_a_few_requests() -> None:
    texts = standing(650, 350)
    blind, hinted = Played(texts), Played(texts, lengths=[30_000 + at % 9 + 900 * (at >= 650) for at in range(1000)])
    blind.to_the_end()
    hinted.to_the_end()
    assert hinted.changes() == blind.changes() == [(649, 650)]
    assert len(hinted.asked) <= len(blind.asked) - 3


def test_lengths_that_jump_everywhere_cost_little() -> None:
    texts = standing(650, 350)
    wild = Played(texts, lengths=[20_000 + at * 7919 % 9000 for at in range(1000)])
    wild.to_the_end()
    assert wild.changes() == [(649, 650)]
    assert len(wild.asked) <= 2 * log2(1000) + 20


@pytest.mark.parametrize(("precision", "days"), [(Precision.DAY, 1), (Precision.MONTH, 30)])
def test_a_bracket_that_is_narrow_enough_is_left_alone(precision: Precision, days: int) -> None:
    played = Played(standing(3000, 1000), [at / 10 for at in range(4000)], precision)
    (bracket,) = played.to_the_end().brackets
    assert timedelta(days=days / 4) <= bracket.width <= timedelta(days=days)
    assert bracket.unlooked > 1
    exact = Played(played.texts, played.days)
    exact.to_the_end()
    assert len(played.asked) < len(exact.asked)


def test_captures_with_equal_digests_are_looked_at_once_and_date_a_change_for_nothing() -> None:
    rows = [row(day, "ONE" if day < 200 else "TWO") for day in range(400)]
    listing = listing_of(listed(*rows))
    looks = [Look(moment=rows[0].timestamp, text="A", names=((KEY, 200, "ONE"),))]
    first = plan(listing, [Need(timeline="t", spans=EVER, looks=tuple(looks))], Asked(), Precision.EXACT)
    assert [one.archive_digest for one in first.wanted] == ["TWO"]
    looks.append(Look(moment=rows[200].timestamp, text="B", names=((KEY, 200, "TWO"),)))
    done = plan(listing, [Need(timeline="t", spans=EVER, looks=tuple(looks))], Asked(), Precision.EXACT)
    assert (done.wanted, done.expected) == ((), 0)
    assert [(one.after, one.by) for one in done.brackets] == [(rows[199].timestamp, rows[200].timestamp)]


# ---------------------------------------------------------------- what shows no policy


def test_beside_a_wall_its_neighbours_are_taken_and_the_bracket_says_so() -> None:
    texts = ["A"] * 40 + [""] * 20 + ["B"] * 40
    played = Played(texts)
    (bracket,) = played.to_the_end().brackets
    assert (bracket.after, bracket.by) == (BEGIN + timedelta(days=39), BEGIN + timedelta(days=60))
    assert bracket.unusable >= 2
    assert bracket.unlooked + bracket.unusable == 20
    assert len(played.asked) < 30


def test_an_archive_of_walls_alone_is_given_up_after_a_few() -> None:
    played = Played([""] * 1000)
    played.to_the_end()
    assert len(played.asked) <= 2 * (log2(1000) + 1)


@pytest.mark.parametrize("side", [1, -1])
def test_a_wall_at_an_end_is_passed_by_longer_and_longer_steps_and_dated(side: int) -> None:
    texts = (["A"] * 800 + [""] * 200)[::side]
    played = Played(texts)
    played.to_the_end()
    assert {799, 800} <= {at if side == 1 else 999 - at for at in played.asked}
    assert len(played.asked) <= 55


def test_one_wall_at_the_end_costs_one_request() -> None:
    with_wall, without = Played(["A"] * 60 + [""]), Played(["A"] * 60)
    with_wall.to_the_end()
    without.to_the_end()
    assert len(with_wall.asked) <= len(without.asked) + 1


def test_what_cannot_be_had_is_stepped_over() -> None:
    played = Played(standing(50, 50), fails=frozenset({0, 99, 49, 50}))
    (bracket,) = played.to_the_end().brackets
    assert (bracket.after, bracket.by) == (BEGIN + timedelta(days=48), BEGIN + timedelta(days=51))
    assert {1, 98} <= set(played.asked)


# ---------------------------------------------------------------- whatever comes, in whatever order

texts_once = st.lists(st.integers(1, 25), min_size=1, max_size=6).map(lambda lengths: standing(*lengths))
any_texts = st.lists(st.sampled_from(["A", "B", "C", ""]), min_size=1, max_size=40)
gaps = st.integers(0, 10_000)
few = settings(deadline=None, max_examples=40)


def moments(seed: int, count: int) -> list[float]:
    """Days, some in bursts and some far apart."""
    chance = Random(seed)
    return list(accumulate(chance.choice((0.01, 0.5, 1, 7, 40, 200)) * chance.random() + 0.01 for _ in range(count)))


@few
@given(texts_once, gaps, st.one_of(st.none(), st.integers(0, 99)), st.booleans())
def test_where_no_text_returns_it_finds_what_fetching_everything_finds(
    texts: list[str], steps: int, seed: int | None, jumping: bool
) -> None:
    lengths = [5_000 + at * 37 % 800 for at in range(len(texts))] if jumping else ()
    played = Played(texts, moments(steps, len(texts)), seed=seed, lengths=lengths)
    played.to_the_end()
    assert played.changes() == changes(texts, range(len(texts)))
    assert played.expected[-1] == 0
    assert seed is not None or all(number > 0 for number in played.expected[:-1])


@few
@given(any_texts, gaps, st.one_of(st.none(), st.integers(0, 99)), st.sampled_from(list(Precision)))
def test_it_ends_asks_for_nothing_twice_and_leaves_a_bracket_wide_only_where_no_policy_is(
    texts: list[str], steps: int, seed: int | None, precision: Precision
) -> None:
    played = Played(texts, moments(steps, len(texts)), precision, seed=seed)
    plan = played.to_the_end()
    assert len(set(played.asked)) == len(played.asked)
    assert (plan.wanted, plan.expected) == ((), 0)
    assert precision is not Precision.EXACT or all(one.unusable or not one.unlooked for one in plan.brackets)


@few
@given(texts_once, gaps, st.integers(0, 60))
def test_a_larger_budget_never_asks_for_less_and_never_leaves_a_wider_bracket(
    texts: list[str], steps: int, budget: int
) -> None:
    less, more = (Played(texts, moments(steps, len(texts))) for _ in range(2))
    less.to_the_end(budget)
    more.to_the_end(budget + 5)
    assert more.asked[: len(less.asked)] == less.asked
    assert uncertain(more) <= uncertain(less)


def uncertain(played: Played) -> float:
    """Days between looks that differ, those before the first and behind the last look included."""
    looked = sorted({0, len(played.texts) - 1, *played.asked} if len(played.asked) < 2 else played.asked)
    return sum(played.days[high] - played.days[low] for low, high in changes(played.texts, looked))


# ---------------------------------------------------------------- several timelines, several archives


def need(name: str, *looks: Look, since: int | None = None, until: int | None = None) -> Need:
    since_at = None if since is None else BEGIN + timedelta(days=since)
    until_at = None if until is None else BEGIN + timedelta(days=until)
    return Need(timeline=name, spans=((since_at, until_at),), looks=looks)


def test_a_capture_of_several_timelines_is_wanted_for_what_any_of_them_needs() -> None:
    listing = listing_of(listed(*(row(day, f"D{day}") for day in range(11))))
    ends = [(BEGIN, "D0"), (BEGIN + timedelta(days=10), "D10")]
    same = [Look(moment=at, text="A", names=((KEY, 200, name),)) for at, name in ends]
    other = [Look(moment=at, text=name, names=((KEY, 200, name),)) for at, name in ends]
    assert plan(listing, [need("one", *same)], Asked(), Precision.EXACT).wanted == ()
    both = plan(listing, [need("one", *same), need("two", *other)], Asked(), Precision.EXACT)
    assert [one.archive_digest for one in both.wanted] == ["D5"]


def test_what_no_location_covers_is_not_asked_for() -> None:
    listing = listing_of(listed(*(row(day, f"D{day}") for day in range(20))))
    asked = plan(listing, [need("one", since=5, until=8)], Asked(), Precision.EXACT).wanted
    assert sorted(one.archive_digest for one in asked) == ["D5", "D7"]
    assert plan(listing, [], Asked(), Precision.EXACT).wanted == ()


def test_what_one_archive_cannot_give_another_is_asked_for() -> None:
    both = [*listed(row(0, "A"), holder="one"), *listed(row(3, "A"), holder="two")]
    (first,) = plan(listing_of(both), [need("t")], Asked(), Precision.EXACT).wanted
    assert first.archive == "one"
    (second,) = plan(listing_of(both), [need("t")], Asked(over=frozenset({first.place})), Precision.EXACT).wanted
    assert second.archive == "two"
    over = Asked(over=frozenset({first.place, second.place}))
    assert plan(listing_of(both), [need("t")], over, Precision.EXACT).wanted == ()


def test_our_own_visits_narrow_what_archives_are_asked_for() -> None:
    listing = listing_of(listed(*(row(day, f"D{day}") for day in range(60))))
    known = {0: "A", 20: "A", 21: "B", 59: "B"}
    looks = [Look(moment=BEGIN + timedelta(days=day, hours=1), text=text) for day, text in known.items()]
    wanted = plan(listing, [need("t", *looks)], Asked(), Precision.EXACT).wanted
    assert [one.archive_digest for one in wanted] == ["D0", "D21"]  # what is before all, and between the two
