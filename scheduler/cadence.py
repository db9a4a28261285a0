"""When is a timeline looked at next?"""

from __future__ import annotations

from datetime import timedelta

_SOONER = 24  # a second look comes after this part of the cadence
_FACTOR = 4  # by which the wait grows with each visit that shows no policy
LONGEST = 4
"""Cadences between two visits of a page that keeps failing."""


def wait(every: timedelta, *, streak: int, second_look: bool, jitter: float) -> timedelta:
    """How long to wait after a visit; `jitter` is a chance from -1 to 1 times the share that the settings allow.

    After a visit that showed no policy text the next one comes sooner (it may have been one bad minute), then later
    and later: of a daily cadence after an hour, 4 hours, 16 hours, 64 hours, and then every four days.

    >>> wait(timedelta(days=1), streak=2, second_look=False, jitter=0.0)
    datetime.timedelta(seconds=14400)
    """
    length = every
    if second_look:
        length = every / _SOONER
    elif streak:
        length = min(every / _SOONER * _FACTOR ** min(streak - 1, 9), every * LONGEST)
    return timedelta(seconds=max(1.0, length.total_seconds() * (1 + jitter)))
