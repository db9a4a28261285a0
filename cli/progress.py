"""How far is a command that takes long?"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING

from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn

from cli import output
from cli.stopping import said
from cli.wording import count
from model import History

if TYPE_CHECKING:
    from scheduler import CrawlProgress

EVERY = 30.0
"""Seconds between two lines where there is no terminal."""


class Bar:
    """A bar with the time left on a terminal, and a plain line now and then elsewhere; all of it on stderr."""

    def __init__(self, what: str, clock: Callable[[], float] = monotonic) -> None:
        self._what = what
        self._clock = clock
        self._last = clock()
        self._progress = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=output.errors,
            transient=True,
            disable=not output.errors.is_terminal,
        )
        self._task = self._progress.add_task(what, total=None)

    def __enter__(self) -> Bar:
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._progress.stop()

    def step(self, done: int, total: int | None, note: str = "") -> None:
        """So many of so many are done; `total` is None while nobody knows."""
        if output.errors.is_terminal:
            self._progress.update(self._task, description=f"{self._what}{note}", completed=done, total=total)
        elif self._clock() - self._last >= EVERY:
            self._last = self._clock()
            output.errors.print(f"{self._what}: {done} of {total or 'an unknown number'}{note}", soft_wrap=True)

    def visited(self, due: int) -> Callable[[CrawlProgress], None]:
        """Steps while so many pages are visited, and archives asked besides."""

        def step(progress: CrawlProgress) -> None:
            done = progress.requests if progress.queued else progress.visits
            note = f" ({progress.failed} failed)" if progress.failed else ""
            self.step(done, max(due + progress.queued, done) or None, note)

        return step

    def crawled(self, progress: CrawlProgress) -> None:
        note = f" (archive left alone for {progress.paused:.0f} s)" if progress.paused else ""
        self.step(progress.requests, progress.queued or None, note)


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    """How much came of deriving."""

    timelines: int = 0
    versions: int = 0
    changes: int = 0


def derived(histories: Iterable[History], total: int) -> Derived:
    """Derives, while a bar tells how far it is. Histories are counted and let go: each holds all of its texts.

    Interrupted it ends with how far it came; the timeline in hand is as it was before.
    """
    done = Derived()

    def stopped() -> str:
        so_far = f"stopped: {count(done.timelines, 'timeline')} derived and kept"
        return f"{so_far}; `clausewatch rebuild --stale` derives the rest"

    with said(stopped), Bar("deriving") as bar:
        for history in histories:
            done = Derived(
                timelines=done.timelines + 1,
                versions=done.versions + len(history.versions),
                changes=done.changes + sum(len(step.changes) for step in history.revisions),
            )
            bar.step(done.timelines, total)
    return done
