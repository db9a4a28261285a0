"""What did it say on that day?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from model import Version


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The answer to a time: which versions stood then, and how sure that is.

    `certain` versions were seen on both sides of the time, or in it. When there is none, `possible`
    holds the two that the time lies between ("one of these, or a text that nobody captured"), the
    first version when the time is before everything seen, the last when it is after.
    """

    certain: tuple[Version, ...] = ()
    possible: tuple[Version, ...] = ()

    @property
    def candidates(self) -> tuple[Version, ...]:
        return self.certain or self.possible


def standing(versions: Sequence[Version], start: datetime, end: datetime) -> Standing:
    """Which of a timeline's versions stood between two instants (equal ones ask about one instant).

    `versions` must be in order. The interval is closed on both sides; a day is asked for with its
    last second.
    """
    certain = tuple(one for one in versions if one.first_seen <= end and start <= one.last_seen)
    if certain:
        return Standing(certain=certain)
    before = [one for one in versions if one.last_seen < start]
    after = [one for one in versions if end < one.first_seen]
    return Standing(possible=(*before[-1:], *after[:1]))
