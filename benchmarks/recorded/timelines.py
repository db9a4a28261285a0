"""Which pages stood when, and what is known of them?

Captures of one address in order of time, with what the curators of the corpus know: whether a capture shows the text
that was in force, and whether the words changed since the one before that does.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

from benchmarks.corpus import bench, timeline_files
from catalog import propose
from crawler.warc import Record, records
from model import OriginalKey, TimelineId, original_key

_UNFIT = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What an address showed from a moment on. The body is packed; it is empty until it was looked for."""

    captured: str  # as the corpus writes it
    verified: bool
    change: bool | None  # of the words, since the verified capture before; None where nobody knows
    kind: str = ""
    flap: bool = False
    text: int = -1  # which of the curated texts was in force
    packed: bytes = b""
    content_type: str = ""

    @property
    def moment(self) -> datetime:
        return datetime.fromisoformat(self.captured)

    @property
    def body(self) -> bytes:
        return zlib.decompress(self.packed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """One address through its captures. `name` is the timeline under which the product follows it."""

    id: str
    name: TimelineId
    original: str
    captures: tuple[Shown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two neighbouring verified captures."""

    before: Shown
    after: Shown

    def covers(self, moment: datetime) -> bool:
        return self.before.moment < moment <= self.after.moment


def pairs(one: Recorded) -> Iterator[Pair]:
    """All of an address, in order; captures that are not verified are stepped over."""
    verified = [shown for shown in one.captures if shown.verified]
    for before, after in pairwise(verified):
        yield Pair(before=before, after=after)


def recorded(only: str = "") -> list[Recorded]:
    """The timelines of the corpus whose id holds these words, without bodies. Raises FileNotFoundError without it."""
    folder = bench() or Path("nowhere")
    lines = (folder.parent / "corpus" / "gold" / "timeline.jsonl").read_text("utf-8").splitlines()
    return [_recorded(row) for row in map(json.loads, lines) if only in row["id"]]


def _recorded(row: Mapping[str, Any]) -> Recorded:
    organisation = _UNFIT.sub("-", row["id"].lower()).strip("-")
    return Recorded(
        id=row["id"],
        name=TimelineId(organisation=organisation, kind=propose(row["url"]).kind),
        original=row["url"],
        captures=tuple(sorted(map(_shown, row["captures"]), key=lambda shown: shown.moment)),
    )


def _shown(row: Mapping[str, Any]) -> Shown:
    return Shown(
        captured=row["captured"],
        verified=row["verified"],
        change=row.get("change"),
        kind=row.get("kind", ""),
        flap=bool(row.get("flap")),
        text=row.get("text", -1),
    )


def with_bodies(chosen: Sequence[Recorded]) -> list[Recorded]:
    """The same with what each capture showed, from the archives beside the list. Raises KeyError if one is missing."""
    wanted = {original_key(one.original) for one in chosen}
    found: dict[tuple[OriginalKey, datetime], Record] = {}
    for record in _records():
        key = original_key(record.original)
        if key in wanted:
            found[key, record.timestamp] = replace(record, body=zlib.compress(record.body, 1))
    return [replace(one, captures=tuple(_filled(one, found))) for one in chosen]


def _records() -> Iterator[Record]:
    for path in timeline_files():
        yield from (found for found in records(path) if isinstance(found, Record))


def _filled(one: Recorded, found: Mapping[tuple[OriginalKey, datetime], Record]) -> Iterator[Shown]:
    for shown in one.captures:
        record = found[original_key(one.original), shown.moment]
        content_type = dict(record.headers).get("content-type", "")
        yield replace(shown, packed=record.body, content_type=content_type)
