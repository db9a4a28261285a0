"""What have commands ordered, and what do archives have to be asked again for?

Every order is a task of its own, so that a backfill of days holds up no visit. An order that was not done when the
process ended is begun anew; a backfill goes on where it was.
"""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from functools import partial
from pathlib import Path

from catalog import UnknownTimelineError
from discovery import State
from model import Account, Bound, Order, OrderKind, Precision, Ruling, RulingKind, RunKind, Timeline
from scheduler import surveying
from scheduler.imports import import_paths
from scheduler.moving import MOST_ROUNDS
from scheduler.pausing import for_a_while
from scheduler.retracing import Retracing
from scheduler.rounds import Rounds

logger = logging.getLogger("clausewatch")

_LOOK_AGAIN = 0.5  # seconds
_LONGEST = 4_000  # characters of an outcome


class NotAllDoneError(Exception):
    """An order that came to nothing, or not to all of it; its message is the order's outcome."""


class Obeying:
    """Does what is ordered, and what is due at archives."""

    def __init__(self, rounds: Rounds) -> None:
        self._rounds = rounds
        self._going: dict[int, asyncio.Task[None]] = {}
        self._surveys: set[int] = set()  # orders that declare what they find
        self._scheduled: asyncio.Task[str] | None = None
        self._backfills = 0
        self._begun_before: frozenset[int] = frozenset()  # orders that a former process may have begun

    async def resume(self, stop: asyncio.Event) -> None:
        """Goes on with a backfill that a former process left, within the budget that it had.

        It follows the moves of its timelines, and looks into their past. Those of an order that waits are the order's.
        """
        if await self._rounds.going(RunKind.BACKFILL):
            waiting = await self._rounds.keeper.run(lambda store: store.orders.waiting())
            self._begun_before = frozenset(order.id for order in waiting)
            ordered = [self._named(order) for order in waiting if order.kind is OrderKind.BACKFILL]
            left = [
                one for one in await self._rounds.gone_on_with() if not any(str(one.id) in names for names in ordered)
            ]
            resumed = self._backfill([], (), stop, budget=None, retracing=Retracing(anew=False), gone_on_with=left)
            self._scheduled = asyncio.ensure_future(resumed)

    async def look(self, stop: asyncio.Event) -> None:
        """Begins what is new; raises what a piece of work raised."""
        for order in await self._rounds.keeper.run(lambda store: store.orders.waiting()):
            if order.kind is OrderKind.SURVEY:
                self._surveys.add(order.id)
            if order.id not in self._going:
                self._going[order.id] = asyncio.ensure_future(self._obey(order, stop))
        await self._ask_archives(stop)
        for number, task in list(self._going.items()):
            if task.done():
                del self._going[number]
                self._surveys.discard(number)
                task.result()
        if not self._surveys:
            await self._rounds.declare_surveyed()

    async def end(self) -> None:
        """After a stop: lets everything come to its end."""
        scheduled = [self._scheduled] if self._scheduled else []
        for task in [*self._going.values(), *scheduled]:
            with suppress(NotAllDoneError):
                await task

    async def _obey(self, order: Order, stop: asyncio.Event) -> None:
        logger.info("order %d: %s", order.id, order.kind)
        failed = False
        try:
            outcome = await self._done(order, stop)
        except (UnknownTimelineError, NotAllDoneError) as error:  # or taken out of the declarations since
            outcome, failed = str(error), True
        except sqlite3.DatabaseError:  # of everything, not of the order
            raise
        except Exception as error:  # a fault of ours; left waiting, the order would end every service after this one
            logger.exception("order %d failed", order.id)
            outcome, failed = f"a fault of clausewatch: {error!r}"[:_LONGEST], True
            await self._rounds.tell_fault(f"Order {order.id} ({order.kind}) failed", repr(error))
        if not stop.is_set():
            logger.info("order %d is done: %s", order.id, outcome)
            now = self._rounds.clock()
            await self._rounds.keeper.write(lambda store: store.orders.done(order.id, outcome, now, failed=failed))

    async def _done(self, order: Order, stop: asyncio.Event) -> str:
        match order.kind:
            case OrderKind.VISIT:
                return await self._visit(self._chosen(order), stop)
            case OrderKind.BACKFILL:
                return await self._ordered_backfill(order, stop)
            case OrderKind.REBUILD:
                return await self._rebuild(self._chosen(order), stale=bool(order.arguments.get("stale")), stop=stop)
            case OrderKind.IMPORT:
                return await self._import(order, stop)
            case OrderKind.RULE:
                return await self._rule(order)
            case OrderKind.SURVEY:
                return await self._survey(order, stop)

    def _chosen(self, order: Order) -> list[Timeline]:
        return [self._rounds.standing.catalog.timeline(name) for name in self._named(order)]

    def _named(self, order: Order) -> Sequence[str]:
        names: Sequence[str] = order.arguments.get("timelines") or ()
        return names or [str(one.id) for one in self._rounds.standing.catalog.timelines]

    async def _visit(self, timelines: Sequence[Timeline], stop: asyncio.Event) -> str:
        originals = await self._rounds.ask_now(timelines)
        while await self._rounds.keeper.run(lambda store: store.frontier.visits_queued(originals)):
            if bound := self._rounds.budget.ended_by(self._rounds.visits_run):
                raise NotAllDoneError(_ended_by(bound))
            if await for_a_while(stop, _LOOK_AGAIN):
                return ""
        await self._rounds.derive_touched(stop)
        failing = await self._rounds.failing(timelines)
        said = f"{counted(len(originals), 'page')} of {counted(len(timelines), 'timeline')} visited"
        if failing:
            raise NotAllDoneError("; ".join([said, *(f"{name}: {why}" for name, why in failing)]))
        return said

    # -- archives

    async def _ask_archives(self, stop: asyncio.Event) -> None:
        """Archives are asked again for what is due; one such round at a time."""
        if self._scheduled and not self._scheduled.done():
            return
        if self._scheduled:
            logger.info("archives: %s", _outcome(self._scheduled))
            self._scheduled = None
        due = await self._rounds.archives_due()
        if due:
            self._scheduled = asyncio.ensure_future(self._backfill(due, (), stop, retracing=Retracing(anew=False)))

    async def _ordered_backfill(self, order: Order, stop: asyncio.Event) -> str:
        given = order.arguments
        precision = Precision(given.get("precision", Precision.EXACT))
        budget = None if order.id in self._begun_before else given.get("budget") or 0
        return await self._backfill(
            self._chosen(order),
            given["archives"],
            stop,
            precision=precision,
            budget=budget,
            retracing=Retracing() if given.get("past", False) else None,
        )

    async def _backfill(
        self,
        timelines: Sequence[Timeline],
        archives: Sequence[str],
        stop: asyncio.Event,
        *,
        precision: Precision = Precision.EXACT,
        budget: int | None = 0,
        retracing: Retracing | None = None,
        gone_on_with: Sequence[Timeline] = (),
    ) -> str:
        """Backfills that go on at once share one run, which has no budget then; the last to end tells what came.

        None: within the budget that the run has, which is gone on with. What it is gone on with for was asked already.
        """
        rounds = self._rounds
        unknown = sorted(set(archives) - set(rounds.archives))
        if unknown:
            raise NotAllDoneError(f"{', '.join(unknown)}: set since the service began; restart it to ask there")
        self._backfills += 1
        try:
            within = budget if budget is None or self._backfills == 1 else 0
            run = await rounds.ask_archives(timelines, archives, precision, within)
            timelines = [*timelines, *gone_on_with]
            for _ in range(MOST_ROUNDS):
                while run not in rounds.budget.spent and await rounds.archives_left():
                    if await for_a_while(stop, _LOOK_AGAIN):
                        return ""
                if run in rounds.budget.spent or not await rounds.follow_moves(timelines, archives, run, retracing):
                    break
        finally:
            self._backfills -= 1
        account = Account() if self._backfills else await rounds.end_backfill(run, stop)
        asked = archives or rounds.archives
        said = f"{counted(len(timelines), 'timeline')} asked for at {', '.join(asked)}, run {run}"
        if account.spent == Bound.BUDGET:
            said += f"; ended by its budget: {Bound.BUDGET.set_by}"
        if bound := rounds.budget.ended_by(run):
            raise NotAllDoneError(f"{said}; {_ended_by(bound)}")
        failures = await rounds.keeper.run(lambda store: store.frontier.failures(asked))
        if failures:
            raise NotAllDoneError(f"{said}; {counted(len(failures), 'request')} given up")
        return said

    # -- what is on disk

    async def _rebuild(self, timelines: Sequence[Timeline], *, stale: bool, stop: asyncio.Event) -> str:
        rounds = self._rounds
        if stale:
            number = await rounds.stale()
        else:
            number = len(timelines)
            if number == len(rounds.standing.catalog.timelines):
                await rounds.deriver.write(lambda store: store.conclusions.drop_all())
            rounds.touch(timelines)
        await rounds.derive_touched(stop)
        return f"{counted(number, 'timeline')} derived"

    async def _import(self, order: Order, stop: asyncio.Event) -> str:
        before, given = await self._rounds.sizes(), order.arguments
        stated = (given["original"], datetime.fromisoformat(given["timestamp"])) if given.get("original") else None
        paths = [Path(name) for name in given["files"]]
        outcome, refused = await self._rounds.deriver.run(
            lambda store: import_paths(
                store, self._rounds.standing.catalog, paths, stated, self._rounds.clock(), stop.is_set
            )
        )
        await self._rounds.summarise(before, f"import {order.id}", stop)
        if refused:
            raise NotAllDoneError("; ".join([outcome, *(f"not taken in: {why}" for why in refused)])[:_LONGEST])
        return outcome

    async def _survey(self, order: Order, stop: asyncio.Event) -> str:
        """Surveys that go on at once share one run. What they found is declared, and so the service follows it."""
        rounds = self._rounds
        hosts = [(given["host"], surveying.Wanted.of(given["wanted"])) for given in order.arguments["hosts"]]
        run = await rounds.keeper.write(lambda store: surveying.begin(store, hosts, rounds.clock()))
        rounds.budget.renew(run)
        await rounds.go_on_surveying()
        named = {host for host, _ in hosts}
        while await rounds.keeper.run(lambda store: surveying.going_on(store, run, named)):
            if bound := rounds.budget.ended_by(run):
                raise NotAllDoneError(_ended_by(bound))
            if await for_a_while(stop, _LOOK_AGAIN):
                return ""
        done = await rounds.keeper.run(lambda store: store.surveys.of(run))  # also what a stopped command left
        declared = await asyncio.to_thread(surveying.declare, rounds.home.policies, done, rounds.clock())
        more = rounds.ledger.settle(run)
        await rounds.keeper.write(lambda store: surveying.end(store, run, more, rounds.clock()))
        await rounds.read_again()
        await rounds.derive_touched(stop)
        told = [one for one in declared if one.survey.host in named]
        said = "; ".join([f"run {run}", *map(surveying.in_a_line, told)])[:_LONGEST]
        if any(one.survey.missing or one.survey.state is not State.WHOLE for one in told):
            raise NotAllDoneError(said)
        return said

    async def _rule(self, order: Order) -> str:
        given = order.arguments
        timeline = self._rounds.standing.catalog.timeline(given["timeline"])
        ruling = Ruling(
            kind=RulingKind(given["kind"]),
            object=given["object"],
            saying=given["saying"],
            who=given["who"],
            why=given["why"],
            given_at=order.asked_at,
        )
        await self._rounds.deriver.write(lambda store: store.facts.keep_ruling(timeline.id, ruling))
        await self._rounds.deriver.alone(partial(self._rounds.deriving.derive, self._rounds.standing, timeline))
        return f"ruled, and {timeline.id} derived anew"


def _ended_by(bound: Bound) -> str:
    return f"ended by its budget: {bound.set_by}, with the rest still queued"


def _outcome(done: asyncio.Task[str]) -> str:
    try:
        return done.result()
    except NotAllDoneError as error:
        return str(error)


def counted(number: int, what: str) -> str:
    """A number of things."""
    return f"{number} {what}{'' if number == 1 else 's'}"
