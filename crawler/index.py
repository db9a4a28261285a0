"""Which captures does an index answer list?

One odd row does not spoil a page: it is counted, the first one is shown, the others are read.  A page
of which nothing can be read is a trouble and not an empty index, since "nothing is there" is a statement.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from waybackpy.cdx_snapshot import CDXSnapshot

from crawler.archive import Archive
from crawler.common_crawl import collections_listed, is_nothing, pages_after, place_of
from crawler.replay import Answer
from crawler.timegate import Search, led_to
from crawler.timemap import Link, Way, hosts_of, is_cut_off, json_links, links_of, onward, row_of
from crawler.trouble import Trouble
from model import Failure, IndexRow, Task, from_timestamp14


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexPage:
    """What one answer lists, the key of the next page ("" if there is none), and what could not be read.

    `further` are keys of pages that never change once they are there.
    """

    rows: tuple[IndexRow, ...]
    resume: str = ""
    further: tuple[str, ...] = ()
    odd: int = 0
    example: str = ""  # the first odd row, shortened, with what is odd about it


# pywb calls three fields otherwise, NLA's and Common Crawl's indexes mix both.
_NAMES: Mapping[str, tuple[str, ...]] = {
    "urlkey": ("urlkey",),
    "timestamp": ("timestamp",),
    "original": ("original", "url"),
    "mimetype": ("mimetype", "mime"),
    "statuscode": ("statuscode", "status"),
    "digest": ("digest",),
    "length": ("length",),
}

_LONGEST = 10_000  # of one field


def read_answer(archive: Archive, task: Task, answer: Answer) -> IndexPage | Trouble:
    """Reads what came for an index task, its content coding undone, and no trouble by its status."""
    if archive.dialect == "cc":
        return _read_collection(archive, task, answer)
    if answer.status == 404:
        return _nothing(task)
    if archive.dialect == "memento":
        return _read_timemap(archive, task, answer) if archive.index else _read_gate(archive, task, answer)
    return read_index(archive, answer.body)


def _nothing(task: Task) -> IndexPage | Trouble:
    """Nothing is there; but what was there when the list began does not end to be."""
    return _unreadable("status 404 in the middle of a list") if task.resume else IndexPage(rows=())


def read_index(archive: Archive, body: bytes) -> IndexPage | Trouble:
    """Reads the answer of an index that lists rows."""
    text = body.decode("utf-8", "replace").strip()
    if text.startswith("<"):
        return _unreadable(f"a page in markup instead of JSON: {text[:120]!r}")
    try:
        in_array = archive.dialect == "ia" or (archive.dialect == "memento" and text.startswith("["))
        return _read_array(text) if in_array else _read_lines(text, _placed if archive.dialect == "cc" else _row)
    except RecursionError:
        return _unreadable("JSON nested beyond all measure")


def _read_collection(archive: Archive, task: Task, answer: Answer) -> IndexPage | Trouble:
    """Of Common Crawl: the list of collections, how many pages one has for the original, or one of these pages."""
    name, _, page = task.resume.partition(" ")
    further: list[str] | Trouble = []
    rows: IndexPage | Trouble = IndexPage(rows=())
    if not task.resume:
        further = collections_listed(answer.body, archive.collections)
    elif page == "pages":
        further = pages_after(name, answer.body)
    elif not is_nothing(answer.status, answer.body):
        # Where nothing is there, it says so.
        rows = read_index(archive, answer.body) if answer.body.strip() else _unreadable("nothing at all")
        further = [f"{name} pages"] if not page and isinstance(rows, IndexPage) and rows.rows else []
    if isinstance(further, Trouble) or isinstance(rows, Trouble):
        return further if isinstance(further, Trouble) else rows
    return replace(rows, further=tuple(further))


def _read_timemap(archive: Archive, task: Task, answer: Answer) -> IndexPage | Trouble:
    """A list of mementos in link format, in JSON, or as the rows of an index."""
    text = answer.body.decode("utf-8", "replace").strip()
    if not text:
        return _unreadable("nothing at all")
    links = _links(text)
    if links and text.startswith("<") and is_cut_off(text):
        return _unreadable(f"a list that ends in the middle of a link: {text[-120:]!r}")
    if not links:
        rows = read_index(archive, answer.body)
        nowhere = isinstance(rows, IndexPage) and rows.rows and "{place}" in archive.replay
        return _unreadable("rows that name no memento, and no replay is set") if nowhere else rows
    hosts = hosts_of(archive.addresses)
    page = _page(
        (link for link in links if "memento" in link.relations), "", lambda one: row_of(one, task.original, hosts)
    )
    if isinstance(page, Trouble):
        return page
    way, left_out = onward(Way.of(task.resume), page.rows, links, hosts)
    example = page.example or (f"{left_out} pages of a list, more than are asked for" if left_out else "")
    return replace(page, resume=str(way), odd=page.odd + left_out, example=example)


def _links(text: str) -> list[Link]:
    if text.startswith("<"):
        return [link for link in links_of(text) if link.relations]
    told = _object(text) if text.startswith("{") else None
    return list(json_links(told)) if isinstance(told, dict) else []


def _read_gate(archive: Archive, task: Task, answer: Answer) -> IndexPage | Trouble:
    """The memento that a TimeGate leads to, and those that it names."""
    location = answer.first("location") or answer.first("content-location")
    found, named = led_to(location, answer.first("memento-datetime"), ", ".join(answer.all("link")))
    if found is None or found.moment is None:
        return _unreadable(f"status {answer.status} and no memento that has a time")
    hosts = hosts_of(archive.addresses)
    page = _page([found, *named], "", lambda one: row_of(one, task.original, hosts))
    if isinstance(page, Trouble):
        return page
    search = Search.of(task.resume).after(found.moment, named)
    return replace(page, rows=tuple(dict.fromkeys(page.rows)), resume=str(search))


def _read_array(text: str) -> IndexPage | Trouble:
    """One array: a row of field names, rows, and before a resume key an empty row.

    No capture is `[]`; an empty answer is no answer.
    """
    try:
        table = json.loads(text)
    except ValueError as error:
        return _unreadable(f"no JSON ({error}): {text[:120]!r}")
    if not isinstance(table, list):
        return _unreadable(f"no array: {text[:120]!r}")
    if not table:
        return IndexPage(rows=())
    names, rows = table[0], table[1:]
    if not isinstance(names, list) or "timestamp" not in names:
        return _unreadable(f"no field names in the first row: {_shown(names)}")
    if len(rows) < 2 or rows[-2] != []:
        return _page((_by_name(names, row) for row in rows), "", _row)
    key = rows[-1][0] if isinstance(rows[-1], list) and len(rows[-1]) == 1 else None
    if not isinstance(key, str) or not key or not _sound(key):
        return _unreadable(f"a resume key that is none: {_shown(rows[-1])}")
    return _page((_by_name(names, row) for row in rows[:-2]), key, _row)


def _by_name(names: Sequence[Any], row: Any) -> Any:
    # A blank in an old original makes one column too many; which columns to join cannot be known.
    if isinstance(row, list) and len(row) == len(names):
        return {str(name): value for name, value in zip(names, row, strict=True)}
    return row


def _read_lines(text: str, row: Callable[[Any], IndexRow]) -> IndexPage | Trouble:
    """An object a line; no capture is no line. Errors come as an object with a message, also with status 200."""
    found = [_object(line) for line in text.split("\n") if line.strip()]  # JSON may hold what else divides lines
    if len(found) > 1 and _breaks_off(found[-1]):
        return _unreadable(f"lines of which the last is cut off: {_shown(found[-1])}")
    return _page(found, "", row)


def _breaks_off(last: Any) -> bool:
    """Whether a list ends in the middle of a line, or with an error that came up on the way."""
    return isinstance(last, str) or (isinstance(last, dict) and "message" in last and "timestamp" not in last)


def _object(line: str) -> Any:
    try:
        return json.loads(line)
    except ValueError:
        return line


def _page(fields: Iterable[Any], resume: str, row: Callable[[Any], IndexRow]) -> IndexPage | Trouble:
    reading = _Reading(row)
    rows = tuple(reading.rows(fields))
    if reading.odd and not rows:
        return _unreadable(f"none of {reading.odd} rows can be read, the first: {reading.example}")
    return IndexPage(rows=rows, resume=resume, odd=reading.odd, example=reading.example)


@dataclass(slots=True)
class _Reading:
    row: Callable[[Any], IndexRow]
    odd: int = 0
    example: str = field(default="")

    def rows(self, found: Iterable[Any]) -> Iterator[IndexRow]:
        for fields in found:
            try:
                yield self.row(fields)
            except ValueError as error:
                self.odd += 1
                self.example = self.example or f"{error} in {_shown(fields)}"


def _row(fields: Any) -> IndexRow:
    """Raises ValueError with what is odd about the row."""
    if not isinstance(fields, dict):
        raise ValueError("another number of columns than names")
    if "message" in fields and "timestamp" not in fields:
        raise ValueError(f"a message: {_shown(fields['message'])}")
    words = {field: _word(fields, names) for field, names in _NAMES.items()}
    # Old entries can hold a "00" too much ("20000010121530") or a 31 June: such a capture cannot be asked
    # for by that timestamp, nor can its true one be known for certain.
    if not re.fullmatch(r"[0-9]{14}", words["timestamp"]):
        raise ValueError("a timestamp without 14 digits")
    if "://" not in words["original"] or re.search(r"[\x00-\x20\x7f]", words["original"]):
        raise ValueError("an original that is no address")
    row = CDXSnapshot(words)
    return IndexRow(
        urlkey=row.urlkey,
        timestamp=from_timestamp14(row.timestamp),
        original=row.original,
        mimetype=row.mimetype,
        statuscode=_status(row.statuscode),
        digest="" if row.digest == "-" else row.digest,
        length=int(row.length) if re.fullmatch(r"[0-9]{1,18}", row.length) else None,
    )


def _placed(fields: Any) -> IndexRow:
    """With where Common Crawl has the record; others are asked by original and timestamp."""
    row = _row(fields)
    filename, offset, length = (_word(fields, (name,)) for name in ("filename", "offset", "length"))
    return replace(row, place=place_of(filename, offset, length))


def _word(fields: Mapping[str, Any], names: tuple[str, ...]) -> str:
    value = next((fields[name] for name in names if fields.get(name) is not None), "")
    if not isinstance(value, str | int):
        raise ValueError(f"{names[0]} is neither a text nor a number")
    word = str(value).strip()
    if not _sound(word):
        raise ValueError(f"{names[0]} is no text that could be kept")
    return word


def _sound(word: str) -> bool:
    """JSON can spell halves of surrogate pairs, which no database and no address takes."""
    return len(word) <= _LONGEST and not re.search("[\x00\ud800-\udfff]", word)


def _status(word: str) -> int | None:
    """None on revisit rows: web.archive.org writes "-", pywb leaves the field out."""
    if word in ("", "-"):
        return None
    if not re.fullmatch(r"[1-9][0-9]{2}", word):
        raise ValueError(f"{word[:20]!r} is no status")
    return int(word)


def _unreadable(detail: str) -> Trouble:
    return Trouble(reason=Failure.UNREADABLE_INDEX, detail=f"the index answered with {detail}")


def _shown(value: Any) -> str:
    text = value if isinstance(value, str) else repr(value)
    return text if len(text) <= 200 else text[:200] + "..."
