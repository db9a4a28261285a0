"""What does the product fetch of an archive on loopback, and what does it make of it?

Its own settings, declarations, frontier, spider, reading and deriving; only the archive is a small one.
"""

from __future__ import annotations

import json
from base64 import b32encode
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha1
from pathlib import Path
from random import Random
from urllib.parse import urlsplit

from aiohttp import web

import catalog
import scheduler
import settings
from benchmarks.asking.known import Document
from benchmarks.recorded.timelines import Recorded, with_bodies
from crawler.warc import Record
from demo.archive import serving
from model import Bracket
from settings import Home

_NAME = "past"
_SETTINGS = """\
[crawl]
allow_hosts = ["{host}"]
[archives.past]
index = "{url}/cdx/search/cdx"
replay = "{url}/web/{{timestamp}}id_/{{original}}"
dialect = "ia"
index_per_minute = 600
replay_per_minute = 6000
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Crawled:
    """What came of a backfill: captures that the archive was asked for, by its own log, and how changes are dated."""

    replays: int
    twice: int
    index_pages: int
    seconds: float
    likely_left: int
    brackets: dict[str, list[Bracket]]  # by the id of the recorded timeline


def crawled(found: Sequence[Recorded], records: Iterable[Record], place: Path, budget: int = 0) -> Crawled:
    """Backfills a new home, or goes on in one that is there."""
    log: list[str] = []

    async def note(request: web.Request) -> None:
        log.append(request.raw_path)

    home = Home(place)
    with serving(records, fault=note) as url:
        _furnish(home, found, url)
        config, declared = settings.load(home), catalog.load(home.policies)
        done = scheduler.backfill(home, config, declared, declared.timelines, [_NAME], budget=budget)
    if done.failures or done.left:
        raise RuntimeError(f"{done.left} requests left, {len(done.failures)} given up")
    for _ in scheduler.derive_stale(home, declared.timelines):
        pass
    scheduler.end_backfill(home, done.run)
    replays = [path for path in log if path.startswith("/web/")]
    names = {str(one.name): one.id for one in found}
    brackets: dict[str, list[Bracket]] = {one.id: [] for one in found}
    for timeline, bracket in scheduler.brackets(home, declared.timelines):
        brackets[names[str(timeline)]].append(bracket)
    return Crawled(
        replays=len(replays),
        twice=len(replays) - len(set(replays)),
        index_pages=len(log) - len(replays),
        seconds=done.crawl.seconds,
        likely_left=done.likely_left,
        brackets=brackets,
    )


def records_of(found: Sequence[Recorded], at_once: int = 8) -> Iterator[Record]:
    """Every capture as an archive holds it."""
    for begin in range(0, len(found), at_once):
        for one in with_bodies(found[begin : begin + at_once]):
            yield from (_record(one, shown.moment, shown.body, shown.content_type) for shown in one.captures)


def dense_records(one: Recorded, document: Document) -> Iterator[Record]:
    """The captures of a dense archive. Bytes differ, words do not."""
    (filled,) = with_bodies([one])
    for number, capture in enumerate(document.captures):
        shown, chance = filled.captures[capture.place], Random(f"{one.id} {number}")
        nonce = f"{chance.getrandbits(128):032x}"
        made = f'<!-- served {capture.moment:%H:%M:%S} as {number} --><meta name="csrf-token" content="{nonce}">'
        yield _record(
            one, capture.moment, shown.body.replace(b"<head>", b"<head>" + made.encode(), 1), shown.content_type
        )


def _record(one: Recorded, moment: datetime, body: bytes, content_type: str) -> Record:
    return Record(
        original=one.original,
        timestamp=moment,
        statuscode=200,
        headers=(("content-type", content_type or "text/html"),),
        body=body,
        archive_digest=b32encode(sha1(body, usedforsecurity=False).digest()).decode(),
        mimetype="text/html",
        offset=0,
    )


def _furnish(home: Home, found: Sequence[Recorded], url: str) -> None:
    home.policies.mkdir(parents=True, exist_ok=True)
    home.settings.write_text(_SETTINGS.format(url=url, host=urlsplit(url).netloc), encoding="utf-8")
    for one in found:
        text = f"name = {json.dumps(one.id)}\n[[{one.name.kind}.locations]]\noriginal = {json.dumps(one.original)}\n"
        (home.policies / f"{one.name.organisation}.toml").write_text(text, encoding="utf-8")
