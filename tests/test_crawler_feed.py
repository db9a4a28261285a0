"""Does a feed end when nothing is left, and not before nothing can come from the feeds beside it?"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from crawler.feed import Company, Feed
from model import Task, TaskKind


def task(archive: str) -> Task:
    return Task(kind=TaskKind.REPLAY, archive=archive, original="https://acme.example/")


class Desk:
    """What is queued for each archive; a task of "far" makes one of "near" when it is done."""

    def __init__(self, far: int) -> None:
        self.queued = {"near": 1, "far": far}
        self.done: list[str] = []

    def feed(self, archive: str, company: Company) -> Feed:
        async def look(limit: int) -> Sequence[Task]:
            number, self.queued[archive] = min(limit, self.queued[archive]), max(0, self.queued[archive] - limit)
            return [task(archive)] * number

        async def waiting() -> float | None:
            return 0.0 if self.queued[archive] else None

        return Feed(look, waiting, most=1, company=company)

    async def work_off(self, archive: str, feed: Feed) -> None:
        async for one in feed.tasks():
            await asyncio.sleep(0.03 if archive == "far" else 0)
            self.done.append(one.archive)
            self.queued["near"] += archive == "far"
            feed.concluded()


def worked_off(desk: Desk) -> list[str]:
    async def main() -> None:
        company = Company()
        feeds = {archive: desk.feed(archive, company) for archive in desk.queued}
        async with asyncio.timeout(20):
            await asyncio.gather(*(desk.work_off(archive, feed) for archive, feed in feeds.items()))

    asyncio.run(main())
    return desk.done


def test_an_archive_whose_tasks_are_done_gets_those_that_another_one_brings() -> None:
    assert sorted(worked_off(Desk(far=3))) == ["far"] * 3 + ["near"] * 4


def test_all_end_when_nothing_is_left_in_any() -> None:
    assert worked_off(Desk(far=0)) == ["near"]
