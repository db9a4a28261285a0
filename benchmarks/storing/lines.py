"""Which captures are held, and in what order do they come?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random

from benchmarks.recorded.timelines import Recorded, with_bodies

_BEGIN = datetime(2020, 1, 1, tzinfo=UTC)
_EVERY = timedelta(hours=3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """A body that an address showed. `name` is of its timeline, as a path without a suffix."""

    name: str
    original: str
    moment: datetime
    body: bytes
    content_type: str = "text/html"


Line = Sequence[Shot]
"""The captures of one address, in order of time."""


def recorded_lines(found: Sequence[Recorded]) -> list[Line]:
    return [
        [
            Shot(
                name=one.id,
                original=one.original,
                moment=shown.moment.replace(microsecond=0),
                body=shown.body,
                content_type=shown.content_type,
            )
            for shown in one.captures
        ]
        for one in with_bodies(found)
    ]


def dense_line(line: Line, length: int, number: int = 0) -> Line:
    """Each capture repeated until there are so many, with bytes in its head and at its end that are never the same."""
    chance, bodies = Random(f"{number} {length}"), list(dict.fromkeys(shot.body for shot in line))
    return [
        Shot(
            name=f"dense/{number}/Privacy Policy",
            original=f"https://dense{number}.example/privacy",
            moment=_BEGIN + at * _EVERY,
            body=_served(bodies[at * len(bodies) // length], at, chance),
        )
        for at in range(length)
    ]


def _served(body: bytes, at: int, chance: Random) -> bytes:
    nonce, seen = f"{chance.getrandbits(128):032x}", chance.randrange(10**9)
    first = f'<!-- as {at} --><meta name="csrf-token" content="{nonce}">'.encode()
    last = f'<script nonce="{nonce[:16][::-1]}">window.seen = {seen};</script>'.encode()
    begun, met, rest = body.partition(b"<head>")
    return (begun + met + first + rest if met else first + begun) + last


def halved(line: Line) -> Iterator[Shot]:
    """Both ends first, then the middle of each stretch, as a backfill asks for them."""
    stretches = [(0, len(line) - 1)]
    yield line[0]
    if len(line) > 1:
        yield line[-1]
    for low, high in stretches:
        if high - low > 1:
            middle = (low + high) // 2
            yield line[middle]
            stretches += [(low, middle), (middle, high)]
