"""What happens on one visit, from hop to hop?

Each hop asks the robots.txt of its origin, then what is held of it that could be confirmed, and then the page, in the
lane of its host.  Redirects are followed here, since each hop is a capture of its own.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from typing import Any

from crawler.allowance import Allowance
from crawler.desk import Document
from crawler.hops import MOST_HOPS, Heard, address, asks_for_quiet, conditions, leads_to
from crawler.lanes import Lane, Lanes, PausedError
from crawler.manners import Manners, is_at_home
from crawler.replay import Answer
from crawler.robots import LARGEST, Robots
from crawler.tally import Tally
from crawler.trouble import Trouble
from model import Failure, Validators
from store import host_of

Send = Callable[[str, Mapping[str, str], int, float], Coroutine[Any, Any, Answer | Trouble]]
"""Asks for an address with these headers, taking at most so many bytes and seconds; what goes wrong is a trouble."""

MayAsk = Callable[[str], Awaitable[Trouble | None]]
"""Why a page may not go on to an address; None if it may."""

Show = Callable[[Document, MayAsk, Tally], Awaitable[Document | Trouble]]
"""Has a browser show a document: what stands on the page in the end; what goes wrong is a trouble."""

_OF_A_VISIT, _OF_ROBOTS = 3, 2
"""How much longer than one request all of a visit may be waited for, and all of a robots.txt that redirects."""

_UNANSWERED = frozenset({Failure.UNREACHABLE, Failure.TIMED_OUT, Failure.NO_SECURE_CONNECTION})


@dataclass(slots=True, kw_only=True)
class Journey:
    """One visit on its way. `heard` are the hops that answered so far."""

    manners: Manners
    lanes: Lanes
    robots: Robots
    validators: Callable[[str], Awaitable[Validators | None]]
    send: Send
    tally: Tally
    heard: list[Heard] = field(default_factory=list)
    turn: Lane | None = None  # in which a browser goes on
    _asked: list[str] = field(default_factory=list)
    _allowance: Allowance = field(init=False)

    def __post_init__(self) -> None:
        self._allowance = Allowance("the visit", _OF_A_VISIT * self.manners.timeout, self.manners.timeout)

    async def follow(self, original: str) -> Trouble | None:
        """Asks for an original and all that it leads to; what went wrong, with the hop where it did.

        Raises PausedError when a host on the way is left alone for long.
        """
        while True:
            hop = await self._hop(original)
            if isinstance(hop, Trouble):
                return replace(hop, original=original)
            self.heard.append(hop)
            onward = self._onward(hop)
            if not isinstance(onward, str):
                return onward and replace(onward, original=original)
            original = onward

    async def _hop(self, original: str) -> Heard | Trouble:
        sent = address(original)
        if isinstance(sent, Trouble):
            return sent
        forbidden = self._allowance.over or await self._forbidden_by_robots(sent)
        if forbidden:
            return forbidden
        validators = await self.validators(original)
        asked = conditions(validators)
        self._asked.append(sent)
        room = self.manners.max_bytes - sum(len(hop.answer.body) for hop in self.heard)
        heard = await self._request(sent, asked, max(room, 1), self._allowance)  # a limit of 0 would mean none
        if isinstance(heard, Trouble) or heard.answer.status != 304:
            return heard if isinstance(heard, Trouble) else replace(heard, original=original)
        if not validators or not asked:
            return Trouble(reason=Failure.BROKEN, detail="status 304, to a question that named nothing to compare with")
        return replace(heard, original=original, confirms=validators.digest)

    def _onward(self, hop: Heard) -> str | Trouble | None:
        """Where an answer leads; None where the visit is over."""
        if hop.quiet:
            return hop.quiet
        target = leads_to(self._asked[-1], hop.answer)
        if not isinstance(target, str):
            return target
        if target in self._asked:
            return Trouble(reason=Failure.ENDLESS_REDIRECT, detail=f"back to {target[:300]}")
        if len(self.heard) >= MOST_HOPS:
            return Trouble(reason=Failure.ENDLESS_REDIRECT, detail=f"after {MOST_HOPS} hops on to {target[:300]}")
        return target

    async def show(self, document: Document, show: Show) -> Document | Trouble:
        """Has a browser show what the visit ended at, in the turn of its host; see `follow` for what is raised."""
        sent = address(document.original)
        if isinstance(sent, Trouble):
            return sent
        self.turn = self.lanes.of(host_of(sent))
        async with self.turn.turn():
            return await show(replace(document, original=sent), self._forbidden, self.tally)

    async def _forbidden(self, original: str) -> Trouble | None:
        """Why a page may not go on to an address, by the manners of every visit."""
        sent = address(original)
        if isinstance(sent, Trouble):
            return sent
        try:
            return self._unasked(sent) or await self._forbidden_by_robots(sent)
        except PausedError as paused:
            return Trouble(reason=Failure.THROTTLED, detail=str(paused))

    def _unasked(self, sent: str) -> Trouble | None:
        if self.manners.contact or is_at_home(sent, self.manners.allow_hosts):
            return None
        detail = f"operator.contact is not set, and {host_of(sent)} is no host on loopback that was opened"
        return Trouble(reason=Failure.REFUSED_ADDRESS, detail=detail)

    async def _forbidden_by_robots(self, sent: str) -> Trouble | None:
        """Asks within an allowance of its own: what is learnt of a host holds for others that visit it, too."""
        each = self.manners.timeout
        allowance = Allowance("robots.txt and where it leads", _OF_ROBOTS * each, each)
        try:
            return await self.robots.verdict(sent, partial(self._ask_robots, allowance))
        finally:
            self._allowance.used += allowance.used

    async def _ask_robots(self, allowance: Allowance, sent: str) -> Answer | Trouble:
        heard = await self._request(sent, {"Accept": "text/plain,*/*;q=0.5"}, LARGEST, allowance)
        return heard if isinstance(heard, Trouble) else heard.answer

    async def _request(
        self, sent: str, headers: Mapping[str, str], limit: int, allowance: Allowance
    ) -> Heard | Trouble:
        if refused := self._unasked(sent) or allowance.over:
            return refused
        lane = self.lanes.of(host_of(sent))
        async with nullcontext() if lane is self.turn else lane.turn():
            answer, of_host = await allowance.ask(partial(self.send, sent, headers, limit))
            self.tally.requests += 1
            if isinstance(answer, Trouble):
                self.tally.waited += lane.unanswered() if of_host and answer.reason in _UNANSWERED else 0.0
                return answer
            self.tally.bytes += len(answer.body)
            return Heard(original=sent, answer=answer, quiet=self._noted(lane, answer))

    def _noted(self, lane: Lane, answer: Answer) -> Trouble | None:
        """Within the turn, so that nobody is let in before the pause has begun."""
        quiet = asks_for_quiet(answer, datetime.now(UTC))
        if quiet is None:
            lane.answered()
            return None
        pause = lane.pause(quiet.retry_after)
        self.tally.waited += pause
        return replace(quiet, retry_after=pause)
