"""What was found of a host's policies, what was refused, and what shall be asked next?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from discovery.addresses import site_of
from discovery.pages import Page
from discovery.words import MAIN
from model import Range, Rendition

Pages = Mapping[tuple[str, Rendition], Page]
"""What was asked so far, by address and rendition, in the order of asking."""


class State(StrEnum):
    """How it stands with a host once nothing more is asked."""

    WHOLE = "found"  # all kinds that were wanted; where none was named, privacy and terms
    PART = "found in part"
    NONE = "no policy found"
    DEAD = "not reachable"
    PARKED = "parked"
    FORBIDDEN = "forbidden by robots.txt"
    WALLED = "behind a wall"
    BUSY = "asks to be left alone"
    SCRIPTS = "needs a browser"


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A host that is surveyed. No `kinds` means all; `browser` whether pages can be asked for in one."""

    host: str  # as `addresses.host_named` gives it
    kinds: tuple[str, ...] = ()
    most: int = 20  # requests
    browser: bool = False

    def wants(self, kind: str) -> bool:
        return not self.kinds or kind in self.kinds

    @property
    def needed(self) -> tuple[str, ...]:
        """The kinds without which it is not found whole."""
        return self.kinds or MAIN


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """An address to ask for, and why. `fragments` are those of the links that lead there."""

    address: str
    rendition: Rendition = Rendition.PLAIN
    why: str = ""
    fragments: tuple[str, ...] = ()

    @property
    def name(self) -> tuple[str, Rendition]:
        return self.address, self.rendition


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A policy that was found and read. `further` says that it stands beside the kind's own document."""

    kind: str
    address: str  # as it is to be declared
    because: tuple[str, ...]
    title: str = ""
    language: str = ""
    words: int = 0
    rendition: Rendition = Rendition.PLAIN
    select: str | Range = ""
    further: bool = False
    also: tuple[str, ...] = ()  # other kinds that stand on the page
    editions: tuple[tuple[str, str], ...] = ()  # language or country, and address; told, not followed


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A page that was taken for a policy and is none, or one that is not needed."""

    kind: str  # for which it was taken
    address: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """All that is known of a host's policies. `left` are links to policies that were not looked at."""

    host: str
    state: State
    why: str = ""
    front: str = ""
    language: str = ""
    asked: int = 0
    found: tuple[Found, ...] = ()
    refused: tuple[Refused, ...] = ()
    missing: tuple[str, ...] = ()
    left: int = 0

    @property
    def is_elsewhere(self) -> bool:
        """Whether the front page is another domain's, to which the host leads."""
        host = self.host if "://" in self.host else f"https://{self.host}"
        return bool(self.front) and site_of(self.front) != site_of(host)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What comes next: requests, or, once there are none, the survey."""

    asks: tuple[Ask, ...] = ()
    survey: Survey | None = None
