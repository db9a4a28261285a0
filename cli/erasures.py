"""What is to be erased, what was, and what is out of reach: how is it told?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cli import output, place
from cli.answers import iso
from cli.exits import Exit, RefusalError
from cli.wording import count
from settings import Home
from store import Found, Sought, open_store

GO_ON = "`clausewatch forget --finish` goes on"

_SHOWN = 20
_LARGEST = 20_000_000  # bytes of a file beside the database that is looked through


def tell_found(found: Found, home: Home, *, json: bool) -> None:
    if json:
        output.as_json(_answer(found) | {"out_of_reach": out_of_reach(home, found.sought)})
        return
    output.plain(
        f"bodies: {len(found.bodies):,}, of {count(found.captures, 'capture')}; {count(found.wordings, 'wording')}"
        f" of clauses; {count(len(found.alerts), 'alert')};"
        f" {count(len(found.timelines), 'timeline')} to be derived anew"
    )
    for name, number in found.rows.items():
        output.plain(f"  {number:,} of {name}: the words in them")
    for one in found.citations[:_SHOWN]:
        output.plain(f"  {one}")
    if len(found.citations) > _SHOWN:
        output.plain(f"  and {len(found.citations) - _SHOWN:,} captures more")


def _answer(found: Found) -> dict[str, Any]:
    return {
        "bodies": list(found.bodies),
        "captures": found.captures,
        "citations": list(found.citations),
        "wordings": found.wordings,
        "alerts": list(found.alerts),
        "timelines": [str(one) for one in found.timelines],
        "rows": found.rows,
    }


def tell_out_of_reach(home: Home, found: Found) -> None:
    """Once it is erased, on stderr."""
    for line in ("erased", *out_of_reach(home, found.sought)):
        output.errors.print(output.harmless(line), soft_wrap=True)


def out_of_reach(home: Home, sought: Sought | None) -> list[str]:
    """Files that may hold it still."""
    with place.looking() as store:
        backups = [path for path in store.agenda.backups() if path.exists()]
    backups += [path for path in sorted(home.path.glob("*.db*")) if path.name.split("-")[0] != home.database.name]
    backups += sorted(home.backups.glob("*")) if home.backups.is_dir() else []
    told = [f"holds what was before: {path}" for path in dict.fromkeys(path.absolute() for path in backups)]
    told += [f"holds the words: {path}" for path in _files(home) if sought and sought.is_in_bytes(path.read_bytes())]
    if any(home.feeds.glob("*")):
        told.append(f"may hold it until the next alert is delivered there: {home.feeds}")
    return [*told, "exports, bundles of evidence, and messages that were sent are out of reach"]


def _files(home: Home) -> Iterator[Path]:
    found = [path for path in sorted(home.path.rglob("*")) if path.is_file() and ".db" not in path.name]
    yield from (path for path in found if path.stat().st_size <= _LARGEST)


def tell_all(home: Home, *, json: bool) -> None:
    with open_store(home.database, readonly=True) as store:
        erasures = store.erasing.all()
    told = [
        {
            "number": one.number,
            "erased_at": iso(one.erased_at),
            "reason": one.reason,
            "who": one.who,
            "bodies": list(one.bodies),
            "wordings": one.wordings,
            "finished_at": iso(one.finished_at),
        }
        for one in erasures
    ]
    if json:
        output.as_json(told)
    elif not told:
        raise RefusalError("nothing was erased here", Exit.NOTHING)
    for one in () if json else erasures:
        left = "" if one.finished_at else f"; it still lies in the file: {GO_ON}"
        went = f"bodies: {len(one.bodies):,}, {count(one.wordings, 'wording')}"
        output.plain(f"{iso(one.erased_at)}  {one.reason} ({one.who}): {went}{left}")
        for digest in one.bodies:
            output.plain(f"  {digest}")
