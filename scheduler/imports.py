"""How does what lies on disk come in: texts that somebody extracted, and WARC files?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pipeline
from catalog import Catalog
from crawler.clerk import sighting_of_row
from crawler.texts import TextFile
from crawler.warc import Damage, Record, records
from model import Capture, Holding, IndexRow, sha256
from store import Store

# A transaction takes in so many captures, or so many bytes of them: a killed import loses at most these, and starts
# again without harm.
_BATCH = 100
_BATCH_BYTES = 20_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What became of a file: every record is one of these."""

    captures: int = 0
    known: int = 0  # held already
    undeclared: int = 0  # of originals that no timeline covers
    rows: int = 0  # revisits: sightings without a body
    damages: tuple[str, ...] = ()


def import_text(store: Store, catalog: Catalog, text: TextFile) -> bool:
    """Takes one text in. False when it was known before."""
    with store.writing():
        before = store.facts.is_kept(text.capture, text.holding)
        pipeline.take_in(store, catalog, text.capture, text.holding, text.body, "text/plain")
    return not before


def import_warc(store: Store, catalog: Catalog, path: Path, taken_at: datetime) -> Imported:
    """Takes in every response of the file whose original is declared, as an archive of that name would give it.

    Damaged records are named, the others are taken in. Raises OSError when the file cannot be read.
    """
    tally = _Tally(path.name, taken_at)
    batch: list[Record | IndexRow] = []
    size = 0
    for found in records(path):
        if isinstance(found, Damage):
            tally.damages.append(f"{found.path.name} at byte {found.offset}: {found.reason}")
            continue
        batch.append(found)
        size += len(found.body) if isinstance(found, Record) else 0
        if len(batch) >= _BATCH or size >= _BATCH_BYTES:
            tally.take(store, catalog, batch)
            batch, size = [], 0
    tally.take(store, catalog, batch)
    return tally.imported()


class _Tally:
    def __init__(self, holder: str, taken_at: datetime) -> None:
        self.damages: list[str] = []
        self._holder, self._taken_at = holder, taken_at
        self._captures = self._known = self._undeclared = self._rows = 0

    def take(self, store: Store, catalog: Catalog, batch: list[Record | IndexRow]) -> None:
        with store.writing():
            for found in batch:
                if not catalog.covering(found.original, found.timestamp):
                    self._undeclared += 1
                elif isinstance(found, IndexRow):
                    self._rows += store.facts.keep_sightings([sighting_of_row(found, self._holder, self._taken_at)])
                else:
                    self._capture(store, catalog, found)

    def _capture(self, store: Store, catalog: Catalog, record: Record) -> None:
        capture, holding = captured(record, self._holder, self._taken_at)
        if store.facts.is_kept(capture, holding):
            self._known += 1
            return
        pipeline.take_in(store, catalog, capture, holding, record.body, record.mimetype)
        self._captures += 1

    def imported(self) -> Imported:
        return Imported(
            captures=self._captures,
            known=self._known,
            undeclared=self._undeclared,
            rows=self._rows,
            damages=tuple(self.damages),
        )


def captured(record: Record, holder: str, taken_at: datetime) -> tuple[Capture, Holding]:
    """A record of a WARC file as a capture, held by the file of that name."""
    capture = Capture(
        original=record.original,
        timestamp=record.timestamp,
        statuscode=record.statuscode,
        digest=sha256(record.body),
    )
    holding = Holding(
        holder=holder,
        memento=f"{holder}@{record.offset}",
        archive_digest=record.archive_digest,
        headers=record.headers,
        taken_at=taken_at,
    )
    return capture, holding
