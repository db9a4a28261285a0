"""When is the database copied, and what if it cannot be?"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from scheduler.notices import tell_operator
from scheduler.rounds import Rounds
from store import backup, open_store

logger = logging.getLogger("clausewatch")

_OURS = "clausewatch-????????T??????Z.db"
_AFTER_A_FAILURE = timedelta(hours=1)  # a large copy that fails takes minutes and fills the disk meanwhile


class Backups:
    """Belongs to the process that holds the lock."""

    def __init__(self, rounds: Rounds) -> None:
        self._rounds = rounds
        self._failed_at: datetime | None = None

    async def round(self, now: datetime, stop: asyncio.Event) -> None:
        """Makes the copy that is due. When it is time to stop, it is left, and due at the next start."""
        schedule, home = self._rounds.standing.settings.schedule, self._rounds.home
        last = await self._rounds.deriver.run(lambda store: store.agenda.last_backup())
        waits = [(last[0], schedule.backup)] if last and schedule.backup else []
        waits += [(self._failed_at, _AFTER_A_FAILURE)] if self._failed_at else []
        if schedule.backup is None or any(moment <= now < moment + wait for moment, wait in waits):
            return
        path = home.backups / f"clausewatch-{now:%Y%m%dT%H%M%SZ}.db"
        try:
            size = await asyncio.to_thread(_back_up, home.database, path, stop.is_set)
        except InterruptedError:
            return
        except OSError as error:
            await self._failed(path, error, now)
            return
        self._failed_at = None
        logger.info("backup: %s, %d bytes", path, size)
        await self._rounds.deriver.write(lambda store: store.agenda.note_backup(path, size, now))
        _prune(home.backups, schedule.keep_backups)

    async def _failed(self, path: Path, error: OSError, now: datetime) -> None:
        """The operator hears of it once a day."""
        self._failed_at = now
        logger.warning("no backup: %s: %s", path, error)
        settings = self._rounds.standing.settings
        lines = [f"{path}: {error}", "What to do: docs/operating.md, under 'No backup was made'."]
        subject, cause = "No backup was made", f"backup {now:%Y-%m-%d}"
        await self._rounds.deriver.write(
            lambda store: tell_operator(store, settings, now, cause=cause, subject=subject, lines=lines)
        )


def _back_up(database: Path, to: Path, stopped: Callable[[], bool]) -> int:
    _clear(to.parent)
    with open_store(database, readonly=True) as store:
        return backup(store, to, stopped)


def _clear(folder: Path) -> None:
    """Halves of copies that a killed process left."""
    for path in folder.glob(f"{_OURS}.part*"):
        path.unlink(missing_ok=True)


def _prune(folder: Path, keep: int) -> None:
    """Only what we named so; a person's own copies stay."""
    for path in sorted(folder.glob(_OURS))[:-keep]:
        path.unlink(missing_ok=True)
