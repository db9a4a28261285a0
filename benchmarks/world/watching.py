"""Who is told of what in the invented world?

Each watch says what it wants in the words of the script, so that the code under test is not asked.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fnmatch import fnmatchcase

from benchmarks.world.edits import Way
from benchmarks.world.happenings import Happening
from model import AlertKind, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What one look at a timeline brought: one happening, or several that no look came between."""

    timeline: str
    kind: AlertKind
    happenings: tuple[Happening, ...]
    shows_date: bool = False
    hidden: bool = False  # behind a broken ETag: told late, with a bracket that is too late

    @property
    def first(self) -> float:
        return min(one.day for one in self.happenings)

    @property
    def last(self) -> float:
        return max(one.day for one in self.happenings)

    @property
    def severity(self) -> Severity:
        """The gravest of them."""
        found = {one.edit.severity for one in self.happenings if one.edit}
        return next((one for one in (Severity.MAJOR, Severity.MINOR) if one in found), Severity.NONE)

    @property
    def loud(self) -> bool:
        return any(one.edit and one.edit.way is not Way.DATE for one in self.happenings)

    @property
    def silent(self) -> bool:
        """Whether the text changed while the date that the document shows stood still."""
        return self.loud and self.shows_date and not any(one.moves_date for one in self.happenings)


Wants = Callable[[Told], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Watcher:
    """A watch as it stands in the file, and what it wants."""

    name: str
    channel: str
    table: str  # TOML, besides name, channel and timelines
    wants: Wants
    timelines: str = "*"
    lenient: bool = False  # may also be told of what is noise to all others

    def is_owed(self, told: Told) -> bool:
        return fnmatchcase(told.timeline, self.timelines) and self.wants(told)


def _fate(told: Told) -> bool:
    """The end of a whole timeline, and its return: wanted by every watch that names no kinds."""
    return told.kind in (AlertKind.ENDED, AlertKind.RESUMED)


def _matters(told: Told) -> bool:
    return told.severity is not Severity.NONE


def _holds(told: Told, mark: str) -> bool:
    return any(one.edit and getattr(one.edit, mark) for one in told.happenings)


WATCHERS = (
    Watcher(
        name="all", channel="hook", table='heartbeat = "monthly"', wants=lambda told: _matters(told) or _fate(told)
    ),
    Watcher(
        name="everything",
        channel="hook",
        table='severity = "none"',
        wants=lambda told: told.loud or _fate(told),
        lenient=True,
    ),
    Watcher(
        name="majors",
        channel="post",
        table='severity = "major"\nkinds = ["added", "removed", "modified", "moved"]',
        wants=lambda told: told.severity is Severity.MAJOR,
    ),
    Watcher(
        name="sale",
        channel="post",
        table='categories = ["sale"]',
        wants=lambda told: _holds(told, "sale") or _fate(told),
    ),
    Watcher(
        name="words",
        channel="hook",
        table='words = ["arbitration"]',
        wants=lambda told: _holds(told, "arbitration") or _fate(told),
    ),
    Watcher(
        name="silent",
        channel="hook",
        table='kinds = ["silent"]',
        wants=lambda told: _matters(told) and told.silent,
    ),
    Watcher(
        name="moves",
        channel="post",
        table='kinds = ["relocated", "ended", "resumed"]',
        wants=lambda told: told.kind is not AlertKind.CHANGE,
    ),
    Watcher(name="feed", channel="feed", table="", wants=lambda told: _matters(told) or _fate(told)),
    Watcher(name="daily", channel="post", table='digest = "daily"', wants=lambda told: _matters(told) or _fate(told)),
    Watcher(
        name="one",
        channel="hook",
        table='severity = "major"',
        timelines="org01/*",
        wants=lambda told: told.severity is Severity.MAJOR or _fate(told),
    ),
)
"""All watches of the world; `everything` may also be told of pages in another language."""
