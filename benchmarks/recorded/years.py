"""How does the product live through the recorded years?

By its own machinery: visits are asked for, crawled, kept, read, derived and told as the service does it, in a home
with settings, declarations and one watch on everything, by a clock that stands at the moment that is lived through.
Between two captures the page is looked at when the product asks for it while something waits (a loss to be seen again,
a page without a text), and once in 25 days, since after a longer pause nobody believes a clock.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from heapq import heapify, heappop, heapreplace

import crawler
import pipeline
from benchmarks.recorded.home import WATCH, furnish
from benchmarks.recorded.hosts import Hosts, at_home
from benchmarks.recorded.timelines import Recorded
from benchmarks.world.beside import running
from model import Alert, History, Timeline
from scheduler.rounds import Rounds
from settings import Home
from store import Store

_MOST = 1_000_000
_LONGEST = timedelta(days=25)
_AFTERMATH = timedelta(days=60)  # after the last capture, in which what waits can come to its end
_TIRED = 5  # visits without a text, after which a page is looked at as if nothing waited


@dataclass(frozen=True, slots=True, kw_only=True)
class Lived:
    """What came of one address: what is in the outbox, the oldest first, and the history by all evidence."""

    one: Recorded
    alerts: tuple[Alert, ...]
    history: History


@dataclass(slots=True)
class _Page:
    """An address on its way through time: which capture is next, and when it is looked at besides."""

    one: Recorded
    timeline: Timeline
    shown: int = 0
    look: datetime | None = None

    @property
    def over(self) -> bool:
        return self.shown == len(self.one.captures)

    def next(self) -> datetime | None:
        """The next moment at which it is looked at; None when its time is over."""
        moments = [] if self.over else [self.one.captures[self.shown].moment]
        return min([*moments, self.look] if self.look else moments, default=None)

    def stand(self, hosts: Hosts, now: datetime) -> None:
        """Lets the host show what stood then."""
        while not self.over and self.one.captures[self.shown].moment <= now:
            hosts.show(self.one.original, self.one.captures[self.shown])
            self.shown += 1

    def looked_at(self, now: datetime, store: Store) -> None:
        """Sets when it is looked at again, by what the product has made of this look."""
        appointment, upto = store.agenda.appointment(self.timeline.id), store.outbox.upto(WATCH, str(self.timeline.id))
        waits = upto is None or upto < now
        if appointment and waits and appointment.streak <= _TIRED and now < self.one.captures[-1].moment + _AFTERMATH:
            self.look = appointment.due
        else:
            self.look = None if self.over else now + _LONGEST


@dataclass(slots=True)
class _Clock:
    """It goes on when it is set."""

    moment: datetime

    def __call__(self) -> datetime:
        return self.moment


@dataclass(slots=True, kw_only=True)
class _Life:
    """The service at work, among hosts, by a clock."""

    rounds: Rounds
    hosts: Hosts
    clock: _Clock
    stop: asyncio.Event
    looks: int = 0

    async def through(self, recorded: Sequence[Recorded]) -> None:
        """All addresses side by side, look by look in order of time."""
        pages = [_Page(one, self.rounds.standing.catalog.timeline(one.name)) for one in recorded]
        queue = [(page.one.captures[0].moment, at) for at, page in enumerate(pages)]
        heapify(queue)
        while queue and not self.stop.is_set():
            moment, at = queue[0]
            self.clock.moment = moment
            await self._look(pages[at])
            if following := pages[at].next():
                heapreplace(queue, (following, at))
            else:
                heappop(queue)

    async def _look(self, page: _Page) -> None:
        self.looks += 1
        page.stand(self.hosts, self.clock())
        await self.rounds.ask_now([page.timeline])
        await self.rounds.crawl(self.stop, forever=False, archives=())
        await self.rounds.derive_touched(self.stop)
        await self.rounds.deriver.run(partial(page.looked_at, self.clock()))


def lived(recorded: Sequence[Recorded], home: Home) -> list[Lived]:
    """What came of some addresses, from the first capture to the last, in a home that is made for it."""
    hosts = Hosts()
    with running(hosts), at_home():
        furnish(home, recorded, hosts)
        return crawler.on_reactor(partial(_live, recorded, home, hosts))


async def _live(recorded: Sequence[Recorded], home: Home, hosts: Hosts, stop: asyncio.Event) -> list[Lived]:
    clock = _Clock(min(one.captures[0].moment for one in recorded) - timedelta(days=1))
    rounds = Rounds(home, clock)
    try:
        await rounds.open()
        life = _Life(rounds=rounds, hosts=hosts, clock=clock, stop=stop)
        await life.through(recorded)
        await rounds.end_visits()
        print(f"{len(recorded)} timelines, {life.looks} looks, {hosts.requests} requests")
        return await rounds.deriver.run(partial(_concluded, rounds, recorded))
    finally:
        await rounds.close()


def _concluded(rounds: Rounds, recorded: Sequence[Recorded], store: Store) -> list[Lived]:
    return [_lived(rounds, one, store) for one in recorded]


def _lived(rounds: Rounds, one: Recorded, store: Store) -> Lived:
    alerts = store.outbox.alerts(_MOST, WATCH, str(one.name))
    history = pipeline.derive(store, rounds.standing.catalog.timeline(one.name), rounds.clock())
    return Lived(one=one, alerts=tuple(reversed(alerts)), history=history)
