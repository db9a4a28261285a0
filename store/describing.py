"""What does the database look like from outside?"""

from __future__ import annotations

from sqlite_utils import Database

from store.schema import migrations

_NOT_OURS = ("sqlite_%", "wording_search_%", "_sqlite_migrations")  # what SQLite and its libraries keep for themselves


def schema_text() -> str:
    """The tables, indexes and triggers as SQL, taken from a fresh database, so that it is what users have."""
    db = Database(memory=True)
    migrations.apply(db)
    names = " AND ".join("tbl_name NOT LIKE ?" for _ in _NOT_OURS)
    rows = db.execute(f"SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND {names} ORDER BY rowid", _NOT_OURS)
    text = "\n\n".join(f"{sql};" for (sql,) in rows)
    db.close()
    return text.replace(";\n\nCREATE INDEX", ";\nCREATE INDEX").replace(";\n\nCREATE UNIQUE", ";\nCREATE UNIQUE") + "\n"
