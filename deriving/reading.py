"""As what is a capture read in a timeline, and when does an earlier reading serve again?"""

from __future__ import annotations

import extract
from catalog import state_digest
from model import Timeline, sha256
from store import Held, ReadBefore


def read(timeline: Timeline, held: Held, place: int, body: bytes) -> ReadBefore:
    """A reading with what made it."""
    reading = extract.read(
        body,
        held.headers,
        location=timeline.locations[place],
        statuscode=held.capture.statuscode,
        rendition=held.capture.rendition,
        kind=timeline.id.kind,
        original=held.capture.original,
    )
    return ReadBefore(made_by=read_by(timeline, held), reading=reading)


def read_by(timeline: Timeline, held: Held) -> str:
    """Everything a reading depends on besides the body."""
    headers = sha256(repr(sorted(held.headers.items())))[:12]
    return f"{extract.EDITION} declared/{state_digest(timeline)[:12]} headers/{headers}"
