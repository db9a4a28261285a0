"""How does a person learn whether the database is whole?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from time import monotonic
from typing import Annotated, Any

import typer

from cli import erasures, output, place
from cli.declare import Json
from cli.exits import Exit, RefusalError
from cli.progress import Bar
from cli.wording import count
from settings import Home
from store import Fault, Harm, Store, open_store

_WAYS_OUT = {
    Harm.FILE: "stop what writes here, then `clausewatch restore FILE` puts a backup in its place; without one"
    " `clausewatch restore --salvage` keeps what can be read",
    Harm.FACTS: "`clausewatch restore FILE` puts a backup in its place; without one `clausewatch restore --salvage`"
    " leaves out what is broken",
    Harm.CONCLUSIONS: "the facts are whole: `clausewatch rebuild` makes the conclusions anew",
}
"""The gravest first."""


def verify(
    file: Annotated[
        Path | None, typer.Argument(metavar="FILE", help="A backup, say. Default: the home's database.")
    ] = None,
    json: Json = False,
) -> None:
    """Read everything that is kept, and say what is not as it was.

    Each body, text and wording is compared with the digest under which it was kept, and SQLite checks the file, its
    indexes, and that every row names rows that are there. Nothing is altered, and a service may run. Ends with 1 if
    anything is wrong, and says what to do then.

    Example: clausewatch verify
    """
    home, began = place.home(), monotonic()
    path = file or home.database
    with open_store(path, readonly=True) as store, store.looking(), Bar("verifying") as bar:
        faults = list(store.checking.faults(lambda part, done, of: bar.step(done, of, f": {part}")))
        counts = {} if faults else store.checking.counts()
        stale = [] if file or faults else _stale(home, store)
        unfinished = store.erasing.unfinished()
    seconds = monotonic() - began
    if json:
        output.as_json(_answer(path, faults, counts) | {"stale": stale, "seconds": round(seconds, 1)})
    elif faults:
        output.plain("\n".join(f"{path}: {fault}" for fault in faults))
        output.plain(f"what to do: {_way_out(faults)}")
    else:
        output.plain(_whole(path, counts, seconds))
        if unfinished:
            output.plain(f"  what was erased may still lie in the file: {erasures.GO_ON}")
        if stale:
            of = count(len(stale), "timeline")
            output.plain(f"  what was concluded of {of} is not of the present facts, code and declarations:")
            output.plain("  `clausewatch rebuild --stale` makes it anew")
    if faults:
        raise typer.Exit(Exit.INCOMPLETE)


def _answer(path: Path, faults: list[Fault], counts: Mapping[str, int]) -> dict[str, Any]:
    told = {f"{name}s": counts.get(name, 0) for name in ("capture", "sighting")}
    told["bodies"] = counts.get("body", 0)
    said = {"faults": [str(one) for one in faults], "harm": sorted({one.harm.value for one in faults})}
    return {"file": str(path.absolute()), **told, "rows": dict(counts)} | said


def _whole(path: Path, counts: Mapping[str, int], seconds: float) -> str:
    first = (
        f"{path}: whole: {counts['capture']:,} captures with {counts['body']:,} bodies,"
        f" {counts['sighting']:,} sightings ({seconds:.1f} s)"
    )
    rest = [f"{number:,} of {name}" for name, number in counts.items() if number]
    return f"{first}\n  {', '.join(rest)}"


def _way_out(faults: list[Fault]) -> str:
    return next(said for harm, said in _WAYS_OUT.items() if any(one.harm is harm for one in faults))


def _stale(home: Home, store: Store) -> list[str]:
    """Timelines whose conclusions do not follow from the present facts, code and declarations."""
    import pipeline

    if not home.policies.is_dir():
        return []
    try:
        timelines = place.declared().timelines
    except RefusalError:  # `clausewatch check` names what is wrong there
        return []
    return [str(one.id) for one in timelines if not pipeline.is_current(store, one)]


COMMANDS: dict[str, Callable[..., Any]] = {"verify": verify}
