"""What was there to be told, as the hosts' own log shows it?

A happening is told when a look has seen it; what happened between two looks is told as one.  A look is a request that
was answered with the whole text, or with a true 304.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from benchmarks.world.happenings import Happening, Page, Role, World
from benchmarks.world.livehosts import Line
from benchmarks.world.watching import Told
from model import AlertKind

_LAST_LOOK = 5.0  # days before the end in which every page that can be seen was


@dataclass(frozen=True, slots=True, kw_only=True)
class Truth:
    """What is to be told; `early` happened before a first look, `unseen` was not looked at afterwards."""

    told: tuple[Told, ...]
    early: tuple[Happening, ...]
    unseen: tuple[Happening, ...]


def truth_of(world: World, log: Sequence[Line]) -> Truth:
    """The truth about a world that was visited as the log says."""
    looks = looks_of(log)
    told: list[Told] = []
    early: list[Happening] = []
    unseen: list[Happening] = []
    for page in world.pages:
        seen = looks.get(page.timeline, [])
        hidden = world.hosts[page.host].role is Role.BROKEN_ETAG
        told += [one for one in _fates(page) if seen and seen[0] < one.first]
        for at, happenings in _between(page, seen).items():
            if at == 0:
                early += happenings
            elif at == len(seen):
                unseen += happenings
            else:
                told.append(_told(page, happenings, hidden=hidden))
    return Truth(told=tuple(told), early=tuple(early), unseen=tuple(unseen))


def looks_of(log: Sequence[Line]) -> dict[str, list[float]]:
    """Timeline -> the days on which its text was seen, in order."""
    found: dict[str, list[float]] = defaultdict(list)
    for line in log:
        if line.shows is not None and line.ended and line.status in (200, 304):
            found[line.timeline].append(line.day)
    return {timeline: sorted(days) for timeline, days in found.items()}


def forgotten(world: World, log: Sequence[Line]) -> Iterator[str]:
    """Pages that nobody looked at in the last days, though they could be seen."""
    latest: dict[str, float] = defaultdict(lambda: float("-inf"))
    for line in log:
        latest[line.timeline] = max(latest[line.timeline], line.day)
    for page in world.pages:
        last = latest[page.timeline]
        if not page.unseen and last < world.days - min(_LAST_LOOK, world.days / 2):
            yield f"{page.timeline} was last asked for on day {last:.1f}"


def _between(page: Page, seen: Sequence[float]) -> dict[int, list[Happening]]:
    """Changes of the text by the number of the first look after them."""
    found: dict[int, list[Happening]] = defaultdict(list)
    for one in page.happenings:
        if one.kind is AlertKind.CHANGE:
            found[bisect_left(seen, one.day)].append(one)
    return found


def _fates(page: Page) -> list[Told]:
    return [_told(page, [one]) for one in page.happenings if one.kind is not AlertKind.CHANGE]


def _told(page: Page, happenings: Sequence[Happening], *, hidden: bool = False) -> Told:
    return Told(
        timeline=page.timeline,
        kind=happenings[0].kind,
        happenings=tuple(happenings),
        shows_date=bool(page.document.dates),
        hidden=hidden,
    )
