"""Which nouns does everything else speak in?

What is followed (policies, timelines, locations, rulings), what was seen (captures, holdings,
sightings), what was concluded (readings, verdicts, versions, clauses, changes), what there is still to
do (tasks, appointments, orders, and the runs that did it), and who is told (watches, alerts, attempts).
Every value is frozen; times are aware UTC and whole seconds; bodies never travel inside a value, their
digests do.  Words of the field are kept: *original* is the address of the live page (URI-R), *memento*
the address of an archived state of it (URI-M), both as in RFC 7089; *timestamp*, *statuscode*,
*mimetype*, *digest*, *length* are the fields of a capture index (CDX).

One file, long on purpose: read from top to bottom it is the vocabulary of everything else.
"""

from __future__ import annotations

import hashlib
import re
from base64 import b32encode
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Any, NewType
from urllib.parse import urlsplit

Digest = NewType("Digest", str)
"""Lower-case hexadecimal SHA-256, 64 characters. Ours; an archive's own digest is a plain string."""

OriginalKey = NewType("OriginalKey", str)
"""An original without what does not tell pages apart; see `original_key`."""


def digest_form(archive_digest: str) -> str:
    """An archive's digest in the form in which digests of several archives can be compared.

    Most are the SHA-1 of the payload as stored; some name it, or write it in hexadecimal. What is anything else stays.

    >>> digest_form("sha1:da39a3ee5e6b4b0d3255bfef95601890afd80709")
    '3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ'
    """
    bare = archive_digest.removeprefix("sha1:")
    if re.fullmatch(r"[0-9A-Fa-f]{40}", bare):
        return b32encode(bytes.fromhex(bare)).decode()
    return bare.upper() if re.fullmatch(r"[A-Za-z2-7]{32}", bare) else bare


def sha256(data: bytes | str) -> Digest:
    """Digest of bytes, or of a text in UTF-8 (lone surrogates, which broken pages do hold, pass)."""
    raw = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    return Digest(hashlib.sha256(raw).hexdigest())


_DEFAULT_PORT = {"http": 80, "https": 443}


def original_key(original: str) -> OriginalKey:
    """The key by which a location covers originals.

    Scheme, `www.`, default port, fragment and trailing slash are taken off; host case too, path case
    and query stay.

    >>> original_key("HTTP://www.Acme.example:80/Privacy/#top")
    'acme.example/Privacy'
    >>> original_key("https://acme.example/?p=1")
    'acme.example/?p=1'
    """
    try:
        parts = urlsplit(original.strip())
        host, port = (parts.hostname or "").removeprefix("www.").rstrip("."), parts.port
    except ValueError:  # "http://host:80x/" and "http://[host/" stand in old indexes; they are their own key
        return OriginalKey(original.strip())
    if port is not None and port != _DEFAULT_PORT.get(parts.scheme.lower()):
        host = f"{host}:{port}"
    path = parts.path.rstrip("/")
    query = f"?{parts.query}" if parts.query else ""
    return OriginalKey(f"{host}{path or ('/' if query else '')}{query}")


def timestamp14(moment: datetime) -> str:
    """The fourteen digits by which indexes and citations name an instant.

    >>> timestamp14(datetime(2007, 10, 14, 3, 56, tzinfo=UTC))
    '20071014035600'
    """
    return moment.astimezone(UTC).strftime("%Y%m%d%H%M%S").rjust(14, "0")


def from_timestamp14(digits: str) -> datetime:
    """The instant that four to fourteen digits name: their beginning, as archives read them.

    Raises ValueError when the digits name no instant.
    """
    if not re.fullmatch(r"\d{4}(\d\d){0,5}", digits):
        raise ValueError(f"{digits!r} is not a timestamp: expected 4 to 14 digits, YYYYMMDDhhmmss")
    padded = digits + "00000101000000"[len(digits) :]
    return datetime.strptime(padded, "%Y%m%d%H%M%S").replace(tzinfo=UTC)


# ---------------------------------------------------------------- what is followed

_NAME = r"[a-z0-9][a-z0-9._-]*"
_TIMELINE = re.compile(rf"({_NAME})/({_NAME})(?:/({_NAME}))?(?:~([A-Za-z0-9][A-Za-z0-9._-]*))?")


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class TimelineId:
    """Names one document in one edition: `organisation/kind[/document][~edition]`.

    An absent document or edition is the empty string, so that ids sort and compare.
    """

    organisation: str
    kind: str
    document: str = ""
    edition: str = ""

    def __str__(self) -> str:
        document = f"/{self.document}" if self.document else ""
        edition = f"~{self.edition}" if self.edition else ""
        return f"{self.organisation}/{self.kind}{document}{edition}"

    @classmethod
    def parse(cls, text: str) -> TimelineId:
        """Raises ValueError with the expected form when `text` names no timeline."""
        match = _TIMELINE.fullmatch(text)
        if not match:
            raise ValueError(f"{text!r} is not a timeline: expected organisation/kind[/document][~edition]")
        organisation, kind, document, edition = match.groups(default="")
        return cls(organisation=organisation, kind=kind, document=document, edition=edition)


