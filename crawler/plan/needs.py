"""What is asked of a plan, and what does it answer?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from crawler.plan.spots import Identity, Span

Place = tuple[str, str, datetime]
"""Where a capture can be asked for: (archive, original, timestamp)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What a capture that is held turned out to say in one timeline.

    `text` is the digest of its canonical text, "" where it shows no policy. `place` is where it was asked for, and
    `names` are under which archives list it if that place is not listed; what they do not list, as our own visits,
    has neither.
    """

    moment: datetime
    text: str
    names: tuple[Identity, ...] = ()
    place: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """A timeline that an original belongs to: when, and what is known of it there."""

    timeline: str
    spans: tuple[Span, ...]
    looks: tuple[Look, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Where was asked for a capture: the answer is awaited, or the matter is over, whatever came."""

    pending: frozenset[Place] = frozenset()
    over: frozenset[Place] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A capture to ask for. `gain` orders what is wanted, over all originals: days of uncertainty that it may end."""

    archive: str
    original: str
    timestamp: datetime
    archive_digest: str
    gain: float

    @property
    def place(self) -> Place:
        return (self.archive, self.original, self.timestamp)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bracketed:
    """Two neighbouring looks that show different texts.

    `unlooked` captures between them were not asked for, `unusable` ones show no policy.
    """

    timeline: str
    after: datetime
    by: datetime
    unlooked: int
    unusable: int

    @property
    def width(self) -> timedelta:
        return self.by - self.after


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What to ask for next, what pays most first; where texts are known to change; how many requests are likely left.

    `expected` counts what is wanted now and what will probably follow from it, not what is pending.
    """

    wanted: tuple[Wanted, ...]
    brackets: tuple[Bracketed, ...]
    expected: int


def best_first(wanted: Iterable[Wanted]) -> tuple[Wanted, ...]:
    """Each capture once, with the highest gain that anything promises of it."""
    best: dict[Place, Wanted] = {}
    for one in wanted:
        if one.place not in best or one.gain > best[one.place].gain:
            best[one.place] = one
    return tuple(sorted(best.values(), key=lambda one: (-one.gain, one.timestamp, one.original, one.archive)))
