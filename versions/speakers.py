"""Where several locations or renditions cover a time, which one speaks?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from model import Rendition, Seen

_SILENT = timedelta(days=30)
"""For so long after its last word nobody speaks in the place of a location that was declared later."""

_RANK = {Rendition.PLAIN: 2, Rendition.BROWSER: 1, Rendition.TEXT: 0}


class _Stream(NamedTuple):
    """What is seen at one location in one rendition, and from when to when it is seen usable."""

    location: int
    rendition: Rendition
    first: datetime
    last: datetime
    usable: int

    def covers(self, moment: datetime) -> bool:
        return self.first <= moment <= self.last

    @property
    def precedence(self) -> tuple[int, int, int]:
        return (self.location, self.usable, _RANK[self.rendition])


def spoken(seens: Sequence[Seen]) -> list[Seen]:
    """The usable sightings that make the versions, in order of time.

    At every moment the later-declared location speaks, then the rendition with most usable sightings
    (plain before browser before text where they are equally many). A stream covers the time from its
    first usable sighting to its last. For a month after that no earlier-declared location speaks: an old address
    that still shows an old text says nothing about a page that nobody has looked at again yet.
    """
    streams = _streams(seens)
    return [seen for seen in seens if seen.usable and _speaker(streams, seen.moment) == (seen.location, seen.rendition)]


def _streams(seens: Sequence[Seen]) -> list[_Stream]:
    groups: dict[tuple[int, Rendition], list[datetime]] = {}
    for seen in seens:
        if seen.usable:
            groups.setdefault((seen.location, seen.rendition), []).append(seen.moment)
    return [_Stream(*name, min(moments), max(moments), len(moments)) for name, moments in groups.items()]


def _speaker(streams: Sequence[_Stream], moment: datetime) -> tuple[int, Rendition] | None:
    best = max((stream for stream in streams if stream.covers(moment)), key=lambda stream: stream.precedence)
    if any(stream.location > best.location and stream.last < moment <= stream.last + _SILENT for stream in streams):
        return None
    return (best.location, best.rendition)
