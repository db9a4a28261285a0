"""How does what lies on disk come in: texts that somebody extracted, and WARC files?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pipeline
from catalog import Catalog
from crawler.clerk import sighting_of_row
from crawler.texts import NoProvenanceError, TextFile, text_file
from crawler.warc import Damage, Record, records
from exchange import UnreadableFileError, form_of, read_export
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


def import_paths(
    store: Store,
    catalog: Catalog,
    paths: Sequence[Path],
    stated: tuple[str, datetime] | None,
    taken_at: datetime,
    stopped: Callable[[], bool] = lambda: False,
) -> tuple[str, list[str]]:
    """Takes in files as an order names them: what came of it, in a sentence, and what was refused, with why.

    Ends between two batches once it is `stopped`; what was taken in stays, and is known when the order is done anew.
    """
    texts, captures, warcs = 0, 0, list[Imported]()
    refused: list[str] = []
    for path in paths:
        original, timestamp = stated or (None, None)
        if stopped():
            break
        try:
            if form_of(path):
                back = read_export(store, path, stopped)
                captures += back.new.get("capture", 0)
                refused += back.wrong
            elif is_warc(path):
                warcs.append(import_warc(store, catalog, path, taken_at, stopped))
            else:
                texts += import_text(store, catalog, text_file(path, taken_at, original=original, timestamp=timestamp))
        except (NoProvenanceError, UnreadableFileError, OSError) as error:
            refused.append(str(error))
    captures += sum(one.captures for one in warcs)
    refused += [damage for one in warcs for damage in one.damages]
    return f"{texts} texts and {captures} captures taken in", refused


def is_warc(path: Path) -> bool:
    """By its name."""
    return path.name.endswith((".warc", ".warc.gz", ".warc.xz"))


def import_text(store: Store, catalog: Catalog, text: TextFile) -> bool:
    """Takes one text in. False when it was known before."""
    before = store.facts.is_kept(text.capture, text.holding)
    pipeline.take_in(store, catalog, text.capture, text.holding, text.body, "text/plain")
    return not before


def import_warc(
    store: Store, catalog: Catalog, path: Path, taken_at: datetime, stopped: Callable[[], bool] = lambda: False
) -> Imported:
    """Takes in every response of the file whose original is declared, as an archive of that name would give it.

    Damaged records are named, the others are taken in; the rest is left once it is `stopped`. Raises OSError when the
    file cannot be read.
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
            if stopped():
                break
    tally.take(store, catalog, batch)
    return tally.imported()


class _Tally:
    def __init__(self, holder: str, taken_at: datetime) -> None:
        self.damages: list[str] = []
        self._holder, self._taken_at = holder, taken_at
        self._captures = self._known = self._undeclared = self._rows = 0

    def take(self, store: Store, catalog: Catalog, batch: list[Record | IndexRow]) -> None:
        fresh: list[tuple[Capture, bytes]] = []
        with store.writing():
            for found in batch:
                if not catalog.covering(found.original, found.timestamp):
                    self._undeclared += 1
                elif isinstance(found, IndexRow):
                    self._rows += store.facts.keep_sightings([sighting_of_row(found, self._holder, self._taken_at)])
                else:
                    fresh += self._keep(store, found)
        for capture, body in fresh:
            pipeline.read_in(store, catalog, capture, body)

    def _keep(self, store: Store, record: Record) -> list[tuple[Capture, bytes]]:
        """What is to be read then; nothing of what was known."""
        capture, holding = captured(record, self._holder, self._taken_at)
        if store.facts.is_kept(capture, holding):
            self._known += 1
            return []
        store.facts.keep_capture(capture, holding, record.body, record.mimetype)
        self._captures += 1
        return [(capture, record.body)]

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
