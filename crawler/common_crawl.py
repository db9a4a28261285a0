"""How does Common Crawl list captures, and where does it keep them?

Each collection, a month's crawl, has an index of its own, which never changes once it is there.  A row says in which
file a capture is, and which stretch of it.  A `resume` names what is asked: "" the list of collections,
"CC-MAIN-2024-10" the first page of one, "CC-MAIN-2024-10 pages" how many there are, "CC-MAIN-2024-10 2" the third.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode, urljoin

from crawler.trouble import Trouble
from model import Failure, Task

MOST_COLLECTIONS = 500
"""There are about a dozen a year."""

_MOST_PAGES = 100  # of one original in one collection; more are an answer gone wrong
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_FILE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._=/-]{0,499}")
_PLACE = re.compile(r"(.+)#bytes=([0-9]{1,15})-([0-9]{1,15})")


def index_question(collections: str, task: Task) -> tuple[str, dict[str, str]]:
    """What asks for a page of the index, or for the list of collections at that address."""
    if not task.resume:
        return collections, {}
    name, _, page = task.resume.partition(" ")
    asked = {"url": task.original.partition("#")[0], "output": "json"}
    asked |= {"showNumPages": "true"} if page == "pages" else {"page": page or "0"}
    return f"{urljoin(collections, f'{name}-index')}?{urlencode(asked)}", {}


def collections_listed(body: bytes, wanted: Sequence[str]) -> list[str] | Trouble:
    """The names of the collections that are wanted, as they are listed, the newest first."""
    listed = _loaded(body)
    names = [one.get("id") for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
    sound = [name for name in names if isinstance(name, str) and _NAME.fullmatch(name)]
    if not sound:
        return Trouble(reason=Failure.UNREADABLE_INDEX, detail=f"no list of collections: {body[:120]!r}")
    chosen = [name for name in sound if not wanted or name.startswith(tuple(wanted))]
    return list(dict.fromkeys(chosen))[:MOST_COLLECTIONS]


def pages_after(collection: str, body: bytes) -> list[str] | Trouble:
    """What asks for the pages of a collection after the first, from the answer that says how many there are."""
    told = _loaded(body)
    pages = told.get("pages") if isinstance(told, dict) else None
    if not isinstance(pages, int) or isinstance(pages, bool) or not 0 <= pages <= _MOST_PAGES:
        return Trouble(reason=Failure.UNREADABLE_INDEX, detail=f"no number of pages: {body[:120]!r}")
    return [f"{collection} {page}" for page in range(1, pages)]


def place_of(filename: str, offset: str, length: str) -> str:
    """Where a row's bytes are: "crawl-data/…/warc/x.warc.gz#bytes=100-299". Raises ValueError for what is no place."""
    if not _FILE.fullmatch(filename) or ".." in filename or not (offset.isdecimal() and length.isdecimal()):
        raise ValueError("filename, offset and length name no stretch of a file")
    first, last = int(offset), int(offset) + int(length) - 1
    if last < first or last >= 10**15:
        raise ValueError(f"a stretch of {length[:20]} bytes from {offset[:20]}")
    return f"{filename}#bytes={first}-{last}"


def record_question(memento: str) -> tuple[str, dict[str, str]]:
    """What asks for a stretch of a file; a file in gzip is not to be packed once more."""
    address, first, last = stretch(memento)
    return address, {"Range": f"bytes={first}-{last}", "Accept-Encoding": "identity"}


def stretch(memento: str) -> tuple[str, int, int]:
    """(address of the file, first byte, last byte) of a capture."""
    found = _PLACE.fullmatch(memento)
    if not found:
        raise ValueError(f"{memento!r} names no stretch of a file")
    return found[1], int(found[2]), int(found[3])


def is_nothing(status: int, body: bytes) -> bool:
    """Whether an index says that nothing is there: a 404 that says so; another 404 is a server's own trouble."""
    told = _loaded(body) if status == 404 and len(body) < 10_000 else None
    said = told.get("message") or told.get("error") if isinstance(told, dict) else None
    return isinstance(said, str) and "no captures found" in said.lower()


def _loaded(body: bytes) -> Any:
    """What JSON says; None for what is none."""
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None
