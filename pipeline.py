"""What happens to a capture on its way from the response to the history?

    keep -> read -> settle -> version -> compare -> judge -> alert

`take_in` keeps one response and reads it (the crawl keeps first, and has it read by `read_in`). Nothing is read inside
a transaction: a page can take long to read, and whoever else writes waits for the transaction to end. `derive` makes a
timeline's history from everything that was seen, in the order of capture time (the steps are told in
`history.conclude`), so that the order of arrival never matters. What it owes to those who watch is written in the same
transaction (`tell`). `rebuild` drops every conclusion and makes it again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import alerts
import deriving
from alerts import Looks, Naming
from catalog import Catalog, state_digest
from deriving import Made, Tell, Visits, few_collections, holdings, read, read_by
from history import look as look_at
from history import made_by
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
    Raised,
    Reading,
    Rendition,
    Seen,
    Timeline,
    TimelineId,
    Verdict,
    Watch,
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
            now = read(timeline, Held(id=row, capture=capture, holdings=(holding,)), place, body)
            lately[timeline.id, place, now.made_by, capture.digest] = now
            verdict = now.reading.verdict
        if verdict in _WITHOUT_TEXT:
            return bool(_ADDS_TO_IT.search(store.facts.body(capture.digest) if body is None else body))
    return False


def read_in(
    store: Store, catalog: Catalog, capture: Capture, body: bytes, asked: str = "", lately: Lately | None = None
) -> list[Reading]:
    """Reads a capture that is kept, one reading per timeline it belongs to. Nothing is compared yet.

    `asked` is the original from which redirects led a live visit to this one. What a killed process did not come to
    read is read by `derive`. `lately` are readings that `needs_browser` made. What was erased is not read when it
    comes again.
    """
    if store.facts.is_erased(capture.digest):
        return []
    held = store.facts.held(capture)
    covering = catalog.covering(capture.original, capture.timestamp, asked)
    readings = [
        (timeline.id, place, _read_lately(timeline, held, place, lately) or read(timeline, held, place, body))
        for timeline, place in covering
    ]
    with store.writing():
        for name, place, reading in readings:
            store.conclusions.keep_readings(name, {(held.id, place): reading})
    return [reading.reading for _, _, reading in readings]


def _read_lately(timeline: Timeline, held: Held, place: int, lately: Lately | None) -> ReadBefore | None:
    return lately.get((timeline.id, place, read_by(timeline, held), held.capture.digest)) if lately else None


def readings_of(store: Store, timeline: Timeline, captures: Mapping[int, Capture]) -> dict[int, Reading]:
    """The readings of some captures in a timeline, by row; those that no location covers have none.

    What is not read yet, or was read by other code, is read now, and not kept. What was erased has none.
    """
    known = store.conclusions.readings(timeline.id, captures)
    found = {}
    for number, capture in captures.items():
        place = timeline.location_at(capture.original, capture.timestamp)
        if place is None or store.facts.is_erased(capture.digest):
            continue
        before, held = known.get((number, place)), store.facts.held(capture)
        if before is None or before.made_by != read_by(timeline, held):
            before = read(timeline, held, place, store.facts.body(capture.digest))
        found[number] = before.reading
    return found


def derive(store: Store, timeline: Timeline, now: datetime, tell: Tell | None = None) -> History:
    """Makes a timeline's history anew and puts it in the place of the former one, whole.

    `tell` is called in the transaction that writes the history.
    """
    with few_collections():
        made = make_here(store, timeline, visits=tell is not None)
        deriving.keep(store, made, now, tell)
    return made.history


def make_here(store: Store, timeline: Timeline, *, visits: bool) -> Made:
    """What follows for a timeline; nothing is written."""
    return deriving.make(deriving.gather(store, timeline, visits=visits), store.facts.body)


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

        def reading(capture: Capture, place: int) -> Reading:
            held = by_capture[capture]
            before = known.get((held.id, place))
            if before and place < len(timeline.locations) and before.made_by == read_by(timeline, held):
                return before.reading
            if (held.id, place) not in fresh:
                fresh[held.id, place] = read(trial, held, place, store.facts.body(capture.digest)).reading
            return fresh[held.id, place]

        return look_at(trial, facts.sightings, holdings(facts), facts.rulings, reading)

    return look


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
    keys = [place.key for place in timeline.locations]
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
            sighted=lambda when: store.proving.sighted(keys, when),
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


Elsewhere = Callable[[Sequence[Timeline]], Iterable[Made]]
"""Gathers and makes, in other processes: the histories of these timelines in that order."""


def rebuild(
    store: Store,
    timelines: Sequence[Timeline],
    clock: Callable[[], datetime],
    tell: Tell | None = None,
    elsewhere: Elsewhere | None = None,
) -> Iterator[History]:
    """Drops every conclusion, then makes those of the declared timelines again."""
    with store.writing():
        store.conclusions.drop_all()
    yield from derive_each(store, timelines, clock, tell, elsewhere)


def derive_each(
    store: Store,
    timelines: Sequence[Timeline],
    clock: Callable[[], datetime],
    tell: Tell | None = None,
    elsewhere: Elsewhere | None = None,
) -> Iterator[History]:
    """As `derive`, one after the other. What is made elsewhere is kept here, each as soon as it is its turn."""
    if elsewhere is None:
        for timeline in timelines:
            yield derive(store, timeline, clock(), tell)
        return
    for made in elsewhere(timelines):
        with few_collections():
            deriving.keep(store, made, clock(), tell)
        yield made.history
