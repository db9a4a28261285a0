"""What happens to a capture on its way from the response to the history?

    keep -> read -> settle -> version -> compare -> judge -> alert

`take_in` keeps one response and reads it (the crawl keeps first, and has it read by `read_in`). Nothing is read inside
a transaction: a page can take long to read, and whoever else writes waits for the transaction to end. `derive` makes a
timeline's history from everything that was seen, in the order of capture time (the steps are told in
`history.conclude`), so that the order of arrival never matters. What it owes to those who watch is written in the same
transaction (`tell`). `rebuild` drops every conclusion and makes it again.
"""

from __future__ import annotations

import gc
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import alerts
import extract
from alerts import Looks, Naming
from catalog import Catalog, declaration_text, state_digest
from history import conclude, made_by
from history import look as look_at
from model import (
    LIVE,
    Alert,
    Capture,
    Digest,
    Examined,
    Headers,
    History,
    Holding,
    Location,
    OriginalKey,
    Raised,
    Reading,
    Rendition,
    Seen,
    Timeline,
    TimelineId,
    Verdict,
    Watch,
    sha256,
)
from store import Held, ReadBefore, Store


def take_in(
    store: Store, catalog: Catalog, capture: Capture, holding: Holding, body: bytes, mimetype: str = ""
) -> list[Reading]:
    """Keeps a response and reads it; see `read_in`. Both in transactions of their own."""
    with store.writing():
        store.facts.keep_capture(capture, holding, body, mimetype)
    return read_in(store, catalog, capture, body)


Lately = dict[tuple[TimelineId, int, str, Digest], ReadBefore]
"""Readings that were made to see whether a browser is needed, until the capture is kept and read in."""

_WITHOUT_TEXT = frozenset({Verdict.EMPTY, Verdict.NOT_A_POLICY, Verdict.CONSENT_WALL, Verdict.SELECTOR_MISS})
_ADDS_TO_IT = re.compile(rb"<(?:script|i?frame)\b", re.IGNORECASE)


def needs_browser(
    store: Store,
    catalog: Catalog,
    lately: Lately,
    capture: Capture,
    headers: Headers,
    body: bytes | None,
    asked: str = "",
    row: int = 0,
) -> bool:
    """Whether a browser has to show a page: so it is declared, or what was sent holds no text, but scripts or frames.

    `row` is that of the capture that it equals, if it is kept already; what that was read as serves again. Of others
    the readings are put into `lately` in the place of those before, for `read_in`.
    """
    lately.clear()
    covering = catalog.covering(capture.original, capture.timestamp, asked)
    renditions = [timeline.locations[place].rendition for timeline, place in covering]
    if Rendition.BROWSER in renditions:
        return True
    known = store.conclusions.verdicts(row) if row else {}
    for timeline, place in (one for one, rendition in zip(covering, renditions, strict=True) if rendition is None):
        verdict = known.get((str(timeline.id), place))
        if verdict is None and body is not None:
            holding = Holding(holder=LIVE, headers=headers, taken_at=capture.timestamp)
            read = _read(timeline, Held(id=row, capture=capture, holdings=(holding,)), place, body)
            lately[timeline.id, place, read.made_by, capture.digest] = read
            verdict = read.reading.verdict
        if verdict in _WITHOUT_TEXT:
            return bool(_ADDS_TO_IT.search(store.facts.body(capture.digest) if body is None else body))
    return False


def read_in(
    store: Store, catalog: Catalog, capture: Capture, body: bytes, asked: str = "", lately: Lately | None = None
) -> list[Reading]:
    """Reads a capture that is kept, one reading per timeline it belongs to. Nothing is compared yet.

    `asked` is the original from which redirects led a live visit to this one. What a killed process did not come to
    read is read by `derive`. `lately` are readings that `needs_browser` made.
    """
    held = store.facts.held(capture)
    covering = catalog.covering(capture.original, capture.timestamp, asked)
    readings = [
        (timeline.id, place, _read_lately(timeline, held, place, lately) or _read(timeline, held, place, body))
        for timeline, place in covering
    ]
    with store.writing():
        for name, place, reading in readings:
            store.conclusions.keep_readings(name, {(held.id, place): reading})
    return [reading.reading for _, _, reading in readings]


