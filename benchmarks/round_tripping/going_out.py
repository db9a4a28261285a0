"""Does what goes out in each form come back equal?

Forms that hold facts give the same lines of facts; one of them is also derived, and gives the same conclusions. Forms
that hold texts give versions with the same words and dates.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import chain
from pathlib import Path

import pipeline
from benchmarks.world.goals import Goal, counted
from cli.handing_out import text_of
from exchange import Choice, Form, read_export, timelines_told, write_export
from model import Timeline, sha256
from store import Store, open_store

_TEXTS = (Form.GIT, Form.MARKDOWN)


def goals(store: Store, folder: Path, followed: Sequence[Timeline], now: datetime) -> Iterator[Goal]:
    """For each form whether all came back. The timelines have been derived."""
    facts, concluded = _facts(store), _concluded(store, followed)
    for form in Form:
        to = folder / ("out.warc.gz" if form is Form.WARC else f"out.{form}")
        wrote = write_export(store, form, to, Choice(), text_of(store))
        with open_store(folder / f"{form}.db") as other:
            taken = read_export(other, to)
            print(f"{form}: {wrote.count} {wrote.what}s; new {dict(taken.new)}")
            yield counted(f"{form}_refused", taken.wrong)
            if form in _TEXTS:
                _derive(other, timelines_told(to), now)
                yield counted(f"{form}_timelines_that_differ", _different(store, other, followed))
                continue
            yield Goal(name=f"{form}_facts_that_differ", figure=int(_facts(other) != facts))
            if form is Form.JSONL:
                _derive(other, followed, now)
                yield Goal(name="conclusions_that_differ", figure=int(_concluded(other, followed) != concluded))


def _derive(store: Store, followed: Iterable[Timeline], now: datetime) -> None:
    for timeline in followed:
        pipeline.derive(store, timeline, now)


def _facts(store: Store) -> str:
    """One digest over all lines, in their order."""
    return _digest(chain(store.exporting.facts(), store.exporting.remembered()))


def _concluded(store: Store, followed: Iterable[Timeline]) -> str:
    return _digest(store.exporting.conclusions([one.id for one in followed]))


def _digest(lines: Iterable[object]) -> str:
    digest = ""
    for line in lines:
        digest = sha256(digest + json.dumps(line))
    return digest


def _different(one: Store, other: Store, followed: Sequence[Timeline]) -> Iterator[str]:
    for timeline in followed:
        before, after = _told(one, timeline), _told(other, timeline)
        if before != after:
            gone = len([told for told in before if told not in after])
            yield f"{timeline.id}: {len(before)} versions went out, {gone} of them are others or not there"


def _told(store: Store, timeline: Timeline) -> list[tuple[datetime, datetime, list[str]]]:
    return [
        (
            one.first_seen,
            one.last_seen,
            [clause.words for clause in store.questions.text(timeline.id, one.number).clauses],
        )
        for one in store.questions.versions(timeline.id)
    ]