class Rendition(StrEnum):
    """How a body came to be; bodies of different renditions are compared by their words only."""

    PLAIN = "plain"  # as the server sent it
    BROWSER = "browser"  # the page after its scripts ran
    TEXT = "text"  # a text that somebody extracted, imported


DRAWN_OVER = "clausewatch-drawn-over"
"""The class by which a page as a browser showed it names what was drawn over it: dialogs, bars, bubbles."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """A stretch of a page from one element to another, each named by a CSS selector whose first match counts.

    Raises ValueError unless it has one start and one end.
    """

    start_before: str = ""
    start_after: str = ""
    end_before: str = ""
    end_after: str = ""

    def __post_init__(self) -> None:
        if bool(self.start_before) == bool(self.start_after) or bool(self.end_before) == bool(self.end_after):
            raise ValueError(f"{self}: expected one of start_before, start_after and one of end_before, end_after")

    @property
    def start(self) -> str:
        """The selector of the element at which it starts."""
        return self.start_before or self.start_after

    @property
    def end(self) -> str:
        return self.end_before or self.end_after

    def __str__(self) -> str:
        parts = ("start_before", "start_after", "end_before", "end_after")
        return "{" + ", ".join(f"{part} = {getattr(self, part)!r}" for part in parts if getattr(self, part)) + "}"


class FilterName(StrEnum):
    """What can be done to a page before its parts are selected."""

    REMOVE_QUERY_PARAMS = "remove_query_params"  # from links and images; those that follow readers, if none is named
    CONVERT_SPACES = "convert_spaces_to_standard"  # no-break spaces and their like


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """A filter, with the names of parameters that it is given, if any."""

    name: FilterName
    params: tuple[str, ...] = ()


NOWHERE = "invalid"
"""The domain under which no page can ever stand (RFC 2606): of texts that are of no single page."""

EXTRACTED_AGAIN = ("clausewatch-extracted", "again")
"""The header by which a holding of a text says that its archive had changed how it extracts, not that a page had."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """An original at which a timeline's text stands, from `since` (included) until `until` (not).

    `select`, `remove` and `filters` help the reading; all may be empty. A selector is CSS, or a range.
    `rendition` says how a visit has the page; None: as it is sent, and in a browser where that holds no text.
    """

    original: str
    since: datetime | None = None
    until: datetime | None = None
    select: tuple[str | Range, ...] = ()
    remove: tuple[str | Range, ...] = ()
    rendition: Rendition | None = None
    filters: tuple[Filter, ...] = ()

    @property
    def key(self) -> OriginalKey:
        return original_key(self.original)

    @property
    def can_be_asked(self) -> bool:
        """Whether a page can stand there at all; live visits and archives are not asked for what cannot."""
        host = self.key.partition("/")[0].partition("?")[0]
        return host != NOWHERE and not host.endswith(f".{NOWHERE}")

    def covers(self, original: str, moment: datetime) -> bool:
        """Whether a capture of `original` at `moment` belongs to this location."""
        begun = self.since is None or self.since <= moment
        ended = self.until is not None and self.until <= moment
        return begun and not ended and original_key(original) == self.key


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """What has versions: one document in one edition, with its locations in the order declared."""

    id: TimelineId
    title: str = ""
    language: str = ""
    locations: tuple[Location, ...]
    every: timedelta | None = None  # how often its live page is visited; None: as the settings say

    def location_at(self, original: str, moment: datetime) -> int | None:
        """Position of the last-declared location that covers the original at that moment, or None."""
        covering = (i for i, place in enumerate(self.locations) if place.covers(original, moment))
        return max(covering, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """What an organisation publishes under one kind; its timelines are its documents and editions."""

    organisation: str
    name: str
    kind: str
    timelines: tuple[Timeline, ...]


class RulingKind(StrEnum):
    """What a person can say about a fact or a conclusion."""

    VERDICT = "verdict"  # "this capture is a wall" (object: timeline@timestamp, saying: a verdict)
    SAME = "same"  # "these clauses are one" (object: citation, saying: citation)
    MATTERS = "matters"  # "this change matters" or not (object: citation, saying: yes | no)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """A person's word, which stands above what the code thinks. Later words stand above earlier."""

    kind: RulingKind
    object: str
    saying: str
    who: str
    given_at: datetime
    why: str = ""


