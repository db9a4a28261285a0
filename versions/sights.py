"""At which location of a timeline was each sighting made, and which body did it show?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from datetime import datetime

from model import (
    EXTRACTED_AGAIN,
    LIVE,
    Capture,
    Examined,
    Holding,
    Rendition,
    Seen,
    Sighting,
    SightingKind,
    Timeline,
    original_key,
)
from versions.bodies import bodies_of_rows


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """A sighting placed in a timeline; `capture` is None where nobody looked at what the index lists."""

    moment: datetime
    original: str
    location: int
    rendition: Rendition
    capture: Capture | None


def extracted_again(held: Iterable[tuple[Capture, Holding]]) -> frozenset[Capture]:
    """The texts that an archive recorded since it had changed how it extracts, as one who holds them says.

    From the text before such a one nothing can be told of the page: another extraction made it.
    """
    return frozenset(
        capture
        for capture, holding in held
        if capture.rendition is Rendition.TEXT and EXTRACTED_AGAIN in holding.headers
    )


def sights_of(
    timeline: Timeline, sightings: Sequence[Sighting], held: Iterable[tuple[Capture, Holding]]
) -> list[Sight]:
    """Every sighting that falls into one of the timeline's locations, in order of time, each once.

    `sightings` must be in order of time. Failures are no sight of the page and are left out. A listed
    capture without a body is left out where something was seen at the same original at that instant.  A live
    visit that was led on is a sight of where it ended, and not also of the redirects on its way; one that went on in
    a browser is a sight of what that showed, and not also of what the server sent. Of texts of one instant comes last
    what was extracted anew.
    """
    held = list(held)
    again = extracted_again(held)
    placed: dict[tuple[datetime, str, str, bool, str, int], Sight] = {}
    looked: set[tuple[datetime, str]] = set()
    rendered = {_visit(seen) for seen in sightings if _is_rendered(seen)}
    ended = {(seen.asked, seen.timestamp) for seen in sightings if seen.asked and not _redirects(seen)}
    for seen, capture in zip(sightings, bodies_of_rows(sightings, held), strict=True):
        location = _location(timeline, seen)
        if location is None or seen.kind is SightingKind.FAILURE or _led_on(seen, ended):
            continue
        if seen.holder == LIVE and seen.rendition is Rendition.PLAIN and _visit(seen) in rendered:
            continue
        sight = Sight(
            moment=seen.timestamp,
            original=seen.original,
            location=location,
            rendition=capture.rendition if capture else seen.rendition,
            capture=capture,
        )
        place = original_key(seen.original)
        shown = (capture.digest, capture.statuscode) if capture else ("", 0)
        name = (sight.moment, place, sight.rendition, capture in again, *shown)
        if name not in placed or (not _is_own(placed[name]) and _is_own(sight)):
            placed[name] = sight
        if capture:
            looked.add((sight.moment, place))
    return [
        sight
        for (moment, place, *_), sight in sorted(placed.items(), key=lambda item: item[0])
        if sight.capture or (moment, place) not in looked
    ]


def _location(timeline: Timeline, seen: Sighting) -> int | None:
    """Where a redirect led is a sight of the location whose original was asked for, unless it is declared itself."""
    own = timeline.location_at(seen.original, seen.timestamp)
    return timeline.location_at(seen.asked, seen.timestamp) if own is None and seen.asked else own


def _visit(seen: Sighting) -> tuple[str, datetime]:
    """All sightings of one visit have one timestamp."""
    return seen.asked or seen.original, seen.timestamp


def _is_rendered(seen: Sighting) -> bool:
    return seen.holder == LIVE and seen.rendition is Rendition.BROWSER and seen.kind is not SightingKind.FAILURE


def _is_own(sight: Sight) -> bool:
    """Whether its capture was made then: of redirects, alike but for their targets, only that tells where to."""
    return sight.capture is not None and sight.capture.timestamp == sight.moment


def _redirects(seen: Sighting) -> bool:
    return seen.statuscode is not None and 300 <= seen.statuscode < 400 and seen.statuscode != 304


def _led_on(seen: Sighting, ended: Set[tuple[str, datetime]]) -> bool:
    """Whether this answer was one on the way."""
    return seen.holder == LIVE and _redirects(seen) and _visit(seen) in ended


def seen_as(sight: Sight, examined: Examined | None) -> Seen:
    """The sight with what was concluded about the capture it shows."""
    policy = examined.reading if examined else None
    return Seen(
        moment=sight.moment,
        original=sight.original,
        location=sight.location,
        rendition=sight.rendition,
        capture=sight.capture,
        verdict=examined.settled.verdict if examined else None,
        canonical=policy.digest if policy else None,
        words=policy.words_digest if policy else None,
    )
