"""When are days, weeks and months over?"""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts import last_over, period
from alerts.periods import called
from model import Cadence

REGULAR = [cadence for cadence in Cadence if cadence is not Cadence.NEVER]
moments = st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - bounds are naive


def day(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("cadence", "now", "since", "until"),
    [
        (Cadence.DAILY, "2026-03-01T00:00:00", "2026-02-28", "2026-03-01"),
        (Cadence.DAILY, "2026-03-01T23:59:59", "2026-02-28", "2026-03-01"),
        (Cadence.WEEKLY, "2026-03-01T23:59:59", "2026-02-16", "2026-02-23"),  # a Sunday
        (Cadence.WEEKLY, "2026-03-02T00:00:00", "2026-02-23", "2026-03-02"),
        (Cadence.MONTHLY, "2026-03-01T00:00:00", "2026-02-01", "2026-03-01"),
        (Cadence.MONTHLY, "2026-12-31T12:00:00", "2026-11-01", "2026-12-01"),
        (Cadence.MONTHLY, "2027-01-01T00:00:00", "2026-12-01", "2027-01-01"),
    ],
)
def test_the_last_period_that_is_over(cadence, now, since, until):
    over = last_over(cadence, day(now))
    assert (over.since, over.until) == (day(since), day(until))


def test_never_has_no_periods():
    assert last_over(Cadence.NEVER, day("2026-03-01")) is None
    assert period(Cadence.NEVER, day("2026-03-01")) is None


@given(st.sampled_from(REGULAR), moments)
def test_periods_meet_and_hold_their_moments(cadence, moment):
    present, over = period(cadence, moment), last_over(cadence, moment)
    assert present.since <= moment < present.until
    assert over.until == present.since
    assert period(cadence, present.until).since == present.until


def test_days_are_those_of_utc():
    late = datetime(2026, 3, 1, 1, 0, tzinfo=timezone(timedelta(hours=2)))
    assert period(Cadence.DAILY, late).since == day("2026-02-28")


@pytest.mark.parametrize(
    ("cadence", "since", "until", "name"),
    [
        (Cadence.DAILY, "2026-03-01", "2026-03-02", "on 2026-03-01"),
        (Cadence.WEEKLY, "2026-03-02", "2026-03-09", "this week (2026-03-02 to 2026-03-08)"),
        (Cadence.MONTHLY, "2026-03-01", "2026-04-01", "this month (March 2026)"),
        (Cadence.MONTHLY, "2026-03-14", "2026-04-01", "this month (2026-03-14 to 2026-03-31)"),
        (Cadence.WEEKLY, "2026-02-20", "2026-03-09", "from 2026-02-20 to 2026-03-08"),
        (Cadence.NEVER, "2026-02-20", "2026-03-09", "from 2026-02-20 to 2026-03-08"),
    ],
)
def test_a_time_is_called_by_its_period_or_by_its_ends(cadence, since, until, name):
    assert called(cadence, day(since), day(until)) == name
