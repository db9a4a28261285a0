"""What has to be done now and then, besides visiting?

Losses that waited in vain, accounts of runs, digests and heartbeats at the end of their period, backups, notices.
Everything asks the store when it was done last, so that a restart neither repeats nor forgets it.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from datetime import date

from model import TimelineId, sha256
from scheduler.backups import Backups
from scheduler.notices import tell_operator
from scheduler.overdue import overdue
from scheduler.recurring import Recurring
from scheduler.rounds import Rounds
from store import Store

logger = logging.getLogger("clausewatch")


_AS_BEFORE = "what it said before stands"
_PART_LEFT_OUT = "what has the fault is left out"


class Housekeeping:
    """Belongs to the process that holds the lock."""

    def __init__(self, rounds: Rounds) -> None:
        self._rounds = rounds
        self._backups, self._recurring = Backups(rounds), Recurring()
        self._day: object = None
        self._asked: dict[TimelineId, date] = {}

    async def round(self, stop: asyncio.Event | None = None) -> None:
        """Does what is due, until it is time to stop."""
        stop, now = stop or asyncio.Event(), self._rounds.clock()
        if self._day not in (None, now.date()):  # an account a day
            await self._rounds.end_visits()
        self._day = now.date()
        await self._rounds.note_accounts()
        await self._tell_overdue(stop)
        await self._rounds.deriver.run(lambda store: self._recurring.look(store, self._rounds.standing, now))
        if not stop.is_set():
            await self._backups.round(now, stop)

    async def _tell_overdue(self, stop: asyncio.Event) -> None:
        """Derives what a watch is owed without a look: a loss that waited for a second one in vain. Once a day each.

        What was told is read off the outbox's marks, so a restart repeats and forgets nothing.
        """
        now = self._rounds.clock()
        found = await self._rounds.deriver.run(lambda store: overdue(store, self._rounds.standing, now))
        fresh = [one for one in found if self._asked.get(one.id) != now.date()]
        self._asked |= {one.id: now.date() for one in fresh}
        if fresh:
            self._rounds.touch(fresh)
            await self._rounds.derive_touched(stop)

    async def files_changed(self) -> bool:
        """Reads the installation's files again where they changed; a fault is told to the operator."""
        changed, faults = self._rounds.files.look()
        await self.tell_faults(faults, _PART_LEFT_OUT if changed else _AS_BEFORE)
        return changed

    async def tell_faults(self, faults: Sequence[str], what: str = _PART_LEFT_OUT) -> None:
        """To the log and the operator; the same faults are told once a day."""
        for fault in faults:
            logger.warning("%s", fault)
        if faults:
            await self._rounds.keeper.write(lambda store: self._notice_faults(store, faults, what))

    def _notice_faults(self, store: Store, faults: Sequence[str], what: str) -> None:
        now = self._rounds.clock()
        cause = f"files {now:%Y-%m-%d} {sha256(' '.join(faults))[:12]}"
        subject = f"A file of this installation has a fault; {what}"
        lines = [*faults, "What to do: docs/operating.md, under 'A file of this installation has a fault'."]
        tell_operator(store, self._rounds.standing.settings, now, cause=cause, subject=subject, lines=lines)
