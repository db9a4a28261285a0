"""What does a folder of Open Terms Archive's declarations declare, and since when?

A service is a JSON file of its terms as they are declared now, beside it one of how they were declared before. Its
filters are programs: they are never run. What cannot be taken over is told, never dropped in silence.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import groupby
from pathlib import Path
from typing import Any

from catalog import CheckSelector, Fault, filters_of, original_fault, selectors_of
from exchange.ota_names import document_of
from model import Filter, Location, Range, Rendition

_LARGEST = 5_000_000  # bytes of a file
_HISTORY = ".history.json"
_SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a service publishes under one type.

    `pages` are the locations of each document, by the name that its snapshots have; "" where the terms are one page.
    `combined` says whether they were ever put together from several.
    """

    service: str
    type: str
    name: str
    pages: Mapping[str, tuple[Location, ...]]
    combined: bool


@dataclass(slots=True)
class Untaken:
    """What could not be taken over, a line each."""

    lines: list[str] = field(default_factory=list)

    def say(self, where: str, found: str, expected: str) -> None:
        """Notes one, in the words of every problem."""
        self.lines.append(f"{where}: found {found}, expected {expected}")


def is_declarations(folder: Path) -> bool:
    """Whether it has the layout of such a repository, or is the folder of the declarations themselves."""
    return any(True for _ in _files(folder))


def declared_terms(folder: Path, check: CheckSelector | None = None) -> tuple[list[Terms], list[str]]:
    """All terms of all services, sorted, and what could not be taken over, a line each."""
    untaken = Untaken()
    found = [terms for path in sorted(_files(folder)) for terms in _service(path, untaken, check)]
    return found, untaken.lines


def _files(folder: Path) -> Iterator[Path]:
    inside = folder / "declarations"
    at = inside if inside.is_dir() else folder
    yield from (
        path
        for path in at.glob("*.json")
        if path.is_file() and not path.name.endswith(_HISTORY) and (at == inside or at.name == "declarations")
    )


def _service(path: Path, untaken: Untaken, check: CheckSelector | None) -> Iterator[Terms]:
    now = _json(path, untaken)
    history = path.with_name(f"{path.stem}{_HISTORY}")
    former = _json(history, untaken) if history.is_file() else {}
    programs = path.with_name(f"{path.stem}.filters.js")
    if programs.is_file():
        untaken.say(str(programs), "filters that are programs", "filters by name; they are not run")
    current = now.get("terms", {})
    if not isinstance(current, dict):
        untaken.say(str(path), "terms that are no table", "types of terms by name")
        return
    for kind in sorted({*current, *former}):
        where = f"{path.name}, {kind}"
        entries = list(_entries(current.get(kind), former.get(kind, []), where, untaken))
        if entries:
            yield _terms(path.stem, kind, str(now.get("name") or path.stem), entries, where, untaken, check)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """How terms were declared between two instants."""

    since: datetime | None
    until: datetime | None
    declared: Mapping[str, Any]


def _entries(current: object, former: object, where: str, untaken: Untaken) -> Iterator[_Entry]:
    """In order of time. An entry of the history is valid until the last second that it names, that included."""
    dated: list[tuple[datetime, Mapping[str, Any]]] = []
    for one in former if isinstance(former, list) else [former]:
        if isinstance(one, dict) and (until := _instant(one.get("validUntil"))):
            dated.append((until, one))
        else:
            untaken.say(where, "a former declaration without a date that can be", "validUntil, as an ISO instant")
    since = None
    for until, group in groupby(sorted(dated, key=lambda pair: pair[0]), key=lambda pair: pair[0]):
        if since is None or until + _SECOND > since:
            yield _Entry(since=since, until=until + _SECOND, declared=next(group)[1])
            since = until + _SECOND
    if isinstance(current, dict):
        yield _Entry(since=since, until=None, declared=current)
    elif current is not None:
        untaken.say(where, "terms that are no table", "fetch, or combine")


def _instant(value: object) -> datetime | None:
    try:
        found = datetime.fromisoformat(value) if isinstance(value, str) else None
        found = found and (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC).replace(microsecond=0)
        return found + _SECOND - _SECOND if found else None
    except (ValueError, OverflowError):
        return None


