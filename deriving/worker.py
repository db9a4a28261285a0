"""What does a process do that makes histories for another one?

It reads the database itself, and writes nothing. Timelines come in and what was made goes out through a socket whose
number it is given. It ends with its parent, however that ends: its standard input is closed then.
"""

from __future__ import annotations

import gc
import os
import sys
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Thread

from deriving.garbage import few_collections
from deriving.gathering import gather
from deriving.making import make
from deriving.sending import packed
from model import Timeline
from store import Store, open_store

FAILED = b""
"""In the place of what was made: it could not be, and whoever tries it meets the same error."""


def main(number: int, database: Path) -> None:
    """Makes what it is asked for until nothing is."""
    Thread(target=_end_with_parent, daemon=True).start()
    gc.freeze()
    connection = Connection(number)
    with few_collections(), open_store(database, readonly=True) as store:
        while True:
            try:
                timeline, visits = connection.recv()
            except EOFError:
                return
            connection.send_bytes(_answer(store, timeline, visits=visits))


def _answer(store: Store, timeline: Timeline, *, visits: bool) -> bytes:
    try:
        return packed(make(gather(store, timeline, visits=visits), store.facts.body))
    except Exception:  # noqa: BLE001 - it is met again and raised where somebody sees it
        return FAILED


def _end_with_parent() -> None:
    sys.stdin.read()
    os._exit(0)
