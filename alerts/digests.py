"""How is told what a watch collected in a day, a week, a month?

By policy: a table of them, the gravest first, then a section for each, in which its timelines stand one after the
other and what happened to each stands in order of time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from alerts import wording
from alerts.evidence import root_of
from alerts.letter import Command, Heading, Letter, Paragraph, Part, Proof, Table
from alerts.neutral import one_line
from alerts.often import is_gathered
from alerts.parts import passage_again, untold_again
from alerts.periods import called
from alerts.summaries import about_many, cause_of, interval, left_out
from alerts.wording import count
from model import Alert, AlertKind, Severity, TimelineId, Watch

_MOST_ALERTS = 60
_MOST_POLICIES = 50
_MOST_PASSAGES = 3  # of each alert
_FEW = 4  # categories of a policy
_RANK = {Severity.MAJOR: 0, Severity.MINOR: 1, Severity.NONE: 2}
_FATES = {AlertKind.ENDED: "ended", AlertKind.RESUMED: "can be read again", AlertKind.RELOCATED: "moved"}
_GATHERED = "It alarms so often that its messages are gathered. Whoever runs this installation was asked to look at it."


@dataclass(frozen=True, slots=True, kw_only=True)
class _Policy:
    """What was collected about one policy, by timeline and in order of time."""

    name: str
    alerts: tuple[Alert, ...]

    @property
    def severity(self) -> Severity:
        return min(map(_severity, self.alerts), key=lambda one: _RANK[one])


def digest(watch: Watch, alerts: Sequence[Alert], since: datetime, until: datetime, now: datetime) -> Alert | None:
    """What a watch collected from `since` until `until`; None if nothing. Of very many the gravest are shown."""
    if not alerts:
        return None
    policies = _policies(alerts)
    shown = {id(one) for one in sorted(alerts, key=lambda one: _RANK[_severity(one)])[:_MOST_ALERTS]}
    told = f"{count(len(alerts), 'message')} about {_number(policies)} {called(watch.digest, since, until)}"
    letter = Letter(
        subject=f"clausewatch: {told}",
        title=told,
        severity=policies[0].severity,
        parts=(
            Table(head=("how much", "policy", "what"), rows=tuple(_row(one) for one in policies[:_MOST_POLICIES])),
            *_left_out_policies(len(policies) - _MOST_POLICIES),
            *(part for policy in policies for part in _section(policy, shown)),
            *_left_out(watch, len(alerts) - _MOST_ALERTS),
        ),
        foot=("All times are UTC.", wording.filters(watch)),
    )
    facts = {**interval(since, until), "alerts": [alert.name for alert in alerts]}
    return about_many(watch, AlertKind.DIGEST, cause_of(since, until), letter, now, facts)


def _policies(alerts: Sequence[Alert]) -> list[_Policy]:
    """The gravest first, of equal ones those with most messages, else by name."""
    found: dict[str, list[Alert]] = {}
    for alert in alerts:
        found.setdefault(_policy_of(alert), []).append(alert)
    policies = [
        _Policy(name=_name(key, some), alerts=tuple(sorted(some, key=lambda one: (one.timeline, _moment(one)))))
        for key, some in found.items()
    ]
    return sorted(policies, key=lambda one: (_RANK[one.severity], -len(one.alerts), one.name))


def _policy_of(alert: Alert) -> str:
    timeline = TimelineId.parse(alert.timeline)
    return f"{timeline.organisation}/{timeline.kind}"


def _name(key: str, alerts: Sequence[Alert]) -> str:
    """As its timeline is called; where there are several, as the policy is declared."""
    names = {str(alert.evidence.get("called", alert.timeline)) for alert in alerts}
    return names.pop() if len(names) == 1 else key


def _severity(alert: Alert) -> Severity:
    if alert.kind in _FATES:
        return Severity.MAJOR
    return Severity(alert.evidence.get("judgement", {}).get("severity", Severity.NONE))


def _moment(alert: Alert) -> str:
    """When it happened at the latest; where that is not known, when it was noticed."""
    return str(alert.evidence.get("bracket", {}).get("by") or f"{alert.made_at:%Y-%m-%dT%H:%M:%SZ}")


# ---------------------------------------------------------------- the table


def _row(policy: _Policy) -> tuple[str, str, str]:
    changes = sum(alert.kind not in _FATES for alert in policy.alerts)
    fates = [_FATES[alert.kind] for alert in policy.alerts if alert.kind in _FATES]
    categories = dict.fromkeys(
        name for alert in policy.alerts for name in alert.evidence.get("judgement", {}).get("categories", ())
    )
    few = [*list(categories)[:_FEW], *([f"{len(categories) - _FEW} more"] if len(categories) > _FEW else [])]
    changed = ": ".join(filter(None, (count(changes, "change"), ", ".join(few)))) if changes else ""
    return str(policy.severity), policy.name, "; ".join(filter(None, (*dict.fromkeys(fates), changed)))


def _number(policies: Sequence[_Policy]) -> str:
    return f"{len(policies):,} {'policy' if len(policies) == 1 else 'policies'}"


def _left_out_policies(number: int) -> Iterator[Part]:
    if number > 0:
        yield Paragraph(text=f"and {number:,} more {'policy' if number == 1 else 'policies'}.")


def _left_out(watch: Watch, number: int) -> Iterator[Part]:
    yield from left_out(number, "message")
    if number > 0:
        yield Command(words="All of them:", command=f"clausewatch alerts --watch {watch.name}")


# ---------------------------------------------------------------- a section for each policy


def _section(policy: _Policy, shown: set[int]) -> Iterator[Part]:
    inside = [alert for alert in policy.alerts if id(alert) in shown]
    if not inside:
        return
    yield Heading(text=policy.name)
    if any(map(is_gathered, inside)):
        yield Paragraph(text=_GATHERED)
    for alert in inside:
        yield from _collected(alert)


def _collected(alert: Alert) -> Iterator[Part]:
    """An alert of a digest, from the evidence that it keeps."""
    facts = alert.evidence
    yield Paragraph(text=f"{_moment(alert)[:10]}: {one_line(alert.message.subject)}", strong=True)
    if bracket := facts.get("bracket"):
        yield Paragraph(text=f"It happened {bracket['phrase']}.")
    redline = facts.get("redline", [])
    yield from (passage_again(kept) for kept in redline[:_MOST_PASSAGES])
    left = ", ".join(filter(None, (_more(len(redline)), facts.get("redline_rest", "").removeprefix("and "))))
    if left:
        yield Paragraph(text=f"and {left}.")
    if untold := untold_again(facts.get("not_told", [])):
        yield Paragraph(text=untold)
    if root := root_of(facts):
        yield Proof(root=root)
    cited = facts.get("citations", {})
    if "before" in cited:
        yield Command(words="See everything:", command=f"clausewatch diff {cited['before']} {cited['after']}")


def _more(shown: int) -> str:
    return count(shown - _MOST_PASSAGES, "more change") if shown > _MOST_PASSAGES else ""
