"""Did the visitor behave, as every host's own log shows?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from benchmarks.world.goals import Goal, counted
from benchmarks.world.happenings import Role, World
from benchmarks.world.installation import DELAY
from benchmarks.world.livehosts import Line

_JITTER = 0.25
_TOLERANCE = 0.005  # seconds between what the host and the visitor call the end of an answer


def goals(world: World, log: Sequence[Line], starts: Sequence[float] = ()) -> list[Goal]:
    """Goals of good manners; `starts` are the moments at which a process began that knew of no request before."""
    return [
        counted("gaps_too_short", _short_gaps(log, starts)),
        counted("two_at_once", _at_once(log, starts)),
        counted("asked_before_robots", _before_robots(log)),
        counted("asked_though_disallowed", _disallowed(world, log)),
        counted("asked_during_retry_after", _during_retry_after(log, starts)),
        counted("nameless_requests", _nameless(log)),
    ]


def by_host(log: Sequence[Line]) -> dict[int, list[Line]]:
    """The requests to each host in order."""
    found: dict[int, list[Line]] = defaultdict(list)
    for line in sorted(log, key=lambda line: line.began):
        found[line.host].append(line)
    return found


def _pairs(log: Sequence[Line], starts: Sequence[float]) -> Iterator[tuple[Line, Line]]:
    for lines in by_host(log).values():
        for one, other in pairwise(lines):
            if not any(one.began < start <= other.began for start in starts):
                yield one, other


def _short_gaps(log: Sequence[Line], starts: Sequence[float]) -> Iterator[str]:
    for one, other in _pairs(log, starts):
        gap = other.began - one.ended
        if 0 <= gap < DELAY * (1 - _JITTER) - _TOLERANCE:
            yield f"{_where(other)}: {gap * 1000:.0f} ms after the answer for {one.path}"


def _at_once(log: Sequence[Line], starts: Sequence[float]) -> Iterator[str]:
    for one, other in _pairs(log, starts):
        if other.began < one.ended - _TOLERANCE:
            yield f"{_where(other)}: while {one.path} was being answered"


def _before_robots(log: Sequence[Line]) -> Iterator[str]:
    for lines in by_host(log).values():
        if lines[0].path != "/robots.txt":
            yield _where(lines[0])


def _disallowed(world: World, log: Sequence[Line]) -> Iterator[str]:
    mute = {host.number for host in world.hosts if host.role is Role.MUTE_ROBOTS}
    closed = {(page.host, page.path) for page in world.pages if page.unseen}
    for line in log:
        if (line.host, line.path) in closed or (line.host in mute and line.path != "/robots.txt"):
            yield _where(line)


def _during_retry_after(log: Sequence[Line], starts: Sequence[float]) -> Iterator[str]:
    """Across a restart a host is put off by the service's own clock, which here is too fast for it."""
    for lines in by_host(log).values():
        since = until = 0.0
        for line in lines:
            restarted = any(since < start <= line.began for start in starts)
            if line.began < until - _TOLERANCE and not restarted:
                yield f"{_where(line)}: {until - line.began:.2f} s too early"
            if line.retry_after:
                since, until = line.began, max(until, line.ended + line.retry_after)


def _nameless(log: Sequence[Line]) -> Iterator[str]:
    for line in log:
        if "clausewatch" not in line.agent or "operator@world.example" not in line.agent:
            yield f"{_where(line)}: as {line.agent!r}"


def _where(line: Line) -> str:
    return f"host {line.host} {line.path} on day {line.day:.2f}"
