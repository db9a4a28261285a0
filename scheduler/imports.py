"""How does what lies on disk come in: texts that somebody extracted, WARC files, what other archives keep?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pipeline
from catalog import Catalog
from crawler.clerk import sighting_of_row
from crawler.warc import Damage, Record, records
from exchange import (
    Account,
    Arrival,
    Fate,
    Layout,
    Left,
    NoProvenanceError,
    TextFile,
    UnreadableFileError,
    arrivals,
    form_of,
    layout_of,
    read_export,
    text_file,
    warcs_in,
)
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
    taken, refused = _Taken(), list[str]()
    original, timestamp = stated or (None, None)
    for path in paths:
        if stopped():
            break
        try:
            if form_of(path):
                back = read_export(store, path, stopped)
                taken.captures += back.new.get("capture", 0)
                refused += back.wrong
                continue
            layout = layout_of(path)
            if layout is Layout.TEXT:
                text = text_file(path, taken_at, original=original, timestamp=timestamp)
                taken.texts += import_text(store, catalog, text)
            elif layout in (Layout.WARC, Layout.WARCS):
                files = [path] if layout is Layout.WARC else warcs_in(path)
                found = [import_warc(store, catalog, file, taken_at, stopped) for file in files]
                taken.captures += sum(one.captures for one in found)
                refused += [damage for one in found for damage in one.damages]
            elif layout is not Layout.DECLARATIONS:  # these the command declared itself
                account = import_records(store, catalog, path, layout, taken_at, stopped)
                taken.captures += account.counts[Fate.TAKEN] + account.counts[Fate.AGAIN]
        except (NoProvenanceError, UnreadableFileError, OSError) as error:
            refused.append(str(error))
    return f"{taken.texts} texts and {taken.captures} captures taken in", refused


@dataclass(slots=True)
class _Taken:
    texts: int = 0
    captures: int = 0


def import_records(
    store: Store,
    catalog: Catalog,
    path: Path,
    layout: Layout,
    taken_at: datetime,
    stopped: Callable[[], bool] = lambda: False,
    step: Callable[[int], None] = lambda _: None,
) -> Account:
    """Takes in what another archive keeps; what became of every record of it.

    Nothing is read here: deriving reads what is new. `step` is told how many commits or files were gone through.
    Ends between two batches once it is `stopped`. Raises UnreadableFileError, OSError.
    """
    account = Account()
    batch: list[Arrival] = []
    size = 0
    for number, (_, found) in enumerate(arrivals(path, layout, catalog, taken_at), start=1):
        for one in found:
            if isinstance(one, Left):
                account.leave(one)
            elif not catalog.covering(one.capture.original, one.capture.timestamp):
                account.leave(Left(source=one.source, fate=Fate.UNDECLARED, detail=one.capture.original))
            else:
                batch.append(one)
                size += len(one.body)
        if len(batch) >= _BATCH or size >= _BATCH_BYTES:
            _keep_arrivals(store, batch, account)
            batch, size = [], 0
            step(number)
            if stopped():
                return account
    _keep_arrivals(store, batch, account)
    return account


def _keep_arrivals(store: Store, batch: Iterable[Arrival], account: Account) -> None:
    with store.writing():
        for one in batch:
            if store.facts.is_kept(one.capture, one.holding):
                account.counts[Fate.KNOWN] += 1
            else:
                store.facts.keep_capture(one.capture, one.holding, one.body, one.mimetype)
                account.counts[Fate.AGAIN if one.again else Fate.TAKEN] += 1


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


_DOCUMENTS = frozenset({"text/html", "application/xhtml+xml", "application/pdf", "text/plain"})


def documents_in(warc: Path) -> Iterator[tuple[str, datetime]]:
    """Originals and times of the answers in a file that can be documents. Raises OSError."""
    for found in records(warc):
        if isinstance(found, Record) and found.statuscode == 200 and found.mimetype in _DOCUMENTS:
            yield found.original, found.timestamp


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
