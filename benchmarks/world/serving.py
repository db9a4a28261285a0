"""How is the service run in the world? In a process of its own, which is asked to stop, or killed.

The first one loads its libraries before there is a clock: a busy machine takes seconds for that, which are days of the
world, and what happens in them happens before the service has ever looked.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from time import monotonic, sleep

from benchmarks.world.installation import HOOK_VARIABLE
from benchmarks.world.span import Span
from settings import Home

ROOT = Path(__file__).parent.parent.parent
TICK = 0.2
_UP_WITHIN = 30.0
_LOADED_WITHIN = 120.0
_LOADED, _CLOCK = "loaded", "clock"  # files in the home


class Child:
    """The service as a process. Its output goes to `service.log` in the home."""

    def __init__(self, home: Home, hook: str) -> None:
        self._home = home
        home.path.mkdir(parents=True)
        self._command = [sys.executable, "-m", "benchmarks.days", "serve", str(home.path)]
        self._environment = {**os.environ, HOOK_VARIABLE: hook}
        self.starts: list[float] = []
        self._process = self._started()

    def _started(self) -> subprocess.Popen[bytes]:
        self.starts.append(monotonic())
        with (self._home.path / "service.log").open("ab") as log:
            return subprocess.Popen(self._command, cwd=ROOT, env=self._environment, stdout=log, stderr=log)

    def wait_until_loaded(self) -> None:
        """Until nothing but a clock is missing. Raises TimeoutError."""
        _wait_for(self._home.path / _LOADED)

    def set_clock(self, span: Span) -> None:
        """Lets it begin."""
        draft = self._home.path / f"{_CLOCK}.draft"
        draft.write_text(" ".join(span.arguments()), "ascii")
        draft.rename(self._home.path / _CLOCK)

    @property
    def running(self) -> bool:
        return self._process.poll() is None

    def up(self) -> bool:
        """Waits until the process holds the lock; False when it ended or took too long."""
        deadline = monotonic() + _UP_WITHIN
        while self.running and monotonic() < deadline:
            if self._home.lock.exists() and str(self._process.pid) in self._home.lock.read_text():
                return True
            sleep(0.02)
        return False

    def stop(self) -> float:
        """Asks it to end; the seconds it took, infinite where it had ended before, or had to be killed."""
        if not self.running:
            return float("inf")
        begun = monotonic()
        self._process.send_signal(signal.SIGTERM)
        try:
            code = self._process.wait(timeout=60)
        except subprocess.TimeoutExpired:
            self.kill()
            return float("inf")
        return monotonic() - begun if code == 0 else float("inf")

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()

    def restart(self) -> None:
        self._process = self._started()

    def memory(self) -> float:
        """Resident memory in MB; 0 when it is not running."""
        try:
            status = Path(f"/proc/{self._process.pid}/status").read_text("ascii")
        except OSError:
            return 0.0
        kilobytes = next((line.split()[1] for line in status.splitlines() if line.startswith("VmRSS")), "0")
        return int(kilobytes) / 1024

    def log(self) -> str:
        return (self._home.path / "service.log").read_text("utf-8", "replace")


def given_clock(home: Home) -> Span:
    """The clock that the service is given once it says that it is loaded. Raises TimeoutError where none comes."""
    (home.path / _LOADED).touch()
    _wait_for(home.path / _CLOCK)
    return Span.parse(*(home.path / _CLOCK).read_text("ascii").split())


def _wait_for(file: Path) -> None:
    deadline = monotonic() + _LOADED_WITHIN
    while not file.exists():
        if monotonic() > deadline:
            raise TimeoutError(f"{file} is not there after {_LOADED_WITHIN:.0f} s")
        sleep(0.02)
