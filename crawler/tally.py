"""How far is the crawl?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from time import monotonic

from model import Failure


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Counts since the crawl began; `queued` is what index answers have added to the frontier."""

    requests: int  # answered or failed
    captured: int
    failed: int
    queued: int
    paused: float = 0.0  # seconds for which an archive is still left alone


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a crawl did. Failures count requests, also those that are tried again."""

    requests: int
    index_pages: int
    captured: int
    queued: int
    failures: Mapping[Failure, int]
    given_up: int
    odd_rows: int  # of index answers, left out
    bytes: int  # over the wire, packed
    seconds: float
    waited: float  # seconds in which archives were left alone, or nothing was due
    stopped: bool  # by a signal, with tasks left


@dataclass(slots=True)
class Tally:
    """Counts while the crawl runs."""

    index_pages: int = 0
    captured: int = 0
    queued: int = 0
    given_up: int = 0
    odd_rows: int = 0
    bytes: int = 0
    waited: float = 0.0
    failures: Counter[Failure] = field(default_factory=Counter)
    begun: float = field(default_factory=monotonic)

    @property
    def requests(self) -> int:
        return self.index_pages + self.captured + self.failures.total()

    def progress(self, paused: float) -> Progress:
        return Progress(
            requests=self.requests,
            captured=self.captured,
            failed=self.failures.total(),
            queued=self.queued,
            paused=paused,
        )

    def outcome(self, *, stopped: bool) -> Outcome:
        return Outcome(
            requests=self.requests,
            index_pages=self.index_pages,
            captured=self.captured,
            queued=self.queued,
            failures=dict(self.failures),
            given_up=self.given_up,
            odd_rows=self.odd_rows,
            bytes=self.bytes,
            seconds=monotonic() - self.begun,
            waited=self.waited,
            stopped=stopped,
        )
