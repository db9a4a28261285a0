"""How is a web archive asked?

An archive has lists (which captures of an original are there) and a replay (one capture's bytes).  Four dialects are
spoken: that of web.archive.org ("ia"), that of pywb, which most other archives run, Memento (RFC 7089), which nearly
all of them know besides, and Common Crawl's ("cc"), whose captures are stretches of files.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from crawler.common_crawl import index_question, record_question
from crawler.timegate import gate_question
from crawler.timemap import Way, unaltered
from model import Task, TaskKind, timestamp14

Dialect = Literal["ia", "pywb", "memento", "cc"]

ROWS_A_PAGE = 5_000
"""Of web.archive.org's index: about a megabyte; most policies fit on one page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """A web archive: where it is, which dialect it speaks, how often a minute it may be asked.

    `index` is the address of the index; in Memento that of the TimeMap of an `{original}`, or "" where there is only
    a `timegate`; of Common Crawl that of its list of collections.  `replay` holds `{timestamp}` and `{original}`, or
    `{place}` where the list says where a capture is, and must give bodies unaltered (`id_` in most archives).
    `collections` are beginnings of names; none means all.  `allow_hosts` opens hosts that stand on loopback or a
    private network; see `crawler.guard`.
    """

    name: str
    index: str
    replay: str
    dialect: Dialect = "ia"
    timegate: str = ""
    collections: tuple[str, ...] = ()
    index_per_minute: float = 24
    replay_per_minute: float = 480
    allow_hosts: tuple[str, ...] = ()

    @property
    def addresses(self) -> tuple[str, ...]:
        """Where it is asked; what it names itself lies on the same hosts."""
        return tuple(one for one in (self.index, self.timegate, self.replay) if "://" in one)


WEB_ARCHIVE = Archive(
    name="web.archive.org",
    index="https://web.archive.org/cdx/search/cdx",
    replay="https://web.archive.org/web/{timestamp}id_/{original}",
)
"""Its hard limits are 30 index and 600 replay requests a minute; clients are asked to keep to 80 %."""

_AS_CAPTURED = {"Prefer": "original-content, original-links, original-headers"}
"""Asks a Memento archive for what it captured, without banner and rewritten links; pywb heeds it where it is set to."""


def request_url(archive: Archive, task: Task) -> str:
    """The address that answers a task."""
    return question(archive, task)[0]


def question(archive: Archive, task: Task) -> tuple[str, dict[str, str]]:
    """The address that answers a task, and the headers that it is asked with besides those of every request."""
    if archive.dialect == "cc":
        return (
            index_question(archive.index, task)
            if task.kind is TaskKind.INDEX
            else record_question(memento(archive, task))
        )
    if task.kind is TaskKind.REPLAY:
        return memento(archive, task), dict(_AS_CAPTURED) if archive.dialect == "memento" else {}
    if archive.dialect == "memento" and not archive.index:
        return gate_question(archive.timegate, task)
    return (_timemap(archive, task) if archive.dialect == "memento" else index_url(archive, task)), {}


def index_url(archive: Archive, task: Task) -> str:
    """The address of one page of the index of an original.

    The server is never asked to filter or to collapse: that would hide moves, revisits and the last
    sighting of a text, and pywb ignores `collapse` in silence.
    """
    from waybackpy import WaybackMachineCDXServerAPI  # here, since it brings an HTTP client: 0.2 s for every command

    query: dict[str, str] = {}
    WaybackMachineCDXServerAPI(task.original).add_payload(query)
    payload = {"url": query["url"], "output": "json"}
    if archive.dialect == "ia":
        payload |= {"limit": str(ROWS_A_PAGE), "showResumeKey": "true"}
        payload |= {"resumeKey": task.resume} if task.resume else {}
    return _with_query(archive.index, payload)


def _timemap(archive: Archive, task: Task) -> str:
    """Pages of a TimeMap after the first have addresses of their own."""
    waiting = Way.of(task.resume).waiting
    return waiting[0] if waiting else archive.index.replace("{original}", _original(task))


def memento(archive: Archive, task: Task) -> str:
    """The memento of a replay task: the capture's own address in the archive.

    Raises ValueError for a task that says too little, which a list never leads to.
    """
    if task.timestamp is None:
        raise ValueError(f"the replay of {task.original} has no timestamp")
    if "{place}" in archive.replay and not task.place:
        raise ValueError(f"the replay of {task.original} of {task.timestamp} has no place")
    place = unaltered(task.place) if archive.dialect == "memento" else task.place
    filled = archive.replay.replace("{timestamp}", timestamp14(task.timestamp)).replace("{place}", place)
    return filled.replace("{original}", _original(task))


def _original(task: Task) -> str:
    return task.original.partition("#")[0].replace(" ", "%20")


def _with_query(endpoint: str, payload: dict[str, str]) -> str:
    """An endpoint may bring a query of its own."""
    from waybackpy.cdx_utils import full_url

    query = str(full_url("", payload)).removeprefix("?")
    return f"{endpoint}{'&' if '?' in endpoint else '?'}{query}"
