"""Which captures are the texts of a dataset that Open Terms Archive published as a ZIP file?

It holds each version as `SERVICE/TERMS/YYYY-MM-DDTHH-MM-SSZ.md` and says of none why it was recorded: which texts were
extracted anew the repository of versions tells.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

from catalog import Catalog
from exchange.arrivals import Arrival, Fate, Left
from exchange.ota_records import Occasion, Record
from exchange.ota_repository import MOST_BYTES, TEXT, arrival_of, place_of

_DATED = "%Y-%m-%dT%H-%M-%SZ"


class DatasetError(ValueError):
    """A file that is no ZIP, or a damaged one."""


def is_dataset(path: Path) -> bool:
    """By its name."""
    return path.suffix == ".zip"


def dataset(path: Path, catalog: Catalog, taken_at: datetime) -> Iterator[tuple[str, list[Arrival | Left]]]:
    """For every file in it what became of it, in the order of their names. Raises DatasetError, OSError."""
    try:
        with zipfile.ZipFile(path) as archive:
            for info in sorted(archive.infolist(), key=lambda one: one.filename):
                if not info.is_dir():
                    yield info.filename, [_taken(archive, info, catalog, taken_at)]
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError, EOFError) as error:
        raise DatasetError(f"{path}: no ZIP file that can be read ({error})") from error


def records_in(path: Path) -> Iterator[Record | Left]:
    """What its files are, unread. Raises DatasetError, OSError."""
    try:
        with zipfile.ZipFile(path) as archive:
            yield from (_record(info) for info in archive.infolist() if not info.is_dir())
    except zipfile.BadZipFile as error:
        raise DatasetError(f"{path}: no ZIP file that can be read ({error})") from error


def _taken(archive: zipfile.ZipFile, info: zipfile.ZipInfo, catalog: Catalog, taken_at: datetime) -> Arrival | Left:
    record = _record(info)
    if isinstance(record, Left):
        return record
    place = place_of(record, catalog)
    if place is None:
        return Left(source=info.filename, fate=Fate.UNDECLARED, detail=f"{record.service}, {record.terms}")
    with archive.open(info) as file:
        body = file.read(MOST_BYTES + 1)
    if len(body) > MOST_BYTES:
        return Left(source=info.filename, fate=Fate.TOO_LARGE)
    return arrival_of(record, place, body, taken_at)


def _record(info: zipfile.ZipInfo) -> Record | Left:
    """Some are packed with a folder around everything."""
    path = PurePosixPath(info.filename)
    if len(path.parts) < 3 or path.suffix != TEXT:
        return Left(source=info.filename, fate=Fate.NO_RECORD, detail="expected SERVICE/TERMS/DATE.md")
    try:
        moment = datetime.strptime(path.stem, _DATED).replace(tzinfo=UTC)
    except ValueError:
        return Left(source=info.filename, fate=Fate.NO_DATE, detail="expected YYYY-MM-DDTHH-MM-SSZ.md")
    service, terms = path.parts[-3:-1]
    return Record(
        sha="",
        path=info.filename,
        blob="",
        moment=moment,
        occasion=Occasion.CHANGE,
        service=service,
        terms=terms,
        document="",
        suffix=TEXT,
        trailers=(),
    )
