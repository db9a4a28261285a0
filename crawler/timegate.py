"""Which mementos are there, where an archive has a TimeGate and no list? (RFC 7089, 4.1)

A TimeGate leads to the memento nearest to a time.  So the earliest and the latest are asked for, and then the middle
between two that are known: if one of the two is the nearest to it, nothing lies between them, else another one is
known.  Stretches shorter than a day are not looked into.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from crawler.timemap import Link, http_date, links_of
from model import Task, from_timestamp14, timestamp14

_EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
_LATEST = datetime(2100, 1, 1, tzinfo=UTC)
_SHORTEST = timedelta(days=1)
_MOST_STRETCHES = 200
_MOST_ASKED = 5_000  # of one original

Stretch = tuple[datetime, datetime]
"""Two known mementos between which there may be others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """How far the search for mementos is: how often was asked, the earliest one if known, where to look on."""

    asked: int = 0
    earliest: datetime | None = None
    stretches: tuple[Stretch, ...] = ()

    @classmethod
    def of(cls, resume: str) -> Search:
        """The search that a task's `resume` tells: "3 20200101000000-20210101000000 ...", or "1 20200101000000"."""
        asked, *told = resume.split(" ") if resume else ["0"]
        if len(told) == 1 and "-" not in told[0]:
            return cls(asked=int(asked), earliest=from_timestamp14(told[0]))
        ends = [one.split("-") for one in told]
        stretches = tuple((from_timestamp14(begin), from_timestamp14(end)) for begin, end in ends)
        return cls(asked=int(asked), stretches=stretches)

    def __str__(self) -> str:
        if self.earliest:
            return f"{self.asked} {timestamp14(self.earliest)}"
        told = [f"{timestamp14(begin)}-{timestamp14(end)}" for begin, end in self.stretches]
        return " ".join([str(self.asked), *told]) if told and self.asked < _MOST_ASKED else ""

    @property
    def moment(self) -> datetime:
        """Which time is asked for next."""
        if self.stretches:
            begin, end = self.stretches[0]
            return begin + (end - begin) // 2
        return _LATEST if self.earliest else _EARLIEST

    def after(self, found: datetime, near: Sequence[Link]) -> Search:
        """The search after the TimeGate led to a memento of that time and named others."""
        asked = self.asked + 1
        if self.stretches:
            return Search(asked=asked, stretches=(*self._split(found, near), *self.stretches[1:])[:_MOST_STRETCHES])
        if self.earliest:
            return Search(asked=asked, stretches=_worth((self.earliest, found)))
        latest = _named(near, "last")
        if latest is None:
            return Search(asked=asked, earliest=found)
        return Search(asked=asked, stretches=_worth((_named(near, "next") or found, latest)))

    def _split(self, found: datetime, near: Sequence[Link]) -> tuple[Stretch, ...]:
        begin, end = self.stretches[0]
        if not begin < found < end:
            return ()
        before, after = _named(near, "prev") or found, _named(near, "next") or found
        return _worth((begin, before), (after, end))


def _worth(*stretches: Stretch) -> tuple[Stretch, ...]:
    return tuple((begin, end) for begin, end in stretches if end - begin > _SHORTEST)


def _named(near: Sequence[Link], relation: str) -> datetime | None:
    return next((link.moment for link in near if {relation, "memento"} <= set(link.relations)), None)


def gate_question(timegate: str, task: Task) -> tuple[str, dict[str, str]]:
    """What asks the TimeGate for the next memento."""
    original = task.original.partition("#")[0].replace(" ", "%20")
    wished = format_datetime(Search.of(task.resume).moment, usegmt=True)
    return timegate.replace("{original}", original), {"Accept-Datetime": wished}


def led_to(location: str, stamp: str, told: str) -> tuple[Link | None, list[Link]]:
    """The memento that a TimeGate leads to, if it says of when that is, and all mementos that its Link header names.

    `location` is Location, or Content-Location where it answers with the memento itself; `stamp` is Memento-Datetime.
    """
    named = [link for link in links_of(told) if "memento" in link.relations and link.moment]
    moment = http_date(stamp) or next((link.moment for link in named if link.address == location), None)
    digits = re.search(r"/([0-9]{14})(?![0-9])", location)
    moment = moment or (_moment(digits[1]) if digits else None)
    return (Link(address=location, relations=("memento",), moment=moment) if moment else None), named


def _moment(digits: str) -> datetime | None:
    try:
        return from_timestamp14(digits)
    except ValueError:
        return None
