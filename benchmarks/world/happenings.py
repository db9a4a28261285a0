"""Which nouns does the invented world speak in?"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from benchmarks.world.edits import Edit
from benchmarks.world.pages import Quirk
from benchmarks.world.texts import Document, Names
from model import AlertKind


class Role(StrEnum):
    """What is special about a host."""

    PLAIN = "plain"
    FORBIDS = "robots.txt forbids some pages"
    THROTTLES = "429 with Retry-After for hours"
    DROPS = "connections are closed for hours or days"
    BROKEN_ETAG = "304 to whatever ETag it is sent"
    SLOW = "a byte at a time for hours"
    HUGE_ROBOTS = "robots.txt of 5 MB"
    UNAVAILABLE = "503 with Retry-After for hours"
    MUTE_ROBOTS = "robots.txt never comes to an end"


class Validator(StrEnum):
    """How a page says that it is still the same."""

    ETAG = "etag"
    MODIFIED = "last-modified"
    NONE = "none"  # the same bytes as long as nothing changed
    ROTATING = "rotating"  # no two answers alike


@dataclass(frozen=True, slots=True, kw_only=True)
class Episode:
    """A page's quirk, from a day on until another; `once` ends with the first answer that shows it."""

    quirk: Quirk
    since: float
    until: float
    once: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """Something of which people may be told, and the instant at which it took effect: the truth."""

    timeline: str
    day: float
    kind: AlertKind
    edit: Edit | None = None
    moves_date: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One policy, with all that happens to it. `moved` is the day, host and path of a relocation."""

    timeline: str
    host: int
    path: str
    names: Names
    document: Document
    validator: Validator
    happenings: tuple[Happening, ...] = ()
    episodes: tuple[Episode, ...] = ()
    gone: tuple[tuple[float, float], ...] = ()
    moved: tuple[float, int, str] | None = None
    unseen: bool = False  # robots.txt keeps visitors away

    def changes(self) -> list[float]:
        """The days on which the text changes."""
        return [one.day for one in self.happenings if one.edit]


@dataclass(frozen=True, slots=True, kw_only=True)
class Host:
    """A server: 127.0.1.1 is number 0. In its `bad` times (days since, until) it does what its role says."""

    number: int
    role: Role
    bad: tuple[tuple[float, float], ...] = ()

    @property
    def address(self) -> str:
        return f"127.0.1.{self.number + 1}"


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """Everything that will happen."""

    seed: str
    days: float
    hosts: tuple[Host, ...]
    pages: tuple[Page, ...]
