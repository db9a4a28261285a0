"""What happens to a capture on its way from the response to the history?

    keep -> read -> settle -> version -> compare -> judge

`take_in` keeps one response and reads it (the crawl keeps first, and has it read by `read_in`). `derive`
makes a timeline's history from everything that was seen, in the order of capture time (the steps are told
in `history.conclude`), so that the order of arrival never matters. `rebuild` drops every conclusion and
makes it again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

import extract
from catalog import Catalog, declaration_text, state_digest
from history import conclude, made_by
from model import Capture, History, Holding, Reading, Timeline, sha256
from store import Held, ReadBefore, Store


def take_in(
    store: Store, catalog: Catalog, capture: Capture, holding: Holding, body: bytes, mimetype: str = ""
) -> list[Reading]:
    """Keeps a response and reads it; see `read_in`."""
    store.facts.keep_capture(capture, holding, body, mimetype)
    return read_in(store, catalog, capture, body)


def read_in(store: Store, catalog: Catalog, capture: Capture, body: bytes) -> list[Reading]:
    """Reads a capture that is kept, one reading per timeline it belongs to. Nothing is compared yet."""
    held = store.facts.held(capture)
    readings = []
    for timeline, place in catalog.covering(capture.original, capture.timestamp):
        reading = _read(timeline, held, place, body)
        store.conclusions.keep_readings(timeline.id, {(held.id, place): reading})
        readings.append(reading.reading)
    return readings


def derive(store: Store, timeline: Timeline, now: datetime) -> History:
    """Makes a timeline's history anew and puts it in the place of the former one, whole.

    Readings that the same code made under the same declarations serve again. That saves time and
    changes nothing, since a reading depends on nothing else.
    """
    with store.looking():
        facts = store.facts.of_originals([place.key for place in timeline.locations], timeline.id)
        known = store.conclusions.readings(timeline.id)
    by_capture = {held.capture: held for held in facts.held}
    fresh: dict[tuple[int, int], ReadBefore] = {}

    def read(capture: Capture, place: int) -> Reading:
        held = by_capture[capture]
        before = known.get((held.id, place))
        if before is None or before.made_by != _read_by(timeline, held):
            before = fresh[held.id, place] = _read(timeline, held, place, store.facts.body(capture.digest))
        return before.reading

    history = conclude(
        timeline,
        state=state_digest(timeline),
        sightings=facts.sightings,
        held=[(held.capture, holding) for held in facts.held for holding in held.holdings],
        rulings=facts.rulings,
        read=read,
    )
    with store.writing():
        store.facts.keep_declaration(state_digest(timeline), timeline.id, declaration_text(timeline), now)
        store.conclusions.keep_readings(timeline.id, fresh)
        store.conclusions.note_reading(history, now)
        store.conclusions.replace(history, facts=facts.upto, capture_ids={one.capture: one.id for one in facts.held})
    return history


def is_current(store: Store, timeline: Timeline) -> bool:
    """Whether the history on disk follows from the present facts, code and declarations."""
    upto = store.facts.upto([place.key for place in timeline.locations], timeline.id)
    now = made_by(state_digest(timeline), store.facts.rulings(timeline.id))
    return store.conclusions.made_of(timeline.id) == (now, upto)


def rebuild(store: Store, timelines: Iterable[Timeline], clock: Callable[[], datetime]) -> Iterator[History]:
    """Drops every conclusion, then makes those of the declared timelines again."""
    with store.writing():
        store.conclusions.drop_all()
    for timeline in timelines:
        yield derive(store, timeline, clock())


def _read(timeline: Timeline, held: Held, place: int, body: bytes) -> ReadBefore:
    reading = extract.read(
        body,
        held.headers,
        location=timeline.locations[place],
        statuscode=held.capture.statuscode,
        rendition=held.capture.rendition,
        kind=timeline.id.kind,
    )
    return ReadBefore(made_by=_read_by(timeline, held), reading=reading)


def _read_by(timeline: Timeline, held: Held) -> str:
    """Everything a reading depends on besides the body."""
    headers = sha256(repr(sorted(held.headers.items())))[:12]
    return f"{extract.EDITION} declared/{state_digest(timeline)[:12]} headers/{headers}"
