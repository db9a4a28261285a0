"""What does our crawl do on the whole way, from the question to the recorded change?

`visit` visits live pages until all that was recorded of each has stood there, keeps and reads what comes, and in the
end compares each page with the one before it and records what changed.  `backfill` does the same with captures of an
archive, which are asked for by its index.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

import pipeline
from benchmarks.crawling.standing import Document
from benchmarks.seams import catalog_of
from crawler import Archive, Desk, Manners, Outcome, Progress, run_crawl
from crawler.clerk import Clerk
from model import RunKind, Task, TaskKind
from store import Store, open_store

_RATE = 10_000_000
_BEGAN = datetime(2026, 1, 1, tzinfo=UTC)
_STATUS = Path("/proc/self/status")


def worked_off(part: str, documents: Sequence[Document], addresses: Sequence[str], manners: Manners) -> dict[str, Any]:
    """The pages that came, and how much memory was resident when so many had."""
    with tempfile.TemporaryDirectory() as folder:
        work = _Work(Path(folder) / "crawl.db", documents, addresses, manners)
        pages = {"visit": work.visit, "backfill": work.backfill}[part]()
        return {"pages": pages, "memory": work.memory}


class _Work:
    def __init__(
        self, database: Path, documents: Sequence[Document], addresses: Sequence[str], manners: Manners
    ) -> None:
        self._database, self._addresses, self._manners = database, addresses, manners
        self._left = {address: len(one.bodies) - 1 for address, one in zip(addresses, documents, strict=True)}
        self._round = set(addresses)
        self._catalog = catalog_of(addresses)
        self._ticks = count()
        pages = sum(len(one.bodies) for one in documents)
        self._marks = (pages // 5, pages)  # captures after which memory is looked at
        self.memory: dict[int, int] = {}

    def visit(self) -> int:
        with open_store(self._database) as store, store.writing():
            run = store.frontier.begin(RunKind.VISITS, _BEGAN)
            store.frontier.add_visits(self._addresses, run, _BEGAN)

        def again(store: Store, original: str) -> None:
            self._left[original] -= 1
            self._round.discard(original)
            if not self._round:  # all at once, as who visits each day queues what is due
                self._round = {address for address, left in self._left.items() if left >= 0}
                with store.writing():
                    store.frontier.add_visits(self._round, run, self._clock())

        outcome = self._crawl(partial(self._clerk, again), live=True)
        self._derive()
        return outcome.captured + outcome.unchanged

    def backfill(self) -> int:
        home = self._manners.allow_hosts[-1]
        archive = Archive(
            name="archive",
            index=f"http://{home}/cdx",
            replay=f"http://{home}/web/{{timestamp}}id_/{{original}}",
            index_per_minute=_RATE,
            replay_per_minute=_RATE,
            allow_hosts=self._manners.allow_hosts,
        )
        with open_store(self._database) as store, store.writing():
            tasks = [Task(kind=TaskKind.INDEX, archive="archive", original=one) for one in self._addresses]
            store.frontier.add(tasks, _BEGAN)
        outcome = self._crawl(partial(self._clerk, None), archives=[archive])
        self._derive()
        return outcome.captured

    def _clerk(self, again: Callable[[Store, str], None] | None) -> Clerk:
        store = open_store(self._database)
        read_in = partial(pipeline.read_in, store, self._catalog)
        return Clerk(store, read_in, self._clock, again and partial(again, store))

    def _crawl(self, desk: Callable[[], Desk], live: bool = False, archives: Sequence[Archive] = ()) -> Outcome:
        return run_crawl(desk, archives, settings=self._manners, live=live, clock=self._clock, on_progress=self._note)

    def _derive(self) -> None:
        with open_store(self._database) as store:
            for timeline in self._catalog.timelines:
                pipeline.derive(store, timeline, self._clock())

    def _clock(self) -> datetime:
        """Goes on by an hour whenever it is looked at."""
        return _BEGAN + timedelta(hours=next(self._ticks))

    def _note(self, progress: Progress) -> None:
        if progress.captured in self._marks:
            self.memory.setdefault(progress.captured, _resident())


def _resident() -> int:
    """Kilobytes; 0 where the system does not say."""
    if not _STATUS.exists():
        return 0
    return int(next(line for line in _STATUS.read_text().splitlines() if line.startswith("VmRSS:")).split()[1])
