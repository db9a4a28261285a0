"""How is work done in a process of its own that is killed in the middle?"""

from __future__ import annotations

import os
import signal
import sys
import warnings
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from time import monotonic, sleep
from traceback import print_exc

Work = Callable[[], None]
_AT_MOST = 600.0


def alone(work: Work, log: Path) -> float:
    """Does it in a process of its own, undisturbed; the seconds it took. Raises RuntimeError where it failed."""
    began = monotonic()
    number = _begun(work, log)
    if code := os.waitstatus_to_exitcode(os.waitpid(number, 0)[1]):
        raise RuntimeError(f"ended with {code}, see {log}")
    return monotonic() - began


def struck(work: Work, log: Path, after: float) -> int | None:
    """Kills its process with all that this started, so many seconds after it began; how it ended by itself, if so."""
    number = _begun(work, log)
    deadline = monotonic() + after
    while monotonic() < deadline:
        ended, status = os.waitpid(number, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status)
        sleep(0.001)
    with suppress(ProcessLookupError):  # it has not made its group yet
        os.killpg(number, signal.SIGKILL)
    with suppress(ProcessLookupError):
        os.kill(number, signal.SIGKILL)
    code = os.waitstatus_to_exitcode(os.waitpid(number, 0)[1])
    return None if code == -signal.SIGKILL else code


def _begun(work: Work, log: Path) -> int:
    """A copy of this process, which has loaded all there is to load, so that no kill meets mere loading."""
    with warnings.catch_warnings():  # newer Pythons warn where threads run, which the copy has not
        warnings.simplefilter("ignore", DeprecationWarning)
        number = os.fork()
    if number:
        return number
    code = 70
    try:
        os.setsid()
        file = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        os.dup2(file, 1)
        os.dup2(file, 2)
        sys.stdout = sys.stderr = os.fdopen(file, "a", buffering=1, encoding="utf-8")
        signal.alarm(int(_AT_MOST))
        work()
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 0
    except BaseException:
        print_exc()
        raise
    finally:
        os._exit(code)
