"""What is to be asked of archives next, by what our rows say is listed, held and queued?"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from crawler.plan import Asked, Listed, Listing, Look, Need, Plan, Wanted, listing_of, plan
from model import OriginalKey, Precision, RunKind, Task, TaskKind, original_key, timestamp14
from store import Store

Needs = Callable[[OriginalKey, bool], Sequence[Need]]
"""What the timelines of an original know of it. Given by who reads: (key, whether neighbours in time were asked).

What neighbours say is dear and comes last, where a plan has nothing left to ask for.
"""

_MOST_SPOTS = 200_000  # of listings that are remembered
_IN_HAND = 8  # captures of a run with a budget that are asked for at once: what pays most is known a little later


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """How many requests are probably left; at least so many where a list of `unlisted` originals is still to come."""

    requests: int
    unlisted: int


@dataclass(slots=True)
class _Wish:
    """What a run asks of the captures of an original, and of which archives."""

    run: int
    precision: Precision
    archives: set[str]
    originals: set[str]
    left: int = 0  # captures that will probably be asked for
    sure: int = 0  # of these, those that are wanted as things stand


class Planner:
    """Plans original by original, and puts what is wanted into the frontier. All of it can be done again at any time.

    Without `needs` every distinct capture is wanted. `archives` are those that will be asked; None: all that there are.
    `on_spent` is told of a run whose budget is spent with something left to ask.
    To be called outside any transaction: who is asked what is known may have to read pages, and a PDF can take seconds.
    A process that is killed in between plans again.
    """

    def __init__(
        self,
        store: Store,
        needs: Needs | None,
        archives: Collection[str] | None,
        on_spent: Callable[[int], None],
    ) -> None:
        self._store, self._needs, self._on_spent = store, needs, on_spent
        self._archives = None if archives is None else frozenset(archives)
        self._wishes: dict[OriginalKey, _Wish] = {}
        self._listings: dict[OriginalKey, Listing] = {}
        self._indexes_left = 0
        self._lists_let_go = 0
        self._let_go: set[OriginalKey] = set()  # of which a list was let go: they stay unlisted
        self._unlisted: set[OriginalKey] = set()
        self._resting: dict[str, datetime] = {}  # archives, and until when they are to be left alone
        self._waiting: set[OriginalKey] = set()  # for lists
        self.resumed = needs is None
        self.likely_left = 0
        self._least_left = 0

    @property
    def left(self) -> Left:
        return Left(requests=self._least_left if self._unlisted else self.likely_left, unlisted=len(self._unlisted))

    def resume(self, now: datetime) -> None:
        """Goes on where a process was killed. To be called once, before anything is handed out."""
        self.resumed = True
        run = self._store.frontier.going(RunKind.BACKFILL)
        self._resting = self._store.frontier.resting(now)
        for task in self._store.frontier.indexes_over(run) if run else ():
            self._wish(task)
        self._indexes_left = self._lists_to_come(run)
        self._unlisted = {original_key(original) for original in self._lists_left(run)}
        for key in list(self._wishes):
            self._plan(key, now)
        self._count_left(run)

    def page_came(self, task: Task, now: datetime) -> int:
        """A page of an index came; returns how many captures were queued.

        Nothing before the last page of the last archive: what is asked for must not depend on which list came first.
        """
        self._indexes_left = self._lists_to_come(task.run)
        self._listings.pop(original_key(task.original), None)
        return self._plan(self._wish(task), now)

    def rests(self, task: Task, until: datetime, now: datetime) -> None:
        """An archive wants to be left alone: what others list does not wait for its lists until then."""
        if task.kind is TaskKind.INDEX and self._resting.get(task.archive, now) < until:
            self._resting[task.archive] = until
            for key in sorted(self._waiting):
                self._plan(key, now)

    def captured(self, task: Task, now: datetime) -> int:
        """A capture came, and was read; returns how many others were queued."""
        key = original_key(task.original)
        wish = self._wishes.get(key)
        if wish is None or not self._all_is_wanted(wish.precision):
            return self._plan(key, now) if wish else 0
        wish.left = wish.sure = max(0, wish.left - 1)  # all is queued: to go through it for each would take for ever
        self._count_left(wish.run)
        return 0

    def will_not_come(self, task: Task, now: datetime) -> int:
        """A capture was asked for in vain: another archive may have it. Of a list that breaks off, what it named."""
        if task.kind is TaskKind.INDEX:
            return self.page_came(task, now)
        key = original_key(task.original)
        return self._plan(key, now) if key in self._wishes else 0

    def handed_out(self, tasks: Sequence[Task], in_hand: Iterable[Task]) -> list[Task]:
        """Of these tasks those that the budgets of their runs allow. Forgets what they do not."""
        in_hand = list(in_hand)
        allowed: list[Task] = []
        for run in dict.fromkeys(task.run for task in tasks):
            allowed += self._allowed(run, [task for task in tasks if task.run == run], in_hand)
        return allowed

    # -- inside

    def _awaits(self, key: OriginalKey, wish: _Wish, now: datetime) -> bool:
        """Whether a list of these originals is still to come from an archive that is asked and answers."""
        awaited = {one for one in self._store.frontier.lists_to_come(wish.originals, wish.run) if self._is_asked(one)}
        if not awaited and key not in self._let_go:
            self._unlisted.discard(key)
        return bool(awaited - {archive for archive, until in self._resting.items() if until > now})

    def _is_asked(self, archive: str) -> bool:
        return self._archives is None or archive in self._archives

    def _lists_to_come(self, run: int) -> int:
        left = self._store.frontier.indexes_left(run)
        return sum(number for archive, number in left.items() if self._is_asked(archive))

    def _lists_left(self, run: int, without: Collection[int] = ()) -> list[str]:
        """The originals of which pages of lists are still to be asked for, each as often."""
        return [
            task.original
            for task in self._store.frontier.indexes_queued(run)
            if self._is_asked(task.archive) and task.id not in without
        ]

    def _all_is_wanted(self, precision: Precision) -> bool:
        return self._needs is None or precision is Precision.ALL

    def _wish(self, task: Task) -> OriginalKey:
        key = original_key(task.original)
        wish = self._wishes.get(key)
        if wish is None or wish.run != task.run:
            wish = self._wishes[key] = _Wish(run=task.run, precision=task.precision, archives=set(), originals=set())
        wish.archives.add(task.archive)
        wish.originals.add(task.original)
        wish.precision = max(wish.precision, task.precision, key=lambda one: one.asks)
        return key

    def _plan(self, key: OriginalKey, now: datetime) -> int:
        wish = self._wishes[key]
        if self._awaits(key, wish, now):
            self._waiting.add(key)
            return 0
        self._waiting.discard(key)
        places = self._store.frontier.asked_at(key)
        asked = Asked(
            # What is queued at an archive that is not asked never comes.
            pending=frozenset(place[:3] for place in places if place[3] and self._is_asked(place[0])),
            over=frozenset(place[:3] for place in places if not place[3]),
        )
        found = self._found(key, wish, asked)
        wish.left, wish.sure = (number + len(asked.pending) for number in (found.expected, len(found.wanted)))
        self._count_left(wish.run)
        if not found.wanted:
            return 0
        with self._store.writing():
            return self._store.frontier.add([_task(one, wish.run) for one in found.wanted], now)

    def _count_left(self, run: int) -> None:
        lists = self._indexes_left + self._lists_let_go
        wishes = [one for one in self._wishes.values() if one.run == run]
        self.likely_left = lists + sum(one.left for one in wishes)
        self._least_left = lists + sum(min(one.sure, one.left) for one in wishes)

    def _found(self, key: OriginalKey, wish: _Wish, asked: Asked) -> Plan:
        listing = self._listing(key, wish)
        if self._needs is None:
            return plan(listing, [self._held(key)], asked, Precision.ALL)
        found = plan(listing, self._needs(key, False), asked, wish.precision)
        if found.wanted or asked.pending or wish.precision is Precision.ALL:
            return found
        return plan(listing, self._needs(key, True), asked, wish.precision)

    def _listing(self, key: OriginalKey, wish: _Wish) -> Listing:
        if key not in self._listings:
            if sum(len(one.spots) for one in self._listings.values()) > _MOST_SPOTS:
                self._listings.clear()
            asked = filter(self._is_asked, sorted(wish.archives))
            rows = ((name, self._store.facts.rows(name, key)) for name in asked)
            self._listings[key] = listing_of(Listed(row=row, holder=name) for name, found in rows for row in found)
        return self._listings[key]

    def _held(self, key: OriginalKey) -> Need:
        kept = self._store.facts.kept_at(key)
        looks = [
            Look(
                moment=one.timestamp,
                text="",
                names=names_of(key, one.statuscode, digest, one.timestamp, one.original),
                place=(holder, one.original, one.timestamp),
            )
            for _, one, holder, digest in kept
        ]
        return Need(timeline="", spans=((None, None),), looks=tuple(looks))

    def _allowed(self, run: int, tasks: list[Task], in_hand: list[Task]) -> list[Task]:
        budget = self._store.frontier.budget(run) if run else 0
        if not budget:
            return tasks
        mine = [task for task in in_hand if task.run == run]
        room = budget - self._store.frontier.spent(run) - len(mine)
        if room <= 0:
            self._let_go_of(run, [task.id for task in mine])
            self._on_spent(run)
            return []
        first = [task for task in tasks if task.kind is TaskKind.INDEX]
        if first or any(task.kind is TaskKind.INDEX for task in mine):
            return first[:room]  # what pays most is known once all is listed
        replays = sum(task.kind is TaskKind.REPLAY for task in mine)
        return tasks[: max(0, min(room, _IN_HAND - replays))]

    def _let_go_of(self, run: int, in_hand: Sequence[int]) -> None:
        lists = self._lists_left(run, in_hand)
        self._lists_let_go += len(lists)
        self._let_go |= {original_key(original) for original in lists}
        self._unlisted |= self._let_go
        with self._store.writing():
            self._store.frontier.let_go(run, in_hand)
        self._indexes_left = self._lists_to_come(run)
        self._count_left(run)


def names_of(
    key: OriginalKey, status: int, digest: str, moment: datetime, original: str
) -> tuple[tuple[OriginalKey, int | None, str], ...]:
    """Under which names an archive may list a capture that it gave: a revisit, say, has no status there."""
    listed = digest or f"@{timestamp14(moment)} {original}"
    return ((key, status, listed), (key, None, listed))


def _task(wanted: Wanted, run: int) -> Task:
    return Task(
        kind=TaskKind.REPLAY,
        archive=wanted.archive,
        original=wanted.original,
        timestamp=wanted.timestamp,
        archive_digest=wanted.archive_digest,
        run=run,
        gain=wanted.gain,
    )
