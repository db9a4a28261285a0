"""Which captures of a home page tell where a policy stood while nothing of it is known?

The two ends of such a time, then the middle of what lies between two home pages that link different addresses, or that
lie far apart.  A few captures bound the time in which each address was linked.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import NamedTuple

from model import IndexRow, OriginalKey, Seen, original_key

MOST_FRONTS = 12
"""Captures of one home page that are ever asked for."""

_AT_ONCE = 4
_WORTH_ASKING = timedelta(days=30)  # by which a home page is older than the policy's first sight
_LONG = timedelta(days=365)  # without a sight, and between home pages that link the same
_CLOSE = timedelta(days=30)  # between home pages that link different addresses
_ALIKE_WEIGHS = 0.1
_OK = 200
_ANY_TIME = datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 1, 1, tzinfo=UTC)


class Gap(NamedTuple):
    """A time in which nothing of a timeline is known: after its sight before, by the next; None where there is none."""

    after: datetime | None
    by: datetime | None

    @property
    def ends(self) -> tuple[datetime, datetime]:
        return self.after or _ANY_TIME[0], self.by or _ANY_TIME[1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """A home page as it was once, and the address that it linked as the policy's, if any."""

    original: str
    moment: datetime
    target: str = ""

    @property
    def key(self) -> OriginalKey:
        return original_key(self.target) if self.target else OriginalKey("")


def gaps_of(seens: Iterable[Seen]) -> list[Gap]:
    """The time before the text was first seen, and each year without a sight between two texts or two addresses.

    Listed captures that nobody looked at come first: where one lies between, there is no gap.
    """
    ordered = sorted((seen for seen in seens if seen.usable or seen.verdict is None), key=lambda seen: seen.moment)
    usable = [seen.moment for seen in ordered if seen.usable]
    if not usable:
        return [Gap(None, None)]
    return [Gap(None, usable[0]), *(Gap(a.moment, b.moment) for a, b in pairwise(ordered) if _is_gap(a, b))]


def _is_gap(one: Seen, then: Seen) -> bool:
    same = (one.location, one.canonical) == (then.location, then.canonical)
    return one.usable and then.usable and not same and then.moment - one.moment >= _LONG


def fronts_to_ask(
    rows: Iterable[IndexRow], fronts: Iterable[Front], gaps: Iterable[Gap], asked: Collection[datetime]
) -> list[IndexRow]:
    """The next captures of one home page to ask for, those that tell most first; none when enough is known.

    `rows` are what archives list of it, `fronts` what is held. `asked` are the times of those ever asked for.
    """
    seen = {front.moment: front.key for front in fronts}
    listed = {row.timestamp: row for row in rows if row.statuscode == _OK}
    able = sorted(moment for moment in listed if moment in seen or moment not in asked)
    wanted: dict[datetime, float] = {}
    for gap in gaps:
        window = _window(sorted({*able, *seen}), gap)
        wanted |= _steps(window, seen)
    most = max(wanted.values(), default=0.0) / 2  # what tells much less waits for what the others tell
    best = sorted((one for one in wanted if one in listed and wanted[one] >= most), key=lambda one: (-wanted[one], one))
    return [listed[moment] for moment in best[: max(0, min(_AT_ONCE, MOST_FRONTS - len(asked)))]]


def _window(moments: Sequence[datetime], gap: Gap) -> list[datetime]:
    """The home pages in a gap and the next ones around it; none where it is not worth a request."""
    start, end = gap.ends
    inside = [moment for moment in moments if start < moment < end]
    if not inside or (gap.by and inside[0] > gap.by - _WORTH_ASKING):
        return []
    return [*[one for one in moments if one <= start][-1:], *inside, *[one for one in moments if one >= end][:1]]


def _steps(window: Sequence[datetime], seen: dict[datetime, OriginalKey]) -> dict[datetime, float]:
    """What to look at next, with the days of uncertainty that it may end."""
    ends = [moment for moment in (*window[:1], *window[-1:]) if moment not in seen]
    if ends:
        return {moment: float("inf") for moment in ends}
    steps = {}
    known = [place for place, moment in enumerate(window) if moment in seen]
    for low, high in pairwise(known):
        differs = seen[window[low]] != seen[window[high]]
        width = window[high] - window[low]
        if high - low > 1 and width > (_CLOSE if differs else _LONG):
            middle = window[low] + width / 2
            nearest = min(window[low + 1 : high], key=lambda moment: (abs(moment - middle), moment))
            steps[nearest] = width / timedelta(days=1) * (1.0 if differs else _ALIKE_WEIGHS)
    return steps
