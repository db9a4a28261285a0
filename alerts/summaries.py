"""How is told what many things together were, and what a backfill or an import brought?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from alerts import wording
from alerts.evidence import instant
from alerts.letter import Command, Letter, Paragraph, Part, Points
from alerts.matching import follows
from alerts.telling import message
from alerts.wording import Naming, count
from model import Alert, AlertKind, TimelineId, Watch, timestamp14

_MOST_TIMELINES = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Grown:
    """What one timeline has more than before; `changes` are the new steps that matter, `first` and `last` when seen."""

    timeline: str
    naming: Naming
    versions_before: int
    versions: int
    changes: int
    first: datetime
    last: datetime


def summary(watch: Watch, grown: Sequence[Grown], cause: str, now: datetime) -> Alert | None:
    """What a backfill or an import brought of the timelines that a watch follows; None where it brought nothing."""
    more = [one for one in grown if follows(watch, one.timeline) and one.versions > one.versions_before]
    if not more:
        return None
    states = sum(one.versions - one.versions_before for one in more)
    brought = f"{count(states, 'earlier state')} of {count(len(more), 'document')}"
    letter = Letter(
        subject=f"clausewatch: {brought} came in",
        title=f"{brought} came in",
        about=cause,
        parts=(
            Paragraph(text="Archives or imported files brought them. What changed then is not told one by one."),
            Points(items=tuple(_grown(one) for one in more[:_MOST_TIMELINES])),
            *left_out(len(more) - _MOST_TIMELINES, "document"),
            Command(words="See the changes:", command=f"clausewatch changes {more[0].timeline}"),
        ),
        foot=(wording.filters(watch),),
    )
    return about_many(watch, AlertKind.SUMMARY, cause, letter, now, {"grown": [_record(one) for one in more]})


def about_many(
    watch: Watch, kind: AlertKind, cause: str, letter: Letter, now: datetime, facts: Mapping[str, Any]
) -> Alert:
    return Alert(
        watch=watch.name,
        timeline="",
        kind=kind,
        cause=cause,
        channel=watch.channel,
        made_at=now,
        message=message(letter),
        evidence=facts,
    )


def cause_of(since: datetime, until: datetime) -> str:
    return f"{timestamp14(since)}-{timestamp14(until)}"


def interval(since: datetime, until: datetime) -> dict[str, Any]:
    return {"since": instant(since), "until": instant(until)}


def left_out(number: int, what: str) -> Iterator[Part]:
    if number > 0:
        yield Paragraph(text=f"and {count(number, f'more {what}')}.")


def _grown(one: Grown) -> str:
    name = wording.called(one.naming, TimelineId.parse(one.timeline))
    versions = f"{count(one.versions, 'version')} (before: {one.versions_before:,})"
    matter = f"{count(one.changes, 'new change')} that matter{'s' if one.changes == 1 else ''}"
    return f"{name} ({one.timeline}): {versions}, {matter}, seen from {one.first:%Y-%m-%d} to {one.last:%Y-%m-%d}"


def _record(one: Grown) -> dict[str, Any]:
    return {
        "timeline": one.timeline,
        "versions_before": one.versions_before,
        "versions": one.versions,
        "changes": one.changes,
        "first": instant(one.first),
        "last": instant(one.last),
    }