def _read_lately(timeline: Timeline, held: Held, place: int, lately: Lately | None) -> ReadBefore | None:
    return lately.get((timeline.id, place, _read_by(timeline, held), held.capture.digest)) if lately else None


def readings_of(store: Store, timeline: Timeline, captures: Mapping[int, Capture]) -> dict[int, Reading]:
    """The readings of some captures in a timeline, by row; those that no location covers have none.

    What is not read yet, or was read by other code, is read now, and not kept.
    """
    known = store.conclusions.readings(timeline.id, captures)
    found = {}
    for number, capture in captures.items():
        place = timeline.location_at(capture.original, capture.timestamp)
        if place is None:
            continue
        before, held = known.get((number, place)), store.facts.held(capture)
        if before is None or before.made_by != _read_by(timeline, held):
            before = _read(timeline, held, place, store.facts.body(capture.digest))
        found[number] = before.reading
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Visits:
    """The live visits that a history knows of, by arrival: when something answered, and when and why it failed."""

    looks: tuple[datetime, ...] = ()
    visits: tuple[tuple[datetime, str], ...] = ()


Tell = Callable[[History, Visits], object]
"""What is to be done in the transaction that writes a history."""


def derive(store: Store, timeline: Timeline, now: datetime, tell: Tell | None = None) -> History:
    """Makes a timeline's history anew and puts it in the place of the former one, whole.

    Readings that the same code made under the same declarations serve again. That saves time and
    changes nothing, since a reading depends on nothing else. `tell` is called in the transaction that writes
    the history: what it writes is there if and only if the history is. It is given the visits that the history is
    made of: others may have been kept since.
    """
    with _few_collections():
        return _derived(store, timeline, now, tell)


_USUAL = gc.get_threshold()  # not what is found later, which may be that of another thread's derivation
_YOUNG = 100_000
"""Objects that are made before garbage is looked for. A history is made of some millions, and nearly all stay."""


@contextmanager
def _few_collections() -> Iterator[None]:
    """Not none at all, since others of this process may go on making garbage meanwhile."""
    gc.set_threshold(_YOUNG, *_USUAL[1:])
    try:
        yield
    finally:
        gc.set_threshold(*_USUAL)


def _derived(store: Store, timeline: Timeline, now: datetime, tell: Tell | None) -> History:
    keys = [place.key for place in timeline.locations]
    with store.looking():
        facts = store.facts.of_originals(keys, timeline.id)
        known = store.conclusions.readings(timeline.id)
        visits = _visits(store, keys) if tell else Visits()
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
        if tell:
            tell(history, visits)
    return history


def looking(store: Store, timeline: Timeline) -> Callable[[Sequence[Location]], tuple[list[Examined], list[Seen]]]:
    """What is seen of a timeline that had further locations than are declared: asked before they are.

    Nothing is written. What was read as declared serves again, the rest is read once.
    """
    known = store.conclusions.readings(timeline.id)
    fresh: dict[tuple[int, int], Reading] = {}

    def look(further: Sequence[Location]) -> tuple[list[Examined], list[Seen]]:
        trial = replace(timeline, locations=(*timeline.locations, *further))
        facts = store.facts.of_originals([place.key for place in trial.locations], timeline.id)
        by_capture = {held.capture: held for held in facts.held}

        def read(capture: Capture, place: int) -> Reading:
            held = by_capture[capture]
            before = known.get((held.id, place))
            if before and place < len(timeline.locations) and before.made_by == _read_by(timeline, held):
                return before.reading
            if (held.id, place) not in fresh:
                fresh[held.id, place] = _read(trial, held, place, store.facts.body(capture.digest)).reading
            return fresh[held.id, place]

        pairs = [(held.capture, holding) for held in facts.held for holding in held.holdings]
        return look_at(trial, facts.sightings, pairs, facts.rulings, read)

    return look