def _terms(
    service: str,
    kind: str,
    name: str,
    entries: list[_Entry],
    where: str,
    untaken: Untaken,
    check: CheckSelector | None,
) -> Terms:
    pages: dict[str, list[Location]] = {}
    combined = False
    for entry in entries:
        items, root, several = _items(entry.declared, where, untaken)
        combined |= several
        for item in items:
            place = _location(item, root, entry, where, untaken, check)
            if place:
                document = document_of(place.original) if several else ""
                _add(pages.setdefault(document, []), place)
    return Terms(
        service=service,
        type=kind,
        name=name,
        pages={document: tuple(places) for document, places in pages.items()},
        combined=combined,
    )


def _items(
    declared: Mapping[str, Any], where: str, untaken: Untaken
) -> tuple[list[Mapping[str, Any]], Mapping[str, Any], bool]:
    """The pages of one entry, what holds for those that say nothing else, and whether they are put together."""
    if "combine" not in declared:
        return [declared], {}, False
    items = declared["combine"]
    fit: list[Mapping[str, Any]] = [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []
    if not fit or "fetch" in declared:
        untaken.say(where, "combine without pages, or beside fetch", "a list of tables, each with fetch")
    return fit, declared, True


def _location(
    item: Mapping[str, Any],
    root: Mapping[str, Any],
    entry: _Entry,
    where: str,
    untaken: Untaken,
    check: CheckSelector | None,
) -> Location | None:
    address = item.get("fetch")
    fault = original_fault(address) if isinstance(address, str) else "an address"
    if fault or not isinstance(address, str):
        untaken.say(where, f"fetch {str(address)[:100]!r}", fault or "an address")
        return None
    said = {key: item.get(key, root.get(key)) for key in ("select", "remove", "filter", "executeClientScripts")}
    lists = {key: value for key, value in said.items() if value}
    return Location(
        original=address,
        since=entry.since,
        until=entry.until,
        select=tuple(_selectors(lists, "select", where, untaken, check)),
        remove=tuple(_selectors(lists, "remove", where, untaken, check)),
        filters=tuple(_filters(lists.get("filter", []), where, untaken)),
        rendition=Rendition.BROWSER if said["executeClientScripts"] is True else _plain(said["executeClientScripts"]),
    )


def _plain(scripts: object) -> Rendition | None:
    """Where scripts are never to run the page is had as sent; where nothing is said, as needed."""
    return Rendition.PLAIN if scripts is False else None


def _filters(named: object, where: str, untaken: Untaken) -> Iterator[Filter]:
    """A filter that is a program is told as an unknown one."""
    for one in filters_of({"filters": named}):
        if isinstance(one, Fault):
            untaken.say(f"{where}, {one.key}", one.found, one.expected)
        else:
            yield one


def _selectors(
    said: Mapping[str, Any], key: str, where: str, untaken: Untaken, check: CheckSelector | None
) -> Iterator[str | Range]:
    for one in selectors_of(said, key, check) if key in said else ():
        if isinstance(one, Fault):
            untaken.say(f"{where}, {one.key}", one.found, one.expected)
        else:
            yield one


def _add(places: list[Location], place: Location) -> None:
    """A page that went on being declared alike is one location; one that is declared twice at a time is one, too."""
    for number, before in enumerate(places):
        if replace(before, until=place.until) == replace(place, since=before.since):
            if before.until == place.since:
                places[number] = replace(before, until=place.until)
                return
            if before.since == place.since:
                return
    places.append(place)


def _json(path: Path, untaken: Untaken) -> dict[str, Any]:
    try:
        if path.stat().st_size > _LARGEST:
            raise ValueError(f"more than {_LARGEST:,} bytes")
        found = json.loads(path.read_bytes())
        json.dumps(found, ensure_ascii=False).encode()  # half a character, which JSON can spell, no file can hold
    except (OSError, ValueError, RecursionError) as error:
        untaken.say(str(path), f"no JSON ({str(error)[:200]})", "a table in JSON")
        return {}
    if not isinstance(found, dict):
        untaken.say(str(path), "no table", "a table in JSON")
        return {}
    return found
