"""Who tells the crawl what to ask for, and takes what came?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from crawler.trouble import Trouble
from model import Capture, Digest, Failure, Headers, Holding, IndexRow, Rendition, Task, Validators
from store import digest_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """One answer on the way of a visit, whatever its status.

    `headers` are bounded and say of cookies only that one was set. `body` is without its content coding, and None
    on a 304, where `confirms` is the digest of the body that still stands. `digest` is that of the body, or `confirms`.
    """

    original: str
    status: int
    headers: Headers
    body: bytes | None
    confirms: Digest | None = None
    rendition: Rendition = Rendition.PLAIN
    digest: Digest | None = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "digest", self.confirms if self.body is None else digest_of(self.body))


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What a browser is to show, and what it showed.

    The former is the last answer of a visit, with its body also where a 304 said that it stands; `cookies` are set
    while it is shown. The latter is what stood on the page in the end, with the head of the answer that it came from.
    """

    original: str
    status: int
    headers: Headers
    body: bytes
    cookies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Visited:
    """What a visit brought: captures that are new, and hops that showed what was held already.

    `queued` counts the visits that follow from it.
    """

    captures: int
    unchanged: int
    queued: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What a capture of an archive led to: whether it was held already, and how many tasks were queued because of it.

    Held is what has the same original, second, status and body, whichever archive gave it.
    """

    known: bool = False
    queued: int = 0


class Desk(Protocol):
    """The crawl's only way to what is kept.

    All methods are called in one worker thread, one at a time, never on the event loop. What one is told is kept in
    one transaction, so that a killed process loses at most the requests in flight: their tasks are still
    queued. What follows from it is read and planned after that, and again by the next process. What a method raises
    ends the crawl and comes out of `crawl` as it was raised.
    """

    def next_tasks(self, archive: str, limit: int) -> Sequence[Task]:
        """Tasks queued and due now that were not handed out already in this run.

        A task is handed out until `index_answered`, `captured` or `failed` is called with it.
        """

    def index_answered(self, task: Task, rows: Sequence[IndexRow], resume: str, further: Sequence[str] = ()) -> int:
        """One page of an index came: rows become sightings, what to fetch and the next page (if `resume`) are queued.

        `further` are pages that never change once they are there, so that they are asked for in no later run. Returns
        how many tasks were queued.
        """

    def captured(self, task: Task, capture: Capture, holding: Holding, body: bytes, mimetype: str) -> Taken:
        """One capture came. Doing it twice changes nothing."""

    def failed(self, task: Task, reason: Failure, detail: str, wait: float | None) -> bool:
        """Nothing came. True if it will be tried again.

        With `wait` the fault was not the task's (its archive is pausing): it is due again after so many
        seconds and no try is used up. Without, tries are bounded and the desk backs off.
        """

    def waiting(self, archive: str) -> float | None:
        """Seconds until the next task is due that is not handed out; None when nothing is left."""

    def next_visits(self, limit: int) -> Sequence[Task]:
        """Visits queued and due now that were not handed out already; until `visited` or `put_back` is called."""

    def validators(self, original: str) -> Validators | None:
        """By what the server of an original can say that what we hold of it still stands."""

    def to_show(self, task: Task, hop: Hop, moment: datetime) -> Document | None:
        """What a browser is to show before the visit is over, if the page at which it ended needs one; nothing is kept.

        So it is where the task says so, and where the page as sent holds no text of the policy.
        """

    def visited(self, task: Task, hops: Sequence[Hop], trouble: Trouble | None, moment: datetime) -> Visited:
        """A visit is over: what answered, in the order of asking, and what went wrong in the end, if anything did.

        `moment` is the second in which it was over, of every hop. `trouble.original` is the hop that failed; where it
        is also the last of `hops`, that one answered, but led nowhere (a bad or endless redirect) or asked to be left
        alone. With `trouble.retry_after` the host of `trouble.original` shall not be asked for so many seconds.
        """

    def put_back(self, task: Task, seconds: float) -> None:
        """A visit was not made, since its host is left alone for so long: it is due again then.

        Nothing is recorded and no try is used up. What hops before that host said is not told and asked again.
        """

    def visits_waiting(self) -> float | None:
        """As `waiting`, of visits."""

    def close(self) -> None:
        """The crawl is over. Called in the worker thread, since a SQLite connection is closed where it was opened."""
