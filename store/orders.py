"""What did commands leave to the service?"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from model import Order, OrderKind
from store.forms import optional_time, time_of, time_text, to_json

_ORDER = "id, kind, arguments, asked_at, ended, outcome, failed"


class Orders:
    """Work that any process may give, and that the writing one does, in the order given."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def give(self, kind: OrderKind, arguments: Mapping[str, Any], now: datetime) -> Order:
        """`arguments` are plain JSON values."""
        self._db.execute(
            "INSERT INTO work_order (kind, arguments, asked_at, ended, outcome, failed) VALUES (?, ?, ?, '', '', 0)",
            [kind.value, to_json(dict(arguments)), time_text(now)],
        )
        return self.latest(1)[0]

    def waiting(self) -> list[Order]:
        """What is not done yet, in the order given."""
        return [
            _order(*row) for row in self._db.execute(f"SELECT {_ORDER} FROM work_order WHERE ended = '' ORDER BY id")
        ]

    def order(self, order_id: int) -> Order | None:
        row = self._db.execute(f"SELECT {_ORDER} FROM work_order WHERE id = ?", [order_id]).fetchone()
        return _order(*row) if row else None

    def done(self, order_id: int, outcome: str, now: datetime, *, failed: bool = False) -> None:
        self._db.execute(
            "UPDATE work_order SET ended = ?, outcome = ?, failed = ? WHERE id = ?",
            [time_text(now), outcome, int(failed), order_id],
        )

    def latest(self, limit: int) -> list[Order]:
        """Done or not, the latest first."""
        rows = self._db.execute(f"SELECT {_ORDER} FROM work_order ORDER BY id DESC LIMIT ?", [limit])
        return [_order(*row) for row in rows]


def _order(row: int, kind: str, arguments: str, asked_at: str, ended: str, outcome: str, failed: int) -> Order:
    return Order(
        id=row,
        kind=OrderKind(kind),
        arguments=json.loads(arguments),
        asked_at=time_of(asked_at),
        ended=optional_time(ended),
        outcome=outcome,
        failed=bool(failed),
    )
