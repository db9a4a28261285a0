"""What did captures of an original turn out to say, for the plan of what archives are asked next?

Readings are remembered in short (a digest for each capture and timeline) for as long as a crawl goes on. What a killed
process kept and did not come to read is read now.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby

import extract
import pipeline
from catalog import Catalog
from crawler.plan import Look, Need, Span
from crawler.planner import names_of
from model import LIVE, Capture, OriginalKey, Reading, Timeline, TimelineId, Verdict
from store import Store

_Places = Mapping[OriginalKey, Sequence[tuple[Timeline, tuple[Span, ...]]]]


class Knowing:
    """Reads captures in, and says what is known of an original. Belongs to the thread that opened the store."""

    def __init__(self, store: Store, catalog: Callable[[], Catalog]) -> None:
        self._store, self._catalog = store, catalog
        self._of: Catalog | None = None
        self._places: _Places = {}
        self._texts: dict[tuple[TimelineId, int], str] = {}

    def read_in(self, capture: Capture, body: bytes, asked: str = "") -> list[Reading]:
        """As `pipeline.read_in`."""
        return pipeline.read_in(self._store, self._catalog(), capture, body, asked)

    def needs(self, key: OriginalKey, settled: bool) -> list[Need]:
        """What every timeline of an original knows of it; `settled`: after neighbours in time were asked."""
        self._look_up()
        kept = self._store.facts.kept_at(key)
        return [self._need(timeline, spans, key, kept, settled) for timeline, spans in self._places.get(key, ())]

    def _look_up(self) -> None:
        """Declarations may have changed: then everything may read otherwise."""
        catalog = self._catalog()
        if catalog is self._of:
            return
        self._of = catalog
        self._texts.clear()
        pairs = [(place.key, timeline) for timeline in catalog.timelines for place in timeline.locations]
        by_key = groupby(sorted(_each_once(pairs), key=_by_key), key=lambda pair: pair[0])
        self._places = {key: [(one, _spans(one, key)) for _, one in found] for key, found in by_key}

    def _need(
        self,
        timeline: Timeline,
        spans: tuple[Span, ...],
        key: OriginalKey,
        kept: Sequence[tuple[int, Capture, str, str]],
        settled: bool,
    ) -> Need:
        own = {number: one for number, one, _, _ in kept}
        texts = self._settled(timeline, own) if settled else self._read(timeline, own)
        looks = [
            Look(
                moment=one.timestamp,
                text=texts.get(number, ""),
                names=() if holder == LIVE else names_of(key, one.statuscode, digest, one.timestamp, one.original),
                place=None if holder == LIVE else (holder, one.original, one.timestamp),
            )
            for number, one, holder, digest in kept
            if number in texts or self._store.facts.is_erased(one.digest)  # else it would be asked for again
        ]
        return Need(timeline=str(timeline.id), spans=spans, looks=tuple(looks))

    def _read(self, timeline: Timeline, own: Mapping[int, Capture]) -> dict[int, str]:
        """By the page's own evidence."""
        missing = [number for number in own if (timeline.id, number) not in self._texts]
        if missing:
            readings = pipeline.readings_of(self._store, timeline, {one: own[one] for one in missing})
            self._texts |= {(timeline.id, number): "" for number in missing}
            self._texts |= {(timeline.id, at): _text(one, one.verdict) for at, one in readings.items()}
        return {number: self._texts[timeline.id, number] for number in own}

    def _settled(self, timeline: Timeline, own: Mapping[int, Capture]) -> dict[int, str]:
        readings = pipeline.readings_of(self._store, timeline, own)
        ordered = sorted(readings, key=lambda number: own[number].key)
        found = extract.settle([readings[number] for number in ordered])
        return {number: _text(readings[number], one.verdict) for number, one in zip(ordered, found, strict=True)}


def _each_once(pairs: Sequence[tuple[OriginalKey, Timeline]]) -> Iterator[tuple[OriginalKey, Timeline]]:
    """Each timeline once for each key, however many of its locations have it."""
    yield from {(key, timeline.id): (key, timeline) for key, timeline in pairs}.values()


def _by_key(pair: tuple[OriginalKey, Timeline]) -> tuple[OriginalKey, TimelineId]:
    return (pair[0], pair[1].id)


def _spans(timeline: Timeline, key: OriginalKey) -> tuple[Span, ...]:
    return tuple(dict.fromkeys((place.since, place.until) for place in timeline.locations if place.key == key))


def _text(reading: Reading, verdict: Verdict) -> str:
    return str(reading.digest) if verdict is Verdict.POLICY else ""
