"""How do made histories come into a store?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from benchmarks.answering.made import body
from model import OPERATOR, Capture, History, Holding, original_key
from store import Store

TAKEN_AT = datetime(2026, 11, 1, 12, tzinfo=UTC)


def fill(store: Store, histories: Iterable[History]) -> None:
    """Keeps the captures and then what was concluded, one timeline in a transaction."""
    for history in histories:
        with store.writing():
            ids = keep_captures(store, history)
            store.conclusions.note_reading(history, TAKEN_AT)
            store.conclusions.replace(history, facts="made", capture_ids=ids)


def keep_captures(store: Store, history: History) -> dict[Capture, int]:
    """All have one body; gives the number of each."""
    holding, page = Holding(holder=OPERATOR, taken_at=TAKEN_AT), body(history.timeline)
    for version in history.versions:
        store.facts.keep_capture(version.capture, holding, page)
    place = original_key(history.versions[0].capture.original)
    return {one.capture: one.id for one in store.facts.of_originals([place], history.timeline).held}
