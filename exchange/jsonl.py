"""How do facts and conclusions become files of JSON lines, and such files facts again?

A folder with a file for each kind of line, as the store gives them. Bodies stand as base64 in a packed file of their
own, in the order in which captures first name them.
"""

from __future__ import annotations

import base64
import binascii
import gzip
import json
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import IO, Any

from exchange.choosing import Choice, conclusions, facts
from exchange.columns import UnreadableFileError
from exchange.declared import keep_policies
from exchange.folders import MANIFEST, folder_made, manifest_of, write_manifest
from exchange.tables import FACTS, Line
from exchange.taking import Bodies, Given, TakenBack, take_back
from model import Digest
from store import Store

FORM = "jsonl"
_BODY = "body.jsonl.gz"
_LONGEST = 40_000_000  # bytes of a line: a body of 20 MB as base64, and room


def write_lines(store: Store, to: Path, choice: Choice, step: Callable[[], None] = lambda: None) -> int:
    """Writes a folder and says how many lines it has. `step` is called for each of them.

    Raises NotOursError when something else lies there.
    """
    with folder_made(to, FORM) as folder:
        with ExitStack() as stack:
            files = _Files(folder, stack)
            for line in _with_bodies(store, facts(store, choice)):
                files.add(line)
                step()
            for line in conclusions(store, choice):
                files.add(line)
                step()
            rows = files.rows
        keep_policies(folder, choice.policies)
        write_manifest(folder, FORM, rows)
        return sum(rows.values())


def read_lines(store: Store, folder: Path, stopped: Callable[[], bool] = lambda: False) -> TakenBack:
    """Takes the facts of such a folder in. Raises UnreadableFileError when it is none."""
    said = manifest_of(folder)
    if said is None or said.form != FORM:
        raise UnreadableFileError(f"{folder}: no export as {FORM}: expected {MANIFEST} that says so")
    with Bodies(_bodies(folder / _BODY)) as bodies:
        return take_back(store, _given(folder, said.rows), bodies, stopped)


class _Files:
    """A file for each kind of line, made when the first of its kind comes."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self.rows: dict[str, int] = {}
        self._folder, self._stack = folder, stack
        self._files: dict[str, IO[bytes]] = {}

    def add(self, line: Line) -> None:
        name = _BODY if line["is"] == "body" else f"{line['is']}.jsonl"
        if name not in self._files:
            self._files[name] = self._stack.enter_context(_made(self._folder / name))
            self.rows[name] = 0
        self._files[name].write(json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
        self.rows[name] += 1


def _made(path: Path) -> Any:
    # without a name and time, which gzip would write into its head
    return gzip.GzipFile(path, "wb", compresslevel=6, mtime=0) if path.suffix == ".gz" else path.open("wb")


def _with_bodies(store: Store, lines: Iterable[Line]) -> Iterator[Line]:
    for line, body in bodies_with(store, lines):
        if body is not None:
            yield {"is": "body", "digest": line["digest"], "body": base64.b64encode(body).decode()}
        yield line


def bodies_with(store: Store, lines: Iterable[Line]) -> Iterator[tuple[Line, bytes | None]]:
    """Each line, and with the first capture that names it a body, unless it was erased."""
    told: set[bytes] = set()
    for line in lines:
        body = None
        if line["is"] == "capture":
            digest = bytes.fromhex(line["digest"])
            if digest not in told:
                told.add(digest)
                named = Digest(line["digest"])
                body = None if store.facts.is_erased(named) else store.facts.body(named)
        yield line, body


def _given(folder: Path, rows: Any) -> Iterator[Given]:
    for table in FACTS[1:]:
        name = f"{table.name}.jsonl"
        if name not in rows:
            continue
        count = 0
        for one in _lines(folder / name, table.name):
            count += 1
            yield one
        if count != rows[name]:
            yield Given(where=str(folder / name), wrong=f"{count} lines, {MANIFEST} tells of {rows[name]}")


def _lines(path: Path, kind: str) -> Iterator[Given]:
    try:
        with path.open("rb") as file:
            for number, raw in enumerate(_raw_lines(file), 1):
                yield _parsed(f"{path}, line {number}", raw, kind)
    except OSError as error:
        yield Given(where=str(path), wrong=error.strerror or str(error))


def _raw_lines(file: IO[bytes]) -> Iterator[bytes]:
    """Its lines; of one that is too long, the beginning."""
    while line := file.readline(_LONGEST):
        yield line
        while not line.endswith(b"\n") and len(line) == _LONGEST:
            line = file.readline(_LONGEST)


def _parsed(where: str, raw: bytes, kind: str) -> Given:
    try:
        line = json.loads(raw, parse_constant=_refused)
    except (ValueError, RecursionError) as error:
        return Given(where=where, wrong=f"no JSON: {str(error)[:100]}")
    if not isinstance(line, dict) or line.get("is") != kind:
        return Given(where=where, wrong=f'{raw[:60].decode("utf-8", "replace")}: expected {{"is": "{kind}", ...}}')
    return Given(where=where, line=line)


def _refused(constant: str) -> Any:
    raise ValueError(f"{constant} is no JSON")


def _bodies(path: Path) -> Iterator[tuple[Digest, bytes]]:
    """The bodies that can be read. Who misses one says so."""
    if not path.is_file():
        return
    try:
        with gzip.open(path, "rb") as file:
            for raw in _raw_lines(file):  # type: ignore[arg-type]
                one = _parsed("", raw, "body").line or {}
                try:
                    yield Digest(str(one.get("digest"))), base64.b64decode(str(one.get("body", "")), validate=True)
                except (binascii.Error, ValueError):
                    continue
    except (OSError, EOFError, zlib.error):  # what comes behind the damage is missed by the captures that name it
        return
