"""How does an answer leave the program: for a person, for a program, for a spreadsheet?"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rich.console import Console

console = Console(highlight=False, markup=False, emoji=False)
"""Strangers' text goes through it, so it reads no markup in what it prints."""

errors = Console(stderr=True, highlight=False, markup=False, emoji=False)
"""For progress, so that answers can be piped."""


def as_json(value: Any) -> None:
    json.dump(value, sys.stdout, ensure_ascii=False, indent=2)
    sys.stdout.write("\n")


def as_line(value: Any) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n")


def as_csv(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> None:
    """Rows of plain values. A cell that a spreadsheet would run as a formula is made text."""
    writer = csv.DictWriter(sys.stdout, columns, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({name: _cell(row.get(name)) for name in columns})


def plain(text: str) -> None:
    sys.stdout.write(text.rstrip("\n") + "\n")


def _cell(value: Any) -> Any:
    if isinstance(value, list | tuple):
        value = ", ".join(str(item) for item in value)
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t") else value
