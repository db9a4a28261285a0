"""Which recorded changes deserve an alert, and was each of them told, and little else?

A reader's rulings stand in a file, a line for each change of the words that lasted.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.recorded.accounts import Account, Raised
from benchmarks.recorded.timelines import Pair, Recorded, pairs
from benchmarks.world.goals import Goal, counted
from model import Severity

_MOST_FALSE = 5  # of a thousand pairs
_MOST_MISSED = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruled:
    """What a reader says of the change that a capture shows first."""

    timeline: str
    captured: str
    alert: bool
    severity: Severity
    borderline: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Two neighbouring captures of an address, with what was said of it and what a reader says."""

    account: Account
    pair: Pair
    ruled: Ruled | None

    @property
    def unchanged(self) -> bool:
        """Whether the words are known not to have changed."""
        return self.pair.after.change is False

    @property
    def deserves(self) -> bool:
        return self.ruled is not None and self.ruled.alert

    @property
    def told(self) -> tuple[Raised, ...]:
        return tuple(one for one in self.account.alerts if one.tells_of(self.pair))

    @property
    def ended_here(self) -> tuple[Raised, ...]:
        return tuple(one for one in self.account.alerts if self.pair.covers(one.by))

    def __str__(self) -> str:
        return f"{self.account.id} {self.pair.before.captured} -> {self.pair.after.captured}"


def read(path: Path) -> list[Ruled]:
    """The rulings of a file. Raises FileNotFoundError where there is none."""
    return [
        Ruled(
            timeline=row["timeline"],
            captured=row["captured"],
            alert=row["alert"],
            severity=Severity(row["severity"]),
            borderline=row.get("borderline", False),
        )
        for row in map(json.loads, path.read_text("utf-8").splitlines())
    ]


def cases_of(recorded: Sequence[Recorded], accounts: Mapping[str, Account], ruled: Sequence[Ruled]) -> list[Case]:
    """All neighbouring captures, with what is said of them."""
    by_capture = {(one.timeline, one.captured): one for one in ruled}
    return [
        Case(account=accounts[one.id], pair=pair, ruled=by_capture.get((one.id, pair.after.captured)))
        for one in recorded
        for pair in pairs(one)
    ]


def goals(cases: Sequence[Case]) -> list[Goal]:
    """What is to be reached, with each case that stands against it."""
    deserving = [case for case in cases if case.deserves]
    missed = [case for case in deserving if not case.told]
    major = [case for case in missed if case.ruled and case.ruled.severity is Severity.MAJOR]
    return [
        _false_alarms(cases),
        Goal(
            name="deserving_missed_share",
            figure=len(missed) / max(1, len(deserving)),
            most=_MOST_MISSED,
            faults=tuple(map(_why, missed)),
        ),
        counted("major_missed", map(str, major)),
        counted("durable_changes_not_ruled", (str(case) for case in _durable(cases) if not case.ruled)),
    ]


def _durable(cases: Sequence[Case]) -> Iterator[Case]:
    yield from (case for case in cases if case.pair.after.change and not case.pair.after.flap)


def _false_alarms(cases: Sequence[Case]) -> Goal:
    """Alerts on words that are known not to have changed, by a thousand pairs.

    One that tells late of a change before the pair is none.
    """
    unchanged = [case for case in cases if case.unchanged]
    late = {(case.account.id, one) for case in cases if case.pair.after.change for one in case.told}
    false = [
        f"{case} {one.kind} {one.severity}: {one.words}"
        for case in unchanged
        for one in case.ended_here
        if (case.account.id, one) not in late
    ]
    return Goal(
        name="false_alarms_per_1000_pairs",
        figure=1000 * len(false) / max(1, len(unchanged)),
        most=_MOST_FALSE,
        faults=tuple(false),
    )


def _why(case: Case) -> str:
    how = f"{case.ruled.severity}{', borderline' if case.ruled.borderline else ''}" if case.ruled else ""
    return f"{case} ({how}) {case.account.reasons[case.pair.after.captured]}"
