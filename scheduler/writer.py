"""Who may write? One process at a time; the lock's file says which."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class AnotherWriterError(RuntimeError):
    """Another process writes this installation."""

    def __init__(self, lock: Path, pid: str) -> None:
        self.pid = pid
        super().__init__(
            f"another clausewatch (process {pid or 'unknown'}) is writing here, {lock} is its lock;"
            " wait until it is done, or stop it"
        )


@contextmanager
def only_writer(lock: Path) -> Iterator[None]:
    """Holds the installation's lock. Raises AnotherWriterError at once when somebody else does.

    The kernel frees the lock when its process ends, however it ends, so a killed process leaves none.
    """
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("a+", encoding="ascii") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            raise AnotherWriterError(lock, file.read(20).strip()) from None
        file.truncate(0)
        file.write(f"{os.getpid()}\n")
        file.flush()
        try:
            yield
        finally:
            file.truncate(0)
