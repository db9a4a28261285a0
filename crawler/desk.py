"""Who tells the crawl what to ask for, and takes what came?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from model import Capture, Failure, Holding, IndexRow, Task


class Desk(Protocol):
    """The crawl's only way to what is kept.

    All methods are called in one worker thread, one at a time, never on the event loop; each is one
    transaction, so that a killed process loses at most the requests in flight: their tasks are still
    queued. What a method raises ends the crawl and comes out of `crawl` as it was raised.
    """

    def next_tasks(self, archive: str, limit: int) -> Sequence[Task]:
        """Tasks queued and due now that were not handed out already in this run.

        A task is handed out until `index_answered`, `captured` or `failed` is called with it.
        """

    def index_answered(self, task: Task, rows: Sequence[IndexRow], resume: str) -> int:
        """One page of an index came: rows become sightings, what to fetch and the next page (if `resume`) are queued.

        Returns how many tasks were queued.
        """

    def captured(self, task: Task, capture: Capture, holding: Holding, body: bytes, mimetype: str) -> None:
        """One capture came. Doing it twice changes nothing."""

    def failed(self, task: Task, reason: Failure, detail: str, wait: float | None) -> bool:
        """Nothing came. True if it will be tried again.

        With `wait` the fault was not the task's (its archive is pausing): it is due again after so many
        seconds and no try is used up. Without, tries are bounded and the desk backs off.
        """

    def waiting(self, archive: str) -> float | None:
        """Seconds until the next task is due that is not handed out; None when nothing is left."""

    def close(self) -> None:
        """The crawl is over. Called in the worker thread, since a SQLite connection is closed where it was opened."""
