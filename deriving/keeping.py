"""How is a history that was made put in the place of the former one?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from catalog import declaration_text, state_digest
from deriving.gathering import Visits
from deriving.making import Made
from model import History
from store import Store

Tell = Callable[[History, Visits], object]
"""What is to be done in the transaction that writes a history.

It is given the visits that the history is made of: others may have been kept since.
"""


def keep(store: Store, made: Made, now: datetime, tell: Tell | None = None) -> None:
    """Writes it whole, in one transaction; what `tell` writes is there if and only if the history is."""
    timeline, history = made.timeline, made.history
    with store.writing():
        store.facts.keep_declaration(state_digest(timeline), timeline.id, declaration_text(timeline), now)
        store.conclusions.keep_readings(timeline.id, made.fresh)
        store.conclusions.note_reading(history, now)
        store.conclusions.replace(history, facts=made.upto, capture_ids=made.rows)
        if tell:
            tell(history, made.visits)
