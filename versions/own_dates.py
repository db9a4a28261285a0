"""Did a document's own date move from one version to the next, or did its text change under an old one?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from enum import StrEnum

from model import Declared


class OwnDate(StrEnum):
    """What the date that a document states of itself did while its text changed."""

    CHANGED = "changed"  # moved, came or went
    SAME = "same"  # is stated before and after, and stood still
    ABSENT = "absent"  # no side states one


def own_date(before: Declared, after: Declared, then: datetime, now: datetime) -> OwnDate:
    """What became of the document's own date; `then` and `now` are when the two texts were first seen.

    Dates of updates and of coming into force are held against each other apart, and only where both texts state some.
    A date that only one of them states beside the same old one is another's: that of an announcement, say.

    >>> from datetime import UTC
    >>> then, now = datetime(2024, 2, 1, tzinfo=UTC), datetime(2024, 5, 1, tzinfo=UTC)
    >>> old = Declared(updated=("2024-01-15",))
    >>> own_date(old, Declared(updated=("2024-01-15",), effective=("2024-07-01",)), then, now).value
    'same'
    """
    if before == after:
        return OwnDate.SAME if after else OwnDate.ABSENT
    if not (before and after):
        return OwnDate.CHANGED
    moved = list(_moved(before, after, then, now))
    if moved:
        return OwnDate.CHANGED if any(moved) else OwnDate.SAME
    return OwnDate.SAME if _shared(before.dates, after.dates) else OwnDate.CHANGED


_BACK = 31  # days; a day or two is a slip that was put right


def went_back(before: Declared, after: Declared) -> bool:
    """Whether a text states an older date of update than the one before it did, or, where none is stated, of coming
    into force: then an older edition is served again.

    >>> went_back(Declared(updated=("2024-03-01",)), Declared(updated=("2022-05-25",)))
    True
    """
    sides = (before.updated, after.updated) if before.updated and after.updated else (before.effective, after.effective)
    if not all(sides) or any(len(day) < _WHOLE for day in (max(sides[0]), max(sides[1]))):
        return False
    old, new = (date.fromisoformat(max(side)) for side in sides)
    return (old - new).days > _BACK


_WHOLE = len("2024-03-01")


def _moved(before: Declared, after: Declared, then: datetime, now: datetime) -> Iterator[bool]:
    """For each meaning that both texts give to a date, whether that moved."""
    if before.updated and after.updated:
        old, new = before.updated, after.updated
        yield not _one_holds_the_other(old, new) or max(old) != max(new)
    if before.effective and after.effective:
        old, new = before.effective, after.effective
        yield not _one_holds_the_other(old, new) or effective_date(old, then) != effective_date(new, now)


def effective_date(dates: tuple[str, ...], seen: datetime) -> str:
    """Which of several dates of coming into force is the text's own: the latest one that had come when it was first
    seen, else the first to come. A later one beside it is announced, of this text or of the next.

    >>> from datetime import UTC
    >>> effective_date(("2026-11-11", "2025-03-01"), datetime(2026, 5, 1, tzinfo=UTC))
    '2025-03-01'
    """
    day = f"{seen:%Y-%m-%d}"
    come = [date for date in dates if date <= day]
    return max(come) if come else min(dates)


def _one_holds_the_other(some: tuple[str, ...], others: tuple[str, ...]) -> bool:
    return set(some) <= set(others) or set(others) <= set(some)


def _shared(some: tuple[str, ...], others: tuple[str, ...]) -> bool:
    return not set(some).isdisjoint(others)
