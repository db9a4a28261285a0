"""How is the service started and killed, and what does it leave running?"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from time import monotonic, sleep

from settings import Home

ROOT = Path(__file__).parent.parent.parent
_UP_WITHIN = 60.0
_STOP_WITHIN = 30.0

Started = tuple[int, int]
"""A process: its number, and when it began in the kernel's ticks, since numbers are used again."""


class Victim:
    """The service as a process, leader of a group of its own. Its output goes to `service.log` in the home."""

    def __init__(self, home: Home) -> None:
        self._home = home
        with (home.path / "service.log").open("ab") as log:
            self._process = subprocess.Popen(
                command("run"), cwd=ROOT, env=environment(home), stdout=log, stderr=log, start_new_session=True
            )

    @property
    def running(self) -> bool:
        return self._process.poll() is None

    def up(self) -> bool:
        """Waits until the process holds the lock; False when it ended or took too long."""
        deadline = monotonic() + _UP_WITHIN
        while self.running and monotonic() < deadline:
            if self._home.lock.exists() and str(self._process.pid) in self._home.lock.read_text("utf-8"):
                return True
            sleep(0.02)
        return False

    def kill(self, *, group: bool) -> set[Started]:
        """Kills it, alone or with its group; what it had started, and what that had."""
        started = below(self._process.pid)
        if group:
            os.killpg(self._process.pid, signal.SIGKILL)
        else:
            self._process.kill()
        self._process.wait()
        return started

    def shows(self) -> bool:
        """Whether a browser runs below it."""
        return any("chrom" in _name(number) for number, _ in below(self._process.pid))

    def stop(self) -> bool:
        """Asks it to end; whether it did, without a fault."""
        if not self.running:
            return False
        self._process.send_signal(signal.SIGTERM)
        try:
            return self._process.wait(_STOP_WITHIN) == 0
        except subprocess.TimeoutExpired:
            self.kill(group=True)
            return False


def command(*arguments: str) -> list[str]:
    """The program, as a command of its own."""
    return [sys.executable, "-c", "import cli; cli.main()", *arguments]


def environment(home: Home) -> dict[str, str]:
    return {**os.environ, "CLAUSEWATCH_HOME": str(home.path)}


def below(number: int) -> set[Started]:
    """The processes under a process that run."""
    parents = {one: stat for one, stat in _table().items() if stat[0] != "Z"}
    found, todo = set(), [number]
    while todo:
        above = todo.pop()
        children = {one for one, stat in parents.items() if int(stat[1]) == above}
        found |= {(one, int(parents[one][19])) for one in children}
        todo += children
    return found


def still_running(started: set[Started], within: float) -> set[Started]:
    """Those that have not ended after so many seconds."""
    deadline = monotonic() + within
    while True:
        table = _table()
        left = {one for one in started if (stat := table.get(one[0])) and stat[0] != "Z" and int(stat[19]) == one[1]}
        if not left or monotonic() > deadline:
            return left
        sleep(0.1)


def _name(number: int) -> str:
    try:
        return (Path("/proc") / str(number) / "comm").read_text("utf-8", "replace")
    except OSError:  # it has ended meanwhile
        return ""


def _table() -> dict[int, list[str]]:
    """Number -> what the kernel says of a process, from its state on (see proc(5))."""
    found = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                found[int(folder.name)] = (folder / "stat").read_text("utf-8", "replace").rpartition(")")[2].split()
            except OSError:  # it has ended meanwhile
                continue
    return found
