"""How is a web archive asked?

An archive has an index (which captures of an original are there) and a replay (one capture's bytes).
Two dialects are spoken: that of web.archive.org and that of pywb, which most other archives run.  They
differ in how the index names its fields and pages, and in what the replay does to headers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from model import Task, TaskKind, timestamp14

ROWS_A_PAGE = 5_000
"""Of web.archive.org's index: about a megabyte; most policies fit on one page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """A web archive: where it is, which dialect it speaks, how often a minute it may be asked.

    `replay` holds `{timestamp}` and `{original}` and must give bodies unaltered (`id_` in both dialects).
    `allow_hosts` opens hosts that stand on loopback or a private network; see `crawler.guard`.
    """

    name: str
    index: str
    replay: str
    dialect: Literal["ia", "pywb"] = "ia"
    index_per_minute: float = 24
    replay_per_minute: float = 480
    allow_hosts: tuple[str, ...] = ()


WEB_ARCHIVE = Archive(
    name="web.archive.org",
    index="https://web.archive.org/cdx/search/cdx",
    replay="https://web.archive.org/web/{timestamp}id_/{original}",
)
"""Its hard limits are 30 index and 600 replay requests a minute; clients are asked to keep to 80 %."""


def request_url(archive: Archive, task: Task) -> str:
    """The address that answers a task."""
    return index_url(archive, task) if task.kind is TaskKind.INDEX else replay_url(archive, task)


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


def replay_url(archive: Archive, task: Task) -> str:
    """The memento of a replay task: the capture's own address in the archive."""
    if task.timestamp is None:
        raise ValueError(f"the replay of {task.original} has no timestamp")
    original = task.original.partition("#")[0].replace(" ", "%20")
    return archive.replay.replace("{timestamp}", timestamp14(task.timestamp)).replace("{original}", original)


def _with_query(endpoint: str, payload: dict[str, str]) -> str:
    """An endpoint may bring a query of its own."""
    from waybackpy.cdx_utils import full_url

    query = str(full_url("", payload)).removeprefix("?")
    return f"{endpoint}{'&' if '?' in endpoint else '?'}{query}"
