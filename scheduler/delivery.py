"""How do alerts leave the outbox?

At least once: an attempt is written before it is made and closed after it. One that was left open by a killed process,
or that nobody answered, may have arrived, so the next one says that it may be a repeat; its Message-ID is the same. An
alert waits longer after each failure, and is given up after three days, which the operator is told. One slow channel
does not hold up another.
"""

from __future__ import annotations

import asyncio
import logging
import os
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

import alerts
from alerts.deadline import MAY_HAVE_ARRIVED, may_have_arrived
from model import AlertKind, Attempt
from scheduler.apart import LeftOpenError, apart
from scheduler.notices import tell_operator
from scheduler.threads import StoreThread
from settings import Channel, Home, Settings
from store import Store
from store.outbox import Waiting

logger = logging.getLogger("clausewatch")

_WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720))
_GIVEN_UP_AFTER = timedelta(days=3)
_IN_A_FEED = 100
_Due = tuple[Waiting, Sequence[Attempt]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """What became of the alerts that were due."""

    sent: int = 0
    failed: int = 0

    def __add__(self, other: Delivered) -> Delivered:
        return Delivered(sent=self.sent + other.sent, failed=self.failed + other.failed)


class Delivery:
    """Delivers what is due. Only one process does, the one that holds the installation's lock."""

    def __init__(
        self,
        home: Home,
        thread: StoreThread,
        clock: Callable[[], datetime],
        environment: Mapping[str, str] = os.environ,
    ) -> None:
        self._home, self._thread, self._clock, self._environment = home, thread, clock, environment

    async def round(self, settings: Settings, stop: asyncio.Event | None = None) -> Delivered:
        """One try for every alert that is due, channels side by side, the alerts of one in their order.

        When it is time to stop, nothing more is begun. A try that takes longer than some seconds then is left open.
        """
        stop = stop or asyncio.Event()
        by_channel: dict[str, list[_Due]] = defaultdict(list)
        for alert, attempts in await self._thread.run(lambda store: store.outbox.undelivered()):
            by_channel[alert.channel].append((alert, attempts))
        rounds = [self._channel(settings, name, waiting, stop) for name, waiting in by_channel.items()]
        return sum(await asyncio.gather(*rounds), Delivered())

    async def _channel(self, settings: Settings, name: str, waiting: Sequence[_Due], stop: asyncio.Event) -> Delivered:
        """A channel that failed is left alone for a minute; then it is another alert's turn, so that none blocks it.

        A feed takes all that is due at once.
        """
        failed = [one.ended for _, attempts in waiting for one in attempts if one.ended]
        if failed and max(failed) <= self._clock() < max(failed) + _WAITS[0]:
            return Delivered()
        due = [one for one in waiting if is_due(one[1], self._clock())]
        channel = settings.channels.get(name)
        done = Delivered()
        for part in [due] if channel and channel.atom and due else [[one] for one in due]:
            if stop.is_set():
                break
            try:
                failure = await self._attempt(settings, name, part, stop)
            except LeftOpenError:
                break
            done += Delivered(sent=0 if failure else len(part), failed=len(part) if failure else 0)
            if failure:
                break
        return done

    async def _attempt(self, settings: Settings, name: str, due: Sequence[_Due], stop: asyncio.Event) -> str:
        """One try for one alert, of a feed for several; empty, or why it failed."""
        names = [alert.name for alert, _ in due]
        begun = await self._thread.write(
            lambda store: [store.outbox.begin_attempt(one, name, self._clock()) for one in names]
        )
        failure = await self._sent(settings, name, due, stop)

        def end(store: Store) -> None:
            for attempt in begun:
                store.outbox.end_attempt(attempt, failure, self._clock())

        await self._thread.write(end)
        for alert, attempts in due:
            if failure:
                logger.warning("not delivered to %s: %s (%s)", name, alert.subject, failure)
                await self._give_up_if_late(settings, alert, attempts, failure)
            else:
                logger.info("delivered to %s: %s", name, alert.subject)
        return failure

    async def _sent(self, settings: Settings, name: str, due: Sequence[_Due], stop: asyncio.Event) -> str:
        channel = settings.channels.get(name)
        if channel is None:
            return f"{self._home.settings}: no channel {name!r}, expected one of {', '.join(settings.channels)}"
        sending = await (self._feed(channel) if channel.atom else self._message(settings, channel, *due[0]))
        try:
            return await apart(sending, stop)
        except LeftOpenError:
            raise
        except Exception as error:  # a bug of one sender would end the service again after each start, and all visits
            kind = type(error).__name__
            logger.exception("a fault of the program while sending to %s", name)
            await self._thread.write(lambda store: _tell_fault(store, settings, name, kind, self._clock()))
            return f"a fault of the program ({kind}), the log has its trace{MAY_HAVE_ARRIVED}"

    async def _message(
        self, settings: Settings, channel: Channel, due: Waiting, attempts: Sequence[Attempt]
    ) -> Callable[[], str]:
        alert = await self._thread.run(lambda store: store.outbox.alert(due.name))
        if alert is None:
            raise LookupError(f"no alert {due.name} is kept")
        repeat = any(attempt.ended is None or may_have_arrived(attempt.failure) for attempt in attempts)
        return partial(alerts.deliver, channel, settings.mail, alert, repeat=repeat, environment=self._environment)

    async def _feed(self, channel: Channel) -> Callable[[], str]:
        """The file is made anew of what the outbox holds, so it never holds one alert twice."""
        entries = await self._thread.run(lambda store: store.outbox.of_channel(channel.name, _IN_A_FEED))
        installation = await self._thread.run(lambda store: store.outbox.installation())
        path = self._home.feeds / channel.atom

        def write() -> str:
            try:
                alerts.write_feed(path, f"clausewatch: {channel.name}", entries, id=f"{installation}/{channel.name}")
            except OSError as error:
                return f"{path}: {error.strerror or error}"
            return ""

        return write

    async def _give_up_if_late(
        self, settings: Settings, due: Waiting, attempts: Sequence[Attempt], failure: str
    ) -> None:
        now = self._clock()
        if now - due.made_at < _GIVEN_UP_AFTER or len(attempts) < len(_WAITS):
            return

        def give_up(store: Store) -> None:
            store.outbox.give_up(due.name, now, failure)
            alert = store.outbox.alert(due.name)
            if alert and alert.kind is not AlertKind.NOTICE:
                subject = f"An alert could not be delivered to {alert.channel}"
                shown = f"`clausewatch alert {alert.name[:8]}` shows it."
                what = "What to do: docs/operating.md, under 'An alert could not be delivered'."
                lines = [alert.message.subject, failure, shown, what]
                tell_operator(store, settings, now, cause=f"undelivered {alert.name}", subject=subject, lines=lines)

        await self._thread.write(give_up)


def _tell_fault(store: Store, settings: Settings, channel: str, kind: str, now: datetime) -> None:
    """Once for each channel and kind of fault."""
    subject = f"A fault of the program keeps alerts from {channel}"
    lines = [
        f"It is a {kind}; the log has its trace.",
        "What to do: docs/operating.md, under 'A fault of the program'.",
    ]
    tell_operator(store, settings, now, cause=f"fault {channel} {kind}", subject=subject, lines=lines)


def is_due(attempts: Sequence[Attempt], now: datetime) -> bool:
    """Whether an alert may be tried (again): at once after a crash, else the later the more often it failed."""
    failed = [attempt.ended for attempt in attempts if attempt.ended]
    if not failed:
        return True
    wait = _WAITS[min(len(failed), len(_WAITS)) - 1]
    return not failed[-1] <= now < failed[-1] + wait  # a clock that was set back holds nothing up
