"""What was told of what?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

from benchmarks.recorded.rulings import Case
from model import Severity

_AT_ONCE = timedelta(minutes=1)


def say(cases: Sequence[Case]) -> None:
    """Prints what was told of what."""
    deserving = [case for case in cases if case.deserves]
    idle = [case for case in cases if case.ruled and not case.deserves]
    flaps = [case for case in cases if case.pair.after.flap]
    print(f"{len(cases)} pairs, {sum(case.unchanged for case in cases)} of which changed no words")
    _account(cases, {"of what deserves it": deserving, "of what deserves none": idle, "of swings of a flap": flaps})
    for name, among in (
        ("deserving changes told", deserving),
        ("changes told that deserve no alert", idle),
        ("swings of a flap told", flaps),
    ):
        print(f"{sum(bool(case.told) for case in among)} of {len(among)} {name}")
    _weights(deserving)
    for case in [*idle, *flaps]:
        for one in case.told:
            print(f"  told, though it deserves no alert: {case} {one.severity}: {one.words}")


def _account(cases: Sequence[Case], among: Mapping[str, Sequence[Case]]) -> None:
    """How many alerts there are, of what; the rest are at captures of which nobody knows whether the words changed."""
    left = {
        (one.id, alert) for one in {case.account.id: case.account for case in cases}.values() for alert in one.alerts
    }
    print(f"{len(left)} alerts")
    for name, chosen in among.items():
        of_these = {(case.account.id, one) for case in chosen for one in case.told} & left
        left -= of_these
        print(f"  {len(of_these)} {name}")
    known = {(case.account.id, one) for case in cases if case.unchanged for one in case.ended_here} & left
    print(f"  {len(known)} between captures whose words did not change, {len(left - known)} where nobody knows")


def _weights(deserving: Sequence[Case]) -> None:
    """Whether what is major is told as such, and how late."""
    told = [(case, case.told) for case in deserving if case.told]
    major = [found for case, found in told if case.ruled and case.ruled.severity is Severity.MAJOR]
    as_major = sum(any(one.severity == Severity.MAJOR for one in found) for found in major)
    print(f"{as_major} of {len(major)} major changes told as major")
    late = [wait for _, found in told if (wait := min(one.made_at - one.by for one in found)) > _AT_ONCE]
    print(f"{len(late)} deserving changes told late, {max(late, default=0)} after they were seen at most")
