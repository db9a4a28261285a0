"""What does a service look like to commands? One that holds the lock and does with orders what a test says."""

import shutil
import threading
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest

from model import Alert, AlertKind, Message
from scheduler import only_writer
from settings import Home
from store import open_store

SETTINGS = """
[operator]
contact = "who@example.org"
"""


def now():
    return datetime.now(UTC).replace(microsecond=0)


@pytest.fixture
def own(demo_home, tmp_path):
    """A copy of the demo's home, to write in, whose operator can be reached."""
    home = shutil.copytree(demo_home, tmp_path / "own")
    (home / "settings.toml").write_text(SETTINGS, "utf-8")
    return home


@contextmanager
def service(home, outcome=None):
    """Holds the lock as the service does; with an outcome, ends every order with it."""
    done = threading.Event()

    def obey():
        with open_store(Home(home).database) as store:
            while not done.wait(0.05):
                with store.writing():
                    for order in store.orders.waiting():
                        store.orders.done(order.id, outcome, now())

    thread = threading.Thread(target=obey)
    with only_writer(Home(home).lock, serving=True):
        if outcome is not None:
            thread.start()
        try:
            yield
        finally:
            done.set()
            if outcome is not None:
                thread.join()


def orders(home):
    with open_store(Home(home).database, readonly=True) as store:
        return store.orders.waiting()


@pytest.fixture
def write(own):
    """Writes with the store of the home: write(lambda store: ...)."""

    def write(call):
        with open_store(Home(own).database) as store, store.writing():
            return call(store)

    return write


def alert(cause, *, channel="press", watch="press", kind=AlertKind.CHANGE, timeline="", made_at=None):
    message = Message(subject=f"About {cause}", text="Text.", html="<p>Text.</p>")
    return Alert(
        watch=watch,
        timeline=timeline,
        kind=kind,
        cause=cause,
        channel=channel,
        made_at=made_at or now(),
        message=message,
        evidence={},
    )
