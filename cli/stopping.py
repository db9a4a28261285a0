"""How does a command end when it is told to stop?

Ctrl-C and SIGTERM end every command alike: what was done until then is kept, a sentence says so, and the exit
code is that of work done in part. A transaction that was open is undone, so nothing is kept by halves.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, NoReturn

from cli.exits import Exit, RefusalError

_SAID = "stopped; what was done until then is kept"


@contextmanager
def stoppable() -> Iterator[None]:
    """SIGTERM interrupts as Ctrl-C does. The crawl and the service have handlers of their own meanwhile."""
    if threading.current_thread() is not threading.main_thread():  # only there a handler can be set
        yield
        return
    before = signal.signal(signal.SIGTERM, _interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _interrupt(_number: int, _frame: object) -> NoReturn:
    raise KeyboardInterrupt


def ending_well(command: Callable[..., Any]) -> Callable[..., Any]:
    """The command, ending with a sentence when it is interrupted and does not know a better one itself."""

    @wraps(command)
    def run(*arguments: Any, **options: Any) -> Any:
        with said(_SAID):
            return command(*arguments, **options)

    return run


@contextmanager
def said(message: str | Callable[[], str]) -> Iterator[None]:
    """What is interrupted inside ends with this message; it may be told when it is known how far things went."""
    try:
        yield
    except KeyboardInterrupt:
        raise RefusalError(message if isinstance(message, str) else message(), Exit.INCOMPLETE) from None
