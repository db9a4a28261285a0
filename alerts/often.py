"""Does a policy alarm too often?

Few policies change their words more than twice in a month; a page that does holds something else beside the policy, or
in its place. Of 97 recorded documents with at most 20 changes none had five texts of new words within 30 days, of 20
documents with more than 100 changes nine had. So after four alerts the next ones are gathered, until the
page calms down, or the operator does something about it: an edited declaration or a ruling begins the count anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from model import Alert, AlertKind, Raised

WINDOW = timedelta(days=30)
"""In which alerts about one timeline are counted."""
_SHOWN = 5


def paced(alerts: Sequence[Alert], raised: Sequence[Raised], limit: int) -> tuple[Alert, ...]:
    """The alerts, those about changes gathered from where there were `limit` before within the window; 0 is no limit.

    A gathered alert has no channel: it is taken up by a digest, as if the watch had asked for one a day.
    """
    found: list[Alert] = []
    causes = [(one.cause, _state(one.made_by)) for one in raised]
    for alert in alerts:
        state = _state(str(alert.evidence.get("made_by", "")))
        others = {cause for cause, made in causes if made == state and cause != alert.cause}
        too_often = 0 < limit <= len(others) and alert.kind is AlertKind.CHANGE
        found.append(_gathered(alert) if too_often else alert)
        if alert.kind is AlertKind.CHANGE and alert.evidence["judgement"]["alert"]:
            causes.append((alert.cause, state))
    return tuple(found)


def singly(alerts: Sequence[Alert]) -> list[Raised]:
    """Of alerts those about changes that matter which were not gathered, as far as it tells how often they come."""
    told = [one for one in alerts if one.kind is AlertKind.CHANGE and not is_gathered(one)]
    return [
        Raised(
            cause=one.cause,
            made_at=one.made_at,
            subject=one.message.subject,
            made_by=str(one.evidence.get("made_by", "")),
            gathered=False,
        )
        for one in told
        if one.evidence["judgement"]["alert"]
    ]


def is_gathered(alert: Alert) -> bool:
    """Whether an alert was held back since its timeline alarmed too often."""
    return bool(alert.evidence.get("gathered"))


def advice(timeline: str, raised: Sequence[Raised], showed: str) -> list[str]:
    """What the operator is told when a timeline begins to alarm too often; `showed` is what the last visits showed."""
    causes = {one.cause: one for one in raised}
    return [
        f"{len(causes)} alerts were raised within {WINDOW.days} days. Few policies change so"
        " often: perhaps this is the wrong page, or more of it than the policy is followed.",
        *(f"{one.made_at:%Y-%m-%d}: {one.subject}" for one in list(causes.values())[-_SHOWN:]),
        f"The visits of these days showed: {showed}.",
        "From now on its alerts are gathered: each watch gets them in one message after the end of the day, or in"
        " its digest. Nothing is lost. It ends when there are fewer, or when you edit the declaration or rule.",
        f"What to do: look at `clausewatch changes {timeline} --explain` and at the page. Add `select` or `remove` to"
        " its declaration, correct a verdict or a judgement with `clausewatch rule`, or end the location with"
        " `until`. If it is a policy that changes so often, name it in schedule.tell_singly.",
        "More: docs/operating.md, under 'A policy alarms too often'.",
    ]


def _gathered(alert: Alert) -> Alert:
    return replace(alert, channel="", evidence={**alert.evidence, "gathered": True})


def _state(made_by: str) -> str:
    """What a history was made of beside the code: the state of declarations and rulings."""
    return made_by.partition(" declared/")[2]
