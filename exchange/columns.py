"""Of what is a table made, in whatever kind of file it lies?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

Value = str | int | float | bytes | datetime | None
"""What stands in one column of one row; a truth is a `bool`."""

Row = tuple[Value, ...]
"""One value for each column, in their order."""


class ColumnKind(StrEnum):
    """What all values of a column are."""

    TEXT = "text"
    WHOLE = "whole number"  # of 64 bits
    REAL = "number"
    TRUTH = "true or false"
    BYTES = "bytes"
    MOMENT = "time"  # an aware instant, to the microsecond; comes back in UTC

    @property
    def made_of(self) -> type:
        """The Python type of its values."""
        return _TYPES[self]

    def holds(self, value: type) -> bool:
        """Whether values of this type belong here. A truth is no number."""
        return issubclass(value, self.made_of) and (self is ColumnKind.TRUTH or not issubclass(value, bool))


_TYPES: dict[ColumnKind, type] = {
    ColumnKind.TEXT: str,
    ColumnKind.WHOLE: int,
    ColumnKind.REAL: float,
    ColumnKind.TRUTH: bool,
    ColumnKind.BYTES: bytes,
    ColumnKind.MOMENT: datetime,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column with what its values are. `says` explains it to who meets the table elsewhere."""

    name: str
    kind: ColumnKind = ColumnKind.TEXT
    optional: bool = False  # whether a value may be None
    json: bool = False  # of a text: whether it is JSON, which is unfolded in lines
    says: str = ""


class UnreadableFileError(ValueError):
    """What a file holds cannot be taken for what it should be; the message says where, and what was expected."""


def misfit(columns: Sequence[Column], values: Sequence[Value]) -> str:
    """What does not belong into the columns, in words; empty where all does.

    >>> misfit([Column(name="number", kind=ColumnKind.WHOLE)], ["one"])
    "number is 'one', expected a whole number"
    """
    if len(values) != len(columns):
        return f"{len(values)} values, expected {len(columns)}: {', '.join(column.name for column in columns)}"
    for column, value in zip(columns, values, strict=True):
        if value is None if not column.optional else False:
            return f"{column.name} is missing, expected a {column.kind}"
        if value is not None and not column.kind.holds(type(value)):
            return f"{column.name} is {repr(value)[:60]}, expected a {column.kind}"
    return ""
