"""What follows for a timeline from how its last visit went?

Called in the transaction that writes its history: who watches is told, and the next visit is set.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

import alerts
import pipeline
import versions
from deriving import Visits
from model import TOO_OFTEN, Appointment, History, Seen, Timeline, Verdict
from scheduler import cadence, saving
from scheduler.notices import tell_operator
from scheduler.standing import Standing
from store import Store

Chance = Callable[[], float]
"""A number from -1 to 1, anew at each call."""

chance: Chance = partial(random.SystemRandom().uniform, -1.0, 1.0)
"""By which visits are spread, so that not all of a day's fall into one minute."""


@dataclass(slots=True)
class Deriving:
    """Derives timelines, tells, and sets appointments; belongs to the thread that owns the store.

    `alerts` counts what was put into the outbox.
    """

    store: Store
    clock: Callable[[], datetime]
    chance: Chance
    alerts: int = 0

    def derive(self, standing: Standing, timeline: Timeline) -> History:
        """A timeline anew, with everything that follows from it, in one transaction."""
        return pipeline.derive(
            self.store, timeline, self.clock(), lambda history, visits: self.follow(standing, timeline, history, visits)
        )

    def follow(self, standing: Standing, timeline: Timeline, history: History, visits: Visits) -> None:
        """What follows from a history that was just made, and from the visits it knows of."""
        now, naming = self.clock(), standing.naming(timeline.id)
        every = timeline.every or standing.settings.schedule.every
        told = pipeline.tell(
            self.store,
            timeline,
            naming,
            standing.watches,
            history,
            visits,
            now,
            every=every,
            gather_after=_gather_after(standing, timeline),
        )
        self.alerts += told.alerts
        saving.want(self.store, standing.settings, timeline, history, visits, now)
        before = self.store.agenda.appointment(timeline.id)
        after = before and _after(visits, history, before)
        if before and after and after != before:
            pause = cadence.wait(
                every,
                streak=after.streak,
                second_look=told.second_look,
                jitter=self.chance() * standing.settings.schedule.jitter,
            )
            self.store.agenda.set(replace(after, due=now + pause if before.due else None))
            self._notify(standing, timeline, before, after)
        if told.too_often:
            cause = f"{TOO_OFTEN} {told.too_often[-1].cause}"
            lines = alerts.advice(str(timeline.id), told.too_often, _showed(history, now))
            self._notice(standing, timeline, cause, "alarms too often: is it the wrong page?", lines)
        if told.odd_clock:
            self._notice(standing, timeline, f"clock {now:%Y-%m-%d}", "the clock jumped", _ODD_CLOCK)

    def _notify(self, standing: Standing, timeline: Timeline, before: Appointment, after: Appointment) -> None:
        """The operator hears once of a page that is not seen any more, and once that it is seen again.

        A notice is kept once, whatever number of visits asks for it: `notice_after` may become less meanwhile.
        """
        limit = standing.settings.schedule.notice_after
        if after.streak >= limit:
            since = f"{after.usable_at:%Y-%m-%d %H:%M}" if after.usable_at else "never"
            lines = [
                f"The last {after.streak} visits showed no policy text: {after.reason}.",
                f"Last seen with a text: {since}.",
                *(f"Address: {place.original}" for place in timeline.locations if place.until is None),
                "What to do: docs/operating.md, under 'A page is not seen any more'.",
            ]
            self._notice(standing, timeline, f"failing since {since}", "is not seen any more", lines)
        elif not after.streak and before.streak >= limit:
            lines = [f"After {before.streak} visits without a policy text ({before.reason}) it was seen again."]
            self._notice(standing, timeline, f"seen again {after.looked_at:%Y-%m-%dT%H:%M}", "is seen again", lines)

    def _notice(self, standing: Standing, timeline: Timeline, cause: str, what: str, lines: list[str]) -> None:
        name, now = str(timeline.id), self.clock()
        subject = f"{name} {what}"
        tell_operator(self.store, standing.settings, now, cause=cause, subject=subject, lines=lines, timeline=name)


def _gather_after(standing: Standing, timeline: Timeline) -> int:
    schedule = standing.settings.schedule
    return 0 if str(timeline.id) in schedule.tell_singly else schedule.gather_after


def _showed(history: History, now: datetime) -> str:
    """What the visits of the last weeks showed, by verdict."""
    lately = (seen.verdict.value for seen in history.seens if seen.verdict and seen.moment > now - alerts.WINDOW)
    return ", ".join(f"{verdict} {number}" for verdict, number in Counter(lately).most_common()) or "nothing"


_ODD_CLOCK = [
    "The last visit is earlier than the one before it, or more than 30 days later, by this machine's clock.",
    "What it saw is kept, but nobody is told before the next visit agrees with the one before it.",
    "What to do: see that the clock of this machine is right; docs/operating.md, under 'The clock jumped'.",
]


def _after(visits: Visits, history: History, before: Appointment) -> Appointment:
    """The appointment after the visits that came since it was last touched; the same if none did."""
    known = max((n for n, (moment, _) in enumerate(visits.visits, 1) if moment == before.looked_at), default=0)
    fresh = visits.visits[known:]
    if not fresh:
        return before
    shown = {seen.moment for seen in history.seens if seen.usable}
    usable = [moment for moment, failure in fresh if not failure and moment in shown]
    moment, failure = fresh[-1]
    if usable:
        return replace(before, looked_at=moment, usable_at=usable[-1], streak=0, reason="")
    return replace(before, looked_at=moment, streak=before.streak + 1, reason=failure or _shown(history, moment))


def _shown(history: History, moment: datetime) -> str:
    """What a visit showed in place of the policy."""
    by_capture = {(one.capture, one.location): one.settled for one in history.examined}
    for seen in reversed(history.seens):
        if seen.moment == moment and seen.capture:
            settled = by_capture[seen.capture, seen.location]
            told = f"{settled.verdict}: {settled.reason}" if settled.reason else str(settled.verdict)
            return f"{told}; {_since(history, seen)}" if settled.verdict is Verdict.SELECTOR_MISS else told
    return "nothing"


def _since(history: History, miss: Seen) -> str:
    """Since when the selectors of a location match nothing."""
    here = [seen for seen in history.seens if seen.location == miss.location]
    missed = (seen.moment for seen in here if seen.verdict is Verdict.SELECTOR_MISS)
    return versions.since_when(miss.moment, missed, (seen.moment for seen in here if seen.usable))
