"""Which bodies stand around a new one: before and after it at its original, and at an address beside it?

Only such as were made and answered alike: an error page says nothing of a policy.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlite_utils import Database

from model import Capture, original_key
from store.deltas import LONGEST, SHORTEST, Beside
from store.small_forms import RENDITIONS, seconds

_LOOKED_AT = 8  # captures to each side of a moment, addresses to each side of an address
_NEAREST = (
    "SELECT at, body_id FROM (SELECT at, rendered, statuscode, body_id FROM capture"
    " WHERE original_id = ? AND at {side} LIMIT ?) CROSS JOIN body ON body.id = body_id"
    " WHERE rendered = ? AND statuscode = ? AND length BETWEEN ? AND ? AND rung >= 0"
    " ORDER BY {order}, body_id DESC LIMIT 1"
)
_BEFORE = _NEAREST.format(side="<= ? ORDER BY at DESC", order="at DESC")
_AFTER = _NEAREST.format(side="> ? ORDER BY at", order="at")
_NEXT_TO = (
    "SELECT id FROM original WHERE key < ? AND key >= ? ORDER BY key DESC LIMIT ?",
    "SELECT id FROM original WHERE key > ? AND key < ? ORDER BY key LIMIT ?",
)
_Near = tuple[int, int]  # seconds away, body


def neighbours(db: Database, capture: Capture) -> Beside:
    """The nearest of its original, however that is spelled, before and after it; of addresses beside it the nearest."""
    key = original_key(capture.original)
    same = db.conn.execute("SELECT id FROM original WHERE key = ? LIMIT ?", [key, _LOOKED_AT]).fetchall()
    sides = [_nearest(db, side, (row[0] for row in same), capture) for side in (_BEFORE, _AFTER)]
    own = dict.fromkeys(number for _, number in sorted(near for near in sides if near))
    return Beside(own=tuple(own), other=lambda: _other(db, key, capture))


def _other(db: Database, key: str, capture: Capture) -> int | None:
    host = key.partition("/")[0]
    ends = (f"{host}/", f"{host}0")  # 0 comes after the slash
    rows = [
        row[0]
        for sql, end in zip(_NEXT_TO, ends, strict=True)
        for row in db.conn.execute(sql, [key, end, _LOOKED_AT]).fetchall()
    ]
    sides = [_nearest(db, side, rows, capture) for side in (_BEFORE, _AFTER)]
    found = min((near for near in sides if near), default=None)
    return found[1] if found else None


def _nearest(db: Database, side: str, originals: Iterable[int], capture: Capture) -> _Near | None:
    at = seconds(capture.timestamp)
    alike = [RENDITIONS.index(capture.rendition.value), capture.statuscode, SHORTEST, LONGEST]
    rows = [db.conn.execute(side, [one, at, _LOOKED_AT, *alike]).fetchone() for one in originals]
    away = [(abs(at - row[0]), row[1]) for row in rows if row]
    return min(away, default=None)
