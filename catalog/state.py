"""In which state of its declarations was a timeline read?

Readings are compared only if one state made them. The state is everything declared that a reading or
the choice among locations rests on; names, titles, languages, comments and the order of keys are left out.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime
from functools import lru_cache

from model import Digest, Location, Range, Rendition, Timeline, sha256

_REMEMBERED = 256  # timelines: each capture and each look asks for the state of its own


def declaration_text(timeline: Timeline) -> str:
    """Canonical JSON of what is declared of a timeline; kept as a fact and digested.

    Locations stay in the order declared, since the later-declared one speaks where two overlap.
    """
    return _text_of(timeline.locations)


def state_digest(timeline: Timeline) -> Digest:
    """One digest over all locations of the timeline; equal if and only if the state is."""
    return _digest_of(timeline.locations)


@lru_cache(maxsize=_REMEMBERED)
def _digest_of(locations: tuple[Location, ...]) -> Digest:
    return sha256(_text_of(locations))


def _text_of(locations: tuple[Location, ...]) -> str:
    declared = {"locations": [_location(place) for place in locations]}
    return json.dumps(declared, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _location(place: Location) -> dict[str, object]:
    """What came to locations later stands here only where it is given: states before then keep their digests."""
    filters = [{"name": one.name.value, "params": one.params} for one in place.filters]
    return {
        "original": place.original,
        "since": _iso(place.since),
        "until": _iso(place.until),
        "select": [_selector(one) for one in place.select],
        "remove": [_selector(one) for one in place.remove],
        "rendition": place.rendition.value if place.rendition else Rendition.PLAIN.value,
        **({"filters": filters} if filters else {}),
    }


def _selector(one: str | Range) -> str | dict[str, str]:
    return one if isinstance(one, str) else {part: css for part, css in asdict(one).items() if css}


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
