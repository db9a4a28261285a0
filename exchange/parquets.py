"""How do facts and conclusions become a folder of Parquet files, and such a folder facts again?

A file for each table of `exchange.tables`. Imported by name, for the library takes long to load.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

from exchange.choosing import Choice, conclusions, facts
from exchange.columns import Row, UnreadableFileError
from exchange.declared import keep_policies
from exchange.folders import MANIFEST, Manifest, folder_made, manifest_of, write_manifest
from exchange.jsonl import bodies_with
from exchange.parquet import ParquetWriter, read_parquet
from exchange.tables import FACTS, TABLES, Table, clause_rows, line_of, row_of
from exchange.taking import Bodies, Given, TakenBack, take_back
from model import Digest
from store import Store

FORM = "parquet"


def write_tables(store: Store, to: Path, choice: Choice, step: Callable[[], None] = lambda: None) -> int:
    """Writes a folder and says how many rows it has. `step` is called for each of them.

    Raises NotOursError when something else lies there.
    """
    with folder_made(to, FORM) as folder:
        with ExitStack() as stack:
            files = {
                name: stack.enter_context(ParquetWriter(folder / f"{name}.parquet", table.columns))
                for name, table in TABLES.items()
            }
            for name, row in _rows(store, choice):
                files[name].add(row)
                step()
            rows = {f"{name}.parquet": file.rows for name, file in files.items()}
        keep_policies(folder, choice.policies)
        write_manifest(folder, FORM, rows)
        return sum(rows.values())


def read_tables(store: Store, folder: Path, stopped: Callable[[], bool] = lambda: False) -> TakenBack:
    """Takes the facts of such a folder in. Raises UnreadableFileError when it is none."""
    said = manifest_of(folder)
    if said is None or said.form != FORM:
        raise UnreadableFileError(f"{folder}: no export as {FORM}: expected {MANIFEST} that says so")
    with Bodies(_bodies(folder)) as bodies:
        return take_back(store, _given(folder, said), bodies, stopped)


def _rows(store: Store, choice: Choice) -> Iterator[tuple[str, Row]]:
    for line, body in bodies_with(store, facts(store, choice)):
        if body is not None:
            yield "body", (line["digest"], body)
        yield line["is"], row_of(TABLES[line["is"]], line)
    for line in conclusions(store, choice):
        yield line["is"], row_of(TABLES[line["is"]], line)
        if line["is"] == "version":
            yield from (("clause", row) for row in clause_rows(line))


def _given(folder: Path, said: Manifest) -> Iterator[Given]:
    for table in FACTS[1:]:
        path = folder / f"{table.name}.parquet"
        if path.name in said.rows:
            yield from _of_table(path, table, said.rows[path.name])


def _of_table(path: Path, table: Table, rows: int) -> Iterator[Given]:
    number = 0
    try:
        for number, row in enumerate(read_parquet(path, table.columns), 1):
            yield _line(f"{path}, row {number}", table, row)
    except (UnreadableFileError, OSError) as error:
        yield Given(where=str(path), wrong=str(error))
    else:
        if number != rows:
            yield Given(where=str(path), wrong=f"{number} rows, {MANIFEST} tells of {rows}")


def _line(where: str, table: Table, row: Row) -> Given:
    try:
        return Given(where=where, line=line_of(table, row))
    except (ValueError, RecursionError) as error:
        return Given(where=where, wrong=f"no JSON: {str(error)[:100]}")


def _bodies(folder: Path) -> Iterator[tuple[Digest, bytes]]:
    """The bodies that can be read. Who misses one says so."""
    try:
        for digest, body in read_parquet(folder / "body.parquet", TABLES["body"].columns):
            if isinstance(digest, str) and isinstance(body, bytes):
                yield Digest(digest), body
    except (UnreadableFileError, OSError):  # what comes behind the damage is missed by the captures that name it
        return