# ---------------------------------------------------------------- what was seen


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """One recorded response, whatever its status. It knows no policy.

    `digest` is of the body after content decoding, so it never equals an archive's own digest.
    """

    original: str
    timestamp: datetime
    statuscode: int
    digest: Digest
    rendition: Rendition = Rendition.PLAIN

    @property
    def key(self) -> tuple[datetime, str, str, Digest, int]:
        """The total order of captures. The status is part of it: empty bodies are all alike, a 301's and a 302's."""
        return (self.timestamp, self.original, self.rendition.value, self.digest, self.statuscode)


Headers = tuple[tuple[str, str], ...]
"""Response headers as a holder gave them: names in lower case, in the order received."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """Where a capture is held. One capture can have several."""

    holder: str  # LIVE, OPERATOR (imported by hand) or an archive's name
    memento: str = ""
    archive_digest: str = ""
    headers: Headers = ()
    taken_at: datetime


LIVE = "live"
OPERATOR = "operator"


class SightingKind(StrEnum):
    """As what an original was observed."""

    RESPONSE = "response"  # we hold the body
    NOT_MODIFIED = "not_modified"  # a 304, or a response with an equal body: the body seen before still stands
    ROW = "row"  # an archive's index says so; the body may not be held
    FAILURE = "failure"  # nothing usable came; `reason` says what did


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """That an original was observed at a time, as given. Never altered, never collapsed.

    `statuscode` is None where the index gives none (revisit rows). `digest` is ours: on a response that of
    its body, on NOT_MODIFIED that of the body which still stands; which body a row shows is derived
    (`versions.bodies_of_rows`). `asked` is the original that a live visit asked for when a redirect led from it
    to this one, else empty: what is seen here is then seen of the asked original, too. `place` is where the archive
    says that a row's bytes are, where that does not follow from original and timestamp.
    """

    original: str
    timestamp: datetime
    kind: SightingKind
    holder: str
    taken_at: datetime
    statuscode: int | None = None
    mimetype: str = ""
    archive_digest: str = ""
    length: int | None = None
    digest: Digest | None = None
    rendition: Rendition = Rendition.PLAIN
    reason: str = ""
    asked: str = ""
    place: str = ""


class Failure(StrEnum):
    """Why a request brought nothing to keep. Those that may pass by themselves are `passing`."""

    UNREACHABLE = "unreachable"  # no connection, no name, reset
    TIMED_OUT = "timed out"
    THROTTLED = "throttled"  # 429, or 503 and its kin from the archive itself
    FORBIDDEN = "forbidden"  # 403 from the archive itself
    EXCLUDED = "excluded"  # the archive does not show this original to anyone
    NEVER_ARCHIVED = "never archived"  # 404 from the archive itself
    OTHER_CAPTURE = "other capture"  # the archive answered with another timestamp
    ONLY_A_REVISIT = "only a revisit"  # the record says that another one has the bytes
    NOT_A_MEMENTO = "not a memento"  # 200 without Memento-Datetime: an error page, never content
    UNREADABLE_INDEX = "unreadable index"  # the index answer is no index
    TOO_LARGE = "too large"  # more bytes than the limit, packed or unpacked
    BROKEN = "broken"  # bytes that cannot be decoded as they claim, truncated records
    REFUSED_ADDRESS = "refused address"  # loopback or private network
    SERVER_ERROR = "server error"
    NO_SECURE_CONNECTION = "no secure connection"  # TLS: a certificate that is out of date, of another name, of nobody
    DISALLOWED = "disallowed by robots.txt"
    ROBOTS_UNREACHABLE = "robots.txt unreachable"  # RFC 9309: then nothing may be asked
    ENDLESS_REDIRECT = "endless redirect"  # a loop, or more hops than browsers follow
    BAD_REDIRECT = "bad redirect"  # to what is no address on the web
    NO_BROWSER = "no browser"  # a page that needs one, and none is installed
    BROWSER_FAILED = "browser failed"  # it could not be started, or crashed

    @property
    def passing(self) -> bool:
        return self in _PASSING


_PASSING = frozenset(
    {
        *(Failure.UNREACHABLE, Failure.TIMED_OUT, Failure.THROTTLED, Failure.SERVER_ERROR),
        Failure.UNREADABLE_INDEX,  # half an answer, or a page that says that the index is being mended
    }
)


# ---------------------------------------------------------------- what the crawl has to do


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexRow:
    """One row of an archive's capture index, in the archive's own words but for the types."""

    urlkey: str
    timestamp: datetime
    original: str
    mimetype: str
    statuscode: int | None  # None on revisit rows
    digest: str  # the archive's; "" where its lists have none
    length: int | None = None
    place: str = ""  # where the bytes are, where that does not follow from original and timestamp


class TaskKind(StrEnum):
    """What a request asks for."""

    INDEX = "index"  # of an archive: which captures of an original are there
    REPLAY = "replay"  # of an archive: one capture's bytes
    VISIT = "visit"  # of the live page; its `archive` is LIVE


class Precision(StrEnum):
    """How closely the changes of a text are dated by what archives hold."""

    EXACT = "exact"  # to two neighbouring captures
    DAY = "1d"
    MONTH = "30d"
    ALL = "all"  # every capture is fetched

    @property
    def width(self) -> timedelta | None:
        """How wide a bracket may stay; None where captures count, and not days."""
        return {"1d": timedelta(days=1), "30d": timedelta(days=30)}.get(self.value)

    @property
    def asks(self) -> int:
        """How much it asks for, against the others."""
        return ("30d", "1d", "exact", "all").index(self.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One request the crawl still has to make; rows of the frontier.

    `resume` is the index's own key for the next page. `rendition` says how the page is to be had; a plain visit may
    still lead to a browser, where the page as sent has no text. A task is named by `kind`, `archive`, `original`,
    `timestamp`, `resume` and `rendition`; adding one that is known changes nothing. `run` is the run in whose account
    it falls. `place` is that of the row that is asked for: the frontier looks it up when the task is handed out. Of an
    index `precision` says what its captures are wanted for; of a replay `gain` is what is expected of it, and comes
    first where it is higher.
    """

    kind: TaskKind
    archive: str
    original: str
    timestamp: datetime | None = None  # of a replay
    archive_digest: str = ""  # of a replay, as the index gave it
    resume: str = ""  # of an index page after the first
    rendition: Rendition = Rendition.PLAIN
    place: str = ""  # of a replay, where the index gave one
    tries: int = 0
    run: int = 0
    id: int = 0  # the row's, 0 before it has one
    precision: Precision = Precision.EXACT
    gain: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """By what a server says whether a page is still the one with `digest`: ETag and Last-Modified of that response."""

    etag: str
    last_modified: str
    digest: Digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment:
    """When a timeline's live page is visited next, and how its visits went; the only truth about it.

    `streak` counts visits in a row that showed no policy text, `reason` says what the last of them showed.
    `archives_due` is None where archives are not asked again by themselves. `due` is None where no location is
    open now. `looked_at` and `usable_at` are None before the first visit, and the first usable one.
    """

    timeline: TimelineId
    due: datetime | None
    archives_due: datetime | None = None
    streak: int = 0
    reason: str = ""
    looked_at: datetime | None = None
    usable_at: datetime | None = None


