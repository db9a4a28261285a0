"""How long may one wait for answers, of several requests together?

Each request has a limit of its own (`Manners.timeout`); a chain of slow ones would still hold a visit for an hour.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from time import monotonic
from typing import Any

from crawler.replay import Answer
from crawler.trouble import Trouble
from model import Failure

Ask = Callable[[float], Coroutine[Any, Any, Answer | Trouble]]
"""Asks for something, within so many seconds."""


class Allowance:
    """Seconds in which the answers to `what` have to come, with at most `each` for one of them.

    Only waiting for answers counts: delays between requests are our own manners.
    """

    def __init__(self, what: str, seconds: float, each: float, clock: Callable[[], float] = monotonic) -> None:
        self._what, self._seconds, self._each, self._clock = what, seconds, each, clock
        self.used = 0.0

    @property
    def left(self) -> float:
        return self._seconds - self.used

    @property
    def over(self) -> Trouble | None:
        """Set when nothing is left."""
        if self.left > 0:
            return None
        detail = f"{self._what}: no answer within {self._seconds:g} s, all requests together"
        return Trouble(reason=Failure.TIMED_OUT, detail=detail)

    async def ask(self, ask: Ask) -> tuple[Answer | Trouble, bool]:
        """What came, and whether it is for the host to answer for: not if it had less time than every request has."""
        given, begun = min(self._each, self.left), self._clock()
        try:
            answer = await ask(given)
        finally:
            self.used += self._clock() - begun
        cut = given < self._each and isinstance(answer, Trouble) and answer.reason is Failure.TIMED_OUT
        if not cut:
            return answer, True
        self.used = max(self.used, self._seconds)  # clocks differ by a little
        return self.over or answer, False
