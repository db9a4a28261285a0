"""May a page be asked for, by the robots.txt of its host?

RFC 9309: rules that could be had are obeyed, a file that is not there (4xx) allows everything, and where the server is
too busy or broken to give it nothing may be asked.  The file is asked for once, however many wait for it, and kept for
a day.  The text is kept rather than what Protego makes of it, which is many times as large, but for small ones asked
for lately.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from time import monotonic
from urllib.parse import urlsplit
from weakref import WeakValueDictionary

from protego import Protego

from crawler.coding import decode
from crawler.hops import leads_to
from crawler.lanes import Lanes
from crawler.manners import AGENT, Manners
from crawler.replay import Answer
from crawler.trouble import Trouble
from model import Failure
from store import host_of

Ask = Callable[[str], Awaitable[Answer | Trouble]]
"""Asks for an address in the lane of its host."""

LARGEST = 20_000_000
"""Bytes that are taken in, packed or unpacked; beyond it the file counts as one that could not be had."""

_READ = 512 * 1024  # bytes; the RFC asks for 500 KiB at least
_MOST_REDIRECTS = 5
_LONGEST_WAIT = 86_400.0
_DOWN = 30.0  # seconds for which a host that cannot be connected to is not tried again
_MOST_KEPT, _MOST_TEXT = 10_000, 32_000_000  # files, characters of all together
_QUICK = 20_000  # characters that are read on the event loop
_SMALL, _MOST_PARSED = 4_000, 256  # characters of files that stay parsed for the next page of their host, and how many

# The whole host has failed, not its robots.txt; the page would end in the same way.
_OF_THE_HOST = frozenset({Failure.UNREACHABLE, Failure.NO_SECURE_CONNECTION, Failure.REFUSED_ADDRESS})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """What is known of an origin's rules until a time; `trouble` is why nothing may be asked."""

    until: float
    source: str = ""
    text: str = ""
    trouble: Trouble | None = None
    failed: int = 0  # times in a row


class Robots:
    """The rules of every origin asked lately."""

    def __init__(self, manners: Manners, lanes: Lanes, clock: Callable[[], float] = monotonic) -> None:
        self._kept, self._again = manners.robots_kept, manners.robots_again
        self._lanes, self._clock = lanes, clock
        self._known: dict[str, _Known] = {}
        self._text = 0
        self._asking: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def verdict(self, address: str, ask: Ask) -> Trouble | None:
        """Why an address may not be asked for; None if it may. Raises what `ask` raises."""
        known = await self._rules(address, ask)
        if known.trouble:
            return known.trouble
        apart = len(known.text) > _QUICK
        allowed, delay = await asyncio.to_thread(_judge, known.text, address) if apart else _judge(known.text, address)
        self._lanes.of(host_of(address)).slow_down(delay)
        if allowed:
            return None
        return Trouble(reason=Failure.DISALLOWED, detail=f"{known.source} disallows {address[:300]} for {AGENT}")

    async def _rules(self, address: str, ask: Ask) -> _Known:
        """Who comes while somebody asks waits here, and then finds the answer."""
        origin = _origin(address)
        lock = self._asking.setdefault(origin, asyncio.Lock())
        async with lock:
            known = self._known.get(origin)
            if known is None or known.until <= self._clock():
                known = await self._fetched(origin, known.failed if known else 0, ask)
                self._keep(origin, known)
                self._keep_elsewhere(known)
            return known

    async def _fetched(self, origin: str, failed: int, ask: Ask) -> _Known:
        address = f"{origin}/robots.txt"
        answer = await ask(address)
        if isinstance(answer, Trouble) and answer.reason in _OF_THE_HOST:
            return _Known(until=self._clock() + _DOWN, trouble=answer)
        for _ in range(_MOST_REDIRECTS):
            target = None if isinstance(answer, Trouble) else leads_to(address, answer)
            if not isinstance(target, str):
                break
            address = target
            answer = await ask(address)
        text = await asyncio.to_thread(_text, answer)
        if isinstance(text, Trouble):
            return self._failed(address, failed, text)
        return _Known(until=self._clock() + self._kept, source=address, text=text)

    def _failed(self, address: str, failed: int, trouble: Trouble) -> _Known:
        wait = min(self._again * 2.0 ** min(failed, 30), _LONGEST_WAIT)
        detail = f"{address}: {trouble.reason}, {trouble.detail}; not asked again for {wait:.0f} s"
        told = Trouble(reason=Failure.ROBOTS_UNREACHABLE, detail=detail)
        return _Known(until=self._clock() + wait, trouble=told, failed=failed + 1)

    def _keep_elsewhere(self, known: _Known) -> None:
        """Where http leads to https, or to "www.", the file found there is also that origin's own."""
        if known.text and known.source == f"{_origin(known.source)}/robots.txt":
            self._keep(_origin(known.source), known)

    def _keep(self, origin: str, known: _Known) -> None:
        """The file asked for longest ago is forgotten first."""
        before = self._known.pop(origin, None)
        self._known[origin] = known
        self._text += len(known.text) - (len(before.text) if before else 0)
        while len(self._known) > _MOST_KEPT or self._text > _MOST_TEXT:
            self._text -= len(self._known.pop(next(iter(self._known))).text)


def _origin(address: str) -> str:
    return f"{urlsplit(address).scheme}://{host_of(address)}"


def _text(answer: Answer | Trouble) -> str | Trouble:
    """The beginning of a robots.txt, whole lines, as far as it concerns us."""
    if isinstance(answer, Trouble):
        return answer
    if answer.status == 429 or answer.status >= 500:
        return Trouble(reason=Failure.SERVER_ERROR, detail=f"status {answer.status}")
    if answer.status // 100 != 2:  # it is not there, or behind more redirects than one follows
        return ""
    body = decode(answer.body, answer.all("content-encoding"), LARGEST)
    if isinstance(body, Trouble):
        return body
    if len(body) > _READ:
        body = body[:_READ].rpartition(b"\n")[0]
    return "\n".join(_ours(body.decode("utf-8-sig", "replace")))


# As leniently as Protego takes such a line.
_FOR_AGENT = re.compile(r"\s*user[- ]?agent(?:\s*:|\s)\s*(?P<agent>[^#]*)", re.IGNORECASE)


def _ours(text: str) -> Iterator[str]:
    """The lines with the names of other agents taken out.

    Protego keeps every rule once for each agent that it stands under: 500 kB of names and rules fill gigabytes.
    """
    for line in text.splitlines():
        found = _FOR_AGENT.match(line)
        yield f"User-agent: {_agent(found['agent'].strip())}" if found else line


def _agent(named: str) -> str:
    """RFC 9309, 2.2.1: a group is ours if it names our token, in any case, whatever follows it, or everybody."""
    token = re.match(r"[A-Za-z_-]*", named)
    if token and token[0].lower() == AGENT:
        return AGENT
    return "*" if named == "*" else "x"


@lru_cache(maxsize=_MOST_PARSED)
def _parsed(text: str) -> Protego:
    return Protego.parse(text)


def _judge(text: str, address: str) -> tuple[bool, float]:
    """Whether an address may be asked for, and with how many seconds between requests."""
    rules = _parsed(text) if len(text) <= _SMALL else Protego.parse(text)
    return rules.can_fetch(address, AGENT), rules.crawl_delay(AGENT) or 0.0
