"""When has a page come to rest?

When nothing is being asked for and nothing is being added to it any more.  A page that says hardly anything yet is
given more time: what it waits for may be a timer.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from time import monotonic

_LOOK = 0.15  # seconds between two looks
_QUIET = 0.6  # seconds without change that are enough for a page that shows a text
_PATIENCE = 2.5  # and for one that shows hardly any
_A_TEXT = 1_500  # characters
_ONGOING = 4.0  # seconds after which a request is one that never ends, as pages have for news
_SLOW = 12.0  # and after which it is given up by a page that shows hardly any text

Measured = tuple[int, int]
"""How many nodes a page has, and how many characters of text."""


@dataclass(eq=False)  # Playwright puts marks of its own on whoever listens
class Traffic:
    """What a page is waiting for."""

    over_full: bool = False  # whether a page asks for more than it is given
    _open: dict[int, float] = field(default_factory=dict)

    def begun(self, request: object) -> None:
        self._open[id(request)] = monotonic()

    def over(self, request: object) -> None:
        self._open.pop(id(request), None)

    def is_quiet(self, ongoing: float) -> bool:
        """Whether nothing is waited for but what began so many seconds ago."""
        now = monotonic()
        return all(now - since > ongoing for since in self._open.values())


async def at_rest(measure: Callable[[], Awaitable[Measured | None]], traffic: Traffic, most: float) -> Measured:
    """Returns what the page has at last, after `most` seconds at the latest. None is measured of a page just left."""
    begun = since = monotonic()
    before: Measured = (0, 0)
    while monotonic() - begun < most and not traffic.over_full:
        await asyncio.sleep(_LOOK)
        now = await measure()
        quiet, ongoing = (_QUIET, _ONGOING) if now and now[1] >= _A_TEXT else (_PATIENCE, _SLOW)
        if now is None or now != before or not traffic.is_quiet(ongoing):
            before, since = now or before, monotonic()
        elif monotonic() - since >= quiet:
            break
    return before
