"""For which timelines is a loss to be told that waited for a second look in vain?"""

from __future__ import annotations

from datetime import datetime

import alerts
from model import Timeline
from scheduler.standing import Standing
from store import Store


def overdue(store: Store, standing: Standing, now: datetime) -> list[Timeline]:
    """Declared timelines with such a loss of which a watch was not told, though its time is over."""
    found = []
    for name, version, hold in store.questions.held_last():
        timeline = standing.catalog.find(name)
        watches = [watch for watch in standing.watches if alerts.follows(watch, name)]
        marks = [store.outbox.upto(watch.name, str(name)) for watch in watches]
        if timeline and any(alerts.overdue(version, hold, upto, now) for upto in marks):
            found.append(timeline)
    return found
