"""Was everybody told of what they wanted, once, with a bracket that holds the truth, and of nothing else?"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from fnmatch import fnmatchcase

from benchmarks.world.goals import Goal, counted
from benchmarks.world.happenings import Happening, World
from benchmarks.world.pages import Quirk
from benchmarks.world.span import Span
from benchmarks.world.truth import Truth
from benchmarks.world.watching import WATCHERS, Told, Watcher
from model import Alert, AlertKind

SLACK = 3.0
"""Real seconds by which a bracket may miss the truth.

A visit is stamped with the second in which it was over, and at the world's pace a second is an hour.
"""

_HIDDEN = 9.0  # days for which a broken ETag hides a change at most: a week and a visit
_ASKED_EVERY = 27.0  # days between two times that the archive is asked, at least
_LATE = 4.5  # days after which the last visit of a failing page may have seen an episode
_TOGETHER = 3.0  # days: within them a change and an episode may be seen by the same look
_MISSING = (Quirk.FLAP, Quirk.PARTIAL)
_TELLING = (AlertKind.CHANGE, AlertKind.ENDED, AlertKind.RESUMED, AlertKind.RELOCATED)


@dataclass(slots=True)
class Findings:
    """What is wrong with what was told."""

    missing: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)
    without_cause: list[str] = field(default_factory=list)
    slack: float = 0.0  # real seconds, the most that was needed

    def goals(self) -> list[Goal]:
        return [
            counted("told_missing", self.missing),
            counted("told_twice", self.twice),
            counted("told_without_cause", self.without_cause),
            Goal(name="bracket_slack_seconds", figure=round(self.slack, 2), most=SLACK),
        ]


def judge(world: World, span: Span, truth: Truth, alerts: Iterable[Alert]) -> Findings:
    """Every alert about a change or a whole timeline against the truth; the others have no truth to be held to."""
    findings = Findings()
    given: dict[tuple[str, str], list[Alert]] = defaultdict(list)
    for alert in alerts:
        if alert.kind in _TELLING:
            given[alert.watch, alert.timeline].append(alert)
    there: dict[str, list[Told]] = defaultdict(list)
    for told in truth.told:
        there[told.timeline].append(told)
    for watcher in WATCHERS:
        for page in world.pages:
            mine = given.pop((watcher.name, page.timeline), [])
            _compare(findings, world, span, watcher, there[page.timeline], mine)
        findings.missing += _unseen(watcher, truth.unseen)
    for (watch, timeline), left in given.items():
        findings.without_cause += [f"{watch} was told of {timeline}, which is unknown: {one.cause}" for one in left]
    return findings


def _unseen(watcher: Watcher, unseen: Iterable[Happening]) -> list[str]:
    alone = (Told(timeline=one.timeline, kind=one.kind, happenings=(one,)) for one in unseen)
    return [f"{_name(watcher, told)}, never looked at afterwards" for told in alone if watcher.is_owed(told)]


def _compare(
    findings: Findings, world: World, span: Span, watcher: Watcher, there: Sequence[Told], alerts: Sequence[Alert]
) -> None:
    counts: Counter[Told] = Counter()
    for alert, found in _told_by(alerts, there, span):
        findings.slack = max([findings.slack, *(slack for slack, told in found if not told.hidden)])
        counts.update(told for _, told in found)
        if not any(watcher.is_owed(told) for _, told in found) and not _is_tolerated(watcher, alert, world, span):
            known = "; ".join(_name(watcher, told) for _, told in found)
            findings.without_cause.append(f"{watcher.name}: {_shown(alert, span)}; known: {known or 'nothing'}")
    for told in there:
        if watcher.is_owed(told) and not counts[told]:
            findings.missing.append(_name(watcher, told))
        if counts[told] > 1:
            findings.twice.append(f"{_name(watcher, told)}, {counts[told]} times")


_Found = list[tuple[float, Told]]


def _told_by(alerts: Sequence[Alert], there: Sequence[Told], span: Span) -> Iterator[tuple[Alert, _Found]]:
    """What each alert tells of: all that its bracket holds, with the real seconds that it is off.

    A bracket that holds nothing tells of what is nearest, unless another alert holds that.
    """
    inside = {id(alert): [(0.0, told) for told in _near(alert, there, span, 0.0)] for alert in alerts}
    held = {told for found in inside.values() for _, told in found}
    for alert in alerts:
        free = [told for told in _near(alert, there, span, SLACK) if told not in held]
        yield alert, inside[id(alert)] or [(_distance(told, bracket_of(alert), span), told) for told in free[:1]]


def _near(alert: Alert, there: Sequence[Told], span: Span, most: float) -> list[Told]:
    """What happened so many real seconds outside an alert's bracket at most, the nearest first."""
    bracket = bracket_of(alert)
    near = [(_distance(told, bracket, span), told) for told in there if told.kind is alert.kind]
    return [told for slack, told in sorted(near, key=lambda pair: pair[0]) if slack <= most]


