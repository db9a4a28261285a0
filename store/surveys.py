"""Which hosts are asked where their policies stand, and what did they tell so far?"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

_SURVEY = "id, run, host, wish, findings"


@dataclass(frozen=True, slots=True, kw_only=True)
class Surveyed:
    """A host of a run. `wish` and `findings` are plain JSON values; findings are None while it goes on."""

    id: int
    run: int
    host: str
    wish: Mapping[str, Any]
    findings: Mapping[str, Any] | None = None


class Surveys:
    """The crawl's own state, as the frontier is: what a killed process goes on with."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def add(self, run: int, hosts: Iterable[str], wish: Mapping[str, Any]) -> int:
        """Begins surveys of hosts that the run does not have yet; returns how many."""
        before = self._db.conn.total_changes
        self._db.conn.executemany(
            "INSERT INTO survey (run, host, wish, findings) VALUES (?, ?, ?, '') ON CONFLICT DO NOTHING",
            [(run, host, _json(dict(wish))) for host in hosts],
        )
        return self._db.conn.total_changes - before

    def unfinished(self, limit: int = 1_000_000, after: int = 0) -> list[Surveyed]:
        """Those that go on, of any run, in the order given."""
        rows = self._db.execute(
            f"SELECT {_SURVEY} FROM survey WHERE findings = '' AND id > ? ORDER BY id LIMIT ?", [after, limit]
        )
        return [_surveyed(*row) for row in rows]

    def left(self, run: int) -> int:
        """How many of a run go on."""
        row = self._db.execute("SELECT count(*) FROM survey WHERE run = ? AND findings = ''", [run]).fetchone()
        return int(row[0])

    def of(self, run: int) -> list[Surveyed]:
        """All of a run, in the order given."""
        rows = self._db.execute(f"SELECT {_SURVEY} FROM survey WHERE run = ? ORDER BY id", [run])
        return [_surveyed(*row) for row in rows]

    def keep_page(self, survey: int, asked: str, rendition: str, page: Mapping[str, Any]) -> None:
        self._db.execute(
            "INSERT OR REPLACE INTO survey_page (survey_id, asked, rendition, page) VALUES (?, ?, ?, ?)",
            [survey, asked, rendition, _json(dict(page))],
        )

    def pages(self, survey: int) -> list[dict[str, Any]]:
        """In the order in which they came."""
        rows = self._db.execute("SELECT page FROM survey_page WHERE survey_id = ? ORDER BY rowid", [survey])
        return [json.loads(row[0]) for row in rows]

    def end(self, survey: int, findings: Mapping[str, Any]) -> None:
        """What was found; the pages that it was found by are held as captures."""
        self._db.execute("UPDATE survey SET findings = ? WHERE id = ?", [_json(dict(findings)), survey])
        self._db.execute("DELETE FROM survey_page WHERE survey_id = ?", [survey])


def _surveyed(number: int, run: int, host: str, wish: str, findings: str) -> Surveyed:
    found = json.loads(findings) if findings else None
    return Surveyed(id=number, run=run, host=host, wish=json.loads(wish), findings=found)


def _json(value: Mapping[str, Any]) -> str:
    """In ASCII: strangers' titles may hold halves of characters."""
    return json.dumps(value, separators=(",", ":"))
