"""Is it told apart whether a document's own date moved, stood still, or was never there?"""

from datetime import UTC, datetime

import pytest

from model import Declared
from versions import OwnDate, effective_date, own_date

THEN, NOW = datetime(2024, 5, 1, tzinfo=UTC), datetime(2024, 9, 1, tzinfo=UTC)


def became(before, after):
    """(updated, effective) before and after, each in words."""
    old, new = (
        Declared(updated=tuple(updated.split()), effective=tuple(effective.split()))
        for updated, effective in (before, after)
    )
    return own_date(old, new, THEN, NOW)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (("2024-03-01", ""), ("2024-03-01", "")),
        (("2024-03", ""), ("2024-03", "")),
        (("", "2024-04-01"), ("", "2024-04-01")),
        (("2024-03-01", ""), ("2024-03-01", "2024-11-01")),  # a banner announces the next text
        (("", "2024-04-01"), ("", "2024-11-01 2024-04-01")),
        (("", "2024-11-01 2024-04-01"), ("", "2024-04-01")),  # ... and is taken down
        (("2024-03-01 2019-06-01", ""), ("2024-03-01", "")),  # a former version's date is not told any more
        (("2024-03-01", ""), ("", "2024-03-01")),  # "last updated" became "effective from"
    ],
)
def test_a_date_that_is_stated_on_both_sides_and_did_not_move_stood_still(before, after):
    assert became(before, after) is OwnDate.SAME


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (("2024-03-01", ""), ("2024-08-01", "")),
        (("2024-03-01", "2024-04-01"), ("2024-03-01", "2024-08-01")),
        (("2024-03-01", "2024-04-01"), ("2024-08-01", "2024-04-01")),
        (("2023-03-01 2024-04-01", ""), ("2023-08-01 2024-04-01", "")),  # beside another that stood still
        (("2024-03-01", ""), ("2024-03-01 2024-08-01", "")),  # the first publication is told beside the update
        (("", "2024-04-01 2024-07-01"), ("", "2024-07-01")),  # what was announced holds
        (("2024-03-01", ""), ("", "2024-08-01")),
        (("2024-03", ""), ("2024-03-15", "")),
    ],
)
def test_a_date_that_moved_has_changed(before, after):
    assert became(before, after) is OwnDate.CHANGED


def test_a_date_that_came_or_went_has_changed_for_nobody_can_take_the_new_text_for_the_old_by_it():
    assert became(("", ""), ("2024-03-01", "")) is OwnDate.CHANGED
    assert became(("2024-03-01", ""), ("", "")) is OwnDate.CHANGED


def test_where_no_side_states_a_date_none_stood_still():
    assert became(("", ""), ("", "")) is OwnDate.ABSENT


def test_of_several_days_of_coming_into_force_the_last_that_had_come_is_the_texts_own():
    assert effective_date(("2024-11-01", "2020-01-01", "2024-04-01"), THEN) == "2024-04-01"
    assert effective_date(("2024-11-01", "2024-10-01"), THEN) == "2024-10-01"
    assert effective_date(("2024-05-01",), THEN) == "2024-05-01"
    assert effective_date(("2024-05", "2023-01-01"), THEN) == "2024-05"
