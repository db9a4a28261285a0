"""Which listed captures are worth a request?

For now: every distinct one.  Two rows are the same capture when key, status and the archive's digest are
equal, so of each such group the earliest row is asked for, once, whatever came in which order.  A planner
that bisects instead (it needs the texts of what was fetched) can take this one's place: it gets what is listed and
what is known and says what is wanted next; called again with the outcome, it goes on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from model import IndexRow, OriginalKey, original_key

Identity = tuple[OriginalKey, int | None, str]
"""(key of the original, status, the archive's digest): what makes two rows one capture."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """The captures of one archive that are held already; what is only queued may be wanted again, to no effect."""

    captures: frozenset[Identity] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A capture to ask for."""

    original: str
    timestamp: datetime
    archive_digest: str


def plan(listed: Sequence[IndexRow], known: Known) -> list[Wanted]:
    """The captures to ask for, in the order of time.

    A revisit row (without status) says that the bytes are those of another row with its digest; where
    that is neither listed nor known, the revisit itself is asked for, and the archive resolves it.

    Redirects are no exception, which costs something: their bodies are mostly empty, so redirects of one
    original to different targets have one digest, and only the first is looked at.  Asking for each would
    be thousands of requests for pages that are redirected from http to https a dozen times a day, and a redirect makes
    no version; where a policy went is seen from the first one, and the rows of all are kept.
    """
    asked: set[Identity] = set(known.captures)
    bodies = {(key, digest) for key, _, digest in asked}
    wanted = []
    for row in _responses_first(listed):
        identity = (original_key(row.original), row.statuscode, row.digest)
        body = (identity[0], row.digest)
        if row.digest and (identity in asked or (row.statuscode is None and body in bodies)):
            continue
        asked.add(identity)
        bodies.add(body)
        wanted.append(Wanted(original=row.original, timestamp=row.timestamp, archive_digest=row.digest))
    return sorted(wanted, key=lambda capture: (capture.timestamp, capture.original, capture.archive_digest))


def _responses_first(rows: Iterable[IndexRow]) -> Iterator[IndexRow]:
    """In the order of time, revisits last: the digest of a revisit may be listed after it."""
    yield from sorted(rows, key=lambda row: (row.statuscode is None, row.timestamp, row.original, row.digest))