def _visits(store: Store, keys: Sequence[OriginalKey]) -> Visits:
    return Visits(looks=tuple(store.looks.live_looks(keys)), visits=tuple(store.looks.live_visits(keys)))


def is_current(store: Store, timeline: Timeline) -> bool:
    """Whether the history on disk follows from the present facts, code and declarations."""
    upto = store.facts.upto([place.key for place in timeline.locations], timeline.id)
    now = made_by(state_digest(timeline), store.facts.rulings(timeline.id))
    return store.conclusions.made_of(timeline.id) == (now, upto)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a derivation led to: alerts that are now in the outbox; whether a loss waits for a second look, whether
    the clock of the last visit cannot be trusted; where the timeline began to alarm too often, what it raised lately.
    """

    alerts: int = 0
    second_look: bool = False
    odd_clock: bool = False
    too_often: tuple[Raised, ...] = ()


def tell(
    store: Store,
    timeline: Timeline,
    naming: Naming,
    watches: Sequence[Watch],
    history: History,
    visits: Visits,
    now: datetime,
    *,
    every: timedelta = timedelta(days=1),
    gather_after: int = 0,
) -> Told:
    """Writes what those who watch are owed; to be called in the transaction that writes the history.

    What causes an alert is read off the facts: a live visit that is newer than what the watch was told about. So a
    rebuild, a backfill or an import tells nothing, and what a killed process owed is told by the next derivation.
    `every` is how often the timeline is visited. After `gather_after` alerts within a month the next are gathered.
    """
    if not visits.looks:
        return Told()
    looks = Looks.of(visits.looks)
    told = Told()
    raised = store.outbox.raised(str(timeline.id), now - alerts.WINDOW) if gather_after else []
    for watch in watches:
        name = str(timeline.id)
        decision = alerts.decide(
            watch,
            began=store.outbox.began(watch.name, now),
            upto=store.outbox.upto(watch.name, name),
            history=history,
            looks=looks,
            naming=naming,
            held_by=lambda capture: store.facts.held(capture).holdings,
            now=now,
            every=every,
        )
        kept = [store.outbox.keep(alert) for alert in alerts.paced(decision.alerts, raised, gather_after)]
        if decision.upto:  # also where it is earlier than before: the clock was set back
            store.outbox.mark(watch.name, name, decision.upto)
        told = Told(
            alerts=told.alerts + sum(alert is not None for alert in kept),
            second_look=told.second_look or decision.second_look,
            odd_clock=told.odd_clock or decision.odd_clock,
            too_often=told.too_often or _too_often(raised, kept),
        )
    return told


def _too_often(raised: Sequence[Raised], kept: Sequence[Alert | None]) -> tuple[Raised, ...]:
    """What a timeline raised lately, where its alerts are gathered from now on and were not before.

    What comes at once, for a watch that asks for what was before it, may be too much by itself.
    """
    new = [alert for alert in kept if alert]
    begins = any(map(alerts.is_gathered, new)) and not (raised and raised[-1].gathered)
    return (*raised, *alerts.singly(new)) if begins else ()


def rebuild(
    store: Store,
    timelines: Iterable[Timeline],
    clock: Callable[[], datetime],
    tell: Tell | None = None,
) -> Iterator[History]:
    """Drops every conclusion, then makes those of the declared timelines again."""
    with store.writing():
        store.conclusions.drop_all()
    for timeline in timelines:
        yield derive(store, timeline, clock(), tell)


def _read(timeline: Timeline, held: Held, place: int, body: bytes) -> ReadBefore:
    reading = extract.read(
        body,
        held.headers,
        location=timeline.locations[place],
        statuscode=held.capture.statuscode,
        rendition=held.capture.rendition,
        kind=timeline.id.kind,
        original=held.capture.original,
    )
    return ReadBefore(made_by=_read_by(timeline, held), reading=reading)


def _read_by(timeline: Timeline, held: Held) -> str:
    """Everything a reading depends on besides the body."""
    headers = sha256(repr(sorted(held.headers.items())))[:12]
    return f"{extract.EDITION} declared/{state_digest(timeline)[:12]} headers/{headers}"
