"""What did a file, or a commit, of somebody else's archive become here?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from model import Capture, Holding

_MOST_LEFT = 1_000  # that an account names; all are counted


class Fate(StrEnum):
    """What became of one record. Each has exactly one."""

    TAKEN = "taken in"
    AGAIN = "taken in as extracted anew"  # the archive changed how it extracts: never a change of the policy
    KNOWN = "known before"
    UNDECLARED = "of terms that are not declared"
    HOUSEKEEPING = "housekeeping"  # licences, renamed folders, files removed
    NO_RECORD = "no record's file"  # a name or kind of file that holds no terms
    UNNAMED = "that do not say what they are texts of"
    NO_DATE = "without a date that can be"
    TOO_LARGE = "larger than any text"
    MISSING = "missing in the repository"  # a shallow or partial clone


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A capture as another archive holds it. `source` names it there; `again`: see `Fate.AGAIN`."""

    capture: Capture
    holding: Holding
    body: bytes
    mimetype: str
    source: str
    again: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """A record that becomes no capture, and why."""

    source: str
    fate: Fate
    detail: str = ""

    def __str__(self) -> str:
        return f"{self.source}: {self.fate}{f', {self.detail}' if self.detail else ''}"


@dataclass(frozen=True, slots=True)
class Account:
    """What became of every record: how many there were of each fate, and the first that were left, by name."""

    counts: Counter[Fate] = field(default_factory=Counter)
    left: list[Left] = field(default_factory=list)

    def leave(self, one: Left) -> None:
        """Notes a record that is not taken in. Housekeeping is counted only."""
        self.counts[one.fate] += 1
        if one.fate is not Fate.HOUSEKEEPING and len(self.left) < _MOST_LEFT:
            self.left.append(one)

    @property
    def records(self) -> int:
        """How many there were in all."""
        return self.counts.total()

    @property
    def fates(self) -> Mapping[str, int]:
        """Counts by the fate's words, in the order in which the fates are listed."""
        return {fate.value: self.counts[fate] for fate in Fate if self.counts[fate]}
