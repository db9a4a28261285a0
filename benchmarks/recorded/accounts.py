"""What did the product say about an address, and what about the changes of which it said nothing?

Short, so that it can be handed from one process to another: whole histories are too large for that.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from benchmarks.recorded.timelines import Pair, pairs
from benchmarks.recorded.years import Lived
from model import Alert, AlertKind, History, Revision, Verdict

_SHOWN = 6  # words that decided
_LONGEST = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Raised:
    """An alert: of what kind, when what it tells of happened, how much it matters and which words decided."""

    kind: AlertKind
    after: datetime | None
    by: datetime
    made_at: datetime
    severity: str
    words: str

    def tells_of(self, pair: Pair) -> bool:
        """Whether the change between two captures lies within what it tells of."""
        if self.kind is not AlertKind.CHANGE:
            return False
        return pair.covers(self.by) or (self.after is not None and self.after < pair.after.moment <= self.by)


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Of one address: all alerts, and for every change of the words what was concluded about it, by its capture."""

    id: str
    alerts: tuple[Raised, ...]
    reasons: Mapping[str, str]


def account(lived: Lived) -> Account:
    changed = (pair for pair in pairs(lived.one) if pair.after.change)
    return Account(
        id=lived.one.id,
        alerts=tuple(map(raised, lived.alerts)),
        reasons={pair.after.captured: reason(lived.history, pair) for pair in changed},
    )


def raised(alert: Alert) -> Raised:
    bracket, judged = alert.evidence["bracket"], alert.evidence.get("judgement", {})
    after = bracket["after"] and datetime.fromisoformat(bracket["after"])
    words = "; ".join(word[:_LONGEST] for word in judged.get("because", [alert.evidence.get("reason", "")])[:_SHOWN])
    return Raised(
        kind=alert.kind,
        after=after,
        by=datetime.fromisoformat(bracket["by"]),
        made_at=alert.made_at,
        severity=judged.get("severity", ""),
        words=words,
    )


def reason(history: History, pair: Pair) -> str:
    """What the product concluded about the change between two captures: a judgement, a verdict, or no change."""
    steps = [_of_revision(one) for one in history.revisions if pair.covers(one.bracket.by)]
    return " and ".join([*steps, *_verdicts(history, pair)]) or "read as the same text"


def _of_revision(revision: Revision) -> str:
    judged = revision.judgement
    told = "deserves an alert" if judged.alert else "deserves none"
    back = f", returns to version {revision.returns_to}" if revision.returns_to else ""
    return f"{told} ({judged.severity}{back}): {'; '.join(judged.because)[: _SHOWN * _LONGEST]}"


def _verdicts(history: History, pair: Pair) -> Iterator[str]:
    for one in history.examined:
        if one.capture.timestamp == pair.after.moment and one.settled.verdict is not Verdict.POLICY:
            yield f"taken for {one.settled.verdict} {one.settled.reason}".strip()
