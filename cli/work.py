"""How is work asked for from the command line: crawling, deriving, ruling?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

import settings
from cli import output, place
from cli.answers import iso
from cli.declare import Json
from cli.exits import Exit, RefusalError
from cli.progress import Bar, Derived, derived
from cli.wording import count
from model import Citation, Ruling, RulingKind, Verdict
from store import Store, open_store

if TYPE_CHECKING:  # the crawler and its libraries are loaded by the commands that need them
    import scheduler

_NAMED = 20
"""Requests given up that are named on a terminal; JSON has them all."""

Names = Annotated[
    list[str] | None,
    typer.Argument(metavar="TIMELINE", help="Timelines, or organisations. Default: all that are declared."),
]


def backfill(
    timelines: Names = None,
    archive: Annotated[list[str] | None, typer.Option(help="Ask this archive only; can be given again.")] = None,
    json: Json = False,
) -> None:
    """Fetch what archives hold, and derive the history.

    Stopped at any moment and started again, it goes on where it was.

    Example: clausewatch backfill acme/privacy
    """
    home, catalog = place.home(), place.declared()
    chosen, config = place.chosen(catalog, timelines or []), settings.load(home)
    if not chosen:
        raise RefusalError("nothing is declared; `clausewatch add URL` begins", Exit.NOTHING)
    asked = _asked(home, config, archive or list(config.archives))
    import scheduler

    with place.writing(home):
        with Bar("fetching") as bar:
            done = scheduler.backfill(home, config, catalog, chosen, asked, bar.crawled)
        every = catalog.timelines  # what an earlier run left may have been of others
        made = Derived() if done.crawl.stopped else derived(scheduler.derive_stale(home, every), len(every))
    _tell_backfilled(done, made.timelines, json)
    if done.failures or done.left:
        raise typer.Exit(Exit.INCOMPLETE)


def _asked(home: settings.Home, config: settings.Settings, names: Sequence[str]) -> Sequence[str]:
    """The archives to ask, once it is sure that they are set and that the crawl can say who asks."""
    from crawler.manners import archives_of, manners_of, user_agent

    unknown = [name for name in names if name not in config.archives]
    if unknown:
        raise RefusalError(f"{home.settings}: no archive {unknown[0]!r}, expected one of {', '.join(config.archives)}")
    try:
        user_agent(manners_of(config), [one for one in archives_of(config) if one.name in names])
    except ValueError as error:
        raise RefusalError(f"{home.settings}: {error}") from None
    return names


def _tell_backfilled(done: scheduler.Backfilled, timelines: int, json: bool) -> None:
    crawl = done.crawl
    failures = {str(reason): count for reason, count in crawl.failures.items()}
    if json:
        counts = {name: getattr(crawl, name) for name in ("requests", "index_pages", "captured", "odd_rows", "bytes")}
        told = {"seconds": round(crawl.seconds, 1), "waited": round(crawl.waited, 1), "stopped": crawl.stopped}
        given_up = [
            {"original": task.original, "timestamp": iso(task.timestamp), "reason": why} for task, why in done.failures
        ]
        rest = {"failures": failures, "left": done.left, "given_up": given_up, "derived": timelines}
        output.as_json(counts | told | rest)
        return
    output.plain(
        f"{count(crawl.requests, 'request')} ({crawl.index_pages} of the index),"
        f" {count(crawl.captured, 'capture')} fetched,"
        f" {crawl.bytes / 1e6:.1f} MB, {crawl.seconds:.0f} s ({crawl.waited:.0f} s waiting);"
        f" {count(timelines, 'timeline')} derived"
    )
    for reason, number in sorted(failures.items()):
        output.plain(f"  {number} x {reason}")
    if crawl.odd_rows:
        output.plain(f"  {count(crawl.odd_rows, 'line')} of the index could not be read as rows and were left out")
    for task, why in done.failures[:_NAMED]:
        output.plain(f"  given up: {task.original} {iso(task.timestamp) or '(index)'}: {why}")
    if done.left or done.failures:
        left = count(done.left, "request")
        output.plain(f"  {left} still to be made, {len(done.failures)} given up: `clausewatch backfill` tries them")


def rebuild(
    timelines: Names = None,
    stale: Annotated[bool, typer.Option("--stale", help="Only what does not follow from the present facts.")] = False,
    json: Json = False,
) -> None:
    """Drop every conclusion and make it again.

    Facts stay as they are. With timelines named, or --stale, those are derived anew and the others stay.

    Example: clausewatch rebuild
    """
    import scheduler

    home, catalog = place.home(), place.declared()
    chosen = place.chosen(catalog, timelines or [])
    with place.writing(home):
        if stale or timelines:
            made = derived(scheduler.derive_stale(home, chosen, every=not stale), len(chosen))
        else:
            made = derived(scheduler.rebuild(home, chosen), len(chosen))
    counts = asdict(made)
    if json:
        output.as_json(counts)
    else:
        told = [count(number, name.removesuffix("s")) for name, number in counts.items()]
        output.plain(f"{told[0]} derived: {told[1]}, {told[2]}")


def rule(
    kind: Annotated[RulingKind, typer.Argument(help="What the ruling is about.")],
    object_: Annotated[str, typer.Argument(metavar="CITATION", help="timeline@timestamp, with #digest for a clause.")],
    saying: Annotated[str, typer.Argument(help="A verdict; a citation; yes or no.")],
    who: Annotated[str, typer.Option(help="Who rules.")],
    why: Annotated[str, typer.Option(help="The reason, for who reads it later.")] = "",
) -> None:
    """Say what the code got wrong.

    A person's word stands above what the code thinks; it is kept, and the timeline derived anew.

    verdict: what a capture is. same: two clauses are one. matters: whether a change matters.

    Example: clausewatch rule verdict acme/privacy@20180525101010 "consent wall" --who mara
    """
    import scheduler

    citation = _checked(kind, object_, saying)
    home, catalog = place.home(), place.declared()
    timeline = catalog.timeline(citation.timeline)
    ruling = Ruling(kind=kind, object=object_, saying=saying, who=who, why=why, given_at=scheduler.now())
    with place.writing(home):
        with open_store(home.database) as store, store.writing():
            _refuse_what_names_nothing(store, kind, citation)
            store.facts.keep_ruling(timeline.id, ruling)
        derived(scheduler.derive_stale(home, [timeline]), 1)
    output.plain(f"ruled: {kind} of {object_} is {saying}; {timeline.id} was derived anew")


def _checked(kind: RulingKind, object_: str, saying: str) -> Citation:
    try:
        citation = Citation.parse(object_)
        if kind is RulingKind.VERDICT:
            Verdict(saying)
        elif kind is RulingKind.SAME:
            Citation.parse(saying)
    except ValueError as error:
        allowed = f"; a verdict is one of: {', '.join(Verdict)}" if kind is RulingKind.VERDICT else ""
        raise RefusalError(f"{error}{allowed}") from None
    if kind is RulingKind.MATTERS and saying not in ("yes", "no"):
        raise RefusalError(f"{saying!r}: expected yes or no")
    return citation


def _refuse_what_names_nothing(store: Store, kind: RulingKind, citation: Citation) -> None:
    looked = store.questions.looked_at(citation.timeline) if kind is RulingKind.VERDICT else []
    if kind is RulingKind.VERDICT and not any(one.capture.timestamp == citation.moment for one in looked):
        raise RefusalError(
            f"{citation}: no capture of that second was read; `clausewatch log {citation.timeline} --json` names them",
            Exit.NOTHING,
        )


COMMANDS: dict[str, Callable[..., Any]] = {"backfill": backfill, "rebuild": rebuild, "rule": rule}
