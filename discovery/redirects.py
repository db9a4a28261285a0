"""Which of the redirects that an archive lists are worth a request, and which captures of where they lead?

Their bodies are mostly empty, so all of them look alike in an index: where each leads is known only of those that were
looked at.  Of a run of redirects at the end of an original's captures the first and the last tell most: since when, and
whether it stayed.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from itertools import groupby

from model import IndexRow

_MOST = 6  # of one original
_OK = 200


def to_look_at(rows: Sequence[IndexRow], looked: Collection[tuple[str, datetime]]) -> list[IndexRow]:
    """The first row of the last runs of redirects, and the last row of the last one, as far as nobody looked at them.

    `rows` are one location's, in order of time; http and https are runs of their own. `looked` holds (original,
    timestamp) of what is held.
    """
    wanted: list[IndexRow] = []
    for _, group in groupby(sorted(rows, key=lambda row: (row.original, row.timestamp)), key=lambda row: row.original):
        every = [row for row in group if row.statuscode is not None]
        runs = [list(run) for away, run in groupby(every, key=_is_redirect) if away]
        firsts = [run[0] for run in runs[-_MOST + 1 :]]
        wanted += [*firsts, *(run[-1] for run in runs[-1:] if len(run) > 1)]
    return [row for row in wanted if (row.original, row.timestamp) not in looked]


def probes(rows: Sequence[IndexRow], since: datetime | None, until: datetime | None = None) -> list[IndexRow]:
    """Captures that tell whether an address is the policy's in a time: the first, the last, and where it leads on.

    None leaves an end open. `rows` are of that address, in order of time. These are enough to declare it, and then
    the rest is planned.
    """
    later = [row for row in rows if (since is None or row.timestamp >= since) and _is_before(row, until)]
    shown = [row for row in later if row.statuscode == _OK]
    led = [row for row in later if _is_redirect(row)]
    return [*shown[:1], *shown[1:][-1:], *led[:1]]


def _is_before(row: IndexRow, until: datetime | None) -> bool:
    return until is None or row.timestamp < until


def _is_redirect(row: IndexRow) -> bool:
    return row.statuscode is not None and 300 <= row.statuscode < 400
