"""Which body does an index row, or a 304, show?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from model import Capture, Digest, Holding, OriginalKey, Rendition, Sighting, SightingKind, digest_form, original_key

_OK, _NOT_MODIFIED = 200, 304

_Name = tuple[OriginalKey, int | None, str]
_Standing = tuple[str, str, Rendition, int | None, Digest | None]
_OwnName = tuple[str, datetime, Rendition, Digest | None, int | None]


def bodies_of_rows(sightings: Sequence[Sighting], held: Iterable[tuple[Capture, Holding]]) -> list[Capture | None]:
    """For every sighting, in the order given (by time), the capture whose body it shows, or None.

    A row shows the body of a holding with the same original, status and archive digest, whenever
    that came and whoever holds it: archives that digest alike answer for each other. Where several have it, the
    earliest. A revisit row has no status and is found by
    original and digest alone. A visit that found nothing new (a 304, an equal body) names the
    digest of the body that still stands: the same holder's capture of that original with that digest,
    the latest before it.
    """
    held = sorted(held, key=lambda pair: pair[0].key)
    by_digest = _by_archive_digest(held)
    by_own: dict[_OwnName, Capture] = {
        (c.original, c.timestamp, c.rendition, c.digest, c.statuscode): c for c, _ in held
    }
    stood: dict[_Standing, list[Capture]] = {}
    for capture, holding in held:
        name = (holding.holder, capture.original, capture.rendition, capture.statuscode, capture.digest)
        stood.setdefault(name, []).append(capture)
    return [_shown(seen, by_digest, by_own, stood) for seen in sightings]


def _by_archive_digest(held: Iterable[tuple[Capture, Holding]]) -> dict[_Name, Capture]:
    names: dict[_Name, Capture] = {}
    for capture, holding in held:
        if holding.archive_digest:
            key = original_key(capture.original)
            digest = digest_form(holding.archive_digest)
            names.setdefault((key, capture.statuscode, digest), capture)
            names.setdefault((key, None, digest), capture)
    return names


def _shown(
    seen: Sighting,
    by_digest: dict[_Name, Capture],
    by_own: dict[_OwnName, Capture],
    stood: dict[_Standing, list[Capture]],
) -> Capture | None:
    match seen.kind:
        case SightingKind.RESPONSE:
            return by_own.get((seen.original, seen.timestamp, seen.rendition, seen.digest, seen.statuscode))
        case SightingKind.NOT_MODIFIED:
            status = _OK if seen.statuscode == _NOT_MODIFIED else seen.statuscode
            name = (seen.holder, seen.original, seen.rendition, status, seen.digest)
            return _latest(stood.get(name, ()), seen.timestamp)
        case SightingKind.ROW:
            if not seen.archive_digest:
                return None
            return by_digest.get((original_key(seen.original), seen.statuscode, digest_form(seen.archive_digest)))
        case SightingKind.FAILURE:
            return None


def _latest(captures: Sequence[Capture], moment: datetime) -> Capture | None:
    """The last of captures, which are in order of time, that is no later."""
    before = [capture for capture in captures if capture.timestamp <= moment]
    return before[-1] if before else None
