"""How are the histories of many timelines made by several processes at once?

Each has a timeline in hand and reads what it needs from the database by itself, so all that passes between processes is
a declaration and what was made of it. Who asks is the only one that writes.
"""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from pathlib import Path

from deriving.garbage import few_collections
from deriving.making import Made
from deriving.sending import unpacked
from model import Timeline

_TRIES = 2
_WAITING = 256_000_000
"""Bytes of what was made that wait for their turn before no more timelines are given out."""

_BEGIN = (
    "import sys; from pathlib import Path; sys.path[:] = sys.argv[3:];"
    "from deriving.worker import main; main(int(sys.argv[1]), Path(sys.argv[2]))"
)


class ElsewhereError(RuntimeError):
    """Nobody there can make histories; the message says why, and what to do."""


class LostError(RuntimeError):
    """Whoever made these timelines was killed, again and again. The others are done."""

    def __init__(self, lost: Sequence[tuple[Timeline, str]]) -> None:
        named = ", ".join(f"{timeline.id} ({why})" for timeline, why in lost)
        super().__init__(f"not derived, since each process that made it was killed: {named}; is memory short?")


def made_apart(
    database: Path, timelines: Sequence[Timeline], jobs: int, here: Callable[[Timeline], Made], *, visits: bool = False
) -> Iterator[Made]:
    """What follows for each timeline, in the order given, made by so many processes.

    What fails in one of them is made `here` once more, where the error is raised. A timeline whose process was killed
    is given to another one; LostError names in the end those of which that did not help.
    """
    pool = _Pool(database, timelines, visits=visits)
    try:
        pool.begin(min(jobs, len(timelines)))
        while not pool.is_done:
            pool.look()
            for timeline, sent in pool.next_in_turn():
                yield _unpacked(sent) if sent else here(timeline)
                pool.look(waiting=False)  # whoever is done meanwhile shall not stand idle
        if pool.lost:
            raise LostError(pool.lost)
    finally:
        pool.end()


def _unpacked(sent: bytes) -> Made:
    with few_collections():
        return unpacked(sent)


@dataclass(slots=True, kw_only=True, eq=False)
class _Worker:
    process: subprocess.Popen[bytes]
    connection: Connection
    task: int | None = None


@dataclass(slots=True)
class _Pool:
    database: Path
    timelines: Sequence[Timeline]
    visits: bool = field(kw_only=True)
    lost: list[tuple[Timeline, str]] = field(default_factory=list)
    _workers: list[_Worker] = field(default_factory=list)
    _open: deque[int] = field(default_factory=deque)
    _again: deque[int] = field(default_factory=deque)
    _tried: dict[int, int] = field(default_factory=dict)
    _done: dict[int, bytes | None] = field(default_factory=dict)
    _turn: int = 0

    def begin(self, jobs: int) -> None:
        self._open.extend(range(len(self.timelines)))
        self._workers += [self._started() for _ in range(jobs)]
        self._give()

    @property
    def is_done(self) -> bool:
        return self._turn == len(self.timelines)

    def look(self, *, waiting: bool = True) -> None:
        """Takes what is there, and gives out more; waits for something unless told otherwise."""
        busy: dict[object, _Worker] = {one.connection: one for one in self._workers if one.task is not None}
        for ready in wait(
            [one.connection for one in busy.values()], None if waiting and self._turn not in self._done else 0
        ):
            worker = busy[ready]
            try:
                self._done[self._task_of(worker)] = worker.connection.recv_bytes()
                worker.task = None
            except (EOFError, OSError):
                self._replace(worker)
        self._give()

    def next_in_turn(self) -> Iterator[tuple[Timeline, bytes]]:
        """What is made and has nothing before it that is not."""
        while self._turn in self._done:
            number, sent = self._turn, self._done.pop(self._turn)
            self._turn += 1
            if sent is not None:
                yield self.timelines[number], sent

    def end(self) -> None:
        """At once: none of them writes."""
        for worker in self._workers:
            worker.process.kill()
            _close(worker)
        self._workers.clear()

    def _give(self) -> None:
        for worker in self._workers:
            if worker.task is None and (number := self._next()) is not None:
                worker.task = number
                try:
                    worker.connection.send((self.timelines[number], self.visits))
                except OSError:  # it was killed while it had nothing in hand; that shows when it is looked at
                    continue

    def _next(self) -> int | None:
        if self._again:
            return self._again.popleft()
        waiting = sum(len(sent) for sent in self._done.values() if sent)
        return self._open.popleft() if self._open and waiting < _WAITING else None

    def _replace(self, worker: _Worker) -> None:
        number, status = self._task_of(worker), _close(worker)
        if status >= 0:
            raise RuntimeError(f"a process that makes histories ended by itself, with exit code {status}")
        self._workers[self._workers.index(worker)] = self._started()
        self._tried[number] = self._tried.get(number, 0) + 1
        if self._tried[number] < _TRIES:
            self._again.append(number)
        else:
            self.lost.append((self.timelines[number], f"{_TRIES} times, by {signal.Signals(-status).name}"))
            self._done[number] = None

    def _started(self) -> _Worker:
        ours, theirs = socket.socketpair()
        with ours, theirs:
            number = theirs.fileno()
            # In a group of its own: Ctrl-C is for the parent, which ends it.
            command = [sys.executable, "-c", _BEGIN, str(number), str(self.database), *sys.path]
            process = subprocess.Popen(command, stdin=subprocess.PIPE, pass_fds=[number], process_group=0)
            return _Worker(process=process, connection=Connection(ours.detach()))

    @staticmethod
    def _task_of(worker: _Worker) -> int:
        if worker.task is None:
            raise RuntimeError("a process that has nothing in hand was looked at")
        return worker.task


def _close(worker: _Worker) -> int:
    worker.connection.close()
    if worker.process.stdin:
        worker.process.stdin.close()
    return worker.process.wait()
