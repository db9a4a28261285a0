"""How likely did a text change between two captures of it?"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from datetime import timedelta
from itertools import accumulate, pairwise
from statistics import median

from crawler.plan.spots import Spot

_BYTES = 32
"""By so much the packed length of a page differs where nothing happened: nonces, times, counters."""

_STEPS = 4.0  # usual differences of length that make a jump of one
_HIGHEST = 10.0  # jumps more than so high say no more
_LIKELIER = 30.0  # so much likelier is a change at a jump of one than where nothing jumps


class Line:
    """Captures of an original in order of time, with how likely the text changed between each two of them.

    By itself a change is as likely in a day with many captures as in a month with few: half the weight goes by number,
    half by time. Where the index says that the packed length jumps, it is likelier by far. `position` counts from 0.
    """

    def __init__(self, spots: Sequence[Spot]) -> None:
        self.spots = spots
        self.moments = [spot.moment for spot in spots]
        self._before = [0.0, *accumulate(_likelihoods(spots))]

    def halved(self, low: int, high: int) -> int:
        """The position between two others that halves what lies between them; they must not be neighbours."""
        half = (self._before[low] + self._before[high]) / 2
        found = min(max(bisect_left(self._before, half, low + 1, high), low + 1), high - 1)
        below = found - 1
        nearer = below > low and half - self._before[below] < abs(self._before[found] - half)
        return below if nearer else found

    def weight(self, low: int, high: int) -> float:
        """How likely something happened between two positions, against other such numbers of this line."""
        return self._before[high] - self._before[low]

    def width(self, low: int, high: int) -> timedelta:
        return self.moments[high] - self.moments[low]


def _likelihoods(spots: Sequence[Spot]) -> Iterable[float]:
    if len(spots) < 2:
        return
    span = (spots[-1].moment - spots[0].moment).total_seconds() or 1.0
    jumps = [_jump(one, other) for one, other in pairwise(spots)]
    usual = _BYTES + _STEPS * median(jumps)
    for (one, other), jump in zip(pairwise(spots), jumps, strict=True):
        share = 0.5 / len(jumps) + 0.5 * (other.moment - one.moment).total_seconds() / span
        yield share * (1 + _LIKELIER * min(jump / usual, _HIGHEST))


def _jump(one: Spot, other: Spot) -> int:
    """Archives pack differently: only lengths of one archive can be compared."""
    if one.holder != other.holder or one.length is None or other.length is None:
        return 0
    return abs(one.length - other.length)
