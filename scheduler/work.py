"""What work can be asked for, and how is it done when no service does it?

Every function that writes needs the installation's lock (`scheduler.writer`).
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from itertools import count

import crawler
import pipeline
from catalog import Catalog
from crawler.clerk import Clerk
from deriving import ElsewhereError, Made, Tell, Visits, gather, made_apart
from model import Account, Bracket, History, Precision, RunKind, Task, Timeline, TimelineId
from scheduler import asking, growing, surveying
from scheduler.delivery import Delivered, Delivery
from scheduler.housekeeping import Housekeeping
from scheduler.knowing import Knowing
from scheduler.moving import MOST_ROUNDS
from scheduler.present import now
from scheduler.retracing import Retracing
from scheduler.rounds import Round, Rounds
from scheduler.standing import standing
from scheduler.surveying import Declared, Surveying, Wanted
from scheduler.threads import StoreThread
from scheduler.visiting import Deriving, chance
from settings import Home, Settings
from store import Store, open_store

OnProgress = Callable[[crawler.Progress], None]


def run_once(home: Home, *, clock: Callable[[], datetime] = now, on_progress: OnProgress | None = None) -> Round:
    """Everything that is due: visits, archives, surveys that were begun, deriving, telling, delivering. For cron."""

    async def work(rounds: Rounds, stop: asyncio.Event) -> Account:
        await rounds.stale()
        await rounds.ask_due()
        left, due = await rounds.gone_on_with(), await rounds.archives_due()
        run = await rounds.ask_archives(due) if due else await rounds.going(RunKind.BACKFILL)
        retracing, traced = Retracing(anew=False), list({one.id: one for one in (*due, *left)}.values())
        stopped = await rounds.crawl(stop, forever=False, surveys=True, on_progress=on_progress)
        await rounds.declare_surveyed()
        for _ in range(MOST_ROUNDS):
            if stopped or not run or not await rounds.follow_moves(traced, (), run, retracing):
                break
            stopped = await rounds.crawl(stop, forever=False, on_progress=on_progress)
        await rounds.derive_touched(stop)
        account = await rounds.end_visits()
        if run and not stopped:
            account += await rounds.end_backfill(run, stop)
        await Housekeeping(rounds).round(stop)
        return account

    return _rounds(home, clock, work)


def visit(
    home: Home,
    timelines: Sequence[Timeline],
    *,
    clock: Callable[[], datetime] = now,
    on_progress: OnProgress | None = None,
) -> Round:
    """Visits the live pages of these timelines now, due or not, and does what follows from it."""

    async def work(rounds: Rounds, stop: asyncio.Event) -> Account:
        await rounds.stale()
        await rounds.ask_now(timelines)
        await rounds.crawl(stop, forever=False, archives=(), on_progress=on_progress)
        await rounds.derive_touched(stop)
        return await rounds.end_visits()

    return _rounds(home, clock, work)


def _rounds(
    home: Home, clock: Callable[[], datetime], work: Callable[[Rounds, asyncio.Event], Awaitable[Account]]
) -> Round:
    rounds = Rounds(home, clock)

    async def main(stop: asyncio.Event) -> Round:
        try:
            await rounds.open()
            account = await work(rounds, stop)
            await rounds.deliver(stop)
            await rounds.save(stop)  # who is told does not wait for it
            return await rounds.concluded(account, stopped=stop.is_set())
        finally:
            await rounds.close()

    return crawler.on_reactor(main)


@dataclass(frozen=True, slots=True, kw_only=True)
class Backfilled:
    """What a backfill did; `left` counts tasks of the archives asked that are queued, `failures` were given up.

    `likely_left` is how many requests it would probably take from here to what was asked for; where lists of `unlisted`
    addresses are still to come, it is the least that it will take.
    """

    run: int
    crawl: crawler.Outcome
    left: int
    likely_left: int
    unlisted: int
    failures: tuple[tuple[Task, str], ...]


def backfill(
    home: Home,
    settings: Settings,
    catalog: Catalog,
    timelines: Sequence[Timeline],
    archives: Sequence[str],
    on_progress: OnProgress | None = None,
    *,
    precision: Precision = Precision.EXACT,
    budget: int = 0,
) -> Backfilled:
    """Asks the archives what they have of the timelines, fetches what dates their changes so closely, and keeps it.

    Nothing is derived yet; when everything is, `end_backfill` tells what came. With a `budget` at most so many requests
    are made. Progress is told with how many requests there will probably be.

    What an earlier run left in the frontier is worked off as well. A run that was stopped or killed is
    gone on with: what it has asked of the indexes is not asked again.
    """
    chosen = [archive for archive in crawler.archives_of(settings) if archive.name in archives]
    ledger = crawler.Ledger()
    clerks: list[Clerk] = []
    with open_store(home.database) as store, store.writing():
        run = asking.ask_archives(store, timelines, archives, now(), catalog.timelines, precision, budget)
        queued = store.frontier.counts(archives).get("queued", 0)

    def progressed(progress: crawler.Progress) -> None:
        if on_progress:
            likely = progress.requests + max(clerks[0].likely_left, 0 if progress.requests else queued)
            on_progress(replace(progress, queued=min(likely, budget) if budget else likely))

    def clerk() -> Clerk:
        clerks.append(clerk_of(home, catalog, crawler.Budget.of(settings, ledger), archives))
        return clerks[0]

    outcome = crawler.run_crawl(
        clerk,
        chosen,
        settings=crawler.manners_of(settings),
        ledger=ledger,
        on_progress=progressed,
    )
    with open_store(home.database) as store:
        with store.writing():
            store.frontier.account(run, ledger.settle(run))
        left = store.frontier.counts(archives).get("queued", 0)
        failures = tuple(store.frontier.failures(archives))
    rest = clerks[0].left
    return Backfilled(
        run=run, crawl=outcome, left=left, likely_left=rest.requests, unlisted=rest.unlisted, failures=failures
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyedHosts:
    """What surveys found; `left` counts hosts that are not done, since it was stopped or they want to be left alone."""

    run: int
    crawl: crawler.Outcome
    left: int
    declared: tuple[Declared, ...]


def survey(
    home: Home,
    settings: Settings,
    hosts: Sequence[tuple[str, Wanted]],
    on_progress: Callable[[int, int], None] | None = None,
    clock: Callable[[], datetime] = now,
) -> SurveyedHosts:
    """Asks hosts where their policies stand, keeps what they answer, and declares what is found.

    What an earlier run left is gone on with. `on_progress` is told how many hosts of how many are done.
    """
    ledger, done = crawler.Ledger(), count()
    budget = crawler.Budget.of(settings, ledger)
    with open_store(home.database) as store, store.writing():
        run = surveying.begin(store, hosts, clock())
        every = len(store.surveys.unfinished())

    def ended() -> None:
        number = next(done) + 1
        if on_progress:
            on_progress(number, max(every, number))

    def desk() -> Clerk:
        store = open_store(home.database)
        going = Surveying(store, clock, ended)
        going.go_on()
        catalog = standing(home).catalog
        return Clerk(store, partial(pipeline.read_in, store, catalog), clock, on_answered=going.answered, budget=budget)

    outcome = crawler.run_crawl(desk, [], settings=crawler.manners_of(settings), live=True, ledger=ledger, clock=clock)
    with open_store(home.database) as store:
        declared = surveying.declare(home.policies, store.surveys.of(run), clock())
        with store.writing():
            surveying.end(store, run, ledger.settle(run), clock())
        return SurveyedHosts(run=run, crawl=outcome, left=store.surveys.left(run), declared=tuple(declared))


def begin_to_follow(home: Home, names: Collection[TimelineId]) -> list[Timeline]:
    """Gives what was just declared its appointments; those of these timelines of which anything is kept already."""
    at = standing(home)
    if at.catalog.problems:  # half a catalog: the others would lose their appointments
        return []
    with open_store(home.database) as store:
        with store.writing():
            asking.keep_agenda(store, at, now())
        chosen = [one for one in at.catalog.timelines if one.id in names]
        return [one for one in chosen if store.facts.has_any([place.key for place in one.locations])]


@dataclass(frozen=True, slots=True, kw_only=True)
class Makers:
    """Who makes histories: this process, several of them, or the workers of a Dask scheduler at that address."""

    jobs: int = 1
    cluster: str = ""


def derive_stale(
    home: Home, timelines: Sequence[Timeline], *, every: bool = False, makers: Makers = Makers()
) -> Iterator[History]:
    """Derives the timelines whose history does not follow from present facts, code and declarations; or every one.

    With other `makers` than this process it raises deriving.LostError as `deriving.made_apart` does.
    """
    with open_store(home.database) as store:
        chosen = [one for one in timelines if every or not pipeline.is_current(store, one)]
        yield from pipeline.derive_each(store, *_ways(home, store, chosen, makers))
        _tidy(store)


def rebuild(home: Home, timelines: Sequence[Timeline], *, makers: Makers = Makers()) -> Iterator[History]:
    """Drops all conclusions and makes them again from the facts; `makers` as for `derive_stale`."""
    with open_store(home.database) as store:
        yield from pipeline.rebuild(store, *_ways(home, store, timelines, makers))
        _tidy(store)


_Ways = tuple[Sequence[Timeline], Callable[[], datetime], Tell, pipeline.Elsewhere | None]


def _ways(home: Home, store: Store, timelines: Sequence[Timeline], makers: Makers) -> _Ways:
    """The timelines with most captures first, how they are told of, and by whom they are made."""
    now_standing, by_name = standing(home), {one.id: one for one in timelines}
    at_work = Deriving(store=store, clock=now, chance=chance)

    def follow(history: History, visits: Visits) -> None:
        at_work.follow(now_standing, by_name[history.timeline], history, visits)

    ordered = sorted(timelines, key=partial(_captures, store), reverse=True)
    return ordered, now, follow, _elsewhere(home, store, makers) if ordered else None


def _elsewhere(home: Home, store: Store, makers: Makers) -> pipeline.Elsewhere | None:
    def apart(chosen: Sequence[Timeline]) -> Iterator[Made]:
        here = partial(pipeline.make_here, store, visits=True)
        return made_apart(home.database, chosen, makers.jobs, here, visits=True)

    if makers.cluster:
        return _on_cluster(store, makers.cluster)
    return apart if makers.jobs > 1 else None


def _on_cluster(store: Store, address: str) -> pipeline.Elsewhere:
    try:
        from deriving.cluster import check, made_on_cluster
    except ImportError as error:
        told = f"no {error.name} is installed; `.venv/bin/pip install -r requirements-cluster.txt` brings it"
        raise ElsewhereError(told) from None
    check(address)  # before anything is dropped
    return lambda chosen: made_on_cluster(address, chosen, partial(gather, store, visits=True), store.facts.body)


def _captures(store: Store, timeline: Timeline) -> int:
    return sum(len(store.facts.kept_at(key)) for key in {place.key for place in timeline.locations})


def sizes(home: Home) -> growing.Sizes:
    """How much is known of every declared timeline, before something adds to it."""
    with open_store(home.database) as store:
        return growing.sizes(store, standing(home).catalog.timelines, now())


def summarise(home: Home, before: growing.Sizes, cause: str) -> int:
    """Puts what came on top of `before` into one summary for each watch; returns how many."""
    with open_store(home.database) as store, store.writing():
        return growing.summarise(store, standing(home), before, cause, now())


def end_backfill(home: Home, run: int) -> None:
    """Ends a backfill after which everything was derived, and tells those who watch what it brought."""
    with open_store(home.database) as store, store.writing():
        growing.end_backfill(store, standing(home), run, Account(), now())


def brackets(home: Home, timelines: Iterable[Timeline]) -> list[tuple[TimelineId, Bracket]]:
    """How closely every change of these timelines is dated, timeline by timeline, in order of time."""
    with open_store(home.database) as store:
        return [(one.id, bracket) for one in timelines for bracket in store.questions.brackets(one.id)]


def deliver(home: Home) -> Delivered:
    """One try for every alert that is due."""

    async def main() -> Delivered:
        thread = StoreThread(home.database, "delivery")
        await thread.open()
        try:
            return await Delivery(home, thread, now).round(standing(home).settings)
        finally:
            await thread.close()

    return asyncio.run(main())


def _tidy(store: Store) -> None:
    with store.writing():
        store.conclusions.drop_unused()


def clerk_of(home: Home, catalog: Catalog, budget: crawler.Budget, archives: Sequence[str]) -> Clerk:
    """The desk of a command's crawl, which asks these archives."""
    store = open_store(home.database)
    knowing = Knowing(store, lambda: catalog)
    return Clerk(store, knowing.read_in, now, needs=knowing.needs, budget=budget, archives=archives)
