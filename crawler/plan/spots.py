"""What stands in a row of an archive's index, and when?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from model import IndexRow, OriginalKey

Identity = tuple[OriginalKey, int | None, str]
"""(key of the original, status, the archive's digest): what makes two rows one capture."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A row of an index, and the archive whose index it is."""

    row: IndexRow
    holder: str

    @property
    def place(self) -> tuple[str, str, datetime]:
        """Where it can be asked for."""
        return (self.holder, self.row.original, self.row.timestamp)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A moment at which a capture stands, with all who list it there. `length` is of the record in `holder`, packed."""

    moment: datetime
    name: Identity
    original: str
    holder: str
    length: int | None

    @property
    def status(self) -> int | None:
        return self.name[1]


Span = tuple[datetime | None, datetime | None]
"""From when on, included, and until when, not; None where that is open."""


def within(moment: datetime, span: Span) -> bool:
    """Whether a moment lies in a span."""
    since, until = span
    return (since is None or since <= moment) and (until is None or moment < until)
