"""Does settling a timeline hold to its rules whatever the order in which its texts come and go?"""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from extract import settle
from extract.verdicts.settle import _STAYS
from model import Block, Clause, Reading, Verdict


def text(seed: str, count: int) -> list[str]:
    draw = random.Random(seed)
    return [" ".join(f"{seed}{draw.randrange(4000)}" for _ in range(12)) for _ in range(count)]


def of(lines: list[str], language: str = "", kind: str = "", verdict: Verdict = Verdict.POLICY) -> Reading:
    made = tuple(Clause(block=Block.PARAGRAPH, text=line, words=line) for line in lines)
    return Reading(title="", clauses=made, verdict=verdict, language=language, kind=kind)


LONG, OTHER = text("a", 36), text("b", 36)
FULL = of(LONG, "en", "privacy")
EDITION = of(OTHER, "de", "privacy")
SHORT = of(text("c", 5), "en", "privacy")
PART = of(LONG[:6], "en", "privacy")
TERMS = of(text("d", 30), "en", "terms")
TINY = of(["this has moved"], "en")
WALL = of(["are you human"], verdict=Verdict.BOT_WALL)
NONE = of([], verdict=Verdict.EMPTY)
STATES = (FULL, of([*LONG, *OTHER[:4]], "en", "privacy"), EDITION, SHORT, PART, TERMS, TINY, WALL, NONE)
many = settings(max_examples=60, deadline=None)
timelines = st.lists(st.sampled_from(STATES), max_size=16)


@many
@given(timelines)
def test_each_reading_gets_one_verdict_and_the_same_each_time(readings: list[Reading]) -> None:
    assert len(settle(readings)) == len(readings)
    assert settle(readings) == settle(tuple(readings))


@many
@given(timelines)
def test_no_neighbour_makes_a_policy_of_what_is_none(readings: list[Reading]) -> None:
    for reading, one in zip(readings, settle(readings), strict=True):
        assert reading.verdict is Verdict.POLICY or one.verdict is not Verdict.POLICY


@many
@given(timelines)
def test_something_stays_where_there_is_a_policy(readings: list[Reading]) -> None:
    policies = [reading for reading in readings if reading.verdict is Verdict.POLICY]
    assert not policies or any(one.verdict is Verdict.POLICY for one in settle(readings))


@many
@given(timelines)
def test_the_same_words_in_a_row_have_one_verdict(readings: list[Reading]) -> None:
    settled = settle(readings)
    for i in range(1, len(readings)):
        if readings[i] == readings[i - 1]:
            assert settled[i] == settled[i - 1]


@many
@given(timelines)
def test_walls_in_between_change_nothing_for_the_others(readings: list[Reading]) -> None:
    walled = [one for reading in readings for one in (reading, WALL)]
    assert settle(walled)[::2] == settle(readings)


@many
@given(timelines, st.sampled_from([FULL, EDITION, SHORT, PART, TERMS]))
def test_what_stays_at_the_end_comes_true(readings: list[Reading], last: Reading) -> None:
    assert settle([*readings, *[last] * _STAYS])[-1].verdict is Verdict.POLICY


@many
@given(timelines)
def test_what_is_refused_says_why(readings: list[Reading]) -> None:
    for reading, one in zip(readings, settle(readings), strict=True):
        assert one.verdict is Verdict.POLICY or one.reason or reading.verdict is not Verdict.POLICY


def verdicts(*readings: Reading) -> list[str]:
    return [one.verdict.value for one in settle(readings)]


def test_editions_in_turn_are_one_timeline_of_the_first() -> None:
    turns = verdicts(FULL, EDITION, FULL, EDITION, FULL, EDITION)
    assert turns == ["policy", "other edition"] * 3


def test_an_edition_that_came_in_turn_comes_true_when_it_is_seen_twice_at_the_end() -> None:
    assert verdicts(FULL, EDITION, FULL, EDITION, EDITION)[-2:] == ["policy", "policy"]


def test_a_new_short_policy_in_place_of_a_long_one_is_doubted_until_it_stays() -> None:
    assert verdicts(FULL, SHORT) == ["policy", "wrong page"]
    assert verdicts(FULL, *[SHORT] * _STAYS) == ["policy"] * (_STAYS + 1)


def test_so_is_a_document_of_another_kind() -> None:
    assert verdicts(FULL, TERMS) == ["policy", "wrong page"]
    assert verdicts(FULL, *[TERMS] * _STAYS)[-1] == "policy"


def test_a_part_seen_through_before_is_one_until_it_stays() -> None:
    assert verdicts(FULL, PART, FULL, PART, PART) == ["policy", "partial", "policy", "partial", "partial"]
    assert verdicts(FULL, PART, FULL, *[PART] * _STAYS)[-1] == "policy"


def test_hardly_a_word_never_comes_true() -> None:
    assert set(verdicts(FULL, *[TINY] * (2 * _STAYS))[1:]) == {"partial"}


def test_a_policy_really_cut_to_a_third_and_one_that_grows_are_versions() -> None:
    third = of(LONG[:12], "en", "privacy")
    assert verdicts(FULL, third, third) == ["policy"] * 3
    assert verdicts(SHORT, FULL, FULL) == ["policy"] * 3


def test_another_language_for_good_is_a_version() -> None:
    assert verdicts(FULL, EDITION, EDITION) == ["policy"] * 3


def test_a_foreign_page_between_two_rewritten_texts_is_another_page() -> None:
    assert verdicts(FULL, SHORT, of(text("e", 34), "en", "privacy")) == ["policy", "wrong page", "policy"]


def test_a_hub_of_titles_and_captions_is_none_however_long_it_stays() -> None:
    hub = of([line[:20] for line in text("f", 20)], "en", "privacy")
    assert set(verdicts(FULL, *[hub] * (2 * _STAYS))[1:]) == {"wrong page"}
