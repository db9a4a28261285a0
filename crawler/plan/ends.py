"""Which captures of what is no page are worth a request: redirects, and pages that were gone?

Where a run of redirects begins, the policy may have moved: the first one says where to. A run of "not found" may be
the policy's end, which is believed once two looks a week apart agree. Whatever lasts less than a week says nothing:
a page that is redirected from http to https has a redirect beside each capture.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import groupby

from crawler.plan.spots import Spot

LASTS = timedelta(days=7)
_GONE = (404, 410)


def kind_of(status: int | None) -> str:
    """One of: text (what may show one), redirect, gone, error."""
    if status is None or status // 100 == 2:
        return "text"
    if status // 100 == 3:
        return "redirect"
    return "gone" if status in _GONE else "error"


def telling(spots: Sequence[Spot]) -> Iterator[Spot]:
    """The redirects and the missing pages to look at; `spots` are in order of time."""
    runs = [(kind, list(run)) for kind, run in groupby(spots, key=lambda spot: kind_of(spot.status)) if kind != "error"]
    for place, (kind, run) in enumerate(runs):
        before, after = runs[max(place - 1, 0) : place], runs[place + 1 : place + 2]
        beside = [*(other[-1] for _, other in before), *(other[0] for _, other in after)]
        if kind == "text" or not _lasts(run, beside):
            continue
        yield from _first(run, beside) if kind == "redirect" else _ends(run)


def _lasts(run: Sequence[Spot], beside: Sequence[Spot]) -> bool:
    """Whether nothing else was seen for a while: a run at the begin or the end of all may last longer than is known."""
    if len(beside) < 2:
        return True
    moments = [spot.moment for spot in (*beside, *run)]
    return max(moments) - min(moments) >= LASTS


def _first(run: Sequence[Spot], beside: Sequence[Spot]) -> Iterator[Spot]:
    """The first in the spelling that showed the page before: another may only lead to that one."""
    spellings = {spot.original for spot in beside[:1]}
    yield next((spot for spot in run if spot.original in spellings), run[0])


def _ends(run: Sequence[Spot]) -> Iterator[Spot]:
    """The first, and the last where that is a week later."""
    yield run[0]
    if run[-1].moment - run[0].moment >= LASTS:
        yield run[-1]