def _distance(told: Told, bracket: tuple[datetime | None, datetime], span: Span) -> float:
    """By how many real seconds a bracket misses what happened; none or less where it holds it."""
    after = span.day_of(bracket[0]) if bracket[0] else float("-inf")
    too_early = after - told.first - (_HIDDEN if told.hidden else 0)
    return max(too_early, told.last - span.day_of(bracket[1]), 0.0) * span.day_seconds


def bracket_of(alert: Alert) -> tuple[datetime | None, datetime]:
    """After which instant and by which one it happened, as the alert says."""
    bracket = alert.evidence["bracket"]
    after = datetime.fromisoformat(bracket["after"]) if bracket["after"] else None
    return after, datetime.fromisoformat(bracket["by"])


def _is_tolerated(watcher: Watcher, alert: Alert, world: World, span: Span) -> bool:
    """Who asked for what does not matter, too, may hear of a page that was in another language for some hours.

    And of what was missing for a while where that was first seen together with a change, so that it was no flap.
    """
    if not watcher.lenient:
        return False
    page = next(one for one in world.pages if one.timeline == alert.timeline)
    by = span.day_of(bracket_of(alert)[1])
    near = [one for one in page.episodes if one.since <= by <= one.until + _LATE]
    return any(
        one.quirk is Quirk.LANGUAGE
        or (one.quirk in _MISSING and any(abs(day - one.since) < _TOGETHER for day in page.changes()))
        for one in near
    )


def _name(watcher: Watcher, told: Told) -> str:
    ways = ", ".join(one.edit.way if one.edit else told.kind for one in told.happenings)
    return f"{watcher.name}: {told.timeline} on day {told.first:.2f} ({ways})"


def _shown(alert: Alert, span: Span) -> str:
    after, by = bracket_of(alert)
    days = f"{span.day_of(after):.2f}" if after else "ever"
    return f"{alert.timeline} {alert.kind} between day {days} and {span.day_of(by):.2f}: {alert.message.subject[:80]}"


def notices_without_cause(world: World, alerts: Iterable[Alert]) -> Iterator[str]:
    """Notices about pages that nothing was wrong with for as long as five visits."""
    pages = {page.timeline: page for page in world.pages}
    for alert in alerts:
        page = pages.get(alert.timeline)
        if alert.kind is AlertKind.NOTICE and page and not _troubled(world, page.timeline):
            yield f"{alert.timeline}: {alert.message.subject}"


def _troubled(world: World, timeline: str) -> bool:
    page = next(one for one in world.pages if one.timeline == timeline)
    hosts = {page.host, *([page.moved[1]] if page.moved else [])}
    return page.unseen or bool(page.gone) or any(world.hosts[host].bad for host in hosts)


def summaries_wrong(world: World, alerts: Iterable[Alert], archived: Collection[str]) -> Iterator[str]:
    """Watches that were not told what the archive had in one message for each time that it was asked."""
    counts = Counter(one.watch for one in alerts if one.kind is AlertKind.SUMMARY)
    most = 1 + int(world.days / _ASKED_EVERY)
    for watcher in WATCHERS:
        least = any(fnmatchcase(timeline, watcher.timelines) for timeline in archived)
        if not least <= counts[watcher.name] <= most * least:
            yield f"{watcher.name}: {counts[watcher.name]} instead of {int(least)} to {most * least}"


def regular(alerts: Iterable[Alert], watch: str, kind: AlertKind, periods: Sequence[str]) -> Iterator[str]:
    """Periods for which a watch was owed a digest or a heartbeat and did not get one, or got more than one."""
    found: list[Alert] = [one for one in alerts if one.watch == watch and one.kind is kind]
    if len(found) != len(periods):
        yield f"{watch}: {len(found)} instead of {len(periods)} ({', '.join(periods)})"


def digests_owed(alerts: Sequence[Alert], watch: str, end: datetime) -> list[str]:
    """The days that are over on which something was collected."""
    collected = [one for one in alerts if one.watch == watch and not one.channel]
    days = sorted({f"{one.made_at:%Y-%m-%d}" for one in collected})
    return [day for day in days if day < f"{end:%Y-%m-%d}"]
