"""How does an export have its place once it is whole, and take only a place that is its own?"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from exchange.columns import UnreadableFileError

MANIFEST = "clausewatch.json"
"""The file by which a folder is known for one of ours, and of what form it is."""

_EDITION = 1
_LARGEST = 1_000_000  # bytes of a manifest


class NotOursError(FileExistsError):
    """What lies at a place was not made by such an export, and stays."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a folder says of itself: its form, and how many rows or lines each file has."""

    form: str
    rows: Mapping[str, int]


@contextmanager
def folder_made(to: Path, form: str) -> Iterator[Path]:
    """A folder to write into, which takes the place of `to` when all went well; else nothing is left of it.

    Raises NotOursError when something else lies there.
    """
    _check_place(to, form)
    to.parent.mkdir(parents=True, exist_ok=True)
    part, old = (to.with_name(f".{to.name}.{word}") for word in ("part", "old"))
    for left in (part, old):  # by a process that was killed
        shutil.rmtree(left, ignore_errors=True)
    part.mkdir()
    try:
        yield part
        if to.exists():
            to.replace(old)
        part.replace(to)
        shutil.rmtree(old, ignore_errors=True)
    finally:
        shutil.rmtree(part, ignore_errors=True)


@contextmanager
def file_made(to: Path) -> Iterator[Path]:
    """A file to write, which takes the place of `to` when all went well; else nothing is left of it."""
    to.parent.mkdir(parents=True, exist_ok=True)
    part = to.with_name(f".{to.name}.part")
    try:
        yield part
        with part.open("rb") as file:
            os.fsync(file.fileno())
        part.replace(to)
    finally:
        part.unlink(missing_ok=True)


def write_manifest(folder: Path, form: str, rows: Mapping[str, int]) -> None:
    """Says what the folder is. It comes last: a folder without one is not whole."""
    said = {"clausewatch": "export", "form": form, "edition": _EDITION, "rows": dict(sorted(rows.items()))}
    (folder / MANIFEST).write_text(json.dumps(said, indent=1) + "\n", encoding="utf-8")


def manifest_of(folder: Path) -> Manifest | None:
    """What the folder says of itself; None where it says nothing. Raises UnreadableFileError when it says it badly."""
    path = folder / MANIFEST
    if not path.is_file():
        return None
    try:
        with path.open("rb") as file:
            said: Any = json.loads(file.read(_LARGEST))
        if said["clausewatch"] == "export" and said["edition"] == _EDITION:
            return Manifest(
                form=str(said["form"]), rows={str(name): int(count) for name, count in said["rows"].items()}
            )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise UnreadableFileError(f"{path}: not what an export says of itself: {str(error)[:100]}") from error
    raise UnreadableFileError(f"{path}: of edition {said['edition']!r}, expected {_EDITION}; use a newer clausewatch")


def _check_place(to: Path, form: str) -> None:
    if not to.exists():
        return
    if not to.is_dir():
        raise NotOursError(f"{to} is a file, expected a folder that is not there yet, or an earlier export as {form}")
    found = manifest_of(to)
    if found is None and any(to.iterdir()):
        raise NotOursError(f"{to} holds something else; name a folder that is not there yet")
    if found is not None and found.form != form:
        raise NotOursError(f"{to} is an export as {found.form}, not as {form}; name another folder")
