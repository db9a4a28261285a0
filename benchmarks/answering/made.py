"""What would have been concluded about very many versions, made at once from edits that are known?

Nothing is compared: identities, revisions and changes follow from the edits by which each version is made from the one
before. Clauses are reworded, inserted, removed and moved; a wording swings back, and whole versions return. The digests
of a version are made from numbers, and are equal where the texts are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random

from benchmarks.answering.drafts import Drafts, size
from benchmarks.answering.steps import ALERT, Items, Writer, undone
from model import (
    Bracket,
    Capture,
    Change,
    Digest,
    Examined,
    History,
    Identity,
    Reading,
    Revision,
    Settled,
    TimelineId,
    Verdict,
    Version,
    sha256,
)

_BEGIN, _END = datetime(2005, 1, 1, tzinfo=UTC), datetime(2026, 11, 1, tzinfo=UTC)
_YEARS = (_END - _BEGIN) // timedelta(seconds=1)
_RETURN = 0.12  # of the steps
_LEVEL = 4  # the longest timelines, with which the ranks of a long tail begin
_WORDED = 0.75  # of the touches of a step, that lead to another wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How much is made. `distinct` is about how many wordings there are, `touches` how many clauses a step changes."""

    versions: int
    timelines: int
    distinct: int
    touches: float = 9.0
    seed: int = 1


def shares(plan: Plan) -> list[int]:
    """How many versions each timeline has: few have very many, most have few.

    >>> shares(Plan(versions=100, timelines=3, distinct=10))
    [40, 33, 27]
    """
    weights = [1 / (rank + _LEVEL) for rank in range(plan.timelines)]
    whole = sum(weights)
    found = [max(1, int(plan.versions * weight / whole)) for weight in weights]
    found[0] += plan.versions - sum(found)
    return found


def made(plan: Plan, drafts: Drafts) -> Iterator[History]:
    """The histories one by one, each the same for the same seed whichever are asked for."""
    begins = 0.3 * size(drafts.texts) * plan.timelines + len(drafts.clauses)
    novel = max(0.0, plan.distinct - begins) / (plan.versions * (1 - _RETURN) * (1 + plan.touches) * _WORDED)
    for rank, versions in enumerate(shares(plan)):
        roll = Random(f"{plan.seed} {rank}")
        writer = Writer(roll, drafts, touches=plan.touches, novel=min(1.0, novel))
        yield _history(TimelineId(organisation=f"company{rank:05}", kind="privacy"), versions, roll, writer)


def body(timeline: TimelineId) -> bytes:
    """What all captures of a timeline hold; nothing is read from it."""
    return f"<p>{timeline}</p>".encode()


@dataclass(frozen=True, slots=True)
class _State:
    """A version's text, and the number of the first version that has it."""

    items: Items
    digest: Digest
    reading: Reading
    identities: tuple[Identity, ...]


def _state(timeline: TimelineId, number: int, items: Items) -> _State:
    clauses = tuple([item.clause for item in items])
    reading = Reading(
        title=f"Policy of {timeline.organisation}", clauses=clauses, verdict=Verdict.POLICY, language="en"
    )
    return _State(items, sha256(f"{timeline} {number}"), reading, tuple([item.identity for item in items]))


def _history(timeline: TimelineId, count: int, roll: Random, writer: Writer) -> History:
    moments = _moments(roll, count)
    states, steps, returns = _states(timeline, count, roll, writer)
    page = sha256(body(timeline))
    captures = [
        Capture(original=f"https://{timeline.organisation}.example/privacy", timestamp=at, statuscode=200, digest=page)
        for at, _ in moments
    ]
    versions = [
        Version(
            number=number,
            first_seen=seen,
            last_seen=last,
            location=0,
            rendition=capture.rendition,
            capture=capture,
            canonical=state.digest,
            words=state.digest,
            sightings=1 + (last > seen),
        )
        for number, (state, capture, (seen, last)) in enumerate(zip(states, captures, moments, strict=True), 1)
    ]
    settled = Settled(verdict=Verdict.POLICY)
    return History(
        timeline=timeline,
        made_by=sha256("made"),
        examined=tuple(
            Examined(capture=capture, location=0, reading=state.reading, settled=settled)
            for capture, state in zip(captures, states, strict=True)
        ),
        versions=tuple(versions),
        texts=tuple(state.reading for state in states),
        identities=tuple(state.identities for state in states),
        revisions=tuple(_revisions(versions, steps, returns)),
        spells=(),
        unlooked=0,
    )


def _states(
    timeline: TimelineId, count: int, roll: Random, writer: Writer
) -> tuple[list[_State], list[tuple[Change, ...]], list[int | None]]:
    """Of every version, of every step, and to which version each step returned."""
    states = [_state(timeline, 1, writer.beginning())]
    steps: list[tuple[Change, ...]] = []
    returns: list[int | None] = []
    for number in range(2, count + 1):
        if len(steps) and roll.random() < _RETURN:
            states.append(states[-2])
            steps.append(undone(steps[-1]))
            returns.append(number - 2)
        else:
            items, changes = writer.onward(states[-1].items)
            states.append(_state(timeline, number, items))
            steps.append(changes)
            returns.append(None)
    return states, steps, returns


def _revisions(
    versions: Sequence[Version], steps: Sequence[tuple[Change, ...]], returns: Sequence[int | None]
) -> Iterator[Revision]:
    for version, before, changes, returned in zip(versions[1:], versions, steps, returns, strict=False):
        yield Revision(
            before=before.number,
            after=version.number,
            bracket=Bracket(after=before.last_seen, by=version.first_seen),
            changes=changes,
            judgement=ALERT,
            returns_to=returned,
        )


def _moments(roll: Random, count: int) -> list[tuple[datetime, datetime]]:
    """When each version was first and last seen, with time between them in which nobody looked."""
    since = roll.randrange(_YEARS // 2)
    seconds = sorted(roll.sample(range(since, _YEARS, 2), count))
    ends = [*seconds[1:], _YEARS]
    return [
        (_BEGIN + timedelta(seconds=at), _BEGIN + timedelta(seconds=at + roll.randrange(end - at)))
        for at, end in zip(seconds, ends, strict=True)
    ]
