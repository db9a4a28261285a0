"""How are recorded texts of one document taken in, without a store?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import extract
from history import conclude
from model import (
    OPERATOR,
    Capture,
    History,
    Holding,
    Location,
    Reading,
    Rendition,
    Sighting,
    SightingKind,
    Timeline,
    TimelineId,
    sha256,
)

_ORIGINAL = "https://recorded.example/policy"
_KINDS = {"Privacy Policy": "privacy", "Terms of Service": "terms", "Trackers Policy": "cookies", "Imprint": "imprint"}


def history_of(terms_type: str, bodies: Sequence[bytes], moments: Sequence[datetime]) -> History:
    """Everything concluded about one document, from its texts and when each was recorded."""
    kind = _KINDS.get(terms_type, "policy")
    place = Location(original=_ORIGINAL, rendition=Rendition.TEXT)
    timeline = Timeline(id=TimelineId(organisation="recorded", kind=kind), locations=(place,))
    captures = [_capture(body, moment) for body, moment in zip(bodies, moments, strict=True)]
    by_digest = {one.digest: body for one, body in zip(captures, bodies, strict=True)}

    def read(capture: Capture, _: int) -> Reading:
        body = by_digest[capture.digest]
        return extract.read(
            body, {}, location=place, statuscode=200, rendition=Rendition.TEXT, kind=kind, original=_ORIGINAL
        )

    return conclude(
        timeline,
        state=sha256(""),
        sightings=[_sighting(one) for one in captures],
        held=[(one, Holding(holder=OPERATOR, taken_at=one.timestamp)) for one in captures],
        rulings=(),
        read=read,
    )


def _capture(body: bytes, moment: datetime) -> Capture:
    return Capture(original=_ORIGINAL, timestamp=moment, statuscode=200, digest=sha256(body), rendition=Rendition.TEXT)


def _sighting(capture: Capture) -> Sighting:
    return Sighting(
        original=capture.original,
        timestamp=capture.timestamp,
        kind=SightingKind.RESPONSE,
        holder=OPERATOR,
        taken_at=capture.timestamp,
        statuscode=200,
        mimetype="text/plain",
        digest=capture.digest,
        rendition=capture.rendition,
    )
