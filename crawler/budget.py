"""May a run ask for more?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from crawler.tally import Ledger
from model import Account, Bound, Task, TaskKind
from settings import Settings

_USUAL_BYTES = 50_000.0  # of a request, as long as nothing is known
_USUAL_REQUESTS = 2.0  # of a visit, likewise: robots.txt and the page
_INFINITE = float("inf")


@dataclass(slots=True)
class _Run:
    """What a run had used when this process met it, and how many of its tasks were handed out since."""

    requests: int
    bytes: int
    handed_out: int = 0
    ended: Bound | None = None


class Budget:
    """How many requests and bytes each run may use, over all crawls of this process. 0 stands for any number.

    Counts what the ledger has. As many tasks are handed out as there is probably room for; how much one will take is
    only known afterwards, so that a run can exceed a budget by what is under way.

    What a backfill was ordered with besides (`--budget`) is kept by `crawler.planner`, to the request: it stands in the
    store, outlives the process, and decides also what is asked for first.
    """

    def __init__(self, ledger: Ledger, requests: int = 0, megabytes: int = 0) -> None:
        self._ledger, self._most_requests, self._most_bytes = ledger, requests, megabytes * 1_000_000
        self._runs: dict[int, _Run] = {}

    @classmethod
    def of(cls, settings: Settings, ledger: Ledger) -> Budget:
        """As an installation has set it."""
        return cls(ledger, settings.crawl.most_requests, settings.crawl.most_megabytes)

    @property
    def spent(self) -> list[int]:
        """The runs that have used theirs, and whose tasks stay queued."""
        return [number for number, run in self._runs.items() if run.ended]

    def allowed(
        self, tasks: Sequence[Task], in_hand: Iterable[Task], before: Callable[[int], Account]
    ) -> Sequence[Task]:
        """Of these tasks, that are due, those to be handed out. `before` is what a run had used earlier."""
        if not (self._most_requests or self._most_bytes):
            return tasks
        in_hand, given = list(in_hand), list[Task]()
        for run in dict.fromkeys(task.run for task in tasks):
            if run not in self._runs:
                known = before(run)
                self._runs[run] = _Run(known.requests, known.bytes)
            under_way = sum(one.run == run for one in in_hand)
            given += self._of(run, [task for task in tasks if task.run == run], under_way)
        return given

    def renew(self, run: int) -> None:
        """A run that a budget had ended is gone on with: it counts anew."""
        if run in self.spent:
            requests, used = self._ledger.used(run)
            self._runs[run] = _Run(-requests, -used, handed_out=requests)

    def ended_by(self, run: int) -> Bound | None:
        """Which limit a run has used, if it has one."""
        return self._runs[run].ended if run in self._runs else None

    def ordered_is_spent(self, run: int) -> None:
        """A backfill has made all the requests that it was ordered with; this is where its account says so."""
        self._ledger.spend(run, Bound.BUDGET)

    def not_made(self, task: Task) -> None:
        """A task that was handed out is back, and nothing was asked for."""
        if task.run in self._runs:
            self._runs[task.run].handed_out -= 1

    def _of(self, number: int, tasks: list[Task], under_way: int) -> list[Task]:
        run = self._runs[number]
        left = self._left(number, run)
        if not under_way and left[0] <= 0 and tasks:
            run.ended = left[1]
            self._ledger.spend(number, left[1])
        least = 1 if not under_way and left[0] > 0 else 0
        given = tasks[: max(least, int(min(self._room(number, run, tasks[0], under_way), len(tasks))), 0)]
        run.handed_out += len(given)
        return given

    def _left(self, number: int, run: _Run) -> tuple[float, Bound]:
        """What is left of that which is nearest to its end, and which that is."""
        requests, used = self._ledger.used(number)
        most = self._most(run)
        return min((most[0] - max(requests, run.handed_out), Bound.REQUESTS), (most[1] - used, Bound.MEGABYTES))

    def _room(self, number: int, run: _Run, like: Task, under_way: int) -> float:
        """For how many more tasks there probably is room beside those that are under way."""
        requests, used = self._ledger.used(number)
        most, finished = self._most(run), run.handed_out - under_way
        usual = _USUAL_REQUESTS if like.kind is TaskKind.VISIT else 1.0
        each = max(1.0, requests / finished) if finished > 0 else usual
        size = used / requests if requests and used else _USUAL_BYTES
        return min(
            (most[0] - max(requests, each * run.handed_out)) / each, (most[1] - used) / (size * each) - under_way
        )

    def _most(self, run: _Run) -> tuple[float, float]:
        """Requests and bytes that a run may use in this process."""
        requests = self._most_requests - run.requests if self._most_requests else _INFINITE
        return requests, self._most_bytes - run.bytes if self._most_bytes else _INFINITE
