"""How far is the crawl, and in whose account does it fall?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from time import monotonic

from model import Account, Bound, Failure


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Counts since the crawl began; `queued` is what index answers have added to the frontier."""

    requests: int  # answered or failed
    captured: int
    failed: int
    queued: int
    visits: int = 0
    paused: float = 0.0  # seconds for which an archive is still left alone


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a crawl did. Failures count requests, also those that are tried again."""

    requests: int
    visits: int
    browser_visits: int
    unchanged: int
    duplicates: int
    index_pages: int
    captured: int
    queued: int
    failures: Mapping[Failure, int]
    given_up: int
    odd_rows: int  # of index answers, left out
    bytes: int  # over the wire, packed
    seconds: float
    spent: str  # the `Bound` that ended a run with something left to ask, if one did
    waited: float  # seconds in which archives or hosts were left alone, or nothing was due
    stopped: bool  # by a signal, with tasks left


@dataclass(slots=True)
class Tally:
    """Counts of one run while the crawl goes on."""

    requests: int = 0
    visits: int = 0
    browser_visits: int = 0
    unchanged: int = 0
    duplicates: int = 0
    index_pages: int = 0
    captured: int = 0
    queued: int = 0
    given_up: int = 0
    odd_rows: int = 0
    bytes: int = 0
    waited: float = 0.0
    spent: str = ""
    failures: Counter[Failure] = field(default_factory=Counter)

    def clear(self) -> None:
        """Back to nothing."""
        for name in _NUMBERS:
            setattr(self, name, type(getattr(self, name))())
        self.spent = ""
        self.failures.clear()

    def account(self) -> Account:
        """As it is kept with the run."""
        return Account(
            requests=self.requests,
            visits=self.visits,
            browser_visits=self.browser_visits,
            captures=self.captured,
            unchanged=self.unchanged,
            duplicates=self.duplicates,
            index_pages=self.index_pages,
            bytes=self.bytes,
            waited=round(self.waited, 1),
            given_up=self.given_up,
            spent=self.spent,
            failures={str(reason): count for reason, count in sorted(self.failures.items())},
        )


_NUMBERS = (
    *("requests", "visits", "browser_visits", "unchanged", "duplicates", "index_pages", "captured"),
    *("queued", "given_up", "odd_rows", "bytes", "waited"),
)


_MOST_RUNS = 32
"""Whose tallies are kept: a service has one more each day."""


class Ledger:
    """The tallies of the runs that the crawl works for."""

    def __init__(self) -> None:
        self._tallies: dict[int, Tally] = {}
        self._settled: dict[int, tuple[int, int]] = {}
        self._begun = monotonic()

    def of(self, run: int) -> Tally:
        """The tally of a run, begun when it is first asked for."""
        return self._tallies.setdefault(run, Tally())

    def runs(self) -> list[int]:
        """The runs that have a tally."""
        return sorted(self._tallies)

    def settle(self, run: int) -> Account:
        """What came to the account of a run since it was settled last; its tally begins anew.

        Requests in flight still count for it. So the tally itself stays, but for those of runs long past.
        """
        tally = self.of(run)
        account = tally.account()
        self._settled[run] = self.used(run)
        tally.clear()
        while len(self._settled) > _MOST_RUNS:
            del self._settled[min(self._settled)]
        while len(self._tallies) > _MOST_RUNS:
            del self._tallies[min(self._tallies)]
        return account

    def used(self, run: int) -> tuple[int, int]:
        """Requests and bytes of a run, settled or not."""
        requests, settled = self._settled.get(run, (0, 0))
        tally = self.of(run)
        return requests + tally.requests, settled + tally.bytes

    def spend(self, run: int, bound: Bound) -> None:
        """Notes what ended a run with something left to ask."""
        self.of(run).spent = bound.value

    def progress(self, paused: float) -> Progress:
        """Of all runs together."""
        total = self._total()
        return Progress(
            requests=total.requests,
            visits=total.visits,
            captured=total.captured,
            failed=total.failures.total(),
            queued=total.queued,
            paused=paused,
        )

    def outcome(self, *, stopped: bool) -> Outcome:
        """Of all runs together that are not settled."""
        total = self._total()
        return Outcome(
            **{name: getattr(total, name) for name in _NUMBERS},
            failures=dict(total.failures),
            spent=total.spent,
            seconds=monotonic() - self._begun,
            stopped=stopped,
        )

    def _total(self) -> Tally:
        total = Tally()
        for tally in self._tallies.values():
            total.failures.update(tally.failures)
            total.spent = total.spent or tally.spent
            for name in _NUMBERS:
                setattr(total, name, getattr(total, name) + getattr(tally, name))
        return total
