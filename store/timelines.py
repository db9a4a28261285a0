"""Under which number does each timeline's name stand?"""

from __future__ import annotations

from sqlite_utils import Database

from model import TimelineId

ITS = "timeline_id = (SELECT id FROM timeline WHERE name = ?)"
"""Of a table's rows, those of a timeline by its name."""


def number_of(db: Database, timeline: TimelineId) -> int:
    """The number of a timeline's name, which is given to it now if it has none. It keeps it."""
    find = "SELECT id FROM timeline WHERE name = ?"
    row = db.conn.execute(find, (str(timeline),)).fetchone()
    if row is None:
        (row,) = db.conn.execute("INSERT INTO timeline (name) VALUES (?) RETURNING id", (str(timeline),)).fetchall()
    return int(row[0])
