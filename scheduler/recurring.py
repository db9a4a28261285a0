"""What is told when a day, week or month is over?

Digests and heartbeats. Asked at every tick, so what has been settled is remembered; after a restart the outbox is asked
what was made. Nothing is computed while the database is held for writing.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

import alerts
import versions
from alerts.summaries import cause_of
from model import LIVE, AlertKind, Cadence, Capture, Timeline, Verdict, Watch
from scheduler.standing import Standing
from store import Store, TimelineFacts


class Recurring:
    """Makes what is due, each once; belongs to the thread that owns the store."""

    def __init__(self) -> None:
        self._settled: dict[tuple[str, AlertKind], tuple[Cadence, datetime | None]] = {}

    def look(self, store: Store, standing: Standing, now: datetime) -> None:
        for watch in standing.watches:
            began = store.outbox.began(watch.name, now)
            self._digest(store, watch, began, now)
            self._heartbeat(store, standing, watch, began, now)

    def _is_new(self, watch: Watch, kind: AlertKind, cadence: Cadence, until: datetime | None) -> bool:
        """Whether this was not settled yet; then it is."""
        before = self._settled.get((watch.name, kind))
        self._settled[watch.name, kind] = (cadence, until)
        return before != (cadence, until)

    def _digest(self, store: Store, watch: Watch, began: datetime, now: datetime) -> None:
        """Goes back to the end of the last one, since this process may have slept over several.

        Where a watch has no cadence any more, what was collected before comes at once, for the last time. What was
        gathered since its timeline alarms too often comes once a day.
        """
        over = alerts.last_over(watch.digest, now)
        day = alerts.last_over(Cadence.DAILY, now)
        due = over or day
        if not self._is_new(watch, AlertKind.DIGEST, watch.digest, due.until if due else None):
            return
        collected = store.outbox.collected(watch.name, over.until if over else None)
        if not over:
            collected = [one for one in collected if not (alerts.is_gathered(one) and day and one.made_at >= day.until)]
        if not collected:
            return
        until = over.until if over else max(now, began)
        last = store.outbox.last_of(watch.name, AlertKind.DIGEST)
        ended = datetime.fromisoformat(last.evidence["until"]) if last else began
        since = min(ended, until, collected[0].made_at)
        digest = alerts.digest(watch, collected, since, until, now)
        if digest and store.outbox.is_kept(watch.name, AlertKind.DIGEST, digest.cause):
            digest = replace(digest, cause=f"{digest.cause} {collected[0].name}")
        if digest:
            with store.writing():
                store.outbox.keep(digest)

    def _heartbeat(self, store: Store, standing: Standing, watch: Watch, began: datetime, now: datetime) -> None:
        over = alerts.last_over(watch.heartbeat, now)
        if over is None or over.until <= began:
            return
        since, until = max(over.since, began), over.until
        if not self._is_new(watch, AlertKind.HEARTBEAT, watch.heartbeat, until):
            return
        if store.outbox.is_kept(watch.name, AlertKind.HEARTBEAT, cause_of(since, until)):
            return
        followed = [one for one in standing.catalog.timelines if alerts.follows(watch, str(one.id))]
        counts = [_visits(store, one, since, until) for one in followed]
        appointments = [store.agenda.appointment(one.id) for one in followed]
        limit = standing.settings.schedule.notice_after
        failing = [(str(one.timeline), one.reason) for one in appointments if one and one.streak >= limit]
        visits, usable = sum(count[0] for count in counts), sum(count[1] for count in counts)
        told = store.outbox.told_count(watch.name, since, until)
        beat = alerts.heartbeat(watch, since, until, visits, usable, told, failing, now)
        with store.writing():
            store.outbox.keep(beat)


def _visits(store: Store, timeline: Timeline, since: datetime, until: datetime) -> tuple[int, int]:
    """How many visits there were in an interval, and how many of them showed the policy."""
    keys = [place.key for place in timeline.locations]
    visits = [(moment, why) for moment, why in store.looks.live_visits(keys) if since <= moment < until]
    if not visits:
        return 0, 0
    policies = {one.capture for one in store.questions.looked_at(timeline.id) if one.settled.verdict is Verdict.POLICY}
    shown = usable_at(timeline, store.facts.of_originals(keys, timeline.id), policies, since, until)
    return len(visits), sum(not why and moment in shown for moment, why in visits)


def usable_at(
    timeline: Timeline, facts: TimelineFacts, policies: Collection[Capture], since: datetime, until: datetime
) -> set[datetime]:
    """When, from `since` until `until`, visits of ours showed one of these captures."""
    visited = [seen for seen in facts.sightings if seen.holder == LIVE and since <= seen.timestamp < until]
    held = [(one.capture, holding) for one in facts.held for holding in one.holdings if holding.holder == LIVE]
    return {sight.moment for sight in versions.sights_of(timeline, visited, held) if sight.capture in policies}
