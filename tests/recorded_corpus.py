"""A corpus of recorded pages that is invented: a list of captures, an archive of them, rulings."""

import gzip
import json
from datetime import UTC, datetime, timedelta
from random import Random

from benchmarks.world import pages
from benchmarks.world.pages import Quirk
from benchmarks.world.texts import Planned, document, names_of

BEGIN = datetime(2024, 2, 1, 6, 30, tzinfo=UTC)


class Page:
    """One policy, with the captures that were recorded of it so far."""

    def __init__(self, service, edits, kind="privacy"):
        self.id, self.url = f"invented/{service}", f"https://www.{service}.example/legal/{kind}"
        self.names = names_of(3, Random(service))
        planned = [Planned(float(day), edit, True) for day, edit in edits.items()]
        self.document = document(kind, self.names, planned, BEGIN.date(), Random("shows a date"))
        self.rows, self.bodies = [], []

    def capture(self, day, *, quirk=None, change=False, **more):
        if quirk is Quirk.FLAP:
            text = pages.page(self.document, self.names, day, Random(day), without=2)
        else:
            text = pages.wall(quirk) if quirk else pages.page(self.document, self.names, day, Random(day))
        captured = f"{BEGIN + timedelta(days=day):%Y-%m-%dT%H:%M:%SZ}"
        verified = quirk is None
        known = change if verified and self.rows else None
        self.rows.append({"captured": captured, "verified": verified, "change": known, **more})
        self.bodies.append((captured, text.encode()))
        return captured


def write(folder, recorded):
    """The folder of the scorers, with the corpus beside it."""
    corpus = folder / "corpus"
    for name in ("bench", "corpus/gold", "corpus/archive"):
        (folder / name).mkdir(parents=True)
    rows = [json.dumps({"id": one.id, "url": one.url, "captures": one.rows}) for one in recorded]
    (corpus / "gold" / "timeline.jsonl").write_text("\n".join(rows) + "\n")
    packed = [gzip.compress(_record(one.url, *body)) for one in recorded for body in one.bodies]
    (corpus / "archive" / "timeline-invented.warc.gz").write_bytes(b"".join(packed))
    return folder / "bench"


def _record(url, captured, body):
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body
    head = (
        f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Target-URI: {url}\r\n"
        f"WARC-Date: {captured}\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n"
    )
    return head.encode() + b"\r\n" + block + b"\r\n\r\n"
