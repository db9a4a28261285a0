"""Which page is an archive asked to save next, and how does what it answers become rows?

That a request is made is kept before it is sent. So the bounds of a day hold across restarts, and a process that is
killed on the way asks again: `crawler.saving.service` sees to it that this makes no second memento.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from math import inf

from crawler.replay import Answer
from crawler.saving.answers import Step, concluded
from crawler.saving.service import Question, Service, question
from crawler.trouble import Trouble
from model import Failure, Saving, SavingStep
from store import Store

_MOST_TRIES = 5
_OF_ONE_PAGE = 10  # requests in 24 hours: what web.archive.org allows
_WORTH = timedelta(days=2)  # after the visit; what is saved later tells little of what was seen then
_REMEMBERED = timedelta(days=30)
_DAY = timedelta(days=1)
_LONG, _SHORT = timedelta(hours=1), timedelta(minutes=10)  # until the robots.txt is looked at again
_LOOK_AGAIN = timedelta(seconds=10)  # at a job
_LONGEST_JOB = timedelta(minutes=45)  # the archive forgets a job after an hour, and then calls it pending for ever


class SavingDesk:
    """What is to be saved, over the store. Belongs to the thread that opened the store."""

    def __init__(self, store: Store, service: Service, clock: Callable[[], datetime]) -> None:
        self.service = service
        self._store, self._clock = store, clock
        self._looked: dict[int, datetime] = {}

    def waiting(self) -> float:
        """Seconds until something is to be asked, as far as is known; infinite if nothing is."""
        now = self._clock()
        self._give_up(now)
        return min(((due - now).total_seconds() for _, due in self._due(now)), default=inf)

    def next(self) -> Question | None:
        """What is to be asked now; it counts as asked. None if nothing is."""
        now = self._clock()
        saving = next((one for one, due in self._due(now) if due <= now), None)
        if saving is None:
            return None
        if not saving.job:
            with self._store.writing():
                self._store.savings.note(saving.id, SavingStep.ASKED, now)
            saving = replace(saving, asked=saving.asked + 1)
        return question(self.service, saving, now)

    def answered(self, asked: Question, answer: Answer | Trouble) -> None:
        """Keeps what follows from an answer."""
        now = self._clock()
        step = concluded(self.service, asked, answer, now)
        if step is None:
            self._looked[asked.saving.id] = now
        else:
            self._note(asked.saving, step, now)

    def forbidden(self, trouble: Trouble) -> None:
        """The robots.txt of the service keeps us from asking, or could not be had."""
        now = self._clock()
        due = next(self._due(now), None)
        if due:
            saving, reason = due[0], f"{trouble.reason}: {trouble.detail}"
            wait = _LONG if trouble.reason in (Failure.DISALLOWED, Failure.REFUSED_ADDRESS) else _SHORT
            self._note(saving, Step(step=SavingStep.PAUSED, wait=wait, job=saving.job, reason=reason), now)

    def _note(self, saving: Saving, step: Step, now: datetime) -> None:
        self._looked.pop(saving.id, None)
        with self._store.writing():
            self._store.savings.note(
                saving.id,
                step.step,
                now,
                again=None if step.wait is None else now + step.wait,
                job=step.job,
                memento=step.memento,
                reason=self.service.without_keys(step.reason),
            )

    def _open(self, now: datetime) -> list[Saving]:
        return self._store.savings.open(self.service.archive, now - _REMEMBERED)

    def _due(self, now: datetime) -> Iterator[tuple[Saving, datetime]]:
        """What is open, with when it is due, within all bounds; first what is to be asked for, then jobs by turns."""
        found = self._open(now)
        quiet = max((one.again for one in found if one.step is SavingStep.PAUSED and one.again), default=now)
        jobs = [one for one in found if one.job]
        asked = self._store.savings.asked(self.service.archive, now - _DAY, now + _DAY)
        if asked.total() < self.service.a_day and len(jobs) < self.service.at_once:
            for one in found:
                if not one.job and asked[one.original] < _OF_ONE_PAGE:
                    yield one, max(quiet, one.again or now)
        again = [(self._looked[one.id] + _LOOK_AGAIN if one.id in self._looked else now, one) for one in jobs]
        for due, one in sorted(again, key=lambda pair: pair[0]):
            yield one, max(quiet, due)

    def _give_up(self, now: datetime) -> None:
        """Also what lies so far ahead: the clock was wrong when it was noted, and all else would wait for it."""
        for one in self._open(now):
            reason = one.reason or "no answer"
            if abs(now - one.moment) > _WORTH:
                self._note(one, Step(step=SavingStep.FAILED, reason=f"not within two days; last: {reason}"), now)
            elif one.job and one.at and abs(now - one.at) > _LONGEST_JOB:
                reason = "the archive did not say within 45 minutes what came of its job"
                self._note(one, Step(step=SavingStep.PUT_OFF, wait=timedelta(0), reason=reason), now)
            elif one.step is SavingStep.PUT_OFF and one.tries >= _MOST_TRIES:
                self._note(one, Step(step=SavingStep.FAILED, reason=f"{one.tries} times in vain; last: {reason}"), now)
