"""Which captures are the snapshots and versions of an Open Terms Archive repository?

A snapshot is a page as it came; a version is the text that was extracted of it, as Markdown. Where its page stood a
newer snapshot says itself; of all others the declarations know it, by whose terms they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from catalog import Catalog, original_fault
from exchange.arrivals import Arrival, Fate, Left
from exchange.git_log import Blobs, Repository
from exchange.ota_names import HOLDER, timeline_of
from exchange.ota_records import FORMS, Occasion, Record, Renames, records_of
from model import EXTRACTED_AGAIN, Capture, Holding, Location, Rendition, sha256

MOST_BYTES = 20_000_000  # as of every body
TEXT = ".md"
WHERE = "x-source-document-location"
_BY_A_BROWSER = "fullDom"


def versions_and_snapshots(
    repository: Repository, catalog: Catalog, taken_at: datetime
) -> Iterator[tuple[str, list[Arrival | Left]]]:
    """For every commit, the latest first, what became of each file in it. Raises GitError."""
    renames = Renames()
    with repository.blobs() as blobs:
        for commit in repository.commits():
            found = records_of(commit, renames)
            yield (
                commit.sha,
                [one if isinstance(one, Left) else _arrival(one, blobs, catalog, taken_at) for one in found],
            )


def _arrival(record: Record, blobs: Blobs, catalog: Catalog, taken_at: datetime) -> Arrival | Left:
    place = place_of(record, catalog)
    if place is None:
        return Left(source=record.source, fate=Fate.UNDECLARED, detail=f"{record.service}, {record.terms}")
    body = blobs.read(record.blob, MOST_BYTES)
    if body is None:
        return Left(source=record.source, fate=Fate.MISSING)
    if isinstance(body, int):
        return Left(source=record.source, fate=Fate.TOO_LARGE, detail=f"{body:,} bytes")
    return arrival_of(record, place, body, taken_at)


def arrival_of(record: Record, place: Location, body: bytes, taken_at: datetime) -> Arrival:
    """The capture that a record is, at the place where it stood."""
    again = record.suffix == TEXT and record.occasion is Occasion.UPGRADE
    headers = (("content-type", FORMS[record.suffix]), *record.trailers, *([EXTRACTED_AGAIN] if again else []))
    capture = Capture(
        original=place.original,
        timestamp=record.moment,
        statuscode=200,
        digest=sha256(body),
        rendition=_rendition(record, place),
    )
    return Arrival(
        capture=capture,
        holding=Holding(holder=HOLDER, memento=record.source, headers=headers, taken_at=taken_at),
        body=body,
        mimetype=FORMS[record.suffix].partition(";")[0],
        source=record.source,
        again=again,
    )


def _rendition(record: Record, place: Location) -> Rendition:
    """A newer snapshot says how it was fetched; of older ones the declarations know what was asked for."""
    if record.suffix == TEXT:
        return Rendition.TEXT
    fetched = record.said("x-fetcher")
    browser = fetched == _BY_A_BROWSER if fetched else place.rendition is Rendition.BROWSER
    return Rendition.BROWSER if browser and record.suffix != ".pdf" else Rendition.PLAIN


def place_of(record: Record, catalog: Catalog) -> Location | None:
    """Where it stood, if anything declared covers that.

    A text of no single page stands at the address that is declared first for it.
    """
    said = record.said(WHERE)
    if record.suffix != TEXT and said and not original_fault(said):
        return Location(original=said) if catalog.covering(said, record.moment) else None
    timeline = catalog.find(timeline_of(record.service, record.terms, record.document))
    if timeline is None:
        return None
    places = [place for place in timeline.locations if place.covers(place.original, record.moment)]
    texts = [place for place in places if not place.can_be_asked]
    pages = [place for place in places if place.can_be_asked]
    found = (texts or pages[-1:]) if record.suffix == TEXT else pages[-1:]
    return found[0] if found else None
