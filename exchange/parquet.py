"""How do rows become a Parquet file, and such a file rows?

Equal rows make equal bytes: groups of rows end where their rows say so, and nothing tells when the file was made. (The
footer names the library, so another release of it makes other bytes of the same rows.) Both ways no more than one group
is in memory. It takes long to load; import it where it is needed.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Any

import pyarrow
from pyarrow import parquet

from exchange.columns import Column, ColumnKind, Row, UnreadableFileError, Value, misfit

_ROWS, _BYTES = 65_536, 16_000_000  # of a group, whichever is full first
_AT_ONCE, _AT_ONCE_OF_BYTES = 4_096, 16  # rows unpacked together; of tables with bodies, which have 20 MB each at most
_LARGEST_GROUP = 256_000_000  # bytes unpacked, of a file that others may have written
_LONGEST_FOOTER = 16_000_000
_LEVEL = 3
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_ARROW = {
    ColumnKind.TEXT: pyarrow.string(),
    ColumnKind.WHOLE: pyarrow.int64(),
    ColumnKind.REAL: pyarrow.float64(),
    ColumnKind.TRUTH: pyarrow.bool_(),
    ColumnKind.BYTES: pyarrow.binary(),
    ColumnKind.MOMENT: pyarrow.timestamp("us", tz="UTC"),
}


def write_parquet(
    path: Path, columns: Sequence[Column], rows: Iterable[Row], notes: Mapping[str, str] | None = None
) -> int:
    """Writes all rows and says how many they were; the file has its name only once it is whole.

    `notes` lie beside the rows, by name. Raises ValueError when a row is not one of these columns.
    """
    with ParquetWriter(path, columns, notes) as writer:
        for row in rows:
            writer.add(row)
    return writer.rows


class ParquetWriter:
    """A file to which rows are given one at a time. As a context it is whole at the end, or not there."""

    def __init__(self, path: Path, columns: Sequence[Column], notes: Mapping[str, str] | None = None) -> None:
        self.rows = 0
        self._path, self._part = path, path.with_name(path.name + ".part")
        self._columns = tuple(columns)
        self._schema = _schema(columns)
        self._notes = dict(sorted((notes or {}).items()))
        self._group: list[Row] = []
        self._size = 0
        self._file = self._part.open("wb")
        self._writer = parquet.ParquetWriter(
            self._file,
            self._schema,
            compression="zstd",
            compression_level=_LEVEL,
            use_dictionary=[column.name for column in columns if column.kind is ColumnKind.TEXT],
            write_statistics=[column.name for column in columns if column.kind is not ColumnKind.BYTES],
            store_schema=False,
            write_page_checksum=True,
        )

    def add(self, row: Row) -> None:
        """Takes one row. Raises ValueError when it is not one of these columns."""
        if wrong := misfit(self._columns, row):
            raise ValueError(f"row {self.rows + 1} of {self._path.name}: {wrong}")
        self._group.append(row)
        self.rows += 1
        self._size += sum(len(value) if isinstance(value, (str, bytes)) else 8 for value in row)
        if len(self._group) >= _ROWS or self._size >= _BYTES:
            self._write_group()

    def close(self) -> None:
        """Writes what is left, and gives the file its name."""
        if self._group:
            self._write_group()
        self._writer.add_key_value_metadata(self._notes)
        self._writer.close()
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        self._part.replace(self._path)

    def give_up(self) -> None:
        """Leaves nothing, and what had the file's name as it was."""
        self._writer.close()
        self._file.close()
        self._part.unlink(missing_ok=True)

    def __enter__(self) -> ParquetWriter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                self.close()
        finally:
            if not self._file.closed:
                self.give_up()

    def _write_group(self) -> None:
        by_column = zip(*self._group, strict=True)
        arrays = [_array(column, values) for column, values in zip(self._columns, by_column, strict=True)]
        table = pyarrow.Table.from_arrays(arrays, schema=self._schema)
        self._writer.write_table(table, row_group_size=len(self._group))
        self._group, self._size = [], 0


