"""Which day, week or month is over? All in UTC; weeks end on Sunday."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from model import Cadence

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A day, week or month from `since` (included) until `until` (not)."""

    cadence: Cadence
    since: datetime
    until: datetime

    @property
    def name(self) -> str:
        """What people call it.

        >>> period(Cadence.WEEKLY, datetime(2026, 3, 4, tzinfo=UTC)).name
        'this week (2026-03-02 to 2026-03-08)'
        """
        return called(self.cadence, self.since, self.until)


def period(cadence: Cadence, moment: datetime) -> Period | None:
    """The period in which a moment lies; None for the cadence that has none."""
    day = moment.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    match cadence:
        case Cadence.DAILY:
            since, until = day, day + _DAY
        case Cadence.WEEKLY:
            since = day - day.weekday() * _DAY
            until = since + 7 * _DAY
        case Cadence.MONTHLY:
            since = day.replace(day=1)
            until = (since + 31 * _DAY).replace(day=1)
        case _:
            return None
    return Period(cadence=cadence, since=since, until=until)


def last_over(cadence: Cadence, now: datetime) -> Period | None:
    """The latest period that is over; its `until` is not after `now`.

    >>> last_over(Cadence.MONTHLY, datetime(2026, 3, 1, tzinfo=UTC)).name
    'this month (February 2026)'
    """
    present = period(cadence, now)
    return period(cadence, present.since - _DAY) if present else None


def called(cadence: Cadence, since: datetime, until: datetime) -> str:
    """What people call the time from `since` until `until`; where it is not the whole of a period, with its ends.

    >>> called(Cadence.MONTHLY, datetime(2026, 3, 14, 9, tzinfo=UTC), datetime(2026, 4, 1, tzinfo=UTC))
    'this month (2026-03-14 to 2026-03-31)'
    """
    last = until - timedelta(seconds=1)
    within = period(cadence, last)
    if within is None or not within.since <= since < until <= within.until:
        return f"from {since:%Y-%m-%d} to {last:%Y-%m-%d}"
    if cadence is Cadence.DAILY:
        return f"on {since:%Y-%m-%d}"
    name = "this month" if cadence is Cadence.MONTHLY else "this week"
    if cadence is Cadence.MONTHLY and (since, until) == (within.since, within.until):
        return f"{name} ({_MONTHS[since.month - 1]} {since.year})"
    return f"{name} ({since:%Y-%m-%d} to {last:%Y-%m-%d})"
