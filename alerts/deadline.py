"""How is a call over a network ended that does not end by itself?

A time limit of a socket is for one answer; a server that sends a byte now and then never reaches it. So the call is
made in a thread of its own, and its socket is shut down from outside when the time is over. A thread that stands
still where no socket is yet (looking up a name) is left behind; it ends when it asks for its deadline.
"""

from __future__ import annotations

import socket
from collections.abc import Callable
from contextlib import suppress
from threading import Lock, Thread

MAY_HAVE_ARRIVED = "; the message may have arrived"
_GRACE = 2.0  # seconds in which a call whose socket was shut down ends


def may_have_arrived(failure: str) -> bool:
    """Whether the next try may be a repeat. A failure is kept as its sentence, so it is the sentence that says so."""
    return failure.endswith(MAY_HAVE_ARRIVED)


class Deadline:
    """Whether the time is over; then the connection that it watches is shut down."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._over = False
        self._watched: socket.socket | None = None

    def watch(self, connection: socket.socket) -> None:
        """Watches a plain connection, also while TLS is laid over it. Raises TimeoutError when the time is over."""
        with self._lock:
            if self._over:
                connection.close()
                raise TimeoutError
            self._watched = connection.dup()  # TLS takes the socket itself away, not its twin

    def end(self) -> None:
        with self._lock:
            self._over = True
            if self._watched:
                with suppress(OSError):  # it was closed by the other side
                    self._watched.shutdown(socket.SHUT_RDWR)

    def release(self) -> None:
        with self._lock:
            if self._watched:
                self._watched.close()
                self._watched = None


def within(seconds: float, call: Callable[[Deadline], str]) -> str | None:
    """What the call returned in time, or None. What it raises is raised here."""
    deadline = Deadline()
    answers: list[str] = []
    errors: list[BaseException] = []

    def run() -> None:
        try:
            answers.append(call(deadline))
        except BaseException as error:  # noqa: BLE001 - carried over and raised below
            errors.append(error)
        finally:
            deadline.release()

    thread = Thread(target=run, name="delivery", daemon=True)
    thread.start()
    thread.join(seconds)
    late = thread.is_alive()
    if late:
        deadline.end()
        thread.join(_GRACE)
    if errors:
        raise errors[0]
    return answers[0] if answers and (not late or not answers[0]) else None
