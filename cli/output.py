"""How does an answer leave the program: for a person, for a program, for a spreadsheet?

Texts of policies come from strangers. Whatever they hold, on a terminal it is text: control characters
never reach one, and no markup is read in what is printed.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from rich.console import Console

from cli.exits import RefusalError

T = TypeVar("T")

console = Console(highlight=False, markup=False, emoji=False)
"""For answers to a person. Reads no markup in what it prints."""

errors = Console(stderr=True, highlight=False, markup=False, emoji=False)
"""For progress, so that answers can be piped."""

# C0 but for line breaks, DEL and C1 (a terminal takes U+009B for the start of a sequence), line and paragraph
# separators, what turns the direction of all text behind it, and halves of characters, which no output can encode.
_UNSAFE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_SPACES = "\t\x0b\x0c\r\x85\u2028\u2029"
_FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def harmless(value: T) -> T:
    r"""The value with nothing in its texts that a terminal would act on, however deep they are.

    >>> harmless({"title": "Privacy\x1b[2J", "dates": ["2018\t2019"]})
    {'title': 'Privacy[2J', 'dates': ['2018 2019']}
    """
    return _harmless(value)  # type: ignore[no-any-return]


def _harmless(value: Any) -> Any:
    match value:
        case str():
            return _UNSAFE.sub(lambda match: " " if match.group() in _SPACES else "", value)
        case list() | tuple():
            return [_harmless(item) for item in value]
        case dict():
            return {name: _harmless(item) for name, item in value.items()}
        case _:
            return value


def as_json(value: Any) -> None:
    """One value, complete: what a terminal would act on is written as an escape, so nothing is lost."""
    sys.stdout.write(_escaped(json.dumps(value, ensure_ascii=not _unicode(), indent=2)) + "\n")


def as_line(value: Any) -> None:
    sys.stdout.write(_escaped(json.dumps(value, ensure_ascii=not _unicode(), separators=(",", ":"))) + "\n")


def _unicode() -> bool:
    return (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"


def _escaped(document: str) -> str:
    return _UNSAFE.sub(lambda match: f"\\u{ord(match.group()):04x}", document)


def as_csv(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> None:
    """Rows of plain values. A cell that a spreadsheet would run as a formula is made text."""
    writer = csv.DictWriter(sys.stdout, columns, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({name: _cell(row.get(name)) for name in columns})


def _cell(value: Any) -> Any:
    if isinstance(value, list | tuple):
        value = ", ".join(str(item) for item in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    value = harmless(value)
    return f"'{value}" if isinstance(value, str) and value.lstrip().startswith(_FORMULA) else value


def as_file(page: str, file: Path) -> None:
    """A whole document into a file, or to standard output where that is `-`; an older file gives way."""
    if str(file) == "-":
        sys.stdout.write(page if _unicode() else page.encode("ascii", "xmlcharrefreplace").decode("ascii"))
        return
    try:
        file.write_text(page, encoding="utf-8")
    except OSError as error:
        raise RefusalError(f"{file}: {error.strerror or error}") from None


def plain(text: str) -> None:
    """Lines of our own making, in which names and addresses may be strangers'."""
    sys.stdout.write(harmless(text).rstrip("\n") + "\n")
