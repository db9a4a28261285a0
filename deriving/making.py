"""Which history follows from what was gathered?

A pure function but for the bodies that it asks for: it knows no store and no clock, so it may run anywhere.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from catalog import state_digest
from deriving.gathering import Gathered, Visits, holdings
from deriving.reading import read, read_by
from history import conclude
from model import Capture, Digest, History, Reading, Timeline
from store import ReadBefore

Body = Callable[[Digest], bytes]
"""How a body is had. Raises what tells that it cannot be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A history with what is kept beside it.

    `fresh` are the readings that were made now, `rows` those of the captures, `upto` says up to which facts it goes.
    """

    timeline: Timeline
    history: History
    fresh: Mapping[tuple[int, int], ReadBefore]
    rows: Mapping[Capture, int]
    upto: str
    visits: Visits


def make(gathered: Gathered, body: Body) -> Made:
    """Readings that the same code made under the same declarations serve again.

    That saves time and changes nothing, since a reading depends on nothing else.
    """
    timeline, facts = gathered.timeline, gathered.facts
    by_capture = {held.capture: held for held in facts.held}
    fresh: dict[tuple[int, int], ReadBefore] = {}

    def reading(capture: Capture, place: int) -> Reading:
        held = by_capture[capture]
        before = gathered.known.get((held.id, place))
        if before is None or before.made_by != read_by(timeline, held):
            before = fresh[held.id, place] = read(timeline, held, place, body(capture.digest))
        return before.reading

    history = conclude(
        timeline,
        state=state_digest(timeline),
        sightings=facts.sightings,
        held=holdings(facts),
        rulings=facts.rulings,
        read=reading,
    )
    rows = {held.capture: held.id for held in facts.held}
    return Made(timeline=timeline, history=history, fresh=fresh, rows=rows, upto=facts.upto, visits=gathered.visits)
