"""Which statements of the command line take longest, and how does SQLite go about them?"""

from __future__ import annotations

import os
import sqlite3
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from unittest.mock import patch

from cli import main
from model import TimelineId

_SHOWN = 10
_LONGEST = 300  # characters of a statement that are shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One that a command issued, how long it takes, and its plan."""

    command: str
    sql: str
    milliseconds: float
    plan: tuple[str, ...]


def slowest(folder: Path, timeline: TimelineId) -> Iterator[str]:
    """The slowest statements that questions to a home issue, in words, each once; and how long each command takes."""
    found: dict[str, Statement] = {}
    for command in _commands(timeline):
        issued, seconds = _issued(folder, command)
        yield f"{' '.join(command)}: {seconds:.2f} s, {len(issued)} statements"
        for sql in issued:
            one = _measured(folder, command, sql)
            if one.sql not in found or found[one.sql].milliseconds < one.milliseconds:
                found[one.sql] = one
    for one in sorted(found.values(), key=lambda one: -one.milliseconds)[:_SHOWN]:
        yield f"{one.milliseconds:.1f} ms, {one.command}: {one.sql[:_LONGEST]}"
        yield from (f"    {step}" for step in one.plan)


def _commands(timeline: TimelineId) -> list[Sequence[str]]:
    name = str(timeline)
    return [
        ("log", name),
        ("show", name, "--on", "2022-01-01"),
        ("diff", f"{name}@2020-01-01", f"{name}@2022-01-01"),
        ("blame", name),
        ("changes", "--since", "2022-01-01", "--until", "2022-02-01"),
        ("search", "information"),
        ("search", "information", "--in", name),
        ("search", "information", "--since", "2022-01-01", "--until", "2022-02-01"),
        ("search", '"personal information"', "--first"),
    ]


def _issued(folder: Path, command: Sequence[str]) -> tuple[list[str], float]:
    """What a command asks for, with its values, and how many seconds of processor time it takes."""
    issued: dict[str, None] = {}
    connect = sqlite3.connect

    def traced(*arguments: object, **named: object) -> sqlite3.Connection:
        made: sqlite3.Connection = connect(*arguments, **named)  # type: ignore[call-overload]
        made.set_trace_callback(lambda sql: issued.setdefault(sql))
        return made

    home = patch.dict(os.environ, {"CLAUSEWATCH_HOME": str(folder)})
    with home, patch("sqlite3.connect", traced), redirect_stdout(StringIO()):
        begun = time.process_time()
        try:
            main(list(command))
        except SystemExit as end:
            if end.code not in (0, None):
                print(f"{' '.join(command)}: ended with {end.code}", file=sys.stderr)
        seconds = time.process_time() - begun
    return [sql for sql in issued if sql.lstrip().upper().startswith(("SELECT", "WITH"))], seconds


def _measured(folder: Path, command: Sequence[str], sql: str) -> Statement:
    with closing(sqlite3.connect(f"file:{folder / 'clausewatch.db'}?mode=ro", uri=True)) as conn:
        begun = time.process_time()
        conn.execute(sql).fetchall()
        took = (time.process_time() - begun) * 1_000
        plan = tuple(row[3] for row in conn.execute(f"EXPLAIN QUERY PLAN {sql}"))
    return Statement(command=" ".join(command), sql=_bare(sql), milliseconds=took, plan=plan)


def _bare(sql: str) -> str:
    return " ".join(sql.split())