class SavingStep(StrEnum):
    """What happened on the way to a page that an archive was to save."""

    ASKED = "asked"  # written before the request is sent
    BEGUN = "begun"  # the archive has taken it and named its job
    PUT_OFF = "put off"  # it is asked again later
    PAUSED = "paused"  # the archive wants to be left alone, for whatever page
    SAVED = "saved"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Saving:
    """A page that an archive shall save, since a live visit saw it change, and the latest step on the way there.

    `original` is as declared; `moment` and `digest` name the capture that showed the change. `again` says when the next
    step is due, `job` what the archive is at work on. `asked` counts requests, `tries` those that came to
    nothing by a fault of the page.
    """

    archive: str
    original: str
    timeline: TimelineId
    moment: datetime
    digest: Digest
    wanted_at: datetime
    id: int = 0
    step: SavingStep | None = None
    at: datetime | None = None
    again: datetime | None = None
    job: str = ""
    memento: str = ""
    reason: str = ""
    asked: int = 0
    tries: int = 0


class RunKind(StrEnum):
    """What a run was for."""

    VISITS = "visits"  # live pages; of the service one run a day, else one a command
    BACKFILL = "backfill"
    SURVEY = "survey"  # hosts, for where their policies stand


class Bound(StrEnum):
    """What ends a run with something left to ask: a limit of every run, or the budget that a backfill was ordered with.

    The limits leave the rest queued for the next run. What a budget was too small for is forgotten, and planned anew.
    """

    REQUESTS = "requests"
    MEGABYTES = "megabytes"
    BUDGET = "budget"

    @property
    def set_by(self) -> str:
        """The setting or option that is to be raised."""
        return "--budget" if self is Bound.BUDGET else f"crawl.most_{self.value}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What a run did. Times are seconds; bytes as they came over the wire."""

    requests: int = 0
    visits: int = 0  # live pages looked at, whatever came of it
    browser_visits: int = 0  # of these, those for which a browser was needed
    captures: int = 0
    unchanged: int = 0  # a 304, or a body that was held
    duplicates: int = 0  # captures that came from an archive and were held already, whoever had given them
    index_pages: int = 0
    bytes: int = 0
    waited: float = 0.0  # for Retry-After, pauses of an archive, or until something was due
    given_up: int = 0
    spent: str = ""  # the `Bound` that ended it with something left to ask, if one did
    failures: Mapping[str, int] = field(default_factory=dict)  # by reason, of requests; also those tried again

    def __add__(self, other: Account) -> Account:
        failures = Counter(self.failures) + Counter(other.failures)
        counts = {one.name: getattr(self, one.name) + getattr(other, one.name) for one in fields(self)[:-2]}
        return Account(**counts, spent=self.spent or other.spent, failures=dict(sorted(failures.items())))


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One piece of the crawl's work, with its account. `ended` is None while it goes on, or was killed.

    `savings` is how often an archive was asked to save a page that visits saw to change, from the begin of a run of
    visits to that of the next one: it is asked when everything else is done.
    """

    id: int
    kind: RunKind
    began: datetime
    ended: datetime | None
    account: Account
    savings: int = 0


class OrderKind(StrEnum):
    """What a command can ask of the service."""

    VISIT = "visit"
    BACKFILL = "backfill"
    REBUILD = "rebuild"
    IMPORT = "import"
    RULE = "rule"
    SURVEY = "survey"


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """Work that a command left to the service. `arguments` are what the command was given, as plain JSON values.

    `ended` is None while it waits or is done; `outcome` says in a sentence what came of it, `failed` whether that was
    nothing, or not all.
    """

    id: int
    kind: OrderKind
    arguments: Mapping[str, Any]
    asked_at: datetime
    ended: datetime | None = None
    outcome: str = ""
    failed: bool = False


# ---------------------------------------------------------------- what was concluded


class Block(StrEnum):
    """What part of a page a clause was."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"  # of a list
    ROW = "row"  # of a table; cells joined by " | "
    TERM = "term"  # of a definition list


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link inside a clause: its visible text and where it leads. Never part of the words."""

    text: str
    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """The smallest part of a policy that one points at: a heading, paragraph, list item, table row.

    `text` is what a reader sees, white space collapsed, without `label`; `words` is its canonical
    text, what counts when asking whether it changed (made by `extract.canonical`). `marks` are what
    stands around and beside the words and is none: addresses of pictures ("!/logo.png") and of links around
    nothing ("[#fees"), where emphasis begins and ends ("**12": behind twelve letters, number included). They never
    count; only texts that are Markdown have them, for a page is made of little else.
    """

    block: Block
    text: str
    words: str
    level: int = 0  # headings 1-6, items: depth of their list from 1, else 0
    label: str = ""  # its own number as written: "2.1", "(a)"; numbers a browser makes are none
    headings: tuple[str, ...] = ()  # texts of the headings above it, outermost first
    context: tuple[
        str, ...
    ] = ()  # of a table row: the column headings; of a list item: what leads in to it, outermost first
    links: tuple[Link, ...] = ()
    marks: tuple[str, ...] = ()

    @property
    def digest(self) -> Digest:
        """Digest of the clause's words, by which it is cited."""
        return sha256(self.words)


