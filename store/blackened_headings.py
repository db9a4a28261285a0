"""How do words go out of headers, which rest on each other?

A holding's headers lie as what a heading has not. A heading that holds what is to go is taken away, and all that rested
on it is laid anew, without it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from sqlite_utils import Database

from store.headings import Headings, headers_of, headers_text
from store.sought import Sought

_HELD = (
    "SELECT held.id, held.capture_id, held.heading_id, heading.packed, held.headers, capture.original_id, capture.at"
    " FROM held CROSS JOIN heading ON heading.id = held.heading_id CROSS JOIN capture ON capture.id = held.capture_id"
)


def headings_holding(db: Database, sought: Sought) -> Iterator[int]:
    """Holdings whose headers hold the words."""
    for number, _, _, heading, more, *_ in db.execute(_HELD):
        if sought.is_in(headers_text(heading, more)):
            yield number


def blacken_headings(db: Database, captures: Collection[int], sought: Sought | None, mark: str) -> int:
    """Takes all headers of these captures away, and the words out of others; returns how many holdings that were."""
    bare = set(captures)
    holding = set(headings_holding(db, sought)) if sought else set[int]()
    rows = db.execute(_HELD).fetchall()
    touched = {row[2] for row in rows if row[1] in bare or row[0] in holding}
    touched |= {number for number, packed in _headings(db) if sought and sought.is_in(headers_text(packed, None))}
    headings = Headings(db)
    nothing, _ = headings.kept((), 0, 0)
    again = [row for row in rows if row[2] in touched and row[2] != nothing]
    db.conn.executemany(
        "UPDATE held SET heading_id = ?, headers = NULL WHERE id = ?", [(nothing, row[0]) for row in again]
    )
    db.conn.executemany("DELETE FROM heading WHERE id = ?", [(number,) for number in touched - {nothing}])
    for number, capture, _, heading, more, original, at in again:
        if capture not in bare:
            headers = headers_of(heading, more)
            if sought:
                headers = tuple((sought.without(name, mark), sought.without(value, mark)) for name, value in headers)
            db.execute(
                "UPDATE held SET heading_id = ?, headers = ? WHERE id = ?",
                [*headings.kept(headers, original, at), number],
            )
    db.execute("DELETE FROM heading WHERE id NOT IN (SELECT heading_id FROM held)")
    return sum(row[1] in bare or row[0] in holding for row in again)


def _headings(db: Database) -> list[tuple[int, bytes]]:
    return db.conn.execute("SELECT id, packed FROM heading").fetchall()
