"""How is a policy's move written into its declaration?

A further location is appended, an earlier one put first, with the evidence as comments above it; the former one, if it
was open, gets a line with the date until which it counts. Nothing else is touched. The text is read before it is
written: unless it declares exactly what it did and the move, the file stays as it is.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from catalog.forms import original_fault, overlap
from catalog.loading import file_text
from catalog.problems import Problem, shown
from catalog.reading import read
from catalog.writing import replace_text, table_text, toml_date
from model import Location, Timeline, TimelineId

_ORIGINAL = re.compile(r"\s*original\s*=")


def move(
    folder: Path,
    timeline: Timeline,
    place: Location,
    *,
    left: int | None,
    until: datetime | None,
    because: Sequence[str],
    earlier: bool = False,
) -> Problem | None:
    """Declares a further location of a timeline; the location with the position `left` ends at `until`, if it was open.

    An `earlier` one is put before the others: where several cover a time, the one declared later speaks.
    Returns what stood in the way, with the table to be added by hand. No file is changed then.
    """
    path = folder / f"{timeline.id.organisation}.toml"
    table = table_text(timeline.id, place, because)
    try:
        return _move(path, timeline, place, table, left, until, earlier=earlier)
    except (OSError, ValueError) as error:
        return _by_hand(path, table, str(error))


def _move(
    path: Path,
    timeline: Timeline,
    place: Location,
    table: str,
    left: int | None,
    until: datetime | None,
    *,
    earlier: bool,
) -> Problem | None:
    if fault := original_fault(place.original):
        return _by_hand(path, table, f"{shown(place.original)}, expected {fault}")
    if any(one.key == place.key and overlap(one, place) for one in timeline.locations):
        return _by_hand(path, table, f"{place.original} is declared at that time")
    before = file_text(path)
    declared = _declared(path, before)
    if declared.get(timeline.id) != timeline:
        return _by_hand(path, table, "the file changed meanwhile, or has a fault")
    text, wanted = before, [*timeline.locations, place]
    if left is not None and until is not None and wanted[left].until is None:
        text, wanted[left] = _closed(before, timeline.id, left, until), replace(wanted[left], until=until)
    newline = "\r\n" if "\r\n" in text else "\n"
    table = table.replace("\n", newline)
    if earlier:
        text, wanted = _before(text, timeline.id, table, newline), [*wanted[-1:], *wanted[:-1]]
    else:
        text += ("" if text.endswith("\n") else newline) + newline + table
    if _declared(path, text) != {**declared, timeline.id: replace(timeline, locations=tuple(wanted))}:
        return _by_hand(path, table, "its tables are written otherwise")
    replace_text(path, before, text)
    return None


def _declared(path: Path, text: str) -> dict[TimelineId, Timeline]:
    """What a text declares; nothing if it has a fault."""
    policies, _ = read(text, file=str(path), organisation=path.stem)
    return {one.id: one for policy in policies for one in policy.timelines}


def _before(text: str, name: TimelineId, table: str, newline: str) -> str:
    """The text with a table above the first location, which keeps the comments right above it."""
    lines = text.splitlines(keepends=True)
    at = next((n for n, line in enumerate(lines) if _heads(line, name)), None)
    if at is None:
        raise ValueError("its locations are not written as tables")
    while at and lines[at - 1].lstrip().startswith("#"):
        at -= 1
    return "".join([*lines[:at], table, newline, *lines[at:]])


def _closed(text: str, name: TimelineId, position: int, until: datetime) -> str:
    """The text with an end below the original of one location. Raises ValueError where that is no table of its own."""
    lines = text.splitlines(keepends=True)
    starts = [n for n, line in enumerate(lines) if _heads(line, name)]
    if position >= len(starts):
        raise ValueError("its locations are not written as tables")
    start = starts[position]
    at = next((n for n in _body(lines, start) if _ORIGINAL.match(lines[n])), start)
    end = "\r\n" if lines[at].endswith("\r\n") else "\n"
    lines[at] = lines[at].rstrip("\r\n") + end
    return "".join([*lines[: at + 1], f"until = {toml_date(until)}{end}", *lines[at + 1 :]])


def _body(lines: Sequence[str], start: int) -> Iterator[int]:
    """The lines of the table that begins there."""
    for n in range(start + 1, len(lines)):
        if lines[n].lstrip().startswith("["):
            return
        yield n


def _heads(line: str, name: TimelineId) -> bool:
    """Whether a line begins a location of that timeline."""
    way = [name.kind, *(["documents", name.document] if name.document else [])]
    way += ["editions", name.edition] if name.edition else []
    parts = (
        rf"(?:{re.escape(part)}|{re.escape(json.dumps(part))}|'{re.escape(part)}')" for part in [*way, "locations"]
    )
    dotted = r"\s*\.\s*".join(parts)
    return re.match(rf"\s*\[\[\s*{dotted}\s*\]\]", line) is not None


def _by_hand(path: Path, table: str, why: str) -> Problem:
    return Problem(file=str(path), key="", found=why, expected=f"the move to be declared by hand:\n{table}")
