"""How does a table come into a file without harm to what stands in it?

It is appended; what stands there is not touched, so comments and layout stay. The new text is read
before it is written, written beside the file and renamed over it.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from catalog.loading import file_text
from catalog.problems import Problem
from catalog.reading import read
from model import Filter, Location, Range, TimelineId

_LONGEST_COMMENT = 300
_UNFIT = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A text to append, for the wish at this position among all; file and key name the wish in a problem."""

    position: int
    text: str
    file: str
    key: str


def table_text(name: TimelineId, place: Location, note: Iterable[str] = ()) -> str:
    """The table that declares a location, as a person would write it; the lines of a note above it as comments."""
    way = [name.kind]
    way += ["documents", name.document] if name.document else []
    way += ["editions", name.edition] if name.edition else []
    header = ".".join(json.dumps(part) if "." in part else part for part in [*way, "locations"])
    dates = [(key, moment) for key, moment in (("since", place.since), ("until", place.until)) if moment]
    lines = [*map(_comment, note), f"[[{header}]]", f"original = {_toml_text(place.original)}"]
    lines += [f"{key} = {toml_date(moment)}" for key, moment in dates]
    if place.select:
        lines.append(f"select = {_selectors(place.select)}")
    if place.remove:
        lines.append(f"remove = {_selectors(place.remove)}")
    if place.filters:
        lines.append(f"filters = [{', '.join(map(_filter, place.filters))}]")
    if place.rendition is not None:
        lines.append(f"rendition = {_toml_text(place.rendition.value)}")
    return "\n".join(lines) + "\n"


def _toml_text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _comment(line: str) -> str:
    """Strangers' words may be in it: one line, and nothing that TOML forbids in a comment."""
    return f"# {' '.join(_UNFIT.sub(' ', line).split())[:_LONGEST_COMMENT]}"


def _selectors(select: Sequence[str | Range]) -> str:
    parts = [_toml_text(one) if isinstance(one, str) else _range(one) for one in select]
    return parts[0] if len(parts) == 1 else f"[{', '.join(parts)}]"


def _range(one: Range) -> str:
    ends = ("start_before", "start_after", "end_before", "end_after")
    return "{" + ", ".join(f"{end} = {_toml_text(getattr(one, end))}" for end in ends if getattr(one, end)) + "}"


def _filter(one: Filter) -> str:
    name = one.name.value
    return f"{{{name} = [{', '.join(map(_toml_text, one.params))}]}}" if one.params else _toml_text(name)


def toml_date(moment: datetime) -> str:
    """An instant as TOML writes it; a midnight as a bare date."""
    midnight = (moment.hour, moment.minute, moment.second) == (0, 0, 0)
    return moment.date().isoformat() if midnight else f"{moment.replace(tzinfo=None).isoformat()}Z"


def append(path: Path, organisation: str, tables: list[Table], title: str = "") -> dict[int, Problem]:
    """Appends to one file all tables together; if that does not load, those that do, one after the other.

    `title` is the name that a new file gives its organisation. Returns what was refused, by position. A file whose
    tables are written inline (`locations = [...]`) takes no further ones: TOML forbids it.
    """
    try:
        before = file_text(path) if path.exists() else None
    except (OSError, ValueError) as error:
        return {table.position: _refusal(table, path, str(error)) for table in tables}
    start = f"name = {_toml_text(title or organisation)}\n" if before is None else before
    text = _grown(start, tables)
    refused: dict[int, Problem] = {}
    if read(text, file=str(path), organisation=organisation)[1]:
        text = start
        for table in tables:
            longer = _grown(text, [table])
            _, problems = read(longer, file=str(path), organisation=organisation)
            if problems:
                refused[table.position] = _refusal(table, path, str(problems[0]))
            else:
                text = longer
    if len(refused) < len(tables):
        replace_text(path, before, text)
    return refused


def _refusal(table: Table, path: Path, why: str) -> Problem:
    found = f"that {path} would not load with it ({why})"
    return Problem(file=table.file, key=table.key, found=found, expected=f"to be added by hand:\n{table.text}")


def _grown(text: str, tables: Iterable[Table]) -> str:
    """The text with the tables after it, an empty line before each, in the line ends that it has."""
    newline = "\r\n" if "\r\n" in text else "\n"
    if text and not text.endswith("\n"):
        text += newline
    return text + "".join(newline + table.text.replace("\n", newline) for table in tables)


def replace_text(path: Path, before: str | None, text: str) -> None:
    """Puts the text in place of the file at once; a crash leaves the old or the new one whole."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.new")
    with beside.open("w", encoding="utf-8", newline="") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    if before is not None:
        beside.chmod(path.stat().st_mode)
    beside.replace(path)
