"""What is the text of a table's row, and which column headings stand above it?"""

from __future__ import annotations

from extract.runs import Draft
from extract.white_space import collapsed


def row_text(cells: tuple[str, ...]) -> str:
    """A table row as one text: cells joined by bars, empty ones at its end left out.

    >>> row_text(("Name", "", "Purpose", ""))
    'Name | | Purpose'
    """
    last = max((place for place, cell in enumerate(cells, 1) if cell), default=0)
    return collapsed(" | ".join(cells[:last]))


class Columns:
    """The column headings of the table that is being read."""

    def __init__(self) -> None:
        self._table = 0
        self._place = -2  # of the last row
        self._columns: tuple[str, ...] = ()
        self._heads = False  # whether only rows of headings were met

    def of(self, draft: Draft, place: int) -> tuple[str, ...]:
        """Takes a row in; the column headings above it, none above those themselves."""
        if draft.table != self._table or place != self._place + 1:
            self._table, self._columns, self._heads = draft.table, (), True
        self._place = place
        if not draft.header:
            self._heads = False
            return self._columns
        self._columns = column_headings(self._columns, draft.cells) if self._heads else draft.cells
        self._heads = True
        return ()


def column_headings(upper: tuple[str, ...], lower: tuple[str, ...]) -> tuple[str, ...]:
    """Headings of two rows, one above the other, as those of one.

    >>> column_headings(("Data", "Data"), ("Kind", "Use"))
    ('Data: Kind', 'Data: Use')
    """
    if len(upper) != len(lower):
        return lower  # also where there is none above
    return tuple([": ".join(dict.fromkeys(filter(None, both))) for both in zip(upper, lower, strict=True)])