class Verdict(StrEnum):
    """What a reading turned out to be. Only POLICY makes versions; everything else is kept and counted."""

    POLICY = "policy"
    SOFT_404 = "soft 404"  # "page not found" with status 200
    BOT_WALL = "bot wall"
    CONSENT_WALL = "consent wall"
    LOGIN = "login"
    ERROR_PAGE = "error page"
    EMPTY = "empty"  # no text, or nothing that a browser would not have to make first
    PARTIAL = "partial"  # much less than its neighbours in time say should be there; a PDF with most pages broken
    WRONG_PAGE = "wrong page"
    OTHER_EDITION = "other edition"
    PARKED = "parked"
    RESOLD = "resold"  # another organisation's policy, where the domain has a new owner
    GONE = "gone"  # 404 or 410
    MOVED = "moved"  # a redirect, with where to
    NOT_A_POLICY = "not a policy"
    UNREADABLE = "unreadable"  # bytes that are neither HTML, text nor PDF; a PDF without text, or locked by a password
    SELECTOR_MISS = "selector matches nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """The dates that a document states of itself, ISO, in reading order. Empty, and false, where it states none.

    A month without its day is "2024-03": some day of that month, nobody says which.
    """

    updated: tuple[str, ...] = ()  # when its text was changed, issued or published last
    effective: tuple[str, ...] = ()  # from when on it holds, days to come among them

    def __bool__(self) -> bool:
        return bool(self.updated or self.effective)

    @property
    def dates(self) -> tuple[str, ...]:
        """Each once, those of updates first."""
        return tuple(dict.fromkeys((*self.updated, *self.effective)))


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyLink:
    """A link of a page that leads to a policy of the page's company, or to a page that lists them (`hub`)."""

    address: str  # absolute
    kind: str  # in the words of declarations: privacy, terms, cookies, imprint; "" of a hub or where unsaid
    hub: bool = False
    score: float  # 0 to 1; links are given best first
    text: str = ""  # what it says, shortened
    because: tuple[str, ...] = ()  # the evidence in words: "footer link", "the address says 'privacy'"
    edition: str = ""  # language or country, where it is told to be one of several


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one capture says in one timeline, before its neighbours are asked.

    `verdict` is the page's own evidence; `extract.settle` may correct it by the neighbours in time.
    `evidence` says in short what led to the verdict and how the bytes were decoded, by name.
    """

    title: str
    clauses: tuple[Clause, ...]
    verdict: Verdict
    evidence: Mapping[str, str] = field(default_factory=dict)
    language: str = ""  # two letters, "" if not known
    declared: Declared = field(default_factory=Declared)  # the dates that the document itself states
    kind: str = ""  # what the document says it is, in the words of declarations: "privacy", "terms"; "" if not known
    organisation: str = ""  # whose document it says it is, as written; "" if not known
    contacts: tuple[str, ...] = ()  # how it says that one reaches them, as URIs: mailto:, tel:, https:

    @property
    def words(self) -> str:
        """All words in reading order, blocks joined by a space: what renditions are compared by."""
        return " ".join(clause.words for clause in self.clauses if clause.words)

    @property
    def words_digest(self) -> Digest:
        return _digests(_Same(self.clauses))[1]

    @property
    def digest(self) -> Digest:
        """Digest of the canonical text, clause by clause: equal digests make one version."""
        return canonical_digest(self.clauses)


def canonical_digest(clauses: Iterable[Clause]) -> Digest:
    """Digest of a text by what counts in it: the words, in their clauses, in order."""
    if isinstance(clauses, tuple):
        return _digests(_Same(clauses))[0]
    return sha256("\n".join([clause.words for clause in clauses]))


@dataclass(frozen=True, slots=True, eq=False)
class _Same:
    """A text that is known again as the very same tuple, not as one that says the same."""

    clauses: tuple[Clause, ...]

    def __hash__(self) -> int:
        return id(self.clauses)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.clauses is other.clauses


@lru_cache(maxsize=64)
def _digests(text: _Same) -> tuple[Digest, Digest]:
    """Of the canonical text, and of its words: asked for at each sighting, and at each step that looks back."""
    words = [clause.words for clause in text.clauses]
    return sha256("\n".join(words)), sha256(" ".join(filter(None, words)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """A reading's verdict once its neighbours in time were asked, with the reason."""

    verdict: Verdict
    reason: str = ""


