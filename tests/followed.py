"""What do the tests of store, versions and pipeline follow? An invented policy, its texts, and ways to have seen it."""

import json
from base64 import b32encode
from collections.abc import Iterable
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from hashlib import sha1
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pipeline
from catalog import Catalog
from model import (
    LIVE,
    Capture,
    Holding,
    Location,
    Policy,
    Rendition,
    Sighting,
    SightingKind,
    Timeline,
    TimelineId,
    sha256,
    timestamp14,
)
from store import open_store

PRIVACY = TimelineId.parse("acme/privacy")
URL = "https://acme.example/privacy"
MOVED_TO = "https://acme.example/legal/privacy"
FIRST_DAY = datetime(2020, 1, 1, tzinfo=UTC)
TAKEN = datetime(2026, 1, 1, tzinfo=UTC)

_OPENING = "This policy says what Acme does with personal data."
TEXTS = {
    "a": (_OPENING, "We keep your name and your address for ten days.", "We never sell your data to third parties."),
    "b": (_OPENING, "We keep your name and your address for two years.", "We never sell your data to third parties."),
    "c": (_OPENING, "We keep your name and your address for two years.", "We share your data with our partners."),
    "d": (_OPENING, "We share your data with our partners.", "You can ask us to erase your account."),
}


def at(day, second=0):
    return FIRST_DAY + timedelta(days=day, seconds=second)


def page(*paragraphs, title="Privacy policy"):
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    head = f"<head><title>{title}</title></head>"
    return f"<!doctype html><html lang=en>{head}<body><h1>{title}</h1>{text}</body></html>".encode()


def markdown(*paragraphs, title="Privacy policy"):
    return "\n\n".join((f"# {title}", *paragraphs)).encode()


WALL = page("Just a moment. Checking your browser before you access the site.", title="Just a moment")
BODIES = {name: page(*text) for name, text in TEXTS.items()} | {
    "wall": WALL,
    "gone": page("Nothing is here.", title="Not found"),
    "away": b"",
}
STATUS = {"gone": 404, "away": 301}


def body_of(name, rendition=Rendition.PLAIN):
    if rendition is Rendition.TEXT and name in TEXTS:
        return markdown(*TEXTS[name])
    if rendition is Rendition.BROWSER and name in TEXTS:
        return page(*TEXTS[name]).replace(b"<body>", b"<body><div>").replace(b"</body>", b"</div></body>")
    return BODIES[name]


def archive_digest(body):
    return b32encode(sha1(body).digest()).decode()


@dataclass(frozen=True)
class Response:
    """A capture with one who holds it, as it arrives."""

    capture: Capture
    holding: Holding
    body: bytes
    mimetype: str

    @property
    def sighting(self):
        """What keeping it leaves."""
        return Sighting(
            original=self.capture.original,
            timestamp=self.capture.timestamp,
            kind=SightingKind.RESPONSE,
            holder=self.holding.holder,
            taken_at=self.holding.taken_at,
            statuscode=self.capture.statuscode,
            mimetype=self.mimetype,
            archive_digest=self.holding.archive_digest,
            length=len(self.body),
            digest=self.capture.digest,
            rendition=self.capture.rendition,
        )


def response(text, day, *, original=URL, holder=LIVE, rendition=Rendition.PLAIN, second=0, status=None, taken_at=TAKEN):
    """`text` names one of the bodies, or is one."""
    body = text if isinstance(text, bytes) else body_of(text, rendition)
    status = status or (STATUS.get(text, 200) if isinstance(text, str) else 200)
    moment = at(day, second)
    capture = Capture(original=original, timestamp=moment, statuscode=status, digest=sha256(body), rendition=rendition)
    archived = holder != LIVE
    holding = Holding(
        holder=holder,
        memento=f"https://{holder}.example/{timestamp14(moment)}id_/{original}" if archived else "",
        archive_digest=archive_digest(body) if archived else "",
        headers=(("content-type", "text/html; charset=utf-8"), ("x-server", holder)),
        taken_at=taken_at,
    )
    return Response(capture, holding, body, "text/html")


def row(text, day, *, original=URL, holder="web", second=0, status=200, taken_at=TAKEN):
    """What an archive's index lists; `status` None is a revisit row."""
    digest = archive_digest(text if isinstance(text, bytes) else BODIES[text]) if text else "UNKNOWN"
    return Sighting(
        original=original,
        timestamp=at(day, second),
        kind=SightingKind.ROW,
        holder=holder,
        taken_at=taken_at,
        statuscode=status,
        mimetype="text/html" if status else "warc/revisit",
        archive_digest=digest,
    )


def not_modified(day, of="a", *, original=URL, holder=LIVE, rendition=Rendition.PLAIN, second=0, taken_at=TAKEN):
    return Sighting(
        original=original,
        timestamp=at(day, second),
        kind=SightingKind.NOT_MODIFIED,
        holder=holder,
        taken_at=taken_at,
        statuscode=304,
        digest=sha256(body_of(of, rendition)),
        rendition=rendition,
    )


def failure(day, *, original=URL, holder="web", second=0, taken_at=TAKEN):
    return Sighting(
        original=original,
        timestamp=at(day, second),
        kind=SightingKind.FAILURE,
        holder=holder,
        taken_at=taken_at,
        reason="timed out: nothing came",
    )


def timeline(*locations, name=PRIVACY):
    return Timeline(id=name, locations=locations or (Location(original=URL),))


def catalog_of(*timelines):
    return Catalog(
        policies=tuple(
            Policy(organisation=one.id.organisation, name="Acme", kind=one.id.kind, timelines=(one,))
            for one in timelines
        )
    )


def arrive(store, catalog, *arrivals):
    for one in arrivals:
        if isinstance(one, Response):
            pipeline.take_in(store, catalog, one.capture, one.holding, one.body, one.mimetype)
        else:
            with store.writing():
                store.facts.keep_sightings([one])


def history_of(store, *arrivals, followed=None, now=TAKEN):
    """Takes everything in and derives."""
    followed = followed or timeline()
    arrive(store, catalog_of(followed), *arrivals)
    return pipeline.derive(store, followed, now)


def lines(found: Iterable[dict]) -> list[str]:
    return [json.dumps(line, ensure_ascii=False) for line in found]


def concluded(store, *timelines):
    return lines(store.exporting.conclusions([one.id for one in timelines] or [PRIVACY]))


def texts_of(history):
    """The versions by the name of their text, in order."""
    names = {sha256(body_of(name, rendition)): name for name in TEXTS for rendition in Rendition}
    return "".join(names[version.capture.digest] for version in history.versions)


@cache
def _blank() -> bytes:
    with TemporaryDirectory() as folder:
        open_store(Path(folder) / "blank.db").close()
        return (Path(folder) / "blank.db").read_bytes()


@contextmanager
def blank_store():
    """A store in a file of its own, for tests that need many of them."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "kept.db"
        path.write_bytes(_blank())
        with open_store(path) as store:
            yield store


LONG_LIFE = [response(Random(day).choice([*TEXTS, "wall"]), day) for day in range(60)]


def made(path):
    """Makes the database there, if there is none yet."""
    open_store(Path(path)).close()


def live(path):
    """Takes everything in, deriving again and again; what is known already changes nothing."""
    followed = timeline()
    with open_store(Path(path)) as store:
        for one in LONG_LIFE:
            arrive(store, catalog_of(followed), one)
            if not pipeline.is_current(store, followed):
                pipeline.derive(store, followed, TAKEN)