def read_parquet(path: Path, columns: Sequence[Column]) -> Iterator[Row]:
    """Its rows, in order. Raises UnreadableFileError when it is no such table, or damaged.

    A column that is not asked for is passed over; one that is missing, or of another kind, is an error.
    """
    with path.open("rb") as raw, _opened(path, raw) as file:
        _check(path, file, columns)
        at_once = _AT_ONCE_OF_BYTES if any(column.kind is ColumnKind.BYTES for column in columns) else _AT_ONCE
        names = [column.name for column in columns]
        seen = 0
        batches = file.iter_batches(at_once, columns=names, use_threads=False)
        while True:
            try:
                batch = next(batches, None)
                rows = _rows(batch, columns) if batch is not None else []
            except (pyarrow.ArrowException, OSError, ValueError, OverflowError) as error:
                raise UnreadableFileError(f"{path}: damaged behind row {seen}: {_short(error)}") from error
            if batch is None:
                _check_count(path, seen, file.metadata.num_rows)
                return
            for row in rows:
                seen += 1
                if wrong := misfit(columns, row):
                    raise UnreadableFileError(f"{path}: row {seen}: {wrong}")
                yield row


def parquet_notes(path: Path) -> dict[str, str]:
    """What lies beside the rows. Raises as `read_parquet` does."""
    with path.open("rb") as raw, _opened(path, raw) as file:
        found = file.metadata.metadata or {}
        return {name.decode("utf-8", "replace"): said.decode("utf-8", "replace") for name, said in found.items()}


def _schema(columns: Sequence[Column]) -> Any:
    fields = [pyarrow.field(column.name, _ARROW[column.kind], nullable=column.optional) for column in columns]
    return pyarrow.schema(fields)


def _array(column: Column, values: Sequence[Value]) -> Any:
    given: Sequence[Any] = values
    if column.kind is ColumnKind.MOMENT:
        given = [None if value is None else (value - _EPOCH) // _MICROSECOND for value in given]
    try:
        return pyarrow.array(given, _ARROW[column.kind])
    except (pyarrow.ArrowException, UnicodeEncodeError, OverflowError) as error:
        raise ValueError(f"the column {column.name} cannot be written: {_short(error)}") from error


def _opened(path: Path, raw: Any) -> Any:
    raw.seek(0, os.SEEK_END)
    if raw.tell() < 12:
        raise UnreadableFileError(f"{path}: {raw.tell()} bytes, expected a Parquet file")
    raw.seek(-8, os.SEEK_END)
    if int.from_bytes(raw.read(4), "little") > _LONGEST_FOOTER:
        raise UnreadableFileError(f"{path}: no Parquet file, or its footer is longer than {_LONGEST_FOOTER:,} bytes")
    raw.seek(0)
    try:
        return parquet.ParquetFile(
            raw, pre_buffer=False, page_checksum_verification=True, arrow_extensions_enabled=False
        )
    except (pyarrow.ArrowException, OSError, ValueError) as error:
        raise UnreadableFileError(f"{path}: not readable as Parquet: {_short(error)}") from error


def _check(path: Path, file: Any, columns: Sequence[Column]) -> None:
    found = file.schema_arrow
    for column in columns:
        at = found.get_field_index(column.name)
        if at < 0:
            raise UnreadableFileError(f"{path}: no column {column.name} among {', '.join(found.names)[:300]}")
        if found.field(at).type != _ARROW[column.kind]:
            raise UnreadableFileError(f"{path}: {column.name} is {found.field(at).type}, expected a {column.kind}")
    for number in range(file.metadata.num_row_groups):
        size = file.metadata.row_group(number).total_byte_size
        if size > _LARGEST_GROUP:
            raise UnreadableFileError(
                f"{path}: {size:,} bytes in row group {number}, expected {_LARGEST_GROUP:,} at most; write it anew"
                " with smaller groups"
            )


def _check_count(path: Path, seen: int, expected: int) -> None:
    if seen != expected:
        raise UnreadableFileError(f"{path}: damaged: {seen} rows are there, its footer tells of {expected}")


def _rows(batch: Any, columns: Sequence[Column]) -> list[Row]:
    by_column = [_values(batch.column(at), column) for at, column in enumerate(columns)]
    return list(zip(*by_column, strict=True))


def _values(array: Any, column: Column) -> list[Value]:
    if column.kind is not ColumnKind.MOMENT:
        return list(array.to_pylist())
    counted = array.cast(pyarrow.int64()).to_pylist()
    return [None if value is None else _EPOCH + value * _MICROSECOND for value in counted]


def _short(error: Exception) -> str:
    return " ".join(str(error).split())[:200]
