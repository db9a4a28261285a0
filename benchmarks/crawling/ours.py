"""What does our crawl do with the same pages, as far as it is wanted?

    python -m benchmarks.crawling.ours fetch|visit|backfill FOLDER PLAN

`fetch` visits live pages with all manners, and drops what comes; the others are told in `benchmarks.crawling.whole`.
The plan is JSON: the ports of the hosts, that of the archive last, and whether to ask at all.  Prints JSON: the pages
that came, and how many kilobytes were resident when so many had.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks.crawling.standing import Document, laid_out
from crawler import Hop, Manners, Visited, run_crawl
from crawler.trouble import Trouble
from model import LIVE, Task, TaskKind, Validators


def main(arguments: Sequence[str]) -> int:
    part, folder, plan = arguments
    given = json.loads(plan)
    documents = laid_out(Path(folder)) if given["pages"] else []
    opened = [f"127.0.0.1:{port}" for port in given["ports"]]
    addresses = [f"http://{opened[one.host]}{one.path}" for one in documents]
    manners = Manners(
        contact="operator@invented.example", delay=0, replays_at_once=16, visits_at_once=100, allow_hosts=tuple(opened)
    )
    if part == "fetch":
        print(json.dumps({"pages": fetched(documents, addresses, manners)}))
        return 0
    from benchmarks.crawling import whole  # here, since reading and comparing are no part of fetching

    print(json.dumps(whole.worked_off(part, documents, addresses, manners)))
    return 0


def fetched(documents: Sequence[Document], addresses: Sequence[str], manners: Manners) -> int:
    """How many answered well."""
    most = max((len(one.bodies) for one in documents), default=0)
    tasks = [
        Task(kind=TaskKind.VISIT, archive=LIVE, original=address)
        for turn in range(most)
        for one, address in zip(documents, addresses, strict=True)
        if turn < len(one.bodies)
    ]
    desk = _Dropping(tasks)
    run_crawl(lambda: desk, (), settings=manners, live=True)
    return desk.pages


class _Dropping:
    """A desk that takes what comes and keeps nothing."""

    def __init__(self, tasks: Sequence[Task]) -> None:
        self._tasks: Iterator[Task] = iter(tasks)
        self.pages = self.bytes = 0

    def next_visits(self, limit: int) -> Sequence[Task]:
        return list(islice(self._tasks, limit))

    def visits_waiting(self) -> float | None:
        return None

    def validators(self, original: str) -> Validators | None:  # noqa: ARG002
        return None

    def to_show(self, task: Task, hop: Hop, moment: datetime) -> None:  # noqa: ARG002
        return None

    def visited(self, task: Task, hops: Sequence[Hop], trouble: Trouble | None, moment: datetime) -> Visited:  # noqa: ARG002
        self.pages += sum(hop.status == 200 for hop in hops)
        self.bytes += sum(len(hop.body or b"") for hop in hops)
        return Visited(captures=len(hops), unchanged=0)

    def close(self) -> None:
        pass

    def __getattr__(self, name: str) -> Any:
        raise AttributeError(f"nothing of the kind is to happen here: {name}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
