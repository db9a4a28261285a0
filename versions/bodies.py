"""Which body does an index row, or a 304, show?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from model import Capture, Digest, Holding, OriginalKey, Rendition, Sighting, SightingKind, original_key

_Name = tuple[OriginalKey, int | None, str]
_Visitor = tuple[str, str, Rendition]
_OwnName = tuple[str, datetime, Rendition, Digest | None, int | None]


def bodies_of_rows(sightings: Sequence[Sighting], held: Iterable[tuple[Capture, Holding]]) -> list[Capture | None]:
    """For every sighting, in the order given (by time), the capture whose body it shows, or None.

    A row shows the body of a holding with the same original, status and archive digest, whenever
    that came; where several have it, the earliest. A revisit row has no status and is found by
    original and digest alone. A 304 shows what the same holder's last response at that original
    in that rendition showed, so `sightings` must be in order of time.
    """
    held = sorted(held, key=lambda pair: pair[0].key)
    by_digest = _by_archive_digest(held)
    by_own: dict[_OwnName, Capture] = {
        (c.original, c.timestamp, c.rendition, c.digest, c.statuscode): c for c, _ in held
    }
    last: dict[_Visitor, Capture | None] = {}
    found: list[Capture | None] = []
    for seen in sightings:
        shown = _shown(seen, by_digest, by_own, last)
        if seen.kind is SightingKind.RESPONSE:
            last[seen.holder, seen.original, seen.rendition] = shown
        found.append(shown)
    return found


def _by_archive_digest(held: Iterable[tuple[Capture, Holding]]) -> dict[_Name, Capture]:
    names: dict[_Name, Capture] = {}
    for capture, holding in held:
        if holding.archive_digest:
            key = original_key(capture.original)
            names.setdefault((key, capture.statuscode, holding.archive_digest), capture)
            names.setdefault((key, None, holding.archive_digest), capture)
    return names


def _shown(
    seen: Sighting,
    by_digest: dict[_Name, Capture],
    by_own: dict[_OwnName, Capture],
    last: dict[_Visitor, Capture | None],
) -> Capture | None:
    match seen.kind:
        case SightingKind.RESPONSE:
            return by_own.get((seen.original, seen.timestamp, seen.rendition, seen.digest, seen.statuscode))
        case SightingKind.NOT_MODIFIED:
            return last.get((seen.holder, seen.original, seen.rendition))
        case SightingKind.ROW:
            if not seen.archive_digest:
                return None
            return by_digest.get((original_key(seen.original), seen.statuscode, seen.archive_digest))
        case SightingKind.FAILURE:
            return None
