"""Does the service do by itself what is due, survive clocks and stops, and say when it is broken?"""

import asyncio
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from model import AlertKind, OrderKind, RunKind
from scheduler import AnotherWriterError, give_order, only_writer, service_of
from scheduler.asking import keep_agenda
from scheduler.rounds import Rounds
from scheduler.service import _Service
from scheduler.standing import standing
from scheduler.visiting import Deriving
from store import open_store
from tests import followed as the
from tests.homes import FEED, home_with, opened
from tests.test_crawler_clerk import Clock

ROOT = Path(__file__).parent.parent
NEVER = FEED + '[operator]\ncontact = "mara@lumora.example"\n[schedule]\narchives = "never"\nbackup = "never"\n'
PAST = '[[privacy.locations]]\noriginal = "https://acme.example/p"\nuntil = 2020-01-01\n'
SERVE = "import scheduler, settings, pathlib, sys; scheduler.serve(settings.Home(pathlib.Path(sys.argv[1])), tick=0.1)"


@pytest.fixture
def home(tmp_path):
    """Nothing in it is visited."""
    return home_with(tmp_path, settings=NEVER, acme=PAST)


@contextmanager
def started(home):
    """The service, once it is at work or has ended."""
    command = [sys.executable, "-c", SERVE, str(home.path)]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE) as process:
        until(lambda: process.poll() is not None or (service_of(home.lock) == process.pid and known(home)))
        try:
            yield process
        finally:
            process.kill()


def known(home):
    with open_store(home.database, readonly=True) as store:
        return store.agenda.appointments()


def until(true, seconds=30):
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.05)


def ended(process, number=signal.SIGTERM):
    process.send_signal(number)
    begun = time.monotonic()
    code = process.wait(30)
    return code, time.monotonic() - begun


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_cleanly_within_seconds_and_frees_its_lock(home, number):
    with started(home) as process:
        with pytest.raises(AnotherWriterError, match=str(process.pid)), only_writer(home.lock):
            pass
        code, seconds = ended(process, number)
        assert (code, process.stderr.read()) == (0, b"")
        assert seconds < 10
    assert service_of(home.lock) is None


def test_orders_are_done_and_say_what_came_of_it(home, tmp_path):
    text = tmp_path / "policy.txt"
    text.write_text("No provenance in it.\n", encoding="utf-8")
    arguments = {"files": [str(text), str(tmp_path / "none.txt")], "original": None, "timestamp": None}
    given = [give_order(home, OrderKind.IMPORT, arguments), give_order(home, OrderKind.REBUILD, {"timelines": []})]
    given.append(give_order(home, OrderKind.VISIT, {"timelines": ["gone/privacy"]}))

    def orders():
        with open_store(home.database, readonly=True) as store:
            return [store.orders.order(one.id) for one in given]

    with started(home):
        until(lambda: all(one.ended for one in orders()))
    imported, rebuilt, visited = orders()
    assert imported.failed
    assert "policy.txt" in imported.outcome
    assert "none.txt" in imported.outcome
    assert (rebuilt.failed, rebuilt.outcome) == (False, "1 timeline derived")
    assert visited.failed
    assert "gone/privacy" in visited.outcome


def test_an_order_that_meets_a_fault_of_the_program_is_told_loudly_and_ends_no_service(home):
    with opened(home) as store:
        order = store.orders.give(OrderKind.RULE, {"timeline": "acme/privacy"}, the.TAKEN)  # half an order

    def done():
        with open_store(home.database, readonly=True) as store:
            return store.orders.order(order.id)

    with started(home) as process:
        until(lambda: done().ended)
        assert process.poll() is None
        ended(process)
        assert b"KeyError" in process.stderr.read()
    assert done().failed
    with opened(home) as store:
        assert "failed" in store.outbox.alerts(1)[0].message.subject


def test_a_timeline_that_meets_a_fault_of_the_program_blinds_nobody_to_the_others(tmp_path, monkeypatch, caplog):
    home = home_with(tmp_path, settings=NEVER, acme=the.URL, bram=the.MOVED_TO)

    real = Deriving.derive

    def derive(self, standing, timeline):
        if timeline.id.organisation == "acme":
            raise ZeroDivisionError("a fault")
        return real(self, standing, timeline)

    monkeypatch.setattr(Deriving, "derive", derive)

    async def main():
        rounds = Rounds(home, Clock())
        await rounds.open()
        assert await rounds.stale() == 2
        await rounds.derive_touched(asyncio.Event())
        await rounds.close()
        return rounds.derived

    assert asyncio.run(main()) == 1
    assert "ZeroDivisionError" in caplog.text
    with opened(home) as store:
        (notice,) = store.outbox.alerts()
    assert notice.timeline == "acme/privacy"


def test_a_backfill_that_was_killed_before_it_was_told_of_is_ended_and_told_by_the_next_process(home):
    with opened(home) as store:
        run = store.frontier.begin(RunKind.BACKFILL, the.at(99), {"acme/privacy": (0, 0)})
    catalog = standing(home, {}).catalog
    with open_store(home.database) as store:
        past = "https://acme.example/p"
        the.arrive(
            store,
            catalog,
            *(
                the.response(text, day - 900, original=past, holder="web", taken_at=the.at(100))
                for text, day in (("a", 1), ("b", 2))
            ),
        )

    def over():
        with open_store(home.database, readonly=True) as store:
            return next(one for one in store.frontier.runs() if one.id == run).ended

    with started(home):
        until(over)
    with opened(home) as store:
        (summary,) = store.outbox.alerts()
    assert summary.kind is AlertKind.SUMMARY
    assert "acme/privacy" in summary.message.text


class Ticking(Clock):
    """A clock that goes on, and can be set back."""

    def __init__(self):
        super().__init__()
        self._begun = time.monotonic()

    def __call__(self):
        return self.now + timedelta(seconds=int(time.monotonic() - self._begun))


def test_when_the_clock_is_set_back_nothing_is_due_later_than_a_cadence(tmp_path):
    home, clock = home_with(tmp_path, settings=NEVER, acme=the.URL), Ticking()

    async def main():
        rounds = Rounds(home, clock)
        await rounds.open()
        service, stop = _Service(rounds, 0.05), asyncio.Event()
        await rounds.keeper.write(lambda store: keep_agenda(store, rounds.standing, clock()))
        watching = asyncio.ensure_future(service._watch_the_clock(stop))
        await asyncio.sleep(0.1)
        clock.now -= timedelta(days=40)
        await asyncio.sleep(0.3)
        stop.set()
        await watching
        (kept,) = await rounds.keeper.run(lambda store: store.agenda.appointments())
        await rounds.close()
        return kept

    assert asyncio.run(main()).due <= clock() + timedelta(days=1)


def test_when_the_clock_is_set_back_its_jobs_go_on(home):
    async def main():
        rounds = Rounds(home, Clock())
        service, runs = _Service(rounds, 3600.0), []

        async def job():
            runs.append(1)

        service._every("job", job)
        service._jobs.start()
        (one,) = service._jobs.get_jobs()
        one.modify(next_run_time=datetime.now(one.trigger.timezone) + timedelta(days=1))  # as it looks from before
        await asyncio.sleep(0.1)
        before = len(runs)
        service._rearm()
        await asyncio.sleep(0.3)
        service._jobs.shutdown(wait=False)
        return before, len(runs)

    assert asyncio.run(main()) == (0, 1)