class ChangeKind(StrEnum):
    """What happened to a clause. The last five are quiet: no word of the clause's meaning moved."""

    ADDED = "added"
    REMOVED = "removed"
    MODIFIED = "modified"
    MOVED = "moved"
    SPLIT = "split"
    MERGED = "merged"
    TYPOGRAPHIC = "typographic"
    RENUMBERED = "renumbered"
    DATE = "date"
    HEADING_RENAMED = "heading_renamed"
    LINK_TARGET = "link_target"

    @property
    def quiet(self) -> bool:
        return self in _QUIET


_QUIET = frozenset(
    {
        ChangeKind.TYPOGRAPHIC,
        ChangeKind.RENUMBERED,
        ChangeKind.DATE,
        ChangeKind.HEADING_RENAMED,
        ChangeKind.LINK_TARGET,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """Which clauses of two texts belong together: positions before, positions after, and how.

    `kinds` is empty for an unchanged clause; a clause may be moved and modified.
    """

    before: tuple[int, ...]
    after: tuple[int, ...]
    kinds: tuple[ChangeKind, ...] = ()


class EditKind(StrEnum):
    """What became of a run of words."""

    KEPT = "kept"
    DELETED = "deleted"
    INSERTED = "inserted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """A run of words that stayed, went or came."""

    kind: EditKind
    text: str


class Severity(StrEnum):
    """How much a change matters; NONE exactly when it does not."""

    MAJOR = "major"
    MINOR = "minor"
    NONE = "none"


class Nature(StrEnum):
    """What a change is by nature: what the publisher did to the meaning, or which sort of noise. One can show several.

    A change deserves an alert exactly when it is substantive.
    """

    SUBSTANTIVE = "substantive"  # the meaning changes for a reader
    EDITORIAL = "editorial"  # wording, typing errors, grammar; same meaning
    TYPOGRAPHIC = "typographic"  # quotes, spaces, punctuation, case, emphasis, style of numbers
    DATE_ONLY = "date_only"  # the text's own date or version number, a copyright year, a list of archived versions
    LINK_TARGET = "link_target"  # only the address behind a link
    VOLATILE = "volatile"  # relative times, counters, nonces, rotating promotions, generated tables
    EXTRACTION = "extraction"  # lost, returned or swapped: partial loads, walls, other languages, regions, experiments
    NAVIGATION = "navigation"  # the page around the text: menus, related links, banners about something else
    STRUCTURE = "structure"  # levels of headings, lists and tables, splits and joins, with the same words
    MOVED = "moved"  # the same words elsewhere


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """Whether a change matters, how much, about what, and because of which words.

    `because` holds the words that decided, or, where it does not matter, the reasons why not. `hold` says why a whole
    revision is not to be told before it was seen again; it is empty where nothing waits, and of single changes.
    """

    alert: bool
    severity: Severity
    natures: tuple[Nature, ...] = ()
    categories: tuple[str, ...] = ()
    because: tuple[str, ...] = ()
    hold: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What happened to one clause (or the clauses it was split into, merged from) between two texts.

    `before` and `after` hold the clauses themselves; positions are in `alignment`.
    """

    alignment: Alignment
    before: tuple[Clause, ...]
    after: tuple[Clause, ...]
    edits: tuple[Edit, ...]
    judgement: Judgement

    @property
    def kinds(self) -> tuple[ChangeKind, ...]:
        return self.alignment.kinds

    @property
    def quiet(self) -> bool:
        return all(kind.quiet for kind in self.kinds)


# ---------------------------------------------------------------- what was concluded about time


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One moment at which a timeline was observed, as the history needs it.

    `capture` is None where an index lists a capture whose body nobody looked at; then `verdict` and
    the digests are None too. `canonical` tells versions apart, `words` compares renditions.
    """

    moment: datetime
    original: str
    location: int
    rendition: Rendition
    capture: Capture | None = None
    verdict: Verdict | None = None
    canonical: Digest | None = None
    words: Digest | None = None

    @property
    def usable(self) -> bool:
        return self.verdict is Verdict.POLICY


@dataclass(frozen=True, slots=True, kw_only=True)
class Bracket:
    """Between which two instants something happened: after `after`, no later than `by`.

    `after` is None when nothing usable was seen before. `unlooked` captures inside are listed by an
    archive and were not fetched; `unusable` ones were looked at and hold no policy text.
    """

    after: datetime | None
    by: datetime
    unlooked: int = 0
    unusable: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A maximal run of consecutive usable sightings with equal canonical text, at one location.

    `first_seen` and `last_seen` are what was observed; the text may have stood before and after.
    `capture` is the first one that shows it. `number` counts from 1. `variant` says to which edition it belongs, where
    two or more are served in turn (regions, companies, tests); all are 1 where none is known to be.
    """

    number: int
    first_seen: datetime
    last_seen: datetime
    location: int
    rendition: Rendition
    capture: Capture
    canonical: Digest
    words: Digest
    sightings: int
    variant: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """The step from one version to the next: when, what changed, and what kind of step it was."""

    before: int  # the numbers of the two versions
    after: int
    bracket: Bracket
    changes: tuple[Change, ...]
    judgement: Judgement
    returns_to: int | None = None  # the latest earlier version with the same text: a flap or a return
    silent: bool = False  # the document shows a date of its own, and that did not move
    relocated: bool = False
    rendition_changed: bool = False  # only words are compared there
    seen_differently: bool = False  # seen once only, beside a rendition's change; or as an archive extracted it anew


class SpellKind(StrEnum):
    """What a whole timeline did."""

    ENDED = "ended"
    RESUMED = "resumed"
    RELOCATED = "relocated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Spell:
    """A whole timeline ended (gone or parked, on two visits a week apart), resumed, or stands at another address.

    `reason` is the verdict that ended it, or the address to which the location's redirects now lead. `certain` is the
    moment of the sight by which it became certain, no earlier than its bracket. It says who has to be told yet, and is
    not kept: a spell that was read from disk has none, and equals the one that was concluded.
    """

    kind: SpellKind
    bracket: Bracket
    reason: str = ""
    certain: datetime | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Who a clause is: an internal number, never shown, and the numbers it came from at a split or merge."""

    id: int
    parents: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """One capture of a timeline with its reading and what its neighbours in time made of it."""

    capture: Capture
    location: int
    reading: Reading
    settled: Settled


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """Everything concluded about one timeline: a function of its facts and of our code.

    `made_by` names the code and the state of the timeline's declarations; two readings are compared
    only within one history. `texts` and `identities` stand beside `versions`, one each; an identity
    list has one entry per clause. `unlooked` counts listed captures that nobody fetched. `seens` is every
    sight in order of time, for those who ask how the last visits went; it is not kept.
    """

    timeline: TimelineId
    made_by: str
    examined: tuple[Examined, ...]
    versions: tuple[Version, ...]
    texts: tuple[Reading, ...]
    identities: tuple[tuple[Identity, ...], ...]
    revisions: tuple[Revision, ...]
    spells: tuple[Spell, ...]
    unlooked: int
    seens: tuple[Seen, ...] = ()


_CITATION = re.compile(
    r"(?P<timeline>[^@#\s]+)@(?P<moment>\d{14})(?:#(?P<prefix>[0-9a-f]{6,64})(?:\.(?P<nth>[1-9]\d*))?)?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """What a person quotes: `timeline@timestamp[#digest-prefix[.n]]`.

    Without a prefix it cites the version in force at that instant, with one the n-th clause whose
    words have that digest.

    >>> str(Citation.parse("acme/privacy@20180524120000#0f3a9c2e.2"))
    'acme/privacy@20180524120000#0f3a9c2e.2'
    """

    timeline: TimelineId
    moment: datetime
    prefix: str = ""
    nth: int = 1

    def __str__(self) -> str:
        clause = f"#{self.prefix}" if self.prefix else ""
        return f"{self.timeline}@{timestamp14(self.moment)}{clause}{f'.{self.nth}' if self.nth > 1 else ''}"

    @classmethod
    def parse(cls, text: str) -> Citation:
        """Raises ValueError with the expected form."""
        match = _CITATION.fullmatch(text)
        if not match:
            raise ValueError(f"{text!r} is not a citation: expected timeline@YYYYMMDDhhmmss[#digest-prefix[.n]]")
        return cls(
            timeline=TimelineId.parse(match["timeline"]),
            moment=from_timestamp14(match["moment"]),
            prefix=match["prefix"] or "",
            nth=int(match["nth"] or 1),
        )


# ---------------------------------------------------------------- who is told


class AlertKind(StrEnum):
    """What a message is about."""

    CHANGE = "change"
    ENDED = "ended"
    RESUMED = "resumed"
    RELOCATED = "relocated"
    SUMMARY = "summary"  # what a backfill or an import brought
    DIGEST = "digest"  # what a watch that wants no message for each change collected
    HEARTBEAT = "heartbeat"  # that nothing, or so much, happened, and that the visits work
    NOTICE = "notice"  # to the operator: something here needs a person
    SAMPLE = "sample"  # asked for by a person who tries a channel


class Cadence(StrEnum):
    """How often, for digests and heartbeats, which go out at the end of a UTC day, week (Sunday) or month."""

    NEVER = "never"
    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """Who wants to be told of what. Everything that is given must hold; what is empty asks for nothing.

    `timelines` are names or shell patterns (`acme/*`). `kinds` are change kinds, or those of a whole timeline
    (ended, resumed, relocated) and `silent`; empty means all that are not quiet, and ended and resumed. `natures` are
    those of the changes; who asks for one of noise alone has to take what does not matter, too.
    `words` and `pattern` are looked for in the changed words alone. `since` is when it began where the file says so.
    """

    name: str
    channel: str
    timelines: tuple[str, ...]
    severity: Severity = Severity.MINOR  # at least; NONE also tells what is judged not to matter
    kinds: frozenset[str] = frozenset()
    natures: frozenset[str] = frozenset()
    categories: frozenset[str] = frozenset()
    words: tuple[str, ...] = ()
    pattern: str = ""
    since: datetime | None = None
    digest: Cadence = Cadence.NEVER
    heartbeat: Cadence = Cadence.NEVER


OPERATOR_WATCH = "operator"
"""The watch under which notices go out; no watch of a person may have that name."""

TOO_OFTEN = "too often"
"""How the cause of the notice begins that a timeline alarms too often."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What a person reads. Both forms say the same; `html` is a whole document with every stranger's text escaped."""

    subject: str
    text: str
    html: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """A message with the record of what was known when it was made; never altered.

    Watch, timeline, kind and cause are its key: a second one with the same key is not made. `cause` says in a word
    what it follows from (a citation, a run, the end of a period). `channel` is empty where a digest takes it up.
    `evidence` is plain JSON: texts, digests, bracket, sources. `name` is its UUID, from which Message-ID and Atom
    id are made; empty until the store has given it one.
    """

    watch: str
    timeline: str  # empty where it is about several
    kind: AlertKind
    cause: str
    channel: str
    made_at: datetime
    message: Message
    evidence: Mapping[str, Any]
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Raised:
    """That a timeline raised an alert about a change that matters, as far as it tells how often it does.

    `made_by` names the code and the state of declarations and rulings. Alerts of several watches have one cause.
    """

    cause: str
    made_at: datetime
    subject: str
    made_by: str
    gathered: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One try to deliver an alert. `ended` is None while it is open, or was open when the process was killed."""

    alert: str  # its name
    channel: str
    began: datetime
    ended: datetime | None = None
    failure: str = ""  # empty when delivered
