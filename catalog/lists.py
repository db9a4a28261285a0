"""How are thousands of originals declared at once, from a list that somebody else made?

Three forms are read: CSV with a header (commas, semicolons or tabs), JSON Lines, and one bare address
a line, where empty lines, lines that begin with #, and what stands behind white space and # are passed over.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from catalog.adding import Added, Wish, add_wishes
from catalog.forms import DATE_FORM, instant
from catalog.problems import Problem, kind_fault, meant, shown

_NAMES = ("organisation", "kind", "document", "edition")
_DATES = ("since", "until")
_COLUMNS = ("original", *_NAMES, *_DATES)
_LARGEST = 100_000_000  # bytes of a list; about a million lines
_COMMENT = re.compile(r"(?:^|(?<=\s))#.*")


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedMany:
    """What became of a list, in its order: lines that could be taken, and a problem for each that could not.

    `hosts` are lines that name a host and no page, as the list's reader tells them apart; nothing was done with them.
    """

    added: tuple[Added, ...]
    problems: tuple[Problem, ...]
    hosts: tuple[Wish, ...] = ()

    @property
    def created(self) -> int:
        """How many locations are new; the others were declared before."""
        return sum(one.created for one in self.added)


@dataclass(frozen=True, slots=True)
class _Unfit:
    """What was found where something else was expected."""

    found: str
    expected: str


_Row = Mapping[str, object]
_Rows = Iterator[tuple[int, _Row | _Unfit]]
"""Line numbers, from 1, with what stands there; 0 speaks of the list as a whole."""


def add_many(
    folder: Path,
    source: Path,
    *,
    is_host: Callable[[str], bool] = lambda _: False,
    kinds: Sequence[str] = (),
    dry: bool = False,
) -> AddedMany:
    """Declares every original of a list. A bad line is a problem, the others are added; hosts are given back.

    Columns, and keys of a line of JSON: original (or url), and if need be organisation, kind, document,
    edition, since, until; what is empty is guessed. A header with an unknown column stops the whole list,
    since a misspelt one would put every line in a wrong place. `kinds` are those that can be wanted of a host; a
    page's is a name like any. `dry` tells what would be declared, and writes nothing.
    """
    file = str(source)
    rows = [(_key(line), _fit(_wish(row), is_host, kinds)) for line, row in _rows(_text(source))]
    named = [isinstance(item, Wish) and is_host(item.original) for _, item in rows]
    hosts = [item for (_, item), host in zip(rows, named, strict=True) if host and isinstance(item, Wish)]
    items = [row for row, host in zip(rows, named, strict=True) if not host]
    wishes = [(wish, file, key) for key, wish in items if isinstance(wish, Wish)]
    answers = iter(add_wishes(folder, wishes, dry=dry))
    settled = [
        Problem(file=file, key=key, found=item.found, expected=item.expected)
        if isinstance(item, _Unfit)
        else next(answers)
        for key, item in items
    ]
    return AddedMany(
        added=tuple(answer for answer in settled if isinstance(answer, Added)),
        problems=tuple(answer for answer in settled if isinstance(answer, Problem)),
        hosts=tuple(hosts),
    )


def _key(line: int) -> str:
    return f"line {line}" if line else ""


def _text(source: Path) -> str | _Unfit:
    try:
        if source.stat().st_size > _LARGEST:
            return _Unfit("a larger file", f"at most {_LARGEST:,} bytes; split the list")
        return source.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        return _Unfit(f"no text ({error})", "a list in UTF-8: CSV with a header, JSON Lines, or one address a line")


def _rows(text: str | _Unfit) -> _Rows:
    """The rows, by the form that the first line shows."""
    if isinstance(text, _Unfit):
        return iter([(0, text)])
    head = text.lstrip().partition("\n")[0]
    if head.startswith("{"):
        return _json_rows(text)
    delimiter = max(",;\t", key=head.count)
    columns = [cell.strip(' "\r').lower() for cell in head.split(delimiter)]
    if {"original", "url"} & set(columns):
        return _csv_rows(text, delimiter)
    return _bare_rows(text)


def _bare_rows(text: str) -> _Rows:
    for line, original in enumerate(text.split("\n"), 1):
        if said := _COMMENT.sub("", original).strip():
            yield line, {"original": said}


def _json_rows(text: str) -> _Rows:
    for line, raw in enumerate(text.split("\n"), 1):  # not splitlines: JSON may hold U+2028 as it is
        if not raw.strip():
            continue
        try:
            row = json.loads(raw)
        except (ValueError, RecursionError) as error:
            yield line, _Unfit(f"no JSON ({error})", 'an object like {"original": "https://acme.example/privacy"}')
            continue
        fits = isinstance(row, dict)
        yield line, row if fits else _Unfit(shown(row), 'an object like {"original": "https://acme.example/privacy"}')


def _csv_rows(text: str, delimiter: str) -> _Rows:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    columns: list[str] = []
    try:
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if columns:
                yield reader.line_num, _csv_row(columns, cells)
                continue
            columns = [cell.strip().lower() for cell in cells]
            if fault := _unknown(columns):
                yield reader.line_num, fault
                return
    except csv.Error as error:  # a cell of more than 131,072 characters: most often a quote that never ends
        yield reader.line_num, _Unfit(f"no CSV ({error})", "quotes that end; the lines after it were not read")


def _csv_row(columns: list[str], cells: list[str]) -> _Row | _Unfit:
    if len(cells) > len(columns):
        return _Unfit(f"{len(cells)} cells", f"at most {len(columns)}, as in the header")
    return dict(zip(columns, cells, strict=False))


def _unknown(columns: list[str]) -> _Unfit | None:
    for position, column in enumerate(columns):
        if column not in (*_COLUMNS, "url"):
            return _Unfit(f"the column {shown(column)}", f"one of {', '.join(_COLUMNS)}{meant(column, _COLUMNS)}")
        if column in columns[:position]:
            return _Unfit(f"the column {shown(column)} twice", "each column once")
    return None


def _wish(row: _Row | _Unfit) -> Wish | _Unfit:
    if isinstance(row, _Unfit):
        return row
    if fault := _unknown(list(row)):
        return fault
    if wrong := [cell for cell in row.values() if not isinstance(cell, str | None)]:
        return _Unfit(shown(wrong[0]), "texts only")
    given = {column: str(cell).strip() or None for column, cell in row.items() if cell is not None}
    since, until = (_moment(given.get(column)) for column in _DATES)
    if isinstance(since, _Unfit):
        return since
    if isinstance(until, _Unfit):
        return until
    return Wish(
        original=given.get("original") or given.get("url") or "",
        organisation=given.get("organisation"),
        kind=given.get("kind"),
        document=given.get("document"),
        edition=given.get("edition"),
        since=since,
        until=until,
    )


def _fit(item: Wish | _Unfit, is_host: Callable[[str], bool], kinds: Sequence[str]) -> Wish | _Unfit:
    """What a row wants, unless it wants of a host what nobody can look for there."""
    if isinstance(item, Wish) and item.kind and is_host(item.original) and (fault := kind_fault(item.kind, kinds)):
        return _Unfit(*fault)
    return item


def _moment(text: str | None) -> datetime | _Unfit | None:
    if not text:
        return None
    try:
        moment = instant(datetime.fromisoformat(text))
    except ValueError:
        moment = None
    return moment or _Unfit(shown(text), DATE_FORM)
