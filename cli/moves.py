"""Where did policies move, and which moves are to be declared?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

import versions
from cli import answers, output, place
from cli.answers import Answer, iso
from cli.declare import Json
from cli.exits import Exit, RefusalError
from cli.wording import count
from discovery import Unfound
from model import Timeline, TimelineId
from store import Store

if TYPE_CHECKING:  # the crawler and its libraries are loaded by the commands that need them
    import scheduler

Names = Annotated[
    list[str] | None,
    typer.Argument(metavar="TIMELINE", help="Timelines, or organisations. Default: all that are declared."),
]


def moves(
    timelines: Names = None,
    accept: Annotated[bool, typer.Option("--accept", help="Declare the moves that are doubtful, too.")] = False,
    json: Json = False,
) -> None:
    """Where policies stood, and where they moved.

    `backfill` and the service declare by themselves what is certain: an address that leads, for good or for a week, to
    a page that reads as the same policy. What is doubtful is shown here, with why. `--accept` writes it into the
    declarations of the timelines named; `clausewatch backfill` then fetches what stood there.

    Example: clausewatch moves acme/privacy
    """
    import scheduler

    catalog, home = place.declared(), place.home()
    chosen = place.chosen(catalog, timelines or [])
    if accept and not timelines:
        raise RefusalError("name the timelines of which moves are to be declared")
    if not home.database.exists():
        raise RefusalError("nothing was recorded; `clausewatch backfill` begins", Exit.NOTHING)
    with place.looking() as store:
        stays = {timeline.id: _stays(store, timeline) for timeline in chosen}
        found = [(timeline, scheduler.followed(store, timeline)) for timeline in chosen]
    moved = [scheduler.Moved(timeline=timeline.id, move=move) for timeline, one in found for move in one.moves]
    if accept:
        moved = [one for timeline, all_ in found for one in scheduler.declare(home.policies, timeline.id, all_.moves)]
    if json:
        told = [{"timeline": str(name), "stood": rows} for name, rows in stays.items()]
        output.as_json({"timelines": told, "moves": [answer(one) for one in moved]})
    else:
        for timeline in chosen:
            output.plain(str(timeline.id))
            _tell_stays(stays[timeline.id])
        tell(moved)
    if any(one.problem for one in moved):
        raise typer.Exit(Exit.INCOMPLETE)


def _stays(store: Store, timeline: Timeline) -> list[Answer]:
    """At which location the text stood from when to when: brackets of the versions at which that changed."""
    rows: list[Answer] = []
    before = None
    for version in store.questions.versions(timeline.id):
        original = timeline.locations[version.location].original if version.location < len(timeline.locations) else ""
        if before is None or before.location != version.location:
            began = store.questions.revision(timeline.id, version.number).bracket if before else None
            rows.append({"original": original, "first_seen": iso(version.first_seen), "began": None})
            if began:
                rows[-1]["began"] = answers.bracket(began)
        rows[-1]["last_seen"] = iso(version.last_seen)
        before = version
    return rows


def _tell_stays(rows: Sequence[Answer]) -> None:
    for row in rows:
        since = f"moved here {row['began']['phrase']}" if row["began"] else "first"
        output.plain(f"    {row['original']}")
        output.plain(f"        {since}; seen {row['first_seen'][:10]} to {row['last_seen'][:10]}")
    if not rows:
        output.plain("    no text was seen")


def answer(one: scheduler.Moved) -> Answer:
    """A move, as JSON."""
    return {
        "timeline": str(one.timeline),
        "original": one.move.place.original,
        "bracket": answers.bracket(one.move.bracket),
        "earlier": one.move.earlier,
        "certain": one.move.certain,
        "declared": one.declared,
        "because": list(one.move.because),
        "problem": one.problem,
    }


def tell(moved: Iterable[scheduler.Moved]) -> None:
    """What was declared, what could not be, and what a person has to decide."""
    every = list(moved)
    for one in every:
        if one.move.earlier and one.declared:
            output.plain(f"{one.timeline} stood earlier at {one.move.place.original}")
            continue
        what = "moved" if one.declared else "has moved, as it seems," if one.move.certain else "may have moved"
        output.plain(f"{one.timeline} {what} to {one.move.place.original} {versions.phrase(one.move.bracket)}")
        for line in one.move.because:
            output.plain(f"    {line}")
        if one.problem:
            output.plain(f"    not declared: {one.problem}")
    open_ = sum(not one.declared for one in every)
    if open_:
        output.plain(f"{count(open_, 'move')} not declared; `clausewatch moves TIMELINE --accept` declares them")


def unfound(timeline: TimelineId, one: Unfound) -> Answer:
    """A time in which home pages were looked at in vain, as JSON."""
    return {
        "timeline": str(timeline),
        "after": iso(one.after),
        "by": iso(one.by),
        "home": one.home,
        "looked": one.looked,
        "links": list(one.links),
    }


def tell_unfound(every: Iterable[tuple[TimelineId, Unfound]]) -> None:
    for timeline, one in every:
        since, until = (f"{moment:%Y-%m-%d}" if moment else "" for moment in (one.after, one.by))
        when = " ".join(filter(None, [since and f"after {since}", until and f"before {until}"])) or "at any time"
        linked = f"linked {', '.join(one.links)}" if one.links else "linked to none"
        output.plain(f"{timeline}: no text is known {when}; {count(one.looked, 'home page')} of {one.home} {linked}")


COMMANDS: dict[str, Callable[..., Any]] = {"moves": moves}
