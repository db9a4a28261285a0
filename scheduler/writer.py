"""Who may write? One process at a time; the lock's file says which."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_SERVICE = "service"
_TRIES = 5


class AnotherWriterError(RuntimeError):
    """Another process writes this installation."""

    def __init__(self, lock: Path, pid: str) -> None:
        self.pid = pid
        super().__init__(
            f"another clausewatch (process {pid or 'unknown'}) is writing here, {lock} is its lock;"
            " wait until it is done, or stop it"
        )


def service_of(lock: Path) -> int | None:
    """The process of the service that runs here; None where none does."""
    if not lock.exists():
        return None
    with lock.open(encoding="ascii") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            pid, _, word = file.read(40).strip().partition(" ")
            return int(pid) if word == _SERVICE and pid.isdigit() else None
    return None


@contextmanager
def only_writer(lock: Path, *, serving: bool = False) -> Iterator[None]:
    """Holds the installation's lock. Raises AnotherWriterError at once when somebody else does.

    The kernel frees the lock when its process ends, however it ends, so a killed process leaves none. `serving` says
    that it is the service, to which others may leave their work.
    """
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("a+", encoding="ascii") as file:
        for left in reversed(range(_TRIES)):
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if not left:
                    file.seek(0)
                    raise AnotherWriterError(lock, file.read(20).partition(" ")[0].strip()) from None
            time.sleep(0.02)  # `service_of` of another process holds it for a moment, too
        file.truncate(0)
        name = f"{os.getpid()} {_SERVICE}\n" if serving else f"{os.getpid()}\n"
        with suppress(OSError):  # a full disk: the lock holds without a name, for what makes room may need it
            os.write(file.fileno(), name.encode("ascii"))
        try:
            yield
        finally:
            file.truncate(0)
