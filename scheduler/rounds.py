"""What does one round of work do: look for what is due, keep, derive, tell, deliver?

The steps that the service repeats and that `run --once` does once. Three threads own a store each (`threads`): one
keeps what the crawl brings, one derives, one delivers; the event loop only waits.
"""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

import crawler
import discovery
import pipeline
from crawler import Archive, Budget, Ledger, Progress
from crawler.clerk import Clerk
from crawler.saving.desk import SavingDesk
from model import LIVE, Account, Capture, Headers, Precision, RunKind, Timeline, TimelineId
from scheduler import asking, following, growing, moving, saving, surveying
from scheduler.delivery import Delivered, Delivery
from scheduler.knowing import Knowing
from scheduler.notices import tell_operator
from scheduler.retracing import Retracing
from scheduler.standing import Files, Standing
from scheduler.surveying import Surveying
from scheduler.threads import StoreThread
from scheduler.visiting import Deriving, chance
from settings import Home
from store import Store

logger = logging.getLogger("clausewatch")


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """What one piece of work did. `left` counts requests still to be made, `undelivered` alerts that wait."""

    account: Account
    derived: int
    alerts: int
    sent: int
    undelivered: int
    left: int
    stopped: bool


class Rounds:
    """The work of one installation, for the process that holds its lock."""

    def __init__(self, home: Home, clock: Callable[[], datetime]) -> None:
        self.files = Files(home)
        self.home, self.clock = home, clock
        self.chance = chance
        self.keeper = StoreThread(home.database, "keeper")
        self.deriver = StoreThread(home.database, "deriver")
        self.deliverer = StoreThread(home.database, "deliverer")
        self.delivery = Delivery(home, self.deliverer, clock)
        self.archives = tuple(self.files.now.settings.archives)  # the crawl asks these, whatever is set later
        self.service = saving.service_of(self.files.now.settings)  # likewise
        self.ledger = Ledger()
        self.budget = Budget.of(self.files.now.settings, self.ledger)
        self.delivered = Delivered()
        self.derived = 0
        self.visits_run = 0
        self.gone_on = False  # whether what a killed process left is queued
        self._deriving: Deriving | None = None
        self._surveying: Surveying | None = None
        self._touched: dict[TimelineId, None] = {}
        self._beginning = asyncio.Lock()
        self.touched = asyncio.Event()

    @property
    def standing(self) -> Standing:
        return self.files.now

    @property
    def deriving(self) -> Deriving:
        if self._deriving is None:
            raise RuntimeError("the stores are not open yet")
        return self._deriving

    async def open(self) -> None:
        """Opens the stores, and sees to it that everything declared has an appointment."""
        await self.keeper.open()
        self._deriving = Deriving(store=await self.deriver.open(), clock=self.clock, chance=self.chance)
        await self.deliverer.open()
        await self.keep_agenda()

    async def keep_agenda(self) -> None:
        """An appointment for everything declared, as locations are open now."""

        def keep(store: Store) -> None:
            asking.keep_agenda(store, self.standing, self.clock())
            asking.bring_nearer(store, self.standing, self.clock())

        await self.keeper.write(keep)

    async def close(self) -> None:
        for thread in (self.keeper, self.deriver, self.deliverer):
            await thread.close()

    # -- asking

    async def ask_due(self) -> int:
        """Queues visits of what is due."""
        run = await self.visits()
        return await self.keeper.write(lambda store: asking.ask_due(store, self.standing, run, self.clock()))

    async def ask_now(self, timelines: Sequence[Timeline]) -> list[str]:
        """Queues visits of these timelines, due or not; their originals."""
        run, now = await self.visits(), self.clock()
        originals = asking.open_originals(timelines, now)
        await self.keeper.write(lambda store: store.frontier.add_visits(originals, run, now))
        return originals

    async def visits(self) -> int:
        """The run in whose account visits fall."""

        def begin(store: Store) -> int:
            run = store.frontier.begin(RunKind.VISITS, self.clock())
            store.frontier.take_over_visits(run)
            return run

        async with self._beginning:
            if not self.visits_run:
                self.visits_run = await self.keeper.write(begin)
            return self.visits_run

    async def end_visits(self) -> Account:
        """Ends the run of visits, if one is going on; its account."""
        run, self.visits_run = self.visits_run, 0
        if not run:
            return Account()
        more = self.ledger.settle(run)
        account = await self.keeper.write(lambda store: store.frontier.end(run, more, self.clock()))
        _log(run, account)
        return account

    async def end_backfill(self, run: int, stop: asyncio.Event) -> Account:
        """Derives what is stale, and ends the run with what it brought; where it is time to stop, the next one does."""
        await self.stale()
        await self.derive_touched(stop)
        more, now = self.ledger.settle(run), self.clock()

        def end(store: Store) -> Account:
            if stop.is_set():
                return store.frontier.account(run, more)
            return growing.end_backfill(store, self.standing, run, more, now)

        account = await self.deriver.write(end)
        _log(run, account)
        return account

    async def note_accounts(self) -> None:
        """Writes the accounts of the runs that go on, so that a killed process has lost little of them."""
        accounts = {run: self.ledger.settle(run) for run in self.ledger.runs()}

        def note(store: Store) -> None:
            for run, more in accounts.items():
                store.frontier.account(run, more)

        await self.keeper.write(note)

    async def ask_archives(
        self,
        timelines: Sequence[Timeline],
        archives: Sequence[str] = (),
        precision: Precision = Precision.EXACT,
        budget: int | None = 0,
    ) -> int:
        """Asks archives, all where none is named, for what dates the changes of these timelines so closely; the run."""
        every, now, named = self.standing.catalog.timelines, self.clock(), archives or self.archives
        return await self.deriver.write(
            lambda store: asking.ask_archives(store, timelines, named, now, every, precision, budget)
        )

    async def archives_left(self) -> bool:
        """Whether archives are still to be asked for something, as far as is known."""
        counts = await self.keeper.run(lambda store: store.frontier.counts(self.archives))
        return not self.gone_on or counts.get("queued", 0) > 0

    async def going(self, kind: RunKind) -> int:
        """The run of that kind that a former process left; 0 where there is none."""
        return await self.keeper.run(lambda store: store.frontier.going(kind))

    async def gone_on_with(self) -> list[Timeline]:
        """The timelines of the backfill that a former process left: their moves may not be followed to the end."""

        def find(store: Store) -> list[str]:
            run = store.frontier.going(RunKind.BACKFILL)
            return store.frontier.listed_for(run) if run else []

        return self.standing.catalog.standing_at(await self.keeper.run(find))

    async def archives_due(self) -> list[Timeline]:
        """What archives are to be asked again for; the next time is set."""
        now = self.clock()
        return await self.keeper.write(lambda store: asking.archives_due(store, self.standing, now, self.chance))

    # -- crawling

    async def crawl(
        self,
        stop: asyncio.Event,
        *,
        forever: bool,
        surveys: bool = False,
        archives: Sequence[Archive] | None = None,
        on_progress: Callable[[Progress], None] | None = None,
    ) -> bool:
        """Works off the frontier, until nothing is left or it is stopped; whether it was stopped.

        With `surveys` it goes on with those that were begun.
        """
        loop, settings = asyncio.get_running_loop(), self.standing.settings
        asked = crawler.archives_of(settings) if archives is None else archives
        names = [archive.name for archive in asked]

        def visited(original: str) -> None:
            loop.call_soon_threadsafe(self._touch, original)

        def clerk(store: Store) -> Clerk:
            lately: pipeline.Lately = {}
            knowing = Knowing(store, lambda: self.standing.catalog)

            def read_in(capture: Capture, body: bytes, asked: str) -> object:
                return pipeline.read_in(store, self.standing.catalog, capture, body, asked, lately)

            def needs_browser(capture: Capture, headers: Headers, body: bytes | None, asked: str, row: int) -> bool:
                catalog = self.standing.catalog
                return pipeline.needs_browser(store, catalog, lately, capture, headers, body, asked, row)

            on_answered = None
            if surveys:
                going = self._surveying = Surveying(store, self.clock)
                going.go_on()
                on_answered = going.answered
            return Clerk(
                store,
                read_in,
                self.clock,
                visited,
                needs_browser=needs_browser,
                on_answered=on_answered,
                needs=knowing.needs,
                budget=self.budget,
                archives=names,
            )

        desk = await self.keeper.run(clerk)
        savings = await self._savings() if forever else None
        if archives is None:
            await self.keeper.alone(desk.go_on)
            self.gone_on = True
        outcome = await crawler.crawl(
            desk,
            asked,
            live=True,
            forever=forever,
            saving=savings,
            settings=crawler.manners_of(settings),
            run_in_writer=self.keeper.alone,
            ledger=self.ledger,
            clock=self.clock,
            on_progress=on_progress,
            stop=stop,
        )
        return outcome.stopped

    async def declare_surveyed(self) -> None:
        """Declares what surveys found whose command did not come to it, once all of them are at their end."""
        run = await self.going(RunKind.SURVEY)
        left: int = await self.keeper.run(lambda store: store.surveys.left(run))
        if not run or left:
            return
        done = await self.keeper.run(lambda store: store.surveys.of(run))
        declared = await asyncio.to_thread(surveying.declare, self.home.policies, done, self.clock())
        more = self.ledger.settle(run)
        await self.keeper.write(lambda store: surveying.end(store, run, more, self.clock()))
        for one in declared:
            logger.info("%s", surveying.in_a_line(one))
        await self.read_again()

    async def save(self, stop: asyncio.Event) -> None:
        """Asks an archive to save what visits saw to change. The service does so all the time."""
        savings = await self._savings()
        if savings and not stop.is_set():
            manners = crawler.manners_of(self.standing.settings)
            await crawler.save(savings, settings=manners, run_in_writer=self.keeper.alone, stop=stop)

    async def _savings(self) -> SavingDesk | None:
        service = self.service
        return await self.keeper.run(lambda store: SavingDesk(store, service, self.clock)) if service else None

    async def go_on_surveying(self) -> None:
        """Opens the surveys that were added since. The service alone is told of any."""
        if self._surveying:
            await self.keeper.alone(self._surveying.go_on)

    def _touch(self, original: str) -> None:
        self.touch(timeline for timeline, _ in self.standing.catalog.covering(original, self.clock()))

    def touch(self, timelines: Iterable[Timeline]) -> None:
        """Marks timelines to be derived."""
        self._touched |= dict.fromkeys(one.id for one in timelines)
        self.touched.set()

    # -- deriving

    async def stale(self) -> int:
        """Marks the timelines whose history does not follow from the present facts, code and declarations."""

        def find(store: Store) -> list[Timeline]:
            return [one for one in self.standing.catalog.timelines if not pipeline.is_current(store, one)]

        found = await self.deriver.run(find)
        self.touch(found)
        return len(found)

    async def derive_touched(self, stop: asyncio.Event) -> None:
        """Derives what visits touched, timeline by timeline, and writes what that owes to those who watch."""
        self.touched.clear()
        while self._touched and not stop.is_set():
            name = next(iter(self._touched))
            del self._touched[name]
            timeline = self.standing.catalog.find(name)
            if timeline:  # it may have been taken out of the declarations meanwhile
                await self._derive(timeline)

    async def _derive(self, timeline: Timeline) -> None:
        try:
            history = await self.deriver.alone(partial(self.deriving.derive, self.standing, timeline))
            self.derived += 1
            if discovery.leads_of(timeline, history.examined, history.seens):
                await self._watch_move(timeline)
        except sqlite3.DatabaseError:  # of all timelines
            raise
        except Exception as error:  # a fault of ours that one text meets shall not blind us to all others
            logger.exception("%s could not be derived", timeline.id)
            await self.tell_fault(f"{timeline.id} could not be derived", repr(error), str(timeline.id))

    async def _watch_move(self, timeline: Timeline) -> None:
        """Sees to it that a page that leads elsewhere is watched at both addresses, and its move declared in time."""
        now, settings = self.clock(), self.standing.settings
        moved, both = await self.deriver.run(lambda store: moving.watch(store, self.home, settings, timeline, now))
        if both:
            run = await self.visits()
            await self.keeper.write(lambda store: store.frontier.add_visits(both, run, now))
        if any(one.declared for one in moved):
            await self.read_again()

    async def follow_moves(
        self, timelines: Sequence[Timeline], archives: Sequence[str], run: int, retracing: Retracing | None = None
    ) -> bool:
        """Follows what a backfill brought to where it leads; whether archives are asked for more."""
        current = [one for one in map(self.standing.catalog.find, (one.id for one in timelines)) if one]
        now, policies = self.clock(), self.home.policies
        done = await self.deriver.run(
            lambda store: following.follow_round(
                store, policies, current, archives or self.archives, run, now, retracing
            )
        )
        if done.declared:
            await self.read_again()
        return done.asked > 0

    async def read_again(self) -> None:
        """After a declaration was written to: what it says now counts."""
        self.files.look()
        await self.keep_agenda()
        await self.stale()

    async def tell_fault(self, what: str, error: str, timeline: str = "") -> None:
        """To the operator, once a day: what went wrong that should not."""
        now, settings = self.clock(), self.standing.settings
        cause = f"fault {now:%Y-%m-%d} {what[:200]}"
        lines = [error[:1_000], "The log has the whole of it. This is a fault of clausewatch: please report it."]
        await self.keeper.write(
            lambda store: tell_operator(store, settings, now, cause=cause, subject=what, lines=lines, timeline=timeline)
        )

    async def sizes(self) -> growing.Sizes:
        """How much is known of every timeline, before something adds to it."""
        now = self.clock()
        return await self.deriver.run(lambda store: growing.sizes(store, self.standing.catalog.timelines, now))

    async def summarise(self, before: growing.Sizes, cause: str, stop: asyncio.Event) -> None:
        """Derives every timeline that is stale and tells, in one summary, what they grew by."""
        await self.stale()
        await self.derive_touched(stop)
        if not stop.is_set():
            now = self.clock()
            await self.deriver.write(lambda store: growing.summarise(store, self.standing, before, cause, now))

    async def failing(self, timelines: Iterable[Timeline]) -> list[tuple[str, str]]:
        """Of these timelines those whose last visit showed no policy, with what it showed. After they were derived."""
        names = [one.id for one in timelines]
        kept = await self.deriver.run(lambda store: [store.agenda.appointment(name) for name in names])
        return [(str(one.timeline), one.reason) for one in kept if one and one.streak]

    # -- telling

    async def deliver(self, stop: asyncio.Event | None = None) -> Delivered:
        """One try for every alert that is due, until it is time to stop."""
        done = await self.delivery.round(self.standing.settings, stop)
        self.delivered += done
        return done

    async def concluded(self, account: Account, *, stopped: bool) -> Round:
        """What was done so far."""
        left = await self.keeper.run(lambda store: store.frontier.counts([*self.archives, LIVE]).get("queued", 0))
        waiting = await self.keeper.run(lambda store: store.outbox.counts())
        return Round(
            account=account,
            derived=self.derived,
            alerts=self.deriving.alerts,
            sent=self.delivered.sent,
            undelivered=waiting["waiting"] + waiting["failing"],
            left=left,
            stopped=stopped,
        )


def _log(run: int, account: Account) -> None:
    done = (account.requests, account.visits, account.captures)
    logger.info("run %d: %d requests, %d visits, %d captures", run, *done)
