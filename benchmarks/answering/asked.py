"""What is asked of a history?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from random import Random

from benchmarks.answering.made import Plan, shares
from model import TimelineId
from store import Store

_PHRASE = 4  # words


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A timeline, an instant at which it stood, and the number of the version that was seen last by then."""

    timeline: TimelineId
    at: datetime
    number: int


def by_lot(plan: Plan, count: int) -> list[TimelineId]:
    """Timelines, each as likely as any other."""
    return [_named(rank) for rank in Random(plan.seed).choices(range(plan.timelines), k=count)]


def dated_questions(store: Store, plan: Plan, count: int) -> list[Dated]:
    """Timelines by lot, in the measure of their versions, each at the instant of a version by lot."""
    roll, lengths = Random(plan.seed), shares(plan)
    found = []
    for rank in roll.choices(range(plan.timelines), lengths, k=count):
        timeline = _named(rank)
        version = roll.choice(store.questions.versions(timeline))
        found.append(Dated(timeline=timeline, at=version.last_seen, number=version.number))
    return found


def phrases(store: Store, dated: Sequence[Dated]) -> Iterator[str]:
    """Words in a row of clauses by lot."""
    roll = Random(1)
    for one in dated:
        clauses = store.questions.text(one.timeline, one.number).clauses
        words = roll.choice([words for clause in clauses if len(words := clause.text.split()) >= _PHRASE])
        start = roll.randrange(len(words) - _PHRASE + 1)
        yield " ".join(words[start : start + _PHRASE]).replace('"', "")


def _named(rank: int) -> TimelineId:
    return TimelineId(organisation=f"company{rank:05}", kind="privacy")
